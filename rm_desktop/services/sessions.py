"""Planning sessions: dates, templates, moving, skipping, reopening, deleting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import TEMPLATE_MARK, ItemState, Session, SessionState, WrapUp
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.prompts import AskedBy
from rm_desktop.domain.templates import PlannedItem, PresentTopic, SessionTemplate, fit
from rm_desktop.domain.text import TITLE_LIMIT, one_line
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair

#: Meetings are between these lengths, in minutes.
SHORTEST, LONGEST = 5, 480


class Sessions:
    """The sessions of the open pair as plans; running one is the session room's business."""

    def __init__(
        self, pair: OpenPair, new_id: Callable[[], str], templates: tuple[SessionTemplate, ...]
    ) -> None:
        """Work on the open pair with the shipped templates."""
        self._open = pair
        self._new_id = new_id
        self.templates = templates

    def plan(self, session: str, starts: datetime, zone: str, minutes: int = 0) -> Changes:
        """Give a session its date (local time in an IANA zone); a second date is a move."""
        found = self._open.pair.session(session)
        when = starts.strftime("%Y-%m-%dT%H:%M")
        fields: dict[str, Any] = {"starts": when, "zone": zone}
        if minutes:
            fields["minutes"] = max(SHORTEST, min(LONGEST, minutes))
        is_move = bool(found.starts) and (found.starts, found.zone) != (when, zone)
        if is_move and found.state == SessionState.PLANNED:
            fields["moved"] = found.moved + 1
        label = tr("Move the session") if found.starts else tr("Set the date")
        return self._set(label, found, **fields)

    def rename(self, session: str, title: str) -> Changes:
        """Give a session a headline of its own."""
        found = self._open.pair.session(session)
        ready = one_line(title, TITLE_LIMIT)
        return (
            NOTHING
            if ready == found.title
            else self._set(tr("Rename the session"), found, title=ready)
        )

    def set_minutes(self, session: str, minutes: int) -> Changes:
        """Set a session's length in minutes, held between 5 minutes and 8 hours."""
        found = self._open.pair.session(session)
        length = max(SHORTEST, min(LONGEST, minutes))
        return self._set(tr("Change the length"), found, minutes=length)

    def skip(self, session: str) -> Changes:
        """Leave a session out; its open topics wait on the agenda of the one after it.

        A template's parts stay behind. Raises `BadInputError` while the session is running.
        """
        found = self._at_rest(session)
        heir = self._open.pair.following(found)
        topics = [
            item
            for item in self._open.pair.agenda(found.id)
            if item.state == ItemState.OPEN and not item.is_segment
        ]

        def act(document: PairDocument) -> None:
            for each in (found, heir) if topics else (found,):
                self._open.ensure_session(document, each)
            document.set_fields(
                Kind.SESSION, found.id, self._open.actor, state=str(SessionState.SKIPPED)
            )
            for item in topics:
                document.set_fields(Kind.ITEM, item.id, self._open.actor, session=heir.id)

        return self._open.change(tr("Skip the session"), act)

    def reopen(self, session: str) -> Changes:
        """Make a closed or skipped session a planned one again; its record stays."""
        found = self._open.pair.session(session)
        if found.state not in (SessionState.CLOSED, SessionState.SKIPPED):
            return NOTHING
        state, wrap_up = str(SessionState.PLANNED), str(WrapUp.PENDING)
        fields = {"state": state, "wrap_up": wrap_up, "closed_at": 0}
        return self._set(tr("Reopen the session"), found, **fields)

    def delete(self, session: str) -> Changes:
        """Put a session with its topics into the bin; what was promised in it stays promised.

        Raises `BadInputError` while the session is running.
        """
        found = self._at_rest(session)
        if found.id not in self._open.pair.sessions:
            return NOTHING
        return self._set(tr("Delete the session"), found, binned_at=self._open.now_ms())

    def restore(self, session: str) -> Changes:
        """Take a session out of the bin, its topics with it."""
        found = self._open.pair.sessions[session]
        return self._set(tr("Bring back the session"), found, binned_at=0)

    def apply_template(self, session: str, template: str, minutes: int) -> Changes:
        """Lay a template around the topics that are there; the sum stays the hour.

        Parts of an earlier template that nobody changed make way for the new one.
        """
        found = self._open.pair.session(session)
        shape = next(t for t in self.templates if t.id == template)
        topics = [item for item in self._open.pair.agenda(found.id) if not item.is_segment]
        parts = [item for item in self._open.pair.agenda(found.id) if item.is_segment]
        plan = fit(shape, minutes, [PresentTopic(item.id, item.minutes) for item in topics])

        def act(document: PairDocument) -> None:
            self._open.ensure_session(document, found)
            document.set_fields(
                Kind.SESSION, found.id, self._open.actor, template=template, minutes=minutes
            )
            for part in parts:
                # into the bin, not away: somebody may have written notes under it
                document.set_fields(
                    Kind.ITEM, part.id, self._open.actor, binned_at=self._open.now_ms()
                )
            for line in plan.items:
                self._lay(document, found.id, template, line)

        return self._open.change(tr("Use the template “{title}”", title=shape.title), act)

    def _lay(self, document: PairDocument, session: str, template: str, line: PlannedItem) -> None:
        if line.topic:
            document.place(line.topic)
            return
        ident = self._new_id()
        fields = {
            "title": line.title,
            "minutes": line.minutes,
            "segment": str(line.kind),
            "leads": self._leader(line.lead),
            "session": session,
            "state": "open",
            "added_by": f"{TEMPLATE_MARK}{template}",
            "added_at": self._open.now_ms(),
        }
        document.set_fields(Kind.ITEM, ident, self._open.actor, **fields)
        document.place(ident)

    def _leader(self, lead: AskedBy) -> str:
        pair = self._open.pair
        return {AskedBy.MENTOR: pair.mentor.id, AskedBy.MENTEE: pair.mentee.id}.get(lead, "")

    def _at_rest(self, session: str) -> Session:
        found = self._open.pair.session(session)
        if found.state == SessionState.RUNNING:
            raise BadInputError(tr("This session is running."), tr("Close it first."))
        return found

    def _set(self, label: str, session: Session, **fields: Any) -> Changes:
        def act(document: PairDocument) -> None:
            self._open.ensure_session(document, session)
            document.set_fields(Kind.SESSION, session.id, self._open.actor, **fields)

        return self._open.change(label, act)
