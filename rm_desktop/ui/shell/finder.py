"""What the palette finds: actions by their words, and everything written in the open pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.prompts import Filter, matching
from rm_desktop.domain.words import tr
from rm_desktop.services.desk import Desk
from rm_desktop.services.search import MATCH_END, MATCH_START, Found
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.palette import Entry

_MOST_PROMPTS = 5
_MOST_ENTRIES = 8
_ICONS = {
    Kind.ITEM: "calendar",
    Kind.NOTES: "shared",
    Kind.ACTION: "check",
    Kind.SESSION: "clock",
    Kind.OBJECTIVE: "rings",
    Kind.PASSAGE: "private",
}


class Finder:
    """The source of the palette's entries."""

    def __init__(
        self,
        desk: Desk,
        actions: Callable[[], Sequence[Entry]],
        go: Callable[[Place], None],
        *,
        private: bool = False,
    ) -> None:
        self._desk = desk
        self._actions = actions
        self._go = go
        self._private = private  # the owner sits there and has unlocked their pages

    def __call__(self, text: str) -> list[Entry]:
        """Return actions first, then what was found, the newest first."""
        wanted = text.casefold().split()
        actions = [
            entry
            for entry in self._actions()
            if all(word in f"{entry.title} {entry.also}".casefold() for word in wanted)
        ]
        if not wanted:
            return actions
        found = [self._found(each) for each in self._desk.search.find(text)]
        return [*actions, *found, *self._entries(text), *self._prompts(text)]

    def _found(self, found: Found) -> Entry:
        pair = self._desk.open_pair.pair
        item = pair.items.get(found.id)
        title = found.title or (item.title if item else "")
        place = self._place(found)
        number = pair.numbers.get(found.session or "")
        where = tr("Session {n}", n=number) if number else tr("Backlog")
        kind = {
            Kind.ITEM: tr("Topic"),
            Kind.NOTES: tr("Shared notes"),
            Kind.ACTION: tr("Action"),
            Kind.SESSION: tr("Takeaways"),
            Kind.OBJECTIVE: tr("Objective"),
            Kind.PASSAGE: tr("Shared passage"),
        }.get(Kind(found.kind), "")
        whence = where if number or found.kind not in (Kind.OBJECTIVE, Kind.PASSAGE) else ""
        detail = " · ".join(filter(None, (kind, whence, unmarked(found.snippet))))
        icon = _ICONS.get(Kind(found.kind), "search")
        entry = Entry(title or whence or kind, detail, icon, lambda: self._go(place))
        return replace(entry, title=_plain(entry.title), detail=_plain(entry.detail))

    def _place(self, found: Found) -> Place:
        if found.kind == Kind.OBJECTIVE or (found.kind == Kind.PASSAGE and not found.session):
            return Place(Where.TOGETHER, focus=found.id)
        pair = self._desk.open_pair.pair
        ident = found.session or ""
        session = pair.sessions.get(ident)
        if session is None:
            return Place(Where.PREPARE, pair.next_session.id, found.id)
        where = {SessionState.CLOSED: Where.SUMMARY, SessionState.RUNNING: Where.ROOM}
        return Place(where.get(SessionState(session.state), Where.PREPARE), ident, found.id)

    def _entries(self, text: str) -> list[Entry]:
        """Return journal entries; none while they are locked or the partner is at the keyboard."""
        if not self._private:
            return []
        return [
            Entry(
                _plain(found.title) or tr("Untitled"),
                " · ".join((tr("Journal"), unmarked(_plain(found.snippet)))),
                "book",
                lambda ident=found.id: self._go(Place(Where.JOURNAL, ident)),  # type: ignore[misc]
            )
            for found in self._desk.journal.find(text, limit=_MOST_ENTRIES)
        ]

    def _prompts(self, text: str) -> list[Entry]:
        prompts = matching(self._desk.prompts.every(), Filter(text=text))[:_MOST_PROMPTS]
        return [
            Entry(
                prompt.text,
                tr("Prompt"),
                "speech",
                lambda ident=prompt.id: self._go(Place(Where.PROMPTS, ident)),  # type: ignore[misc]
            )
            for prompt in prompts
        ]


#: What Markdown puts before a line or around words, and nobody would say aloud.
_MARKS = re.compile(r"(?:(?<=\s)|^)(?:#{1,6}|[-*+] \[[ x]\]|[*+>]|(?:(?<=\n)|^)-)\s+|\*\*|__|`")


def unmarked(text: str) -> str:
    """Return the words of a piece of Markdown as one would say them."""
    return _MARKS.sub("", text)


def _plain(text: str) -> str:
    return " ".join(text.replace(MATCH_START, "").replace(MATCH_END, "").split())
