"""Putting a backup in the place of the present notes: chosen, looked at, confirmed."""
