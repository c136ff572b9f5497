"""Two laptops that share a pair over a relay which is a program of its own."""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.stage import BenchError, surroundings
from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.services.spaces import Place, enter
from rm_desktop.services.sync_line import Line
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.wire.pairing import EpochKey, Welcome

_MOST_WORKS = 10_000


class Relay(NamedTuple):
    """A relay that runs, and where."""

    address: str
    pid: int

    def most_memory(self) -> float:
        """Return the most megabytes it ever had."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


@contextmanager
def program(*arguments: str) -> Iterator[tuple[str, int]]:
    """Run a program; yields the first line it says, and its process."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=surroundings(),
        text=True,
    )
    try:
        yield process.stdout.readline() if process.stdout else "", process.pid
    finally:
        process.terminate()
        process.communicate(timeout=60)


@contextmanager
def relay(root: Path, *options: str) -> Iterator[Relay]:
    """Run a relay that lets everybody in."""
    data = ("--data", str(root / "relay"), "--open", "--port", "0")
    with program("-m", "rm_desktop", "serve", *data, *options) as (first, pid):
        found = re.search(r"https?://[^\s;]+", first)
        if found is None:
            raise BenchError(f"the relay did not start: {first}")
        yield Relay(found.group(), pid)


class Laptop:
    """A profile with one shared pair, open, and nothing of a window."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    @property
    def line(self) -> Line:
        """The shared pair."""
        [line] = self.profile.sync.lines()
        return line

    def sync(self, *, anew: bool = True) -> int:
        """Do what there is to do now, in this thread; return how many works it took."""
        if anew:
            self.line.look_again()
        for count in range(_MOST_WORKS):
            work = self.line.turn()
            if work is None:
                if self.line.trouble is not None:
                    raise BenchError(f"sync met trouble: {self.line.trouble}")
                return count
            self.line.answer(work())
        raise BenchError("sync does not come to rest")

    def close(self) -> None:
        """Close the profile."""
        self.profile.close()


def host(root: Path, address: str) -> Laptop:
    """Return a laptop with a new pair that is shared."""
    profile = open_profile(root, create_profile(root, MemoryKeyStore()))
    profile.create_pair(Person("Maya", "mentor"), Person("Henrik", "mentee"))
    return share(profile, address)


def share(profile: Profile, address: str) -> Laptop:
    """Share the pair that is open."""
    if profile.desk is None:
        raise BenchError("no pair is open")
    profile.sync.begin(profile.desk.open_pair.id, Place(address))
    return Laptop(profile)


def guest(root: Path, of: Laptop, address: str) -> Laptop:
    """Return a laptop that was let in and has not fetched anything yet."""
    profile = open_profile(root, create_profile(root, MemoryKeyStore()))
    keys, line, desk = DeviceKeys.make(secrets.token_bytes), of.line, of.profile.desk
    if desk is None:
        raise BenchError("no pair is open")
    member = next(each for each in desk.open_pair.pair.members if each != desk.open_pair.you)
    line.admit(keys.public, member)
    of.sync()
    log = line.planner.log
    devices = {device: chain.keys for device, chain in log.chains.items()}
    epochs = [EpochKey(epoch.number, epoch.key) for epoch in log.epochs.values()]
    welcome = Welcome(keys=epochs, devices=devices, since={}, pair=line.pair, member=member)
    enter(profile.ports.vault(), keys, line.space, welcome, Place(address))
    profile.sync.opened(line.pair)
    return Laptop(profile)
