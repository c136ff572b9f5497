"""The journal: entries that only their owner reads, behind the lock of the private vault."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.history import History
from rm_desktop.ui.journal.content import JournalContent
from rm_desktop.ui.places import Place, hints_of
from rm_desktop.ui.private.gate import PrivateGate
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.theme.tokens import XL
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import in_line, lay_out_page


class JournalScreen(Screen):
    """A place's id opens an entry or, as `places.new_entry` writes it, begins one."""

    watches = frozenset(
        {Kind.PRIVATE, Kind.ACTOR, Kind.PAGE, Kind.PASSAGE, Kind.SESSION, Kind.PROMPT}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("journal")
        self._wanted: Place | None = None
        self._held_focus = False
        self.header = PageHeader(tr("Journal"))
        self._lock = Button(tr("Lock"), hint="Ctrl L")
        self._lock.setObjectName("journal-lock")
        self._new = Button(tr("New entry"), "primary")
        self._new.setObjectName("journal-new")
        for button in (self._lock, self._new):
            self.header.add_action(button)
        self.gate = PrivateGate(
            context,
            self._make_content,
            tr("Your journal is for you alone. Nobody else can read it, on this laptop or off it."),
        )
        column = lay_out_page(self, bottom=XL)
        column.addWidget(in_line(self.header))
        column.addWidget(in_line(self.gate), 1)
        self._lock.clicked.connect(self._on_lock_clicked)
        self._new.clicked.connect(self._on_new_clicked)
        self.gate.opened.connect(self._on_gate_opened)
        self.gate.closed.connect(self._on_gate_closed)
        stop = context.profile.private.before_lock(self._put_away)
        self.destroyed.connect(lambda _gone: stop())
        self._show_actions()

    @property
    def content(self) -> JournalContent | None:
        """The journal itself while it is unlocked."""
        found = self.gate.content if self.gate.is_open else None
        return found if isinstance(found, JournalContent) else None

    @property
    def _made(self) -> JournalContent | None:
        """The journal itself if it was shown since the unlocking."""
        return self.gate.findChild(JournalContent) if self.gate.is_open else None

    @property
    def history(self) -> History:
        """What Ctrl+Z takes back here: what was done in the journal."""
        return self.context.desk.journal.history if self.gate.is_open else super().history

    # -- what the house asks --------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Open an entry or begin one; while it is locked, as soon as it is not."""
        self._wanted = place if place.id else None
        self._go_to_wanted()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to where one begins, while there is no entry yet."""
        super().focusInEvent(event)
        if self._made is not None and self._made.is_empty:
            self._made.start()

    def refresh(self) -> None:
        self._show_actions()
        if self._made is not None:
            self._made.refresh()

    def leave(self) -> None:
        if self._made is not None:
            self._made.rest()

    def print_now(self) -> None:
        """Print the open entry."""
        if self._made is not None:
            self._made.acts.print_entry()

    # -- the gate -------------------------------------------------------------------------------

    def _make_content(self) -> QWidget:
        content = JournalContent(self.context, self.gate)  # where it stands, as in Context
        self._stale = False  # it has just read everything
        content.emptied.connect(lambda empty: self._new.setVisible(not empty))
        return content

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if not self.isVisible():
            super()._on_house_changed(changes)
        elif changes.touches(Kind.PRIVATE, Kind.ACTOR):
            self._show_actions()  # the rest is the gate's
        elif self._made is not None and changes.touches(*self.watches):
            self._made.hear(changes)

    @Slot(object)
    def _on_gate_opened(self) -> None:
        self._show_actions()
        if self._wanted is not None:
            self._go_to_wanted()
        elif self.isVisible() and self._made is not None:
            self._made.start()  # the passphrase field that had the focus is gone

    def _go_to_wanted(self) -> None:
        content = self.content  # where that makes it, it goes there by itself
        if self._wanted is None or content is None:
            return
        place, self._wanted = self._wanted, None
        if hints_of(place.id) is None:
            content.open(place.id, focus=place.focus)
        else:
            content.go_to(place.id)

    @Slot()
    def _show_actions(self) -> None:
        is_open = self.gate.is_open
        self._show_whose()
        self._lock.setVisible(is_open)
        self._new.setVisible(is_open)
        if self._made is not None:
            self._made.tell_emptied()

    def _show_whose(self) -> None:
        """Say whose it is: the owner's, also while their partner has the keyboard."""
        opened = self.context.desk.open_pair
        words = tr("Private to you. Encrypted on this laptop.")
        if opened.actor != opened.you:
            owner = harmless(first_name(opened.glance.name(opened.you)))
            words = tr("Private to {name}. Encrypted on this laptop.", name=owner)
        self.header.show_words(tr("Journal"), words)

    def _put_away(self) -> None:
        """Store what is half typed, before the vault puts its pages away."""
        if isValid(self) and self._made is not None:
            focused = QApplication.focusWidget()
            self._held_focus = focused is not None and self.isAncestorOf(focused)
            self._made.put_away()

    @Slot()
    def _on_gate_closed(self) -> None:
        self._show_actions()
        QTimer.singleShot(0, self, self._on_locked)

    @Slot()
    def _on_locked(self) -> None:
        """Wait for the passphrase where one wrote; a cover in front keeps the focus."""
        held, self._held_focus = self._held_focus, False
        if held and self.isVisible() and self.gate.panel is not None:
            self.gate.panel.start()

    @Slot()
    def _on_lock_clicked(self) -> None:
        self.context.lock()

    @Slot()
    def _on_new_clicked(self) -> None:
        if self.content is not None:
            self.content.begin()
