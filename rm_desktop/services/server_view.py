"""What whoever keeps an envelope can tell from it: the very bytes, and what they say openly."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rm_desktop.domain.sync_state import SeenField, ServerView
from rm_desktop.wire.envelope import Envelope, decoded

#: The first byte says that ten fields follow; it is counted as the first one's.
_BEFORE = 1
_SEALED = "sealed"


def server_view(data: bytes) -> ServerView:
    """Return an envelope as a relay or a folder has it."""
    return ServerView(tuple(_fields(decoded(data))), data)


def _fields(envelope: Envelope) -> Iterator[SeenField]:
    """Return the fields in the order of their bytes: there is one way to write an envelope."""
    at, ends = 0, _BEFORE
    for name in envelope.__struct_fields__:
        value = getattr(envelope, name)
        ends += len(msgspec.msgpack.encode(value))
        if name == _SEALED:
            yield SeenField(name, "", at, ends, is_sealed=True)
        else:
            yield SeenField(name, value.hex() if isinstance(value, bytes) else str(value), at, ends)
        at = ends
