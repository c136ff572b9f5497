"""The app as `rm-desktop` starts it, telling the bench how far it has come.

    child.py FOLDER ARGUMENTS OF THE APP

Writes `painted`, `settled`, `idle` as lines to standard output at those moments; right after the
first two it saves what is on the screen then as FOLDER/<moment>.png, for the bench to look at.
Quits when its standard input ends.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path


def main(folder: Path, arguments: list[str]) -> int:
    """Start the app by its own command line, with somebody listening."""
    from rm_desktop import __main__ as program

    program._run = partial(program._run, report=partial(tell, folder))  # noqa: SLF001
    return program.main(arguments)


def tell(folder: Path, moment: str) -> None:
    """Say it first, then save the proof: taking a picture must not cost the app its time."""
    sys.stdout.write(f"{moment}\n")
    sys.stdout.flush()
    if moment == "idle":  # once: nobody turns to this window
        quit_when_asked()
    else:
        take_picture(folder / f"{moment}.png")


def take_picture(target: Path) -> None:
    """Save what the platform shows of the window, not what the window would paint if asked."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    QGuiApplication.primaryScreen().grabWindow(window.winId()).save(str(target), quality=100)


def quit_when_asked() -> None:
    """Close the window, as a person would, when the bench lets go of the other end."""
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtWidgets import QApplication

    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, QApplication.instance())
    ears.activated.connect(QApplication.closeAllWindows)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
