"""The app as `rm-desktop` starts it, telling the bench how far it has come.

    child.py FOLDER PRIVATE ARGUMENTS OF THE APP

Writes `painted`, `settled`, `idle` as lines to standard output at those moments; what is on the
screen right after the first two is saved as FOLDER/<moment>.png, for the bench to look at.
With the key of a private vault in hexadecimal (of a throw-away one: all can see it) it goes on: a
person turns to the window, unlocks, looks at the journal: `unlocked`. Quits when its standard input
ends.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


def main(folder: Path, private: str, arguments: list[str]) -> int:
    """Start the app by its own command line, with somebody listening."""
    from rm_desktop import __main__ as program

    program._run = partial(program._run, report=Teller(folder, private).tell)  # noqa: SLF001
    return program.main(arguments)


class Teller:
    """Says how far the app has come, and keeps the proof.

    A picture takes 4 ms to take and 30 to save, of which the app should not be said to take any:
    they are saved when nothing is left to do.
    """

    def __init__(self, folder: Path, private: str) -> None:
        self._folder, self._private = folder, private
        self._pictures: dict[str, QPixmap] = {}
        self._idle = 0

    def tell(self, moment: str) -> None:
        """Say it first."""
        sys.stdout.write(f"{moment}\n")
        sys.stdout.flush()
        if moment != "idle":
            self._pictures[moment] = taken_picture()
            return
        self._idle += 1
        if self._idle == 1:
            for name, picture in self._pictures.items():
                picture.save(str(self._folder / f"{name}.png"), quality=100)
            self._pictures.clear()
            quit_when_asked()
        if self._private:
            turn_to_it() if self._idle == 1 else look_at_journal(bytes.fromhex(self._private))


def taken_picture() -> QPixmap:
    """Return what the platform shows of the window, not what the window would paint if asked."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    return QGuiApplication.primaryScreen().grabWindow(window.winId())


def turn_to_it() -> None:
    """Move a mouse over the window."""
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication

    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    QCursor.setPos(window.geometry().center())


def look_at_journal(key: bytes) -> None:
    """Unlock with a key that was derived, and say when the journal has been painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from rm_desktop.ui.places import Place, Where
    from rm_desktop.ui.shell.conductor import Conductor

    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    conductor = next(iter(window.findChildren(Conductor)))
    conductor.profile.private.open(key)
    conductor.go(Place(Where.JOURNAL))
    QTimer.singleShot(0, lambda: print("unlocked", flush=True))


def quit_when_asked() -> None:
    """Close the window, as a person would, when the bench lets go of the other end."""
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtWidgets import QApplication

    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, QApplication.instance())
    ears.activated.connect(QApplication.closeAllWindows)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
