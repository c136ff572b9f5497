"""What a person may know of sharing a pair between laptops; words for it are the screens'."""

from __future__ import annotations

from enum import StrEnum

from rm_desktop.domain.value import dataclass


class SyncState(StrEnum):
    """How things stand, the first that is true of: off, attention, connecting, offline, waiting."""

    OFF = "off"
    ATTENTION = "attention"
    CONNECTING = "connecting"
    OFFLINE = "offline"
    WAITING = "waiting"
    UP_TO_DATE = "up_to_date"


class Concern(StrEnum):
    """What needs a person's attention."""

    DELETION = "deletion"
    QUARANTINE = "quarantine"
    FORK = "fork"
    ROLLED_BACK = "rolled_back"
    NEW_STORE = "new_store"
    NEW_IDENTITY = "new_identity"
    MISSING = "missing"
    REMOVED = "removed"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    FULL = "full"
    GONE = "gone"
    UNTRUSTED = "untrusted"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at; `member` is whose laptop it is about, `at_ms` when it was noticed.

    One that is `passing` goes away by itself when its cause does; others a person puts away.
    """

    concern: Concern
    member: str = ""
    at_ms: int = 0
    passing: bool = False


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How a pair's sharing stands; times are milliseconds since 1970 UTC, 0 for never.

    `waiting` counts changes that the partner cannot have yet; `place` is the relay's address or
    the folder's path; `partner_device` tells whether another laptop shares it now, `had_partner`
    whether one ever did; `live` whether news comes by itself.
    """

    state: SyncState = SyncState.OFF
    place: str = ""
    is_folder: bool = False
    waiting: int = 0
    up_to_date_at: int = 0
    offline_since: int = 0
    heard_at: int = 0
    partner_device: bool = False
    had_partner: bool = False
    live: bool = False
    attention: tuple[Attention, ...] = ()


def is_cut_off(status: SyncStatus) -> bool:
    """Tell whether nothing comes or goes any more, whatever one waits for."""
    return any(each.concern in (Concern.REMOVED, Concern.GONE) for each in status.attention)


def reaches_nobody(status: SyncStatus) -> bool:
    """Tell whether somebody had it once, and nobody else gets what one writes now."""
    return is_cut_off(status) or (status.had_partner and not status.partner_device)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one laptop sent at once: how many changes, to what; `at_ms` is by our own clock."""

    device: str
    member: str
    sequence: int
    at_ms: int
    size: int
    content: str
    changes: int
    notes: int
    is_ours: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """A change of somebody else's that could not be read safely and is in no document."""

    number: int
    member: str
    sequence: int
    at_ms: int
    size: int
    in_notes: bool


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A large deletion that waits for a yes: the topics, actions … it would take away, by title."""

    number: int
    member: str
    at_ms: int
    titles: tuple[str, ...]
    of_all: int


@dataclass(frozen=True, slots=True)
class SyncDevice:
    """One laptop of a pair's space; `id` is hexadecimal."""

    id: str
    member: str
    is_this: bool
    is_removed: bool
    last_at: int


@dataclass(frozen=True, slots=True)
class SeenField:
    """A field of an envelope, by its name in PROTOCOL.md, and where its bytes are.

    `value` is what a relay reads there; of what is sealed it is empty.
    """

    name: str
    value: str
    begins: int
    ends: int
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class ServerView:
    """The very bytes of an envelope as a relay has them, and what it can tell from them."""

    fields: tuple[SeenField, ...]
    whole: bytes
