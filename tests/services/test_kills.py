"""Kill the program while it works: whatever it was told is stored is there, whole and in step."""

from __future__ import annotations

import os
import signal
import time
from random import Random

import pytest

from tests.laptop import Laptop
from tests.services.seen import assert_in_step

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, as POSIX has it")

KILLS = 12


def work_on(laptop: Laptop, pipe: int) -> None:
    """Add topics with notes and move them about, telling of each after it was stored."""
    desk = laptop.desk
    for n in range(10_000):
        item = desk.agenda.add(laptop.upcoming, f"Topic {n}", minutes=n % 30)
        notes = desk.notes(item)
        notes.splice(0, 0, f"words of {item}")
        (notes.save if n % 2 else notes.rest)()
        desk.agenda.shift(item, -1)
        if n % 5 == 0:
            desk.agenda.delete(item)
            desk.open_pair.history.undo()
        os.write(pipe, f"{item}\n".encode())


def killed_at_work(laptop: Laptop, seconds: float) -> list[str]:
    """Let a child work and kill it; return the topics it told of."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            laptop.start()
            work_on(laptop, theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        first = told.readline()  # it has begun
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.decode().strip() for line in (first, *told) if line.endswith(b"\n")]


def test_whatever_was_stored_before_a_kill_is_there(laptop: Laptop) -> None:
    dice, acknowledged = Random(3), set[str]()
    laptop.quit()
    for kill in range(KILLS):
        laptop.name_ids(f"k{kill}")
        acknowledged |= set(killed_at_work(laptop, dice.random() * 0.08))
        laptop.start()
        assert acknowledged <= laptop.pair.items.keys()
        found = {each.id for each in laptop.desk.search.find("words", limit=10_000)}
        assert acknowledged <= found
        assert all(laptop.desk.notes(i).text == f"words of {i}" for i in acknowledged)
        assert_in_step(laptop.profile)
        laptop.quit()
    assert len(acknowledged) > KILLS
    laptop.start()
    assert laptop.vault.integrity() == ()
