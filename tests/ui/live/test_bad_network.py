"""The window never waits: not for a relay that is gone, nor for one that hangs, nor at quitting."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rm_desktop.domain.sync_state import SyncState
from rm_desktop.services.pairs import Person
from rm_desktop.services.spaces import Place as Address
from rm_desktop.sync import patience
from rm_desktop.sync.calls import Trouble
from rm_desktop.ui.live.courier import Courier
from tests.services.couple import founded, pair_of
from tests.sync.relays import answering, free_port, relay_running
from tests.ui.live.conftest import Window

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def hangs() -> Iterator[str]:
    """A relay that takes every call and never answers one."""
    with answering(b"<wait>") as address:
        yield address


def alone(root: Path, address: str) -> Window:
    """Maya, who shares a pair at an address."""
    return Window(founded(root / "maya", Address(address)))


def longest_turn(window: Window, seconds: float) -> float:
    """Write while the window lives; return the longest it did not answer, in seconds."""
    longest, ends = 0.0, time.monotonic() + seconds
    while time.monotonic() < ends:
        began = time.monotonic()
        window.desk.agenda.add("", "Typed while it hangs")
        QApplication.processEvents()
        longest = max(longest, time.monotonic() - began)
    return longest


def state_of(window: Window) -> SyncState:
    return window.seat.profile.sync.status(window.desk.open_pair.id).state


def test_a_relay_that_hangs_holds_up_neither_typing_nor_quitting(
    tmp_path: Path, hangs: str, qapp: QApplication, wait: Wait
) -> None:
    window = alone(tmp_path, hangs)
    window.courier.begin()
    wait(lambda: not window.seat.line.is_idle)  # a call is out
    assert longest_turn(window, 1.0) < 1.0  # it hangs for twenty
    began = time.monotonic()
    window.quit()
    assert time.monotonic() - began < 3.5


def test_without_a_relay_one_works_on_and_it_is_tried_later_and_later(
    tmp_path: Path, qapp: QApplication, wait: Wait
) -> None:
    window = alone(tmp_path, f"http://127.0.0.1:{free_port()}")
    window.courier.begin()
    wait(lambda: state_of(window) == SyncState.OFFLINE)
    line = window.seat.line
    wait(lambda: line.due_at > window.seat.profile.ports.now().boot_ms + 1_000)
    began = time.monotonic()
    window.quit()
    assert time.monotonic() - began < 1.0  # nobody is asked again at the door


def test_it_hurries_when_somebody_comes_back_to_the_window(
    tmp_path: Path, qapp: QApplication, wait: Wait
) -> None:
    port = free_port()
    window = alone(tmp_path, f"http://127.0.0.1:{port}")
    window.courier.begin()
    wait(lambda: state_of(window) == SyncState.OFFLINE)
    window.desk.agenda.add("", "Written on a train")
    with relay_running(tmp_path / "relay.db", port):
        qapp.applicationStateChanged.emit(qapp.applicationState().ApplicationActive)
        wait(lambda: state_of(window) == SyncState.UP_TO_DATE)
        wait(lambda: window.courier.is_live)
        window.quit()


def test_it_is_live_again_after_the_relay_was_away(
    tmp_path: Path, qapp: QApplication, wait: Wait
) -> None:
    port, store = free_port(), tmp_path / "relay.db"
    with relay_running(store, port) as address:
        window = alone(tmp_path, address)
        window.courier.begin()
        wait(lambda: window.courier.is_live)
    wait(lambda: not window.courier.is_live)
    window.desk.agenda.add("", "Meanwhile")
    wait(lambda: state_of(window) == SyncState.OFFLINE)
    with relay_running(store, port):
        window.courier.hurry()
        wait(lambda: window.courier.is_live and state_of(window) == SyncState.UP_TO_DATE)
        window.quit()


def test_one_pair_that_gets_through_wakes_the_others(
    tmp_path: Path, qapp: QApplication, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_MS", patience.LONGEST_WAIT_MS)
    port = free_port()
    window = alone(tmp_path, address := f"http://127.0.0.1:{port}")
    profile = window.seat.profile
    profile.create_pair(Person("Maya", "mentor"), Person("Astrid", "mentee"))
    profile.sync.begin(pair_of(profile), Address(address))
    window.courier.begin()
    wait(lambda: len(window.courier.routes) == 2)
    lines = [route.line for route in window.courier.routes]
    wait(lambda: all(line.trouble == Trouble.OFFLINE for line in lines))
    with relay_running(tmp_path / "relay.db", port):
        window.courier.routes[0].hurry()
        wait(lambda: all(line.trouble is None and line.is_level for line in lines))
        window.quit()


def test_an_error_of_ours_stops_nothing_and_is_reported(
    tmp_path: Path, qapp: QApplication, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    with relay_running(tmp_path / "relay.db") as address:
        window = alone(tmp_path, address)
        seen: list[Exception] = []
        monkeypatch.setattr(Courier, "report", lambda _self, error: seen.append(error))
        line = window.seat.line
        turn, broken = line.turn, iter([True])

        def work() -> None:
            raise ZeroDivisionError

        def turn_that_breaks_once() -> object:
            made = turn()
            return work if made is not None and next(broken, False) else made

        monkeypatch.setattr(line, "turn", turn_that_breaks_once)
        window.courier.begin()
        wait(lambda: bool(seen))
        wait(lambda: state_of(window) == SyncState.UP_TO_DATE)
        assert isinstance(seen[0], ZeroDivisionError)
        window.quit()
