"""Loro's updates as bytes: a head with a checksum, which whoever means harm can make right."""

from __future__ import annotations

from random import Random

from tests.attacks.bending import flipped

_MAGIC, _CHECKED_FROM, _SUM_AT = b"loro", 20, 16
_SEED = int.from_bytes(b"LORO", "little")
_MASK = 2**32 - 1
_P1, _P2, _P3, _P4, _P5 = 2654435761, 2246822519, 3266489917, 668265263, 374761393


def with_right_sum(blob: bytes) -> bytes:
    """Return a blob whose checksum fits what it says, so that it is read."""
    checked = blob[_CHECKED_FROM:]
    return blob[:_SUM_AT].ljust(_SUM_AT, b"\0") + xxh32(checked).to_bytes(4, "little") + checked


def mutated(dice: Random, blob: bytes) -> bytes:
    """Return a blob with some of its bytes changed; its checksum mostly fits again."""
    changed = blob[:_CHECKED_FROM] + flipped(dice, blob[_CHECKED_FROM:])
    if dice.random() < 0.1:
        return changed
    return with_right_sum(_MAGIC + changed[4:])


def xxh32(data: bytes, seed: int = _SEED) -> int:
    """Return the hash that Loro puts into a blob's head."""
    at, end = 0, len(data)
    if end >= 16:
        lanes = [(seed + _P1 + _P2) & _MASK, (seed + _P2) & _MASK, seed, (seed - _P1) & _MASK]
        while at <= end - 16:
            for lane in range(4):
                word = int.from_bytes(data[at : at + 4], "little")
                lanes[lane] = _turned(lanes[lane] + word * _P2, 13) * _P1 & _MASK
                at += 4
        found = sum(map(_turned, lanes, (1, 7, 12, 18))) & _MASK
    else:
        found = (seed + _P5) & _MASK
    found = (found + end) & _MASK
    while at + 4 <= end:
        word = int.from_bytes(data[at : at + 4], "little")
        found = _turned(found + word * _P3, 17) * _P4 & _MASK
        at += 4
    for byte in data[at:]:
        found = _turned(found + byte * _P5, 11) * _P1 & _MASK
    found = (found ^ found >> 15) * _P2 & _MASK
    found = (found ^ found >> 13) * _P3 & _MASK
    return found ^ found >> 16


def _turned(word: int, by: int) -> int:
    word &= _MASK
    return (word << by | word >> (32 - by)) & _MASK
