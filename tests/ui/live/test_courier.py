"""What one writes is at the other's, and nobody's window waited for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from rm_desktop.domain.presence import Doing, Present, Whereabouts
from rm_desktop.services.pairs import Person
from rm_desktop.services.spaces import Place as Address
from rm_desktop.ui.live.route import LOOK_MS
from tests.services.couple import founded, let_in
from tests.ui.live.conftest import Window

Wait = Callable[[Callable[[], bool]], None]
Couple = tuple[Window, Window]


def test_a_topic_is_at_the_others(together: Couple, wait: Wait) -> None:
    maya, henrik = together
    maya.desk.agenda.add("", "From Maya")
    wait(lambda: "From Maya" in henrik.titles)
    henrik.desk.agenda.add("", "From Henrik")
    wait(lambda: "From Henrik" in maya.titles)


def test_words_in_open_notes_are_at_the_others(together: Couple, wait: Wait) -> None:
    maya, henrik = together
    [item] = maya.desk.open_pair.pair.items
    here, there = maya.desk.notes(item), henrik.desk.notes(item)
    here.splice(0, 0, "What do they ask us?")
    here.save()
    wait(lambda: there.text == "What do they ask us?")
    there.splice(0, 0, "First: ")
    there.save()
    wait(lambda: here.text == "First: What do they ask us?")


def test_each_knows_that_the_other_one_is_here(together: Couple, wait: Wait) -> None:
    maya, henrik = together
    [item] = maya.desk.open_pair.pair.items
    there = Doing(Whereabouts.ROOM, item, b"caret", b"anchor")
    maya.house.company.say(there)
    me = maya.desk.open_pair.you
    wait(lambda: henrik.house.company.here == (Present(me, there),))


def test_who_quits_is_seen_to_leave(together: Couple, wait: Wait) -> None:
    maya, henrik = together
    maya.courier.close()
    wait(lambda: [each.doing.where for each in henrik.house.company.here] == [Whereabouts.LEFT])
    assert maya.house.company.here == ()


def test_the_last_words_are_carried_at_quitting(together: Couple, wait: Wait) -> None:
    maya, henrik = together
    maya.desk.agenda.add("", "At the door")
    began = time.monotonic()
    maya.courier.close()
    assert time.monotonic() - began < 2.5
    wait(lambda: "At the door" in henrik.titles)


def test_a_start_brings_what_was_missed(couple: Couple, wait: Wait) -> None:
    maya, henrik = couple
    maya.desk.agenda.add("", "While Henrik was away")
    maya.courier.begin()
    wait(lambda: maya.seat.line.waiting == 0 and maya.seat.line.is_idle)
    henrik.courier.begin()
    wait(lambda: "While Henrik was away" in henrik.titles)


def test_what_is_put_into_a_folder_is_noticed(
    tmp_path: Path, qapp: QApplication, wait: Wait
) -> None:
    (tmp_path / "shared").mkdir()
    place = Address(f"folder:{tmp_path / 'shared'}")
    maya = founded(tmp_path / "maya", place)
    windows = Window(maya), Window(let_in(maya, tmp_path / "henrik", place))
    for window in windows:
        window.courier.begin()
    wait(lambda: all(window.courier.is_live for window in windows))
    began = time.monotonic()
    windows[0].desk.agenda.add("", "From a folder")
    wait(lambda: "From a folder" in windows[1].titles)
    assert time.monotonic() - began < LOOK_MS / 2_000
    for window in windows:
        window.quit()


def test_a_pair_that_is_shared_later_is_carried_too(
    tmp_path: Path, address: str, qapp: QApplication, wait: Wait
) -> None:
    window = Window(founded(tmp_path / "maya", Address(address)))
    window.courier.begin()
    wait(lambda: window.courier.is_live)
    first = window.desk.open_pair.id
    window.seat.profile.create_pair(Person("Maya", "mentor"), Person("Ann", "mentee"))
    assert window.desk.open_pair.id != first
    window.seat.profile.sync.begin(window.desk.open_pair.id, Address(address))
    lines = window.seat.profile.sync.lines()
    wait(lambda: len(lines) == 2 and all(line.has_answered and line.is_idle for line in lines))
    window.seat.profile.sync.leave(first)
    wait(lambda: [route.line.pair for route in window.courier.routes] == [lines[1].pair])
    window.quit()
