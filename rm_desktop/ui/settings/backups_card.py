"""Backups: when the last verified one was made, more of them, a second folder, going back to one.

Purpose: nothing written is ever lost. States: idle, working, failed. Keys: those of its controls.
Signals: `make_requested`, `restore_requested`, `folder_requested`, `folder_dropped`.
Tokens: warn for what failed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.label import Label


class BackupsCard(Card):
    """`show_backups(latest, folder)`, `show_busy(words)`, `show_problem(sentence)`."""

    make_requested = Signal()
    restore_requested = Signal()
    folder_requested = Signal()
    folder_dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Backups"), margin=20, parent=parent)
        self._latest = Label("", "body", wrap=True)
        about = tr(
            "Made once a day by itself, checked by reading it back, and encrypted like the notes. "
            "Private pages are copied while they are unlocked."
        )
        self.make = Button(tr("Back up now"))
        self.make.setObjectName("backups-make")
        self.restore = Button(tr("Restore…"))
        self.restore.setObjectName("backups-restore")
        self._status = Label("", "caption", "ink-2", wrap=True)
        self._folder = Label("", "body", "ink-2", wrap=True)
        self.choose = Button(tr("Choose a second folder…"), icon="folder")
        self.choose.setObjectName("backups-folder")
        self.drop = Button(tr("Stop copying there"), "quiet")
        self.drop.setObjectName("backups-folder-drop")
        self.body.addWidget(self._latest)
        self.body.addWidget(Label(about, "body", "ink-2", wrap=True))
        self.body.addWidget(line(self.make, self.restore))
        self.body.addWidget(self._status)
        self.body.addSpacing(S)
        self.body.addWidget(self._folder)
        self.body.addWidget(line(self.choose, self.drop))
        self._status.hide()
        self.make.clicked.connect(self.make_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.choose.clicked.connect(self.folder_requested)
        self.drop.clicked.connect(self.folder_dropped)

    def show_backups(self, latest: str, folder: str) -> None:
        """Say when the last one was made and where else copies go."""
        self._latest.show_text(latest)
        self._folder.show_text(
            tr("Copies go to {folder}, too.", folder=folder)
            if folder
            else tr("A second folder, on a stick or another disk, outlives this laptop.")
        )
        self.choose.set_text(tr("Choose another…") if folder else tr("Choose a second folder…"))
        self.drop.setVisible(bool(folder))

    def show_busy(self, words: str) -> None:
        """Say what is being done; no words: nothing is."""
        self.make.setEnabled(not words)
        self._status.set_tone("ink-2")
        self._status.show_text(words)
        self._status.setVisible(bool(words))

    def show_problem(self, sentence: str) -> None:
        """Say what failed."""
        self.show_busy(sentence)
        self.make.setEnabled(True)
        self._status.set_tone("warn")
