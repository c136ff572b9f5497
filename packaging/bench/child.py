"""The app as `rm-desktop` starts it, telling the bench how far it has come.

    child.py FOLDER PRIVATE ARGUMENTS OF THE APP

Writes `painted`, `settled`, `idle` as lines to standard output at those moments; right after the
first two it saves what is on the screen then as FOLDER/<moment>.png, for the bench to look at.
With the key of a private vault in hexadecimal (of a throw-away one: all can see it) it goes on: a
person turns to the window, unlocks, looks at the journal: `unlocked`. Quits when its standard input
ends.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path


def main(folder: Path, private: str, arguments: list[str]) -> int:
    """Start the app by its own command line, with somebody listening."""
    from rm_desktop import __main__ as program

    program._run = partial(program._run, report=partial(tell, folder, private, []))  # noqa: SLF001
    return program.main(arguments)


def tell(folder: Path, private: str, idle: list[bool], moment: str) -> None:
    """Say it first, then save the proof: taking a picture must not cost the app its time."""
    sys.stdout.write(f"{moment}\n")
    sys.stdout.flush()
    if moment == "idle":
        idle.append(True)
        if len(idle) == 1:
            quit_when_asked()
        if private:
            turn_to_it() if len(idle) == 1 else look_at_journal(bytes.fromhex(private))
    else:
        take_picture(folder / f"{moment}.png")


def take_picture(target: Path) -> None:
    """Save what the platform shows of the window, not what the window would paint if asked."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    QGuiApplication.primaryScreen().grabWindow(window.winId()).save(str(target), quality=100)


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
