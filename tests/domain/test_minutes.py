from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.minutes import format_minutes, parse_minutes

NOT_MINUTES = """soon
-5
15 apples
2.5
1:75
1h75
601
11h
9999 h
1:2:3
1e3
½
5 h 5 h
min
:30
\u0661\u0665 \u0661
000000000000000000000000000000000000000000000000000000000000015""".splitlines()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("15", 15),
        (" 15 ", 15),
        ("15 min", 15),
        ("15min.", 15),
        ("20 minutes", 20),
        ("10'", 10),
        ("10’", 10),
        ("90m", 90),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("1 h", 60),
        ("2 Hours", 120),
        ("1:30", 90),
        ("0:45", 45),
        ("1h30", 90),
        ("1h30m", 90),
        ("1 h 30 min", 90),
        ("1 hour and 5 minutes", 65),
        ("1½ h", 90),
        ("1 ½ h", 90),
        ("½ h", 30),
        ("¾h", 45),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("an hour and a half", 90),
        ("600", 600),
        ("10h", 600),
        ("1", 1),
        ("", None),
        ("   ", None),
        ("0", None),
        ("0 min", None),
    ],
)
def test_minutes_as_people_type_them(typed: str, minutes: int | None) -> None:
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    NOT_MINUTES,
)
def test_anything_else_is_refused_with_a_sentence_and_a_step(typed: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        parse_minutes(typed)
    assert refusal.value.sentence.endswith(".")
    assert refusal.value.next_step.endswith(".")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(15, "15 min"), (60, "1 h"), (90, "1 h 30 min"), (600, "10 h"), (0, ""), (None, "")],
)
def test_minutes_as_people_read_them(minutes: int | None, words: str) -> None:
    assert format_minutes(minutes) == words


@given(st.integers(1, 600))
def test_what_is_shown_can_be_typed_back(minutes: int) -> None:
    assert parse_minutes(format_minutes(minutes)) == minutes
    assert parse_minutes(str(minutes)) == minutes
    assert parse_minutes(f"{minutes // 60}:{minutes % 60:02d}") == minutes


@given(st.text(max_size=80))
def test_no_text_gives_anything_but_minutes_or_a_refusal(typed: str) -> None:
    try:
        minutes = parse_minutes(typed)
    except BadInputError:
        return
    assert minutes is None or 1 <= minutes <= 600
