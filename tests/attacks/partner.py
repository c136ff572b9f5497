"""A partner who means harm, with a valid key, against the whole app (D28).

    python -m tests.attacks.partner --count N --seed S [--json]

Broken, odd and oversized updates, sealed as any other, go through a folder, the planner, the child
that rehearses and the vault into real documents. Lists and search say what the documents say after
each envelope, nothing may crash, nothing on the thread of the
window may take two seconds, what did harm must be listed with its sender, and the app must be fit
for use, also after a restart.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from rm_desktop.domain.pair import notes_id
from rm_desktop.services.doctor import examine
from rm_desktop.services.export import Form, export
from rm_desktop.services.spaces import Place
from rm_desktop.sync.calls import Kept, Offer, Rehearse
from rm_desktop.sync.folder import FolderTransport
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.sync.sealing import Sealer
from rm_desktop.wire.content import Changes, Update
from rm_desktop.wire.envelope import MOST_BYTES, NO_HEAD
from tests.attacks.poisons import TOO_MUCH, Poisons, written
from tests.attacks.tally import BreachError
from tests.attacks.using import write_everywhere
from tests.services.couple import Seat, founded, pair_of
from tests.services.seen import assert_in_step

#: No step on the window's thread, and no look at the app, may take longer, in seconds.
HANG_S, _STUCK_S = 2.0, 30.0
BATCH, ENVELOPES, _MOST_FAILURES = 100, 10, 5


@dataclass(slots=True)
class Seen:
    """What came of it; times in seconds."""

    tried: int = 0
    refused: int = 0
    held_back: int = 0
    longest_step: float = 0.0
    longest_look: float = 0.0
    rehearsing: float = 0.0
    failures: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def step(self) -> Iterator[None]:
        """Time a step of sync on the window's thread."""
        with _clock() as took:
            yield
        self.longest_step = max(self.longest_step, took())
        _hold_to(took(), "a step of sync")

    @contextlib.contextmanager
    def look(self) -> Iterator[None]:
        """Time what a person waits for."""
        with _clock() as took:
            yield
        self.longest_look = max(self.longest_look, took())
        _hold_to(took(), "a look")


@contextlib.contextmanager
def _clock() -> Iterator[Callable[[], float]]:
    """Time this thread's work: what others do on the machine meanwhile is not the partner's."""
    began, since = time.thread_time(), time.monotonic()
    found = list[float]()
    yield lambda: found[0]
    found.append(time.thread_time() - began)
    if time.monotonic() - since > _STUCK_S:
        raise BreachError("something stands still")


def _hold_to(took: float, what: str) -> None:
    if took > HANG_S:
        raise BreachError(f"{what} takes {took:.1f} s")


class Enemy:
    """A device that was let in, and writes what it likes into its chain."""

    def __init__(self, seat: Seat, folder: Path, dice: Random) -> None:
        self.seat, self.dice = seat, dice
        self.pair = pair_of(seat.profile)
        keys, log = DeviceKeys.make(dice.randbytes), seat.line.planner.log
        desk = seat.profile.desk
        assert desk is not None
        members = desk.open_pair.pair.members
        seat.line.admit(keys.public, next(m for m in members if m != desk.open_pair.you))
        self._sealer = Sealer(log.space, keys, dice.randbytes)
        self._folder = FolderTransport(folder, log.space, bytes(16))
        self.keys, self._head = keys, NO_HEAD

    def base(self) -> bytes:
        """Return the pair's document as it stands: the partner has it too."""
        desk = self.seat.profile.desk
        assert desk is not None
        return desk.open_pair.document.snapshot()

    def update(self, kind: str, data: bytes) -> Update:
        """Address an update to the pair, or to the notes of one of its topics."""
        if kind == "pair":
            return Update(self.pair, "pair", data)
        return Update(notes_id(self.dice.choice(("t1", "t2", "t3"))), "text", data)

    def send(self, updates: list[Update]) -> None:
        """Seal updates as the next envelope, as any device does, and put it into the folder."""
        epoch = self.seat.line.planner.log.epoch
        sealed = self._sealer.seal(Changes(heads={}, updates=updates), epoch, self._head)
        if len(sealed.data) > MOST_BYTES:
            raise AssertionError("no envelope holds so much")
        kept = self._folder.answer(Offer([sealed.data], {}))
        assert isinstance(kept, Kept)
        self._head = sealed.head


def sync(seat: Seat, seen: Seen) -> None:
    """Sync as the app does: works in a thread of their own, all else on the window's."""
    line = seat.line
    line.look_again()
    for _ in range(60):
        with seen.step():
            work = line.turn()
        if work is None:
            return
        is_rehearsal = isinstance(line.planner._under_way, Rehearse)  # noqa: SLF001
        began = time.monotonic()
        answer = work()
        if is_rehearsal:
            seen.rehearsing += time.monotonic() - began
        with seen.step():
            line.answer(answer)
    raise BreachError("sync does not come to rest")


def use(seat: Seat, seen: Seen, folder: Path) -> None:
    """Look at everything, write something, take it back, export, and start again."""
    for starts in (False, True):
        if starts:
            with seen.look():
                seat.restart()
        desk = seat.profile.desk
        assert desk is not None
        with seen.look():
            pair = desk.open_pair.pair
        for session in (*sorted(pair.sessions)[:5], pair.next_session.id):
            with seen.look():
                desk.room.reading(session)
                desk.summaries.markdown(session)
        for item in pair.order[:5]:
            with seen.look():
                assert desk.notes(item).text is not None
        with seen.look():
            added = desk.agenda.add(pair.next_session.id, "still possible")
            desk.open_pair.history.undo()
            desk.open_pair.history.redo()
        if desk.open_pair.pair.items[added].title != "still possible":
            raise BreachError("one's own topic does not stand")
        with seen.look():
            desk.search.find("possible")
        write_everywhere(desk)
    export(seat.profile, folder / f"json{time.monotonic_ns()}", Form.JSON)
    export(seat.profile, folder / f"pages{time.monotonic_ns()}", Form.MARKDOWN)


@contextlib.contextmanager
def battle(dice: Random) -> Iterator[tuple[Enemy, Path]]:
    """Set a seat up that shares a pair with somebody who means harm."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "shared").mkdir()
        seat = founded(root / "maya", Place(f"folder:{root / 'shared'}"))
        try:
            desk = seat.profile.desk
            assert desk is not None
            desk.agenda.add(desk.open_pair.pair.next_session.id, "Budget", minutes=10)
            enemy = Enemy(seat, root / "shared", dice)
            sync(seat, Seen())
            yield enemy, root
        finally:
            seat.profile.close()


def world(dice: Random, seen: Seen, envelopes: int, batch: int) -> None:
    """Let broken and odd updates come, look at the app, and hold it to what is promised."""
    with battle(dice) as (enemy, root):
        for _ in range(envelopes):
            poisons = Poisons(dice, enemy.base())
            enemy.send([enemy.update(*poisons.one()) for _ in range(batch)])
            seen.tried += batch
            sync(enemy.seat, seen)
            assert_in_step(enemy.seat.profile)
        use(enemy.seat, seen, root)
        _hold(enemy, seen, envelopes)
        seat = enemy.seat
        seat.profile.close()
        if not examine(seat.root, seat.key).sound:
            raise BreachError("the vault is damaged")
        seat.start()


def _hold(enemy: Enemy, seen: Seen, envelopes: int) -> None:
    """All was heard, and what did harm is listed with who sent it and where."""
    sync_of, log = enemy.seat.profile.sync, enemy.seat.line.planner.log
    if log.chains[enemy.keys.id].head.sequence != envelopes:
        raise BreachError("the chain does not go on")
    aside = sync_of.set_aside(enemy.pair)
    seen.refused += len(aside)
    member = log.chains[enemy.keys.id].member
    if any(each.member != member or not 0 < each.sequence <= envelopes for each in aside):
        raise BreachError("what was set aside does not say who sent it")
    seen.held_back += bool(sync_of.held_back(enemy.pair))


def too_much(seen: Seen, name: str) -> None:
    """Let one oversized update come, between two ordinary ones."""
    kind, act = TOO_MUCH[name]
    with battle(Random(1)) as (enemy, root):
        base = enemy.base()
        data = written(base if kind == "pair" else b"", act)
        poisons = Poisons(Random(2), base)
        enemy.send([enemy.update(*poisons.one()), enemy.update(kind, data)])
        sync(enemy.seat, seen)
        enemy.send([enemy.update(*poisons.one())])
        sync(enemy.seat, seen)
        seen.tried += 3
        use(enemy.seat, seen, root)
        _hold(enemy, seen, 2)


def play(count: int, seed: int, sizes: bool = True) -> dict[str, Any]:
    """Let so many updates come; return what came of them."""
    seen, began, dice = Seen(), time.monotonic(), Random(seed)
    for name in TOO_MUCH if sizes else ():
        _try(seen, f"too much: {name}", lambda name=name: too_much(seen, name))  # type: ignore[misc]
    worlds = 0
    while seen.tried < count and len(seen.failures) < _MOST_FAILURES:
        worlds += 1
        batch = min(BATCH, max(1, (count - seen.tried) // ENVELOPES + 1))
        number = dice.getrandbits(32)
        _try(
            seen,
            f"seed {number}",
            lambda n=number, size=batch: world(Random(n), seen, ENVELOPES, size),  # type: ignore[misc]
        )
    return {
        "fault": "partner",
        "of": "D28",
        "seed": seed,
        "tried": seen.tried,
        "worked": len(seen.failures),
        "refused": seen.refused,
        "held_back": seen.held_back,
        "worlds": worlds,
        "longest_step_s": round(seen.longest_step, 2),
        "longest_look_s": round(seen.longest_look, 2),
        "rehearsed_a_second": round(seen.tried / max(seen.rehearsing, 1e-9)),
        "seconds": round(time.monotonic() - began, 1),
        "failures": seen.failures[:20],
    }


def _try(seen: Seen, what: str, act: Callable[[], None]) -> None:
    try:
        act()
    except Exception as error:
        seen.failures.append(f"{what}: {type(error).__name__}: {error}"[:300])
        if os.environ.get("RAISE"):
            raise


def main(arguments: list[str]) -> int:
    """Let come what was asked for; 1 if anything of it did harm."""
    parser = argparse.ArgumentParser(prog="tests.attacks.partner")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    row = play(asked.count, asked.seed)
    print(json.dumps(row) if asked.json else "\n".join(f"{k}: {v}" for k, v in row.items()))
    return int(bool(row["worked"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
