"""The real window over a laptop, driven by mouse and keyboard, and read by eye."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Where
from rm_desktop.ui.room.screen import RoomScreen
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.panels import Panels
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from tests.journeys.traveller import Traveller

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Strangers(QObject):
    """Names every window that comes up beside the app's one; menus and hints are none."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            kinds = (Qt.WindowType.Widget, Qt.WindowType.Window, Qt.WindowType.Dialog)
            if watched.isWindow() and watched.windowType() in kinds:
                self.seen.append(type(watched).__name__)
        return False


class Window:
    """One window from its opening to its closing."""

    def __init__(self, qtbot: QtBot, laptop: Traveller) -> None:
        self.qtbot = qtbot
        self.laptop = laptop
        self.dialogs = AnsweredDialogs()
        self.strangers = Strangers()
        self.open()

    def open(self) -> None:
        """Start the app and look at Today."""
        self.frame = Frame("rm-desktop")
        self.conductor = Conductor(self.frame, self.laptop.profile, self.dialogs)
        self.panels = Panels(self.conductor)
        QApplication.instance().installEventFilter(self.strangers)  # type: ignore[union-attr]
        self.conductor.begin()
        with self.qtbot.waitActive(self.frame):
            self.frame.show()
            self.frame.activateWindow()

    def shut(self) -> None:
        """Quit the app."""
        self.conductor.leave()
        QApplication.instance().removeEventFilter(self.strangers)  # type: ignore[union-attr]
        assert set(self.strangers.seen) == {"Frame"}, "nothing else flashes up"
        self.conductor.house.close()
        self.laptop.quit()
        self.frame.close()
        self.frame.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def restart(self) -> None:
        """Quit and start again."""
        self.shut()
        self.laptop.start()
        self.open()

    # -- doing ----------------------------------------------------------------------------

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """Return the visible widget of that name."""
        found = [each for each in self.frame.findChildren(kind, name) if each.isVisible()]
        assert found, f"{name} is not on screen"
        return found[0]

    def press(self, name: str) -> None:
        self._click(self.find(name, QAbstractButton))

    def press_words(self, words: str) -> None:
        """Press the visible button that says this."""
        buttons = self.frame.findChildren(QAbstractButton)
        found = [each for each in buttons if each.isVisible() and each.text() == words]
        assert found, f"no button says {words}"
        self._click(found[0])

    def _click(self, button: QWidget) -> None:
        assert button.isEnabled(), f"{button.objectName()} cannot be pressed"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame, key, held)
        QApplication.processEvents()

    def type(self, words: str, *, enter: bool = False) -> None:
        """Type into whatever has the focus, which must be a place to write."""
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit | QPlainTextEdit), focused
        QTest.keyClicks(focused, words)
        if enter:
            self.key(Qt.Key.Key_Return)

    def type_into(self, name: str, words: str, *, enter: bool = False) -> None:
        field = self.find(name)
        field.setFocus()
        self.type(words, enter=enter)

    def go(self, number: int) -> None:
        """Go to the n-th entry of the rail by its key."""
        self.key(Qt.Key(Qt.Key.Key_0 + number), CTRL)

    def wait(self, minutes: float) -> None:
        """Let minutes pass while the room ticks."""
        for _ in range(round(minutes * 2)):
            self.laptop.clock.advance(30)
            if isinstance(self.conductor.screen, RoomScreen):
                self.conductor.screen.tick()

    # -- seeing ---------------------------------------------------------------------------

    def is_at(self, where: Where) -> bool:
        return self.conductor.place.where == where

    def sees(self, words: str) -> bool:
        """Tell whether words stand on what is visible now."""
        return any(words in line for line in self.lines())

    def lines(self) -> list[str]:
        """Return every line of text that is visible now."""
        labels = [each.text() for each in self.frame.findChildren(QLabel) if each.isVisible()]
        elided = [e.whole_text for e in self.frame.findChildren(ElidedLabel) if e.isVisible()]
        buttons = [b.text() for b in self.frame.findChildren(QAbstractButton) if b.isVisible()]
        return [*labels, *elided, *buttons]

    def agenda(self, name: str = "agenda-list") -> list[str]:
        """Return the titles on an agenda as they are listed."""
        found = self.find(name, AgendaList)
        assert isinstance(found, AgendaList)
        return [row.title for row in found.rows]
