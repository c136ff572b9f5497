"""The messages that travel between devices, and between a device and a relay."""
