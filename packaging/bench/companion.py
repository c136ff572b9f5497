"""One of two people in the room, in a window of their own: does things, and says when it sees them.

python -m bench.companion      given a profile's folder and key, asked for `ready`, `key`, `topic`
                               or `caret` (answered with the moment before it), and for `seen_…`
                               with what is to be seen (answered with the moment it was)

Moments are nanoseconds of the computer's steady clock, which all its programs share.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, monotonic_ns

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSocketNotifier, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.asked import answer
from bench.stage import PATIENCE
from rm_desktop.bootstrap import open_profile
from rm_desktop.services.live import Live
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.house import House
from rm_desktop.ui.live.courier import Courier
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.room.screen import RoomScreen
from rm_desktop.ui.screen import Context
from rm_desktop.ui.theme import apply_theme, load_theme


class Companion(QObject):
    """A room with its courier; the notes of the first topic are open."""

    def __init__(self, root: Path, key: bytes) -> None:
        super().__init__()
        self.profile = open_profile(root, key, peeking=False)
        desk = self.profile.desk
        if desk is None:
            raise SystemExit("no pair is open")
        self._desk = desk
        self._house = House(self.profile, self)
        context = Context(
            ground=None,
            profile=self.profile,
            desk=desk,
            house=self._house,
            dialogs=AnsweredDialogs(),
            go=lambda _place: None,
            say=lambda _text, _action, _act: None,
            hand_over=lambda: None,
            lock=lambda: None,
            reopen=lambda _words, _begin: None,
        )
        self.courier = Courier(Live(self.profile), self._house, self)
        self.courier.begin()
        self._room = RoomScreen(context)
        self._room.resize(1280, 800)
        self._room.show_place(Place(Where.ROOM, desk.open_pair.pair.next_session.id))
        self._room.show()
        self._edit = self._room.view.notes.pane.edit
        self._edit.setFocus()
        self._edit.viewport().installEventFilter(self)
        self._painted: dict[str, int] = {}

    def ready(self) -> None:
        """Say when the other one is seen in the room."""
        self._until(lambda: self._room.nearby.caret.position is not None)

    def key(self, letter: str) -> int:
        """Type a letter at the end."""
        began = monotonic_ns()
        QTest.keyClicks(self._edit, letter)
        return began

    def seen_key(self, text: str) -> int:
        """Wait until a text that ends so has been painted."""
        self._until(lambda: text in self._painted)
        return self._painted[text]

    def topic(self, title: str) -> int:
        """Add a topic to the backlog."""
        began = monotonic_ns()
        self._desk.agenda.add("", title)
        return began

    def seen_topic(self, title: str) -> int:
        """Wait until a topic is in the document, and the house has heard."""
        items = self._desk.open_pair.pair.items
        self._until(
            lambda: any(item.title == title for item in self._desk.open_pair.pair.items.values())
        )
        return monotonic_ns() if items else 0

    def caret(self, where: str) -> int:
        """Go to the beginning or the end of the notes."""
        began = monotonic_ns()
        keys = {"start": Qt.Key.Key_Home, "end": Qt.Key.Key_End}
        QTest.keyClick(self._edit, keys[where], Qt.KeyboardModifier.ControlModifier)
        return began

    def seen_caret(self, where: str) -> int:
        """Wait until the other one's caret stands there."""
        end = self._edit.document().characterCount() - 1
        wanted = {"start": 0, "end": end}[where]
        self._until(lambda: self._room.nearby.caret.position == wanted)
        return monotonic_ns()

    def close(self) -> None:
        """Leave as the app does."""
        self._room.mini.put_away()
        self.courier.close()
        self.profile.close()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self._painted.setdefault(self._edit.toPlainText()[-8:], monotonic_ns())
        return False

    def _until(self, is_so: Callable[[], bool]) -> None:
        ends = monotonic() + PATIENCE
        while not is_so():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
            if monotonic() > ends:
                raise RuntimeError("it was never seen")


class Ear(QObject):
    """Hears questions while the window lives."""

    def __init__(self, companion: Companion) -> None:
        super().__init__()
        self._companion = companion
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_asked)

    @Slot()
    def _on_asked(self) -> None:
        self._notifier.setEnabled(False)
        asked = heard()
        if not asked:
            QApplication.quit()
            return
        did = getattr(self._companion, asked[0])(*asked[1:])
        answer(ns=did)
        self._notifier.setEnabled(True)


def heard() -> list[str]:
    """Read what one is asked and not a byte more: what waits in a buffer wakes nobody."""
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as raw:
        line = raw.readline()
    words: list[str] = json.loads(line) if line else []
    return words


def main() -> int:
    """Answer until nobody asks any more."""
    from rm_desktop.__main__ import look_for_garbage_seldom

    look_for_garbage_seldom()  # as the app does
    app = QApplication(["bench"])
    apply_theme(app, load_theme("light"))
    root, key = heard()
    companion = Companion(Path(root), bytes.fromhex(key))
    ear = Ear(companion)
    app.exec()
    ear.deleteLater()
    companion.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
