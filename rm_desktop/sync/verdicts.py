"""What a device makes of an envelope that comes; see PROTOCOL.md, *Receiving*."""

from __future__ import annotations

from typing import NamedTuple

from rm_desktop.wire.content import Content
from rm_desktop.wire.envelope import Head


class Accepted(NamedTuple):
    """The next envelope of a chain; `disputed` are chains of which its sender holds another."""

    data: bytes
    device: bytes
    head: Head
    content: Content
    disputed: dict[bytes, Head]


class Known(NamedTuple):
    """An envelope that we hold already."""

    device: bytes
    sequence: int


class Early(NamedTuple):
    """An envelope whose time has not come: those before it, or its device, are not known yet."""

    device: bytes
    sequence: int


class Forked(NamedTuple):
    """Two histories of one device, both signed by it."""

    device: bytes
    sequence: int


class Elsewhere(NamedTuple):
    """Our own chain goes on without us: this profile is a copy, or an older state of one.

    `sequence` is the first that is not ours, 0 where an earlier one differs already.
    """

    sequence: int


class Refused(NamedTuple):
    """Bytes that are no envelope for us; `device` is empty where nobody signed them."""

    why: str
    device: bytes = b""


Verdict = Accepted | Known | Early | Forked | Elsewhere | Refused
