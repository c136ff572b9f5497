"""The record of a session, to read, copy, print, and go on from."""
