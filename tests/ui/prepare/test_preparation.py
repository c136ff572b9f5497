"""What the prepare screen says of a session, without Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    Member,
    Objective,
    Role,
    Session,
    SessionState,
)
from rm_desktop.domain.pair import Pair
from rm_desktop.exchange.library import load_session_templates
from rm_desktop.ui.prepare.around import Reader
from rm_desktop.ui.prepare.preparation import (
    Preparation,
    after,
    known_session,
    landing,
    prepare,
    sum_up,
)

NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local time
READER = Reader(
    lambda member: {"m": "you", "h": "them"}.get(member, "both"),
    lambda member: {"m": "You", "h": "Henrik"}.get(member, "Both"),
    NOW,
    "Europe/London",
)
MEMBERS = {
    "m": Member("m", "Maya Okafor", Role.MENTOR, "budgets", "short video"),
    "h": Member("h", "Henrik Berg", Role.MENTEE, "short video", ""),
}
SESSIONS = {
    each.id: each
    for each in (
        Session("s1", 1, "", "2026-09-12T15:00", "Europe/London", state=SessionState.CLOSED),
        Session("s2", 2, "", "2026-10-03T15:00", "Europe/London", state=SessionState.CLOSED),
        Session("s3", 3, "", "2026-11-07T15:00", "Europe/London", state=SessionState.CLOSED),
        Session("s4", 4, "Short video", "2026-11-28T15:00", "Europe/London"),
    )
}
ITEMS = {
    each.id: each
    for each in (
        AgendaItem("v", "s1", "Voicemail", minutes=10, leads="m"),
        AgendaItem("c", "s2", "Comments", minutes=15, leads="h"),
        AgendaItem("a", "s4", "Arrive", minutes=5, leads="m"),
        AgendaItem("d", "s4", "Live demo", minutes=20, leads="h", objective="o", outcome="A list"),
        AgendaItem("l", "s4", "Close", minutes=5, segment="landing"),
        AgendaItem("b", "", "Podcasts", minutes=15),
    )
}
OBJECTIVES = {
    "o": Objective("o", "Read a brief", "h", added_at=1),
    "p": Objective("p", "Say why", "m", added_at=2),
}
ACTIONS = {
    "x": Action("x", "Try it", "h", "2026-11-24", session="s3", added_at=1),
    "y": Action("y", "Read it", "m", "next", session="s3", added_at=2),
    "z": Action("z", "Promised today", "m", session="s4", added_at=3),
    "w": Action("w", "Done", "m", session="s3", done_at=4),
}
PAIR = Pair(
    "p",
    MEMBERS,
    SESSIONS,
    ITEMS,
    tuple(ITEMS),
    ACTIONS,
    OBJECTIVES,
    charter=Charter("charter", purpose="Decide with own eyes", count=6),
)


def shown(pair: Pair = PAIR, session: str = "s4", reader: Reader = READER) -> Preparation:
    return prepare(pair, session, reader, load_session_templates())


def test_the_head_says_which_session_and_when() -> None:
    found = shown()
    assert found.heading == "Session 4"
    assert found.when == "Saturday 28 Nov, 15:00–16:00 · in 2 days"
    assert found.note == ""


def test_the_zone_is_shown_where_it_differs() -> None:
    away = replace(READER, zone="Europe/Berlin")
    assert shown(reader=away).when == (
        "Saturday 28 Nov, 16:00–17:00 · 15:00–16:00 in London · in 2 days"
    )


def test_without_a_date_it_says_the_length() -> None:
    pair = replace(PAIR, sessions=SESSIONS | {"s4": Session("s4", 4, minutes=90)})
    assert shown(pair).when == "No date yet · 1 h 30 min"


@pytest.mark.parametrize(
    ("minutes", "words", "over"),
    [
        ((20, 45), "65 of 60 min: 5 too many", 5),
        ((20, 30), "50 of 60 min: 10 free", 0),
        ((20, 40), "60 of 60 min", 0),
        ((), "0 of 60 min", 0),
        ((70, 0), "70 of 60 min: 10 too many · 1 topic without minutes", 10),
    ],
)
def test_the_sum_names_the_overflow(minutes: tuple[int, ...], words: str, over: int) -> None:
    items = [AgendaItem(str(n), minutes=each) for n, each in enumerate(minutes)]
    found = sum_up(items, 60)
    assert (found.words, found.over) == (words, over)


def test_carried_topics_are_a_group_and_ask_after_the_third_time() -> None:
    found = shown()
    assert [row.note for row in found.carried] == [
        "from 12 Sep, third time · You lead",
        "from 3 Oct, second time · Henrik leads",
    ]
    assert [(each.item, each.sentence, each.times) for each in found.questions] == [
        ("v", "“Voicemail” has been carried over 3 times. Keep it, park it or drop it?", 3)
    ]
    kept = replace(PAIR, items=ITEMS | {"v": replace(ITEMS["v"], kept=3)})
    assert shown(kept).questions == ()
    assert len(shown(kept).carried) == 2


def test_only_the_next_session_offers_what_was_carried_over() -> None:
    assert shown(session="s3").carried == ()


def test_the_purpose_card_stands_both_ways() -> None:
    assert [(line.voice, line.lead, line.words) for line in shown().purpose] == [
        ("both", "", "Decide with own eyes"),
        ("you", "You want to learn", "budgets"),
        ("you", "You can give", "short video"),
        ("them", "Henrik wants to learn", "short video"),
    ]


def test_a_card_that_only_gives_says_who() -> None:
    members = {"m": replace(MEMBERS["m"], wants=""), "h": replace(MEMBERS["h"], wants="")}
    pair = replace(PAIR, members=members, charter=Charter("charter"))
    assert [(line.lead, line.words) for line in shown(pair).purpose] == [
        ("You can give", "short video")
    ]


def test_objectives_say_which_of_them_gets_time() -> None:
    assert [(line.text, line.words, line.served) for line in shown().objectives] == [
        ("Read a brief", "20 min in this session", True),
        ("Say why", "no time in the last two sessions", False),
    ]
    timeless = replace(PAIR, items=ITEMS | {"d": replace(ITEMS["d"], minutes=0)})
    assert shown(timeless).objectives[0].words == "on the agenda, no minutes set"


def test_since_last_time_lists_what_was_promised_before() -> None:
    assert [(line.text, line.who, line.due, line.overdue) for line in shown().actions] == [
        ("Try it", "Henrik", "2 days overdue", True),
        ("Read it", "You", "for the next session", False),
    ]


def test_the_template_follows_the_place_in_the_series() -> None:
    found = shown().suggestion
    assert (found.title, found.minutes) == ("Mid-point review", 60)
    first = prepare(Pair("p", MEMBERS), "", READER, load_session_templates()).suggestion
    assert (first.title, first.minutes) == ("First session", 60)


def test_after_a_long_gap_the_rescue_session_is_suggested() -> None:
    late = replace(READER, now=datetime(2027, 2, 1, 9, 0))  # noqa: DTZ001
    found = shown(reader=late).suggestion
    assert (found.id, found.minutes) == ("rescue", 20)


def test_new_topics_stand_before_the_close() -> None:
    assert landing(PAIR, "s4") == "l"
    assert landing(PAIR, "s3") == ""
    assert after(PAIR, "a") == "d"
    assert after(PAIR, "l") == ""
    assert after(PAIR, "gone") == ""


def test_a_session_that_is_gone_gives_way_to_the_next_one() -> None:
    binned = replace(PAIR, sessions=SESSIONS | {"s4": replace(SESSIONS["s4"], binned_at=5)})
    assert known_session(binned, "s4").ordinal == 5
    assert known_session(PAIR, "").id == "s4"


def test_strange_characters_stay_harmless() -> None:
    members = MEMBERS | {"h": replace(MEMBERS["h"], wants="evil\u202etxt")}
    assert "evil\ufffdtxt" in shown(replace(PAIR, members=members)).purpose[-1].words
