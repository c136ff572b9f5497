"""One step of the close: a numbered card that can be skipped, and taken up again.

Purpose: a calm page of few things. States: open, skipped. Keys: those of its buttons.
Signals: none. Tokens: those of Card.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card


class StepCard(Card):
    """`StepCard(1, tr("What was covered"))`; put things into `step`."""

    def __init__(self, number: int, title: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("{n} · {title}", n=number, title=title), parent=parent)
        self._title_words = title
        self._skip = Button("", "quiet")
        self._skip.setObjectName(f"skip-{number}")
        self._skip.clicked.connect(self._on_skip_clicked)
        self.add_action(self._skip)
        self._inside = QWidget()
        self.step = QVBoxLayout(self._inside)
        self.step.setContentsMargins(0, 0, 0, 0)
        self.step.setSpacing(S)
        self.body.addWidget(self._inside)
        self.show_skipped(skipped=False)

    @property
    def skipped(self) -> bool:
        """Whether the step is folded away."""
        return self._inside.isHidden()

    def show_skipped(self, *, skipped: bool) -> None:
        """Fold the step away, or take it up again."""
        self._inside.setVisible(not skipped)
        self._skip.set_text(tr("Not skipped after all") if skipped else tr("Skip"))
        name = tr("Take up “{title}”") if skipped else tr("Skip “{title}”")
        self._skip.setAccessibleName(name.replace("{title}", self._title_words))

    def _on_skip_clicked(self) -> None:
        self.show_skipped(skipped=not self.skipped)
