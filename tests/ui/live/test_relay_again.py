"""A relay that is killed and started again: those who are in the room see each other again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rm_desktop.sync import presence
from rm_desktop.ui.room.screen import RoomScreen
from tests.relay.running import Running
from tests.sync.relays import free_port
from tests.ui.live.conftest import Window
from tests.ui.live.test_room import caret, editor, words, write

Wait = Callable[[Callable[[], bool]], None]
Rooms = tuple[RoomScreen, RoomScreen]
Couple = tuple[Window, Window]
RENEWED_MS = presence.RENEWED_EVERY_MS // 10


class Relay:
    """A relay in a process of its own, killed with -9 and begun again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._options = ("--data", str(folder), "--port", str(free_port()), "--open")
        self.start()

    def start(self) -> None:
        self.running = Running(*self._options)

    def kill(self) -> None:
        if self.running.is_up:
            self.running.kill()


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Relay]:
    relay = Relay(tmp_path / "relay")
    yield relay
    relay.kill()


@pytest.fixture
def address(relay: Relay, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a relay that is a process; who falls silent fades ten times as soon."""
    monkeypatch.setattr(presence, "FADES_AFTER_MS", presence.FADES_AFTER_MS // 10)
    monkeypatch.setattr("rm_desktop.ui.live.attending.RENEWED_EVERY_MS", RENEWED_MS)
    return relay.running.address


def see_each_other(rooms: Rooms) -> bool:
    maya, henrik = rooms
    return words(henrik) == "Maya is in the room" and words(maya) == "Henrik is in the room"


def test_both_are_in_the_room_again_whoever_comes_back_first(
    rooms: Rooms, together: Couple, relay: Relay, wait: Wait, qtbot: QtBot
) -> None:
    maya, henrik = rooms
    wait(lambda: see_each_other(rooms))
    relay.kill()
    wait(lambda: not any(window.house.company.here for window in together))
    [hers], [his] = (window.courier.routes for window in together)
    assert his.listening is not None
    his.listening.stop()  # his network comes back later
    relay.start()
    wait(lambda: hers.is_live)
    qtbot.wait(2 * RENEWED_MS)  # she has said it, and nobody was there
    his.listening = None
    together[1].courier.hurry()
    wait(lambda: see_each_other(rooms))
    write(maya, "Back")
    wait(lambda: editor(henrik).toPlainText() == "Back" and caret(henrik) == 4)


def test_the_room_says_that_it_is_offline_and_no_more_once_it_is_back(
    rooms: Rooms, together: Couple, relay: Relay, wait: Wait
) -> None:
    room, pair = rooms[0], together[0].desk.open_pair.id
    sync = together[0].seat.profile.sync
    wait(lambda: see_each_other(rooms) and sync.status(pair).live)
    relay.kill()
    wait(lambda: words(room).startswith("Offline since "))
    assert words(room).endswith(" – what you write is kept")
    assert not sync.status(pair).live
    relay.start()
    wait(lambda: see_each_other(rooms) and sync.status(pair).live)
