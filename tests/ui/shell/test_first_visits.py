"""What a first visit costs, in what is the same on each machine: how often a widget is dressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.prompts.screen import PromptsScreen
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.sessions.screen import SessionsScreen
from rm_desktop.ui.settings.screen import SettingsScreen
from rm_desktop.ui.today.screen import TodayScreen
from rm_desktop.ui.together.screen import TogetherScreen

#: Put together from its leaves, a widget of these pages was dressed 4 to 6 times.
MOST = 2.5


class Dressings(QObject):
    """Counts how often widgets hear of a new style."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return super().eventFilter(watched, event)


@pytest.mark.parametrize(
    "make", [TodayScreen, SessionsScreen, PromptsScreen, TogetherScreen, SettingsScreen]
)
def test_a_page_is_made_where_it_stands(
    qtbot: QtBot, qapp: QApplication, context: Context, make: Callable[[Context], Screen]
) -> None:
    ground = QStackedWidget()
    qtbot.addWidget(ground)
    ground.resize(1072, 800)
    ground.show()
    dressings = Dressings()
    qapp.installEventFilter(dressings)
    screen = make(replace(context, ground=ground))
    screen.complete()
    ground.addWidget(screen)
    ground.setCurrentWidget(screen)
    qapp.processEvents()
    qapp.removeEventFilter(dressings)
    assert dressings.count <= MOST * len(screen.findChildren(QWidget))
