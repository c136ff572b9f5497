"""A pair's world as frozen values and pure functions; imports the standard library only."""
