"""What the closing page says: minutes, objectives, whose turn it is, and dates that lie ahead."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rm_desktop.domain.entities import ItemState, WrapUp
from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.close.landing import Choice, Landing, Person, Stage, look, timer_words
from rm_desktop.ui.close.next_date import NextDate, choose
from rm_desktop.ui.screen import Context

TODAY = date(2026, 11, 26)


@pytest.fixture
def session(desk: Desk) -> str:
    ident = desk.open_pair.pair.next_session.id
    desk.sessions.plan(ident, datetime.fromisoformat("2026-11-26T14:00"), "Europe/London", 60)
    return ident


@pytest.fixture
def person(context: Context) -> Person:
    return Person(context.desk.open_pair.actor, context.word, context.voice)


def page(desk: Desk, session: str, person: Person, seen: tuple[str, ...] = ()) -> Landing:
    pair = desk.open_pair.pair
    return look(pair, pair.session(session), desk.room.reading(session), person, TODAY, seen)


def next_date(desk: Desk, session: str, now: datetime) -> NextDate:
    pair = desk.open_pair.pair
    return choose(pair, pair.session(session), now, "Europe/London", now)


def test_each_topic_says_what_it_took(
    desk: Desk, session: str, person: Person, clock: FakeClock
) -> None:
    first = desk.agenda.add(session, "A brief", minutes=15)
    second = desk.agenda.add(session, "A demo", minutes=20, leads=desk.open_pair.pair.mentee.id)
    desk.room.start(session)
    clock.advance(17 * 60)
    desk.room.next_topic(session)
    lines = page(desk, session, person).topics
    assert [line.id for line in lines] == [first, second]
    assert [line.minutes for line in lines] == ["17 of 15 min", "20 min"]
    assert [line.leads for line in lines] == ["You lead", "Henrik leads"]
    assert [line.discussed for line in lines] == [True, False]
    assert lines[1].choice == Choice.CARRY


def test_a_parked_topic_stays_in_sight_while_it_is_looked_at(
    desk: Desk, session: str, person: Person
) -> None:
    item = desk.agenda.add(session, "For later")
    desk.agenda.park(item)
    assert page(desk, session, person).topics == ()
    (line,) = page(desk, session, person, seen=(item,)).topics
    assert line.choice == Choice.PARK
    desk.agenda.settle(item, session, ItemState.OPEN)
    (line,) = page(desk, session, person).topics
    assert line.choice == Choice.CARRY


def test_a_dropped_topic_can_be_taken_up_again(desk: Desk, session: str, person: Person) -> None:
    item = desk.agenda.add(session, "Not this")
    desk.agenda.drop(item)
    (line,) = page(desk, session, person).topics
    assert line.choice == Choice.DROP


def test_the_close_itself_is_no_topic_to_look_back_on(
    desk: Desk, session: str, person: Person
) -> None:
    desk.sessions.apply_template(session, "learning", 60)
    titles = [line.title for line in page(desk, session, person).topics]
    assert "Explore" in titles
    assert not any(title.startswith("Close") for title in titles)


def test_objectives_say_what_they_got_and_which_got_nothing_twice(
    desk: Desk, session: str, person: Person, clock: FakeClock
) -> None:
    pair = desk.open_pair.pair
    served = desk.together.add_objective("Name three formats", pair.mentee.id)
    desk.together.add_objective("Post something", pair.mentee.id)
    item = desk.agenda.add(session, "Formats", minutes=15, objective=served)
    desk.room.start(session)
    clock.advance(12 * 60)
    words = {line.text: line.words for line in page(desk, session, person).objectives}
    assert words == {"Name three formats": "12 min today", "Post something": "not today"}
    desk.agenda.mark_discussed(item)
    desk.room.close(session, WrapUp.DONE)
    second = desk.open_pair.pair.next_session.id
    desk.room.start(second)
    lines = {line.text: line for line in page(desk, second, person).objectives}
    assert not lines["Name three formats"].neglected
    assert lines["Post something"].neglected
    assert lines["Post something"].words == "no minutes for two sessions"


def test_without_a_timer_what_was_discussed_counts_as_planned(
    desk: Desk, session: str, person: Person
) -> None:
    goal = desk.together.add_objective("Name three formats", desk.open_pair.pair.mentee.id)
    item = desk.agenda.add(session, "Formats", minutes=15, objective=goal)
    desk.agenda.mark_discussed(item)
    landing = page(desk, session, person)
    assert landing.stage == Stage.UNTIMED
    assert landing.objectives[0].words == "15 min today"


def test_everybody_writes_their_own_takeaway_only(
    desk: Desk, session: str, context: Context
) -> None:
    def lines() -> list[tuple[str, bool, str]]:
        now = Person(desk.open_pair.actor, context.word, context.voice)
        found = page(desk, session, now).takeaways
        return [(line.title, line.writable, line.hand_over) for line in found]

    assert lines() == [
        ("Your takeaway", True, ""),
        ("Henrik’s takeaway", False, "Hand over to Henrik"),
    ]
    desk.members.hand_over()
    assert lines() == [
        ("Maya’s takeaway", False, "Give the laptop back to Maya"),
        ("Henrik’s takeaway", True, ""),
    ]


def test_the_page_names_who_is_at_the_keyboard(desk: Desk, session: str, context: Context) -> None:
    person = Person(desk.open_pair.actor, context.word, context.voice)
    assert page(desk, session, person).keyboard == ""
    desk.members.hand_over()
    person = Person(desk.open_pair.actor, context.word, context.voice)
    landing = page(desk, session, person)
    assert landing.keyboard == "Henrik"
    assert landing.partner == "Maya"


def test_a_running_a_forgotten_and_a_closed_session_are_told_apart(
    desk: Desk, session: str, person: Person
) -> None:
    desk.agenda.add(session, "A topic")
    untimed = page(desk, session, person)
    assert (untimed.title, untimed.finish) == ("Close session 1", "Finish session")
    desk.room.start(session)
    running = page(desk, session, person)
    assert running.stage == Stage.RUNNING
    assert running.back == "Back to the room"
    desk.room.close(session, WrapUp.PENDING)
    later = page(desk, session, person)
    assert later.title == "Look back on session 1"
    assert (later.not_now, later.finish) == ("Leave it", "Done")


def test_actions_of_today_and_before_stand_apart(desk: Desk, session: str, person: Person) -> None:
    desk.actions.add("From before", due="2026-11-24")
    desk.actions.add("From today", due="next", session=session)
    landing = page(desk, session, person)
    assert [(a.text, a.due_word) for a in landing.today] == [("From today", "next session")]
    assert [(a.text, a.due_word, a.overdue) for a in landing.before] == [
        ("From before", "2 days overdue", True)
    ]


def test_the_timer_speaks_quietly(
    desk: Desk, session: str, clock: FakeClock, profile: Profile
) -> None:
    def words() -> str:
        return timer_words(desk.room.reading(session), clock.local_zone())

    assert words() == ""
    desk.agenda.add(session, "A topic", minutes=50)
    landing = desk.agenda.add(session, "The close", minutes=10, segment="landing")
    desk.room.start(session)
    clock.advance(20 * 60)
    assert words() == "40 min to the end · ends 15:00"
    desk.room.go_to(session, landing)
    assert words() == "10:00 for the close · ends 14:30"
    desk.room.pause(session)
    assert words().startswith("Paused · ")
    desk.room.resume(session)
    clock.advance(43 * 60)
    assert words() == "over by 3 minutes"
    desk.room.close(session, WrapUp.DONE)
    assert words() == ""


def test_the_rhythm_proposes_dates_that_lie_ahead(desk: Desk, session: str) -> None:
    now = datetime.fromisoformat("2026-11-26T14:50")
    desk.together.set_rhythm(every="2 weeks", count=6, minutes=60, zone="Europe/London")
    choice = next_date(desk, session, now)
    assert choice.title == "Session 2"
    assert [words for _, words in choice.proposals] == [
        "Thursday 10 Dec, 14:00",
        "Thursday 17 Dec, 14:00",
        "Thursday 24 Dec, 14:00",
    ]
    assert choice.settled == ""


def test_a_session_looked_back_on_late_gets_no_date_in_the_past(desk: Desk, session: str) -> None:
    now = datetime.fromisoformat("2027-03-02T09:00")
    choice = next_date(desk, session, now)
    assert choice.proposals
    assert all(day > now for day, _ in choice.proposals)


def test_dates_follow_what_was_agreed_and_not_when_a_session_happened_to_start(
    desk: Desk, session: str
) -> None:
    desk.together.set_rhythm(every="1 month", count=6, minutes=60, zone="Europe/London")
    desk.room.start(session)
    desk.room.close(session, WrapUp.DONE)
    impromptu = desk.open_pair.pair.next_session.id
    sunday = datetime.fromisoformat("2026-11-29T09:40")
    days = [day for day, _ in next_date(desk, impromptu, sunday).proposals]
    assert days[0] == datetime.fromisoformat("2026-12-24T14:00")
    assert {(day.hour, day.minute) for day in days} == {(14, 0)}
    assert all(day.weekday() < 5 for day in days), "the 26th of December is a Saturday"


def test_a_pair_that_meets_on_weekends_is_offered_them(desk: Desk, session: str) -> None:
    saturday = datetime.fromisoformat("2026-11-28T10:00")
    desk.sessions.plan(session, saturday, "Europe/London", 60)
    desk.together.set_rhythm(every="1 week", count=6, minutes=60, zone="Europe/London")
    days = [day for day, _ in next_date(desk, session, saturday).proposals]
    assert {day.weekday() for day in days} == {5}


def test_a_date_is_typed_freely(desk: Desk, session: str) -> None:
    now = datetime.fromisoformat("2026-11-26T14:50")
    choice = next_date(desk, session, now)
    assert choice.read("next friday 3pm") == datetime.fromisoformat("2026-12-04T15:00")
    assert choice.read("12 Dec") == datetime.fromisoformat("2026-12-12T14:00")
    assert choice.preview(choice.read("12 Dec")) == "Saturday 12 Dec, 14:00–15:00"
    with pytest.raises(BadInputError, match="has passed"):
        choice.read("1 Nov 2026")
    with pytest.raises(BadInputError):
        choice.read("whenever")


def test_a_date_that_is_set_already_is_kept(desk: Desk, session: str) -> None:
    now = datetime.fromisoformat("2026-11-26T14:50")
    desk.room.start(session)
    following = desk.open_pair.pair.following(desk.open_pair.pair.session(session))
    desk.sessions.plan(following.id, datetime.fromisoformat("2026-12-10T15:00"), "Europe/London")
    assert next_date(desk, session, now).settled == "Thursday 10 Dec, 15:00–16:00"
