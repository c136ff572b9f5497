"""Which pages of a sound vault each of its rows lies on, found without the app's own reading.

Pages are decrypted here in memory, by the format's description, and B-trees followed by SQLite's
("database file format"): an oracle for what a damaged page can have cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE = 4096
_SALT, _RESERVED = 16, 80
_USABLE = PAGE - _RESERVED
_LEAF, _INTERIOR = 13, 5
_MOST_LOCAL = _USABLE - 35
_LEAST_LOCAL = (_USABLE - 12) * 32 // 255 - 23


class Lying(NamedTuple):
    """A row of a table and the pages it lies on."""

    rowid: int
    pages: frozenset[int]


class Vellum:
    """The pages of one sound vault in clear."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Decrypt the whole file."""
        content = path.read_bytes()
        self.count = len(content) // PAGE
        self._pages = {n: self._clear(content, n, key) for n in range(1, self.count + 1)}

    def rows(self, root: int) -> Iterator[Lying]:
        """Yield the rows of the table that begins at a page."""
        page = self._pages[root]
        start = 100 if root == 1 else 0
        kind, cells = page[start], int.from_bytes(page[start + 3 : start + 5], "big")
        head = start + (12 if kind == _INTERIOR else 8)
        for n in range(cells):
            at = int.from_bytes(page[head + 2 * n : head + 2 * n + 2], "big")
            if kind == _INTERIOR:
                yield from self.rows(int.from_bytes(page[at : at + 4], "big"))
            elif kind == _LEAF:
                yield self._row(root, at)
        if kind == _INTERIOR:
            yield from self.rows(int.from_bytes(page[start + 8 : start + 12], "big"))

    def _row(self, number: int, at: int) -> Lying:
        page = self._pages[number]
        size, at = _varint(page, at)
        rowid, at = _varint(page, at)
        pages = {number}
        local = size
        if size > _MOST_LOCAL:
            local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (_USABLE - 4)
            local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
            further = int.from_bytes(page[at + local : at + local + 4], "big")
            while further:
                pages.add(further)
                further = int.from_bytes(self._pages[further][:4], "big")
        return Lying(rowid, frozenset(pages))

    @staticmethod
    def _clear(content: bytes, number: int, key: bytes) -> bytes:
        page = content[(number - 1) * PAGE : number * PAGE]
        begin = _SALT if number == 1 else 0
        vector = page[_USABLE : _USABLE + 16]
        opened = Cipher(AES(key), CBC(vector)).decryptor()
        return page[:begin] + opened.update(page[begin:_USABLE]) + opened.finalize()


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(9):
        byte = page[at + n]
        if n == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise AssertionError
