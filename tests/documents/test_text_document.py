"""Long texts: positions as Qt counts them, and splices that tell others what changed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.documents.text import Splice, TextDocument, units

PIECES = ("a", "b c", "\n", "😀", "é", "👩‍💻", "عر", "\u2028", "# ")


class Mirror:
    """What an editor shows: it hears splices and knows nothing else."""

    def __init__(self, document: TextDocument) -> None:
        self.text = document.text
        document.listen(self.hear)

    def hear(self, splices: tuple[Splice, ...]) -> None:
        raw = self.text.encode("utf-16-le")
        for splice in splices:
            head, tail = raw[: 2 * splice.at], raw[2 * (splice.at + splice.removed) :]
            raw = head + splice.inserted.encode("utf-16-le") + tail
        self.text = raw.decode("utf-16-le")

    def type(self, document: TextDocument, rng: random.Random) -> None:
        text = self.text
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.randrange(4))
        new = "".join(rng.choice(PIECES) for _ in range(rng.randrange(3)))
        splice = Splice(units(text[:start]), units(text[start:end]), new)
        document.splice(splice.at, splice.removed, splice.inserted)
        self.hear((splice,))


@given(st.integers(0, 2**32))
def test_two_editors_show_what_their_documents_hold_at_every_step(seed: int) -> None:
    rng = random.Random(seed)
    documents = [TextDocument("notes"), TextDocument("notes")]
    mirrors = [Mirror(document) for document in documents]
    sent: list[list[bytes]] = [[], []]
    for _ in range(30):
        n = rng.randrange(2)
        document, act = documents[n], rng.random()
        if act < 0.55:
            mirrors[n].type(document, rng)
        elif act < 0.65:
            document.undo()
        elif act < 0.7:
            document.redo()
        else:
            sent[1 - n] += document.commit()
            document.merge(sent[n])
            sent[n] = []
        assert [m.text for m in mirrors] == [d.text for d in documents]
    for n in (0, 1):
        sent[1 - n] += documents[n].commit()
    for n in (0, 1):
        documents[n].merge(sent[n])
    assert documents[0].text == documents[1].text == mirrors[0].text == mirrors[1].text


def test_every_batch_of_typing_is_one_update_and_rebuilds_the_text() -> None:
    document = TextDocument("notes")
    document.splice(0, 0, "Hello ")
    document.splice(6, 0, "😀")
    first = document.commit()
    document.splice(0, 5, "Bye")
    second = document.commit()
    assert (len(first), len(second), document.commit()) == (1, 1, [])
    again = TextDocument("notes", updates=[*first, *second])
    assert again.text == "Bye 😀"
    assert again.length == 6


def test_undo_takes_back_own_typing_and_leaves_the_partners() -> None:
    mine, theirs = TextDocument("notes"), TextDocument("notes")
    mine.splice(0, 0, "base")
    theirs.merge(mine.commit())
    mine.splice(4, 0, " MINE")
    theirs.splice(0, 0, "THEIRS ")
    mine.commit()
    mine.merge(theirs.commit())
    assert mine.can_undo()
    mine.undo()
    assert "THEIRS" in mine.text
    assert "MINE" not in mine.text
    assert mine.can_redo()


def test_an_emptied_text_leaves_nothing_to_find() -> None:
    document = TextDocument("notes")
    document.splice(0, 0, "a secret")
    document.clear()
    document.clear()
    assert document.text == ""
    assert TextDocument("notes", document.snapshot()).text == ""


def test_who_stopped_listening_hears_nothing() -> None:
    document = TextDocument("notes")
    heard: list[tuple[Splice, ...]] = []
    stop = document.listen(heard.append)
    document.splice(0, 0, "x")
    document.undo()
    stop()
    document.redo()
    assert heard == [(Splice(0, 1, ""),)]


@pytest.mark.parametrize(("text", "length"), [("abc", 3), ("é", 1), ("😀", 2), ("👩‍💻", 5)])
def test_lengths_are_counted_as_qt_counts(text: str, length: int) -> None:
    assert units(text) == length


def test_undo_ends_at_words_however_often_typing_is_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr("rm_desktop.documents.text.monotonic", lambda: now[0])
    document = TextDocument("t")
    for at, letter in enumerate("one two three"):
        document.splice(at, 0, letter)
        now[0] += 0.3
        document.commit()
    seen = []
    while document.can_undo():
        document.undo()
        seen.append(document.text)
    assert seen[-1] == ""
    assert len(seen) > 1
    assert all(text.rstrip() in {"", "one", "one two"} for text in seen)
    document.redo()
    assert document.text.rstrip() in {"one", "one two"}


def test_typing_after_undo_is_a_step_of_its_own() -> None:
    document = TextDocument("t")
    document.splice(0, 0, "kept ")
    document.undo()
    document.redo()
    document.splice(5, 0, "x")
    document.undo()
    assert document.text == "kept "
