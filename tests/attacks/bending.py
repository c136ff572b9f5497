"""Garbage: what a server may make of a true answer, from one flipped bit to a million brackets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from random import Random
from typing import Any

import msgspec

from rm_desktop.wire.relay import ENVELOPES_TYPE
from tests.attacks.speaking import JSON, PROBLEM, Said

_ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**53 + 1,
    2**64,
    10**30,
    1.5,
    float("nan"),
    "",
    "x" * 5_000,
    "0" * 32,
    "F" * 64,
    "0" * 31 + "\n",
    "\u202e\x00\ud83d",
    [],
    [[]],
    {},
    {"a": {"b": {}}},
    [{"device": "0" * 32, "sequence": 1, "hash": "0" * 64}] * 65,
)
_BOMB = gzip.compress(bytes(20_000_000), 9)
_BITS = 8


def bent(dice: Random, said: Said) -> Said:
    """Return garbage made of a true answer, a fresh kind by each throw."""
    return dice.choice(_WAYS)(dice, said)


def flipped(dice: Random, data: bytes) -> bytes:
    """Return bytes with some of them changed, dropped, doubled or added."""
    found = bytearray(data or b"\x00")
    for _ in range(dice.choice((1, 1, 1, 2, 5, 40))):
        at = dice.randrange(len(found))
        match dice.randrange(5):
            case 0:
                found[at] ^= 1 << dice.randrange(_BITS)
            case 1:
                found[at] = dice.randrange(256)
            case 2:
                found[at:at] = dice.randbytes(dice.randrange(1, 9))
            case 3:
                del found[at : at + dice.randrange(1, 9)]
            case _:
                found[at:at] = found[at : at + dice.randrange(1, 300)]
        if not found:
            return b""
    return bytes(found)


def _flip(dice: Random, said: Said) -> Said:
    return said._replace(body=flipped(dice, said.body))


def _noise(dice: Random, said: Said) -> Said:
    return said._replace(body=dice.randbytes(dice.choice((0, 1, 3, 4, 5, 200, 5_000))))


def _cut(dice: Random, said: Said) -> Said:
    return said._replace(body=said.body[: dice.randrange(len(said.body) + 1)])


def _twice(_dice: Random, said: Said) -> Said:
    return said._replace(body=said.body * 2)


def _deep(dice: Random, said: Said) -> Said:
    depth = dice.choice((10, 500, 5_000, 30_000))
    opening, closing = dice.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"\x91", b"")))
    return said._replace(body=opening * depth + b"1" + closing * depth)


def _odd_value(dice: Random, said: Said) -> Said:
    """Put another value somewhere into JSON, or the fields of another message."""
    try:
        tree = json.loads(said.body)
    except ValueError:
        return _odd_field(dice, said)
    _put(dice, tree)
    return said._replace(body=json.dumps(tree).encode())


def _put(dice: Random, tree: Any) -> None:
    keys: list[Any] = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
    key = dice.choice([*keys, "more"] if isinstance(tree, dict) else keys or [None])
    if key is None:
        tree.append(dice.choice(_ODD))
    elif key != "more" and isinstance(tree[key], dict | list) and dice.random() < 0.7:
        _put(dice, tree[key])
    elif key != "more" and isinstance(tree, dict) and dice.random() < 0.3:
        del tree[key]
    else:
        tree[key] = dice.choice(_ODD)


def _odd_field(dice: Random, said: Said) -> Said:
    """Put another value into a field of an envelope, its lengths being right."""
    at, parts = 0, list[bytes]()
    while at + 4 <= len(said.body):
        size = int.from_bytes(said.body[at : at + 4], "big")
        parts.append(said.body[at + 4 : at + 4 + size])
        at += 4 + size
    if not parts:
        return _noise(dice, said)
    place = dice.randrange(len(parts))
    try:
        fields = msgspec.msgpack.decode(parts[place])
        odd: Any = dice.choice(
            (None, -1, 0, 2, 2**63, b"", bytes(16), bytes(10_000), "x", [[]], 1.5)
        )
        fields[dice.randrange(len(fields))] = odd
        parts[place] = msgspec.msgpack.encode(fields)
    except (msgspec.DecodeError, IndexError, TypeError):
        parts[place] = dice.randbytes(300)
    dice.shuffle(parts)
    return said._replace(body=b"".join(len(p).to_bytes(4, "big") + p for p in parts))


def _small_envelopes(dice: Random, said: Said) -> Said:
    size = dice.choice((0, 1, 2, 177, 178))
    piece = size.to_bytes(4, "big") + bytes(size)
    return Said(200, ENVELOPES_TYPE, piece * min(20_000, 1_000_000 // len(piece)))


def _huge(dice: Random, said: Said) -> Said:
    return said._replace(body=bytes([dice.choice((0, 32, 91, 255))]) * 7_000_000)


def _login_page(_dice: Random, said: Said) -> Said:
    return Said(200, "text/html; charset=utf-8", b"<html><form action=/login>" * 40)


def _redirect(dice: Random, said: Said) -> Said:
    to = dice.choice(("https://login.example.org/", "http://[", "//", "\x7f", "data:,x", ""))
    return Said(dice.choice((301, 302, 303, 307, 308)), said.kind, said.body, (("location", to),))


def _no_content(_dice: Random, said: Said) -> Said:
    return Said(204, said.kind, b"")


def _other_status(dice: Random, said: Said) -> Said:
    status = dice.choice((201, 202, 206, 304, 400, 401, 403, 404, 409, 410, 413, 429, 500, 507))
    words = {"kind": dice.choice(("gone", "full", 7)), "words": "no", "retry_after": 86_400}
    if dice.random() < 0.3:
        _put(dice, words)
    body = dice.choice((said.body, json.dumps(words).encode(), b""))
    return Said(status, dice.choice((PROBLEM, PROBLEM, JSON, "text/html", "")), body)


def _packed(dice: Random, said: Said) -> Said:
    coding = dice.choice(("gzip", "br", "deflate", "zstd", "identity, gzip", "GZIP"))
    return said._replace(body=_BOMB, headers=(("content-encoding", coding),))


def _other_kind(dice: Random, said: Said) -> Said:
    return said._replace(
        kind=dice.choice(("", "text/plain", PROBLEM, JSON, ENVELOPES_TYPE, "\u20ac"))
    )


def _many_headers(dice: Random, said: Said) -> Said:
    cookies = tuple(("set-cookie", f"c{dice.getrandbits(60)}={'x' * 500}") for _ in range(40))
    return said._replace(headers=(*said.headers, *cookies, ("rm-more", dice.choice("01x"))))


_WAYS: tuple[Callable[[Random, Said], Said], ...] = (
    *(_flip, _flip, _flip, _odd_value, _odd_value, _odd_value, _odd_field, _odd_field),
    *(_noise, _cut, _twice, _deep, _small_envelopes, _login_page, _redirect, _no_content),
    *(_other_status, _packed, _other_kind, _many_headers),
)
#: These cost too much to be thrown each time.
RARE: tuple[Callable[[Random, Said], Said], ...] = (_huge,)
