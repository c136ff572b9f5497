"""A field that both changed: what it is called and how its values read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.differences import (
    Difference,
    Version,
    changed_words,
    field_words,
    value_words,
)
from rm_desktop.domain.entities import DUE_NEXT_SESSION, Charter, Member, Objective, Role
from rm_desktop.domain.pair import CHARTER_ID, Pair

TODAY = date(2026, 11, 26)
PAIR = replace(
    Pair("p", charter=Charter(CHARTER_ID)),
    members={"maya": Member("maya", "Maya Okafor", Role.MENTOR)},
    objectives={"o": Objective("o", text="Read a budget")},
)


def test_a_difference_is_known_by_its_field() -> None:
    versions = (Version("maya", "A", "A"), Version("henrik", "B", "B", elsewhere=True))
    found = Difference(Kind.ITEM, "i1", "title", "Topic", "Title", versions, "B")
    assert found.key == (Kind.ITEM, "i1", "title")


def test_how_many_were_changed_by_both() -> None:
    assert changed_words(0, "Maya Okafor", "Henrik Berg") == ""
    assert changed_words(1, "Maya Okafor", "Henrik Berg") == "Maya and Henrik both changed 1 thing"
    assert changed_words(2, "Maya", "") == "Maya and Your partner both changed 2 things"


def test_fields_have_names_and_an_unknown_one_its_own() -> None:
    assert field_words(Kind.ITEM, "leads") == "Who leads"
    assert field_words(Kind.ITEM, "of_a_later_version") == "of_a_later_version"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", " Budgets ", "Budgets"),
        ("title", " ", "Nothing: it was emptied"),
        ("minutes", 90, "1 h 30 min"),
        ("minutes", 0, "No time set"),
        ("leads", "maya", "Maya"),
        ("owner", "", "Both"),
        ("objective", "o", "Read a budget"),
        ("objective", "x", "None"),
        ("due", "", "No date"),
        ("due", DUE_NEXT_SESSION, "Next session"),
        ("due", "2026-12-03", "Thursday 3 December"),
        ("starts", "", "No date yet"),
        ("starts", "2026-12-03T14:00", "Thursday 3 Dec, 14:00"),
        ("zone", "Europe/Isle_of_Man", "Europe/Isle of Man"),
        ("zone", "", "None"),
        ("progress", 3, "reached"),
        ("favourite", True, "Yes"),
        ("hidden", False, "No"),
        ("count", 8, "8 sessions"),
        ("count", 0, "Open end"),
    ],
)
def test_values_read_as_on_the_screens(field: str, value: object, words: str) -> None:
    assert value_words(PAIR, field, value, TODAY) == words


def test_a_date_has_its_zone_where_it_is_told() -> None:
    found = value_words(PAIR, "starts", "2026-12-03T14:00", TODAY, "Europe/Isle_of_Man")
    assert found.endswith("14:00 (Europe/Isle of Man)")


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("2 week", "Every 2 weeks"),
        ("1 month", "Every month"),
        ("1 month by weekday", "Every month, same weekday"),
    ],
)
def test_how_often_one_meets(stored: str, words: str) -> None:
    assert value_words(PAIR, "every", stored, TODAY) == words
