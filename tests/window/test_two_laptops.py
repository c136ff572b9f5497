"""Two people in one session on two laptops: they write at once, and programs end in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.window.desktop import until
from tests.window.laptops import Two, at_once, letters, two_laptops

pytestmark = pytest.mark.window_manager

OPENING = "begin with the end in mind. "


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with two_laptops(tmp_path) as two:
        yield two


def test_two_people_hold_a_session_on_two_laptops(two: Two) -> None:
    two.meet()
    write_in_each_others_words(two)
    keep_what_is_selected(two)
    steer_the_timer(two)
    promise(two)
    words = two.agree()
    found = two.quit()
    assert found.notes == words
    assert [action.text for action in found.pair.actions.values()] == ["Send the deck"]


def write_in_each_others_words(two: Two) -> None:
    maya, henrik = two
    maya.write(OPENING)
    henrik.sees_notes(OPENING)
    henrik.go_behind("begin w")
    hers, his = "what would a board ask first? ", "ASK WHAT THEY NEED "
    at_once(maya.writing(hers), henrik.writing(his))
    two.see_notes(f"begin w{his}ith the end in mind. {hers}")
    assert henrik.editor.caret == len("begin w" + his)
    assert maya.editor.caret == len(maya.notes)

    maya.go_behind("ASK WH")
    hers, more = "plainly ", "THEN SHOW IT "
    at_once(maya.writing(hers), henrik.writing(more))
    two.see_notes(
        f"begin wASK WH{hers}AT THEY NEED {more}ith the end in mind. what would a board ask first? "
    )
    assert maya.editor.caret == len("begin wASK WH" + hers)
    assert henrik.editor.caret == henrik.notes.index(more) + len(more)


def keep_what_is_selected(two: Two) -> None:
    maya, henrik = two
    henrik.press("shift+ctrl+Left", "shift+ctrl+Left")
    until(lambda: henrik.editor.selected == "SHOW IT ", lambda: f"a selection: {henrik.editor}")
    maya.press("ctrl+Home")
    at_once(maya.writing("first things first: "))
    henrik.sees_notes(maya.notes)
    assert henrik.notes.startswith("first things first: begin w")
    assert henrik.editor.selected == "SHOW IT "


def steer_the_timer(two: Two) -> None:
    maya, henrik = two
    henrik.click("Pause")
    maya.sees("Paused. The clock stands still.")
    henrik.sees("Paused. The clock stands still.")
    assert maya.left() == henrik.left()
    stood = maya.left()
    maya.click("Resume")
    until(lambda: henrik.left() < stood and maya.left() < stood, "a running clock on both")
    assert abs(maya.left() - henrik.left()) <= 1


def promise(two: Two) -> None:
    maya, henrik = two
    at_her_caret = maya.editor
    henrik.click("action-add")
    henrik.await_focus("action-new")
    henrik.write("Send the deck")
    henrik.press("Return")
    maya.sees("Send the deck")
    assert maya.editor.caret == at_her_caret.caret


# -- programs that end in the middle --------------------------------------------------------


def test_a_laptop_that_dies_in_the_middle_of_a_word_keeps_what_it_had_stored(two: Two) -> None:
    maya, henrik = two
    two.meet()
    hers, his = OPENING * 8, "ASK WHAT THEY NEED " * 4
    typing = maya.writing(hers)
    stored = until(lambda: maya.stored(40), "forty letters that are stored")
    there = henrik.notes
    maya.kill()
    at_once(henrik.writing(his), typing)

    maya.start()
    maya.enter_room()
    found = two.agree()
    for seen in (stored, there):
        assert letters(found, hers=True).startswith(letters(seen, hers=True))
    assert letters(hers, hers=True).startswith(letters(found, hers=True))
    assert letters(found, hers=False) == letters(his, hers=False)
    maya.press("ctrl+End")
    at_once(maya.writing("and on"), henrik.writing("AND ON"))
    until(lambda: letters(two.agree(), hers=True).endswith("andon"), "her words on both")
    until(lambda: letters(two.agree(), hers=False).endswith("ANDON"), "his words on both")
    found = two.agree()
    assert two.quit().notes == found


def test_a_relay_that_dies_in_the_middle_loses_nothing_and_the_rail_says_how_it_stands(
    two: Two,
) -> None:
    maya, henrik = two
    for laptop in two:
        laptop.start()
        laptop.says_of_sharing("Up to date")
    two.meet()
    hers, his = "what would a board ask first? " * 2, "ASK WHAT THEY NEED " * 3
    typing = maya.writing(hers), henrik.writing(his)
    until(lambda: len(letters(maya.notes, hers=False)) > 10, "his words on her laptop")
    two.relay.kill()
    at_once(*typing)
    for laptop in two:
        laptop.click("room-leave")
        laptop.says_of_sharing("Offline since")
        laptop.click("rail-sharing")
        laptop.sees("saved here and go")

    two.relay.start_again()
    for laptop in two:
        laptop.says_of_sharing("Up to date")
        laptop.press("ctrl+1")
        laptop.enter_room()
    found = two.agree()
    assert letters(found, hers=True) == letters(hers, hers=True)
    assert letters(found, hers=False) == letters(his, hers=False)
    assert two.quit().notes == found
