"""Where everything lies, what keeps its key, and how to take it along.

Purpose: nothing is locked away. States: idle, exporting. Keys: those of its controls.
Signals: `show_requested`, `export_requested(form)`. Tokens: ink-3 for file names' words.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.data_folder import DataFolder
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.settings.words import file_words, key_words
from rm_desktop.ui.theme.tokens import XL, S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.segmented import Segmented


class DataCard(Card):
    """Shows a folder and offers an export of what all pairs share."""

    show_requested = Signal()
    export_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Data"), margin=20, parent=parent)
        self._path = Label("", "medium", wrap=True)
        self._key = Label("", "body", "ink-2", wrap=True)
        self.show_folder = Button(tr("Show the folder"), icon="folder")
        forms = (
            ("markdown", tr("Markdown")),
            ("json", tr("JSON")),
            ("pdf", tr("PDF")),
        )
        self.form = Segmented(tr("Format of the export"), forms)
        self.export = Button(tr("Export…"))
        self.private = CheckBox(tr("My private pages, too"))
        self.private.setObjectName("export-private")
        self.private.hide()
        self._status = Label("", "caption", "ink-2", wrap=True)
        self._status.hide()
        self.body.addWidget(self._path)
        self.body.addLayout(_files())
        self.body.addSpacing(S)
        self.body.addWidget(self._key)
        self.body.addWidget(line(self.show_folder))
        self._taking_out = QWidget()
        out = QVBoxLayout(self._taking_out)
        out.setContentsMargins(0, S, 0, 0)
        out.setSpacing(self.body.spacing())
        out.addWidget(Divider())
        out.addSpacing(S)
        out.addWidget(Label(tr("Export"), "strong"))
        about = tr(
            "Everything your pairs share, as files that need no app: Markdown to read, JSON with "
            "every field, PDF of the sessions held. They are not encrypted: choose a place that "
            "only you can reach."
        )
        out.addWidget(Label(about, "body", "ink-2", wrap=True))
        out.addWidget(line(self.form, self.export))
        out.addWidget(line(self.private))
        out.addWidget(self._status)
        self.body.addWidget(self._taking_out)
        self.show_folder.clicked.connect(self.show_requested)
        self.export.clicked.connect(self._on_export_clicked)

    def show_data(self, folder: DataFolder) -> None:
        """Show where the profile lies and what keeps its key."""
        self._path.show_text(harmless(str(folder.path)))
        self._key.show_text(key_words(folder))

    def show_export(self, *, possible: bool) -> None:
        """Offer to take things out, or say nothing of it."""
        self._taking_out.setVisible(possible)

    def show_private(self, *, possible: bool) -> None:
        """Offer to take private pages along, where there are some to take; never by itself."""
        self.private.setVisible(possible)
        if not possible:
            self.private.setChecked(False)

    def show_busy(self, words: str) -> None:
        """Say that an export is being written; no second one meanwhile. No words: it is done."""
        self.export.setEnabled(not words)
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def _on_export_clicked(self) -> None:
        self.export_requested.emit(self.form.choice)


def _files() -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(XL)
    table.setVerticalSpacing(2)
    table.setColumnStretch(1, 1)
    for row, (name, words) in enumerate(file_words()):
        table.addWidget(Label(name, "caption", "ink-2"), row, 0)
        table.addWidget(Label(words, "caption", "ink-3", wrap=True), row, 1)
    return table
