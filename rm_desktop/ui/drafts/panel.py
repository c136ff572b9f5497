"""The drafts while private pages are open: the list, one draft, or what a partner would see of it.

Made anew after each unlock and deleted at each lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.drafts.editor import DraftEditor
from rm_desktop.ui.drafts.list import DraftList
from rm_desktop.ui.drafts.preview import DraftPreview
from rm_desktop.ui.drafts.rows import draft_rows, state_after, state_of, topic_of
from rm_desktop.ui.links import ask_then_open
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.widgets.scroll_column import bring_into_sight

if TYPE_CHECKING:
    from rm_desktop.domain.pair import Pair
    from rm_desktop.services.drafts import Drafts
    from rm_desktop.services.open_page import OpenPage
    from rm_desktop.ui.screen import Context

_KINDS = frozenset({Kind.PAGE, Kind.ITEM, Kind.SESSION, Kind.ORDER, Kind.MEMBER})


class DraftsPanel(QWidget):
    """`DraftsPanel(context)`; it keeps itself up to date."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drafts")
        self._context = context
        self._draft: OpenPage | None = None
        self.list = DraftList()
        self.editor = DraftEditor(lambda: time_words(context.profile.local_now()))
        self.preview = DraftPreview()
        self._pages = QStackedWidget()
        for page in (self.list, self.editor, self.preview):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()
        self._show(self.list)
        self.refresh()

    def refresh(self) -> None:
        """Show the drafts as they are."""
        rows = self._context.attempt(lambda: draft_rows(self._drafts.listed(), self._pair))
        self.list.show_rows(rows or ())
        if self._draft is not None:
            page = self._draft.page
            on_agenda = bool(topic_of(page, self._pair))
            self.editor.show_draft(page.title, self._draft, page.links, on_agenda=on_agenda)

    def rest(self) -> None:
        """Store what is half typed."""
        if self._draft is not None:
            self.editor.rest()

    def open(self, ident: str) -> None:
        """Write in a draft."""
        self._draft = self._context.attempt(lambda: self._drafts.open(ident))
        if self._draft is None:
            return
        self.editor.begin_anew()
        self.refresh()
        self._show(self.editor)
        self.editor.pane.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    # -- inside -----------------------------------------------------------------------------

    @property
    def _drafts(self) -> Drafts:
        return self._context.desk.drafts

    @property
    def _pair(self) -> Pair:
        return self._context.desk.open_pair.pair

    def _connect(self) -> None:
        self._context.house.changed.connect(self._on_house_changed)
        self.list.begun.connect(self._on_begun)
        self.list.opened.connect(self.open)
        self.list.state_pressed.connect(self._on_state_pressed)
        editor = self.editor
        editor.back_requested.connect(self._on_back_requested)
        editor.title_edited.connect(self._on_title_edited)
        editor.links_edited.connect(self._on_links_edited)
        editor.link_pressed.connect(lambda link: ask_then_open(QUrl(link), self._context.dialogs))
        editor.add_requested.connect(self._on_add_requested)
        editor.bin_requested.connect(self._on_bin_requested)
        editor.topic_requested.connect(self._on_topic_requested)
        editor.refused.connect(lambda sentence: self._context.say(sentence, "", None))
        self.preview.confirmed.connect(self._on_confirmed)
        self.preview.back_requested.connect(lambda: self._show(editor))

    def _show(self, page: QWidget) -> None:
        """Turn to a page; the others take no room."""
        for each in (self.list, self.editor, self.preview):
            policy = QSizePolicy.Policy.Preferred if each is page else QSizePolicy.Policy.Ignored
            each.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._pages.setCurrentWidget(page)
        self._pages.adjustSize()

    def _put_away(self) -> str:
        """Store the draft that is open and let go of it; return its id."""
        draft = self._draft
        if draft is None:
            return ""
        self.editor.rest()
        self._draft = None
        self.editor.begin_anew()
        self._context.attempt(lambda: self._drafts.pages.leave(draft.id))
        return draft.id

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(*_KINDS) and self._context.profile.private_is_open:
            self.refresh()

    @Slot(str)
    def _on_begun(self, title: str) -> None:
        def begin() -> None:
            draft = self._drafts.begin(title)
            draft.rest()
            self._drafts.pages.leave(draft.id)

        self._context.attempt(begin)
        self.list.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_state_pressed(self, ident: str) -> None:
        found = next((page for page in self._drafts.listed() if page.id == ident), None)
        if found is not None:
            following = state_after(state_of(found))
            self._context.attempt(lambda: self._drafts.set_state(ident, following))

    @Slot()
    def _on_back_requested(self) -> None:
        ident = self._put_away()
        self.refresh()
        self._show(self.list)
        self.list.focus_on(ident)

    @Slot(str)
    def _on_title_edited(self, title: str) -> None:
        draft = self._draft
        if draft is not None and title != draft.page.title:
            self._context.attempt(lambda: self._drafts.set_title(draft.id, title))

    @Slot(tuple)
    def _on_links_edited(self, links: tuple[str, ...]) -> None:
        draft = self._draft
        if draft is not None:
            self._context.attempt(lambda: self._drafts.set_links(draft.id, links))

    @Slot()
    def _on_topic_requested(self) -> None:
        topic = topic_of(self._draft.page, self._pair) if self._draft else ""
        if topic:
            session = self._pair.items[topic].session or self._pair.next_session.id
            self._context.go(Place(Where.PREPARE, session, topic))

    @Slot()
    def _on_bin_requested(self) -> None:
        ident = self._put_away()
        if ident and self._context.attempt(lambda: self._drafts.bin(ident)) is not None:
            # which one is nobody's business: a notice stays on screen when another one comes
            words = tr("The draft is in the bin for 30 days.")
            self._context.say(words, tr("Undo"), lambda: self._restore(ident))
        self.refresh()
        self._show(self.list)
        self.list.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, ident: str) -> None:
        self._context.attempt(lambda: self._drafts.restore(ident))

    # -- onto the agenda --------------------------------------------------------------------

    @Slot()
    def _on_add_requested(self) -> None:
        self.editor.rest()
        draft, pair = self._draft, self._pair
        if draft is None:
            return
        if not draft.page.title.strip():
            self.editor.title.show_problem(tr("A topic needs a title."))
            self.editor.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.editor.title.show_problem("")
        partner = first_name(harmless(pair.partner_of(self._context.desk.open_pair.you).name))
        where = tr("Add to the agenda of session {n}", n=pair.next_number)
        self.preview.show_preview(draft.page.title, draft.text, partner, where)
        self._show(self.preview)
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    @Slot(bool)
    def _on_confirmed(self, with_text: bool) -> None:
        draft, session = self._draft, self._pair.next_session.id
        if draft is None:
            return
        topic = self._context.attempt(
            lambda: self._drafts.add_to_agenda(draft.id, session, with_text=with_text)
        )
        if not topic:
            return
        self._on_back_requested()
        words = tr("The topic is on the agenda. Both of you can see it now.")
        self._context.say(words, tr("Undo"), self._context.desk.open_pair.history.way_back())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._context.profile.private_is_open:
            self._put_away()  # another screen may open the same draft
            self._show(self.list)
