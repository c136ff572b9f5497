"""Cards beside the agenda: what is still open from before, and which objectives get minutes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.prepare.around import ActionLine, ObjectiveLine
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.voice_bar import VoiceBar


class SinceCard(Card):
    """Actions that are still open. Signals: `done_requested(id)`."""

    done_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Since last time"), parent=parent)
        self.setObjectName("since-card")
        self._rows: dict[str, _ActionRow] = {}

    @property
    def texts(self) -> tuple[str, ...]:
        """The actions, as they are read."""
        return tuple(row.line.text for row in self._rows.values())

    def show_actions(self, lines: Sequence[ActionLine]) -> None:
        """Show the actions; rows that stay are not touched, so that the focus stays too."""
        known = {line.id: line for line in lines}
        for ident, row in list(self._rows.items()):
            if known.get(ident) != row.line:
                self.body.removeWidget(row)
                self._rows.pop(ident).deleteLater()
        for n, line in enumerate(lines):
            if line.id not in self._rows:
                row = _ActionRow(line)
                row.done.connect(self.done_requested)
                self._rows[line.id] = row
                self.body.insertWidget(n, row)
        self.setVisible(bool(lines))


class _ActionRow(QWidget):
    done = Signal(str)

    def __init__(self, line: ActionLine) -> None:
        super().__init__()
        self.line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        box = CheckBox(tr("Done: {text}", text=line.text), bare=True)
        box.setObjectName("action-done")
        box.clicked.connect(self._on_box_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(line.text, "body", wrap=True))
        if line.due:
            words.addWidget(Label(line.due, "caption", "warn" if line.overdue else "ink-3"))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(box, 0, top)
        row.addLayout(words, 1)
        chip = Chip(line.who, "them" if line.voice == "them" else "you")
        row.addWidget(chip, 0, top)

    def _on_box_clicked(self) -> None:
        self.done.emit(self.line.id)


class ObjectivesCard(Card):
    """The objectives with the minutes each gets in this session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What gets time"), parent=parent)
        self.setObjectName("objectives-card")
        self._lines: tuple[ObjectiveLine, ...] = ()

    @property
    def lines(self) -> tuple[ObjectiveLine, ...]:
        """What is shown."""
        return self._lines

    def show_objectives(self, lines: tuple[ObjectiveLine, ...]) -> None:
        """Show the objectives, or nothing where none are set."""
        self.setVisible(bool(lines))
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line in lines:
            self.body.addWidget(_objective_row(line))


def _objective_row(line: ObjectiveLine) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(S)
    across.addWidget(VoiceBar(line.voice, ""))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(line.text, "body", wrap=True))
    words.addWidget(Label(line.words, "caption", "ink-3" if line.served else "warn", wrap=True))
    across.addLayout(words, 1)
    return row
