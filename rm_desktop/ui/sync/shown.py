"""What the page about sharing shows, put together from what the service knows; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rm_desktop.domain.sync_concerns import WITH_CARD, concern_words
from rm_desktop.domain.sync_state import (
    Attention,
    Concern,
    HeldBack,
    SetAside,
    SyncState,
    SyncStatus,
    is_cut_off,
)
from rm_desktop.domain.sync_words import (
    DeviceLine,
    ParcelLine,
    Reader,
    device_lines,
    moment_words,
    parcel_line,
    place_words,
    size_words,
    status_line,
    status_sentences,
)
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.sync.steady import Line
from rm_desktop.ui.theme import Role

if TYPE_CHECKING:
    from rm_desktop.services.sync import Sync

#: What stands beside the words of a state: icons differ in shape, not in colour alone.
MARKS: dict[SyncState, tuple[str, Role]] = {
    SyncState.OFF: ("lock", "ink-2"),
    SyncState.ATTENTION: ("warning", "warn"),
    SyncState.CONNECTING: ("more", "ink-2"),
    SyncState.OFFLINE: ("offline", "ink-2"),
    SyncState.WAITING: ("clock", "ink-2"),
    SyncState.UP_TO_DATE: ("check", "good"),
}


#: Where all is well, but no other laptop is there to hear of it.
_ALONE: tuple[str, Role] = "laptop", "ink-2"


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One thing to look at; `can_go` where a person may put it away, others go by themselves."""

    concern: Concern
    title: str
    what: str
    is_grave: bool
    can_go: bool


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A change that was set aside."""

    number: int
    what: str
    when: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A large deletion that waits."""

    number: int
    what: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharingView:
    """The whole page; `owner` is named where somebody else is at the keyboard and may not act."""

    state: SyncState
    headline: str
    sentences: tuple[str, ...]
    partner: str
    place: str = ""
    is_folder: bool = False
    owner: str = ""
    concerns: tuple[ConcernRow, ...] = ()
    held: HeldRow | None = None
    aside: tuple[AsideRow, ...] = ()
    parcels: tuple[ParcelLine, ...] = ()
    devices: tuple[DeviceLine, ...] = ()

    #: Whether no other laptop shares the pair; whether this one was shut out.
    is_alone: bool = False
    is_cut_off: bool = False

    @property
    def is_shared(self) -> bool:
        """Tell whether there is anything but an offer."""
        return self.state != SyncState.OFF

    @property
    def may_act(self) -> bool:
        """Tell whether the owner sits there, and this laptop still has a say."""
        return not (self.owner or self.is_cut_off)

    @property
    def mark(self) -> tuple[str, Role]:
        """The icon beside the headline, and its colour."""
        return mark_of(self.state, is_alone=self.is_alone)


def sharing_view(sync: Sync, pair: str, reader: Reader) -> SharingView:
    """Return what is to be shown now."""
    status = sync.status(pair)
    owner = "" if reader.is_home else reader.name(reader.you)
    headline = headline_words(status, reader)
    sentences = status_sentences(status, reader)
    if status.state == SyncState.OFF:
        return SharingView(status.state, headline, sentences, reader.partner, owner=owner)
    return SharingView(
        status.state,
        headline,
        sentences,
        reader.partner,
        place=place_words(status),
        is_folder=status.is_folder,
        owner=owner,
        concerns=concern_rows(status, reader),
        held=_held(sync.held_back(pair), reader),
        aside=tuple(_aside(each, reader) for each in sync.set_aside(pair)),
        parcels=tuple(parcel_line(each, reader) for each in sync.parcels(pair)),
        is_alone=not status.partner_device,
        is_cut_off=is_cut_off(status),
        devices=device_lines(tuple(sync.devices(pair)), reader),
    )


def mark_of(state: SyncState, *, is_alone: bool) -> tuple[str, Role]:
    """Return what stands beside the words of a state."""
    return _ALONE if is_alone and state == SyncState.UP_TO_DATE else MARKS[state]


def headline_words(status: SyncStatus, reader: Reader) -> str:
    """Return the state as a headline."""
    if status.state == SyncState.OFF:
        return tr("Not shared")
    return status_line(status, reader)


def foot_line(status: SyncStatus, reader: Reader) -> Line:
    """Return what the rail's foot says; nothing while the pair is not shared."""
    if status.state == SyncState.OFF:
        return Line()
    icon, role = mark_of(status.state, is_alone=not status.partner_device)
    return Line(
        status_line(status, reader),
        icon,
        role,
        " ".join(status_sentences(status, reader)),
        is_passing=status.state == SyncState.CONNECTING,
    )


def concern_rows(status: SyncStatus, reader: Reader) -> tuple[ConcernRow, ...]:
    """Return what needs a look and has no card of its own, the grave ones first."""
    rows = (
        _concern(each, status, reader) for each in status.attention if each.concern not in WITH_CARD
    )
    return tuple(sorted(dict.fromkeys(rows), key=lambda row: not row.is_grave))


def _concern(attention: Attention, status: SyncStatus, reader: Reader) -> ConcernRow:
    told = concern_words(attention, status, reader)
    stays = attention.passing or attention.concern == Concern.REMOVED
    return ConcernRow(attention.concern, told.title, told.what, told.is_grave, not stays)


def _aside(aside: SetAside, reader: Reader) -> AsideRow:
    name = reader.name(aside.member)
    what = (
        tr("Something in the notes, from {name}", name=name)
        if aside.in_notes
        else tr("Something on the agenda, from {name}", name=name)
    )
    when = tr(
        "{time} · {size}", time=moment_words(aside.at_ms, reader), size=size_words(aside.size)
    )
    return AsideRow(aside.number, what, when)


def _held(held: HeldBack | None, reader: Reader) -> HeldRow | None:
    if held is None:
        return None
    what = trn(
        "At {time}, {n} of {all} things was deleted on {name}’s laptop. Nothing is gone here yet.",
        "At {time}, {n} of {all} things were deleted on {name}’s laptop. Nothing is gone here yet.",
        len(held.titles),
        time=moment_words(held.at_ms, reader),
        all=held.of_all,
        name=reader.name(held.member),
    )
    return HeldRow(held.number, what, tuple(sorted(map(named, held.titles), key=str.casefold)))


def named(title: str) -> str:
    """Return a title as it is listed."""
    return harmless(title) or tr("Without a title")


def more_words(shown: int, rows: Sequence[object]) -> str:
    """Return what a button says that shows the rest; nothing where nothing is left."""
    left = len(rows) - shown
    return trn("Show {n} more", "Show {n} more", left) if left > 0 else ""
