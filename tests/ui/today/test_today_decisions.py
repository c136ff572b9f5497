"""What Today says, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rm_desktop.domain.entities import Action, AgendaItem, Charter, Member, Session, WrapUp
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.words import tr
from rm_desktop.ui.today.decisions import MOST_ROWS, MOST_STEPS, Person, look

NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it
ZONE = "Europe/London"


def ms(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1)).total_seconds() * 1000)  # noqa: DTZ001


@pytest.fixture
def pair() -> Pair:
    members = {"m": Member("m", "Maya Okafor", "mentor"), "h": Member("h", "Henrik Berg", "mentee")}
    closed = Session(
        "s1",
        1,
        "First",
        "2026-11-14T15:00",
        ZONE,
        state="closed",
        wrap_up=WrapUp.DONE,
        closed_at=ms(datetime(2026, 11, 14, 16, 0)),  # noqa: DTZ001
    )
    planned = Session("s2", 2, "Short video", "2026-11-28T15:00", ZONE, moved=1)
    items = {
        "a": AgendaItem("a", "s2", "A brief", leads="m", minutes=15, added_by="m"),
        "b": AgendaItem("b", "s2", "Where I say no", leads="h", minutes=20, added_by="h"),
        "old": AgendaItem("old", "s1", "Left over", leads="m", added_by="m"),
    }
    charter = Charter("charter", zone=ZONE, every="2 weeks")
    return Pair(
        "p", members, {"s1": closed, "s2": planned}, items, ("a", "b", "old"), charter=charter
    )


MAYA = Person(
    "m",
    lambda member: {"m": tr("You"), "h": "Henrik Berg", "": "Both"}[member],
    lambda member: {"m": "you", "h": "them", "": "both"}[member],
)


def test_the_next_session_stands_with_its_day_its_topics_and_its_minutes(pair: Pair) -> None:
    today = look(pair, MAYA, NOW, ZONE)
    assert today.title == "Good afternoon, Maya"
    assert today.subtitle == "Thursday 26 November · next session in 2 days"
    assert today.session.eyebrow == "Next session · Saturday 28 Nov, 15:00–16:00"
    assert today.session.headline == "Short video"
    assert today.session.chips == (
        ("1 topic from you", "you"),
        ("1 from Henrik", "them"),
        ("35 of 60 min planned", "neutral"),
        ("1 carried over", "neutral"),
    )
    assert today.session.ring is not None
    fraction, big, small = today.session.ring
    assert (big, small) == ("2 d", "until you meet")
    assert 0.8 < fraction < 0.9


def test_only_the_topics_one_leads_are_being_prepared(pair: Pair) -> None:
    today = look(pair, MAYA, NOW, ZONE)
    assert [(row.title, row.minutes, row.voice) for row in today.topics] == [
        ("A brief", "15 min", "you")
    ]


def test_an_agenda_that_overflows_says_so_in_words_and_tone(pair: Pair) -> None:
    long = replace(pair.items["a"], minutes=50)
    full = replace(pair, items={**pair.items, "a": long})
    assert ("70 of 60 min planned", "warn") in look(full, MAYA, NOW, ZONE).session.chips


def test_actions_say_whose_they_are_and_when_they_were_due(pair: Pair) -> None:
    actions = {
        "1": Action("1", "Theirs", "h", "2026-11-24"),
        "2": Action("2", "Mine", "m", "2026-11-27"),
        "3": Action("3", "Later", "m", "next"),
        "4": Action("4", "Done", "m", done_at=1),
    }
    rows = look(replace(pair, actions=actions), MAYA, NOW, ZONE).actions
    assert [(row.who, row.text, row.due, row.overdue) for row in rows] == [
        ("You", "Mine", "due tomorrow", False),
        ("You", "Later", "for the next session", False),
        ("Henrik", "Theirs", "2 days overdue", True),
    ]


def test_a_long_list_is_cut_and_counted(pair: Pair) -> None:
    actions = {str(n): Action(str(n), "x", "m") for n in range(MOST_ROWS + 3)}
    today = look(replace(pair, actions=actions), MAYA, NOW, ZONE)
    assert (len(today.actions), today.more_actions) == (MOST_ROWS, 3)


def test_a_session_closed_without_looking_back_is_offered_again(pair: Pair) -> None:
    pending = replace(pair.sessions["s1"], wrap_up=WrapUp.PENDING)
    today = look(replace(pair, sessions={**pair.sessions, "s1": pending}), MAYA, NOW, ZONE)
    assert today.unfinished == "s1"
    assert today.unfinished_words.startswith("Session 1 is closed")
    assert not look(pair, MAYA, NOW, ZONE).unfinished


def test_the_rhythm_shows_what_was_kept_and_what_is_to_come(pair: Pair) -> None:
    today = look(pair, MAYA, NOW, ZONE)
    assert today.steps == ("kept", "next", "planned", "planned", "planned", "planned")
    assert today.rhythm == "Every second Saturday · 1 kept, 1 moved"


def test_after_years_the_rhythm_shows_the_sessions_around_the_next_one(pair: Pair) -> None:
    kept = replace(pair.sessions["s1"], ordinal=0)
    past = {f"p{n}": replace(kept, id=f"p{n}", ordinal=n) for n in range(1, 51)}
    upcoming = replace(next(s for s in pair.sessions.values() if s.id != "s1"), ordinal=51)
    today = look(replace(pair, sessions={**past, upcoming.id: upcoming}), MAYA, NOW, ZONE)
    assert len(today.steps) == MOST_STEPS
    assert today.steps[-1] == "next"
    assert today.first_step + today.steps.index("next") == 51


@pytest.mark.parametrize(
    ("days", "words", "rescue"),
    [(3, "", False), (22, "longer than usual", False), (29, "Twenty minutes", True)],
)
def test_a_growing_gap_gets_a_neutral_word(pair: Pair, days: int, words: str, rescue: bool) -> None:
    undated = replace(pair.sessions["s2"], starts="")
    apart = replace(pair, sessions={**pair.sessions, "s2": undated})
    today = look(apart, MAYA, datetime(2026, 11, 14, 12) + timedelta(days=days), ZONE)  # noqa: DTZ001
    assert words in today.gap
    assert bool(today.gap) == bool(words)
    assert today.rescue == rescue
    assert "no date yet" in today.subtitle


def test_a_running_session_and_one_whose_hour_has_come(pair: Pair) -> None:
    running = replace(pair.sessions["s2"], state="running")
    today = look(replace(pair, sessions={**pair.sessions, "s2": running}), MAYA, NOW, ZONE)
    assert today.session.running
    assert today.session.eyebrow == "Running now · Session 2"
    late = look(pair, MAYA, datetime(2026, 11, 28, 15, 5), ZONE)  # noqa: DTZ001
    assert late.session.ring == (1.0, "now", "it is time")
    missed = look(pair, MAYA, datetime(2026, 11, 30, 9, 0), ZONE)  # noqa: DTZ001
    assert missed.subtitle.endswith("the next session was 2 days ago")


def test_before_anything_was_planned_there_is_still_a_next_session() -> None:
    pair = Pair("p", {"m": Member("m", "Maya"), "h": Member("h", "Henrik", "mentee")})
    today = look(pair, MAYA, NOW, ZONE)
    assert today.session.headline == "Session 1"
    assert not today.session.dated
    assert today.rhythm == "The first is ahead of you"
