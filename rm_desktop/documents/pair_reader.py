"""From a `pair` document to frozen snapshots, reading again only what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import loro

from rm_desktop.documents.cells import MARK, Cell, parted, read_field
from rm_desktop.documents.guard import guard, weakly
from rm_desktop.documents.schema import BY_KIND, BY_ROOT, SHELVES, Shelf, build, cells_of
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import AgendaItem, Charter, Entity, Timeline
from rm_desktop.domain.pair import CHARTER_ID, FIELDS, Pair

#: The part of the agreement that both people write.
DRAFT = "draft"
#: Ids are random numbers, or a prompt's name in a pack.
LONGEST_ID = 200


class PairReader:
    """Keeps one `Pair` equal to its document; callbacks only note what to read again."""

    def __init__(self, ident: str, doc: loro.LoroDoc) -> None:
        """Read the whole document once."""
        self._doc = doc
        self._dirty: set[tuple[Kind, str]] = set()
        self._unsettled: dict[tuple[Kind, str], tuple[str, ...]] = {}
        self._is_watched = True
        self._unseen: set[tuple[Kind, str, str]] = set()
        self.pair = self._read_all(ident)
        self._subscription = doc.subscribe_root(weakly(self._on_event))

    def refresh(self) -> frozenset[tuple[Kind, str]]:
        """Read again what events named since the last call; return it."""
        dirty, self._dirty = frozenset(self._dirty), set()
        if not dirty:
            return dirty
        parts: dict[str, Any] = {}
        for kind in {kind for kind, _ in dirty}:
            ids = [ident for each, ident in dirty if each == kind]
            parts |= self._reread(kind, ids)
        if parts.keys() & {"items", "order"}:
            items = parts.get("items", self.pair.items)
            parts["order"] = self._order(items)
        parts["unsettled"] = dict(self._unsettled)
        self.pair = replace(self.pair, **parts)
        return dirty

    def cells(self, kind: Kind, ident: str, field: str) -> list[Cell]:
        """Return the cells of a shared field; `ident` is empty for the agreement's draft."""
        if kind == Kind.AGREEMENT:
            draft = guard(self._doc.get_map("agreement").get_deep_value).get(DRAFT)
            return cells_of(draft if isinstance(draft, dict) else {}, field)
        return cells_of(self._stored(BY_KIND[kind].root, ident) or {}, field)

    def let_see(self, *, sees: bool) -> None:
        """Tell whether the person sees what others write now; once they do, all was seen."""
        self._is_watched = sees
        if sees:
            self._unseen.clear()

    def seen(self, kind: Kind, ident: str, field: str, cells: Iterable[Cell]) -> set[str]:
        """Return the writers whose cells of a field came while the person saw what comes."""
        keys = {cell.writer: (kind, ident, f"{field}{MARK}{cell.writer}") for cell in cells}
        return {writer for writer, key in keys.items() if key not in self._unseen}

    def _read_all(self, ident: str) -> Pair:
        parts: dict[str, Any] = {}
        for shelf in SHELVES:
            stored = self._all_stored(shelf.root, dict)
            values = {key: self._built(shelf, key, value) for key, value in stored.items() if value}
            if shelf.kind == Kind.CHARTER:
                parts["charter"] = values.get(CHARTER_ID, Charter(CHARTER_ID))
            else:
                parts[FIELDS[shelf.kind]] = values
        timelines = self._all_stored("timelines", list)
        parts["timelines"] = {
            key: _timeline(key, value) for key, value in timelines.items() if value
        }
        parts["agreement"] = self._agreement()
        parts["order"] = self._order(parts["items"])
        return Pair(ident, **parts, unsettled=dict(self._unsettled))

    def _reread(self, kind: Kind, ids: list[str]) -> dict[str, Any]:
        if kind == Kind.ORDER:
            return {"order": ()}
        if kind == Kind.AGREEMENT:
            return {"agreement": self._agreement()}
        if kind == Kind.CHARTER:
            stored = self._stored("charter", CHARTER_ID) or {}
            return {"charter": self._built(BY_KIND[kind], CHARTER_ID, stored)}
        values: dict[str, Entity] = dict(getattr(self.pair, FIELDS[kind]))
        for ident in ids:
            found = self._entity(kind, ident)
            if found is None:
                values.pop(ident, None)
            else:
                values[ident] = found
        return {FIELDS[kind]: values}

    def _entity(self, kind: Kind, ident: str) -> Entity | None:
        root = "timelines" if kind == Kind.TIMELINE else BY_KIND[kind].root
        stored = self._stored(root, ident)
        if not stored:  # not there, or empty: what was in it was undone
            self._unsettled.pop((kind, ident), None)
            return None
        return (
            _timeline(ident, stored)
            if kind == Kind.TIMELINE
            else self._built(BY_KIND[kind], ident, stored)
        )

    def _built(self, shelf: Shelf, ident: str, stored: dict[str, Any]) -> Entity:
        entity, waiting = build(shelf, ident, stored)
        self._note_waiting((shelf.kind, ident), waiting)
        return entity

    def _agreement(self) -> dict[str, Any]:
        """Return the agreement with its draft as it reads."""
        stored: dict[str, Any] = guard(self._doc.get_map("agreement").get_deep_value)
        draft = stored.get(DRAFT)
        if not isinstance(draft, dict):
            return stored
        plain, fields = parted(draft)
        read = {field: read_field(raw) for field, raw in fields.items()}
        waiting = tuple(sorted(field for field, (_, is_open) in read.items() if is_open))
        self._note_waiting((Kind.AGREEMENT, ""), waiting)
        written = {field: value for field, (found, _) in read.items() for value in found}
        return stored | {DRAFT: plain | written}

    def _note_waiting(self, key: tuple[Kind, str], fields: tuple[str, ...]) -> None:
        if fields:
            self._unsettled[key] = fields
        else:
            self._unsettled.pop(key, None)

    def _all_stored(self, root: str, kind: type) -> dict[str, Any]:
        """Return what the containers of a shelf hold; plain values among them are left out."""
        shelf = self._doc.get_map(root)
        plain, deep = guard(shelf.get_value), guard(shelf.get_deep_value)
        return {
            key: value
            for key, value in deep.items()
            if isinstance(value, kind) and not isinstance(plain[key], kind) and _fits(root, key)
        }

    def _stored(self, root: str, ident: str) -> Any:
        found = guard(self._doc.get_map(root).get, ident)
        wanted = loro.LoroList if root == "timelines" else loro.LoroMap
        stored = found.container if isinstance(found, loro.ValueOrContainer.Container) else None
        # not there, or something else where a container belongs, which nobody could edit
        return guard(stored.get_deep_value) if isinstance(stored, wanted) else None

    def _order(self, items: Mapping[str, AgendaItem]) -> tuple[str, ...]:
        """Return each topic once: first occurrences, unknown ids skipped, strays at the end.

        Never repaired in answer to somebody else's change: two repairs would fight.
        """
        stored = guard(self._doc.get_movable_list("order").to_vec)
        listed = dict.fromkeys(each for each in stored if isinstance(each, str))
        known = [ident for ident in listed if ident in items]
        return (*known, *sorted(items.keys() - listed.keys()))

    def _on_event(self, event: loro.DiffEvent) -> None:
        """Note what to read again. An exception here would be a panic in Loro: none is raised."""
        for container in event.events:
            path = [p.index.key for p in container.path if hasattr(p.index, "key")]
            if not path:
                continue
            root, ident = path[0], path[1] if len(path) > 1 else ""
            named = [ident] if len(path) > 1 else _keys(container.diff)
            changed = [each for each in named if _fits(root, each)]
            if root == "order":
                self._dirty.add((Kind.ORDER, ""))
            elif root == "agreement":
                self._dirty.add((Kind.AGREEMENT, ""))
            elif root == "timelines":
                self._dirty.update((Kind.TIMELINE, each) for each in changed)
            elif root in BY_ROOT:
                self._dirty.update((BY_ROOT[root].kind, each) for each in changed)
            if not self._is_watched and event.triggered_by == loro.EventTriggerKind.Import:
                self._unseen.update(_cells_in(root, ident, _keys(container.diff)))


def _fits(root: str, ident: str) -> bool:
    """Tell whether an id is one that somebody of us could have made; others count as not there."""
    if root == "charter":
        return ident == CHARTER_ID
    return 0 < len(ident) <= LONGEST_ID and ident.isprintable()


def _cells_in(root: str, ident: str, keys: list[str]) -> list[tuple[Kind, str, str]]:
    """Return the keys of cells that changed in an entity, or in the agreement's draft."""
    if root == "agreement":
        return [(Kind.AGREEMENT, "", key) for key in keys] if ident == DRAFT else []
    return [(BY_ROOT[root].kind, ident, key) for key in keys] if ident and root in BY_ROOT else []


def _keys(diff: Any) -> list[str]:
    return list(diff.diff.updated) if isinstance(diff, loro.Diff.Map) else []


def _timeline(ident: str, stored: list[Any]) -> Timeline:
    """Return a session's events; one that two copies of a pair have from the same file is one."""
    events: dict[object, dict[str, Any]] = {}
    for place, event in enumerate(stored):
        if isinstance(event, dict):
            ident_of = event.get("id")
            events.setdefault(ident_of if isinstance(ident_of, str) else place, event)
    return Timeline(ident, tuple(events.values()))
