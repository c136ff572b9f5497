"""Updates are tried out in a child: good ones pass, bad ones are named, nothing reaches us."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from random import Random

import pytest

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.rehearsal import Rehearsal, Trial
from rm_desktop.documents.rehearse import Last, harmful
from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.changes import Kind


@pytest.fixture
def rehearsal() -> Iterator[Rehearsal]:
    child = Rehearsal()
    yield child
    child.close()


def typed(*words: str) -> tuple[bytes, list[bytes]]:
    document, updates = TextDocument("t"), list[bytes]()
    for each in words:
        document.splice(document.length, 0, each)
        updates += document.commit()
    return document.snapshot(), updates


def topics(count: int) -> list[bytes]:
    document, updates = PairDocument("p"), list[bytes]()
    for number in range(count):
        document.set_fields(Kind.ITEM, f"i{number}", "maya", title=f"Topic {number}")
        document.place(f"i{number}")
        updates += document.commit()[0]
    return updates


def items(document: object) -> Mapping[str, object]:
    assert isinstance(document, PairDocument)
    return document.pair.items


def test_what_a_partner_wrote_passes(rehearsal: Rehearsal) -> None:
    _, updates = typed("one ", "two ", "three")
    assert rehearsal.harmful(Trial("text", b"", updates)) == frozenset()
    assert rehearsal.harmful(Trial("pair", b"", topics(20))) == frozenset()


def test_it_is_tried_on_what_stands(rehearsal: Rehearsal) -> None:
    state, _ = typed("one ")
    other = TextDocument("t", state)
    other.splice(other.length, 0, "two")
    assert rehearsal.harmful(Trial("text", state, other.commit())) == frozenset()


def test_what_goes_on_where_the_last_trial_ended_is_judged_alike() -> None:
    writer, last = PairDocument("p"), Last()
    mirror = PairDocument("p")
    for n, update in enumerate(topics(12)):
        state = mirror.snapshot() if n else b""
        tried = [update, b"junk"] if n % 3 == 2 else [update]
        assert harmful(b"pair", state, tried, last) == harmful(b"pair", state, tried)
        mirror.merge([update])
        opened = last.take(PairDocument, mirror.snapshot())
        assert items(opened.document) == items(mirror)
        last.put(opened)
        assert last.take(PairDocument, mirror.snapshot()) is opened
        last.put(opened)
    writer.set_fields(Kind.ITEM, "mine", "henrik", title="Written meanwhile")
    mirror.merge(writer.commit()[0])
    fresh = last.take(PairDocument, mirror.snapshot())
    assert fresh is not opened
    assert "mine" in items(fresh.document)
    last.put(opened)
    assert isinstance(last.take(TextDocument, opened.whole).document, TextDocument)


def test_the_bad_one_among_good_ones_is_named(rehearsal: Rehearsal) -> None:
    _, updates = typed("one ", "two ", "three")
    mixed = [updates[0], b"junk", updates[1], b"", updates[2]]
    assert 1 in rehearsal.harmful(Trial("text", b"", mixed))
    assert not {0, 2, 4} & rehearsal.harmful(Trial("text", b"", mixed))


def test_a_child_that_dies_is_started_again(rehearsal: Rehearsal) -> None:
    _, updates = typed("one")
    assert rehearsal.harmful(Trial("text", b"", updates)) == frozenset()
    child = rehearsal._child  # noqa: SLF001
    assert child is not None
    child.kill()
    child.wait()
    assert rehearsal.harmful(Trial("text", b"", updates)) == frozenset()


def test_a_child_that_dies_while_it_is_told_leaves_nothing_open(
    rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, updates = typed("one")
    rehearsal.warm()
    child = rehearsal._child  # noqa: SLF001
    assert child is not None
    assert child.stdin is not None
    assert child.stdout is not None
    child.kill()
    child.wait()
    monkeypatch.setattr(child, "poll", lambda: None)  # it is not noticed yet
    assert rehearsal.harmful(Trial("text", b"", updates)) == frozenset({0})
    assert child.stdin.closed
    assert child.stdout.closed
    assert rehearsal.harmful(Trial("text", b"", updates)) == frozenset()


def test_a_child_that_hangs_is_not_waited_for() -> None:
    slow = Rehearsal(seconds=0.0)
    try:
        _, updates = typed("one ", "two")
        began = time.monotonic()
        assert slow.harmful(Trial("text", b"", updates)) == frozenset({0, 1})
        assert time.monotonic() - began < 30
    finally:
        slow.close()


@pytest.mark.parametrize("kind", ["text", "pair"])
def test_mutated_updates_never_reach_us(rehearsal: Rehearsal, kind: str) -> None:
    dice = Random(5)
    updates = typed("budget and video ", "no 🙂 yes")[1] if kind == "text" else topics(3)
    for _ in range(150):
        mutated = bytearray(dice.choice(updates))
        for _ in range(dice.randint(1, 4)):
            mutated[dice.randrange(len(mutated))] = dice.randrange(256)
        trial = Trial(kind, b"", [bytes(mutated)])
        if not rehearsal.harmful(trial):
            document = (TextDocument if kind == "text" else PairDocument)("p", b"", trial.updates)
            assert document.snapshot()
