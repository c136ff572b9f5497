"""Sharing a passage: exactly what the partner will read, in one's own last words.

Purpose: nothing private leaves by accident. States: a selection, or paragraphs to pick from; empty
    (nothing to share yet). Keys: Ctrl+Enter shares, Escape goes back.
Signals: `share_requested(str)`, `back_requested`. Tokens: those of its parts; them for the partner.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.unmarked import unmarked
from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.facts import shortened
from rm_desktop.ui.journal.sharing import PASSAGE_LIMIT, with_paragraph
from rm_desktop.ui.journal.side_page import SidePage
from rm_desktop.ui.theme.tokens import XS, M
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_area import TextArea

_LONG_PICK = 70


class SharePage(SidePage):
    """`show_passage(name, text, paragraphs)`; paragraphs are offered where nothing was chosen."""

    share_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Share a passage"), tr("Back to the entry"), parent)
        self.setObjectName("share-page")
        self._pick = Label(tr("Which part?"), "label", "ink-2")
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(XS)
        self._made: list[CheckBox] = []
        self._exactly = Label("", "label", "ink-2", wrap=True)
        self._audience = Audience()
        self.passage = TextArea(
            tr("Exactly what will be read"),
            tr("The words that will be read"),
            max_length=PASSAGE_LIMIT,
            lines=5,
        )
        self.passage.setObjectName("share-text")
        self._when = Label("", "body", "ink-2", wrap=True)
        self.share = Button(tr("Share"), "primary")
        self.share.setObjectName("share-now")
        cancel = Button(tr("Cancel"))
        cancel.setObjectName("share-cancel")
        note = Ground("soft")
        words = QVBoxLayout(note)
        words.setContentsMargins(M, M, M, M)
        words.addWidget(self._when)
        buttons = QHBoxLayout()
        buttons.addWidget(self.share)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        self.column.addWidget(self._pick)
        self.column.addLayout(self._boxes)
        for widget in (self._exactly, self.passage, self._audience, note):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.addStretch(1)
        self.passage.edited.connect(self._on_edited)
        self.passage.submitted.connect(self._on_submitted)
        self.share.clicked.connect(self._on_share_clicked)
        cancel.clicked.connect(self.back_requested)

    def show_passage(self, name: str, text: str, paragraphs: Sequence[str]) -> None:
        """Begin with what was chosen, or with paragraphs to pick from."""
        for box in self._made:
            box.hide()
            box.deleteLater()
        self._made = []
        for paragraph in paragraphs:
            box = CheckBox(shortened(unmarked(paragraph), _LONG_PICK))
            box.setToolTip("")
            box.toggled.connect(partial(self._on_picked, paragraph))
            self._boxes.addWidget(box)
            self._made.append(box)
        self._pick.setVisible(bool(paragraphs))
        self._exactly.show_text(
            tr("{name} will read exactly this. Change it as you like; your entry stays.", name=name)
        )
        self._audience.show_audience(name)
        self._when.show_text(
            tr(
                "{name} can read it from now on, whenever {name} is at this laptop. It is a copy: "
                "nothing leads from it back to your entry. You can withdraw it until {name} has "
                "seen it.",
                name=name,
            )
        )
        self.passage.show_text(text)
        self._on_edited(text)

    def start(self) -> None:
        """Put the focus where one begins."""
        first = self._made[0] if self._made else self.passage
        first.setFocus()

    def _on_picked(self, paragraph: str, wanted: bool) -> None:
        text = with_paragraph(self.passage.toPlainText(), paragraph, wanted=wanted)
        self.passage.show_text(text)
        self._on_edited(text)

    def _on_edited(self, text: str) -> None:
        self.share.setEnabled(bool(text.strip()))

    def _on_submitted(self, text: str) -> None:
        if text:
            self.share_requested.emit(text)

    def _on_share_clicked(self) -> None:
        self._on_submitted(self.passage.toPlainText().strip())
