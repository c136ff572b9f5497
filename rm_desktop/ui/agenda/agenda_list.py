"""A list of topics: choose, order, edit in place, drag in and out, and a menu with everything.

Purpose: the agenda, the carried-over group and the backlog. States: as its rows; empty (nothing).
Keys: Up and Down choose · Enter goes on (`next_requested`) · F2 edits · Alt+Up/Down orders ·
    Ctrl+Enter marks discussed · Delete puts into the bin · Ctrl+V pastes · Shift+F10 or the menu
    key opens the menu. A press on “Two versions” leads to both.
Signals: see the class. Tokens: those of `AgendaDelegate`; accent where a row would be dropped.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.menu import Choices, MenuEntry, row_menu
from rm_desktop.ui.agenda.model import AgendaModel
from rm_desktop.ui.agenda.row import AgendaRow, Offer
from rm_desktop.ui.agenda.row_editor import RowEditor
from rm_desktop.ui.agenda.row_view import RowView

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class AgendaList(RowView):
    """One list of `AgendaRow`s: `AgendaList(tr("Agenda"), ON_THE_AGENDA, grow=True)`.

    `source` names this list to others, `accepts` those whose rows may be dropped here.

    Signals: `item_chosen(id)`, by a person only; `next_requested(id)` (Enter); `paste_requested`;
    `title_edited(id, text)`, `minutes_edited(id, minutes)`; `leads_chosen(id, member)`,
    `objective_chosen(id, objective)`; `shift_requested(id, step)`; `discussed_toggled(id, on)`;
    `drop_requested(id, before, source)`: a row of list `source` was dragged here; and one signal
    with the id for each other line of the menu.
    """

    next_requested = Signal(str)
    go_requested = Signal(str)
    versions_requested = Signal(str)
    bring_in_requested = Signal(str)
    outcome_requested = Signal(str)
    title_edited = Signal(str, str)
    minutes_edited = Signal(str, int)
    leads_chosen = Signal(str, str)
    objective_chosen = Signal(str, str)
    shift_requested = Signal(str, int)
    discussed_toggled = Signal(str, bool)
    drop_requested = Signal(str, str, str)
    park_requested = Signal(str)
    dismiss_requested = Signal(str)
    delete_requested = Signal(str)
    paste_requested = Signal()

    def __init__(
        self,
        name: str,
        offers: frozenset[Offer],
        *,
        source: str = "agenda",
        accepts: frozenset[str] = frozenset(),
        grow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        model = AgendaModel(source, offers, accepts)
        super().__init__(name, model, grow=grow, parent=parent)
        self._offers = offers
        self._choices = Choices()
        model.title_edited.connect(self.title_edited)
        model.minutes_edited.connect(self.minutes_edited)
        model.dropped.connect(self.drop_requested)
        self.mark_pressed.connect(self.versions_requested)
        self.minutes_pressed.connect(self.edit_minutes)

    def show_choices(self, choices: Choices) -> None:
        """Name the people and the objectives that the menu offers."""
        self._choices = choices

    def edit_title(self, ident: str) -> None:
        """Open a row for editing, its title first."""
        self._edit(ident)

    def edit_minutes(self, ident: str) -> None:
        """Open a row for editing, its minutes first."""
        if (editor := self._edit(ident)) is not None:
            editor.begin_with_minutes()

    def editor(self) -> RowEditor | None:
        """Return the editor of the row that is being edited, None if none is."""
        return self.viewport().findChild(RowEditor)

    def open_menu(self, ident: str, at: QPoint | None = None) -> QMenu | None:
        """Open the menu of a row, at a global place or on the row, and return it."""
        row = self.row_of(ident)
        if row is None or self.findChild(QMenu) is not None:
            return None
        menu = row_menu(self, row, self._groups(row), self._choices, self._chooser(ident))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rect = self.visualRect(self.rows_model.place_of(ident))
        menu.popup(at or self.viewport().mapToGlobal(rect.center()))
        return menu

    # -- inside -----------------------------------------------------------------------------

    def _edit(self, ident: str) -> RowEditor | None:
        place = self.rows_model.place_of(ident)
        if not place.isValid() or Offer.EDIT not in self._offers:
            return None
        if self.chosen != ident:
            self.setCurrentIndex(place)
        self.edit(place)
        return self.editor()

    def _groups(self, row: AgendaRow) -> list[list[MenuEntry]]:
        """Return the menu's lines in groups, those this list does not offer left out."""
        ident = row.id
        discuss = tr("Open again") if row.discussed else tr("Mark discussed")
        groups = [
            [
                MenuEntry(
                    Offer.GO, tr("Go to this topic"), "", self._emit(self.go_requested, ident)
                ),
                MenuEntry(
                    Offer.BRING_IN,
                    tr("Add to this agenda"),
                    tr("Enter"),
                    self._emit(self.bring_in_requested, ident),
                ),
            ],
            [
                MenuEntry(Offer.EDIT, tr("Edit"), "F2", lambda: self.edit_title(ident)),
                MenuEntry(
                    Offer.EDIT, tr("Change the minutes"), "", lambda: self.edit_minutes(ident)
                ),
                MenuEntry(Offer.LEADS, tr("Who leads")),
                MenuEntry(Offer.OBJECTIVE, tr("Objective")),
                MenuEntry(
                    Offer.OUTCOME, tr("Outcome…"), "", self._emit(self.outcome_requested, ident)
                ),
            ],
            [
                MenuEntry(Offer.SHIFT, tr("Move up"), "Alt+Up", lambda: self._shift(ident, -1)),
                MenuEntry(Offer.SHIFT, tr("Move down"), "Alt+Down", lambda: self._shift(ident, 1)),
                MenuEntry(Offer.DISCUSS, discuss, "Ctrl+Enter", lambda: self._discuss(row)),
            ],
            [
                MenuEntry(
                    Offer.PARK,
                    tr("Park in the backlog"),
                    "",
                    self._emit(self.park_requested, ident),
                ),
                MenuEntry(Offer.DROP, tr("Drop it"), "", self._emit(self.dismiss_requested, ident)),
                MenuEntry(
                    Offer.DELETE, tr("Delete"), "Del", self._emit(self.delete_requested, ident)
                ),
            ],
        ]
        offered = [[each for each in group if each.offer in self._offers] for group in groups]
        look = self._emit(self.versions_requested, ident)
        # in every list: the mark stands there, and this is where it leads
        both = [MenuEntry(Offer.VERSIONS, tr("Look at both versions"), "", look)]
        return [group for group in [both if row.twice else [], *offered] if group]

    def _emit(self, signal: object, ident: str) -> Callable[[], None]:
        return lambda: signal.emit(ident)  # type: ignore[attr-defined]

    def _chooser(self, ident: str) -> Callable[[Offer, str], None]:
        def choose(offer: Offer, chosen: str) -> None:
            signal = self.leads_chosen if offer == Offer.LEADS else self.objective_chosen
            signal.emit(ident, chosen)

        return choose

    def _shift(self, ident: str, step: int) -> None:
        self.shift_requested.emit(ident, step)

    def _discuss(self, row: AgendaRow) -> None:
        self.discussed_toggled.emit(row.id, not row.discussed)

    # -- Qt ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = event.key() == Qt.Key.Key_F10 and event.modifiers() & _MODIFIERS == _SHIFT
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif asked or event.key() == Qt.Key.Key_Menu:
            self.open_menu(self.chosen)  # not every platform makes a menu event of it
        elif not self._pressed(Qt.Key(event.key()), event.modifiers() & _MODIFIERS):
            super().keyPressEvent(event)

    def _pressed(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Do what a key means for the chosen row; tell whether it means anything."""
        row = self.row_of(self.chosen)
        if row is None:
            return False
        alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
        offers = self._offers
        act: Callable[[], object] | None = None
        if key in _ENTER and held == ctrl and Offer.DISCUSS in offers:
            act = lambda: self._discuss(row)  # noqa: E731
        elif key in _ENTER and not held:
            act = self._emit(self.next_requested, row.id)
        elif held == alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and Offer.SHIFT in offers:
            act = lambda: self._shift(row.id, -1 if key == Qt.Key.Key_Up else 1)  # noqa: E731
        elif key == Qt.Key.Key_F2 and Offer.EDIT in offers:
            act = lambda: self.edit_title(row.id)  # noqa: E731
        elif key == Qt.Key.Key_Delete and Offer.DELETE in offers:
            act = self._emit(self.delete_requested, row.id)
        if act is not None:
            self._note_keyboard(by_key=True)
            act()
        return act is not None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
                self.open_menu(self.chosen, event.globalPos())
        elif self.chosen:
            self.open_menu(self.chosen)
