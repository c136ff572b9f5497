"""Every page of a vault's file and of its log, decrypted by hand: free pages and slack too.

SQLite shows no free pages, so the cipher is undone here: AES-256 in CBC mode per page, the vector
in the last 80 bytes of each (FIPS 197, and SQLCipher's own description of its format).
"""

from __future__ import annotations

from pathlib import Path

_PAGE, _RESERVED, _SALT = 4096, 80, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def raw_pages(path: Path, key: bytes) -> bytes:
    """Return the content of all pages of a vault, of its log as well."""
    cipher = _Aes(key)
    content = path.read_bytes()
    pages = [content[at : at + _PAGE] for at in range(0, len(content), _PAGE)]
    log = path.with_name(f"{path.name}-wal")
    frames = log.read_bytes()[_LOG_HEAD:] if log.exists() else b""
    size = _FRAME_HEAD + _PAGE
    pages += [frames[at + _FRAME_HEAD : at + size] for at in range(0, len(frames), size)]
    return b"\0".join(_decrypted(cipher, page, content[:_SALT]) for page in pages if page)


def _decrypted(cipher: _Aes, page: bytes, salt: bytes) -> bytes:
    body, vector = page[:-_RESERVED], page[-_RESERVED : -_RESERVED + 16]
    # the first page, in the file and in the log, begins with its salt in clear
    return cipher.cbc(body.removeprefix(salt), vector)


def _double(value: int) -> int:
    return ((value << 1) ^ 0x11B) & 0xFF if value & 0x80 else value << 1


def _tables() -> tuple[list[int], list[int]]:
    logs, powers, value = [0] * 256, [0] * 256, 1
    for n in range(255):
        powers[n], logs[value] = value, n
        value ^= _double(value)
    box = [0x63] * 256
    for n in range(1, 256):
        inverse = powers[(255 - logs[n]) % 255]
        turned = inverse
        for _ in range(4):
            inverse = ((inverse << 1) | (inverse >> 7)) & 0xFF
            turned ^= inverse
        box[n] = turned ^ 0x63
    back = [0] * 256
    for n, each in enumerate(box):
        back[each] = n
    return box, back


def _times(value: int, factor: int) -> int:
    total = 0
    while factor:
        if factor & 1:
            total ^= value
        value, factor = _double(value), factor >> 1
    return total


_BOX, _BACK = _tables()
#: What one byte of a state adds to a column of the mixed state, by its row.
_MIXED = [
    [
        sum(_times(n, factor) << (8 * (3 - row)) for row, factor in enumerate(factors))
        for n in range(256)
    ]
    for factors in ((14, 9, 13, 11), (11, 14, 9, 13), (13, 11, 14, 9), (9, 13, 11, 14))
]


class _Aes:
    """Decryption with a key of 256 bits, four columns at a time."""

    def __init__(self, key: bytes) -> None:
        words = [int.from_bytes(key[n : n + 4], "big") for n in range(0, 32, 4)]
        turn = 1
        for n in range(8, 60):
            word = words[-1]
            if n % 8 == 0:
                word = self._sub(((word << 8) | (word >> 24)) & 0xFFFFFFFF) ^ (turn << 24)
                turn = _double(turn)
            elif n % 8 == 4:
                word = self._sub(word)
            words.append(words[-8] ^ word)
        self._rounds = [words[n : n + 4] for n in range(0, 60, 4)]
        for middle in self._rounds[1:14]:
            middle[:] = [self._unmix(word) for word in middle]

    def cbc(self, body: bytes, vector: bytes) -> bytes:
        done, former = bytearray(), vector
        for at in range(0, len(body) - 15, 16):
            block = body[at : at + 16]
            plain = self._block(block)
            done += (int.from_bytes(plain, "big") ^ int.from_bytes(former, "big")).to_bytes(
                16, "big"
            )
            former = block
        return bytes(done)

    def _block(self, block: bytes) -> bytes:
        first, *middle, last = self._rounds[::-1]
        state = [int.from_bytes(block[4 * n : 4 * n + 4], "big") ^ first[n] for n in range(4)]
        a, b, c, d = _MIXED
        for keys in middle:
            state = [
                a[_BACK[state[n] >> 24]]
                ^ b[_BACK[state[n - 1] >> 16 & 0xFF]]
                ^ c[_BACK[state[n - 2] >> 8 & 0xFF]]
                ^ d[_BACK[state[n - 3] & 0xFF]]
                ^ keys[n]
                for n in range(4)
            ]
        return b"".join(
            (
                (
                    _BACK[state[n] >> 24] << 24
                    | _BACK[state[n - 1] >> 16 & 0xFF] << 16
                    | _BACK[state[n - 2] >> 8 & 0xFF] << 8
                    | _BACK[state[n - 3] & 0xFF]
                )
                ^ last[n]
            ).to_bytes(4, "big")
            for n in range(4)
        )

    @staticmethod
    def _sub(word: int) -> int:
        return sum(_BOX[word >> shift & 0xFF] << shift for shift in (24, 16, 8, 0))

    @staticmethod
    def _unmix(word: int) -> int:
        mixed = 0
        for row, shift in enumerate((24, 16, 8, 0)):
            mixed ^= _MIXED[row][word >> shift & 0xFF]
        return mixed
