"""The room's panels laid out; a question, or how it ended, stands above the columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.ui.room.agenda_panel import AgendaPanel
from rm_desktop.ui.room.columns import GUTTER, Columns
from rm_desktop.ui.room.header import RoomHeader
from rm_desktop.ui.room.notes_panel import NotesPanel
from rm_desktop.ui.room.prompt_card import PromptCard
from rm_desktop.ui.room.question_bar import QuestionBar
from rm_desktop.ui.room.timer_card import TimerCard
from rm_desktop.ui.theme.tokens import XL, XXL, L


class RoomView:
    """The parts of the room, made once and put into a screen."""

    def __init__(self, screen: QWidget, time_of_day: Callable[[], str], private: QWidget) -> None:
        self.header = RoomHeader()
        self.question = QuestionBar()
        self.ending = QuestionBar("soft")
        self.ending.setObjectName("room-ending")
        self.agenda = AgendaPanel()
        self.notes = NotesPanel(time_of_day)
        self.timer = TimerCard()
        self.prompt = PromptCard()
        self.columns = Columns(self.agenda, self.notes, self.timer, self.prompt, private)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, GUTTER, 0)
        top.setSpacing(L)
        top.addWidget(self.header)
        top.addWidget(self.question)
        top.addWidget(self.ending)
        column = QVBoxLayout(screen)
        column.setContentsMargins(XXL, XL, XXL - GUTTER, XL)
        column.setSpacing(L)
        column.addLayout(top)
        column.addWidget(self.columns, 1)
