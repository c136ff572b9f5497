"""What the list of sessions says."""

from __future__ import annotations

from datetime import datetime

from rm_desktop.domain.entities import Action, AgendaItem, Session
from rm_desktop.domain.pair import Pair
from rm_desktop.ui.sessions.rows import look

NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local time
LONDON = "Europe/London"


def dated(ident: str, ordinal: int, starts: str, state: str, title: str = "") -> Session:
    return Session(ident, ordinal, title, f"{starts}T15:00", LONDON, state=state)


SESSIONS = {
    each.id: each
    for each in (
        dated("s1", 1, "2026-09-12", "closed", "Who we are"),
        dated("s2", 2, "2026-10-03", "skipped"),
        dated("s3", 3, "2026-11-07", "closed"),
        dated("s4", 4, "2026-11-28", "planned", "Short \u202evideo"),
    )
}
ITEMS = {
    each.id: each
    for each in (
        AgendaItem("a", "s1", "Arrive", "discussed", added_by="template:first"),
        AgendaItem("b", "s1", "What a feed is", "discussed"),
        AgendaItem("c", "s1", "Voicemail"),
        AgendaItem("d", "s4", "Live demo", minutes=70),
    )
}
ACTIONS = {
    "x": Action("x", "Try it", session="s1", done_at=5),
    "y": Action("y", "Read it", session="s1"),
}
PAIR = Pair("p", sessions=SESSIONS, items=ITEMS, order=tuple(ITEMS), actions=ACTIONS)


def test_past_sessions_stand_newest_first_and_left_out_ones_are_not_counted() -> None:
    rows = look(PAIR, NOW, LONDON).past
    assert [(row.title, row.quiet) for row in rows] == [
        ("Session 2", False),
        ("Skipped session", True),
        ("Session 1 · Who we are", False),
    ]


def test_a_past_session_says_when_what_was_covered_and_what_was_promised() -> None:
    newest, skipped, first = look(PAIR, NOW, LONDON).past
    assert first.when == "Saturday 12 Sep · 2 of 3 topics covered · 2 actions, 1 open"
    assert first.covered == "What a feed is"  # a check-in is nobody's topic
    assert newest.when == "Saturday 7 Nov · without an agenda"
    assert skipped.when == "Saturday 3 Oct"
    assert first.spoken == f"{first.title}, {first.when}, What a feed is"


def test_of_a_long_past_the_latest_are_listed_and_the_others_counted() -> None:
    shown = look(PAIR, NOW, LONDON, most=2)
    assert [row.id for row in shown.past] == ["s3", "s2"]
    assert (shown.earlier, look(PAIR, NOW, LONDON).earlier) == (1, 0)


def test_the_next_session_names_its_overflow() -> None:
    upcoming = look(PAIR, NOW, LONDON).next
    assert upcoming.eyebrow == "Session 3 · next"
    assert upcoming.headline == "Short \ufffdvideo"
    assert upcoming.when == "Saturday 28 Nov, 15:00–16:00 · in 2 days"
    assert (upcoming.sum, upcoming.over) == ("1 topic · 70 of 60 min: 10 too many", True)


def test_before_the_first_session_there_is_one_to_plan() -> None:
    shown = look(Pair("p"), NOW, LONDON)
    assert (shown.subtitle, shown.past, shown.planned) == ("None held yet", (), ())
    assert shown.next.eyebrow == "Session 1 · next"
    assert shown.next.when == "No date yet · 1 h"
    assert shown.next.sum == "nothing on the agenda yet"
