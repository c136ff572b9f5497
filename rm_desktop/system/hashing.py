"""BLAKE2, and a comparison that always takes the same time, straight from where Python has them.

`hashlib` and `hmac` hand out the same two, but load OpenSSL first: 3 ms at start, and 3 MB.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
    from _operator import _compare_digest as compare_digest
except ImportError:  # a Python that is built otherwise
    from hashlib import blake2b
    from hmac import compare_digest  # type: ignore[no-redef]

__all__ = ["blake2b", "compare_digest"]
