"""Bugs of ours: to the log without anybody's words, and a calm notice on screen."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.ui.shell.frame import Frame

#: The log is cut to its second half when it grows beyond this many bytes.
MOST_BYTES = 512 * 1024


class Crashes:
    """Hears of every exception that nobody caught while it is in force."""

    def __init__(self, frame: Frame, root: Path) -> None:
        self._frame = frame
        self._log = ProfilePaths(root).log
        self._former = sys.excepthook
        sys.excepthook = self._on_exception

    def close(self) -> None:
        """Hand exceptions back to whoever heard of them before."""
        sys.excepthook = self._former

    def report(self, error: BaseException) -> None:
        """Note an error and say so on screen; one of the world is said in its own words."""
        if isinstance(error, KnownError):
            self._frame.say(str(error))
            return
        self._write(error)
        self._frame.say(
            tr("Something went wrong in the app. What you wrote is saved; you can go on.")
        )

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._former(kind, error, trace)
            return
        self.report(error)

    def _write(self, error: BaseException) -> None:
        """Write where it happened. The message stays out: it may hold what somebody typed."""
        frames = traceback.extract_tb(error.__traceback__)
        where = "".join(f"  {Path(f.filename).name}:{f.lineno} {f.name}\n" for f in frames)
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        try:
            if self._log.exists() and self._log.stat().st_size > MOST_BYTES:
                self._log.write_bytes(self._log.read_bytes()[-MOST_BYTES // 2 :])
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"{stamp} {type(error).__name__}\n{where}")
        except OSError:
            return
