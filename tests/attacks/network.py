"""Two laptops, a real relay, a bad network between them: every change arrives, once (D17)."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from rm_desktop.sync.calls import Answer, Call, Rehearse, Rehearsed, TroubleError
from rm_desktop.sync.http import Relay as HttpRelay
from rm_desktop.sync.http import RelayTransport
from tests.attacks.proxy import BadNetwork
from tests.attacks.tally import BreachError
from tests.sync.laptops import Laptop, two_laptops

#: An answer that takes longer, in seconds, is given up; small, so that slow bytes are tried often.
WHOLE_S = 0.25
_STARTS_WITHIN_S = 30
#: Memory is measured from so many exchanges on, when everything was loaded and tried once.
_WARM = 1_500
_RELAY = """
import sys
from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, server_for
settings = Settings(open_door=True, stranger_burst=10**6, burst=10**6, calls=10**6)
server_for(Plan(sys.argv[1], port=int(sys.argv[2]), settings=settings)).run()
"""


@contextlib.contextmanager
def real_relay() -> Iterator[int]:
    """Run a relay in a process of its own; its port."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        store = f"sqlite:///{Path(folder) / 'relay.db'}"
        child = subprocess.Popen(
            [sys.executable, "-c", _RELAY, store, str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ) | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        try:
            _wait_for(port)
            yield port
        finally:
            child.terminate()
            child.wait(30)


def _wait_for(port: int) -> None:
    ends = time.monotonic() + _STARTS_WITHIN_S
    while time.monotonic() < ends:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise OSError("the relay does not start")


class _Plug:
    """A laptop's way to the relay, through the bad network; each life enrols another device."""

    def __init__(self, network: BadNetwork) -> None:
        address = f"http://127.0.0.1:{network.port}"
        self.relay, self._hasty = HttpRelay(address), HttpRelay(address, whole_s=WHOLE_S)
        self._network, self._space = network, b""

    def begin(self, laptop: Laptop) -> None:
        """Be this laptop's from now on."""
        self._space = laptop.planner.log.space
        self.relay.enrol(laptop.planner.log.device)
        self._hasty.token = self.relay.token

    def answer(self, call: Call) -> Answer:
        if isinstance(call, Rehearse):
            return Rehearsed(frozenset())
        relay = self.relay if self._network.is_good else self._hasty
        return RelayTransport(relay, self._space).answer(call)

    def close(self) -> None:
        """Let connections go."""
        self.relay.close()
        self._hasty.close()


def life(network: BadNetwork, plugs: Sequence[_Plug], dice: Random, rounds: int = 15) -> None:
    """Let two laptops type and sync through it; then all must be everywhere, once."""
    network.is_good = True
    laptops = two_laptops(dice.getrandbits(32))
    for laptop, plug in zip(laptops, plugs, strict=True):
        plug.begin(laptop)
    space = laptops[0].planner.log.space
    plugs[0].relay.open_space(space, [each.planner.log.me for each in laptops])
    network.is_good, network.dice = False, Random(dice.getrandbits(32))
    typed: set[str] = set()
    for _ in range(rounds):
        for laptop, plug in zip(laptops, plugs, strict=True):
            word = f"{dice.getrandbits(60):x}"
            typed.add(word)
            laptop.disk.type(word)
            _sync(laptop, plug)
    network.is_good = True
    for _ in range(3):
        for laptop, plug in zip(laptops, plugs, strict=True):
            laptop.planner.hurry()
            laptop.sync(plug)
    _hold(laptops, plugs[0], typed)


def _sync(laptop: Laptop, plug: _Plug) -> None:
    laptop.planner.look_again()
    for _ in range(6):
        laptop.time += 10**9
        call = laptop.planner.turn()
        if call is None:
            return
        laptop.planner.answer(plug.answer(call))


def _hold(laptops: tuple[Laptop, Laptop], plug: _Plug, typed: set[str]) -> None:
    try:
        state = plug.relay.state(laptops[0].planner.log.space)
    except TroubleError as error:
        raise BreachError("the relay does not answer") from error
    told = {bytes.fromhex(each.device): each.sequence for each in state.heads}
    for laptop in laptops:
        if laptop.disk.words.keys() != typed or laptop.disk.quarantine:
            raise BreachError("something is lost, or there that nobody typed")
        held = {device: len(chain) for device, chain in laptop.disk.held.items() if chain}
        if held != told or len(held) != len(laptops):
            raise BreachError("an envelope is there twice, or not at all")


def play(count: int, seed: int) -> dict[str, Any]:
    """Play lives until there were so many exchanges; return what came of them."""
    dice, failures = Random(seed), list[str]()
    lives, began, first = 0, time.monotonic(), 0
    with real_relay() as port:
        network = BadNetwork(port, dice)
        plugs = (_Plug(network), _Plug(network))
        while network.exchanges < count:
            try:
                life(network, plugs, dice)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
                failures.append(f"life {lives}: {type(error).__name__}: {error}"[:300])
            lives += 1
            if network.exchanges < min(_WARM, count // 2):
                first = _memory_kb()
        for plug in plugs:
            plug.close()
        network.close()
    return {
        "fault": "network",
        "tried": network.exchanges,
        "worked": len(failures),
        "owed": 0,
        "noticed": 0,
        "seconds": round(time.monotonic() - began, 1),
        "lives": lives,
        "memory_growth_mb": round((_memory_kb() - first) / 1024, 1),
        "seen": dict(sorted(network.seen.items())),
        "failures": failures[:20],
    }


def _memory_kb() -> int:
    """Return how much memory this process holds now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024
