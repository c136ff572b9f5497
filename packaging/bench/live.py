"""What one does until the other one sees it: two windows, a relay, three programs on loopback."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from math import inf
from pathlib import Path
from random import Random
from time import sleep

from bench.asked import Asked
from bench.figure import Figure, p95
from bench.laptops import Laptop, guest, host, program, relay
from bench.relay import Floor
from bench.stage import FLOORS, BenchError, Profile

#: Milliseconds, as 95 of 100 of them: what two people still take for at once.
MOST = 150.0
#: A small change sealed, in bytes.
_SMALL = 400
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Nobody types by a metronome: so long between two things, in seconds.
_LEAST, _MOST = 0.1, 0.5


class Two:
    """Maya and Henrik in one room."""

    def __init__(self, maya: Asked, henrik: Asked) -> None:
        self._maya, self._henrik = maya, henrik
        self._dice = Random(5)
        self._text = ""
        for each in (maya, henrik):
            each.ask("ready")

    def key(self, _number: int) -> float:
        """Let Maya type a letter; until it is painted in Henrik's editor."""
        letter = self._dice.choice(_LETTERS)
        self._text += letter
        return self._took("key", letter, "seen_key", self._text[-8:])

    def topic(self, number: int) -> float:
        """Let Maya add a topic; until it is in Henrik's document and on his screen."""
        return self._took("topic", f"Topic {number}", "seen_topic", f"Topic {number}")

    def caret(self, number: int) -> float:
        """Let Maya move her caret; until Henrik sees it there."""
        where = ("start", "end")[number % 2]
        return self._took("caret", where, "seen_caret", where)

    def _took(self, does: str, what: str, sees: str, wanted: str) -> float:
        sleep(self._dice.uniform(_LEAST, _MOST))
        began = self._maya.ask(does, what)["ns"]
        return float(self._henrik.ask(sees, wanted)["ns"] - began) / 1e6


def live(_profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Measure each, some more times than other figures: what counts is the slow ones."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rm-desktop-bench-")))
        address = stack.enter_context(relay(root)).address
        given = _prepared(root, address)
        maya, henrik = (
            stack.enter_context(Asked("bench.companion", folder, key)) for folder, key in given
        )
        port, _ = stack.enter_context(program(str(FLOORS / "bare_post.py"), str(root / "floor")))
        bare = Floor(root, port.strip())
        stack.callback(bare.close)
        two = Two(maya, henrik)
        posts: list[float] = []
        for name, take in (("letter", two.key), ("topic", two.topic), ("caret", two.caret)):
            samples: list[float] = []
            for number in range(10 * runs):
                posts.append(bare.take(bytes(_SMALL)))
                samples.append(take(number))
            yield Figure(f"live.{name}.p50", samples[runs:], "ms", MOST)
            yield Figure(f"live.{name}.p95", samples[runs:], "ms", MOST, summary=p95)
        # How busy the computer was: one POST, with a commit on both sides.
        yield Figure("live.bare_post.p50", posts[runs:], "ms", inf)
        yield Figure("live.bare_post.p95", posts[runs:], "ms", inf, summary=p95)


def _prepared(root: Path, address: str) -> list[tuple[str, str]]:
    """Make two laptops that share a pair with a topic for the next session; folders and keys."""
    maya = host(root / "maya", address)
    desk = maya.profile.desk
    if desk is None:
        raise BenchError("no pair is open")
    desk.agenda.add(desk.open_pair.pair.next_session.id, "How we brief creators")
    henrik = guest(root / "henrik", maya, address)
    for each in (maya, henrik, maya):
        each.sync()
    henrik.profile.open_pair(henrik.line.pair)
    return [_put_away(each) for each in (maya, henrik)]


def _put_away(laptop: Laptop) -> tuple[str, str]:
    vault = laptop.profile.ports.vault()
    found = str(vault.path.parent), vault.key.hex()
    laptop.close()
    return found
