"""What `packaging/dev.py` is made of; the standard library only, but for `locking`."""

from __future__ import annotations
