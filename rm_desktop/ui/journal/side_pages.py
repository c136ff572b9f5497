"""The pages that take the entry's place for a while, each made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.date_words import day_words, time_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.journal.bin_page import Binned, BinPage
from rm_desktop.ui.journal.entry_acts import days_left
from rm_desktop.ui.journal.rows import joined
from rm_desktop.ui.journal.share_page import SharePage
from rm_desktop.ui.journal.sharing import paragraphs
from rm_desktop.ui.journal.versions_page import VersionsPage
from rm_desktop.ui.screen import Context
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.services.erase import Erased
    from rm_desktop.services.versions import Version
    from rm_desktop.ui.journal.content import JournalContent
    from rm_desktop.ui.journal.side_page import SidePage

_PARAGRAPH = "\u2029"


class SidePages(QObject):
    """Opens and fills them; `close` goes back to the entry."""

    def __init__(self, context: Context, content: JournalContent) -> None:
        super().__init__(content)
        self._context = context
        self._content = content
        self._share: SharePage | None = None
        self._bin: BinPage | None = None
        self._versions: VersionsPage | None = None
        self._marks: dict[str, Version] = {}
        self._workers = Workers(context.house, threads=1)  # a lock does not wait for them

    @Slot()
    def close(self) -> None:
        """Show the entry again."""
        stack = self._content.right
        if stack.currentWidget() is not self._content.panel:
            stack.setCurrentWidget(self._content.panel)
            for page in (self._share, self._versions):
                if page is not None:  # nothing private waits behind what is on show
                    stack.removeWidget(page)
                    page.deleteLater()
            self._share = self._versions = None

    @Slot()
    def _on_back(self) -> None:
        self.close()
        if self._content.opened.page is None:
            self._content.browse.list.setFocus()
        else:
            self._content.panel.pane.edit.setFocus()

    def _open(self, page: SidePage) -> None:
        stack = self._content.right
        if stack.indexOf(page) < 0:
            stack.addWidget(page)
            page.back_requested.connect(self._on_back)
        stack.setCurrentWidget(page)
        self._content.turn(to_entry=True)

    # -- sharing ------------------------------------------------------------------------------

    @Slot()
    def open_share(self) -> None:
        """Offer to share what is selected, or to pick from the paragraphs of the entry."""
        page = self._content.opened.page
        if page is None:
            return
        self._content.rest()
        chosen = self._content.panel.pane.edit.textCursor().selectedText()
        text = chosen.replace(_PARAGRAPH, "\n").strip()
        if self._share is None:
            self._share = SharePage()
            self._share.share_requested.connect(self._on_share_requested)
        picks = () if text else paragraphs(page.text)
        self._share.show_passage(self._content.acts.partner, text, picks)
        self._open(self._share)
        self._share.start()

    @Slot(str)
    def _on_share_requested(self, text: str) -> None:
        page = self._content.opened.page
        if page is None:
            return
        passages, session = self._context.desk.passages, page.page.session
        shared = self._context.attempt(lambda: passages.share(page.id, text, session))
        if shared is None:
            return
        self._on_back()
        name = self._content.acts.partner
        self._context.say(tr("Shared with {name}.", name=name), "", None)

    # -- versions -----------------------------------------------------------------------------

    @Slot()
    def open_versions(self) -> None:
        """List the moments one can go back to."""
        page = self._content.opened.page
        if page is None:
            return
        self._content.rest()
        listed = self._context.desk.versions.listed(page.id)
        self._marks = {str(version.at): version for version in listed}
        if self._versions is None:
            self._versions = VersionsPage()
            self._versions.version_chosen.connect(self._on_version_chosen)
            self._versions.bring_back_requested.connect(self._on_bring_back_requested)
        self._open(self._versions)
        rows = [(str(version.at), self._version_words(version)) for version in listed]
        self._versions.show_versions(rows)
        self._versions.start()

    def _version_words(self, version: Version) -> str:
        zone = self._context.profile.clock.local_zone()
        at = local_time(version.at, zone)
        when = tr(
            "{day}, {time}",
            day=day_words(at.date(), self._content.reading.today),
            time=time_words(at),
        )
        return joined(when, trn("{n} word", "{n} words", version.words))

    @Slot(str)
    def _on_version_chosen(self, key: str) -> None:
        page, version = self._content.opened.page, self._marks.get(key)
        if page is None or version is None or self._versions is None:
            return
        desk = self._context.desk
        pieces = self._context.attempt(lambda: desk.versions.compare(page.id, version.mark))
        if pieces is not None:
            self._versions.show_pieces(pieces)

    @Slot(str)
    def _on_bring_back_requested(self, key: str) -> None:
        page, version = self._content.opened.page, self._marks.get(key)
        if page is None or version is None:
            return
        desk = self._context.desk
        done = self._context.attempt(lambda: desk.versions.bring_back(page.id, version.mark))
        if done is None:
            return
        self._on_back()
        self._content.panel.count()
        words = tr("The version is back; what was there is kept among the versions.")
        self._context.say(words, tr("Undo"), lambda: self._content.acts.undo_typing(page))

    # -- the bin ------------------------------------------------------------------------------

    @Slot()
    def open_bin(self) -> None:
        """Show what can be brought back."""
        if self._bin is None:
            self._bin = BinPage()
            self._bin.restore_requested.connect(self._on_restore_requested)
            self._bin.erase_requested.connect(self._on_erase_requested)
        self.refresh_bin()
        self._open(self._bin)
        self._bin.back.setFocus()

    def refresh_bin(self) -> None:
        """Show what is in the bin now, if it is open."""
        if self._bin is None:
            return
        words, now = self._content.reading.row_words(), self._context.profile.clock.now().wall_ms
        shown: list[Binned] = []
        for listed in self._content.journal.binned():
            row = words.row(listed)
            left = days_left(listed.page.binned_at, now)
            stays = trn("goes for good in {n} day", "goes for good in {n} days", left)
            shown.append(Binned(row.id, row.title, joined(row.when, stays)))
        self._bin.show_binned(shown)

    @Slot(str)
    def _on_restore_requested(self, ident: str) -> None:
        journal = self._content.journal
        if self._context.attempt(lambda: journal.restore(ident)) is not None:
            self.refresh_bin()
            self._context.say(tr("The entry is back."), tr("Undo"), journal.history.way_back())

    @Slot(str)
    def _on_erase_requested(self, ident: str) -> None:
        from rm_desktop.services.erase import erasing_page

        sentence = tr(
            "The entry goes with all its earlier versions, here and from every backup this app "
            "keeps. Nobody can bring it back."
        )
        if self._context.dialogs.ask(tr("Erase for ever"), sentence, tr("Erase for ever")):
            profile = self._context.profile
            job = self._context.attempt(lambda: erasing_page(profile, ident))
            self.refresh_bin()
            if job is not None:  # backups take their time
                self._workers.run(job, self._on_erased, self._on_erasing_failed)

    @Slot(object)
    def _on_erased(self, erased: Erased) -> None:
        self._context.say(" ".join((tr("Erased for ever."), *erased.what_remains)), "", None)

    @Slot(object)
    def _on_erasing_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._context.say(f"{error.sentence} {error.next_step}".strip(), "", None)
