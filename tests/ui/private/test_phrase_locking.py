"""The recovery phrase goes off the screen with a lock, whether private pages are open or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.pages import PhrasePage, UnlockPage
from rm_desktop.ui.private.panel import LockPanel
from rm_desktop.ui.private.shown import Shown
from rm_desktop.ui.recovery.decisions import Step
from rm_desktop.ui.recovery.screen import RecoveryScreen
from rm_desktop.ui.shell.desktop import DesktopLock
from rm_desktop.ui.shell.idle import Idle
from tests.ui.private.test_locking import WORDS, Window

AWAY = ["asked", "idle", "slept", "screen locked", "handed over"]


@pytest.fixture
def window(profile: Profile, desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    assert desk is profile.desk
    made = Window(profile, qtbot)
    yield made
    made.locking.close()
    made.conductor.house.close()


def go_away(window: Window, clock: FakeClock, how: str) -> None:
    idle = window.locking.findChild(Idle)
    assert isinstance(idle, Idle)
    assert idle.is_watching
    if how == "asked":
        window.conductor.lock_requested.emit()
    elif how == "screen locked":
        desktop = window.locking.findChild(DesktopLock)
        assert isinstance(desktop, DesktopLock)
        desktop.on_locked()
    elif how == "handed over":
        assert window.profile.desk is not None
        window.profile.desk.members.hand_over()
    else:
        clock.advance(10 * 60) if how == "idle" else clock.sleep(60)
        idle.look()
    assert not idle.is_watching


def press(screen: RecoveryScreen, name: str) -> None:
    button = screen.page.findChild(QPushButton, name)
    assert isinstance(button, QPushButton), name
    button.click()


def recovery(window: Window) -> RecoveryScreen:
    window.conductor.go(Place(Where.RECOVERY))
    screen = window.conductor.screen
    assert isinstance(screen, RecoveryScreen)
    return screen


def step(screen: RecoveryScreen) -> Step:
    return screen.step


@pytest.mark.parametrize("private", ["absent", "locked"])
@pytest.mark.parametrize("how", AWAY)
def test_the_twelve_words_go(
    window: Window, qtbot: QtBot, clock: FakeClock, how: str, private: str
) -> None:
    if private == "locked":
        window.open()
        window.locking.put_away()
    screen = recovery(window)
    press(screen, "recovery-make")
    qtbot.waitUntil(lambda: step(screen) == Step.WORDS, timeout=20_000)
    assert "12." in window.words()
    go_away(window, clock, how)
    assert "12." not in window.words()
    assert step(screen) in {Step.WHY, Step.GUEST}
    assert not window.profile.recovery.questions()
    if how == "asked":
        assert window.frame.notice.startswith("Your recovery phrase is put away.")
    window.conductor.lock_requested.emit()
    assert window.frame.notice == "Nothing private is open."


def test_words_that_are_being_made_do_not_come_after_a_lock(
    window: Window, qtbot: QtBot, clock: FakeClock
) -> None:
    screen = recovery(window)
    press(screen, "recovery-make")
    go_away(window, clock, "asked")
    screen._workers.wait()  # noqa: SLF001
    qtbot.wait(50)
    assert step(screen) == Step.WHY


@pytest.mark.parametrize("how", ["idle", "slept"])
def test_a_key_by_the_phrase_goes(window: Window, qtbot: QtBot, clock: FakeClock, how: str) -> None:
    window.open()
    made = window.profile.recovery.making()()
    window.profile.recovery.keep(made)
    window.profile.recovery.covering()()
    window.locking.put_away()
    door = window.locking.door
    door.recover(" ".join(made.words))
    qtbot.waitUntil(lambda: door.holds_key, timeout=10_000)
    go_away(window, clock, how)
    assert not door.holds_key
    assert window.profile.private.fetch(WORDS)


@pytest.mark.parametrize("how", AWAY)
def test_words_that_are_typed_go(window: Window, clock: FakeClock, how: str) -> None:
    window.open()
    window.locking.put_away()
    window.conductor.go(Place(Where.JOURNAL))
    panel = window.conductor.screen.findChild(LockPanel)
    assert isinstance(panel, LockPanel)
    assert isinstance(panel.page, UnlockPage)
    panel.page.forgotten.emit()
    assert isinstance(panel.page, PhrasePage)
    go_away(window, clock, how)
    panel = window.conductor.screen.findChild(LockPanel)
    assert isinstance(panel, LockPanel)
    assert panel.shown == (Shown.GUEST if how == "handed over" else Shown.UNLOCK)
    assert not isinstance(panel.page, PhrasePage)
