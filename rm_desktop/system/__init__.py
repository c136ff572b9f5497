"""The outside world behind small protocols: clock, paths, keyring, single instance; no Qt."""
