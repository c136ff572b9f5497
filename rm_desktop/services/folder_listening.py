"""A thread that looks whether something was put into a shared folder, once a second.

A system's own notifications say nothing of what comes over a network share, and asking for them
can hang where such a share does: here nobody waits. What is looked at are the few folders, not the
files in them: every file is new when it comes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from rm_desktop.services.listening import Overheard

#: How often one looks, with the window in front or not, in seconds.
IN_FRONT_S, BEHIND_S = 1.0, 5.0

Stand = dict[str, int]


class FolderListening:
    """The ear at one space's folder; as `Listening` at a relay, but nobody is present there."""

    token = ""

    def __init__(self, folder: Path, space: bytes, ring: Callable[[], object]) -> None:
        """Begin to look; the bell is rung in the thread that looks."""
        self._root, self._space = folder / space.hex(), space
        self._ring: Callable[[], object] | None = ring
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._stands: Stand | None = None
        self._has_news = self._is_new = False
        self.pace = IN_FRONT_S
        self._thread = threading.Thread(target=self._look, name="folder", daemon=True)
        self._thread.start()

    def overheard(self) -> Overheard:
        """Return what was noticed since the last time."""
        with self._lock:
            news = frozenset({self._space}) if self._has_news else frozenset[bytes]()
            found = Overheard(self._stands is not None, self._is_new, news, ())
            self._has_news = self._is_new = False
            return found

    def hurry(self) -> None:
        """There is nothing to wait for."""

    def stop(self, seconds: float = 0.0) -> None:
        """Look no more; a share that hangs is left to itself."""
        with self._lock:
            self._ring = None
        self._stopping.set()
        self._thread.join(seconds)

    def _look(self) -> None:
        while not self._stopping.is_set():
            found = _stand(self._root)
            with self._lock:
                changed = found != self._stands
                self._has_news |= changed and found is not None
                self._is_new |= self._stands is None and found is not None
                self._stands = found
                if changed and self._ring is not None:
                    self._ring()
            self._stopping.wait(self.pace)


def _stand(root: Path) -> Stand | None:
    """Return when something was last put into each device's folder; None if none can be read."""
    try:
        with os.scandir(root) as entries:
            return {
                entry.name: entry.stat(follow_symlinks=False).st_mtime_ns
                for entry in entries
                if entry.is_dir(follow_symlinks=False)
            }
    except OSError:
        return None
