"""How long a line leaves a place alone, and what ends the wait."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.services.spaces import Place
from rm_desktop.services.sync_line import Line
from rm_desktop.sync.calls import Ask, Call, Came, Failed, Fetch, Held, Join, Joined, Trouble
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.wire.envelope import Head
from tests.services.couple import Seat, founded, pair_of


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    seat = founded(tmp_path / "maya", Place("https://relay.example.org"))
    yield seat
    seat.profile.close()


@pytest.fixture
def line(seat: Seat) -> Line:
    """A line that its relay knows."""
    assert isinstance(begun(seat.line), Join)
    seat.line.answer(Joined("token"))
    return seat.line


def begun(line: Line) -> Call | Join | None:
    """Begin the next work, and do nothing of it."""
    line.turn()
    return line._under_way  # noqa: SLF001


def boot_ms(seat: Seat) -> int:
    return seat.profile.ports.now().boot_ms


def test_it_is_due_when_fetching_in_vain_may_be_tried_again(seat: Seat, line: Line) -> None:
    held = Held(os.urandom(16), {os.urandom(16): Head(1, bytes(32))})
    assert isinstance(begun(line), Ask)
    line.answer(held)
    assert isinstance(begun(line), Fetch)
    line.answer(Came([b"garbage"], more=False))
    assert isinstance(begun(line), Ask)
    assert line.due_at > boot_ms(seat)


def test_who_was_let_in_again_does_not_wait_for_what_failed_before(seat: Seat, line: Line) -> None:
    assert isinstance(begun(line), Ask)
    line.answer(Failed(Trouble.OFFLINE))
    assert begun(line) is None
    assert line.due_at > boot_ms(seat)
    member = pair_of(seat.profile)
    line.admit(DeviceKeys.make(os.urandom).public, member)
    assert isinstance(begun(line), Join)
    line.answer(Joined("token"))
    assert line.due_at <= boot_ms(seat)
    assert isinstance(begun(line), Ask)


def test_a_relay_that_asked_to_wait_is_left_alone_when_the_network_is_back(
    seat: Seat, line: Line
) -> None:
    assert isinstance(begun(line), Ask)
    line.answer(Failed(Trouble.OFFLINE, wait_ms=60_000))
    line.hear_of_network()
    assert begun(line) is None
    line.hurry()
    assert isinstance(begun(line), Ask)
