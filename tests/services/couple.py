"""Two profiles on two laptops that share a pair, over whatever carries."""

from __future__ import annotations

import os
from pathlib import Path

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.services.spaces import Place, enter
from rm_desktop.services.sync_line import Line
from rm_desktop.sync.calls import Answer
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.wire.pairing import EpochKey, Welcome


class Seat:
    """One laptop with its profile; `key` opens it again after a restart."""

    def __init__(self, root: Path, key: bytes | None = None) -> None:
        self.root = root
        self.key = key or create_profile(root, MemoryKeyStore())
        self.start()

    @property
    def line(self) -> Line:
        [line] = self.profile.sync.lines()
        return line

    def restart(self) -> None:
        self.profile.close()
        self.start()

    def start(self) -> None:
        self.profile = open_profile(self.root, self.key)

    def sync(self, most: int = 200) -> list[Answer]:
        """Do everything there is to do now; return what the works brought."""
        self.line.look_again()
        came: list[Answer] = []
        for _ in range(most):
            work = self.line.turn()
            if work is None:
                return came
            came.append(work())
            self.line.answer(came[-1])
        raise AssertionError("sync does not come to rest")


def pair_of(profile: Profile) -> str:
    assert profile.desk is not None
    return profile.desk.open_pair.id


def founded(root: Path, place: Place) -> Seat:
    """Return the laptop of a mentor who shares a new pair."""
    seat = Seat(root)
    seat.profile.create_pair(Person("Maya", "mentor"), Person("Henrik", "mentee"))
    seat.profile.sync.begin(pair_of(seat.profile), place)
    return seat


def let_in(host: Seat, root: Path, place: Place, *, own: bool = False) -> Seat:
    """Return the laptop of somebody whom the host let in, as a pairing ends."""
    seat, keys = Seat(root), DeviceKeys.make(os.urandom)
    enter_with(host, seat, keys, place, own=own)
    return seat


def enter_with(host: Seat, seat: Seat, keys: DeviceKeys, place: Place, *, own: bool) -> None:
    log, pair = host.line.planner.log, host.line.pair
    desk = host.profile.desk
    assert desk is not None
    members = desk.open_pair.pair.members
    you = desk.open_pair.you
    member = you if own else next(each for each in members if each != you)
    host.line.admit(keys.public, member)
    devices = {device: chain.keys for device, chain in log.chains.items()}
    epochs = [EpochKey(epoch.number, epoch.key) for epoch in log.epochs.values()]
    welcome = Welcome(
        keys=epochs, devices=devices | {keys.id: keys.public}, since={}, pair=pair, member=member
    )
    enter(seat.profile.ports.vault(), keys, host.line.space, welcome, place)
    seat.profile.sync.opened(pair)
    host.sync()
    seat.sync()
    seat.profile.open_pair(pair)
