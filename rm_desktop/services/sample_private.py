"""What the owner of the sample pair wrote for herself, in a private vault of its own.

The vault is thrown away with the sample: its passphrase is dice nobody looked at.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rm_desktop.services.desk import Desk
    from rm_desktop.services.open_page import OpenPage
    from rm_desktop.services.profile import Profile

FILE = "private.toml"
_SESSION, _PASSAGE = "session", "passage"

Table = Mapping[str, Any]
Step = tuple[datetime, Callable[[], object]]


def open_private(profile: Profile) -> None:
    """Make a private vault that only the profile's key store opens again, and open it."""
    from rm_desktop.vault.founding import found

    private = profile.private
    found(private.path, store=private.store, passphrase=secrets.token_urlsafe(24)).close()
    private.open(private.fetch_copy())


class PrivatePages:
    """Journal, notes, drafts and passages of the story; ids are found by titles."""

    def __init__(
        self,
        story: Table,
        desk: Callable[[], Desk],
        session_of: Callable[[int], str],
        as_partner: Callable[[Callable[[], object]], object],
    ) -> None:
        """Take the data, and ways to find a session and to let the partner do something."""
        self._story = story
        self._desk = desk
        self._session_of = session_of
        self._as_partner = as_partner
        self._entries: dict[str, str] = {}
        self._passages: dict[str, str] = {}

    def steps(self, today: datetime, begins: datetime) -> Iterator[Step]:
        """Yield what is written when; what is older than the story is written as it begins."""
        for entry in self._story["entry"]:
            if "years" in entry:
                day = _years_before(today.date(), entry["years"])
                yield begins, partial(self._write_entry, entry, day)
            else:
                yield _at(today, entry), partial(self._write_entry, entry, None)
        for note in self._story["note"]:
            yield _at(today, note), partial(self._write_note, note)
        for draft in self._story["draft"]:
            yield _at(today, draft), partial(self._write_draft, draft)
        for passage in self._story[_PASSAGE]:
            yield _at(today, passage), partial(self._share, passage)
            if "seen" in passage:
                yield _at(today, passage["seen"]), partial(self._see, passage)

    def _write_entry(self, entry: Table, day: date | None) -> None:
        journal, session = self._desk().journal, entry.get(_SESSION, 0)
        page = journal.begin(
            title=entry["title"],
            template=entry.get("template", ""),
            session=self._session_of(session) if session else "",
            prompt=entry.get("prompt", ""),
            day=day,
        )
        page.change(tags=tuple(entry.get("tags", ())))
        self._fill(page, _text(entry))
        self._entries[entry["title"]] = page.id

    def _write_note(self, note: Table) -> None:
        desk, session = self._desk(), self._session_of(note[_SESSION])
        agenda = desk.open_pair.pair.agenda(session)
        item = next(item.id for item in agenda if item.title == note["title"])
        self._fill(desk.private_notes.open(item), note["text"])

    def _write_draft(self, draft: Table) -> None:
        page = self._desk().drafts.begin(draft["title"])
        page.change(state=draft["state"], links=tuple(draft.get("links", ())))
        self._fill(page, draft.get("text", ""))

    def _share(self, passage: Table) -> None:
        page, session = self._entries[passage["entry"]], self._session_of(passage[_SESSION])
        shared = self._desk().passages.share(page, passage["text"], session)
        self._passages[passage["text"]] = shared.id

    def _see(self, passage: Table) -> None:
        ident = self._passages[passage["text"]]
        self._as_partner(lambda: self._desk().passages.mark_seen(ident))

    def _fill(self, page: OpenPage, text: str) -> None:
        page.splice(0, page.length, text.strip())
        self._desk().journal.pages.leave(page.id)


def _text(entry: Table) -> str:
    """Return an entry's text, or its answers below the questions of its template."""
    if "answers" not in entry:
        return str(entry["text"])
    from rm_desktop.exchange.library import load_journal_templates

    template = next(t for t in load_journal_templates() if t.id == entry["template"])
    pairs = zip(template.questions, entry["answers"], strict=True)
    return "\n\n".join(f"## {question}\n{answer}" for question, answer in pairs)


def _at(today: datetime, moment: Table) -> datetime:
    day = today.date() + timedelta(moment["days"])
    return datetime.combine(day, time.fromisoformat(moment["at"]))


def _years_before(today: date, years: int) -> date:
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February
        return today.replace(year=today.year - years, day=28)
