"""The blind server: keeps sealed envelopes, passes them on, and can read none of them."""
