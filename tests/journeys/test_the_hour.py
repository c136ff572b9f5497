"""The hour: prepared by both, run against the clock, closed; and the next one is waiting."""

from __future__ import annotations

from datetime import datetime

import pytest

from rm_desktop.domain.entities import DUE_NEXT_SESSION, WrapUp
from rm_desktop.services.left_open import settle_forgotten
from tests.journeys.traveller import WEEK, Traveller

MEETING = datetime(2026, 12, 3, 15, 0)  # noqa: DTZ001 local, in the zone beside it
LONDON = "Europe/London"


@pytest.fixture
def ready(maya: Traveller) -> Traveller:
    """A dated session with three topics, the second one Henrik's."""
    desk = maya.meet()
    desk.sessions.plan(maya.upcoming, MEETING, LONDON)
    desk.agenda.add(maya.upcoming, "Two-minute films", minutes=20)
    maya.hand_over()
    desk.agenda.add(maya.upcoming, "How a budget is made", minutes=20)
    maya.hand_over()
    desk.agenda.add(maya.upcoming, "What we take away", minutes=10, segment="landing")
    return maya


def test_prepare_run_and_close(ready: Traveller) -> None:
    maya, session = ready, ready.upcoming
    assert maya.topics_today() == ["Two-minute films", "What we take away"]
    assert ("1 from Henrik", "them") in maya.today().session.chips
    maya.wait_until(MEETING)
    assert maya.today().session.ring == (1.0, "now", "it is time")

    room = maya.desk.room
    room.start(session)
    assert maya.timer() == "Two-minute films 20:00"
    maya.minutes(12.5)
    assert maya.timer() == "Two-minute films 7:30"
    maya.write("Two-minute films", "Start with the *end*.")
    maya.desk.actions.add(
        "Film the town hall",
        owner=maya.henrik,
        due=DUE_NEXT_SESSION,
        item=maya.topic("Two-minute films").id,
        session=session,
    )
    maya.desk.agenda.edit(maya.topic("Two-minute films").id, outcome="One film a month")
    room.next_topic(session)
    maya.minutes(21)
    assert maya.timer() == "How a budget is made +1:00"
    room.go_to(session, maya.topic("What we take away").id)
    maya.minutes(5)
    room.close(session, WrapUp.PENDING)
    assert maya.today().unfinished == session

    room.set_takeaway(session, maya.maya, "He asks better questions than I do")
    maya.hand_over()
    room.set_takeaway(session, maya.henrik, "Show, do not tell")
    maya.hand_over()
    maya.desk.sessions.plan(maya.upcoming, MEETING + 4 * WEEK, LONDON)
    room.finish_wrap_up(session, WrapUp.DONE)

    maya.restart()
    today = maya.today()
    assert today.unfinished == ""
    assert today.subtitle.endswith("next session in 4 weeks")
    ((who, promise, due),) = ((row.who, row.text, row.due) for row in today.actions)
    assert (who, promise) == ("Henrik", "Film the town hall")
    assert "next session" in due
    assert ("1 carried over", "neutral") in today.session.chips
    assert maya.carried() == ["How a budget is made"]
    record = maya.summary(session)
    for words in (
        "He asks better questions than I do",
        "Show, do not tell",
        "One film a month",
        "Start with the *end*.",
        "Film the town hall",
        "## Carried over\n\n- How a budget is made",
    ):
        assert words in record
    assert "Thursday 31 Dec" in record, "the next date"


def test_each_writes_under_their_own_name(ready: Traveller) -> None:
    maya, session = ready, ready.upcoming
    by = {item.title: maya.pair.name(item.added_by) for item in maya.pair.agenda(session)}
    assert by["Two-minute films"] == "Maya Okafor"
    assert by["How a budget is made"] == "Henrik Berg"
    maya.hand_over()
    today = maya.today()
    assert today.title == "Good afternoon, Henrik"
    assert [row.title for row in today.topics] == ["How a budget is made"]
    assert {row.who for row in today.topics} == {"Henrik Berg"}, "no “You” on another’s laptop"
    maya.desk.agreement.sign(maya.henrik)
    action = maya.desk.actions.add("Read the plan")
    assert maya.pair.actions[action].owner == maya.henrik
    maya.desk.room.start(session)
    maya.desk.room.pause(session)
    events = maya.pair.timelines[session].events
    assert [event["by"] for event in events] == [maya.henrik, maya.henrik]
    maya.hand_over()
    assert maya.desk.open_pair.actor == maya.maya
    assert maya.today().title == "Good afternoon, Maya"


@pytest.mark.parametrize("way", ["quit", "crash"])
def test_a_restart_in_the_middle_loses_no_second(ready: Traveller, way: str) -> None:
    maya, session = ready, ready.upcoming
    maya.wait_until(MEETING)
    maya.desk.room.start(session)
    maya.minutes(3)
    notes = maya.desk.notes(maya.topic("Two-minute films").id)
    notes.splice(0, 0, "half a sent")
    notes.save()
    getattr(maya, way)()
    maya.clock.advance(41)
    maya.start()
    assert maya.today().session.running
    assert maya.today().session.eyebrow == "Running now · Session 1"
    assert maya.timer() == "Two-minute films 16:19"
    assert maya.desk.notes(notes.item).text == "half a sent"
    assert settle_forgotten(maya.desk, maya.clock.now(), LONDON) == "", "nobody forgot it"
    maya.desk.room.pause(session)
    maya.quit()
    maya.clock.reboot(600)
    maya.start()
    maya.desk.room.resume(session)
    maya.clock.advance(19)
    assert maya.timer() == "Two-minute films 16:00"


def test_a_lid_shut_at_the_end_closes_the_session_at_the_next_start(ready: Traveller) -> None:
    maya, session = ready, ready.upcoming
    maya.wait_until(MEETING)
    maya.desk.room.start(session)
    maya.minutes(20)
    maya.desk.room.next_topic(session)
    maya.minutes(10)
    maya.desk.last_seen.note(session, maya.clock.now())
    maya.crash()
    maya.clock.reboot(14 * 3600)
    maya.start()
    said = settle_forgotten(maya.desk, maya.clock.now(), LONDON)
    assert said == "Session 1 was left open. It is closed at 15:30, when it was last used."
    assert maya.today().unfinished == session
    assert maya.desk.room.reading(session).elapsed_ms == 30 * 60_000
    assert "How a budget is made" in maya.carried()
    maya.desk.open_pair.history.undo()
    assert maya.desk.room.running() is not None, "undo opens it again"


def test_an_hour_without_an_agenda_leaves_a_record_too(maya: Traveller) -> None:
    desk = maya.meet()
    session = maya.upcoming
    desk.room.start(session)
    maya.minutes(25)
    maya.write("Open talk", "We talked about everything.")
    desk.room.close(session, WrapUp.SKIPPED)
    maya.restart()
    assert maya.carried() == []
    assert "We talked about everything." in maya.summary(session)
    assert maya.today().unfinished == ""


def test_no_time_for_the_close_leaves_it_for_the_next_start(ready: Traveller) -> None:
    maya, session = ready, ready.upcoming
    maya.desk.room.start(session)
    maya.minutes(50)
    maya.desk.room.close(session, WrapUp.PENDING)
    maya.restart()
    assert maya.today().unfinished == session
    assert "Session 1 is closed" in maya.today().unfinished_words
    maya.desk.room.finish_wrap_up(session, WrapUp.SKIPPED)
    maya.restart()
    assert maya.today().unfinished == ""
