"""Sharing pairs between laptops: how it stands, and what a person may do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.deletions import Removable, taken_away, title_of
from rm_desktop.domain.sync_state import (
    Attention,
    Concern,
    HeldBack,
    Parcel,
    ServerView,
    SetAside,
    SyncDevice,
    SyncState,
    SyncStatus,
)
from rm_desktop.services.merging import Merging, any_loss
from rm_desktop.services.open_pair import read_document
from rm_desktop.services.server_view import server_view
from rm_desktop.services.settings import SHARES
from rm_desktop.services.spaces import Place, forget, found
from rm_desktop.services.sync_line import Farewell, Line, Work
from rm_desktop.services.sync_store import DELETION, HARMFUL, whose
from rm_desktop.sync.calls import Answer, Rehearsed, Trouble
from rm_desktop.vault.sync_shelf import AsideRow, SpaceRow, SyncShelf
from rm_desktop.wire.content import Update

if TYPE_CHECKING:
    from rm_desktop.services.profile import Profile
    from rm_desktop.vault.vault import Vault

_TROUBLES = {
    Trouble.REFUSED: Concern.REFUSED,
    Trouble.STRANGER: Concern.REFUSED,
    Trouble.FULL: Concern.FULL,
    Trouble.GONE: Concern.GONE,
    Trouble.UNTRUSTED: Concern.UNTRUSTED,
}
#: What the planner calls refused is an envelope that nobody could read.
_NAMES = {"refused": Concern.UNREADABLE}


class Sync:
    """The shared pairs of a profile. Everything here is for the thread that writes the vault."""

    def __init__(
        self, profile: Profile, tell: Callable[[Changes], None], chance: Callable[[int], bytes]
    ) -> None:
        """Read nothing yet."""
        self._profile, self._tell, self.chance = profile, tell, chance
        self._lines: dict[str, Line] | None = None
        self._live: set[Line] = set()

    # -- lines ------------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        """Return one line for each shared pair."""
        return list(self._known().values())

    def line(self, pair: str) -> Line | None:
        """Return the line of a pair, None for one that is not shared."""
        return self._known().get(pair)

    def begin(self, pair: str, place: Place) -> Line:
        """Share a pair from now on; a partner is invited by a pairing. No network is used."""
        self._profile.settle()
        found(self._vault, pair, place, self.chance, self._now_ms())
        return self.opened(pair)

    def opened(self, pair: str) -> Line:
        """Return the line of a pair whose space has just come into the vault."""
        self.close()
        self._profile.settings.put(SHARES, value=True)
        line = self._known()[pair]
        self._say(pair)
        return line

    def leave(self, pair: str) -> Farewell | None:
        """Share a pair no longer; the work lets the partner know and tells whether it could."""
        line = self._known().pop(pair)
        work = None if line.planner.log.removed else line.farewell()
        line.rest()
        forget(self._vault, line.space)
        self._profile.settings.put(SHARES, value=bool(self._known()))
        self._say(pair)
        return work

    def admitted(self, pair: str) -> Changes:
        """Tell that another laptop was let in: nothing that is carried says so here."""
        return self._say(pair)

    def remove_device(self, pair: str, ident: str) -> Changes:
        """Shut a device out; it keeps what it has and gets nothing that comes after."""
        self._known()[pair].remove([bytes.fromhex(ident)])
        return self._say(pair)

    def note_live(self, line: Line, *, is_live: bool) -> None:
        """Note whether news of a line comes by itself now, as whoever listens knows."""
        (self._live.add if is_live else self._live.discard)(line)

    def close(self) -> None:
        """Let go of connections and children; lines are made anew when they are asked for."""
        lines, self._lines = self._lines or {}, None
        self._live.clear()
        for line in lines.values():
            line.rest()

    # -- how it stands ------------------------------------------------------------------------

    def status(self, pair: str) -> SyncStatus:
        """Return how a pair's sharing stands."""
        line = self.line(pair)
        if line is None:
            return SyncStatus()
        row, waiting = line.store.row, line.waiting
        others = [each for each in self.devices(pair) if not each.is_this]
        attention = self._attention(line)
        return SyncStatus(
            state=_state(line, waiting, attention),
            place=line.address.removeprefix("folder:"),
            is_folder=line.is_folder,
            waiting=waiting,
            up_to_date_at=line.up_to_date_at,
            offline_since=line.offline_since,
            heard_at=row.heard_at,
            partner_device=not all(each.is_removed for each in others),
            had_partner=bool(others),
            live=line in self._live,
            attention=attention,
        )

    def devices(self, pair: str) -> list[SyncDevice]:
        """Return the laptops that share a pair, this one first."""
        line = self._known()[pair]
        log, last = line.planner.log, line.store.shelf.last_of_each(line.space)
        found = [
            SyncDevice(
                device.hex(),
                chain.member,
                device == log.me,
                chain.ends is not None,
                last.get(device, 0),
            )
            for device, chain in log.chains.items()
        ]
        return sorted(found, key=lambda each: (not each.is_this, each.is_removed, -each.last_at))

    def parcels(self, pair: str, most: int = 200) -> list[Parcel]:
        """Return who sent what and when, the newest first."""
        line = self._known()[pair]
        log = line.planner.log
        return [
            Parcel(
                row.device.hex(),
                whose(log, row.device),
                row.sequence,
                row.at,
                len(row.bytes),
                row.content,
                row.changes,
                row.notes,
                row.device == log.me,
            )
            for row in line.store.shelf.latest_envelopes(line.space, most)
        ]

    def server_view(self, pair: str) -> ServerView | None:
        """Return the very bytes of our newest envelope, as whoever keeps them sees them."""
        line = self._known()[pair]
        mine = (p for p in self.parcels(pair) if p.is_ours)
        newest = next(mine, None)
        if newest is None:
            return None
        me = line.planner.log.me
        [data] = line.store.envelopes(me, newest.sequence - 1, 1)
        return server_view(data)

    def put_away(self, pair: str, concern: Concern) -> Changes:
        """Let a concern rest: a person has read of it."""
        line = self._known()[pair]
        for kind in (concern, *(name for name, each in _NAMES.items() if each == concern)):
            line.store.shelf.drop_concern(line.space, kind)
        return self._say(pair)

    # -- what was set aside -------------------------------------------------------------------

    def set_aside(self, pair: str) -> list[SetAside]:
        """Return the changes that could not be read safely."""
        line = self._known()[pair]
        return [
            SetAside(
                row.number,
                whose(line.planner.log, row.device),
                row.sequence,
                row.at,
                len(row.bytes),
                row.kind == "text",
            )
            for row in self._aside(line, HARMFUL)
        ]

    def try_again(self, pair: str, number: int) -> Work | None:
        """Return the work that rehearses a change once more; give what it brought to `tried`."""
        line = self._known()[pair]
        rows = [row for row in self._aside(line, HARMFUL) if row.number == number]
        return line.rehearsed([_update(row) for row in rows]) if rows else None

    def tried(self, pair: str, number: int, answer: Answer) -> bool:
        """Take in a change that does no harm any more, as a newer version may find; tell if so."""
        if not isinstance(answer, Rehearsed) or answer.harmful:
            return False
        line = self._known()[pair]
        self._take_in(line, [row for row in self._aside(line, HARMFUL) if row.number == number])
        return True

    def drop(self, pair: str, number: int) -> Changes:
        """Forget a change that could not be read."""
        self._known()[pair].store.shelf.drop_aside(number)
        return self._say(pair)

    def held_back(self, pair: str) -> HeldBack | None:
        """Return the large deletion that waits for a yes, None if there is none."""
        line = self._known()[pair]
        rows = self._aside(line, DELETION)
        if not rows:
            return None
        things, of_all = self._would_go(line, rows)
        return HeldBack(
            rows[0].number,
            whose(line.planner.log, rows[0].device),
            rows[0].at,
            tuple(title_of(thing) for _, thing in things),
            of_all,
        )

    def apply_deletion(self, pair: str) -> Changes:
        """Take in what was held back, deletions and all."""
        line = self._known()[pair]
        return self._take_in(line, self._aside(line, DELETION))

    def keep_all(self, pair: str) -> Changes:
        """Take in what was held back, and bring back at once what it took away."""
        from rm_desktop.services.bringing_back import bring_back

        line = self._known()[pair]
        rows = self._aside(line, DELETION)
        things, _ = self._would_go(line, rows)
        self._take_in(line, rows)
        opened = line.merging.opened()
        bring_back(opened, things)
        return self._say(pair)

    def _would_go(
        self, line: Line, rows: list[AsideRow]
    ) -> tuple[tuple[tuple[Kind, Removable], ...], int]:
        document = read_document(line.pair, self._vault)
        before = document.pair
        document.merge([row.bytes for row in rows])
        gone = taken_away(before, document.pair)
        return gone.things, gone.of_all

    def _take_in(self, line: Line, rows: list[AsideRow]) -> Changes:
        line.merging.prepare()
        try:
            with self._vault.transaction():
                line.merging.store([_update(row) for row in rows], any_loss)
                for row in rows:
                    line.store.shelf.drop_aside(row.number)
        except BaseException:
            line.merging.take_back()
            raise
        line.merging.show()
        return self._say(line.pair)

    # -- parts ------------------------------------------------------------------------------

    @property
    def _vault(self) -> Vault:
        return self._profile.ports.vault()

    def _now_ms(self) -> int:
        return self._profile.ports.now().wall_ms

    def _known(self) -> dict[str, Line]:
        if self._lines is None:
            rows = SyncShelf(self._vault).spaces() if self._shares() else []
            self._lines = {row.pair: self._made(row) for row in rows}
        return self._lines

    def _shares(self) -> bool:
        return bool(self._profile.settings.get(SHARES))

    def _made(self, row: SpaceRow) -> Line:
        ports = self._profile.ports
        merging = Merging(
            row.id, row.pair, ports.vault, lambda: self._profile.desk, self._tell, self._now_ms
        )
        return Line(
            row, ports.vault, merging, self.chance, self._now_ms, lambda: ports.now().boot_ms
        )

    def _attention(self, line: Line) -> tuple[Attention, ...]:
        log, shelf = line.planner.log, line.store.shelf
        found = [
            Attention(_NAMES.get(row.kind) or Concern(row.kind), whose(log, row.device), row.at)
            for row in shelf.concerns(line.space)
        ]
        asides = {row.why: row for row in shelf.aside(line.space)}
        if DELETION in asides:
            row = asides[DELETION]
            found.insert(0, Attention(Concern.DELETION, whose(log, row.device), row.at))
        if line.trouble in _TROUBLES and not log.removed:  # what came before is over then
            found.append(Attention(_TROUBLES[line.trouble], at_ms=line.offline_since, passing=True))
        return tuple(found)

    def _aside(self, line: Line, why: str) -> list[AsideRow]:
        return [row for row in line.store.shelf.aside(line.space) if row.why == why]

    def _say(self, pair: str) -> Changes:
        changes = Changes(frozenset({Kind.SYNC}), frozenset({pair}))
        self._tell(changes)
        return changes


def _state(line: Line, waiting: int, attention: tuple[Attention, ...]) -> SyncState:
    if attention:
        return SyncState.ATTENTION
    if line.trouble is not None:
        return SyncState.OFFLINE
    if not line.has_answered:
        return SyncState.CONNECTING
    return SyncState.WAITING if waiting else SyncState.UP_TO_DATE


def _update(row: AsideRow) -> Update:
    return Update(row.document, row.kind, row.bytes)
