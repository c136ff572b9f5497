"""What is told of a session that began or ended on the other laptop, without Qt."""

from __future__ import annotations

import pytest

from rm_desktop.domain.changes import Origin
from rm_desktop.domain.entities import Member, Role, Session, SessionState
from rm_desktop.domain.pair import Pair
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.hour import Hour, News

MEMBERS = {"m": Member("m", "Maya", role=Role.MENTOR), "h": Member("h", "Henrik", role=Role.MENTEE)}
TODAY = Place(Where.TODAY)


def pair(state: SessionState, takeaway: str = "") -> Pair:
    takeaways = (("h", takeaway),) if takeaway else ()
    return Pair("p", MEMBERS, {"s": Session("s", state=state, takeaways=takeaways)})


def told(
    running: str, found: Pair, here: Place = TODAY, origin: Origin = Origin.REMOTE
) -> News | None:
    hour = Hour()
    hour.see("p", "" if running else "s")
    former = hour.see("p", running)
    assert former is not None
    return hour.news(found, former, "h", origin, here)


def test_what_ran_already_and_what_goes_on_is_no_news() -> None:
    hour = Hour()
    assert hour.see("p", "s") is None
    assert hour.see("p", "s") is None
    assert hour.see("q", "") is None, "another pair was opened"


def test_a_beginning_leads_to_the_room_and_an_end_to_what_is_open() -> None:
    began = told("s", pair(SessionState.RUNNING))
    assert began is not None
    assert (began.action, began.place) == ("Go to the room", Place(Where.ROOM, "s"))
    owed = told("", pair(SessionState.CLOSED))
    assert owed is not None
    assert (owed.action, owed.place) == ("Write your takeaway", Place(Where.CLOSE, "s"))
    given = told("", pair(SessionState.CLOSED, "Ask first"))
    assert given is not None
    assert (given.action, given.place) == ("To the summary", Place(Where.SUMMARY, "s"))


@pytest.mark.parametrize("where", [Where.ROOM, Where.CLOSE])
@pytest.mark.parametrize("running", ["s", ""])
def test_its_own_screens_say_it_themselves(where: Where, running: str) -> None:
    found = pair(SessionState.RUNNING if running else SessionState.CLOSED)
    assert told(running, found, Place(where, "s")) is None
    assert told(running, found, Place(where)) is None
    assert told(running, found, Place(where, "another")) is not None


@pytest.mark.parametrize("origin", [Origin.LOCAL, Origin.UNDO])
def test_what_one_does_oneself_is_no_news(origin: Origin) -> None:
    assert told("s", pair(SessionState.RUNNING), origin=origin) is None
    assert told("", pair(SessionState.CLOSED), origin=origin) is None


def test_a_beginning_taken_back_is_not_an_end() -> None:
    assert told("", pair(SessionState.PLANNED)) is None
