"""Action items: what one of the two promised, over all sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.text import TITLE_LIMIT, one_line
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair


class Actions:
    """The action items of the open pair."""

    def __init__(self, pair: OpenPair, new_id: Callable[[], str]) -> None:
        """Work on the open pair."""
        self._open = pair
        self._new_id = new_id

    def add(
        self, text: str, *, owner: str = "", due: str = "", item: str = "", session: str = ""
    ) -> str:
        """Add an action and return its id, "" if there is no text.

        `due` is an ISO date or `DUE_NEXT_SESSION`; without an owner it is the person's at the
        keyboard.
        """
        ready = one_line(text, TITLE_LIMIT)
        if not ready:
            return ""
        ident = self._new_id()
        fields = {
            "text": ready,
            "owner": owner or self._open.actor,
            "due": due,
            "item": item,
            "session": session,
            "added_by": self._open.actor,
            "added_at": self._open.now_ms(),
        }

        def act(document: PairDocument) -> None:
            if session:
                self._open.ensure_session(document, self._open.pair.session(session))
            document.set_fields(Kind.ACTION, ident, self._open.actor, **fields)

        self._open.change(tr("Add action “{text}”", text=ready), act)
        return ident

    def edit(self, action: str, **fields: Any) -> Changes:
        """Change an action's text, owner or due date."""
        found = self._open.pair.actions[action]
        if "text" in fields:
            fields["text"] = one_line(fields["text"], TITLE_LIMIT) or found.text
        changed = {k: v for k, v in fields.items() if getattr(found, k) != v}
        return self._set(tr("Edit “{text}”"), action, **changed) if changed else NOTHING

    def set_done(self, action: str, *, done: bool) -> Changes:
        """Tick an action off, or open it again."""
        label = tr("Finish “{text}”") if done else tr("Reopen “{text}”")
        return self._set(label, action, done_at=self._open.now_ms() if done else 0)

    def delete(self, action: str) -> Changes:
        """Put an action into the bin."""
        return self._set(tr("Delete “{text}”"), action, binned_at=self._open.now_ms())

    def restore(self, action: str) -> Changes:
        """Take an action out of the bin."""
        return self._set(tr("Bring back “{text}”"), action, binned_at=0)

    def _set(self, label: str, action: str, **fields: Any) -> Changes:
        text = self._open.pair.actions[action].text
        return self._open.change(
            label.replace("{text}", text),
            lambda doc: doc.set_fields(Kind.ACTION, action, self._open.actor, **fields),
        )
