"""Joining two laptops: an invitation, six digits read aloud, a look at what comes, and in."""
