"""What the form about two people makes of what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from rm_desktop.domain.entities import Role
from rm_desktop.ui.pair_form.answers import (
    FIRST,
    NAME,
    PARTNER,
    Typed,
    first_words,
    judge,
    role_line,
)

NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local
BOTH = Typed(name=" Maya  Okafor ", partner="Henrik Berg")


def test_two_names_are_enough() -> None:
    judged = judge(BOTH, NOW)
    assert judged.problems == {}
    assert judged.answers is not None
    assert judged.answers.you.name == "Maya Okafor"
    assert judged.answers.partner.role == Role.MENTEE
    assert judged.answers.first is None


def test_the_partner_gets_the_role_that_is_left() -> None:
    judged = judge(replace(BOTH, role=Role.MENTEE), NOW)
    assert judged.answers is not None
    assert (judged.answers.you.role, judged.answers.partner.role) == (Role.MENTEE, Role.MENTOR)
    assert role_line("Henrik", Role.MENTOR) == "Henrik is the mentor."
    assert role_line(" ", Role.MENTEE) == "Your partner is the executive."


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (replace(BOTH, name="  "), NAME),
        (replace(BOTH, partner=""), PARTNER),
        (replace(BOTH, partner="maya okafor"), PARTNER),
        (replace(BOTH, first="31 feb"), FIRST),
        (replace(BOTH, first="whenever"), FIRST),
        (replace(BOTH, first="today 9:00"), FIRST),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(typed: Typed, field: str) -> None:
    judged = judge(typed, NOW)
    assert judged.answers is None
    assert list(judged.problems) == [field]
    assert judged.problems[field].endswith(".")


def test_everything_wrong_is_said_at_once() -> None:
    assert set(judge(Typed(first="never"), NOW).problems) == {NAME, PARTNER, FIRST}


def test_a_date_is_read_as_it_is_typed_and_said_back() -> None:
    judged = judge(replace(BOTH, first="saturday 3pm"), NOW)
    assert judged.answers is not None
    assert judged.answers.first == datetime(2026, 11, 28, 15, 0)  # noqa: DTZ001 local
    assert first_words("saturday 3pm", NOW) == "Saturday 28 Nov, 15:00"


@pytest.mark.parametrize("half", ["", "sat", "31 feb", "yesterday", "today 9:00"])
def test_a_date_half_typed_says_nothing_wrong(half: str) -> None:
    assert first_words(half, NOW) in ("", "Saturday 28 Nov, 09:00")
