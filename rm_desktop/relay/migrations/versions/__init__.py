"""One module a step; frozen history."""
