"""Places in a text that stay right while two people type."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.documents.text import MOST_CURSOR, TextDocument, units

PIECES = ("a", "word ", "😀", "\n", "é", "👩‍👩‍👧‍👦", "שלום")


def two_with(text: str) -> tuple[TextDocument, TextDocument]:
    mine, hers = TextDocument("notes"), TextDocument("notes")
    mine.splice(0, 0, text)
    hers.merge(mine.commit())
    return mine, hers


@pytest.mark.parametrize("at", [0, 3, 5, 8, 13])
def test_a_place_is_the_same_in_the_other_copy(at: int) -> None:
    mine, hers = two_with("héllo 😀 worl")
    assert mine.length == 13
    assert hers.position(mine.cursor(at)) == at


def test_what_comes_before_a_place_moves_it_in_utf16_units() -> None:
    mine, hers = two_with("one two")
    place = mine.cursor(4)
    hers.splice(0, 0, "😀😀 ")
    assert hers.position(place) == 9
    hers.splice(7, 3, "")  # what it was tied to is gone
    assert hers.position(place) == 7


@pytest.mark.parametrize("at", [0, 2, 3])
def test_what_others_write_at_a_place_comes_behind_it(at: int) -> None:
    mine, hers = two_with("one")
    place = mine.cursor(at)
    hers.splice(at, 0, " two 😀")
    assert hers.position(place) == at


def test_what_has_not_come_yet_has_no_position_until_it_comes() -> None:
    mine, hers = two_with("one")
    mine.splice(3, 0, " two")
    place = mine.cursor(5)  # behind a character that she has not got
    assert hers.position(place) is None
    hers.merge(mine.commit())
    assert hers.position(place) == 5


def test_a_place_in_an_empty_text() -> None:
    mine, hers = TextDocument("notes"), TextDocument("notes")
    place = mine.cursor(0)
    assert hers.position(place) == 0
    hers.splice(0, 0, "hers")
    assert hers.position(place) == 0


def test_a_place_is_known_while_typing_is_not_committed() -> None:
    mine, _ = two_with("one two")
    mine.splice(0, 0, "zero ")
    assert mine.position(mine.cursor(9)) == 9


@pytest.mark.parametrize("batch", range(4))
def test_a_place_is_between_the_same_characters_whatever_others_do(batch: int) -> None:
    for run in range(50):
        rng = Random(batch * 100 + run)
        mine, hers = two_with("".join(rng.choices(PIECES, k=30)) + "|" + "tail" * 3)
        mark = units(mine.text.partition("|")[0]) + 1
        place = mine.cursor(mark)
        for _ in range(12):
            text = hers.text
            at = rng.randrange(len(text))
            gone = rng.randrange(3)
            if "|" in text[at : at + gone]:
                continue
            start = units(text[:at])
            hers.splice(start, units(text[at : at + gone]), rng.choice(PIECES))
        mine.merge(hers.commit())
        for copy in (mine, hers):
            assert copy.position(place) == units(copy.text.partition("|")[0]) + 1


@given(st.binary(max_size=2 * MOST_CURSOR))
def test_bytes_that_are_no_place_have_no_position(cursor: bytes) -> None:
    text = TextDocument("notes")
    text.splice(0, 0, "some text")
    found = text.position(cursor)
    assert found is None or 0 <= found <= text.length


def test_mutated_places_do_no_harm() -> None:
    mine, hers = two_with("some text with 😀 in it")
    rng = Random(3)
    for _ in range(3_000):
        place = bytearray(mine.cursor(rng.randrange(8)))
        place[rng.randrange(len(place))] = rng.randrange(256)
        found = hers.position(bytes(place))
        assert found is None or 0 <= found <= hers.length
