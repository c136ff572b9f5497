"""What the two meet for: purpose both ways, objectives and rhythm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.pair import CHARTER_ID
from rm_desktop.domain.text import FIELD_LIMIT, TITLE_LIMIT, check_length, one_line
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair

MOST_PROGRESS = 3


class Together:
    """The purpose card, the objectives and the rhythm of the open pair."""

    def __init__(self, pair: OpenPair, new_id: Callable[[], str]) -> None:
        """Work on the open pair."""
        self._open = pair
        self._new_id = new_id

    # -- purpose --------------------------------------------------------------------------

    def set_purpose(self, text: str) -> Changes:
        """Set the sentence that both share."""
        ready = check_length(tr("The purpose"), text.strip(), FIELD_LIMIT)
        if ready == self._open.pair.charter.purpose:
            return NOTHING
        return self._set(tr("Edit the purpose"), Kind.CHARTER, CHARTER_ID, purpose=ready)

    def set_programme(self, name: str) -> Changes:
        """Name the programme the pair belongs to; an empty name means none."""
        ready = one_line(name, TITLE_LIMIT)
        if ready == self._open.pair.charter.programme:
            return NOTHING
        return self._set(tr("Name the programme"), Kind.CHARTER, CHARTER_ID, programme=ready)

    def set_wishes(
        self, member: str, *, wants: str | None = None, gives: str | None = None
    ) -> Changes:
        """Set what a member wants to learn and can give."""
        found = self._open.pair.members[member]
        fields = {"wants": wants, "gives": gives}
        ready = {
            name: check_length(tr("A wish"), text.strip(), FIELD_LIMIT)
            for name, text in fields.items()
            if text is not None and text.strip() != getattr(found, name)
        }
        label = tr("Edit {name}’s purpose card", name=found.name)
        return self._set(label, Kind.MEMBER, member, **ready) if ready else NOTHING

    def add_objective(self, text: str, owner: str) -> str:
        """Add an objective and return its id, "" if there is no text."""
        ready = one_line(text, TITLE_LIMIT)
        if not ready:
            return ""
        ident = self._new_id()
        fields = {"text": ready, "owner": owner, "added_at": self._open.now_ms()}
        self._set(tr("Add objective “{text}”", text=ready), Kind.OBJECTIVE, ident, **fields)
        return ident

    def edit_objective(self, objective: str, **fields: Any) -> Changes:
        """Change an objective's text or its progress (0 just begun to 3 reached)."""
        found = self._open.pair.objectives[objective]
        if "text" in fields:
            fields["text"] = one_line(fields["text"], TITLE_LIMIT) or found.text
        if "progress" in fields:
            fields["progress"] = max(0, min(MOST_PROGRESS, fields["progress"]))
        changed = {name: value for name, value in fields.items() if getattr(found, name) != value}
        label = tr("Edit objective “{text}”", text=found.text)
        return self._set(label, Kind.OBJECTIVE, objective, **changed)

    def delete_objective(self, objective: str) -> Changes:
        """Put an objective into the bin."""
        label = tr("Delete objective “{text}”", text=self._open.pair.objectives[objective].text)
        return self._set(label, Kind.OBJECTIVE, objective, binned_at=self._open.now_ms())

    def restore_objective(self, objective: str) -> Changes:
        """Take an objective out of the bin."""
        label = tr("Bring back “{text}”", text=self._open.pair.objectives[objective].text)
        return self._set(label, Kind.OBJECTIVE, objective, binned_at=0)

    # -- rhythm ---------------------------------------------------------------------------

    def set_rhythm(self, *, every: str, count: int, minutes: int, zone: str) -> Changes:
        """Set how often the two meet, how many times, for how long and in whose zone."""
        fields = {"every": every, "count": count, "minutes": minutes, "zone": zone}
        return self._set(tr("Change the rhythm"), Kind.CHARTER, CHARTER_ID, **fields)

    def _set(self, label: str, kind: Kind, ident: str, **fields: Any) -> Changes:
        return self._open.change(
            label, lambda doc: doc.set_fields(kind, ident, self._open.actor, **fields)
        )
