"""Topics: adding, editing, ordering, carrying over, parking, dropping and finishing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.agenda import before_in
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import AgendaItem, ItemState, SessionState
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import FIELD_LIMIT, TITLE_LIMIT, check_length, one_line
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.open_pair import OpenPair


class Agenda:
    """The shared agenda of the open pair, backlog included (session "")."""

    def __init__(self, pair: OpenPair, new_id: Callable[[], str]) -> None:
        """Work on the open pair."""
        self._open = pair
        self._new_id = new_id

    def add(
        self, session: str, title: str, *, minutes: int = 0, before: str = "", **fields: Any
    ) -> str:
        """Add a topic and return its id; an empty title is refused by returning "".

        Who makes one of something else hands its `id`, so that a second try makes no second one.
        """
        made = self.add_many(session, [{"title": title, "minutes": minutes, **fields}], before)
        return made[0] if made else ""

    def add_many(
        self, session: str, topics: Iterable[dict[str, Any]], before: str = ""
    ) -> tuple[str, ...]:
        """Add topics in their order as one change; return their ids, empty titles left out."""
        ready = [self._ready(topic) for topic in topics]
        new = [(topic.pop("id", "") or self._new_id(), topic) for topic in ready if topic["title"]]
        if not new:
            return ()

        def act(document: PairDocument) -> None:
            self._ensure(document, session)
            for ident, topic in new:
                self._put(document, ident, session, topic, before)

        self._open.change(
            tr("Add “{title}”", title=new[0][1]["title"])
            if len(new) == 1
            else trn("Add {n} topic", "Add {n} topics", len(new)),
            act,
        )
        return tuple(ident for ident, _ in new)

    def edit(self, item: str, **fields: Any) -> Changes:
        """Change a topic's title, minutes, leads, outcome, objective or prompt."""
        found = self._open.pair.items[item]
        if "title" in fields:
            fields["title"] = one_line(fields["title"], TITLE_LIMIT) or found.title
        if "outcome" in fields:
            fields["outcome"] = check_length(tr("An outcome"), fields["outcome"], FIELD_LIMIT)
        changed = {k: v for k, v in fields.items() if getattr(found, k) != v}
        if not changed:
            return NOTHING
        if found.is_segment and "title" in changed:
            changed["added_by"] = self._open.actor
        return self._set(tr("Edit “{title}”", title=found.title), item, **changed)

    def move(self, item: str, session: str, before: str = "") -> Changes:
        """Move a topic within or into an agenda (one edit); where it came from is kept."""
        found = self._open.pair.items[item]

        def act(document: PairDocument) -> None:
            self._ensure(document, session)
            fields = arrival(self._open.pair, found, session)
            if fields:
                document.set_fields(Kind.ITEM, item, self._open.actor, **fields)
            document.place(item, before)

        return self._open.change(tr("Move “{title}”", title=found.title), act)

    def shift(self, item: str, step: int) -> Changes:
        """Move a topic up (-1) or down (+1) in its own list."""
        found = self._open.pair.items[item]
        before = before_in(self._open.pair.agenda(found.session), item, step)
        return NOTHING if before is None else self._place(found, before)

    def bring_in(self, items: Iterable[str], session: str, before: str = "") -> Changes:
        """Move carried-over topics into a session's agenda, to its end or before a topic."""
        chosen = [self._open.pair.items[item] for item in items]
        if not chosen:
            return NOTHING

        def act(document: PairDocument) -> None:
            self._ensure(document, session)
            for found in chosen:
                fields = arrival(self._open.pair, found, session)
                document.set_fields(Kind.ITEM, found.id, self._open.actor, **fields)
                document.place(found.id, before)

        label = trn("Bring in {n} carried topic", "Bring in {n} carried topics", len(chosen))
        return self._open.change(label, act)

    def park(self, item: str) -> Changes:
        """Put a topic into the backlog."""
        found = self._open.pair.items[item]
        fields = {"session": "", "state": str(ItemState.OPEN), "origin": "", "kept": 0}
        return self._set(tr("Park “{title}”", title=found.title), item, **fields)

    def drop(self, item: str) -> Changes:
        """Decide against a topic; it stays in the record of where it stood."""
        found = self._open.pair.items[item]
        label = tr("Drop “{title}”", title=found.title)
        return self._set(label, item, state=str(ItemState.DROPPED))

    def keep(self, item: str, times: int) -> Changes:
        """Answer "keep" after a topic has been carried over several times."""
        found = self._open.pair.items[item]
        return self._set(tr("Keep “{title}”", title=found.title), item, kept=times)

    def mark_discussed(self, item: str, *, discussed: bool = True) -> Changes:
        """Mark a topic as discussed, or open it again."""
        found = self._open.pair.items[item]
        state = ItemState.DISCUSSED if discussed else ItemState.OPEN
        label = tr("Mark “{title}” discussed") if discussed else tr("Reopen “{title}”")
        return self._set(label.format(title=found.title), item, state=str(state))

    def settle(self, item: str, session: str, state: ItemState) -> Changes:
        """Say what became of a topic in a session; one that was parked meanwhile comes back."""
        found = self._open.pair.items[item]
        label = {
            ItemState.DISCUSSED: tr("Mark “{title}” discussed"),
            ItemState.DROPPED: tr("Drop “{title}”"),
            ItemState.OPEN: tr("Carry over “{title}”"),
        }[state]

        def act(document: PairDocument) -> None:
            self._ensure(document, session)
            fields = {"state": str(state), "session": session}
            document.set_fields(Kind.ITEM, item, self._open.actor, **fields)

        return self._open.change(label.format(title=found.title), act)

    def delete(self, item: str) -> Changes:
        """Put a topic into the bin, where it stays for 30 days."""
        found = self._open.pair.items[item]
        label = tr("Delete “{title}”", title=found.title)
        return self._set(label, item, binned_at=self._open.now_ms())

    def restore(self, item: str) -> Changes:
        """Take a topic out of the bin; one whose session is gone or skipped is in the backlog."""
        found = self._open.pair.items[item]
        label = tr("Bring back “{title}”", title=found.title)
        return self._set(label, item, **return_of(self._open.pair, found))

    def _set(self, label: str, item: str, **fields: Any) -> Changes:
        found = self._open.pair.items[item]
        new = {name: value for name, value in fields.items() if getattr(found, name) != value}
        return self._open.change(
            label, lambda doc: doc.set_fields(Kind.ITEM, item, self._open.actor, **new)
        )

    def _place(self, found: AgendaItem, before: str) -> Changes:
        label = tr("Move “{title}”", title=found.title)
        return self._open.change(label, lambda doc: doc.place(found.id, before))

    def _ready(self, topic: dict[str, Any]) -> dict[str, Any]:
        return {**topic, "title": one_line(topic["title"], TITLE_LIMIT)}

    def _put(
        self, document: PairDocument, ident: str, session: str, topic: dict[str, Any], before: str
    ) -> None:
        fields = {"state": str(ItemState.OPEN), "leads": self._open.actor} | topic
        fields |= {
            "session": session,
            "added_by": self._open.actor,
            "added_at": self._open.now_ms(),
        }
        document.set_fields(Kind.ITEM, ident, self._open.actor, **fields)
        document.place(ident, before)

    def _ensure(self, document: PairDocument, session: str) -> None:
        if session:
            self._open.ensure_session(document, self._open.pair.session(session))


def arrival(pair: Pair, found: AgendaItem, session: str) -> dict[str, Any]:
    """Return the fields a topic takes on when it moves to a session, nothing if it is there."""
    if found.session == session:
        return {}
    fields: dict[str, Any] = {"session": session}
    carried = any(s.id == found.session for s in pair.closed)
    if carried and not found.origin:
        fields["origin"] = found.session
    if not session:
        fields["origin"] = ""
    return fields


def return_of(pair: Pair, found: AgendaItem) -> dict[str, Any]:
    """Return the fields a topic takes on when it comes out of the bin."""
    session = pair.sessions.get(found.session)
    if session and (session.binned_at or session.state == SessionState.SKIPPED):
        return {"binned_at": 0} | arrival(pair, found, "")
    return {"binned_at": 0}
