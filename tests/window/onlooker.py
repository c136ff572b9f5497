"""Starts the app as `python -m rm_desktop` does, and tells what a screen reader could read of it.

Whoever connects to the socket that `RM_DESKTOP_ONLOOKER` names is told, once, everything that is
on screen: each thing's role, name, value, place and whether it has the keyboard, as JSON. Nothing
can be done through it: hands are xdotool's.
"""

from __future__ import annotations

import json
import os
import runpy
import socket
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from rm_desktop.services.start import Start
from rm_desktop.ui import app
from rm_desktop.ui.app import Report

SOCKET = "RM_DESKTOP_ONLOOKER"
_NAME, _VALUE = QAccessible.Text.Name, QAccessible.Text.Value


class Onlooker(QObject):
    """Answers in the app's own thread, so that what it tells stood on screen at one moment."""

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(os.environ[SOCKET])
        self._socket.listen()
        read = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._socket.fileno(), read, self)
        self._notifier.activated.connect(self._on_asked)

    @Slot()
    def _on_asked(self) -> None:
        caller, _ = self._socket.accept()
        with caller:
            caller.sendall(json.dumps(everything()).encode())


def everything() -> list[dict[str, object]]:
    """Tell about every visible window of the app, from the outside in."""
    told = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            found = QAccessible.queryAccessibleInterface(window)
            told += [
                {**thing, "window": window.objectName() or window.windowTitle()}
                for thing in _below(found)
            ]
    return told


def _below(thing: QAccessibleInterface) -> Iterator[dict[str, object]]:
    state = thing.state()
    rect = thing.rect()
    owner: QObject | None = thing.object()  # rows of a list have none
    if isinstance(owner, QWidget) and not owner.isVisible():
        return
    yield {
        "role": thing.role().name,
        "name": thing.text(_NAME),
        "value": thing.text(_VALUE),
        "rect": rect.getRect(),
        "enabled": not state.disabled,
        "focused": owner is not None and owner is QApplication.focusWidget(),
        "id": owner.objectName() if owner is not None else "",
        **(_place_in(owner) if isinstance(owner, QPlainTextEdit) else {}),
    }
    for n in range(thing.childCount()):
        child: QAccessibleInterface | None = thing.child(n)
        if child is not None and child.isValid():
            yield from _below(child)


def _place_in(text: QPlainTextEdit) -> dict[str, object]:
    """Tell where one writes in a text; Qt's own interface tells Python of no selection."""
    cursor = text.textCursor()
    return {"caret": cursor.position(), "selected": cursor.selectedText()}


def _watched(
    run: Callable[[Start, Report], int],
) -> Callable[[Start, Report | None], int]:
    def watched(start: Start, _report: Report | None = None) -> int:
        return run(start, lambda what: _settle_down() if what == "painted" else None)

    return watched


def _settle_down() -> None:
    application = QApplication.instance()
    if application is not None and application.findChild(Onlooker) is None:  # one for all windows
        Onlooker()


if __name__ == "__main__":
    vars(app)["run"] = _watched(app.run)
    runpy.run_module("rm_desktop", run_name="__main__", alter_sys=True)
