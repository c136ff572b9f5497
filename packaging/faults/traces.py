"""Searching bytes for words that must not be there, in every disguise a program may give them."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Mapping

_INFLATED = 4096
#: Too short a run of base64 would be found by chance.
_LEAST_BASE64 = 8


def plain_traces(files: Mapping[str, bytes], words: Iterable[str]) -> list[str]:
    """Return where words stand as UTF-8, UTF-16 or base64, with the disguise."""
    looked_for = [
        (shape, pattern) for word in words for shape, pattern in disguises(word.encode()).items()
    ]
    return [
        f"{shape} in {name}"
        for name, content in files.items()
        for shape, pattern in looked_for
        if pattern in content or pattern in name.encode()
    ]


def disguises(word: bytes) -> dict[str, bytes]:
    """Return a word as it would stand in a file, deflation apart."""
    text = word.decode()
    shapes = {"UTF-8": word, "UTF-16": text.encode("utf-16-le")}
    shapes["UTF-16 BE"] = text.encode("utf-16-be")
    for shift in range(3):
        # The letters at either end depend on what stands beside the word.
        whole = base64.b64encode(bytes(shift) + word)
        core = whole[-(-shift * 8 // 6) : len(whole) - 4]
        if len(core) >= _LEAST_BASE64:
            shapes[f"base64 +{shift}"] = core
    return shapes


def deflated_traces(files: Mapping[str, bytes], words: Iterable[str]) -> list[str]:
    """Return where words stand deflated: whatever can be inflated from any byte on is looked at."""
    wanted = re.compile(b"|".join(re.escape(word.encode()) for word in words))
    return [
        f"deflated in {name} at {at}"
        for name, content in files.items()
        for at in range(len(content))
        if wanted.search(_inflated(content, at))
    ]


def _inflated(content: bytes, at: int) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content[at : at + 1024], _INFLATED)
    except zlib.error:
        return b""
