"""Twenty starts at once on one profile: one has it, the others call it to the front (D7)."""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

from faults.child import Child, Tell
from faults.run import Run, Turn, promise
from rm_desktop.domain.errors import InUseError
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.system.single_instance import SingleInstance

SHORT, LONG = 5, 50
_AT_ONCE = 20
_WITHIN = 1.0
#: Until the holder gives up waiting for those who must have ended long ago.
_PATIENCE = 30.0


def play(run: Run) -> None:
    """Start many at once, again and again, on folders with and without a dead holder's files."""

    def attempt(turn: Turn) -> None:
        root = turn.folder / "profile"
        ProfilePaths(root).prepare()
        if turn.dice.random() < 0.5:
            _leave_a_dead_holder(root, turn.folder)
            run.facts["after a kill"] += 1
        other_name = turn.folder / "link"
        other_name.symlink_to(root)
        winners = _race([turn.dice.choice((root, root, other_name)) for _ in range(_AT_ONCE)], turn)
        promise(winners == 1, f"{winners} of {_AT_ONCE} have the profile")
        run.facts["starts"] += _AT_ONCE
        began = time.monotonic()
        SingleInstance.acquire(root).release()
        promise(time.monotonic() - began < _WITHIN, "the profile was not free at once")

    run.each(attempt)


def _race(roots: list[Path], turn: Turn) -> int:
    """Start all at once, hold the losers to their promise, return how many won."""
    told = [turn.folder / f"told-{n}" for n in range(len(roots))]
    gate, opener = os.pipe()
    ended, holder_end = os.pipe()

    def contest(root: Path, tell: Tell) -> None:
        os.close(opener)
        os.close(holder_end)
        os.read(gate, 1)  # until the gate is opened for all
        try:
            held = SingleInstance.acquire(root)
        except InUseError as error:
            promise(error.next_step, "a refusal without a next step")
            tell(["raised" if "front" in error.next_step else "refused"])
            return
        tell(["won"])
        _answer(held, ended)

    children = [
        Child(lambda tell, root=root: contest(root, tell), place)  # type: ignore[misc]
        for root, place in zip(roots, told, strict=True)
    ]
    os.close(gate)
    os.close(ended)
    os.close(opener)
    said = _await_losers(children)
    os.close(holder_end)
    codes = [child.wait() for child in children]
    promise(set(codes) == {0}, f"ended with {codes}: {said}")
    promise(said.count("raised") == len(roots) - 1, f"not all called the window: {said}")
    return said.count("won")


def _await_losers(children: list[Child]) -> list[str]:
    deadline = time.monotonic() + _PATIENCE
    said: list[str] = []
    while len(said) < len(children) and time.monotonic() < deadline:
        time.sleep(0.01)
        said = [str(word[0]) for child in children for word in child.told()]
    return said


def _answer(held: SingleInstance, ended: int) -> None:
    """Do what the window does: come to the front whenever asked, until it is closed."""
    while True:
        ready, _, _ = select.select([held.fileno(), ended], [], [], _PATIENCE)
        if ended in ready or not ready:
            break
        held.accept_raise()
    held.release()


def _leave_a_dead_holder(root: Path, folder: Path) -> None:
    def hold_on(tell: Tell) -> None:
        held = SingleInstance.acquire(root)
        held.fileno()
        tell("holds")
        time.sleep(_PATIENCE)

    holder = Child(hold_on, folder / "held")
    holder.wait_until_told()
    holder.kill()
    promise((root / "instance.wake").exists(), "the dead holder left nothing to stumble over")
