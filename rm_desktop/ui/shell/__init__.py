"""The frame around the screens: rail, notices, palette, keys; and who leads through them."""
