"""Coming to rest, and what is promised of every history then."""

from __future__ import annotations

from collections import Counter, defaultdict
from random import Random
from typing import TYPE_CHECKING, Any

from rm_desktop.sync.calls import Ask, Held
from rm_desktop.sync.judging import Judge
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.notices import NoticeKind
from rm_desktop.sync.sealing import Epoch, Sealer
from rm_desktop.sync.verdicts import Accepted
from rm_desktop.wire.content import Changes
from tests.simulation.network import Place
from tests.sync.laptops import Disk, join

if TYPE_CHECKING:
    from tests.simulation.history import Seat

_MOST_ROUNDS = 40
_CALLS = 600
_STAYS_OUT = 0.5


class BrokenPromiseError(AssertionError):
    """What is promised of every history did not hold of one."""


class Promises:
    """What was acknowledged in a history, who was removed, and what has to follow from it."""

    def __init__(self, seats: list[Seat], seen: Counter[str]) -> None:
        self._seats, self._seen = seats, seen
        #: What a place acknowledged to a laptop that no longer has it, by the place's name.
        self._kept: dict[str, list[tuple[bytes, Any]]] = defaultdict(list)
        self._removals: list[tuple[Epoch, bytes, DeviceKeys]] = []
        self._wanted: list[tuple[Seat, Any]] = []

    # -- while it goes on -----------------------------------------------------------------

    def give_up(self, seat: Seat) -> None:
        """Note what a laptop has safe elsewhere before it goes back to a backup."""
        laptop, disk = seat.laptop, seat.disk
        held = seat.place.answer(Ask())
        own = disk.log().chains[laptop.id].head
        is_sent = isinstance(held, Held) and held.heads.get(laptop.id) == own
        if is_sent and len(disk.own) == disk.sealed_upto:
            self._kept[seat.place.name].append((laptop.id, disk.extent()))

    def forget(self, place: Place) -> None:
        """Ask nothing more of a place whose store was put back."""
        self._kept.pop(place.name, None)

    def removed(self, epoch: Epoch, device: bytes) -> None:
        """Note a removal: this key is not for that device."""
        self._seen["a device was removed"] += 1
        keys = next(
            (s.laptop.planner.log.device for s in self._seats if s.laptop.id == device), None
        )
        if keys is not None:
            self._removals.append((epoch, device, keys))

    def let_in(self, seat: Seat, host: Seat) -> None:
        """Let a laptop in again as a new device with all that is on its disk."""
        keys = DeviceKeys.make(seat.laptop.chance)
        seat.disk.rest()
        seat.disk.enter(join(host.laptop, keys, seat.member))
        seat.place = host.place
        seat.laptop.start()

    # -- the end --------------------------------------------------------------------------

    def rest(self, dice: Random) -> None:
        """Everybody syncs in one place over a good network until nothing changes."""
        home = dice.choice([seat.place for seat in self._seats])
        for seat in self._seats:
            seat.disk.rest()
            seat.place = home
            seat.laptop.start()
        self._wanted = [(seat, seat.disk.extent()) for seat in self._seats]
        self._settle()
        inside = self._company()
        for seat in self._seats:
            untold = seat not in inside and not self._was_told(seat, inside)
            if untold and not any(self._seen[act] for act in ("restore", "rejoin", "remove")):
                raise BrokenPromiseError(f"{self._name(seat)} is out and was not told")
            if inside and (untold or (seat not in inside and dice.random() > _STAYS_OUT)):
                self.let_in(seat, inside[0])
                self._seen["out untold" if untold else "let in again"] += 1
        self._settle()

    def _company(self) -> list[Seat]:
        """Return those who are in the space; of parts that do not know each other, the largest."""
        there = [seat for seat in self._seats if not seat.laptop.planner.log.removed]
        groups = [[other for other in there if _are_together(seat, other)] for seat in there]
        return max(groups, key=len, default=[])

    @staticmethod
    def _was_told(seat: Seat, inside: list[Seat]) -> bool:
        """Tell whether a laptop that is out knows it, or shut the others out itself.

        It need not if who let it in or removed it left, was removed, or went back to a backup,
        before that was sent.
        """
        return seat.laptop.planner.log.removed or any(_cut(seat, other) for other in inside)

    def _settle(self) -> None:
        before: object = None
        for _ in range(_MOST_ROUNDS):
            for seat in self._seats:
                seat.laptop.time += 10**9
                seat.laptop.sync(seat.place, _CALLS)
            now = [_state(seat.disk) for seat in self._seats]
            if now == before:
                return
            before = now
        raise BrokenPromiseError("they do not come to rest")

    def hold(self) -> None:
        """All have the same, nothing is lost or back, nobody was stopped for nothing."""
        inside = self._company()
        wanted = [extent for seat, extent in self._wanted if seat in inside] + self._safe(inside)
        for seat in self._seats:
            if seat not in inside and not self._was_told(seat, inside):
                raise BrokenPromiseError(f"{self._name(seat)} is out and was not told")
            if any(not _are_together(seat, other) for other in inside if seat in inside):
                raise BrokenPromiseError(f"{self._name(seat)} is not known to all")
        for seat in inside:
            for extent in wanted:
                if lost := seat.disk.lacks(extent):
                    raise BrokenPromiseError(f"{self._name(seat)} lost {lost}")
        for seat in inside:
            if seat.disk.content() != inside[0].disk.content():
                raise BrokenPromiseError(f"{self._name(seat)} differs")
        for seat in self._seats:
            self._sound(seat, is_inside=seat in inside)
        self._removals_are_honoured(inside)

    def _safe(self, inside: list[Seat]) -> list[Any]:
        """Return what the place they meet in once acknowledged of devices that count to the end.

        Of nobody where somebody was removed: whose edits those were is not told apart.
        """
        if self._seen["a device was removed"]:
            return []
        home = self._seats[0].place.name
        chains = [seat.laptop.planner.log.chains for seat in inside]
        return [
            extent
            for device, extent in self._kept[home]
            if all(device in each and each[device].ends is None for each in chains)
        ]

    def _sound(self, seat: Seat, *, is_inside: bool) -> None:
        """Hold one disk to what it had, and to what it is made of."""
        extent = next((extent for each, extent in self._wanted if each is seat), None)
        if extent is not None and (lost := seat.disk.lacks(extent)):
            raise BrokenPromiseError(f"{self._name(seat)} no longer has its own {lost}")
        if flaws := seat.disk.flaws(is_inside=is_inside):
            raise BrokenPromiseError(f"{self._name(seat)}: {flaws[:3]}")
        if seat.disk.quarantine:
            raise BrokenPromiseError(f"{self._name(seat)} refused what an honest one wrote")
        notices = seat.laptop.planner.notices
        self._seen.update(str(each.kind) for each in notices if each.kind != NoticeKind.NEW_STORE)

    def _removals_are_honoured(self, inside: list[Seat]) -> None:
        """No removed device has a later key, and nothing it says from now on is heard."""
        for epoch, device, keys in self._removals:
            for seat in self._seats:
                if seat.laptop.id == device and epoch.id in seat.laptop.planner.log.epochs:
                    raise BrokenPromiseError(f"{self._name(seat)} was removed and reads on")
            for seat in inside:
                log = seat.laptop.planner.log
                if epoch.id in log.epochs and _would_hear(log, keys):
                    raise BrokenPromiseError(f"{self._name(seat)} hears who was removed")

    def _name(self, seat: Seat) -> str:
        return f"laptop {next(n for n, each in enumerate(self._seats) if each is seat)}"


def _cut(seat: Seat, other: Seat) -> bool:
    """Tell whether one has shut another out."""
    chain = seat.laptop.planner.log.chains.get(other.laptop.id)
    return seat is not other and chain is not None and chain.ends is not None


def _are_together(seat: Seat, other: Seat) -> bool:
    """Tell whether two know each other and neither shut the other out."""
    mine, theirs = seat.laptop.planner.log.chains, other.laptop.planner.log.chains
    know = other.laptop.id in mine and seat.laptop.id in theirs
    return know and not _cut(seat, other) and not _cut(other, seat)


def _would_hear(log: SpaceLog, keys: DeviceKeys) -> bool:
    """Tell whether a log takes one more envelope of a device, under the oldest key it has."""
    chain = log.chains.get(keys.id)
    if chain is None or keys.id == log.me:
        return False
    if chain.ends is not None and not log.is_cut(keys.id):
        return False  # what it said before is still on its way
    oldest = min(log.epochs.values(), key=lambda epoch: epoch.number)
    pen = Sealer(log.space, keys, Random(1).randbytes)
    more = pen.seal(Changes(heads={}, updates=[]), oldest, chain.head)
    return isinstance(Judge(log).look(more.data), Accepted)


def _state(disk: Disk) -> object:
    """Return what a disk knows of the space, to see whether anything still happens."""
    log = disk.log()
    return log.me, log.chains, log.epochs.keys(), log.removed, len(disk.own) - disk.sealed_upto
