"""Starting the app: the frame first, then the key, then the open pair.

What is imported at the top is what the first painted frame needs; the rest waits until it stands.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from rm_desktop.services.start import Start
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.look_file import read_look
from rm_desktop.ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from rm_desktop.ui.shell.opening import Opening

APPLICATION = "rm-desktop"

#: Hears of `painted`, `settled` (Today shows real data) and `idle`, for benches.
Report = Callable[[str], None]


def run(start: Start, report: Report | None = None) -> int:
    """Run the app until its window is closed; return the exit code.

    A profile whose files were changed below it (a restore, an erasure) is opened in another window.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    app.setApplicationName(APPLICATION)
    app.setDesktopFileName(APPLICATION)
    choice, scale = read_look(start.root)
    appearance = Appearance(app, choice, scale)
    frame = Frame(APPLICATION)
    frame.fit_screen(app.primaryScreen().availableGeometry().size())
    said = ""
    while True:
        curtain = Curtain(frame, start, appearance, report or (lambda _: None), said)
        frame.show()
        code = app.exec()
        curtain.close()
        opening = curtain.opening
        if opening is None or not opening.again:
            return code
        start, said = opening.start, opening.again.strip()
        start.key_store.take_up()
        former, frame = frame, Frame(APPLICATION)
        frame.setGeometry(former.geometry())
        former.deleteLater()


class Curtain(QObject):
    """Waits until the first frame stands, then lets the opening begin."""

    def __init__(
        self, frame: Frame, start: Start, appearance: Appearance, report: Report, said: str = ""
    ) -> None:
        super().__init__(frame)
        self._said = said
        self._frame, self._start, self._appearance = frame, start, appearance
        self._report = report
        self.opening: Opening | None = None
        frame.painted.connect(self._on_painted)
        appearance.changed.connect(frame.fit)

    def close(self) -> None:
        """Store and close whatever was opened."""
        if self.opening is not None:
            self.opening.close()

    @Slot()
    def _on_painted(self) -> None:
        self._report("painted")
        from rm_desktop.ui.shell.opening import Opening

        self.opening = Opening(self._frame, self._start, self._appearance, self._report)
        self.opening.said = self._said
        self.opening.begin()
