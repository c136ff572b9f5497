"""What somebody else's document may put into a field, and what counts of it."""

from __future__ import annotations

import pytest

from rm_desktop.domain.entities import Action, Member, Session, Timeline, from_plain
from rm_desktop.domain.held import LONGEST_TEXT, NONSENSE, held


@pytest.mark.parametrize(
    ("value", "default", "kept"),
    [
        ("words", "", "words"),
        ("x" * (LONGEST_TEXT + 5), "", "x" * LONGEST_TEXT),
        (5, "", NONSENSE),
        (True, False, True),
        (1, False, NONSENSE),
        (True, 0, NONSENSE),
        (-3, 0, 0),
        ("3", 0, NONSENSE),
        ((1,), (), NONSENSE),
    ],
)
def test_a_value_counts_if_it_has_the_type_of_its_field(
    value: object, default: object, kept: object
) -> None:
    assert held("field", value, default, {}) == kept


def test_a_number_is_held_within_what_its_field_can_be() -> None:
    assert held("minutes", 10**12, 60, {}) == 1440


def test_a_word_that_is_no_choice_here_is_left_out() -> None:
    assert from_plain(Member, {"id": "m", "role": "emperor"}) == Member("m")
    assert from_plain(Session, {"id": "s", "state": "closed"}).state == "closed"


@pytest.mark.parametrize(
    ("due", "kept"),
    [("next", "next"), ("2026-11-28", "2026-11-28"), ("soon", ""), ("0001-01-01", ""), (7, "")],
)
def test_a_day_no_calendar_shows_counts_as_none(due: object, kept: str) -> None:
    assert from_plain(Action, {"id": "a", "due": due}).due == kept


@pytest.mark.parametrize(
    ("starts", "kept"),
    [
        ("2026-11-28T15:00", "2026-11-28T15:00"),
        ("", ""),
        ("2026-11-28T15:00+01:00", ""),
        ("9999-12-31T00:00", ""),
        (["x"], ""),
    ],
)
def test_a_start_no_calendar_shows_counts_as_none(starts: object, kept: str) -> None:
    assert from_plain(Session, {"id": "s", "starts": starts}).starts == kept


def test_what_gathers_values_keeps_those_that_make_sense() -> None:
    said = [["maya", "Ask more"], "odd", ["one"], ["henrik", 5], 7]
    assert from_plain(Session, {"id": "s", "takeaways": said}).takeaways == (("maya", "Ask more"),)
    assert from_plain(Session, {"id": "s", "takeaways": 5}).takeaways == ()
    events = [{"kind": "started"}, 5]
    assert from_plain(Timeline, {"id": "t", "events": events}).events == ({"kind": "started"},)
    assert from_plain(Timeline, {"id": "t", "events": "x"}).events == ()
