"""Sharing a pair between devices: sealing, planning, transports, pairing."""
