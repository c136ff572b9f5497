"""The session room: one session at a time, every step an event, and the close."""

from __future__ import annotations

import pytest

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import NOTHING
from rm_desktop.domain.entities import ItemState, SessionState, WrapUp
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.session_course import TimerState
from rm_desktop.services.desk import Desk
from tests.laptop import Laptop
from tests.services.seen import assert_in_step

MINUTE = 60_000


@pytest.fixture
def session(laptop: Laptop, desk: Desk) -> str:
    """The next session with three topics of ten minutes."""
    topics = [{"title": title, "minutes": 10} for title in ("Budget", "Video", "Board")]
    desk.agenda.add_many(laptop.upcoming, topics)
    return laptop.upcoming


def now_on(laptop: Laptop, session: str) -> str:
    """Return the title of the current topic."""
    current = laptop.desk.room.reading(session).current
    return laptop.pair.items[current].title if current else ""


def test_a_session_starts_at_its_first_open_topic(laptop: Laptop, desk: Desk, session: str) -> None:
    desk.agenda.mark_discussed(laptop.topic("Budget").id)
    assert desk.room.running() is None
    desk.room.start(session)
    assert now_on(laptop, session) == "Video"
    running = desk.room.running()
    assert running is not None
    assert running.id == session
    assert desk.room.start(session) == NOTHING, "one that runs goes on"


def test_nobody_runs_two_sessions_at_once(laptop: Laptop, desk: Desk, session: str) -> None:
    desk.room.start(session)
    other = laptop.pair.following(laptop.pair.next_session).id
    before = laptop.pair
    with pytest.raises(BadInputError, match="Session 1 is still running"):
        desk.room.start(other)
    assert laptop.pair == before


def test_what_was_talked_about_is_covered_at_the_close(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.room.start(session)
    laptop.clock.advance(300)
    desk.room.go_to(session, laptop.topic("Video").id)
    laptop.clock.advance(20)
    board = laptop.topic("Board").id
    desk.notes(board).splice(0, 0, "Two lines are enough.")
    desk.notes(board).rest()
    assert desk.room.covered(session) == {laptop.topic("Budget").id, board}
    desk.room.close(session, WrapUp.DONE, covered=desk.room.covered(session))
    assert laptop.topic("Budget").state == laptop.topic("Board").state == ItemState.DISCUSSED
    assert laptop.carried() == ["Video"], "twenty seconds are a glance"


def test_open_talk_that_ran_is_covered(laptop: Laptop, desk: Desk) -> None:
    session = laptop.upcoming
    desk.room.start(session)
    laptop.clock.advance(70)
    desk.room.close(session, WrapUp.PENDING)
    assert laptop.topic("Open talk").state == ItemState.DISCUSSED


def test_a_session_in_the_bin_is_not_started(laptop: Laptop, desk: Desk, session: str) -> None:
    desk.sessions.delete(session)
    with pytest.raises(BadInputError, match="This session is in the bin"):
        desk.room.start(session)
    desk.sessions.restore(session)
    desk.room.start(session)
    assert now_on(laptop, session) == "Budget"


def test_next_marks_discussed_and_back_opens_again(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.room.start(session)
    laptop.clock.advance(300)
    desk.room.next_topic(session)
    assert laptop.topic("Budget").state == ItemState.DISCUSSED
    assert now_on(laptop, session) == "Video"
    desk.room.back(session)
    assert laptop.topic("Budget").state == ItemState.OPEN
    assert now_on(laptop, session) == "Budget"
    assert desk.room.back(session) == NOTHING, "there is nothing before the first"
    for _ in range(3):
        laptop.clock.advance(30)
        desk.room.next_topic(session)
    assert now_on(laptop, session) == ""
    assert {item.state for item in laptop.pair.agenda(session)} == {ItemState.DISCUSSED}
    desk.room.back(session)
    assert now_on(laptop, session) == "Board"


def test_next_skips_a_topic_that_nobody_spoke_or_wrote_about(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.agenda.add(session, "Left", minutes=5)
    desk.room.start(session)
    desk.room.next_topic(session)
    laptop.clock.advance(20)
    desk.agenda.edit(laptop.topic("Video").id, outcome="Once a week")
    desk.room.next_topic(session)
    board = laptop.topic("Board").id
    desk.actions.add("Ask them", owner=laptop.maya, due="", item=board, session=session)
    desk.room.next_topic(session)
    assert now_on(laptop, session) == "Left", "a skipped one does not come up again"
    desk.room.close(session, WrapUp.DONE, covered=desk.room.covered(session))
    assert laptop.topic("Video").state == laptop.topic("Board").state == ItemState.DISCUSSED
    assert laptop.carried() == ["Budget", "Left"]


def test_undo_takes_a_step_of_the_timer_back(laptop: Laptop, desk: Desk, session: str) -> None:
    desk.room.start(session)
    laptop.clock.advance(300)
    desk.room.next_topic(session)
    desk.open_pair.history.undo()
    assert now_on(laptop, session) == "Budget"
    assert laptop.topic("Budget").state == ItemState.OPEN
    assert desk.room.reading(session).topic.spent_ms == 5 * MINUTE
    desk.open_pair.history.undo()
    assert desk.room.running() is None
    assert desk.room.reading(session).state == TimerState.NOT_STARTED


def test_starting_a_carried_topic_moves_it_into_this_agenda_before_the_landing(
    laptop: Laptop, desk: Desk
) -> None:
    first = laptop.upcoming
    desk.agenda.add(first, "Left over")
    desk.room.start(first)
    desk.room.close(first, WrapUp.DONE)
    second = laptop.upcoming
    desk.sessions.apply_template(second, "learning", 60)
    desk.room.start(second)
    while desk.room.reading(second).next_item:
        desk.room.next_topic(second)
    depth = len(laptop.titles(second))
    desk.room.go_to(second, laptop.topic("Left over").id)
    assert now_on(laptop, second) == "Left over"
    assert laptop.topic("Left over").origin == first
    assert laptop.titles(second).index("Left over") == depth - 1, "before the close"
    assert laptop.carried() == []
    desk.open_pair.history.undo()
    assert laptop.carried() == ["Left over"]


def test_steps_outside_a_running_session_are_none(laptop: Laptop, desk: Desk, session: str) -> None:
    before, item = laptop.pair, laptop.topic("Video").id
    room = desk.room
    for act in (room.pause, room.resume, room.next_topic, room.back):
        assert act(session) == NOTHING
    assert room.go_to(session, item) == NOTHING
    assert room.extend(session, 5) == room.adjust(session, -1) == NOTHING
    assert room.answer_sleep(session, MINUTE, counted=True) == NOTHING
    assert laptop.pair == before
    room.start(session)
    assert room.reading(session).state == TimerState.RUNNING, "no stray event holds up the start"


def test_pauses_and_changed_minutes_count(laptop: Laptop, desk: Desk, session: str) -> None:
    desk.room.start(session)
    desk.room.extend(session, 5)
    desk.room.adjust(session, -1)
    laptop.clock.advance(120)
    desk.room.pause(session)
    laptop.clock.advance(900)
    desk.room.resume(session)
    laptop.clock.advance(60)
    reading = desk.room.reading(session)
    assert (reading.topic.allotted_ms, reading.topic.spent_ms) == (14 * MINUTE, 3 * MINUTE)
    assert desk.room.preview(session, 5).topic.allotted_ms == 19 * MINUTE
    desk.room.answer_sleep(session, 2 * MINUTE, counted=False)
    assert desk.room.reading(session).topic.spent_ms == MINUTE


def test_without_an_agenda_there_is_one_topic_for_all_the_talk(laptop: Laptop, desk: Desk) -> None:
    session = laptop.upcoming
    desk.room.start(session)
    assert laptop.titles(session) == [now_on(laptop, session)] == ["Open talk"]
    assert not desk.room.reading(session).timed
    laptop.clock.advance(600)
    desk.room.close(session, WrapUp.SKIPPED)
    assert laptop.carried() == []
    desk.room.start(session)
    assert laptop.titles(session) == ["Open talk"], "reopening adds no second one"


def test_the_close_carries_over_what_was_not_discussed(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.room.start(session)
    laptop.clock.advance(600)
    desk.room.next_topic(session)
    desk.room.close(session, WrapUp.PENDING)
    closed = laptop.pair.sessions[session]
    assert (closed.state, closed.wrap_up) == (SessionState.CLOSED, WrapUp.PENDING)
    assert closed.closed_at == laptop.clock.now().wall_ms
    assert laptop.carried() == ["Video", "Board"]
    laptop.clock.advance(600)
    assert desk.room.close(session, WrapUp.DONE) == NOTHING, "closed once is closed"
    assert desk.room.reading(session).elapsed_ms == 10 * MINUTE
    desk.room.finish_wrap_up(session, WrapUp.DONE)
    assert laptop.pair.sessions[session].wrap_up == WrapUp.DONE


def test_closing_in_the_landing_marks_it_discussed(laptop: Laptop, desk: Desk) -> None:
    session = laptop.upcoming
    desk.sessions.apply_template(session, "learning", 60)
    landing = laptop.pair.agenda(session)[-1].id
    desk.room.start(session)
    desk.room.go_to(session, landing)
    desk.room.close(session, WrapUp.DONE)
    assert laptop.pair.items[landing].state == ItemState.DISCUSSED


def test_a_closed_session_that_goes_on_is_reopened_with_its_time(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.room.start(session)
    laptop.clock.advance(600)
    desk.room.close(session, WrapUp.DONE)
    laptop.clock.advance(3600)
    desk.room.start(session)
    assert desk.room.reading(session).state == TimerState.PAUSED
    desk.room.resume(session)
    laptop.clock.advance(60)
    assert desk.room.reading(session).elapsed_ms == 11 * MINUTE
    reopened = laptop.pair.sessions[session]
    assert (reopened.closed_at, reopened.wrap_up) == (0, WrapUp.PENDING)


def test_a_session_reopened_as_a_plan_and_started_goes_on_too(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.room.start(session)
    laptop.clock.advance(600)
    desk.room.close(session, WrapUp.DONE)
    desk.sessions.reopen(session)
    desk.room.start(session)
    desk.room.resume(session)
    laptop.clock.advance(60)
    assert desk.room.reading(session).elapsed_ms == 11 * MINUTE


def test_each_takes_one_thing_away_and_may_change_it(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.room.start(session)
    desk.room.close(session, WrapUp.PENDING)
    desk.room.set_takeaway(session, laptop.maya, "Let him drive")
    desk.members.hand_over()
    desk.room.set_takeaway(session, laptop.henrik, "  Ask \n earlier ")
    assert dict(laptop.pair.sessions[session].takeaways) == {
        laptop.maya: "Let him drive",
        laptop.henrik: "Ask \n earlier",
    }
    assert desk.open_pair.history.undo_label == "Henrik Berg’s takeaway"
    assert desk.room.set_takeaway(session, laptop.maya, "Let him drive") == NOTHING
    desk.room.set_takeaway(session, laptop.maya, "")
    assert dict(laptop.pair.sessions[session].takeaways) == {laptop.henrik: "Ask \n earlier"}
    with pytest.raises(BadInputError, match="A takeaway can be at most"):
        desk.room.set_takeaway(session, laptop.maya, "x" * 2001)


def test_the_first_start_wins_when_both_laptops_started(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    mine = desk.open_pair.document
    theirs = PairDocument(mine.id, mine.snapshot())
    desk.room.start(session)
    laptop.clock.advance(600)
    apart = laptop.desk.open_pair
    later = dict(laptop.pair.timelines[session].events[0], id="theirs", wall=0)
    later |= {"wall": laptop.clock.now().wall_ms, "boot": laptop.clock.now().boot_ms}
    theirs.append_event(session, later)
    sent, _ = theirs.commit()
    mine.merge(sent)
    theirs.merge([mine.snapshot()])
    assert theirs.pair.timelines == apart.pair.timelines
    kinds = [event["kind"] for event in laptop.pair.timelines[session].events]
    assert kinds == ["started", "started"]
    reading = desk.room.reading(session)
    first = laptop.pair.timelines[session].events[0]
    assert reading.started_at_ms == first["wall"]


def test_what_is_typed_into_the_next_session_writes_it_down_once(
    laptop: Laptop, desk: Desk
) -> None:
    session = laptop.upcoming
    desk.room.set_takeaway(session, laptop.maya, "Before it began")
    desk.agenda.add(session, "Budget")
    assert list(laptop.pair.sessions) == [session]
    assert_in_step(laptop.profile)
