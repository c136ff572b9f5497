"""Throw-away profiles for faults, and what can be said about one without knowing its words."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path

from faults.run import promise
from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.entities import Role
from rm_desktop.services.desk import Desk
from rm_desktop.services.doctor import examine
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.header import read_header
from rm_desktop.vault.keys import MemoryKeyStore

_STARTS_WITHIN = 3.0
WORDS = "copper otter seventeen"
#: Keys of private vaults by the vault's id: a copy of a profile opens with the same one.
_PRIVATE_KEYS: dict[str, bytes] = {}


def make_profile(root: Path, *, private: bool = False) -> bytes:
    """Make a profile with a pair in it; return its key, which is kept nowhere.

    With a private vault, `unlock` opens that one.
    """
    key = create_profile(root, MemoryKeyStore())
    profile = open_profile(root, key, peeking=False)
    profile.create_pair(Person("Maya", Role.MENTOR), Person("Henrik", Role.MENTEE))
    if private:
        make_private(profile)
    profile.close()
    return key


def make_private(profile: Profile) -> bytes:
    """Make the profile's private vault and leave it open; return its key."""
    key = profile.private.make(WORDS)
    _PRIVATE_KEYS[read_header(profile.private.path).vault_id] = key
    profile.private.open(key)
    return key


def unlock(profile: Profile) -> None:
    """Open the private vault that `make_private` made, also in a copy."""
    profile.private.open(_PRIVATE_KEYS[read_header(profile.private.path).vault_id])


def desk_of(profile: Profile) -> Desk:
    """Return the desk of the open pair."""
    if profile.desk is None:
        promise(holds=False, words="the pair was not there after a start")
        raise AssertionError
    return profile.desk


def start(root: Path, key: bytes) -> Profile:
    """Start as the app does, up to the pair being loaded, within the time that is promised."""
    began = time.monotonic()
    profile = open_profile(root, key)
    promise(desk_of(profile).open_pair.pair.members, "the pair came back empty")
    took = time.monotonic() - began
    promise(took < _STARTS_WITHIN, f"the start took {took:.1f} s")
    return profile


def hold_sound(root: Path, key: bytes) -> None:
    """Hold a closed profile to its integrity: file, lists and search."""
    report = examine(root, key)
    promise(report.sound, f"unsound: {report.damage}, {report.differing} rows differ")


def vault_of(root: Path) -> Path:
    """Return where a profile's vault lies."""
    return ProfilePaths(root).workspace


def files_in(folder: Path, *, without: tuple[str, ...] = ("-shm",)) -> dict[str, bytes]:
    """Return what lies in a folder; only for folders in which no vault is open."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(without)
    }


def fresh_ids() -> Callable[[], str]:
    """Return a maker of ids that no other process makes."""
    start_of_all = os.urandom(8).hex()
    numbers = itertools.count()
    return lambda: f"{start_of_all}{next(numbers):08x}"
