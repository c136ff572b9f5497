"""Sessions as plans: dates, moves, skips, deletions; and there always is a next one."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from itertools import product

import pytest

from rm_desktop.domain.changes import NOTHING
from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.desk import Desk
from tests.laptop import Laptop
from tests.services.seen import assert_in_step

FIRST = datetime(2026, 12, 3, 15, 0)  # noqa: DTZ001 local, in the zone beside it
LATER = datetime(2026, 12, 10, 15, 0)  # noqa: DTZ001
LONDON, OSLO = "Europe/London", "Europe/Oslo"


def hold(laptop: Laptop, session: str = "") -> str:
    session = session or laptop.upcoming
    laptop.desk.room.start(session)
    laptop.clock.advance(3600)
    laptop.desk.room.close(session, WrapUp.DONE)
    return session


def test_a_first_date_is_no_move_and_a_second_one_is(laptop: Laptop, desk: Desk) -> None:
    session = laptop.upcoming
    desk.sessions.plan(session, FIRST, LONDON)
    assert (laptop.pair.next_session.starts, laptop.pair.next_session.moved) == (
        "2026-12-03T15:00",
        0,
    )
    assert desk.sessions.plan(session, FIRST, LONDON) == NOTHING
    desk.sessions.plan(session, FIRST, LONDON, minutes=45)
    assert (laptop.pair.next_session.minutes, laptop.pair.next_session.moved) == (45, 0)
    desk.sessions.plan(session, LATER, LONDON)
    desk.sessions.plan(session, LATER, OSLO)
    assert (laptop.pair.next_session.moved, laptop.pair.next_session.zone) == (2, OSLO)
    desk.open_pair.history.undo()
    assert (laptop.pair.next_session.moved, laptop.pair.next_session.zone) == (1, LONDON)


def test_putting_the_record_of_a_held_session_right_is_no_move(laptop: Laptop, desk: Desk) -> None:
    desk.sessions.plan(laptop.upcoming, FIRST, LONDON)
    held = hold(laptop)
    desk.sessions.plan(held, LATER, LONDON)
    assert (laptop.pair.sessions[held].starts, laptop.pair.sessions[held].moved) == (
        "2026-12-10T15:00",
        0,
    )


def test_lengths_are_held_between_five_minutes_and_eight_hours(laptop: Laptop, desk: Desk) -> None:
    for typed, kept in ((1, 5), (90, 90), (10_000, 480)):
        desk.sessions.set_minutes(laptop.upcoming, typed)
        assert laptop.pair.next_session.minutes == kept
        desk.sessions.plan(laptop.upcoming, FIRST, LONDON, typed)
        assert laptop.pair.next_session.minutes == kept
    assert desk.sessions.set_minutes(laptop.upcoming, 10_000) == NOTHING


def test_a_headline_of_ones_own(laptop: Laptop, desk: Desk) -> None:
    assert desk.sessions.rename(laptop.upcoming, " ") == NOTHING
    desk.sessions.rename(laptop.upcoming, "Show me")
    assert laptop.pair.next_session.title == "Show me"
    assert desk.sessions.rename(laptop.upcoming, "Show me") == NOTHING


def test_skipping_hands_open_topics_on_and_keeps_the_number(laptop: Laptop, desk: Desk) -> None:
    hold(laptop)
    session = laptop.upcoming
    desk.sessions.apply_template(session, "learning", 60)
    desk.agenda.add(session, "Open")
    done = desk.agenda.add(session, "Done by e-mail")
    desk.agenda.mark_discussed(done)
    assert laptop.pair.next_number == 2
    desk.sessions.skip(session)
    assert laptop.upcoming != session
    assert laptop.pair.next_number == 2, "a skipped session is not counted"
    assert laptop.titles(laptop.upcoming) == ["Open"]
    assert "Done by e-mail" in laptop.titles(session)
    assert laptop.carried() == []
    assert laptop.topic("Open").origin == ""


def test_skipping_the_next_one_when_a_later_one_is_planned(laptop: Laptop, desk: Desk) -> None:
    first = laptop.upcoming
    desk.agenda.add(first, "Budget")
    later = laptop.pair.following(laptop.pair.next_session).id
    desk.sessions.plan(later, LATER, LONDON)
    desk.sessions.skip(first)
    assert laptop.upcoming == later
    assert laptop.titles(later) == ["Budget"]
    desk.sessions.reopen(first)
    assert laptop.upcoming == first
    assert laptop.titles(later) == ["Budget"], "what was handed on stays there"


def test_skipping_a_session_nobody_wrote_into(laptop: Laptop, desk: Desk) -> None:
    first = laptop.upcoming
    desk.sessions.skip(first)
    assert laptop.pair.sessions[first].state == SessionState.SKIPPED
    assert laptop.upcoming != first
    assert laptop.pair.next_session.id not in laptop.pair.sessions


def test_a_running_session_is_neither_skipped_nor_deleted(laptop: Laptop, desk: Desk) -> None:
    desk.room.start(laptop.upcoming)
    before = laptop.pair
    for act in (desk.sessions.skip, desk.sessions.delete):
        with pytest.raises(BadInputError, match="This session is running"):
            act(laptop.upcoming)
    assert desk.sessions.reopen(laptop.upcoming) == NOTHING
    assert laptop.pair == before


def test_deleting_a_session_that_was_never_written_down_does_nothing(
    laptop: Laptop, desk: Desk
) -> None:
    assert desk.sessions.delete(laptop.upcoming) == NOTHING
    assert laptop.pair.sessions == {}


def test_a_deleted_session_takes_its_topics_with_it_and_brings_them_back(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    notes.splice(0, 0, "quincunx")
    notes.rest()
    held = hold(laptop)
    desk.actions.add("Send the film", item=item, session=held)
    assert laptop.carried() == ["Budget"]
    desk.sessions.delete(held)
    assert laptop.carried() == []
    assert [found.kind for found in desk.search.find("budget")] == []
    assert desk.search.find("quincunx") == []
    assert [action.text for action in laptop.pair.open_actions] == ["Send the film"], (
        "what was promised stays promised"
    )
    assert laptop.pair.numbers == {}
    assert_in_step(laptop.profile)
    desk.sessions.restore(held)
    assert laptop.carried() == ["Budget"]
    assert len(desk.search.find("budget")) == 1
    assert len(desk.search.find("quincunx")) == 1
    assert laptop.pair.numbers == {held: 1}
    assert_in_step(laptop.profile)


def test_the_number_of_a_session_deleted_for_good_is_never_used_again(
    laptop: Laptop, desk: Desk
) -> None:
    session = laptop.upcoming
    desk.sessions.rename(session, "An old headline")
    desk.room.start(session)
    desk.room.set_takeaway(session, laptop.maya, "an old takeaway")
    desk.room.close(session, WrapUp.DONE)
    action = desk.actions.add("Send the film", session=session)
    desk.sessions.delete(session)
    desk.bin.purge(desk.bin.contents())
    assert laptop.upcoming != session
    assert session not in laptop.pair.timelines
    assert laptop.pair.actions_of(session=laptop.upcoming) == ()
    assert laptop.pair.actions[action].text == "Send the film"
    desk.room.start(laptop.upcoming)
    assert laptop.pair.next_session.title == ""
    assert laptop.pair.next_number == 1
    laptop.restart()
    assert laptop.pair.next_number == 1
    assert_in_step(laptop.profile)


def test_reopening_makes_a_held_session_the_next_one(laptop: Laptop, desk: Desk) -> None:
    desk.agenda.add(laptop.upcoming, "Budget")
    held = hold(laptop)
    desk.sessions.plan(laptop.upcoming, LATER, LONDON)
    planned = laptop.upcoming
    desk.sessions.reopen(held)
    assert laptop.upcoming == held, "the earlier one comes first"
    assert laptop.carried() == []
    assert laptop.titles(held) == ["Budget"]
    assert laptop.pair.sessions[held].closed_at == 0
    assert desk.sessions.reopen(held) == NOTHING
    hold(laptop)
    assert laptop.upcoming == planned


def test_reopening_while_another_one_runs_waits_for_its_turn(laptop: Laptop, desk: Desk) -> None:
    held = hold(laptop)
    running = laptop.upcoming
    desk.room.start(running)
    desk.sessions.reopen(held)
    assert laptop.upcoming == running
    with pytest.raises(BadInputError, match="Session 2 is still running"):
        desk.room.start(held)
    desk.room.close(running, WrapUp.DONE)
    assert laptop.upcoming == held
    desk.room.start(held)
    assert [s.state for s in laptop.pair.in_order] == ["running", "closed"]


def test_there_always_is_a_next_session_whatever_was_done_before(laptop: Laptop) -> None:
    with laptop.vault.transaction():  # one commit for all of it is quicker
        for acts in product(("hold", "skip", "delete", "reopen", "plan", "undo"), repeat=3):
            laptop.meet()
            for act in acts:
                with suppress(BadInputError):  # a running one is closed first
                    do(laptop, act)
                assert_there_is_a_next_one(laptop, acts)


def assert_there_is_a_next_one(laptop: Laptop, acts: tuple[str, ...]) -> None:
    pair, upcoming = laptop.pair, laptop.pair.next_session
    assert upcoming.state in (SessionState.PLANNED, SessionState.RUNNING), acts
    assert not upcoming.binned_at, acts
    assert pair.session(upcoming.id) == upcoming, acts
    before = [s for s in pair.in_order if s.ordinal < upcoming.ordinal]
    held = [s for s in before if s.state == SessionState.CLOSED]
    assert pair.next_number == len(held) + 1, acts


def do(laptop: Laptop, act: str) -> None:
    sessions, upcoming = laptop.desk.sessions, laptop.upcoming
    over = [s.id for s in laptop.pair.in_order if s.state != SessionState.PLANNED]
    if act == "hold":
        hold(laptop)
    elif act == "skip":
        sessions.skip(upcoming)
    elif act == "delete":
        sessions.delete((*over, upcoming)[0])
    elif act == "reopen" and over:
        sessions.reopen(over[0])
    elif act == "plan":
        sessions.plan(upcoming, FIRST, LONDON)
    elif act == "undo":
        laptop.desk.open_pair.history.undo()
