"""The topics of a session as they went: minutes, outcome, shared notes.

Signals: `link_requested(QUrl)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.summary.record import TopicText
from rm_desktop.ui.theme.tokens import XL, XS, M, S
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.markdown_view import MarkdownView
from rm_desktop.ui.widgets.voice_bar import VoiceBar
from rm_desktop.ui.workers import Workers


class TopicsCard(Card):
    """`show_topics(topics)`; a topic that did not change is left as it stands."""

    link_requested = Signal(QUrl)

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(tr("Topics"), parent=parent)
        self.setObjectName("summary-topics")
        self._workers = workers
        self._blocks: dict[str, TopicBlock] = {}
        self._empty = Label(tr("There was no agenda."), "body", "ink-2")
        self._list = QVBoxLayout()
        self._list.setSpacing(XL)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._list)

    def show_topics(self, topics: Sequence[TopicText]) -> None:
        """Show the topics in their order."""
        wanted = {topic.id for topic in topics}
        for gone in set(self._blocks) - wanted:
            block = self._blocks.pop(gone)
            self._list.removeWidget(block)
            block.hide()
            block.deleteLater()
        for place, topic in enumerate(topics):
            found = self._blocks.get(topic.id)
            if found is None:
                found = self._blocks[topic.id] = TopicBlock(self._workers)
                found.notes.link_requested.connect(self.link_requested)
            if self._list.indexOf(found) != place:
                self._list.insertWidget(place, found)
            found.show_topic(topic)
        self._empty.setVisible(not topics)


class TopicBlock(QWidget):
    """One topic: `show_topic(topic)`."""

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = VoiceBar()
        self._title = Label("", "strong", wrap=True)
        self._fate = Chip("")
        self._facts = Label("", "caption", "ink-2", wrap=True)
        self._objective = Label("", "caption", "ink-2", wrap=True)
        self._outcome = Label("", "medium", wrap=True)
        self.notes = MarkdownView(tr("Shared notes"), workers)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self._title, 1)
        head.addWidget(self._fate, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addLayout(head)
        words.addWidget(self._facts)
        words.addWidget(self._objective)
        words.addWidget(self._outcome)
        words.addSpacing(XS)
        words.addWidget(self.notes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._bar)
        row.addLayout(words, 1)

    def show_topic(self, topic: TopicText) -> None:
        """Show a topic as it went."""
        self._bar.show_voice(topic.voice, topic.leads)
        self._title.show_text(topic.title)
        self._fate.show_chip(topic.fate, topic.tone)
        self._fate.setVisible(bool(topic.fate))
        self._facts.show_text(topic.facts)
        objective = tr("For “{objective}”", objective=topic.objective) if topic.objective else ""
        for label, text in ((self._objective, objective), (self._outcome, topic.outcome)):
            label.show_text(text)
            label.setVisible(bool(text))
        self.notes.setAccessibleName(tr("Shared notes of “{title}”", title=topic.title))
        self.notes.show_markdown(topic.notes)
        self.notes.setVisible(bool(topic.notes.strip()))
