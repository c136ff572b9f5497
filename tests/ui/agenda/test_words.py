"""The second line of a topic."""

from __future__ import annotations

from datetime import date

from rm_desktop.domain.agenda import Carried
from rm_desktop.domain.entities import AgendaItem, Session
from rm_desktop.ui.agenda.words import RowWords, day_held

WORDS = RowWords(
    lambda member: {"m": "you", "h": "them"}.get(member, "both"),
    lambda member: {"m": "You", "h": "Henrik"}.get(member, "Both"),
    lambda session: date(2026, 10, 3) if session == "s1" else None,
    date(2026, 11, 26),
)


def test_who_leads_is_said_in_the_words_of_the_reader() -> None:
    said = [WORDS.leads(member) for member in ("m", "h", "")]
    assert said == ["You lead", "Henrik leads", "Both lead"]


def test_a_topic_says_where_it_came_from_and_what_should_come_of_it() -> None:
    item = AgendaItem("i", leads="h", origin="s1", outcome="A list\nof three")
    assert WORDS.note(item) == "Henrik leads · from 3 Oct · outcome: A list of three"


def test_a_carried_topic_counts_and_asks_after_the_third_time() -> None:
    item = AgendaItem("i", title="Voicemail", leads="m", minutes=10)
    row = WORDS.carried(Carried(item, "s1", 3))
    assert (row.note, row.asks) == ("from 3 Oct, third time · You lead", True)
    assert not WORDS.carried(Carried(item, "s1", 2)).asks
    assert WORDS.carried(Carried(item, "gone", 0)).note.startswith("from an earlier session")


def test_strange_characters_are_shown_harmlessly() -> None:
    row = WORDS.row(AgendaItem("i", title="evil\u202etxt", outcome="\x07"))
    assert (row.title, row.note) == ("evil\ufffdtxt", "Both lead · outcome: ␇")


def test_a_session_was_held_when_it_was_closed() -> None:
    just_before_midnight = 1_791_068_340_000  # 3 October 2026, 23:59 in London
    closed = Session("s", starts="2026-10-01T10:00", zone="UTC", closed_at=just_before_midnight)
    assert day_held(closed, "Europe/London") == date(2026, 10, 3)
    assert day_held(closed, "Europe/Berlin") == date(2026, 10, 4)
    assert day_held(Session("s", starts="2026-10-01T10:00", zone="UTC"), "UTC") == date(2026, 10, 1)
    assert day_held(Session("s"), "UTC") is None
