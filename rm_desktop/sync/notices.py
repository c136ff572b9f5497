"""What a person should know of sync, apart from its ordinary state."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class NoticeKind(StrEnum):
    """What happened."""

    ROLLED_BACK = "rolled_back"
    NEW_STORE = "new_store"
    FORK = "fork"
    NEW_IDENTITY = "new_identity"
    MISSING = "missing"
    REMOVED = "removed"
    QUARANTINE = "quarantine"
    REFUSED = "refused"


class Notice(NamedTuple):
    """What happened, whose chain it is about and where; empty and 0 where that says nothing."""

    kind: NoticeKind
    device: bytes = b""
    sequence: int = 0
