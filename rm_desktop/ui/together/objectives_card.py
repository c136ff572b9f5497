"""What the two want to be able to do, how far they are and how many minutes each has had.

Purpose: shows that talk leads somewhere. States: none yet, some, one left behind.
Keys: those of Passage, MenuButton and TextField; Enter in the last field adds.
Signals: `added(str text, str owner)`, `text_kept(str id, str)`, `progress_chosen(str id, int)`,
    `delete_requested(str id)`. Tokens: those of Card, ProgressLine, Chip.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.agenda import progress_words
from rm_desktop.domain.text import TITLE_LIMIT
from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import XS, L, S
from rm_desktop.ui.together.aims import AimView
from rm_desktop.ui.together.passage import Passage
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip, ChipTone
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.progress_line import ProgressLine
from rm_desktop.ui.widgets.text_field import TextField


class ObjectivesCard(Card):
    """`show_aims(views)`; a row that stays keeps its editor."""

    added = Signal(str, str)
    text_kept = Signal(str, str)
    progress_chosen = Signal(str, int)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Objectives"), parent=parent)
        self.audience = Audience()
        self.add_action(self.audience)
        self._rows: dict[str, AimRow] = {}
        self._empty = Label(
            tr("No objectives yet. Name something one of you wants to be able to do."),
            "body",
            "ink-2",
            wrap=True,
        )
        self.body.addWidget(self._empty)
        self._list = QVBoxLayout()
        self._list.setSpacing(L)
        self.body.addLayout(self._list)
        self.field = TextField(tr("Add an objective"), tr("Add an objective…"))
        self.field.setObjectName("objective-add")
        self.field.setProperty("writes_anew", True)
        self.owner = MenuButton(tr("For"))
        last = QHBoxLayout()
        last.setSpacing(S)
        last.addWidget(self.field, 1)
        last.addWidget(self.owner)
        self.body.addLayout(last)
        self.field.submitted.connect(self._on_field_submitted)

    def show_people(self, names: tuple[tuple[str, str], ...], partner: str, actor: str) -> None:
        """Name the two whom an objective can belong to, and who can read it."""
        present = self.owner.choice if self.owner.choice in dict(names) else actor
        self.owner.show_choices((*names, ("", tr("both"))), present)
        self.audience.show_audience(partner)

    def show_aims(self, views: tuple[AimView, ...]) -> None:
        """Show the objectives in their order."""
        ids = [view.id for view in views]
        for ident in [each for each in self._rows if each not in ids]:
            row = self._rows.pop(ident)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, view in enumerate(views):
            row = self._rows.get(view.id) or self._made(view.id)
            if self._list.indexOf(row) != at:
                self._list.removeWidget(row)
                self._list.insertWidget(at, row)
            row.show_aim(view)
        self._empty.setVisible(not views)

    def row(self, ident: str) -> AimRow | None:
        """Return the row of an objective."""
        return self._rows.get(ident)

    def passages(self) -> tuple[Passage, ...]:
        """Return everything that can be written here."""
        return tuple(row.passage for row in self._rows.values())

    def _made(self, ident: str) -> AimRow:
        row = self._rows[ident] = AimRow(ident, self)
        row.text_kept.connect(self.text_kept)
        row.progress_chosen.connect(self.progress_chosen)
        row.delete_requested.connect(self.delete_requested)
        return row

    def _on_field_submitted(self, text: str) -> None:
        if text:
            self.field.start_over()
            self.added.emit(text, self.owner.choice)


class AimRow(QWidget):
    """One objective: its text, how far it is, its minutes."""

    text_kept = Signal(str, str)
    progress_chosen = Signal(str, int)
    delete_requested = Signal(str)

    def __init__(self, ident: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = ident
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        self.passage = Passage(
            tr("Objective"), single=True, max_length=TITLE_LIMIT, kind="medium", parent=self
        )
        self.line = ProgressLine()
        self.progress = MenuButton("", tuple((str(n), w) for n, w in enumerate(progress_words())))
        self.progress.set_tone("quiet")
        self._owner = Chip("")
        self._note = Label("", "caption", "ink-3", wrap=True)
        delete = IconButton("bin", tr("Delete objective"), small=True)
        delete.setObjectName("objective-delete")
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.passage, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addWidget(self._owner)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.progress)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addLayout(foot)
        self.passage.kept.connect(self._on_kept)
        self.progress.chosen.connect(self._on_chosen)
        delete.clicked.connect(self._on_delete_clicked)

    @property
    def note(self) -> str:
        """The minutes so far, and whether it is left behind."""
        return self._note.text()

    def show_aim(self, view: AimView) -> None:
        """Show an objective as it stands."""
        self.passage.show_passage(view.text)
        words = progress_words()[view.progress]
        self.line.show_progress(view.fraction, words)
        self.progress.show_choice(str(view.progress))
        self.progress.setAccessibleName(tr("Progress: {words}", words=words))
        tone = view.voice if view.voice in {"you", "them"} else "neutral"
        self._owner.show_chip(view.owner, cast("ChipTone", tone))
        self._note.show_text(view.note)

    def _on_kept(self, text: str) -> None:
        self.text_kept.emit(self._id, text)

    def _on_chosen(self, key: str) -> None:
        self.progress_chosen.emit(self._id, int(key))

    def _on_delete_clicked(self) -> None:
        self.delete_requested.emit(self._id)
