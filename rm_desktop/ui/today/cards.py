"""The cards of Today; each is fed by values and emits intents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XS, L, M, S
from rm_desktop.ui.today.decisions import ActionRow, NextSession, TopicRow
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.timer_ring import TimerRing
from rm_desktop.ui.widgets.voice_bar import VoiceBar


class NextSessionCard(Card):
    """When the two meet, about what, and the way in.

    Signals: `open_requested`, `start_requested`, `move_requested`.
    """

    open_requested = Signal()
    start_requested = Signal()
    move_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=24, parent=parent)
        self.setObjectName("next-session")
        across = QHBoxLayout()
        across.setSpacing(px(L))
        words = QVBoxLayout()
        words.setSpacing(px(XS + 2))
        self._eyebrow = Label("", "label", "ink-2", wrap=True)
        self._headline = Label("", "subtitle", wrap=True)
        self._headline.setObjectName("next-headline")
        self._chips = FlowRow(gap=S, line_gap=S, parent=self)
        words.addWidget(self._eyebrow)
        words.addWidget(self._headline)
        words.addSpacing(px(XS))
        words.addWidget(self._chips)
        words.addStretch(1)
        self._ring = TimerRing(diameter=148)
        across.addLayout(words, 1)
        across.addLayout(_at_top(self._ring))
        self.body.addLayout(across)
        row = FlowRow(gap=M, line_gap=S, parent=self)
        self._open = Button(tr("Open agenda"), "primary")
        self._start = Button(tr("Start session now"), "secondary")
        self._move = Button(tr("Move…"), "quiet")
        for button, name, signal in (
            (self._open, "open-agenda", self.open_requested),
            (self._start, "start-session", self.start_requested),
            (self._move, "move-session", self.move_requested),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
            row.add(button)
        self.body.addWidget(row)

    def show_session(self, session: NextSession) -> None:
        """Show the session that comes next or is running."""
        self._eyebrow.show_text(session.eyebrow)
        self._headline.show_text(harmless(session.headline))
        self._chips.clear()
        for text, tone in session.chips:
            self._chips.add(Chip(text, tone))  # type: ignore[arg-type]
        self._chips.setVisible(bool(session.chips))
        self._ring.setVisible(session.ring is not None)
        if session.ring is not None:
            fraction, big, small = session.ring
            self._ring.show_time(fraction, big, small, "normal")
        # one thing is bright: what to do next
        self._start.set_tone("primary" if session.running else "secondary")
        self._open.set_tone("secondary" if session.running else "primary")
        self._start.set_text(tr("To the room") if session.running else tr("Start session now"))
        self._move.setVisible(not session.running)
        self._move.set_text(tr("Move…") if session.dated else tr("Set a date…"))


class TopicsCard(Card):
    """The topics that the person at the keyboard leads next time.

    Signals: `topic_chosen(str)`, `add_requested`.
    """

    topic_chosen = Signal(str)
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Your topics on the agenda"), parent=parent)
        self.setObjectName("topics")
        add = Button(tr("New topic"), "quiet", hint="Ctrl N")
        add.setObjectName("new-topic")
        add.clicked.connect(self.add_requested)
        self.add_action(add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(S))
        self.body.addLayout(self._rows)

    def show_topics(self, topics: Sequence[TopicRow], more: int) -> None:
        """Show the topics, or one sentence when there are none."""
        _empty(self._rows)
        if not topics:
            words = tr("Nothing yet. What would you like to talk about?")
            self._rows.addWidget(Label(words, "body", "ink-2", wrap=True))
        for topic in topics:
            self._rows.addWidget(self._row(topic))
        if more:
            words = trn("and {n} more on the agenda", "and {n} more on the agenda", more)
            self._rows.addWidget(Label(words, "caption", "ink-2"))

    def _row(self, topic: TopicRow) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(px(M), px(XS), 0, px(XS))
        across.setSpacing(px(M))
        across.addWidget(VoiceBar(topic.voice, topic.who))  # type: ignore[arg-type]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(harmless(topic.title), "medium"))
        if topic.detail:
            words.addWidget(ElidedLabel(harmless(topic.detail), "caption", "ink-2"))
        across.addLayout(words, 1)
        across.addLayout(_at_top(Label(topic.minutes, "caption", "ink-2")))
        return row


class ActionsCard(Card):
    """What was promised and is still open.

    Signals: `done_requested(str)`.
    """

    done_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Actions"), parent=parent)
        self.setObjectName("actions")
        self._rows = QGridLayout()
        self._rows.setColumnStretch(2, 1)
        self._rows.setHorizontalSpacing(px(M))
        self._rows.setVerticalSpacing(px(M))
        self.body.addLayout(self._rows)

    def show_actions(self, actions: Sequence[ActionRow], more: int) -> None:
        """Show open actions, or one sentence when all are done."""
        _empty(self._rows)
        if not actions:
            words = tr("Nothing open. What you promise each other in a session stands here.")
            self._rows.addWidget(Label(words, "body", "ink-2", wrap=True), 0, 0, 1, 3)
        for n, action in enumerate(actions):
            box = CheckBox(tr("Done: {text}", text=harmless(action.text)), bare=True)
            box.clicked.connect(lambda _=False, ident=action.id: self.done_requested.emit(ident))
            self._rows.addLayout(_at_top(box), n, 0)
            who = Chip(action.who, action.voice)  # type: ignore[arg-type]
            self._rows.addLayout(_at_top(who), n, 1)
            words_ = QVBoxLayout()
            words_.setSpacing(0)
            words_.addWidget(Label(harmless(action.text), "body", wrap=True))
            if action.due:
                tone = "warn" if action.overdue else "ink-2"
                words_.addWidget(Label(action.due, "caption", tone))  # type: ignore[arg-type]
            self._rows.addLayout(words_, n, 2)
        if more:
            words = trn("and {n} more", "and {n} more", more)
            self._rows.addWidget(Label(words, "caption", "ink-2"), len(actions), 2)


def _at_top(widget: QWidget) -> QVBoxLayout:
    """Keep a widget at the top of its row; an alignment would wake Qt's namespace, 20 ms."""
    column = QVBoxLayout()
    column.addWidget(widget)
    column.addStretch(1)
    return column


def _empty(layout: QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout):
            _empty(inner)
