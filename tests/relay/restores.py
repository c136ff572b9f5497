"""Relays whose store is put back, emptied or replaced: their clients fill it again (D16).

    python -m tests.relay.restores --histories 200 [--postgres] [--seed S] [--json]

The clients are real but for their disk: planner, HTTP transport, and the rule of the app that whom
a relay does not know enrols, and whose space it does not know opens it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random

from starlette.testclient import TestClient

from rm_desktop.relay.app import make_app
from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, prepare
from rm_desktop.sync.calls import Answer, Call, Failed, Rehearse, Rehearsed, Trouble
from rm_desktop.sync.http import Relay, RelayTransport, TroubleError
from rm_desktop.sync.notices import NoticeKind
from tests.relay.clusters import cluster
from tests.relay.stores import Postgres, Sqlite, Store
from tests.sync.laptops import Laptop, two_laptops

FATES = ("put back", "put back and said", "emptied", "another's")
SETTINGS = Settings(open_door=True, stranger_burst=100_000, burst=100_000)


class Owner:
    """Runs a relay on a store, stops it, and does to the store what owners do."""

    def __init__(self, store: Store, seen: Path) -> None:
        self._store, self._seen = store, seen
        self._running: TestClient | None = None
        self.start()

    def start(self, *, restored: bool = False) -> None:
        plan = Plan(self._store.address, restored=restored, settings=SETTINGS, seen=self._seen)
        self._running = TestClient(make_app(prepare(plan)), base_url="http://127.0.0.1")
        self._running.__enter__()

    def stop(self) -> None:
        if self._running is not None:
            self._running.__exit__()
            self._running = None

    def relay(self, token: str) -> Relay:
        assert self._running is not None
        return Relay("http://127.0.0.1", token, transport=self._running._transport)  # noqa: SLF001

    def copy(self) -> None:
        self.stop()
        self._store.copy()
        self.start()

    def suffer(self, fate: str) -> None:
        """Let a fate come over the store."""
        self.stop()
        if fate.startswith("put back"):
            self._store.put_back()
        else:
            self._store.empty()
        if fate == "another's":
            self._seen.unlink()  # another machine's, on which other people's pairs are
            self.start()
            strangers = Couple(self, two_laptops(1_000_000))
            strangers.laptops[0].disk.type("theirs")
            strangers.sync()
            self.stop()
        self.start(restored=fate.endswith("said"))


class Couple:
    """Two laptops at one relay."""

    def __init__(self, owner: Owner, laptops: tuple[Laptop, Laptop]) -> None:
        self.owner, self.laptops = owner, laptops
        self.lines = [_Line(owner, each, laptops) for each in laptops]

    def sync(self, *, rounds: int = 4) -> None:
        for _ in range(rounds):
            for laptop, line in zip(self.laptops, self.lines, strict=True):
                laptop.time += 10_000_000  # whatever had to wait has waited
                laptop.sync(line)


class _Line:
    """One laptop's way to the relay."""

    def __init__(self, owner: Owner, laptop: Laptop, laptops: tuple[Laptop, Laptop]) -> None:
        self._owner, self._laptop, self._laptops = owner, laptop, laptops
        self._token = ""
        self._opened_at = b""

    def answer(self, call: Call) -> Answer:
        if isinstance(call, Rehearse):
            return Rehearsed(frozenset())
        relay = self._owner.relay(self._token)
        space = self._laptop.planner.log.space
        answer = RelayTransport(relay, space).answer(call)
        if isinstance(answer, Failed) and answer.trouble in (Trouble.STRANGER, Trouble.GONE):
            try:
                if answer.trouble == Trouble.STRANGER:
                    relay.enrol(self._laptop.planner.log.device)
                    self._token = relay.token
                self._open(relay)
            except TroubleError as error:
                return error.failed
            answer = RelayTransport(relay, space).answer(call)
        elif NoticeKind.NEW_STORE in self._laptop.notices:
            self._open(relay)
        relay.close()
        return answer

    def _open(self, relay: Relay) -> None:
        log = self._laptop.planner.log
        known = [each.keys for each in log.chains.values()]
        relay.open_space(log.space, sorted(log.staying(())), known)


def history(owner: Owner, seed: int, say: Callable[[str], None] = lambda _words: None) -> str:
    """Play one history to its end and return its fate; fails if a word was lost or hidden."""
    dice = Random(seed)
    laptops = two_laptops(seed)
    couple, typed = Couple(owner, laptops), set[str]()

    def live(steps: int) -> None:
        for _ in range(steps):
            laptop = dice.randrange(2)
            word = f"{dice.getrandbits(60):x}"
            typed.add(word)
            laptops[laptop].disk.type(word)
            if dice.random() < 0.6:
                laptops[laptop].sync(couple.lines[laptop])

    live(dice.randint(0, 6))
    owner.copy()
    live(dice.randint(1, 8))
    couple.sync()
    before = {each: set(each.disk.words) for each in laptops}
    for each in laptops:
        each.planner.notices.clear()
    fate = FATES[seed % len(FATES)]
    say(fate)
    owner.suffer(fate)
    survivors = dice.sample((0, 1), 2)  # who comes first
    if dice.random() < 0.5:
        live(dice.randint(0, 4))
    for number in survivors:
        laptops[number].time += 10_000_000
        laptops[number].sync(couple.lines[number])
        assert set(laptops[number].disk.words) >= before[laptops[number]], "something was deleted"
        assert NoticeKind.NEW_STORE in laptops[number].notices, "nobody noticed"
    couple.sync()
    for laptop in laptops:
        assert set(laptop.disk.words) == typed, "not everything is everywhere"
    _judge(owner, couple)
    return fate


def _judge(owner: Owner, couple: Couple) -> None:
    """All that anybody holds is on the relay again."""
    laptop, line = couple.laptops[0], couple.lines[0]
    relay = owner.relay(line._token)  # noqa: SLF001
    state = relay.state(laptop.planner.log.space)
    held = {each.device: each.sequence for each in state.heads}
    for device, chain in laptop.disk.held.items():
        assert held.get(device.hex(), 0) == len(chain), "not everything was offered again"
    relay.close()


def run(folder: Path, store: Store, seed: int) -> str:
    """Play one history on a new store."""
    owner = Owner(store, folder / "relay.seen")
    try:
        return history(owner, seed)
    finally:
        owner.stop()


def main() -> int:
    """Play many; 0 if all held, else the seed that did not is named."""
    parser = argparse.ArgumentParser(prog="tests.relay.restores")
    parser.add_argument("--histories", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    began, fates, failed = time.monotonic(), Counter[str](), list[str]()
    with ExitStack() as stack:
        server = stack.enter_context(cluster()) if asked.postgres else None
        for seed in range(asked.seed, asked.seed + asked.histories):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            try:
                fates[run(folder, Postgres(server) if server else Sqlite(folder), seed)] += 1
            except AssertionError as error:
                failed.append(f"seed {seed}: {error}")
    found = {
        "store": "postgresql" if asked.postgres else "sqlite",
        "histories": asked.histories,
        "first seed": asked.seed,
        "fates": dict(fates),
        "failed": failed,
        "seconds": round(time.monotonic() - began, 1),
    }
    words = "  ".join(f"{name} {value}" for name, value in found.items())
    print(json.dumps(found) if asked.json else words)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
