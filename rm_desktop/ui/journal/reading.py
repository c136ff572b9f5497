"""What the journal reads from the rest of the profile to say its words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rm_desktop.domain.journal import Page
from rm_desktop.domain.words import tr, trn
from rm_desktop.ui.journal.facts import FactReader, Facts, shortened
from rm_desktop.ui.journal.foot import Earlier
from rm_desktop.ui.journal.rows import RowWords
from rm_desktop.ui.journal.written import moment_of
from rm_desktop.ui.screen import Context

if TYPE_CHECKING:
    from rm_desktop.services.journal import Listed

#: So many earlier entries are offered under one.
_EARLIER = 4


class Reading:
    """Today, the sessions, the other pairs, prompts and templates, as of the last `look`."""

    def __init__(self, context: Context) -> None:
        """Read for the first time."""
        self._context = context
        self.templates = {each.id: each for each in context.desk.journal.templates()}
        self._questions = {each.id: each.questions for each in self.templates.values()}
        self.look()

    def look(self) -> None:
        """Read again."""
        context = self._context
        self.today: date = context.profile.local_now().date()
        pair = context.desk.open_pair.pair
        self._others = {
            listed.id: tr("{you} & {partner}", you=listed.names[0], partner=listed.names[1])
            for listed in context.profile.pairs.listed()
            if listed.id != context.desk.open_pair.id
        }
        prompts = context.desk.prompts.every()
        self._facts = FactReader(pair, prompts, tuple(self.templates.values()), self._others)
        self._words = RowWords(self.today, pair.numbers, self._others, self._questions)

    @property
    def has_several(self) -> bool:
        """Tell whether there is another pair than the open one."""
        return bool(self._others)

    def row_words(self) -> RowWords:
        """Return what says rows."""
        return self._words

    def facts(self, page: Page) -> Facts:
        """Return what is known about a page, in words."""
        return self._facts.facts(page, self._context.desk.open_pair.id, self.today)

    def earlier(self, page: Page, every: bool) -> tuple[Earlier, ...]:
        """Return what was written a session ago, and on this day of earlier years."""
        journal = self._context.desk.journal
        found = [
            self._earlier(each, tr("One session ago"))
            for each in journal.one_session_ago(page)[: _EARLIER // 2]
        ]
        moment = moment_of(page.written)
        for each in journal.on_this_day(page, every=every):
            then = moment_of(each.page.written)
            if moment and then:
                years = moment.year - then.year
                ago = trn("On this day, {n} year ago", "On this day, {n} years ago", years)
                if years == 1:
                    ago = tr("On this day, a year ago")
                found.append(self._earlier(each, ago))
        return tuple(found[:_EARLIER])

    def _earlier(self, listed: Listed, when: str) -> Earlier:
        row = self._words.row(listed)
        spoken = tr("{when}: {title}", when=when, title=row.title)
        words = tr("{when}: {title}", when=when, title=shortened(row.title))
        return Earlier(row.id, words, spoken)
