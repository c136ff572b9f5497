"""The pages of a vault that may be damaged: which of them are whole, as its key can prove.

Nothing is decrypted here. Each page of SQLCipher's ends in a keyed sum over its bytes and its
number; the log beside the file holds newer pages under SQLite's own sums, up to the last commit.
Formats: SQLCipher 4 ("database file format"), SQLite ("WAL-mode file format").
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rm_desktop.vault.atomic import read_small

PAGE = 4096
SALT = 16
_SUM = 64
_SUM_SALT = 0x3A
_LOG_HEADER, _FRAME_HEADER = 32, 24
_ROUNDS = 100_000
_LOG_MAGIC = 0x377F0682  # the last bit tells which way round its sums count


class Pages(NamedTuple):
    """Whole pages by number; `last` is how many there should be, `bad` those that are not whole."""

    salt: bytes
    whole: Mapping[int, bytes]
    last: int

    @property
    def bad(self) -> tuple[int, ...]:
        """The numbers of pages that cannot be read."""
        return tuple(n for n in range(1, self.last + 1) if n not in self.whole)


class Found(NamedTuple):
    """What lies in a vault's file: its pages alone, and with its log, if it has one that fits.

    `lost_log` tells that a log lies there whose end, or all of it, cannot be used.
    """

    alone: Pages
    with_log: Pages | None
    lost_log: bool


def found_pages(path: Path, key: bytes, more_salts: Sequence[bytes] = ()) -> Found | None:
    """Read a vault's file and its log; None where not one page is whole under this key.

    `more_salts` may hold the vault's salt if its first bytes are gone: copies begin with it.
    """
    content = read_small(path) or b""
    log = read_small(path.with_name(f"{path.name}-wal")) or b""
    for salt in _salts(content, log, more_salts):
        sums = _sum_key(key, salt)
        newer, all_of_it = _logged(log, sums)
        if not newer and next(_whole(content, salt, sums), None) is None:
            continue
        last = -(-len(content) // PAGE)
        alone = Pages(salt, dict(_whole(content, salt, sums)), last)
        merged = Pages(salt, {**alone.whole, **newer}, max(last, *newer)) if newer else None
        return Found(alone, merged, lost_log=bool(log) and not all_of_it)
    return None


def _salts(content: bytes, log: bytes, more: Sequence[bytes]) -> Iterator[bytes]:
    """Yield what may be the salt: the first bytes, those of the log, of copies, a bit of it off."""
    first = content[:SALT]
    if len(first) == SALT:
        yield first
    for at in range(_LOG_HEADER, len(log) - PAGE, _FRAME_HEADER + PAGE):
        if struct.unpack_from(">I", log, at)[0] == 1:
            yield log[at + _FRAME_HEADER : at + _FRAME_HEADER + SALT]
            break
    yield from more
    if len(first) == SALT:
        for bit in range(8 * SALT):
            yield (int.from_bytes(first, "big") ^ 1 << bit).to_bytes(SALT, "big")


def _whole(content: bytes, salt: bytes, sums: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the whole pages of a file with their numbers."""
    for number in range(1, len(content) // PAGE + 1):
        page = content[(number - 1) * PAGE : number * PAGE]
        if number == 1:
            page = salt + page[SALT:]  # the sum does not cover the salt itself
        if _is_whole(page, number, sums):
            yield number, page


def _sum_key(key: bytes, salt: bytes) -> bytes:
    mixed = bytes(byte ^ _SUM_SALT for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, mixed, 2, 32)


def _is_whole(page: bytes, number: int, sums: bytes) -> bool:
    if len(page) != PAGE:
        return False
    covered = page[SALT if number == 1 else 0 : -_SUM] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(sums, covered, "sha512"), page[-_SUM:])


def _logged(log: bytes, sums: bytes) -> tuple[dict[int, bytes], bool]:
    """Return the pages of a log up to its last whole commit, and whether that is all of it."""
    if len(log) < _LOG_HEADER:
        return {}, not log
    magic, _, size, _, *_ = struct.unpack_from(">8I", log)
    order = ">" if magic & 1 else "<"
    running = _log_sum(log[:24], (0, 0), order)
    if magic & ~1 != _LOG_MAGIC or size != PAGE or running != struct.unpack_from(">2I", log, 24):
        return {}, False
    salts = log[16:24]
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    at = _LOG_HEADER
    while at + _FRAME_HEADER + PAGE <= len(log):
        head, page = log[at : at + _FRAME_HEADER], log[at + _FRAME_HEADER :][:PAGE]
        number, commit = struct.unpack_from(">2I", head)
        if head[8:16] != salts:
            return committed, _is_of_before(head[8:16], salts) and salts not in log[at + 16 :]
        running = _log_sum(head[:8] + page, running, order)
        if running != struct.unpack_from(">2I", head, 16) or not _is_whole(page, number, sums):
            return committed, False
        pending[number] = page
        if commit:
            committed |= pending
            pending = {}
        at += _FRAME_HEADER + PAGE
    return committed, at == len(log) and not pending


def _is_of_before(salts: bytes, now: bytes) -> bool:
    """Tell whether an earlier round of the log left a frame: each counts the first salt on."""
    first, present = (int.from_bytes(each[:4], "big") for each in (salts, now))
    return 0 < (present - first) & 0xFFFFFFFF <= _ROUNDS


def _log_sum(content: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = before
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
