"""Every page of a vault's file and of its log, decrypted by hand: free pages and slack too.

SQLite shows no free pages, so the cipher is undone here: AES-256 in CBC mode per page, the vector
in the last 80 bytes of each (SQLCipher's own description of its format).
"""

from __future__ import annotations

from pathlib import Path

import pytest

_PAGE, _RESERVED, _SALT = 4096, 80, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def raw_pages(path: Path, key: bytes) -> bytes:
    """Return the content of all pages of a vault, of its log as well."""
    content = path.read_bytes()
    pages = [content[at : at + _PAGE] for at in range(0, len(content), _PAGE)]
    log = path.with_name(f"{path.name}-wal")
    frames = log.read_bytes()[_LOG_HEAD:] if log.exists() else b""
    size = _FRAME_HEAD + _PAGE
    pages += [frames[at + _FRAME_HEAD : at + size] for at in range(0, len(frames), size)]
    return b"\0".join(_decrypted(key, page, content[:_SALT]) for page in pages if page)


def _decrypted(key: bytes, page: bytes, salt: bytes) -> bytes:
    pytest.importorskip("cryptography", reason="it comes with the keyring of Linux")
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    body, vector = page[:-_RESERVED], page[-_RESERVED : -_RESERVED + 16]
    opened = Cipher(AES(key), CBC(vector)).decryptor()
    # the first page, in the file and in the log, begins with its salt in clear
    return opened.update(body.removeprefix(salt)) + opened.finalize()
