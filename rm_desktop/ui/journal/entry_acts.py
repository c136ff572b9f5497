"""What one does with the open entry: tie it to things, print it, bin it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from rm_desktop.domain.changes import Changes
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.names import first_name
from rm_desktop.domain.words import tr
from rm_desktop.ui.journal.facts import typed_tags, with_tags
from rm_desktop.ui.journal.foot import Standing
from rm_desktop.ui.journal.sharing import standing_words
from rm_desktop.ui.journal.written import moment_of, read_written
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.screen import Context

if TYPE_CHECKING:
    from rm_desktop.services.open_page import OpenPage
    from rm_desktop.ui.journal.content import JournalContent
    from rm_desktop.ui.journal.entry_panel import EntryPanel

_LEADS = {SessionState.CLOSED: Where.SUMMARY, SessionState.RUNNING: Where.ROOM}


class EntryActs(QObject):
    """Hears what one wants with an entry and asks the services for it."""

    def __init__(self, context: Context, content: JournalContent) -> None:
        super().__init__(content)
        self._context = context
        self._content = content
        self._journal = context.desk.journal

    def connect_panel(self, panel: EntryPanel) -> None:
        """Listen to the panel of the entry."""
        facts = panel.facts
        panel.title_kept.connect(self._on_title_kept)
        panel.more_requested.connect(self.open_menu)
        facts.date_typed.connect(self._on_date_typed)
        facts.session_chosen.connect(self._on_session_chosen)
        facts.session_opened.connect(self._on_session_opened)
        facts.prompt_chosen.connect(self._on_prompt_chosen)
        facts.prompt_opened.connect(self._on_prompt_opened)
        facts.template_chosen.connect(self.insert_template)
        facts.tags_typed.connect(self._on_tags_typed)
        facts.tag_removed.connect(self._on_tag_removed)
        facts.tag_followed.connect(self._on_tag_followed)
        facts.session_followed.connect(self._on_session_followed)
        panel.foot.entry_requested.connect(self._content.open)
        panel.foot.withdraw_requested.connect(self._on_withdraw_requested)
        panel.foot.share_requested.connect(self._on_share_requested)

    @Slot()
    def _on_share_requested(self) -> None:
        self._content.sides.open_share()

    @property
    def partner(self) -> str:
        """The first name of the one who may read what is shared."""
        opened = self._context.desk.open_pair
        return first_name(opened.glance.partner_of(opened.you).name)

    def standing(self) -> tuple[Standing, ...]:
        """Return what became of the passages that were shared from the open entry."""
        page = self._content.opened.page
        if page is None or not page.page.shared:
            return ()
        clock = self._context.profile.clock
        zone, now = clock.local_zone(), self._context.profile.local_now()
        shared = self._context.attempt(lambda: self._context.desk.passages.shared_from(page.id))
        return tuple(
            Standing(
                each.id,
                standing_words(
                    self.partner,
                    local_time(each.shared_at, zone),
                    local_time(each.seen_at, zone) if each.seen_at else None,
                    now.replace(tzinfo=None),
                ),
                can_withdraw=not each.seen_at,
            )
            for each in shared or ()
        )

    # -- what is known about it ---------------------------------------------------------------

    def _change(self, label: str, **fields: object) -> Changes | None:
        """Change what is known about the open entry, with the way back."""
        ident = self._content.opened.id
        if not ident:
            return None
        return self._context.attempt(lambda: self._journal.change(ident, label, **fields))

    @Slot(str)
    def _on_title_kept(self, title: str) -> None:
        self._change(tr("Name an entry"), title=title)

    @Slot(str)
    def _on_date_typed(self, typed: str) -> None:
        page = self._content.opened.page
        field = self._content.panel.facts.date_field
        if page is None:
            return
        now = self._context.profile.local_now().replace(tzinfo=None)
        usual = (moment_of(page.page.written) or now).time()
        try:
            moment = read_written(typed, now, usual)
        except BadInputError as error:
            field.show_problem(f"{error.sentence} {error.next_step}".strip())
            return
        written = moment.isoformat(timespec="minutes")
        self._content.panel.facts.close_date()
        self._change(tr("Change the date of an entry"), written=written)

    @Slot(str)
    def _on_session_chosen(self, session: str) -> None:
        self._change(tr("Link an entry to a session"), session=session)

    @Slot()
    def _on_session_opened(self) -> None:
        page = self._content.opened.page
        session = self._context.desk.open_pair.pair.sessions.get(page.page.session if page else "")
        if session is not None:
            where = _LEADS.get(SessionState(session.state), Where.PREPARE)
            self._context.go(Place(where, session.id))

    @Slot(str)
    def _on_tag_followed(self, tag: str) -> None:
        self._content.browsing.follow_tag(tag)

    @Slot(str, str)
    def _on_session_followed(self, session: str, words: str) -> None:
        self._content.browsing.follow_session(session, words)

    @Slot(str)
    def _on_prompt_chosen(self, prompt: str) -> None:
        self._change(tr("Put a prompt over an entry"), prompt=prompt)

    @Slot()
    def _on_prompt_opened(self) -> None:
        page = self._content.opened.page
        if page is not None and page.page.prompt:
            self._context.go(Place(Where.PROMPTS, page.page.prompt))

    @Slot(str)
    def insert_template(self, ident: str) -> None:
        """Write the questions of a template at the end of what is there."""
        template = self._content.reading.templates.get(ident)
        if template is None or self._content.opened.page is None:
            return
        self._content.panel.append(template.text())
        self._change(tr("Choose a template"), template=ident)
        self._content.panel.pane.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_tags_typed(self, typed: str) -> None:
        page = self._content.opened.page
        if page is not None:
            tags = with_tags(page.page.tags, typed_tags(typed))
            self._change(tr("Change the tags of an entry"), tags=tags)

    @Slot(str)
    def _on_tag_removed(self, tag: str) -> None:
        page = self._content.opened.page
        if page is not None:
            tags = tuple(each for each in page.page.tags if each != tag)
            self._change(tr("Change the tags of an entry"), tags=tags)

    # -- the menu -----------------------------------------------------------------------------

    @Slot(object)
    def open_menu(self, at: QPoint) -> QMenu:
        """Open the menu of the entry and return it."""
        menu = QMenu(self._content)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("More for this entry"))
        sides, page = self._content.sides, self._content.opened.page
        about = [(tr("Save all about its session…"), self.save_session)]
        for words, act in (
            (f"{tr('Find in this entry')}\tCtrl+F", self._content.panel.pane.find_bar.open_bar),
            (tr("Earlier versions…"), sides.open_versions),
            (f"{tr('Print…')}\tCtrl+P", self.print_entry),
            (tr("Save a copy…"), self.save_entry),
            *(about if page and page.page.session else ()),
            (tr("Move to the bin"), self.bin),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _on=False, does=act: does())
            menu.addAction(action)
        menu.popup(at)
        return menu

    def save_entry(self) -> None:
        """Save the open entry outside the vault, after the passphrase."""
        from rm_desktop.ui.journal.save_copy import save_entry

        if self._content.opened.page is not None:
            save_entry(self._content.window(), self._context, self._content.opened.page)

    def save_session(self) -> None:
        """Save what is private about the session of the open entry, after the passphrase."""
        from rm_desktop.ui.journal.save_copy import save_session

        page = self._content.opened.page
        if page is not None:
            save_session(self._content.window(), self._context, page.page.session)

    @Slot(str)
    def bin(self, ident: str = "") -> None:
        """Put an entry in the bin, the open one if none is named, and say how to get it back."""
        ident = ident or self._content.opened.id
        if not ident:
            return
        self._content.rest()
        page = self._journal.open(ident)
        if page is None or not page.is_stored:
            return
        if self._context.attempt(lambda: self._journal.bin(ident)) is not None:
            words = tr("The entry is in the bin for 30 days.")
            self._context.say(words, tr("Undo"), self._journal.history.way_back())

    def undo_typing(self, page: OpenPage) -> None:
        """Take back what came into a text last, if it is still the one that is open."""
        if isValid(self) and self._content.opened.page is page:
            self._content.panel.pane.edit.undo_typing()

    def print_entry(self) -> None:
        """Print the open entry, after a word about what that does to its secrecy."""
        from rm_desktop.services.journal_print import journal_html
        from rm_desktop.ui.printing import print_out

        page, context = self._content.opened.page, self._context
        if page is None:
            return
        self._content.rest()
        title = tr("Print the entry")
        warning = tr(
            "This puts private text on paper, and through the printer’s queue, where others may "
            "read it. Nothing on paper can be locked."
        )
        if not context.dialogs.ask(title, warning, tr("Print")) or not door_of(context).is_open:
            return
        # the title of a print job is seen by everybody at the printer
        print_out(journal_html([(page.page, page.text)]), tr("Entry"), context.dialogs)

    @Slot(str)
    def _on_withdraw_requested(self, ident: str) -> None:
        done = self._context.attempt(lambda: self._context.desk.passages.withdraw(ident))
        if done is not None:
            words = tr(
                "Withdrawn. {name} has not seen it; backups made meanwhile still hold it.",
                name=self.partner,
            )
            self._context.say(words, "", None)


def days_left(binned_at: int, now_ms: int, days: int = 30) -> int:
    """Return how many days something stays in the bin, at least one."""
    binned = datetime.fromtimestamp(binned_at / 1000, UTC)
    ends = binned + timedelta(days=days)
    left = ends - datetime.fromtimestamp(now_ms / 1000, UTC)
    return max(1, left.days + bool(left.seconds))
