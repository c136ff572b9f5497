"""Killing relays with -9 while devices push: what was acknowledged is there, once, in order (D18).

    python -m tests.relay.kills --pushes 1000 [--postgres] [--seed S] [--json]

On SQLite one process is killed and started again; on PostgreSQL two serve one database, one of them
is killed at a time, and at every tenth kill the database itself crashes and recovers.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from rm_desktop.sync.http import Relay, TroubleError
from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.sealing import Epoch, Sealer, hash_of
from rm_desktop.wire.content import Changes, Update
from rm_desktop.wire.envelope import NO_HEAD, Head, decoded
from tests.relay.clusters import Cluster, cluster
from tests.relay.running import Running

SPACES, CRASH_EVERY, BETWEEN = 2, 10, 20


@dataclass
class Outcome:
    """What a run found; `retried` are pushes that were not acknowledged at once."""

    store: str
    seed: int
    pushes: int = 0
    kills: int = 0
    crashes: int = 0
    retried: int = 0
    lost: int = 0
    twice: int = 0
    gaps: int = 0
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        return not (self.lost or self.twice or self.gaps) and self.kills > 0


class Fleet:
    """Relays on one database, each started again as soon as it is killed."""

    def __init__(self, data: Path, address: str, size: int) -> None:
        self._options = ("--data", str(data), "--database", address, "--port", "0", "--open")
        self._running = [self._start() for _ in range(size)]

    def _start(self) -> Running:
        return Running(*self._options)

    def address(self, number: int) -> str:
        return self._running[number % len(self._running)].address

    def kill(self, number: int) -> None:
        number %= len(self._running)
        self._running[number].kill()
        self._running[number] = self._start()

    def stop(self) -> None:
        for each in self._running:
            each.stop()


class Pusher:
    """A device that pushes one envelope after the other, each until it is acknowledged."""

    def __init__(self, fleet: Fleet, number: int, chance: Random) -> None:
        self._fleet, self._number, self._chance = fleet, number, chance
        self.keys = DeviceKeys.make(chance.randbytes)
        self._epoch = Epoch(1, chance.randbytes(32))
        self.head = NO_HEAD
        self.acknowledged: list[bytes] = []
        self.retried = 0
        self.relay = self.connect()
        self.relay.enrol(self.keys)

    def connect(self) -> Relay:
        return Relay(self._fleet.address(self._number))

    def push(self, space: bytes) -> None:
        words = self._chance.randbytes(self._chance.randrange(20, 2_000))
        content = Changes(heads={}, updates=[Update("pair", "pair", words)])
        sealer = Sealer(space, self.keys, self._chance.randbytes)
        made = sealer.seal(content, self._epoch, self.head)
        tries = 0
        while not self._offered(space, made.data):
            tries += 1
            time.sleep(0.1)
        self.retried += tries > 0
        self.acknowledged.append(made.data)
        self.head = Head(made.head.sequence, hash_of(made.data))

    def _offered(self, space: bytes, data: bytes) -> bool:
        try:
            self.relay.offer(space, [data])
        except TroubleError:
            token = self.relay.token
            self.relay.close()
            self._number += 1  # the next one may be up
            self.relay = self.connect()
            self.relay.token = token
            return False
        return True


class Run:
    """One run on one database."""

    def __init__(
        self, fleet: Fleet, server: Cluster | None, outcome: Outcome, between: int
    ) -> None:
        self._fleet, self._server, self.outcome = fleet, server, outcome
        self._between = between
        self._chance = Random(outcome.seed)
        self._pushers = [
            Pusher(fleet, number, Random(f"{outcome.seed}/{number}"))
            for number in range(2 * SPACES)
        ]
        self._spaces = list(map(self._open, range(SPACES)))

    def _open(self, number: int) -> bytes:
        pair = self._pushers[2 * number : 2 * number + 2]
        space = space_id(pair[0].keys.id, self._chance.randbytes(16))
        pair[0].relay.open_space(space, [each.keys.id for each in pair])
        return space

    def go(self, pushes: int) -> None:
        began = time.monotonic()
        threads = [
            threading.Thread(target=self._push, args=(number, pushes // len(self._pushers)))
            for number in range(len(self._pushers))
        ]
        for each in threads:
            each.start()
        while self._goes_on(threads):
            self._kill()
        self._judge()
        self.outcome.seconds = round(time.monotonic() - began, 1)

    def _push(self, number: int, times: int) -> None:
        for _ in range(times):
            self._pushers[number].push(self._spaces[number // 2])

    def _goes_on(self, threads: list[threading.Thread]) -> bool:
        """Wait until some more were acknowledged and another is under way, or all is done."""
        until = self._done() + self._chance.randint(1, self._between)
        while self._done() < until:
            if not any(each.is_alive() for each in threads):
                return False
            time.sleep(0.001)
        time.sleep(self._chance.uniform(0.0, 0.02))
        return True

    def _done(self) -> int:
        return sum(len(each.acknowledged) for each in self._pushers)

    def _kill(self) -> None:
        self.outcome.kills += 1
        if self._server and self.outcome.kills % CRASH_EVERY == 0:
            self.outcome.crashes += 1
            self._server.stop(signal.SIGQUIT)
            self._server.start()
        self._fleet.kill(self._chance.randrange(2))

    def _judge(self) -> None:
        for number, pusher in enumerate(self._pushers):
            relay, space = pusher.connect(), self._spaces[number // 2]
            relay.token = pusher.relay.token
            pusher.relay.close()
            held = _everything(relay, space)
            mine = [each for each in held if decoded(each).device == pusher.keys.id]
            self.outcome.pushes += len(pusher.acknowledged)
            self.outcome.retried += pusher.retried
            self.outcome.lost += len(set(pusher.acknowledged) - set(mine))
            self.outcome.twice += len(mine) - len(set(mine))
            numbers = [decoded(each).sequence for each in mine]
            self.outcome.gaps += numbers != list(range(1, len(mine) + 1))
            self.outcome.gaps += relay.state(space).position != len(held)
            relay.close()


def _everything(relay: Relay, space: bytes) -> list[bytes]:
    held, after = list[bytes](), dict[bytes, Head]()
    while True:
        came = relay.fetch(space, after)
        held += came.envelopes
        for data in came.envelopes:
            envelope = decoded(data)
            after[envelope.device] = Head(envelope.sequence, hash_of(data))
        if not came.more:
            return held


def play(
    folder: Path, pushes: int, seed: int, server: Cluster | None, between: int = BETWEEN
) -> Outcome:
    """Push so often, with kills in between, and say what was found."""
    address = server.database() if server else f"sqlite:///{folder / 'relay.db'}"
    outcome = Outcome("postgresql" if server else "sqlite", seed)
    fleet = Fleet(folder, address, 2 if server else 1)
    try:
        Run(fleet, server, outcome, between).go(pushes)
    finally:
        fleet.stop()
    return outcome


def main() -> int:
    """Run once; 0 if everything acknowledged was there."""
    parser = argparse.ArgumentParser(prog="tests.relay.kills")
    parser.add_argument("--pushes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(cluster(fsync=True)) if asked.postgres else None
        outcome = play(folder, asked.pushes, asked.seed, server)
    found = asdict(outcome)
    words = "  ".join(f"{name} {value}" for name, value in found.items())
    print(json.dumps(found) if asked.json else words)
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main())
