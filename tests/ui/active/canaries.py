"""A server, a picture and a browser that count who touches them; nobody should."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QApplication

_OPENED, _ACCESSED = 0x20, 0x1
_EVENT = struct.Struct("iIII")


class Canaries(QObject):
    """What was touched so far: `knocks`, `looks` and `opened`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.opened: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0), backlog=100)
        self._server.setblocking(False)
        self.web = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self.file = str(folder / "canary.png")
        picture = QImage(16, 16, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.red)
        assert picture.save(self.file)
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._watch = self._libc.inotify_init1(os.O_NONBLOCK)
        assert self._watch >= 0
        watched = self._libc.inotify_add_watch(
            self._watch, os.fsencode(self.file), _OPENED | _ACCESSED
        )
        assert watched >= 0

    @property
    def knocks(self) -> int:
        """How often somebody asked the server for anything."""
        QApplication.processEvents()
        count = 0
        with suppress(BlockingIOError):
            while True:
                self._server.accept()[0].close()
                count += 1
        return count

    @property
    def looks(self) -> int:
        """How often the picture was opened or read."""
        try:
            return len(os.read(self._watch, 65_536)) // _EVENT.size
        except BlockingIOError:
            return 0

    def are_untouched(self) -> None:
        """Fail if anybody touched anything."""
        assert (self.knocks, self.looks, self.opened) == (0, 0, [])

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    @contextmanager
    def before_the_browser(self) -> Iterator[None]:
        """Take every address that is about to be opened outside."""
        schemes = ("http", "https", "file", "mailto", "ftp", "javascript", "qrc", "data", "")
        for scheme in schemes:
            QDesktopServices.setUrlHandler(scheme, self, "note")  # type: ignore[arg-type]
        try:
            yield
        finally:
            for scheme in schemes:
                QDesktopServices.unsetUrlHandler(scheme)

    def close(self) -> None:
        self._server.close()
        os.close(self._watch)
