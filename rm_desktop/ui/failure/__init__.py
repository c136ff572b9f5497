"""A profile that cannot be opened, explained; and the field that unlocks one with a passphrase."""

from __future__ import annotations
