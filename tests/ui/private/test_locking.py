"""When private pages are locked, and that nothing of them stays on the screen then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import DiskFullError
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs, WindowDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.clipboard import PRIVATE_TEXT
from rm_desktop.ui.private.door import AT_START
from rm_desktop.ui.private.veil import Veil
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.desktop import DesktopLock
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.idle import Idle
from rm_desktop.ui.shell.locking import LOCK_AFTER, Locking
from rm_desktop.ui.shell.overlay import Overlay
from rm_desktop.vault.header import read_header

WORDS = "violet harbour tennis anchovy"


class Window:
    """A window with its locking, over a real profile."""

    def __init__(self, profile: Profile, qtbot: QtBot) -> None:
        self.frame = Frame("rm-desktop")
        qtbot.addWidget(self.frame)
        self.conductor = Conductor(self.frame, profile, AnsweredDialogs())
        self.locking = Locking(self.conductor)
        self.conductor.begin()
        self.frame.show()
        self.profile, self.private, self.qtbot = profile, profile.private, qtbot

    def open(self) -> None:
        """Open private pages, made if there are none."""
        make = not self.private.path.exists()
        self.private.open(self.private.make(WORDS) if make else self.private.fetch(WORDS))
        QApplication.processEvents()

    def touch(self) -> None:
        """Move the mouse over the window."""
        at = QPointF(3, 3)
        none = Qt.MouseButton.NoButton
        moved = QMouseEvent(
            QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self.frame.windowHandle(), moved)

    def words(self) -> str:
        labels = self.frame.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def window(profile: Profile, desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    assert desk is profile.desk
    made = Window(profile, qtbot)
    yield made
    made.locking.close()
    made.conductor.house.close()


def is_open(window: Window) -> bool:
    return window.profile.private_is_open


def look(window: Window) -> None:
    idle = window.locking.findChild(Idle)
    assert isinstance(idle, Idle)
    idle.look()


def test_ctrl_l_locks_and_says_so(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window.frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.conductor.lock_requested.emit()
    assert window.frame.notice == "Nothing private is open."
    window.open()
    window.conductor.lock_requested.emit()
    assert not is_open(window)
    assert window.frame.notice.startswith("Locked.")


def test_ten_minutes_without_a_touch_lock_and_a_touch_begins_them_anew(
    window: Window, clock: FakeClock
) -> None:
    window.open()
    clock.advance(9 * 60)
    look(window)
    window.touch()
    clock.advance(9 * 60)
    look(window)
    assert is_open(window)
    clock.advance(60)
    look(window)
    assert not is_open(window)


def test_idle_time_is_a_setting_and_never_means_never(window: Window, clock: FakeClock) -> None:
    window.open()
    window.profile.settings.put(LOCK_AFTER, 0)
    clock.advance(24 * 3600)
    look(window)
    assert is_open(window)
    window.profile.settings.put(LOCK_AFTER, 2)
    clock.advance(2 * 60)
    look(window)
    assert not is_open(window)


def test_in_a_running_session_nobody_is_away(window: Window, clock: FakeClock) -> None:
    window.open()
    desk = window.profile.desk
    assert desk is not None
    desk.room.start(desk.open_pair.pair.next_session.id)
    clock.advance(40 * 60)
    look(window)
    assert is_open(window)
    clock.sleep(60)
    look(window)
    assert not is_open(window)  # sleep locks, whatever runs


def test_after_sleep_the_first_touch_finds_it_locked(window: Window, clock: FakeClock) -> None:
    window.open()
    clock.sleep(120)
    window.touch()
    assert not is_open(window)


def test_the_desktop_tells_of_sleep_and_of_its_own_lock(window: Window) -> None:
    window.open()
    desktop = window.locking.findChild(DesktopLock)
    assert isinstance(desktop, DesktopLock)
    desktop.on_told(False)
    assert is_open(window)
    desktop.on_told(True)
    assert not is_open(window)
    window.open()
    desktop.on_locked()
    assert not is_open(window)


def test_the_laptop_in_other_hands_is_locked(window: Window) -> None:
    window.open()
    assert window.profile.desk is not None
    window.profile.desk.members.hand_over()
    assert not is_open(window)


@pytest.mark.parametrize("away", ["asked", "screen locked", "handed over"])
def test_what_is_being_unlocked_stays_locked(window: Window, qtbot: QtBot, away: str) -> None:
    window.open()
    window.locking.put_away()
    door = window.locking.door
    door.unlock(WORDS)
    go_away(window, away)
    door._workers.wait()  # noqa: SLF001
    qtbot.wait(50)
    assert not is_open(window)


@pytest.mark.parametrize("away", ["asked", "screen locked", "handed over"])
def test_a_key_by_the_phrase_goes_before_others_come(
    window: Window, qtbot: QtBot, away: str
) -> None:
    window.open()
    recovery, door = window.profile.recovery, window.locking.door
    made = recovery.making()()
    recovery.keep(made)
    recovery.covering()()
    window.locking.put_away()
    door.recover(" ".join(made.words))
    qtbot.waitUntil(lambda: door.holds_key, timeout=10_000)
    go_away(window, away)
    assert not door.holds_key


def go_away(window: Window, how: str) -> None:
    if how == "asked":
        window.conductor.lock_requested.emit()
    elif how == "screen locked":
        desktop = window.locking.findChild(DesktopLock)
        assert isinstance(desktop, DesktopLock)
        desktop.on_locked()
    else:
        assert window.profile.desk is not None
        window.profile.desk.members.hand_over()


def test_only_private_words_leave_the_clipboard(window: Window, qtbot: QtBot) -> None:
    window.open()
    board = QGuiApplication.clipboard()
    shared, private = QPlainTextEdit("shared", window.frame), QWidget(window.frame)
    private.setProperty(PRIVATE_TEXT, True)
    own = QPlainTextEdit("I am not sure I can do this", private)
    for widget in (shared, private, own):
        widget.show()
    window.frame.activateWindow()
    for edit, left in ((shared, "shared"), (own, "")):
        if not window.private.is_open:
            window.open()
        edit.setFocus()
        qtbot.waitUntil(edit.hasFocus)
        edit.selectAll()
        edit.copy()
        assert board.text() == edit.toPlainText()
        window.conductor.lock_requested.emit()
        assert board.text() == left


def test_panels_of_private_words_go_with_the_lock(window: Window, qtbot: QtBot) -> None:
    window.open()
    overlay = Overlay(QLabel("what Henrik will read"), window.frame, width=300)
    overlay.setProperty(PRIVATE_TEXT, True)
    overlay.open(overlay)
    window.frame.say("“I am not sure” is in the bin.", "Undo", lambda: None)
    with qtbot.waitSignal(overlay.destroyed):
        window.locking.put_away()
    assert "Henrik will read" not in window.words()
    assert not window.frame.notice


def test_what_cannot_be_stored_is_covered_and_locked_as_soon_as_it_can_be(
    window: Window, qtbot: QtBot
) -> None:
    window.open()
    full = [DiskFullError("The disk is full.", "Make some room.")]

    def store() -> None:
        if full:
            raise full[0]

    window.private.before_lock(store)
    assert not window.locking.put_away()
    assert is_open(window)
    veil = window.frame.findChild(Veil)
    assert isinstance(veil, Veil)
    assert veil.geometry() == window.frame.rect()
    assert "The disk is full. " not in window.frame.windowTitle()
    assert "Covered, but not locked yet" in window.words()
    veil.passphrase_given.emit("some other words entirely")
    qtbot.waitUntil(lambda: not window.locking.door.trying, timeout=10_000)
    assert window.locking.veil is veil
    veil.passphrase_given.emit(WORDS)
    with qtbot.waitSignal(veil.destroyed, timeout=10_000):
        pass
    assert is_open(window)
    assert not window.locking.put_away()
    full.clear()
    assert window.locking.veil is not None
    window.locking.veil.retry.click()
    assert not is_open(window)
    assert window.locking.veil is None


def test_open_at_start_lasts_until_it_is_locked_and_comes_back_with_the_passphrase(
    window: Window, qtbot: QtBot
) -> None:
    window.open()
    door, private = window.locking.door, window.private
    door.keep_copy(wanted=True)
    qtbot.waitUntil(lambda: private.has_copy, timeout=10_000)
    private.close()  # as at quitting
    window.locking.settle_in()
    qtbot.waitUntil(lambda: private.is_open, timeout=10_000)
    window.conductor.lock_requested.emit()
    qtbot.waitUntil(lambda: not private.has_copy, timeout=10_000)
    assert window.profile.settings.get(AT_START)
    door.unlock(WORDS)
    qtbot.waitUntil(lambda: private.has_copy, timeout=10_000)
    assert private.is_open


def test_a_copy_that_the_keyring_lost_is_kept_anew_after_the_passphrase(
    window: Window, qtbot: QtBot
) -> None:
    window.open()
    door, private = window.locking.door, window.private
    key = private.key
    door.keep_copy(wanted=True)
    qtbot.waitUntil(lambda: private.has_copy and private.copy_fits(key), timeout=10_000)
    private.close()
    vault_id = read_header(private.path).vault_id
    private.store.delete(vault_id)
    window.locking.settle_in()
    qtbot.waitUntil(lambda: door.trouble is not None, timeout=10_000)
    door.unlock(WORDS)
    qtbot.waitUntil(lambda: private.store.load(vault_id) == key, timeout=10_000)


def test_a_change_elsewhere_leaves_it_open(window: Window) -> None:
    window.open()
    window.conductor.house.changed.emit(Changes(frozenset({Kind.ITEM})))
    assert is_open(window)


def test_quitting_takes_private_words_off_the_clipboard(window: Window, qtbot: QtBot) -> None:
    window.open()
    private = QWidget(window.frame)
    private.setProperty(PRIVATE_TEXT, True)
    own = QPlainTextEdit("I am not sure I can do this", private)
    private.show()
    window.frame.activateWindow()
    own.setFocus()
    qtbot.waitUntil(own.hasFocus)
    own.selectAll()
    own.copy()
    window.locking.close()
    assert QGuiApplication.clipboard().text() == ""


def test_a_cover_holds_every_key_while_it_tries(window: Window, qtbot: QtBot) -> None:
    window.open()
    conductor, frame = window.conductor, window.frame
    conductor.bind_keys()
    asked: list[str] = []
    conductor.palette_requested.connect(lambda: asked.append("palette"))
    conductor.go(Place(Where.JOURNAL))
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)

    full = [DiskFullError("The disk is full.", "Make some room.")]

    def store() -> None:
        if full:
            raise full[0]

    window.private.before_lock(store)
    assert not window.locking.put_away()
    veil = window.locking.veil
    assert veil is not None
    veil.unlock.field.field.setText("some other words entirely")
    veil.unlock.button.click()
    assert window.locking.door.trying
    for covered in (frame.pages, frame.rail):
        assert not covered.isVisible()
    for key in (Qt.Key.Key_K, Qt.Key.Key_1):
        press_in_window(qtbot, frame, key)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is veil or veil.isAncestorOf(focused)
    assert asked == []
    assert conductor.place == Place(Where.JOURNAL)
    qtbot.waitUntil(lambda: not window.locking.door.trying, timeout=10_000)
    assert veil.unlock.field.isAncestorOf(QApplication.focusWidget() or frame)
    veil.passphrase_given.emit(WORDS)
    qtbot.waitUntil(lambda: window.locking.veil is None, timeout=10_000)
    assert frame.pages.isVisible()
    press_in_window(qtbot, frame, Qt.Key.Key_1)
    assert conductor.place == Place(Where.TODAY)
    full.clear()


def press_in_window(qtbot: QtBot, frame: Frame, key: Qt.Key) -> None:
    """Press Ctrl and a key as the platform hands it over, shortcuts first."""
    handle = frame.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(10)


def test_a_question_that_is_open_is_declined_by_a_lock(window: Window, qtbot: QtBot) -> None:
    window.open()
    QTimer.singleShot(50, window.locking.put_away)
    dialogs = WindowDialogs(window.frame)
    with qtbot.waitSignal(window.conductor.house.changed, timeout=10_000):
        assert not dialogs.ask("Print the entry", "On paper?", "Print")
    assert not is_open(window)
