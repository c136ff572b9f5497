"""The prompts a pair can use: the library, packs and its own; marks, draws and the agenda."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.entities import PromptMark
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import CHARTER_ID
from rm_desktop.domain.picker import Context, pick, why_not
from rm_desktop.domain.prompts import AskedBy, Category, Prompt, Stage, can_join_agenda
from rm_desktop.domain.templates import suggested_template
from rm_desktop.domain.text import TITLE_LIMIT, one_line
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.history import Step
from rm_desktop.services.open_pair import OpenPair
from rm_desktop.vault.rows import PromptRow

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

#: The theme, and the template, of a pair's last session.
_CLOSING = "closing"
#: The setting of a pair that remembers the card on the table.
_TABLE = "table"


@dataclass(frozen=True, slots=True)
class BinnedPrompt:
    """A prompt of one's own in the bin."""

    id: str
    text: str
    binned_at: int


class Prompts:
    """Prompts with what the open pair noted about each."""

    def __init__(
        self,
        pair: OpenPair,
        vault: Callable[[], Vault],
        new_id: Callable[[], str],
        library: Callable[[], tuple[Prompt, ...]],
        categories: Callable[[], tuple[Category, ...]],
        rng: Random,
    ) -> None:
        """Read library and own prompts on first use."""
        self._open = pair
        self._vault = vault
        self._new_id = new_id
        self._library = library
        self.categories = categories
        self._rng = rng
        self._own: tuple[Prompt, ...] | None = None
        self._passed: set[str] = set()
        self._latest = ""

    # -- reading --------------------------------------------------------------------------

    def every(self) -> tuple[Prompt, ...]:
        """Return the library's prompts, then packs and own ones."""
        return self._library() + self.own()

    def own(self) -> tuple[Prompt, ...]:
        """Return imported prompts and one's own that are not in the bin."""
        if self._own is None:
            rows = (row for row in self._vault().prompts() if not row.binned_at)
            self._own = tuple(_from_row(row) for row in rows)
        return self._own

    def find(self, ident: str) -> Prompt | None:
        """Return a prompt by id, None if it is gone."""
        return next((p for p in self.every() if p.id == ident), None)

    def mark(self, ident: str) -> PromptMark:
        """Return what the pair noted about a prompt."""
        return self._open.pair.marks.get(ident, PromptMark(ident))

    def used_in(self, ident: str) -> tuple[int, ...]:
        """Return the numbers of the sessions in which a prompt was asked or on the agenda."""
        return self.uses().get(ident, ())

    def uses(self) -> Mapping[str, tuple[int, ...]]:
        """Return the numbers of those sessions for every prompt that was used at all."""
        pair = self._open.pair
        found = {(mark.id, session) for mark in pair.marks.values() for session in mark.drawn_in}
        items = (i for i in pair.items.values() if i.prompt and not i.binned_at)
        found |= {(item.prompt, item.session) for item in items}
        uses: dict[str, list[int]] = {}
        for prompt, session in found:
            if session in pair.numbers:
                uses.setdefault(prompt, []).append(pair.numbers[session])
        return {prompt: tuple(sorted(each)) for prompt, each in uses.items()}

    # -- drawing --------------------------------------------------------------------------

    def context(self, stage: Stage | None = None, category: str = "") -> Context:
        """Return what a draw for the next session depends on."""
        pair, session = self._open.pair, self._open.pair.next_session.id
        marks = pair.marks.values()
        planned = {i.prompt for i in pair.items.values() if i.prompt and not i.binned_at}
        here = [p for p in map(self.find, self._drawn_in(session)) if p]
        latest = self.find(self._latest) if self._latest else None
        return Context(
            members=frozenset(pair.members),
            held=len(pair.closed),
            stage=stage,
            category=category,
            used=frozenset(m.id for m in marks if m.drawn_in) | planned,
            passed=frozenset(self._passed),
            hidden=frozenset(m.id for m in marks if m.hidden),
            favourites=frozenset(m.id for m in marks if m.favourite),
            deeper=frozenset(pair.charter.deeper),
            deepest=frozenset(pair.charter.deepest),
            limits=frozenset(pair.charter.limits),
            homework=pair.charter.homework,
            last_depth=latest.depth if latest else 0,
            from_mentor=sum(p.role == AskedBy.MENTOR for p in here),
            from_mentee=sum(p.role == AskedBy.MENTEE for p in here),
        )

    def draw(self, stage: Stage | None = None, category: str = "") -> Prompt | None:
        """Return a card that suits now, None if none is left; nothing is noted yet."""
        return pick(self.every(), self.context(stage, category), self._rng)

    def draw_ahead(self, session: str) -> Prompt | None:
        """Return a card to prepare a session with, as `suits_ahead` has it; None if none is left.

        A closing session comes first to the prompts that close.
        """
        closes, context = self._closes(session), self.context()
        fitting = [p for p in self.every() if closes or not _is_ending(p)]
        last = [p for p in fitting if p.category == _CLOSING] if closes else []
        return pick(last, context, self._rng) or pick(fitting, context, self._rng)

    def suits_ahead(self, prompt: Prompt, session: str) -> bool:
        """Tell whether a card suits where the pair stands: endings are for the last session."""
        return not self.why_not(prompt) and (not _is_ending(prompt) or self._closes(session))

    def put_aside(self, ident: str) -> None:
        """Not this one now: it does not come up again until the app is started anew."""
        self._passed.add(ident)

    def why_not(self, prompt: Prompt) -> str:
        """Return the sentence why a card is not drawn, empty if it can be."""
        return why_not(prompt, self.context())

    # -- marks ----------------------------------------------------------------------------

    def set_favourite(self, ident: str, *, on: bool) -> Changes:
        """Mark a prompt as a favourite of the pair, or no longer."""
        label = tr("Mark as favourite") if on else tr("Remove from favourites")
        return self._mark(label, ident, favourite=on)

    def set_hidden(self, ident: str, *, on: bool) -> Changes:
        """Mark a prompt as not for us, or bring it back."""
        return self._mark(tr("Not for us") if on else tr("Bring back the prompt"), ident, hidden=on)

    def note_asked(self, ident: str, session: str, *, asked: bool = True) -> Changes:
        """Note that a prompt was asked in a session, or that it was not after all."""
        self._latest = ident if asked else ""
        return self._open.change(
            tr("Ask a prompt"),
            lambda doc: doc.collect(Kind.MARK, ident, "drawn", session, asked),
            quiet=True,
        )

    def lay(self, ident: str, session: str) -> None:
        """Remember on this laptop which card lies on a session's table."""
        self._vault().put_settings(self._open.id, {_TABLE: {"session": session, "prompt": ident}})

    def on_table(self, session: str) -> Prompt | None:
        """Return the card that was drawn last in a session, unless it is on the agenda by now."""
        found = self._vault().setting(self._open.id, _TABLE)
        if not isinstance(found, dict) or found.get("session") != session:
            return None
        ident = str(found.get("prompt"))
        planned = any(item.prompt == ident for item in self._open.pair.agenda(session))
        return None if planned or session not in self.mark(ident).drawn_in else self.find(ident)

    def add_to_agenda(self, ident: str, session: str, minutes: int = 10, before: str = "") -> str:
        """Put a prompt on a session's agenda, led by whoever asks it; return the topic's id."""
        prompt = self.find(ident)
        if prompt is None or not can_join_agenda(prompt):
            raise BadInputError(
                tr("This prompt is for private reflection and does not go on the agenda.")
            )
        pair = self._open.pair
        leads = {AskedBy.MENTOR: pair.mentor.id, AskedBy.MENTEE: pair.mentee.id}.get(
            prompt.role, ""
        )
        item = self._new_id()
        fields = {
            "title": one_line(prompt.text, TITLE_LIMIT),
            "prompt": ident,
            "minutes": minutes,
            "leads": leads,
            "session": session,
            "state": "open",
            "added_by": self._open.actor,
            "added_at": self._open.now_ms(),
        }

        def act(document: PairDocument) -> None:
            if session:
                self._open.ensure_session(document, pair.session(session))
            document.set_fields(Kind.ITEM, item, self._open.actor, **fields)
            document.place(item, before)

        self._open.change(tr("Add a prompt to the agenda"), act)
        return item

    def set_depth_choice(self, depth: int, member: str, *, on: bool) -> Changes:
        """Note that a member opens depth two early, or depth three at all; both must."""
        prefix = "deepest" if depth == 3 else "deeper"  # noqa: PLR2004
        label = (
            tr("Open depth {depth}", depth=depth) if on else tr("Close depth {depth}", depth=depth)
        )
        return self._open.change(
            label, lambda doc: doc.collect(Kind.CHARTER, CHARTER_ID, prefix, member, on)
        )

    def set_limit(self, category: str, *, on: bool) -> Changes:
        """Keep a category off the table, or put it back."""
        label = tr("Take a theme off the table") if on else tr("Put a theme back")
        return self._open.change(
            label, lambda doc: doc.collect(Kind.CHARTER, CHARTER_ID, "limit", category, on)
        )

    def set_homework(self, *, done: bool) -> Changes:
        """Note that the executive has read up on lived experience first."""
        return self._open.change(
            tr("Homework done") if done else tr("Homework not done"),
            lambda doc: doc.set_fields(Kind.CHARTER, CHARTER_ID, self._open.actor, homework=done),
        )

    # -- own prompts and packs ------------------------------------------------------------

    def save(self, prompt: Prompt) -> Changes:
        """Store a prompt of one's own, new (id "") or changed."""
        if not prompt.text.strip():
            raise BadInputError(
                tr("A prompt needs its question."), tr("Write it, then save again.")
            )
        ready = replace(prompt, id=prompt.id or f"own-{self._new_id()}")
        before = next((p for p in self.own() if p.id == ready.id), None)
        return self._swap(tr("Save a prompt"), [before] if before else [], [ready])

    def add_pack(self, prompts: Sequence[Prompt]) -> Changes:
        """Store a whole pack as one change; prompts with the same id are replaced."""
        ids = {p.id for p in prompts}
        before = [p for p in self.own() if p.id in ids]
        label = trn("Import {n} prompt", "Import {n} prompts", len(prompts))
        return self._swap(label, before, prompts)

    def remove_pack(self, pack: str) -> Changes:
        """Take a whole imported pack out; undo brings it back."""
        label = tr("Remove the pack “{name}”", name=pack)
        return self._swap(label, [p for p in self.own() if p.pack == pack], [])

    def delete(self, ident: str) -> Changes:
        """Put one of one's own prompts into the bin."""
        found = [_to_row(p) for p in self.own() if p.id == ident]
        binned = [replace(row, binned_at=self._open.now_ms()) for row in found]
        return self._change(tr("Delete a prompt"), found, binned)

    def binned(self) -> tuple[BinnedPrompt, ...]:
        """Return one's own prompts that can still be brought back."""
        rows = self._vault().prompts()
        return tuple(
            BinnedPrompt(r.id, _from_row(r).text, r.binned_at) for r in rows if r.binned_at
        )

    def restore(self, ident: str) -> Changes:
        """Take a prompt out of the bin."""
        binned = [row for row in self._vault().prompts() if row.id == ident]
        label = tr("Bring back a prompt")
        return self._change(label, binned, [replace(row, binned_at=None) for row in binned])

    def purge(self, idents: Collection[str]) -> Changes:
        """Delete prompts for good; this cannot be undone."""
        gone = [row for row in self._vault().prompts() if row.id in idents]
        return self._write(gone, [], "") if gone else NOTHING

    def _swap(self, label: str, old: Sequence[Prompt], new: Sequence[Prompt]) -> Changes:
        return self._change(label, [_to_row(p) for p in old], [_to_row(p) for p in new])

    def _change(self, label: str, old: Sequence[PromptRow], new: Sequence[PromptRow]) -> Changes:
        if not old and not new:
            return NOTHING
        changes = self._write(old, new, label)
        self._open.history.push(
            Step(label, lambda: self._write(new, old), lambda: self._write(old, new))
        )
        return changes

    def _write(
        self, old: Sequence[PromptRow], new: Sequence[PromptRow], label: str = ""
    ) -> Changes:
        gone = {row.id for row in old} - {row.id for row in new}
        with self._vault().transaction():
            self._vault().delete_prompts(gone)
            self._vault().put_prompts(new)
        self._own = None
        ids = frozenset(row.id for row in (*old, *new))
        return self._open.tell(Changes(frozenset({Kind.PROMPT}), ids, label=label))

    def _mark(self, label: str, ident: str, **fields: bool) -> Changes:
        if ident not in self._open.pair.marks:
            # made by itself: undoing this must not take away that it was asked since
            made = partial(PairDocument.set_fields, kind=Kind.MARK, ident=ident, member="")
            self._open.change(label, made, quiet=True)
        return self._open.change(
            label, lambda doc: doc.set_fields(Kind.MARK, ident, self._open.actor, **fields)
        )

    def _closes(self, session: str) -> bool:
        pair = self._open.pair
        number = pair.numbers.get(session, pair.next_number)
        shape = pair.session(session).template
        return _CLOSING in (shape, suggested_template(number, pair.charter.count or None))

    def _drawn_in(self, session: str) -> list[str]:
        return [m.id for m in self._open.pair.marks.values() if session in m.drawn_in]


def _is_ending(prompt: Prompt) -> bool:
    return prompt.stage == Stage.CLOSING or prompt.category == _CLOSING


def _to_row(prompt: Prompt) -> PromptRow:
    plain = asdict(prompt)
    return PromptRow(prompt.id, prompt.pack, json.dumps(plain, ensure_ascii=False))


def _from_row(row: PromptRow) -> Prompt:
    plain = json.loads(row.body)
    plain |= {"stage": Stage(plain["stage"]), "role": AskedBy(plain["role"])}
    return Prompt(**plain)
