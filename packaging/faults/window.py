"""Whether a window would have stood still while something slow was done in one of its workers."""

from __future__ import annotations

import time
from collections.abc import Callable


def fetch_beside_a_window(fetch: Callable[[], object]) -> tuple[object, float]:
    """Fetch something in one of the app's workers; return it or the error, and the longest stop.

    A stop is a time, in seconds, in which the thread of the window did nothing: there, a tick takes
    5 ms.
    """
    from PySide6.QtCore import QCoreApplication, QObject, QTimer

    from rm_desktop.ui.workers import Workers

    class Window(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.met: object = None
            self.longest, self._last = 0.0, time.monotonic()

        def tick(self) -> None:
            now = time.monotonic()
            self.longest, self._last = max(self.longest, now - self._last), now

        def end(self, met: object) -> None:
            self.met = met
            application.quit()

    application = QCoreApplication([])
    window, workers, timer = Window(), Workers(), QTimer()
    timer.timeout.connect(window.tick)
    timer.start(5)
    window.tick()
    workers.run(fetch, window.end, window.end)
    application.exec()
    timer.stop()
    workers.close()
    return window.met, window.longest
