"""Files damaged, cut, zeroed or gone: noticed, never wrong words, never a first run (D6)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from faults.run import Run, Turn, promise
from faults.stage import desk_of, files_in, fresh_ids, make_profile, vault_of
from faults.work import Facts, Work, facts
from rm_desktop.bootstrap import open_profile, profile_is_new
from rm_desktop.domain.errors import DamagedError, KnownError, PartlyReadableError
from rm_desktop.services.profile import Profile
from rm_desktop.vault.header import header_path
from rm_desktop.vault.vault import Vault

SHORT, LONG = 60, 1000
_ACTS = 120
_TAIL = 12
_MOST_BYTES = 4096
_STATES = (DamagedError, PartlyReadableError)


class Victims(NamedTuple):
    """A profile that was closed, one that was killed, and all that each may truly say.

    A log that lost its end is what a power cut leaves: SQLite then goes back to an earlier state,
    so any state since the last fold of the log is true, and a mixture of two is not.
    """

    closed: Path
    killed: Path
    key: bytes
    last: Facts
    states: tuple[Facts, ...]


class Blow(NamedTuple):
    """What is done to which file."""

    name: str
    file: str
    strike: Callable[[Path, Random], None]
    to_log: bool = False


def play(run: Run) -> None:
    """Damage copies and read everything that can still be read."""
    victims = _victims(run.folder)

    def attempt(turn: Turn) -> None:
        blows = _blows(vault_of(victims.closed))
        blow = blows[(turn.seed - run.seed) % len(blows)]
        killed = blow.to_log or turn.dice.random() < 0.25
        root = turn.folder / "profile"
        shutil.copytree(victims.killed if killed else victims.closed, root)
        whole = files_in(root)
        blow.strike(root / blow.file, turn.dice)
        if files_in(root) == whole:
            run.facts["blows that changed nothing"] += 1
            return
        try:
            seen = _look(root, victims, killed=killed)
        except Exception as error:
            error.add_note(f"{blow.name} of {blow.file}")
            raise
        run.facts[seen] += 1

    run.each(attempt)


def _victims(folder: Path) -> Victims:
    closed, killed = folder / "closed", folder / "killed"
    key = make_profile(closed)
    profile = open_profile(closed, key, ids=fresh_ids())
    work = Work(profile, Random(3))
    for _ in range(_ACTS):
        work.act()
    profile.close()
    profile = open_profile(closed, key, ids=fresh_ids())
    states = [facts(profile)]
    profile.settings.put("text_size", 150)
    states.append(facts(profile))
    work = Work(profile, Random(4))
    for _ in range(_TAIL):
        work.act()
        states.append(facts(profile))
    shutil.copytree(closed, killed)
    last = facts(profile)
    profile.close()
    return Victims(closed, killed, key, last, tuple(states))


def _blows(vault: Path) -> tuple[Blow, ...]:
    name, header, log = vault.name, header_path(vault).name, f"{vault.name}-wal"
    return (
        Blow("flip", name, _flip),
        Blow("flip", name, _flip),
        Blow("cut", name, _cut),
        Blow("zero", name, _zero),
        Blow("empty", name, _empty),
        Blow("loss", name, lambda path, _: path.unlink()),
        Blow("flip", header, _flip),
        Blow("cut", header, _cut),
        Blow("loss", header, lambda path, _: path.unlink()),
        Blow("flip", log, _flip, to_log=True),
        Blow("cut", log, _cut, to_log=True),
        Blow("loss", log, lambda path, _: path.unlink(), to_log=True),
    )


def _flip(path: Path, dice: Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(min(len(content), dice.choice((1, 2, 16, dice.randint(1, _MOST_BYTES))))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    path.write_bytes(content)


def _cut(path: Path, dice: Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: dice.randrange(len(content))])


def _empty(path: Path, _dice: Random) -> None:
    path.write_bytes(b"")


def _zero(path: Path, dice: Random) -> None:
    content = bytearray(path.read_bytes())
    at = dice.randrange(len(content))
    length = min(dice.randint(1, _MOST_BYTES), len(content) - at)
    content[at : at + length] = bytes(length)
    path.write_bytes(content)


def _look(root: Path, victims: Victims, *, killed: bool) -> str:
    """Open and read what there is; return what was noticed, and when."""
    before = files_in(root)
    try:
        promise(not profile_is_new(root), "a damaged profile looked like a first run")
        profile = open_profile(root, victims.key)
        profile.ports.vault()
    except KnownError as error:
        _hold_state(error, DamagedError)
        after = files_in(root)
        changed = sorted(name for name in before | after if before.get(name) != after.get(name))
        promise(not changed, f"a refused start changed {changed}")
        return "noticed on opening"
    try:
        return _read(profile, root, victims, killed=killed)
    finally:
        profile.ports.vault().close()


def _read(profile: Profile, root: Path, victims: Victims, *, killed: bool) -> str:
    try:
        there = facts(profile)
        _lists(profile)
    except KnownError as error:
        _hold_state(error, *_STATES)
        return "noticed on reading"
    if killed:
        promise(there in victims.states, "a mixture of two states, or words nobody wrote")
        return "as it was" if there == victims.last else "an earlier state"
    promise(there == victims.last, "wrong words, silently")
    vault = Vault.open(vault_of(root), victims.key)
    try:
        noticed = vault.integrity()
    except KnownError as error:
        _hold_state(error, *_STATES)
        noticed = ("",)
    finally:
        vault.close()
    promise(noticed, "no check noticed the damage")
    return "noticed by the check"


def _lists(profile: Profile) -> None:
    desk = desk_of(profile)
    desk.search.find("Budget")
    profile.pairs.listed()
    profile.ports.vault().items()
    profile.ports.vault().prompts()


def _hold_state(error: KnownError, *states: type[KnownError]) -> None:
    promise(isinstance(error, states), f"called {type(error).__name__}: {error}")
    promise(error.sentence and error.next_step, "a refusal without a next step")
