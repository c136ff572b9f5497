"""What the journal shows while it is unlocked: list and entry, and who tells them what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.browse_panel import BrowsePanel
from rm_desktop.ui.journal.browsing import Browsing
from rm_desktop.ui.journal.entry_acts import EntryActs
from rm_desktop.ui.journal.entry_panel import EntryPanel
from rm_desktop.ui.journal.looking import Looking
from rm_desktop.ui.journal.opened import Opened
from rm_desktop.ui.journal.reading import Reading
from rm_desktop.ui.journal.side_pages import SidePages
from rm_desktop.ui.places import hints_of
from rm_desktop.ui.screen import Context
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import L

if TYPE_CHECKING:
    from rm_desktop.services.open_page import OpenPage

_LIST, _ROOMY_LIST, _ROOMY = 272, 300, 980
#: Below this width (at 100 %) the list and the entry take turns.
_BOTH = 700


class JournalContent(QWidget):
    """Made anew at each unlocking; holds nothing that is not stored when it goes.

    Signals: `emptied(bool)`, whether there is nothing at all yet.
    """

    emptied = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.journal = context.desk.journal
        self.reading = Reading(context)
        self.opened = Opened(self.journal, self.reading.templates)
        self.looking = Looking(self.journal, self.reading.row_words)
        self.browse = BrowsePanel(self.reading.today, self)
        self.right = QStackedWidget(self)
        self.panel = EntryPanel(
            lambda: time_words(context.profile.local_now()), self.journal.tags, self.right
        )
        self.right.addWidget(self.panel)
        self.acts = EntryActs(context, self)
        self.sides = SidePages(context, self)
        self.browsing = Browsing(self)
        self._on_entry = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(self.browse)
        row.addWidget(self.right, 1)
        self._connect()
        self._show_all()

    def _connect(self) -> None:
        browse, panel = self.browse, self.panel
        browse.bin_requested.connect(self.sides.open_bin)
        browse.list.item_chosen.connect(self._on_item_chosen)
        browse.list.clicked.connect(self._on_clicked)
        browse.list.write_requested.connect(self._on_write_requested)
        browse.list.bin_requested.connect(self.acts.bin)
        panel.begin_requested.connect(self.begin)
        panel.back_requested.connect(self._on_back_requested)
        panel.escaped.connect(self._on_escaped)
        panel.refused.connect(lambda words: self._context.say(words, "", None))
        panel.counted.connect(lambda words: panel.foot.show_can_share(bool(words)))
        self.acts.connect_panel(panel)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find)

    # -- what the screen asks -----------------------------------------------------------------

    def go_to(self, ident: str, focus: str = "") -> None:
        """Open an entry, or begin one if the id is that of a new one."""
        hints = hints_of(ident)
        if hints is not None:
            self.begin(hints=hints)
        elif ident:
            self.open(ident, focus=focus)

    def begin(
        self, *_: object, hints: dict[str, str] | None = None, day: date | None = None
    ) -> None:
        """Begin an entry and go into its title or, where it holds questions, into its text."""
        self.panel.rest()
        page = self.opened.begin(
            self._context.desk.open_pair.pair, self.reading.today, hints or {}, day
        )
        self._show(page)
        self.turn(to_entry=True)
        edit = self.panel.pane.edit
        if page.text:
            cursor = edit.textCursor()
            cursor.movePosition(cursor.MoveOperation.Down)
            edit.setTextCursor(cursor)
            edit.setFocus()
        else:
            self.panel.title.setFocus()

    def open(self, ident: str, *, focus: str = "") -> None:
        """Open an entry; `focus` of "text" goes into it."""
        page = self.opened.find(ident)
        if page is None:
            self._context.say(tr("This entry is not there any more."), "", None)
            return
        self._show(page)
        self.turn(to_entry=True)
        if focus == "text":
            self.panel.pane.edit.setFocus()

    def start(self) -> None:
        """Put the focus where one goes on: into the list, or on the one button there is."""
        (self.browse.list if self.looking.rows else self.panel.begin_button).setFocus()

    def rest(self) -> None:
        """Store everything that is half typed."""
        self.panel.rest()

    def put_away(self) -> None:
        """Store, and let an entry go in which nothing was written; the lock does the rest."""
        self.panel.rest()
        self.opened.drop_if_untouched()

    def refresh(self) -> None:
        """Read again what is shown."""
        self.reading.look()
        self._show_all()

    def _show_all(self) -> None:
        self.looking.look()
        if self.opened.page is not None and not self.opened.is_there:
            self._show(None)
        if self.opened.page is None:
            self._open_newest()
        else:
            self._show_entry(new=False)
        self.browsing.show()
        if self.opened.page is None:
            self._show_nothing()

    def hear(self, changes: Changes) -> None:
        """Look again after a change; where only the open entry was typed into, at its row alone."""
        page = self.opened.page
        only_typed = (
            page is not None
            and changes.kinds == {Kind.PAGE}
            and changes.ids == {page.id}
            and self.opened.is_there
            and self.looking.touch(page.page, page.text)
        )
        if only_typed:
            self._show_entry(new=False)
            self.browse.show_rows(self.looking.rows, self.opened.id, self.looking.heading)
        else:
            self.refresh()

    # -- showing ------------------------------------------------------------------------------

    def _show(self, page: OpenPage | None) -> None:
        """Show another entry: what is typed is stored, then the former one is put away."""
        self.panel.rest()
        former = self.opened.page
        if page is former and page is not None:
            self.sides.close()
            return
        if page is None:
            self.panel.let_go()
        else:
            self.panel.show_entry(page, page.page.title, self.reading.facts(page.page), new=True)
        self.opened.show(page)
        self.browse.list.show_chosen(self.opened.id)
        self.sides.close()
        if page is None:
            self._show_nothing()
        self.panel.foot.show_earlier(())
        self.panel.foot.show_passages(self.acts.standing())
        self._look_back()
        self.fit()

    def _show_entry(self, *, new: bool) -> None:
        page = self.opened.page
        if page is not None:
            self.panel.show_entry(page, page.page.title, self.reading.facts(page.page), new=new)
            self.panel.foot.show_passages(self.acts.standing())
            self._look_back()

    def _open_newest(self) -> None:
        if self.opened.page is None:
            self.open_first()

    def open_first(self) -> None:
        """Show the first entry of the list, where there is room for it beside the list."""
        if self.looking.rows and not self._is_narrow:
            self._show(self.opened.find(self.looking.rows[0].id))

    def _show_nothing(self) -> None:
        if self.looking.total:
            self.panel.show_none(tr("Choose an entry, or begin one."), tr("New entry"))
        else:
            sentence = tr("Write what the hour left with you; five minutes are enough.")
            self.panel.show_none(sentence, tr("New entry"))

    def _look_back(self) -> None:
        """Look for earlier entries once this one stands."""
        if self.isVisible():
            self._later.start()

    @Slot()
    def _show_foot(self) -> None:
        page = self.opened.page
        if page is not None:
            self.panel.foot.show_earlier(self.reading.earlier(page.page, self.looking.every))

    # -- intents ------------------------------------------------------------------------------

    @Slot(str)
    def _on_item_chosen(self, ident: str) -> None:
        page = self.opened.find(ident)
        if page is not None:
            self._show(page)

    @Slot()
    def _on_clicked(self) -> None:
        """A click goes from the list to the entry, where they take turns."""
        self.turn(to_entry=True)

    @Slot(str)
    def _on_write_requested(self, ident: str) -> None:
        self.open(ident, focus="text")

    @Slot()
    def _on_back_requested(self) -> None:
        self.turn(to_entry=False)
        self.browse.list.setFocus()

    @Slot()
    def _on_escaped(self) -> None:
        self.turn(to_entry=False)
        self.browse.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_find(self) -> None:
        """In the entry Ctrl+F finds in it, elsewhere in all of them."""
        if self.panel.isAncestorOf(QApplication.focusWidget() or self):
            self.panel.pane.find_bar.open_bar()
        else:
            self.turn(to_entry=False)
            self.browse.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.browse.search.selectAll()

    # -- room ---------------------------------------------------------------------------------

    @property
    def _is_narrow(self) -> bool:
        return self.width() < px(_BOTH)

    def turn(self, *, to_entry: bool) -> None:
        """In a narrow window show the one or the other."""
        self._on_entry = to_entry
        self.fit()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look through, and nothing is being written."""
        return self.browsing.is_empty and self.opened.page is None

    def tell_emptied(self) -> bool:
        """Tell whether there is nothing to look through, and nothing is being written."""
        self.emptied.emit(self.is_empty)
        return self.is_empty

    def fit(self) -> None:
        """Give list and entry the room there is."""
        narrow = self._is_narrow
        empty = self.tell_emptied()
        self.browse.setVisible(not empty and (not narrow or not self._on_entry))
        self.right.setVisible(empty or not narrow or self._on_entry)
        self.panel.back.setVisible(narrow)
        if narrow:
            self.browse.setMinimumWidth(0)
            self.browse.setMaximumWidth(16_777_215)
        else:
            self.browse.setFixedWidth(px(_ROOMY_LIST if self.width() >= px(_ROOMY) else _LIST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        if self._context.profile.private.is_open:
            self._open_newest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()  # it may be the lock that hides it
