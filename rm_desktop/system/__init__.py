"""The outside world behind small protocols: folders, the keyring, one instance at a time."""
