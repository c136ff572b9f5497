"""The short fault runs hold, and what they look for would be found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from faults.__main__ import NAMES
from faults.run import BrokenPromiseError, Run, Turn, promise
from faults.traces import deflated_traces, disguises, plain_traces
from faults.work import hold

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, as POSIX has it")

PACKAGING = Path(__file__).parents[2] / "packaging"
#: Bringing these about needs a disk or a keyring of one's own, which not every machine allows.
MAY_BE_SKIPPED = {"disk-full", "read-only", "keyring"}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Play every run as `dev.py faults --json` does; in memory, where there is such a folder.

    A kill loses nothing that a write has handed over, wherever that is; only a power cut would.
    """
    memory = Path("/dev/shm")
    folder = memory if os.access(memory, os.W_OK) else tmp_path_factory.mktemp("faults")
    paths = os.pathsep.join((str(PACKAGING), str(PACKAGING.parent)))
    done = subprocess.run(
        [sys.executable, "-m", "faults", "--json"],
        env={**os.environ, "PYTHONPATH": paths, "TMPDIR": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_promised_holds(report: dict[str, Any], name: str) -> None:
    row = report[name]
    assert not row["failures"]
    if row["result"] == "not run":
        assert name in MAY_BE_SKIPPED
        pytest.skip(row["skipped"])
    assert row["result"] == "held"
    assert row["count"] >= row["least"] > 0


@pytest.fixture
def run(tmp_path: Path) -> Callable[[float], Run]:
    return lambda box: Run(tmp_path, 7, 3, box, long=False)


def test_a_broken_promise_is_reported_with_its_seed_and_keeps_its_folder(
    run: Callable[[float], Run],
) -> None:
    def attempt(turn: Turn) -> None:
        (turn.folder / "trace").touch()
        promise(turn.seed != 8, "nothing is lost")

    played = run(60)
    played.each(attempt)
    assert played.count == 3
    assert played.failures == ["seed 8: nothing is lost"]
    assert [path.name for path in played.folder.iterdir()] == ["turn-8"]


def test_a_bug_counts_as_a_failure_and_so_does_a_count_not_reached(
    run: Callable[[float], Run],
) -> None:
    def attempt(turn: Turn) -> None:
        raise ZeroDivisionError

    played = run(60)
    played.each(attempt)
    assert len(played.failures) == 3
    late = run(0)
    late.each(attempt)
    assert late.failures == ["only 0 of 3 in 0 s"]
    with pytest.raises(BrokenPromiseError):
        promise([], "something")


def test_what_was_acknowledged_may_not_be_lost_and_nothing_may_be_made_twice() -> None:
    acknowledged = {"topic/a": ["Budget", 5], "setting/text_size": 120}
    hold({**acknowledged, "notes/b": "typed when it was killed"}, acknowledged, "notes/b")
    hold({**acknowledged, "topic/a": ["Budgets", 5]}, acknowledged, "topic/a")
    hold({**acknowledged, "topic/new": ["Video", 5]}, acknowledged, "")
    for there in (
        {"topic/a": ["Budget", 5]},
        {**acknowledged, "topic/a": ["Budgets", 5]},
        {**acknowledged, "topic/new": ["Video", 5]},
    ):
        with pytest.raises(BrokenPromiseError):
            hold(there, acknowledged, None)


def test_a_word_is_found_in_every_disguise() -> None:
    word, noise = "bcdfghjklmnp", Random(1).randbytes(3_000)
    assert not plain_traces({"file": noise}, [word])
    for shape, pattern in disguises(word.encode()).items():
        assert plain_traces({"file": noise + pattern + noise}, [word]) == [f"{shape} in file"]
    text = f"some words before {word} and after it".encode()
    assert not deflated_traces({"file": noise}, [word])
    for packed in (zlib.compress(text), zlib.compress(text, 9, -15)):
        assert deflated_traces({"file": noise + packed + noise}, [word])


@pytest.mark.parametrize("before", range(6))
def test_a_word_is_found_wherever_it_stands_in_base64(before: int) -> None:
    import base64

    content = base64.b64encode(b"x" * before + b"bcdfghjklmnp" + b"y" * 5)
    assert plain_traces({"file": content}, ["bcdfghjklmnp"])
