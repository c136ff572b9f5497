"""The prepare screen over a real profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prepare.screen import PrepareScreen
from rm_desktop.ui.screen import Context


@pytest.fixture
def make(qtbot: QtBot, context: Context) -> Iterator[Callable[..., PrepareScreen]]:
    made: list[PrepareScreen] = []

    def build(place: Place | None = None) -> PrepareScreen:
        screen = PrepareScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1000, 800)
        screen.show_place(place or Place(Where.PREPARE))
        with qtbot.waitExposed(screen):
            screen.show()
        qtbot.waitUntil(lambda: screen.view.prompt.words[0] != "")
        made.append(screen)
        return screen

    yield build
    for screen in made:
        for menu in screen.findChildren(QMenu):
            menu.close()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def screen(make: Callable[..., PrepareScreen]) -> PrepareScreen:
    return make()
