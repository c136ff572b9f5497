"""The open pair: names, roles, zone, programme; the other pairs; leaving and deleting.

Purpose: who the two are. States: names with problems, left, one of several. Keys: Enter stores a
    field, so does leaving it. Signals: as they stand in the class. Tokens: danger for deleting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.settings.own_width import line
from rm_desktop.ui.theme.tokens import S
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.text_field import TextField

#: The fields of the card.
YOU, PARTNER, ZONE, PROGRAMME = "you", "partner", "zone", "programme"


@dataclass(frozen=True, slots=True)
class PairView:
    """What the card shows; `you` has the keyboard, `others` are the other pairs: id, words."""

    fields: dict[str, str]
    roles: str
    you: str
    left: bool = False
    others: tuple[tuple[str, str], ...] = ()
    is_owner: bool = True
    is_shared: bool = False


class PairCard(Card):
    """Signals: `field_entered(name, text)` when a field was changed and left."""

    field_entered = Signal(str, str)
    swap_requested = Signal()
    add_requested = Signal()
    bring_requested = Signal()
    join_requested = Signal()
    invite_requested = Signal()
    switch_requested = Signal(str)
    leave_requested = Signal(bool)
    delete_requested = Signal()
    zones_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("This pair"), margin=20, parent=parent)
        self._fields = {
            YOU: TextField(tr("Your name")),
            PARTNER: TextField(tr("Your partner’s name")),
            ZONE: TextField(tr("Time zone of your sessions")),
            PROGRAMME: TextField(tr("Programme"), tr("If there is one")),
        }
        self._rows = {
            name: FieldRow(field.accessibleName(), field) for name, field in self._fields.items()
        }
        self._shown: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._roles = Label("", "body", "ink-2", wrap=True)
        self.swap = Button(tr("Swap the roles"))
        self.add_pair = Button(tr("Add another pair…"), icon="plus")
        self.bring = Button(tr("Bring in an exported pair…"))
        self.invite = Button(tr("Invite another laptop…"), icon="laptop")
        self.invite.setObjectName("pair-invite")
        self.join = Button(tr("I have an invitation…"), icon="link")
        self.join.setObjectName("pair-join")
        self.leave = Button("")
        self.delete = Button(tr("Delete this pair…"), "danger", icon="bin")
        self._others = QVBoxLayout()
        self._view: PairView | None = None
        self.you = ""
        self._lay_out()
        self._connect()

    def field(self, name: str) -> TextField:
        """Return one of the fields."""
        return self._fields[name]

    def show_pair(self, view: PairView) -> None:
        """Show the pair; a field somebody is typing in is left alone while they are there."""
        is_other = view.you != self.you
        self.you = view.you
        for name, text in view.fields.items():
            self._shown[name] = text
            if is_other or not self._fields[name].hasFocus():
                self._fields[name].show_text(text)
                self.show_problem(name, "")
        self._roles.show_text(view.roles)
        self.join.setVisible(view.is_owner)
        self.invite.setVisible(view.is_owner and view.is_shared)
        self.leave.set_text(tr("Take up this pair again") if view.left else tr("Leave this pair"))
        if self._view is None or self._view.others != view.others:
            self._show_others(view.others)
        self._view = view

    def show_problem(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field; what was typed stays."""
        if sentence != self._problems.get(name, ""):
            self._problems[name] = sentence
            self._rows[name].show_problem(sentence)

    def enter_all(self) -> None:
        """Store what is half typed."""
        for name in self._fields:
            self._enter(name)

    # -- looks ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for name in (YOU, PARTNER):
            self.body.addWidget(self._rows[name])
            self.body.addSpacing(S)
        self.body.addWidget(self._roles)
        self.body.addWidget(line(self.swap))
        self.body.addSpacing(S)
        self.body.addWidget(self._rows[ZONE])
        zone = tr("New dates are set in this zone; dates that are set already keep theirs.")
        self.body.addWidget(Label(zone, "caption", "ink-3", wrap=True))
        self.body.addSpacing(S)
        self.body.addWidget(self._rows[PROGRAMME])
        self.body.addSpacing(S)
        self._others.setSpacing(S)
        self.body.addLayout(self._others)
        self.body.addWidget(line(self.invite, self.join))
        self.body.addWidget(line(self.add_pair, self.bring, self.leave, self.delete))
        note = tr("Leaving keeps everything readable; nothing reminds you of the pair any more.")
        self.body.addWidget(Label(note, "caption", "ink-3", wrap=True))

    def set_zones(self, zones: Sequence[str]) -> None:
        """Offer these zones while one is typed; `zones_wanted` asks for them at the first key."""
        completer = QCompleter(list(zones), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._fields[ZONE].setCompleter(completer)

    def _show_others(self, others: Sequence[tuple[str, str]]) -> None:
        while (item := self._others.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if others:
            self._others.addWidget(Label(tr("Other pairs"), "label", "ink-2"))
        for ident, words in others:
            switch = Button(words, icon="rings")
            switch.setAccessibleDescription(tr("Opens this pair"))
            switch.clicked.connect(partial(self._on_switch_clicked, ident))
            self._others.addWidget(line(switch))

    # -- intents --------------------------------------------------------------------------

    def _connect(self) -> None:
        for name, field in self._fields.items():
            field.editingFinished.connect(partial(self._enter, name))
            field.cancelled.connect(partial(self._take_back, name))
        self._fields[ZONE].textEdited.connect(self._on_zone_edited)
        self.swap.clicked.connect(self.swap_requested)
        self.invite.clicked.connect(self.invite_requested)
        self.join.clicked.connect(self.join_requested)
        self.add_pair.clicked.connect(self.add_requested)
        self.bring.clicked.connect(self.bring_requested)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.delete.clicked.connect(self.delete_requested)

    def _enter(self, name: str) -> None:
        text = self._fields[name].text().strip()
        if name in self._shown and text != self._shown[name]:
            self.field_entered.emit(name, text)

    def _take_back(self, name: str) -> None:
        self._fields[name].show_text(self._shown.get(name, ""))
        self.show_problem(name, "")

    def _on_switch_clicked(self, ident: str, _checked: bool = False) -> None:
        self.switch_requested.emit(ident)

    def _on_zone_edited(self, _text: str) -> None:
        if self._fields[ZONE].completer() is None:
            self.zones_wanted.emit()

    def _on_leave_clicked(self) -> None:
        self.leave_requested.emit(self._view is None or not self._view.left)
