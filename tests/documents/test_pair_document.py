"""The pair's document: verbs, undo, and what two copies of it make of each other's edits."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.documents.guard import DocumentError, guard
from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import AgendaItem, Session


@pytest.fixture
def document() -> PairDocument:
    made = PairDocument("pair")
    for ident, role in (("maya", "mentor"), ("henrik", "mentee")):
        made.set_fields(Kind.MEMBER, ident, ident, name=ident.title(), role=role)
    made.commit()
    return made


def add(document: PairDocument, ident: str, session: str = "", before: str = "") -> None:
    document.set_fields(Kind.ITEM, ident, "maya", title=ident, session=session)
    document.place(ident, before)


def test_a_topic_stands_before_the_one_it_was_placed_before(document: PairDocument) -> None:
    for ident in "abc":
        add(document, ident)
    document.place("c", "a")
    document.commit()
    assert document.pair.order == ("c", "a", "b")
    document.place("c")
    document.commit()
    assert document.pair.order == ("a", "b", "c")


def test_what_one_laptop_stored_another_reads_alike(document: PairDocument) -> None:
    add(document, "a", "s1")
    document.append_event("s1", {"id": "e1", "kind": "started"})
    document.collect(Kind.SESSION, "s1", "takeaway", "maya", "Let him drive")
    document.set_agreement("draft", "why", "To learn")
    updates, _ = document.commit()
    again = PairDocument("pair", document.snapshot())
    assert again.pair == document.pair
    assert updates


def test_both_values_of_a_field_that_two_people_typed_are_kept(document: PairDocument) -> None:
    add(document, "a")
    base = document.commit()[0]
    other = PairDocument("pair", document.snapshot())
    document.set_fields(Kind.ITEM, "a", "maya", title="From Maya")
    other.set_fields(Kind.ITEM, "a", "henrik", title="From Henrik")
    mine, theirs = document.commit()[0], other.commit()[0]
    document.merge(theirs)
    other.merge(mine)
    assert base
    assert document.pair == other.pair
    offered = document.offered(Kind.ITEM, "a", "title")
    values = {cell.member: cell.value for cell in offered}
    assert values == {"maya": "From Maya", "henrik": "From Henrik"}
    assert document.pair.items["a"].title == offered[0].value


def test_the_later_of_two_values_is_shown_whoever_wrote_it(document: PairDocument) -> None:
    add(document, "a")
    document.set_fields(Kind.ITEM, "a", "henrik", title="second")
    document.commit()
    document.set_fields(Kind.ITEM, "a", "maya", title="third")
    document.commit()
    assert document.pair.items["a"].title == "third"


def test_undo_takes_back_one_edit_and_redo_does_it_again(document: PairDocument) -> None:
    add(document, "a")
    document.commit()
    document.set_fields(Kind.ITEM, "a", "maya", title="new", minutes=15)
    document.commit()
    _, touched = document.undo()
    assert touched == {(Kind.ITEM, "a")}
    assert document.pair.items["a"] == AgendaItem("a", title="a")
    document.redo()
    assert document.pair.items["a"].minutes == 15


def test_a_quiet_edit_is_not_undone(document: PairDocument) -> None:
    add(document, "a")
    document.commit()
    document.collect(Kind.MARK, "dig-01", "drawn", "s1", True)
    document.commit(quiet=True)
    document.undo()
    assert "a" not in document.pair.items
    assert document.pair.marks["dig-01"].drawn_in == ("s1",)


def test_a_document_of_a_newer_version_is_read_without_what_we_do_not_know() -> None:
    document = PairDocument("pair")
    document.set_fields(Kind.ITEM, "a", "maya", title="a", mood="new field", minutes=3)
    document.set_fields(Kind.ITEM, "b", "maya", title=7, state=["odd"], binned_at="soon")
    document.append_event("s1", {"kind": "levitated"})
    document.commit()
    assert document.pair.items["a"] == AgendaItem("a", title="a", minutes=3)
    assert document.pair.items["b"] == AgendaItem("b")


def test_junk_is_refused_and_changes_nothing(document: PairDocument) -> None:
    before = document.pair
    with pytest.raises(DocumentError):
        document.merge([b"junk"])
    assert document.pair == before


def test_errors_that_are_not_the_librarys_pass_through_the_gate() -> None:
    def broken() -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError):
        guard(broken)
    with pytest.raises(KeyError):
        PairDocument("pair").collect(Kind.MARK, "x", "unknown", "s", True)


@dataclass
class Copy:
    """One laptop's copy of the document with what it has not sent yet."""

    document: PairDocument
    outbox: list[bytes] = field(default_factory=list)
    inbox: list[bytes] = field(default_factory=list)


Edit = Callable[[PairDocument, random.Random], None]


def _edits() -> tuple[Edit, ...]:
    items, sessions = tuple("abcdef"), ("", "s1", "s2")

    def add_or_move(document: PairDocument, rng: random.Random) -> None:
        ident = rng.choice(items)
        add(document, ident, rng.choice(sessions), rng.choice(items))

    def edit(document: PairDocument, rng: random.Random) -> None:
        member = rng.choice(("maya", "henrik"))
        fields = {"title": str(rng.random()), "minutes": rng.randrange(30)}
        document.set_fields(Kind.ITEM, rng.choice(items), member, **fields)

    def shift(document: PairDocument, rng: random.Random) -> None:
        document.place(rng.choice(items), rng.choice(items))

    def purge(document: PairDocument, rng: random.Random) -> None:
        document.purge(Kind.ITEM, rng.choice(items))

    def happen(document: PairDocument, rng: random.Random) -> None:
        document.append_event("s1", {"id": str(rng.random()), "kind": "paused"})

    def promise(document: PairDocument, rng: random.Random) -> None:
        document.set_fields(Kind.ACTION, rng.choice(items), "maya", text=str(rng.random()))

    return add_or_move, add_or_move, edit, edit, shift, purge, happen, promise


@given(st.integers(0, 2**32))
def test_two_copies_edited_apart_agree_after_they_exchanged_everything(seed: int) -> None:
    rng = random.Random(seed)
    first = PairDocument("pair")
    copies = [Copy(first), Copy(PairDocument("pair", first.snapshot()))]
    edits = _edits()
    for _ in range(30):
        copy = rng.choice(copies)
        other = copies[1 - copies.index(copy)]
        if rng.random() < 0.75:
            rng.choice(edits)(copy.document, rng)
            copy.outbox += copy.document.commit()[0]
            if rng.random() < 0.15:
                copy.outbox += copy.document.undo()[0]
        else:
            rng.shuffle(copy.outbox)  # the network keeps no order
            other.inbox += copy.outbox
            copy.outbox = []
            other.document.merge(other.inbox)
            other.inbox = []
    for copy, other in (copies, reversed(copies)):
        other.document.merge(copy.outbox)
    assert copies[0].document.pair == copies[1].document.pair
    for copy in copies:
        again = PairDocument("pair", copy.document.snapshot())
        assert again.pair == copy.document.pair, "the running reader and a fresh one differ"
        order = copy.document.pair.order
        assert sorted(order) == sorted(set(order)) == sorted(copy.document.pair.items)


def test_an_edit_that_breaks_off_leaves_no_trace_and_undo_as_it_was(document: PairDocument) -> None:
    add(document, "a")
    document.commit()
    document.set_fields(Kind.ITEM, "a", "maya", title="new")
    document.commit()
    document.undo()
    before = document.pair
    add(document, "b")
    document.append_event("s1", {"id": "e1"})
    stored = document.abandon()
    assert (document.pair, document.abandon()) == (before, [])
    assert PairDocument("pair", document.snapshot()).pair == before
    assert stored, "a later edit builds on what was taken back, so it is stored too"
    document.redo()
    assert document.pair.items["a"].title == "new"
    document.undo()
    document.undo()
    assert "a" not in document.pair.items


def test_a_purged_session_leaves_nothing_to_one_of_the_same_number(document: PairDocument) -> None:
    document.set_fields(Kind.SESSION, "s1", "maya", ordinal=1, title="Old", binned_at=5)
    document.collect(Kind.SESSION, "s1", "takeaway", "maya", "a secret")
    document.append_event("s1", {"id": "e1", "kind": "started"})
    document.commit()
    document.purge(Kind.SESSION, "s1")
    document.commit(quiet=True)
    assert (document.pair.sessions, document.pair.timelines) == ({}, {})
    document.set_fields(Kind.SESSION, "s1", "maya", ordinal=1)
    document.append_event("s1", {"id": "e2", "kind": "started"})
    document.commit()
    assert document.pair.sessions["s1"] == Session("s1", 1)
    assert [event["id"] for event in document.pair.timelines["s1"].events] == ["e2"]


def test_saying_the_same_again_is_no_edit(document: PairDocument) -> None:
    document.set_fields(Kind.ITEM, "a", "maya", title="a", minutes=5, state="open")
    document.collect(Kind.MARK, "dig-01", "drawn", "s1", True)
    document.commit()
    document.set_fields(Kind.ITEM, "a", "henrik", title="a", minutes=5, state="open")
    document.collect(Kind.MARK, "dig-01", "drawn", "s1", True)
    assert document.commit() == ([], frozenset())


def test_undo_leaves_what_others_added_to_what_one_began(document: PairDocument) -> None:
    document.set_fields(Kind.SESSION, "s1", "maya", ordinal=1)
    document.append_event("s1", {"id": "e1"})
    document.set_agreement("signatures", "v1/maya", 5)
    document.commit()
    other = PairDocument("pair", document.snapshot())
    other.set_fields(Kind.SESSION, "s1", "henrik", title="Plan")
    other.append_event("s1", {"id": "e2"})
    other.set_agreement("signatures", "v1/henrik", 6)
    document.merge(other.commit()[0])
    updates, _ = document.undo()
    other.merge(updates)
    for each in (document, other):
        assert each.pair.sessions["s1"].title == "Plan"
        assert [event["id"] for event in each.pair.timelines["s1"].events] == ["e2"]
        signatures: Any = each.pair.agreement["signatures"]
        assert "v1/henrik" in signatures
