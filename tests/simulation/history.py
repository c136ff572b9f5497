"""One random history of laptops that share a space, and what must be true of it afterwards."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from rm_desktop.sync.keys import DeviceKeys
from tests.simulation.documents import DocumentDisk
from tests.simulation.network import FolderPlace, Network, Place, RelayPlace
from tests.simulation.promises import Promises
from tests.sync.laptops import Disk, KilledError, Laptop, join, two_laptops

STEPS = 50
_MOST_LAPTOPS = 5
_SECOND = 10**3
_YEAR = 365 * 86_400 * _SECOND


@dataclass(slots=True)
class Seat:
    """A laptop, whose it is, where it meets the others and what its clock says."""

    laptop: Laptop
    member: str
    place: Place
    wall: int
    #: What happened to it since something was typed here.
    since: str = ""

    @property
    def disk(self) -> Disk:
        return self.laptop.disk


KINDS: dict[str, type[Disk]] = {"documents": DocumentDisk, "words": Disk}


def play(seed: int, over: str = "documents") -> Counter[str]:
    """Play one history and hold it to what is promised; return what was in it."""
    history = History(seed, KINDS[over])
    history.play()
    return history.seen + history.cases


class History:
    """A world of its own, played by dice."""

    def __init__(self, seed: int, kind: type[Disk] = DocumentDisk) -> None:
        self.dice = Random(seed)
        self.kind = kind
        self.seen: Counter[str] = Counter()
        laptops = two_laptops(seed, kind)
        peers = Random(f"peers {seed}")
        self._new_peer = lambda: peers.getrandbits(60) + 1
        self._folder = tempfile.TemporaryDirectory(prefix="simulation")
        self.places = self._found_places(laptops[0].planner.log.space)
        self.seats = [
            Seat(laptop, member, self.dice.choice(self.places), 1_800_000_000_000)
            for laptop, member in zip(laptops, ("maya", "henrik"), strict=True)
        ]
        for seat in self.seats:
            self._equip(seat.disk, self.seats[0].disk)
        self.seats[0].disk.found()
        self.promises = Promises(self.seats, self.seen)
        self._backups: list[tuple[Seat, Disk]] = []

    def _found_places(self, space: bytes) -> list[Place]:
        """Return a relay, a folder, or both."""
        kind = self.dice.choices(("relay", "folder", "both"), (6, 1, 3))[0]
        self.seen[f"over {kind}"] += 1
        places: list[Place] = []
        if kind != "folder":
            places.append(RelayPlace(self.dice.randrange(1, 250)))
        if kind != "relay":
            places.append(FolderPlace(Path(self._folder.name), space, self.dice))
        return places

    def _equip(self, disk: Any, first: Any) -> None:
        """Give a disk what all of a history share."""
        disk.new_peer, disk.ledger = self._new_peer, getattr(first, "ledger", None)

    def play(self, steps: int = STEPS) -> None:
        """Live through it, come to rest, and hold it to what is promised."""
        acts = self._acts()
        weights, choices = zip(*acts, strict=True)
        with self._folder:
            for _ in range(steps):
                act = self.dice.choices(choices, weights)[0]
                self.seen[act.__name__] += 1
                act()
            self.promises.rest(self.dice)
            self.promises.hold()

    @property
    def cases(self) -> Counter[str]:
        """Which of the cases of the reliability paper it was, by their numbers there."""
        seen = self.seen
        found = {
            "D14": seen["cloned, edited"] and seen["original of a clone, edited"],
            "D15": seen["restored, edited"],
            "D16 relay": seen["relay restored"] or seen["relay emptied"],
            "D16 folder": seen["folder restored"] or seen["folder emptied"],
        }
        return Counter(name for name, times in found.items() if times)

    def _acts(self) -> list[tuple[int, Callable[[], None]]]:
        return [
            (34, self.edit),
            (30, self.sync),
            (4, self.start_again),
            (4, self.crash),
            (3, self.back_up),
            (2, self.restore),
            (2, self.clone),
            (2, self.back_up_place),
            (2, self.restore_place),
            (1, self.empty_place),
            (1, self.move),
            (2, self.jump),
            (1, self.second_device),
            (1, self.rejoin),
            (1, self.remove),
        ]

    # -- what happens ---------------------------------------------------------------------

    def edit(self) -> None:
        """Somebody edits something; seldom the app is killed before it is stored."""
        seat = self.dice.choice(self.seats)
        seat.wall += self.dice.randrange(100 * _SECOND)
        killed = self.dice.random() < 0.03
        seat.disk.edit(self.dice, seat.member, seat.wall, killed=killed)
        if killed:
            seat.laptop.start()
        if seat.since:
            self.seen[f"{seat.since}, edited"] += 1
            seat.since = ""

    def sync(self) -> None:
        """A laptop syncs for a while over a bad network."""
        seat = self.dice.choice(self.seats)
        laptop, network = seat.laptop, Network(seat.place, self.dice)
        laptop.time += 10**9
        laptop.planner.look_again()
        if laptop.late is not None:
            answer, laptop.late = laptop.late, None
            laptop.planner.answer(answer)
        for _ in range(self.dice.randrange(1, 14)):
            call = laptop.planner.turn()
            if call is None:
                return
            answer = network.answer(call)
            if self.dice.random() < 0.03:
                laptop.late = answer  # it comes when others have done more
                return
            laptop.planner.answer(answer)
            laptop.time += 10**9

    def start_again(self) -> None:
        """A laptop is killed between two calls and started again."""
        self.dice.choice(self.seats).laptop.start()

    def crash(self) -> None:
        """A laptop is killed right before or after something reaches its disk."""
        seat = self.dice.choice(self.seats)
        seat.laptop.start()
        seat.laptop.fuse.left = self.dice.randrange(10)
        try:
            for _ in range(12):
                call = seat.laptop.planner.turn()
                if call is None:
                    break
                seat.laptop.planner.answer(seat.place.answer(call))
        except KilledError:
            self.seen["killed"] += 1
        seat.laptop.start()

    def back_up(self) -> None:
        """A laptop makes a backup of its profile."""
        seat = self.dice.choice(self.seats)
        self._backups.append((seat, seat.disk.copy()))

    def restore(self) -> None:
        """A laptop goes back to a backup: what was typed since and never sent is given up."""
        if not self._backups:
            return
        seat, disk = self.dice.choice(self._backups)
        self.promises.give_up(seat)
        seat.laptop = Laptop(disk.copy(), Random(self.dice.random()).randbytes)
        seat.since = "restored"

    def clone(self) -> None:
        """A profile is copied to another computer, and both are used."""
        if len(self.seats) < _MOST_LAPTOPS:
            seat = self.dice.choice(self.seats)
            laptop = Laptop(seat.disk.copy(), Random(self.dice.random()).randbytes)
            self.seats.append(Seat(laptop, seat.member, seat.place, seat.wall, "cloned"))
            seat.since = "original of a clone"

    def back_up_place(self) -> None:
        """The relay's or the folder's owner makes a backup."""
        self.dice.choice(self.places).back_up()

    def restore_place(self) -> None:
        """A relay or folder goes back to a backup, saying so or not."""
        place = self.dice.choice(self.places)
        if place.restore(self.dice):
            self.seen[f"{place.name} restored"] += 1
            self.promises.forget(place)

    def empty_place(self) -> None:
        """A relay or folder is replaced by an empty one."""
        place = self.dice.choice(self.places)
        place.empty(self.dice)
        self.seen[f"{place.name} emptied"] += 1
        self.promises.forget(place)

    def move(self) -> None:
        """A laptop goes on in another place."""
        seat = self.dice.choice(self.seats)
        seat.place = self.dice.choice(self.places)
        seat.laptop.start()

    def jump(self) -> None:
        """The clock of a laptop is set wrong, or right again."""
        seat = self.dice.choice(self.seats)
        seat.wall = max(1, seat.wall + self.dice.randrange(-2 * _YEAR, 2 * _YEAR))
        seat.laptop.time += self.dice.randrange(10**12)

    def second_device(self) -> None:
        """Somebody sets up a second computer of their own."""
        host = self.dice.choice(self.seats)
        if len(self.seats) >= _MOST_LAPTOPS or host.laptop.planner.log.removed:
            return
        keys = DeviceKeys.make(self.dice.randbytes)
        disk = self.kind(join(host.laptop, keys, host.member))
        self._equip(disk, host.disk)
        laptop = Laptop(disk, Random(self.dice.random()).randbytes)
        self.seats.append(Seat(laptop, host.member, host.place, host.wall))

    def rejoin(self) -> None:
        """Somebody leaves, perhaps is removed, and joins again with all they have."""
        seat, host = self.dice.sample(self.seats, 2)
        if host.laptop.planner.log.removed:
            return
        former = seat.laptop.id
        self.promises.let_in(seat, host)
        chain = host.laptop.planner.log.chains.get(former)
        if chain and chain.ends is None and self.dice.random() < 0.5:
            self.promises.removed(host.laptop.planner.remove([former]), former)

    def remove(self) -> None:
        """A device is removed, whatever either side has not sent."""
        seat, other = self.dice.sample(self.seats, 2)
        log = seat.laptop.planner.log
        chain = log.chains.get(other.laptop.id)
        if not log.removed and chain and chain.ends is None and seat.laptop.id != other.laptop.id:
            self.promises.removed(seat.laptop.planner.remove([other.laptop.id]), other.laptop.id)
