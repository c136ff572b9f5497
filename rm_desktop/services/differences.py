"""The questions a pair has open: fields that both changed without knowing of each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from rm_desktop.documents.schema import BY_KIND
from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.differences import (
    Difference,
    Version,
    changed_words,
    field_words,
    value_words,
)
from rm_desktop.domain.entities import AgendaItem, from_plain
from rm_desktop.domain.held import LONGEST_TEXT
from rm_desktop.domain.names import first_name
from rm_desktop.domain.pair import CHARTER_ID
from rm_desktop.domain.text import FIELD_LIMIT, harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair

if TYPE_CHECKING:
    from rm_desktop.documents.cells import Cell
    from rm_desktop.documents.pair import PairDocument
    from rm_desktop.domain.pair import Pair

#: Texts of several lines, in which both can stand below each other.
_LONG = frozenset({"outcome", "wants", "gives", "purpose"})
_TAKEAWAY = "takeaway/"


class Differences:
    """The open questions of the open pair, for whoever is at the keyboard."""

    def __init__(
        self,
        pair: OpenPair,
        new_id: Callable[[], str],
        today: Callable[[], date],
        prompt_title: Callable[[str], str],
        agreement_title: Callable[[str], str],
    ) -> None:
        """Work on the open pair; prompts and agreement name what only they know."""
        self._open = pair
        self._new_id = new_id
        self._today = today
        self._prompt_title = prompt_title
        self._agreement_title = agreement_title

    def open(self) -> tuple[Difference, ...]:
        """Return what waits for an answer, sessions and topics first; what is in the bin waits."""
        opened = self._open
        if not opened.glance.unsettled:  # nothing is read for it at start
            return ()
        found = [
            self._difference(kind, ident, field)
            for (kind, ident), fields in opened.pair.unsettled.items()
            if _is_in_use(opened.pair, kind, ident)
            for field in fields
        ]
        asked = [each for each in found if each is not None]
        return tuple(
            sorted(asked, key=lambda each: (_ORDER.index(each.kind), each.about, each.key))
        )

    @property
    def between(self) -> tuple[str, str]:
        """Whoever is at the keyboard, and the other one."""
        opened = self._open
        return opened.actor, opened.glance.partner_of(opened.actor).id

    def words(self, one: str, other: str) -> str:
        """Say how many questions are open between two names, nothing where none is."""
        return changed_words(len(self.open()), one, other)

    def choose(self, difference: Difference, version: Version) -> Changes:
        """Let one of the values stand."""
        label = tr("Keep “{words}”", words=_short(version.words))
        return self._open.change(label, lambda doc: self._settle(doc, difference, version))

    def keep_both(self, difference: Difference) -> Changes:
        """Let both texts stand: below each other, or the other titles as topics of their own."""
        if not difference.both:
            return NOTHING

        def act(document: PairDocument) -> None:
            if difference.kind == Kind.ITEM and difference.field == "title":
                self._part(document, difference)
            else:
                joined = replace(difference.versions[0], value=difference.both)
                self._settle(document, difference, joined)

        return self._open.change(tr("Keep both: {name}", name=difference.name), act)

    # -- inside ---------------------------------------------------------------------------

    def _settle(self, document: PairDocument, difference: Difference, version: Version) -> None:
        kind, ident, field = difference.key
        document.settle(kind, ident, field, self._open.actor, version.value)
        for name, value in (version.also or {}).items():
            document.settle(kind, ident, name, self._open.actor, value)

    def _part(self, document: PairDocument, difference: Difference) -> None:
        """Give each title that is not shown a topic of its own, right after the first one."""
        found: AgendaItem = self._open.pair.items[difference.id]
        order = self._open.pair.order
        after = order[order.index(found.id) + 1 :]
        actor = self._open.actor
        document.settle(*difference.key, actor, difference.shown)
        for version in difference.versions:
            if version.value == difference.shown:
                continue
            fields = {
                "title": version.value,
                "minutes": found.minutes,
                "leads": found.leads,
                "session": found.session,
                "state": str(found.state),
                "segment": found.segment,
                "added_by": version.member,
                "added_at": self._open.now_ms(),
            }
            ident = self._new_id()
            document.set_fields(Kind.ITEM, ident, actor, **fields)
            document.place(ident, after[0] if after else "")

    def _difference(self, kind: Kind, ident: str, field: str) -> Difference | None:
        """Return a question in words; None where nothing that can be shown differs."""
        pair, document = self._open.pair, self._open.document
        if (kind, field) == (Kind.SESSION, "zone") and "starts" in pair.unsettled[kind, ident]:
            return None  # asked with the date
        cells = document.offered(kind, ident, field)
        zones: dict[str, str] = {}
        if (kind, field) == (Kind.SESSION, "starts"):
            own = pair.sessions[ident].zone
            said = document.offered(kind, ident, "zone")
            zones = {cell.writer: _read(kind, "zone", cell.value) or own for cell in said}
            zones = {cell.writer: zones.get(cell.writer, own) for cell in cells}
        versions = self._versions(kind, field, cells, zones)
        if len(versions) < 2:  # noqa: PLR2004
            return None
        name = self._name(kind, field)
        shown = _read(kind, field, cells[0].value)
        both = _both(kind, field, versions)
        return Difference(
            kind, ident, field, self._about(kind, ident, field), name, versions, shown, both
        )

    def _versions(
        self, kind: Kind, field: str, cells: list[Cell], zones: dict[str, str]
    ) -> tuple[Version, ...]:
        """Return what can be chosen, the asked person's first; each value once."""
        found: dict[tuple[Any, str], Version] = {}
        differ = len(set(zones.values())) > 1
        for cell in sorted(cells, key=self._place):
            value, zone = _read(kind, field, cell.value), zones.get(cell.writer, "")
            words = value_words(
                self._open.pair, field, value, self._today(), zone if differ else ""
            )
            elsewhere = any(each.member == cell.member for each in found.values())
            also = {"zone": zone} if zone else None
            version = Version(cell.member, value, words, elsewhere, also)
            found.setdefault((value, zone), version)
        return tuple(found.values())

    def _place(self, cell: Cell) -> tuple[bool, bool, str]:
        """Order cells: the asked person's first, and of those the one written here."""
        is_here = cell.writer.endswith(self._open.document.hand)
        return cell.member != self._open.actor, not is_here, cell.writer

    def _name(self, kind: Kind, field: str) -> str:
        if kind == Kind.AGREEMENT:
            return self._agreement_title(field)
        if field.startswith(_TAKEAWAY):
            return tr("Takeaway")
        return field_words(kind, field)

    def _about(self, kind: Kind, ident: str, field: str) -> str:
        """Return what a field belongs to."""
        pair = self._open.pair
        if kind == Kind.SESSION:
            session = tr("Session {n}", n=pair.numbers.get(ident, pair.next_number))
            owner = harmless(first_name(pair.name(field.removeprefix(_TAKEAWAY))))
            is_takeaway = field.startswith(_TAKEAWAY) and owner
            return tr("{session} · {name}", session=session, name=owner) if is_takeaway else session
        if kind == Kind.MEMBER:
            name = harmless(first_name(pair.name(ident)))
            return tr("{name}’s purpose card", name=name)
        makers: dict[Kind, Callable[[], str]] = {
            Kind.ITEM: lambda: tr("Topic “{title}”", title=_short(pair.items[ident].title)),
            Kind.ACTION: lambda: tr("Action “{text}”", text=_short(pair.actions[ident].text)),
            Kind.OBJECTIVE: lambda: tr(
                "Objective “{text}”", text=_short(pair.objectives[ident].text)
            ),
            Kind.MARK: lambda: tr("Prompt “{title}”", title=_short(self._prompt_title(ident))),
            Kind.CHARTER: lambda: tr("Your purpose and rhythm"),
            Kind.AGREEMENT: lambda: tr("Your working agreement"),
        }
        return makers[kind]()


_ORDER = (
    Kind.SESSION,
    Kind.ITEM,
    Kind.ACTION,
    Kind.OBJECTIVE,
    Kind.CHARTER,
    Kind.MEMBER,
    Kind.AGREEMENT,
    Kind.MARK,
)


def _is_in_use(pair: Pair, kind: Kind, ident: str) -> bool:
    if kind == Kind.ITEM:
        return ident in pair.items and not pair.is_away(pair.items[ident])
    shelves: dict[Kind, Any] = {
        Kind.SESSION: pair.sessions,
        Kind.ACTION: pair.actions,
        Kind.OBJECTIVE: pair.objectives,
    }
    found = shelves[kind].get(ident) if kind in shelves else None
    return kind not in shelves or (found is not None and not found.binned_at)


def _read(kind: Kind, field: str, value: object) -> Any:
    """Return a stored value as an entity would hold it, whatever somebody else put there."""
    if kind == Kind.AGREEMENT or field.startswith(_TAKEAWAY):
        return value[:LONGEST_TEXT] if isinstance(value, str) else ""
    return getattr(from_plain(BY_KIND[kind].build, {"id": CHARTER_ID, field: value}), field)


def _both(kind: Kind, field: str, versions: tuple[Version, ...]) -> str:
    """Return what keeping both texts makes, empty where it makes no sense."""
    texts = [version.value for version in versions]
    if (kind, field) == (Kind.ITEM, "title"):
        return " · ".join(texts) if all(texts) else ""
    if field in _LONG or field.startswith(_TAKEAWAY) or kind == Kind.AGREEMENT:
        joined = "\n".join(texts)
        return joined if all(texts) and len(joined) <= FIELD_LIMIT else ""
    return ""


def _short(text: str) -> str:
    line = harmless(" ".join(text.split()))
    return line if len(line) <= 60 else line[:59].rstrip() + "…"  # noqa: PLR2004
