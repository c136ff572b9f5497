"""A laptop's disk with real documents: blobs as a vault keeps them, documents as the app does."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Self

import loro

from rm_desktop.documents.guard import guard
from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.pieces import put_together
from rm_desktop.documents.text import Splice, TextDocument, units
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.pair import Pair
from rm_desktop.services import projection
from rm_desktop.sync.log import SpaceLog
from rm_desktop.vault.rows import ItemRow
from rm_desktop.wire.content import Update
from tests.simulation.edits import (
    PAIR_EDITS,
    Hand,
    agree,
    say_who_one_is,
    say_why,
    type_somewhere,
)
from tests.simulation.ledger import Deed, Fact, Ledger, Place
from tests.sync.laptops import Disk

PAIR = "pair"
_AT_NOTES = 0.35
_STILL_TYPING = 0.3
_UNDOES = 0.05
Extent = dict[str, "loro.VersionVector"]


class DocumentDisk(Disk):
    """What is stored, and `desk`, the documents that the running app has open."""

    def __init__(self, log: SpaceLog) -> None:
        super().__init__(log)
        self.blobs: dict[str, list[bytes]] = {}
        self.rows: dict[tuple[str, str], ItemRow] = {}
        self.desk: dict[str, PairDocument | TextDocument] = {}
        self.mirrors: dict[str, Mirror] = {}
        #: What the edits did that can be undone, the latest last.
        self.done: list[list[Fact]] = []
        self.new_peer: Callable[[], int] = Random(1).getrandbits(60).__int__
        self.ledger = Ledger()

    def copy(self) -> Self:
        twin = super().copy()
        twin.blobs = {ident: list(blobs) for ident, blobs in self.blobs.items()}
        twin.rows = dict(self.rows)
        twin.new_peer, twin.ledger = self.new_peer, self.ledger
        return twin

    # -- the app --------------------------------------------------------------------------

    def wake(self) -> None:
        """Start the app: what was only in memory is gone."""
        self.desk, self.mirrors, self.done = {}, {}, []

    @property
    def pair(self) -> PairDocument:
        found = self.desk.get(PAIR)
        if not isinstance(found, PairDocument):
            found = self.desk[PAIR] = PairDocument(PAIR, b"", self.blobs.get(PAIR, []))
            _bear(found, self.new_peer())
        return found

    def text(self, ident: str) -> TextDocument:
        """Return a text as an editor has it, with a listener that keeps a copy of its own."""
        found = self.desk.get(ident)
        if not isinstance(found, TextDocument):
            found = self.desk[ident] = TextDocument(ident, b"", self.blobs.get(ident, []))
            _bear(found, self.new_peer())
            self.mirrors[ident] = Mirror(found)
        return found

    def edit(self, dice: Random, member: str, wall: int, *, killed: bool = False) -> None:
        """Let a person do something, and store it unless the app is killed before."""
        hand = Hand(dice, member, max(wall, 1), self.pair.pair)
        if dice.random() < _AT_NOTES and hand.pair.items:
            ident = type_somewhere(hand, self.text, self.mirrors)
            if dice.random() < _STILL_TYPING:
                return  # it is stored with what is typed next
        elif self.done and dice.random() < _UNDOES:
            self._undo(hand)
            return
        else:
            ident = PAIR
            names, weights = zip(*PAIR_EDITS, strict=True)
            dice.choices(names, weights)[0](hand, self.pair)
        if killed:
            self.wake()
            return
        self._store(ident, hand)
        for other in hand.emptied:
            self.text(other).clear()
            self._store(other, hand)

    def found(self) -> None:
        """Begin the pair, as its first laptop does."""
        hand = Hand(Random(1), "maya", 1, self.pair.pair)
        for edit in (say_who_one_is, say_why, agree):
            edit(hand, self.pair)
        self._store(PAIR, None)

    def rest(self) -> None:
        """Store what is being typed."""
        for ident in list(self.desk):
            if ident != PAIR:
                self._store(ident, None)

    def _store(self, ident: str, hand: Hand | None) -> None:
        """Commit one document: its updates, its rows and what is to be sent, as one."""
        document = self.desk[ident]
        if isinstance(document, PairDocument):
            updates, touched = document.commit(quiet=hand is not None and hand.quiet)
            self._project(touched)
        else:
            updates = document.commit()
        if not updates:
            return
        self._keep(ident, updates)
        if hand is not None and ident == PAIR:
            self.done = [] if hand.quiet or self._began(hand) else [*self.done, hand.facts]
            if not self.done:
                self.pair.forget_undo()
            self.ledger.note(_place(ident, document), hand.facts)

    def _began(self, hand: Hand) -> bool:
        """Tell whether an edit began what another laptop may begin at the same time.

        Taking that back hides what the other one wrote, until somebody writes there again.
        """
        shelves = ("sessions", "timelines", "agreement", "marks")
        now = self.pair.pair
        return any(getattr(now, each).keys() - getattr(hand.pair, each).keys() for each in shelves)

    def _undo(self, hand: Hand) -> None:
        """Take back this run's latest edit of the pair."""
        updates, touched = self.pair.undo()
        self._project(touched)
        self._keep(PAIR, updates)
        facts = [fact._replace(deed=Deed.UNDONE) for fact in self.done.pop()]
        self.ledger.note(_place(PAIR, self.pair), facts)

    def _keep(self, ident: str, updates: list[bytes]) -> None:
        self.blobs.setdefault(ident, []).extend(updates)
        self.own += [Update(ident, _kind(ident), data) for data in updates]

    def _project(self, touched: frozenset[tuple[Kind, str]]) -> None:
        made = projection.project(self.pair.pair, touched)
        for key in made.removed:
            if not any((row.kind, row.id) == key for row in made.items):
                self.rows.pop((str(key[0]), key[1]), None)
        self.rows |= {(str(row.kind), row.id): row for row in made.items}

    # -- sync -----------------------------------------------------------------------------

    def merge(self, update: Update) -> None:
        if update.document == PAIR:
            self._project(self.pair.merge([update.data]))
        elif update.document in self.desk:
            self.text(update.document).merge([update.data])
        self.blobs.setdefault(update.document, []).append(update.data)

    def whole(self) -> list[Update]:
        return [
            Update(ident, _kind(ident), put_together(blobs).snapshot)
            for ident, blobs in self.blobs.items()
        ]

    # -- what is held against it ----------------------------------------------------------

    def extent(self) -> Extent:
        """Return which edits of which document are on the disk."""
        return {ident: _loaded(blobs).oplog_vv for ident, blobs in self.blobs.items()}

    def lacks(self, wanted: Any) -> list[str]:
        """Return the documents in which an edit is missing."""
        mine = self.extent()
        none = loro.LoroDoc().oplog_vv
        return [each for each, vv in wanted.items() if not mine.get(each, none).includes_vv(vv)]

    def content(self) -> object:
        """Return all that a person can see, so that two can be compared."""
        texts = {ident: self.text(ident).text for ident in self.blobs if ident != PAIR}
        return self.pair.pair, {ident: text for ident, text in texts.items() if text}

    def flaws(self, *, is_inside: bool = True) -> list[str]:
        """Return where the running app, its rows and what is stored do not agree.

        Who was removed may wait for ever for what an edit builds on.
        """
        again = PairDocument(PAIR, b"", self.blobs.get(PAIR, []))
        found = []
        if again.pair != self.pair.pair:
            found.append("the pair differs from its rebuild")
        blank = _rows(Pair(PAIR))
        if blank | self.rows != blank | _rows(again.pair):
            found.append("rows differ from their rebuild")
        for ident, blobs in self.blobs.items():
            if is_inside and not put_together(blobs).is_whole:
                found.append(f"{ident} waits for something")
            if ident == PAIR:
                continue
            stored = TextDocument(ident, b"", blobs).text
            if self.text(ident).text != stored or self.mirrors[ident].text != stored:
                found.append(f"{ident} differs from its rebuild")
        return found + self.ledger.broken(self.pair.pair, self.extent())


class Mirror:
    """An editor's own copy of a text, kept by what it types and by what it is told."""

    def __init__(self, document: TextDocument) -> None:
        self.text = document.text
        document.listen(self._hear)

    def _hear(self, splices: tuple[Splice, ...]) -> None:
        for splice in splices:
            self.splice(splice)

    def splice(self, splice: Splice) -> None:
        """Do what an editor does with a splice."""
        raw = self.text.encode("utf-16-le")
        head, tail = raw[: 2 * splice.at], raw[2 * (splice.at + splice.removed) :]
        self.text = (head + splice.inserted.encode("utf-16-le") + tail).decode("utf-16-le")

    @property
    def length(self) -> int:
        return units(self.text)


def _rows(pair: Pair) -> dict[tuple[str, str], ItemRow]:
    rows = projection.project(pair, projection.everything(pair)).items
    return {(str(row.kind), row.id): row for row in rows}


def _kind(ident: str) -> str:
    return "pair" if ident == PAIR else "text"


def _engine(document: PairDocument | TextDocument) -> loro.LoroDoc:
    return document._doc  # noqa: SLF001 - who wrote an edit is of no interest to the app


def _bear(document: PairDocument | TextDocument, peer: int) -> None:
    """Let a seed decide what the engine decides by chance."""
    _engine(document).peer_id = peer


def _place(ident: str, document: PairDocument | TextDocument) -> Place:
    engine = _engine(document)
    return Place(ident, engine.peer_id, engine.oplog_vv.get_last(engine.peer_id) or 0)


def _loaded(blobs: list[bytes]) -> loro.LoroDoc:
    doc = loro.LoroDoc()
    for blob in blobs:
        guard(doc.import_, blob)
    return doc
