"""What the journal says, without Qt."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.journal import Page
from rm_desktop.services.journal import Listed
from rm_desktop.services.search import MATCH_END, MATCH_START, Found
from rm_desktop.ui.journal.counting import saved_words
from rm_desktop.ui.journal.facts import typed_tags, with_tags
from rm_desktop.ui.journal.month import Step, stepped, weeks_of
from rm_desktop.ui.journal.rows import RowWords, first_sentence, in_sight, unwrapped
from rm_desktop.ui.journal.sharing import paragraphs, standing_words, with_paragraph
from rm_desktop.ui.journal.written import read_written, to_type, written_words

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 - on the writer's wall
WORDS = RowWords(TODAY, {"s4": 4}, {"p2": "Maya & Tom"}, {"what": ("What happened?", "So what?")})


def row(preview: str, **fields: Any) -> tuple[str, str, str]:
    said = WORDS.row(Listed(1, Page("e", written="2026-11-26T14:00", **fields), preview))
    return said.title, said.when, said.line


def test_a_row_says_title_day_session_and_the_first_words() -> None:
    said = row("I nearly cancelled.", title="Not an expert", session="s4")
    assert said == ("Not an expert", "Today · Session 4", "I nearly cancelled.")


def test_the_questions_of_a_template_are_not_what_was_written() -> None:
    said = row("## What happened? I waited. ## So what?", title="Mouse", template="what")
    assert said[2] == "I waited."


def test_without_a_title_the_first_sentence_stands_for_it() -> None:
    assert row("I waited. He found it.")[::2] == ("I waited.", "He found it.")
    assert row("")[0] == "Untitled"


def test_a_row_about_another_pair_says_so() -> None:
    assert row("x", title="t", pair="p2")[1] == "Today · Maya & Tom"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 26), "Today"),
        (date(2026, 11, 25), "Yesterday"),
        (date(2026, 11, 21), "Saturday"),
        (date(2026, 11, 12), "12 Nov"),
        (date(2025, 11, 22), "22 Nov 2025"),
        (date(2026, 12, 1), "1 Dec"),
        (None, "no date"),
    ],
)
def test_days_are_said_as_people_say_them(day: date | None, words: str) -> None:
    assert WORDS.day_words(day) == words


def marked(word: str) -> str:
    return f"{MATCH_START}{word}{MATCH_END}"


def test_hits_of_a_search_are_stretches_of_what_is_shown() -> None:
    found = Found("e", "entry", "e", "s4", 0, "", "", f"how long the {marked('silence')} lasted")
    said = WORDS.found(found)
    start, end = said.line_hits[0]
    assert said.line[start:end] == "silence"
    assert said.title == "Untitled"


@given(st.lists(st.tuples(st.text("ab ", max_size=5), st.booleans()), max_size=8))
def test_every_hit_is_one_that_was_marked(parts: list[tuple[str, bool]]) -> None:
    text, hits = unwrapped("".join(marked(part) if hit else part for part, hit in parts))
    assert MATCH_START not in text
    assert all(0 <= start < end <= len(text) for start, end in hits)


@given(st.text("ab ", min_size=1, max_size=120), st.integers(0, 100), st.integers(1, 10))
def test_a_far_hit_is_brought_into_sight(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    hit = (start, min(len(text), start + length))
    line, [(begin, end)] = in_sight(text, (hit,))
    assert line[begin:end] == text[hit[0] : hit[1]]
    assert begin <= 17


def test_a_long_beginning_is_cut_between_words() -> None:
    title, rest = first_sentence("word " * 30)
    assert title.endswith("word…")
    assert len(title) <= 61
    assert rest.startswith("word")


# -- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12 nov", datetime(2026, 11, 12, 9, 30)),  # noqa: DTZ001
        ("12 Dec 18:30", datetime(2025, 12, 12, 18, 30)),  # noqa: DTZ001
        ("yesterday", datetime(2026, 11, 25, 9, 30)),  # noqa: DTZ001
        ("yesterday 21:00", datetime(2026, 11, 25, 21, 0)),  # noqa: DTZ001
        ("friday", datetime(2026, 11, 20, 9, 30)),  # noqa: DTZ001
        ("today 8:15", datetime(2026, 11, 26, 8, 15)),  # noqa: DTZ001
        ("2026-12-01", datetime(2026, 12, 1, 9, 30)),  # noqa: DTZ001
        ("26.11.2026 14:00", NOW),
    ],
)
def test_typed_dates_of_entries_lie_behind(typed: str, read: datetime) -> None:
    assert read_written(typed, NOW, time(9, 30)) == read


def test_what_is_no_date_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadInputError):
        read_written("soonish", NOW, time(9, 30))


@given(st.datetimes(datetime(1971, 1, 1), datetime(2150, 1, 1)))  # noqa: DTZ001
def test_a_date_put_up_for_change_is_read_as_it_was(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    typed = to_type(moment.isoformat(timespec="minutes"))
    assert read_written(typed, NOW, time(0, 0)) == moment


def test_the_date_of_an_entry_is_said_as_people_say_it() -> None:
    said = [written_words(each, TODAY) for each in ("2026-11-26T14:05", "2026-10-03T09:00", "?")]
    assert said == ["Today, 14:05", "Saturday 3 Oct, 09:00", "No date"]


# -- the calendar -----------------------------------------------------------------------------


@given(st.dates(date(1971, 1, 1), date(2150, 1, 1)))
def test_a_month_is_six_weeks_from_monday_with_every_day_of_it(day: date) -> None:
    days = [each for week in weeks_of(day) for each in week]
    assert len(days) == len(set(days)) == 42
    assert days[0].weekday() == 0
    assert {d for d in days if (d.year, d.month) == (day.year, day.month)} >= {day}


@given(st.dates(date(1980, 1, 1), date(2150, 1, 1)))
def test_steps_lead_back_and_on(day: date) -> None:
    assert stepped(stepped(day, Step.WEEK_ON), Step.WEEK_BACK) == day
    on = stepped(day, Step.MONTH_ON)
    assert (on.year * 12 + on.month) - (day.year * 12 + day.month) == 1
    assert stepped(day, Step.FIRST).day == 1
    assert stepped(day, Step.LAST) >= day


def test_a_month_without_a_31st_ends_where_it_ends() -> None:
    assert stepped(date(2026, 1, 31), Step.MONTH_ON) == date(2026, 2, 28)
    assert stepped(date(2024, 2, 29), Step.YEAR_BACK) == date(2023, 2, 28)


# -- tags, words, passages --------------------------------------------------------------------


def test_tags_are_typed_with_or_without_signs() -> None:
    assert typed_tags("#listening, hard talk;  #budget ") == ("listening", "hard-talk", "budget")
    assert typed_tags(" , # ") == ()
    assert with_tags(("Listening",), ("listening", "new")) == ("Listening", "new")


def test_what_is_saved_and_how_much_stands_in_one_line() -> None:
    assert saved_words("Saved 10:42", 214) == "Saved 10:42 · 214 words"
    assert saved_words("", 1) == "1 word"
    assert saved_words("Saved 10:42", 0) == "Saved 10:42"


def test_paragraphs_can_be_picked_without_their_headings() -> None:
    text = "## What happened?\n\nI waited.\nHe found it.\n\n## So what?\nI learn.\n\n## Now what?\n"
    assert paragraphs(text) == ("I waited.\nHe found it.", "I learn.")


def test_a_picked_paragraph_comes_and_goes_unless_it_was_reworded() -> None:
    both = with_paragraph("One.", "Two.", wanted=True)
    assert both == "One.\n\nTwo."
    assert with_paragraph(both, "One.", wanted=False) == "Two."
    assert with_paragraph("Two, softened.", "Two.", wanted=False) == "Two, softened."


def test_what_became_of_a_passage_is_said_in_words() -> None:
    earlier = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001
    said = [
        standing_words("Henrik", NOW, None, NOW),
        standing_words("Henrik", earlier, None, NOW),
        standing_words("Henrik", earlier, NOW, NOW),
    ]
    assert said == [
        "Shared with Henrik – not seen yet",
        "Shared with Henrik – not seen yet · 2 days ago",
        "Shared with Henrik – seen today at 14:00",
    ]
