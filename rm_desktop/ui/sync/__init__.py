"""Sharing a pair between two laptops, as a person sees it: its state, its page, its notices."""
