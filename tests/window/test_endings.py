"""A program that is ended from outside: at once, or asked to end."""

from __future__ import annotations

import signal
import time

import pytest

from rm_desktop.bootstrap import open_profile
from tests.window.app import App
from tests.window.desktop import press, until, write

pytestmark = pytest.mark.window_manager

#: How long the program stays dead, in seconds: longer than every inaccuracy of the reading.
DEAD = 4


def hold(app: App) -> None:
    """Begin the session and write into its notes."""
    app.click("Start session now")
    app.sees("current topic")
    app.click("notes-edit")


def notes(app: App) -> str:
    """Read the notes of the first topic from the vault, as the next start would find them."""
    assert app.key is not None
    profile = open_profile(app.profile, app.key, peeking=False)
    assert profile.desk is not None
    pair = profile.desk.open_pair.pair
    text = profile.desk.notes(pair.agenda(pair.next_session.id)[0].id).text
    profile.close()
    return text


def test_a_killed_session_goes_on_with_every_word(app: App) -> None:
    hold(app)
    write("Start with the end. ")
    until(lambda: "Saved" in app.text("notes-saved"), "the notes are saved")
    press("ctrl+Home")
    before, then = app.left(), time.monotonic()
    app.kill()
    until(lambda: time.monotonic() > then + DEAD, "the end of the wait")

    app.start()
    app.sees("Running now · Session 1")
    app.click("To the room")
    gone = before - app.left()
    assert DEAD - 1 <= gone <= time.monotonic() - then + 2
    until(lambda: "Start with the end." in app.text("notes-edit"), "the notes")
    app.quit()
    assert notes(app) == "Start with the end. "


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_program_asked_to_end_stores_half_a_sentence(app: App, ending: signal.Signals) -> None:
    hold(app)
    write("half a sent")
    until(lambda: "half a sent" in app.text("notes-edit"), "the words")
    app.ask_to_end(ending)
    assert app.ended() == 0
    assert app.said == ""
    assert notes(app) == "half a sent"


def test_a_demo_that_is_asked_to_end_leaves_nothing_behind(fresh: App) -> None:
    fresh.start("--demo")
    fresh.sees("Maya & Henrik")
    assert list(fresh.temporary.iterdir())
    fresh.ask_to_end()
    assert fresh.ended() == 0
    assert list(fresh.temporary.iterdir()) == []


def test_a_look_around_leaves_nothing_behind_either(fresh: App) -> None:
    fresh.start()
    fresh.click("Look around with a sample pair")
    fresh.sees("Maya & Henrik")
    assert list(fresh.temporary.iterdir())
    fresh.ask_to_end()
    assert fresh.ended() == 0
    assert list(fresh.temporary.iterdir()) == []
    assert not fresh.profile.exists()
