"""The lock on what only the owner reads, as people meet it: set-up, unlock, recovery, trouble."""
