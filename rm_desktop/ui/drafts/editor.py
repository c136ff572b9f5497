"""One draft while it is written: title, text, links, and the ways on.

Signals: `back_requested`, `title_edited(str)`, `links_edited(tuple)`, `link_pressed(str)`,
`add_requested`, `bin_requested`, `topic_requested` (the topic it became), `refused(str)`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import TITLE_LIMIT, harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.drafts.rows import link_of
from rm_desktop.ui.editor.pane import Notes, NotesPane
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.text_field import TextField

_LEAST_EDITOR = 140


class DraftEditor(QWidget):
    """`show_draft(title, notes, links, on_agenda=…)`."""

    back_requested = Signal()
    title_edited = Signal(str)
    links_edited = Signal(tuple)
    link_pressed = Signal(str)
    add_requested = Signal()
    bin_requested = Signal()
    topic_requested = Signal()
    refused = Signal(str)

    def __init__(self, time_of_day: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: tuple[str, ...] = ()
        self._back = Button(tr("All drafts"), "quiet", icon="chevron-left")
        self._back.setObjectName("draft-back")
        self.title = TextField(tr("Title of the draft"), tr("Title"), max_length=TITLE_LIMIT)
        self.title.setObjectName("draft-title")
        self.pane = NotesPane(
            tr("Draft"),
            tr("Only you can read this"),
            time_of_day,
            tr("What is it about? What do you want to find out?"),
        )
        self.pane.edit.setMinimumHeight(px(_LEAST_EDITOR))
        self._link_rows = QVBoxLayout()
        self._link_rows.setSpacing(0)
        self.link = TextField(tr("Add a link"), tr("Add a link…"), max_length=2000)
        self.link.setObjectName("draft-link")
        self._add = Button(tr("Add to agenda…"), "primary")
        self._add.setObjectName("draft-add")
        self._topic = Button(tr("Open the topic"))
        self._topic.setObjectName("draft-topic")
        self._bin = Button(tr("Delete"), "quiet", icon="bin")
        self._bin.setObjectName("draft-bin")
        self._lay_out()
        self._connect()

    def show_draft(
        self, title: str, notes: Notes | None, links: tuple[str, ...], *, on_agenda: bool
    ) -> None:
        """Show a draft; a title that is being typed stays."""
        if not self.title.hasFocus():
            self.title.show_text(title)
        self.pane.show_notes(notes)
        if links != self._links:
            self._links = links
            self._show_links()
        self._add.setVisible(not on_agenda)
        self._topic.setVisible(on_agenda)

    def begin_anew(self) -> None:
        """Have nothing of the former draft in it."""
        self.title.start_over()
        self.link.start_over()
        self.link.show_problem("")
        self._links = ()
        self._show_links()
        self.pane.show_notes(None)

    def rest(self) -> None:
        """Store what is half typed."""
        self._on_title_finished()
        self.pane.rest()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addStretch(1)
        buttons = FlowRow(gap=S, line_gap=S)
        for button in (self._add, self._topic, self._bin):
            buttons.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.pane, 1)
        column.addLayout(self._link_rows)
        column.addWidget(self.link)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self.title.editingFinished.connect(self._on_title_finished)
        self.title.submitted.connect(lambda _: self.pane.edit.setFocus())
        self.title.cancelled.connect(self.back_requested)
        self.link.submitted.connect(self._on_link_submitted)
        self.link.textEdited.connect(lambda _: self.link.show_problem(""))
        self._add.clicked.connect(self.add_requested)
        self._topic.clicked.connect(self.topic_requested)
        self._bin.clicked.connect(self.bin_requested)
        self.pane.refused.connect(self.refused)
        self.pane.escaped.connect(self.back_requested)

    def _show_links(self) -> None:
        while (item := self._link_rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for link in self._links:
            self._link_rows.addWidget(self._link_row(link))

    def _link_row(self, link: str) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(S)
        words = harmless(link)
        go = IconButton("link", tr("Open {link}", link=words), small=True)
        go.clicked.connect(lambda _=False: self.link_pressed.emit(link))
        away = IconButton("close", tr("Remove {link}", link=words), small=True)
        away.clicked.connect(lambda _=False: self._remove(link))
        across.addWidget(go)
        across.addWidget(ElidedLabel(words, "caption", "ink-2"), 1)
        across.addWidget(away)
        return row

    def _remove(self, link: str) -> None:
        self.link.setFocus(Qt.FocusReason.OtherFocusReason)
        self.links_edited.emit(tuple(each for each in self._links if each != link))

    @Slot()
    def _on_title_finished(self) -> None:
        self.title_edited.emit(self.title.text().strip())

    @Slot(str)
    def _on_link_submitted(self, typed: str) -> None:
        if not typed:
            return
        link = link_of(typed)
        if link:
            self.link.start_over()
            self.links_edited.emit((*self._links, link))
        else:
            self.link.show_problem(tr("This is not a web address."))
