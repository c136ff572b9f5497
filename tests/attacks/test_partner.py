"""A partner with a valid key: short runs, and the single things that once did harm."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import loro
import pytest

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.rehearsal import Rehearsal, Trial
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.pair import notes_id
from rm_desktop.services.pairs import Person
from rm_desktop.wire.content import Update
from tests.attacks import partner
from tests.attacks.blobs import with_right_sum
from tests.attacks.poisons import TOO_MUCH, written


def test_notes_of_topics_that_nobody_has_slow_nothing_down() -> None:
    seen = partner.Seen()
    with partner.battle(Random(1)) as (enemy, root):
        data = written(b"", lambda doc: doc.get_text("text").insert(0, "x"))
        enemy.send([Update(notes_id(f"n{n}"), "text", data) for n in range(1_500)])
        partner.sync(enemy.seat, seen)
        partner.use(enemy.seat, seen, root)
    assert seen.longest_look < partner.HANG_S


def test_a_topic_with_the_id_of_another_pairs_takes_no_words_along() -> None:
    with partner.battle(Random(1)) as (enemy, _):
        profile, shared = enemy.seat.profile, enemy.pair
        desk = profile.create_pair(Person("Maya", "mentor"), Person("Astrid", "mentee"))
        topic = desk.agenda.add("", "Confidential")
        desk.notes(topic).splice(0, 0, "among the two of us")
        desk.notes(topic).rest()
        other = desk.open_pair.id
        desk = profile.open_pair(shared)
        document = PairDocument("p", enemy.base())
        document.set_fields(Kind.ITEM, topic, "h", title="mine")
        first = document.commit()[0]
        document.purge(Kind.ITEM, topic)
        for updates in (first, document.commit()[0]):
            enemy.send([enemy.update("pair", update) for update in updates])
            partner.sync(enemy.seat, partner.Seen())
        assert topic not in desk.open_pair.pair.items
        assert profile.open_pair(other).notes(topic).text == "among the two of us"


@pytest.fixture(scope="module")
def rehearsal() -> Iterator[Rehearsal]:
    child = Rehearsal()
    yield child
    child.close()


def test_nothing_a_partner_writes_stops_the_app() -> None:
    found = partner.play(300, 1, sizes=False)
    assert not found["failures"], found
    assert found["refused"] > 50


@pytest.mark.parametrize("name", ["60 lists in each other"])
def test_too_much_of_something_is_refused_or_lived_with(name: str) -> None:
    seen = partner.Seen()
    partner.too_much(seen, name)
    assert seen.tried == 3


def test_a_checksum_that_was_made_right_is_right() -> None:
    document = TextDocument("t")
    for length in (1, 5, 300):
        document.splice(0, 0, "x" * length)
        for update in document.commit():
            assert with_right_sum(update) == update


def squat(doc: loro.LoroDoc, value: Any) -> None:
    """Put something else where the app wants to write."""
    places = {
        "items": ("i1", "i2"),
        "sessions": ("s1",),
        "charter": ("charter",),
        "timelines": ("s1",),
        "agreement": ("draft", "versions", "signatures"),
        "marks": ("dig-01",),
    }
    for root, idents in places.items():
        for ident in idents:
            if isinstance(value, loro.LoroText):
                doc.get_map(root).insert_container(ident, loro.LoroText())
            else:
                doc.get_map(root).insert(ident, value)


@pytest.mark.parametrize("value", [5, "x", None, [1], {"title": "x"}, loro.LoroText()], ids=repr)
def test_whatever_stands_in_a_place_gives_way_to_what_belongs_there(value: Any) -> None:
    document = PairDocument("p", b"", [written(b"", lambda doc: squat(doc, value))])
    document.set_fields(Kind.ITEM, "i1", "maya", title="mine", minutes=5)
    document.set_fields(Kind.SESSION, "s1", "maya", ordinal=1)
    document.set_fields(Kind.CHARTER, "charter", "maya", purpose="to learn")
    document.collect(Kind.MARK, "dig-01", "drawn", "s1", True)
    document.found("s1", ordinal=1)
    document.append_event("s1", {"id": "e1", "kind": "started"})
    for part in ("draft", "versions", "signatures"):
        document.set_agreement(part, "why", "x", "maya")
    document.commit()
    document.purge(Kind.ITEM, "i2")
    document.commit()
    pair = document.pair
    assert (pair.items["i1"].title, pair.sessions["s1"].ordinal) == ("mine", 1)
    assert pair.charter.purpose == "to learn"
    assert pair.marks["dig-01"].drawn_in == ("s1",)
    assert [event["id"] for event in pair.timelines["s1"].events] == ["e1"]
    assert PairDocument("p", document.snapshot()).pair == pair


def test_a_map_that_cannot_merge_is_written_into_where_it_stands() -> None:
    def act(doc: loro.LoroDoc) -> None:
        item: Any = doc.get_map("items").insert_container("i1", loro.LoroMap())
        item.insert("outcome", "theirs")

    document = PairDocument("p", b"", [written(b"", act)])
    document.set_fields(Kind.ITEM, "i1", "maya", title="mine")
    document.commit()
    assert (document.pair.items["i1"].title, document.pair.items["i1"].outcome) == (
        "mine",
        "theirs",
    )


def test_a_whole_document_may_not_show_what_its_changes_do_not_make(rehearsal: Rehearsal) -> None:
    """Its state is stored beside its changes: two laptops would show different words for ever."""
    made, shown = _whole("the budget is agreed"), _whole("the budget is too low")
    forged = with_right_sum(_body(made)[0] + _body(shown)[1])
    copy = loro.LoroDoc()
    copy.import_(forged)
    assert copy.get_text("text").to_string() == "the budget is too low"
    assert rehearsal.harmful(Trial("text", b"", [made])) == frozenset()
    assert rehearsal.harmful(Trial("text", b"", [forged])) == frozenset({0})


def _whole(words: str) -> bytes:
    """Return a document that one hand wrote, a sign at a time."""
    doc = loro.LoroDoc()
    doc.peer_id = 7
    for at, sign in enumerate(words.ljust(21)):
        doc.get_text("text").insert(at, sign)
    doc.commit()
    return bytes(doc.export(loro.ExportMode.Snapshot()))


def _body(whole: bytes) -> tuple[bytes, bytes]:
    """Return the head and the changes of a whole document, and its state and what follows."""
    end = 26 + int.from_bytes(whole[22:26], "little")
    return whole[:end], whole[end:]


def test_ids_that_nobody_of_us_makes_count_as_not_there() -> None:
    def act(doc: loro.LoroDoc) -> None:
        for ident in ("", "a\x00b", "\u202ea", "x" * 3_000, "i1"):
            for root in ("items", "charter"):
                doc.get_map(root).ensure_mergeable_map(ident).insert("title", ident)

    update = written(b"", act)
    fresh, grown = PairDocument("p", b"", [update]), PairDocument("p")
    touched = grown.merge([update])
    for document in (fresh, grown):
        assert document.pair.items.keys() == {"i1"}
        assert document.pair.charter.id == "charter"
    assert touched == {(Kind.ITEM, "i1")}


@pytest.mark.parametrize("name", ["a text of 2.8 million signs"])
def test_a_child_refuses_too_much_and_is_there_for_the_next(
    rehearsal: Rehearsal, name: str
) -> None:
    kind, act = TOO_MUCH[name]
    good = written(b"", lambda doc: doc.get_map("items").insert("x", 1))
    bad = written(b"", act)
    assert rehearsal.harmful(Trial(kind, b"", [good, bad])) == frozenset({1})
    assert rehearsal.harmful(Trial(kind, b"", [good])) == frozenset()


def test_many_bad_ones_cost_one_patience(rehearsal: Rehearsal) -> None:
    dice = Random(3)
    good = written(b"", lambda doc: doc.get_text("text").insert(0, "x"))
    updates = [os.urandom(60) if dice.random() < 0.9 else good for _ in range(2_000)]
    bad = rehearsal.harmful(Trial("text", b"", updates))
    assert bad == {place for place, update in enumerate(updates) if update != good}


PLANTED: list[Callable[[pytest.MonkeyPatch], None]] = [
    lambda patch: patch.setattr(Rehearsal, "harmful", lambda *_: frozenset()),
    lambda patch: patch.setattr("rm_desktop.services.sync.Sync.set_aside", lambda *_: [_Nobody()]),
    lambda patch: patch.setattr(partner, "HANG_S", 0.0),
]


class _Nobody:
    member, sequence = "", 0


@pytest.mark.parametrize("plant", PLANTED, ids=("no rehearsal", "no sender", "slow"))
def test_a_planted_weakness_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    assert partner.play(40, 1, sizes=False)["failures"]
