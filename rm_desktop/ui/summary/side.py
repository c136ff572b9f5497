"""What stands beside the topics: takeaways, actions, what was carried over, the next date.

Signals: `done_toggled(id, bool)` of the actions.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.summary.record import Promise, Said
from rm_desktop.ui.theme.tokens import M, S
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.label import Label, LabelTone
from rm_desktop.ui.widgets.voice_bar import VoiceBar


class TakeawaysCard(Card):
    """`show_takeaways(said)`: names and colours, in the words of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Takeaways"), parent=parent)
        self.setObjectName("summary-takeaways")
        self._list = QVBoxLayout()
        self._list.setSpacing(M)
        self.body.addLayout(self._list)

    def show_takeaways(self, said: Sequence[Said]) -> None:
        """Show who takes away what."""
        clear(self._list)
        if not said:
            self._list.addWidget(Label(tr("None was written."), "body", "ink-2"))
        for each in said:
            row = QHBoxLayout()
            row.setSpacing(M)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(each.name, "label", "ink-2"))
            words.addWidget(Label(each.text, "body", wrap=True))
            row.addWidget(VoiceBar(each.voice, each.name))
            row.addLayout(words, 1)
            self._list.addLayout(row)


class ActionsCard(Card):
    """`show_actions(promises)`; they can be ticked here as well."""

    done_toggled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Actions"), parent=parent)
        self.setObjectName("summary-actions")
        self._rows: dict[str, PromiseRow] = {}
        self._none = Label(tr("None from this session."), "body", "ink-2")
        self._list = QVBoxLayout()
        self._list.setSpacing(M)
        self.body.addWidget(self._none)
        self.body.addLayout(self._list)

    def show_actions(self, promises: Sequence[Promise]) -> None:
        """Show what was promised; rows stay, so the focus does too."""
        for gone in set(self._rows) - {promise.id for promise in promises}:
            row = self._rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, promise in enumerate(promises):
            found = self._rows.get(promise.id)
            if found is None:
                found = self._rows[promise.id] = PromiseRow(promise.id)
                found.done_toggled.connect(self.done_toggled)
            if self._list.indexOf(found) != place:
                self._list.insertWidget(place, found)
            found.show_promise(promise)
        self._none.setVisible(not promises)


class PromiseRow(QWidget):
    """One action: `show_promise(promise)`."""

    done_toggled = Signal(str, bool)

    def __init__(self, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._box = CheckBox("", bare=True)
        self._box.clicked.connect(self._on_box_clicked)
        self._bar = VoiceBar()
        self._text = Label("", "body", wrap=True)
        self._facts = Label("", "caption", "ink-2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._bar)
        row.addLayout(words, 1)

    def show_promise(self, promise: Promise) -> None:
        """Show an action as it stands."""
        self._box.setChecked(promise.done)
        self._box.set_text(tr("“{text}” is done", text=promise.text))
        self._bar.show_voice(promise.voice, promise.name)
        self._text.show_text(promise.text)
        self._text.set_tone("ink-2" if promise.done else "ink")
        self._facts.show_text(" · ".join(filter(None, (promise.name, promise.due))))
        tone: LabelTone = "warn" if promise.overdue else "ink-2"
        self._facts.set_tone(tone)

    def _on_box_clicked(self, checked: bool) -> None:
        self.done_toggled.emit(self._action, checked)


class LinesCard(Card):
    """`show_lines(lines)`; without lines the card is not there."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._list = QVBoxLayout()
        self._list.setSpacing(S)
        self.body.addLayout(self._list)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show one line each."""
        clear(self._list)
        for line in lines:
            self._list.addWidget(Label(line, "body", wrap=True))
        self.setVisible(bool(lines))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, layouts inside it as well."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
