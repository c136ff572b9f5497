"""From session to session: what is carried over, moved, left out; a year; the end of a pair."""

from __future__ import annotations

from datetime import datetime, timedelta

from rm_desktop.domain.agenda import carried_over
from rm_desktop.domain.entities import Role, SessionState, WrapUp
from rm_desktop.services.pairs import Person
from rm_desktop.services.upkeep import tidy
from tests.journeys.traveller import WEEK, Traveller
from tests.services.seen import assert_in_step

FIRST = datetime(2026, 12, 3, 15, 0)  # noqa: DTZ001 local, in the zone beside it
LONDON = "Europe/London"


def meet_and_talk(maya: Traveller, *discussed: str) -> str:
    """Hold the next session, whatever its date, and discuss some topics; return its id."""
    session, room = maya.upcoming, maya.desk.room
    room.start(session)
    for title in discussed:
        room.go_to(session, maya.topic(title).id)
        maya.minutes(10)
        maya.desk.agenda.mark_discussed(maya.topic(title).id)
    room.close(session, WrapUp.DONE)
    maya.restart()
    return session


def test_a_topic_is_carried_over_three_sessions_and_then_decided_on(maya: Traveller) -> None:
    desk = maya.meet()
    desk.sessions.plan(maya.upcoming, FIRST, LONDON)
    for title in ("Two-minute films", "The hard one", "The harder one"):
        desk.agenda.add(maya.upcoming, title, minutes=20)
    first = meet_and_talk(maya, "Two-minute films")
    assert ("2 carried over", "neutral") in maya.today().session.chips
    assert "## Carried over\n\n- The hard one\n- The harder one" in maya.agenda()

    for _ in range(2):
        maya.desk.agenda.bring_in([item.id for item in maya.pair.carried], maya.upcoming)
        maya.desk.sessions.plan(maya.upcoming, FIRST + 4 * WEEK, LONDON)
        assert maya.carried() == []
        assert "from 3 Dec" in maya.today().topics[0].detail
        meet_and_talk(maya)
    waiting = carried_over(maya.pair, maya.upcoming)
    assert [(each.origin, each.times, each.needs_decision) for each in waiting] == [
        (first, 3, True)
    ] * 2

    hard, harder = (each.item.id for each in waiting)
    maya.desk.agenda.park(hard)
    maya.desk.agenda.drop(harder)
    maya.restart()
    assert maya.carried() == []
    assert maya.titles("") == ["The hard one"]
    assert "The harder one" not in maya.agenda()


def test_starting_a_carried_topic_takes_it_into_the_hour_and_keeps_where_it_came_from(
    maya: Traveller,
) -> None:
    maya.meet().agenda.add(maya.upcoming, "Left over", minutes=10)
    first = meet_and_talk(maya)
    maya.desk.room.start(maya.upcoming)
    maya.desk.room.go_to(maya.upcoming, maya.topic("Left over").id)
    maya.minutes(4)
    maya.restart()
    assert maya.timer() == "Left over 6:00"
    assert maya.carried() == []
    assert maya.topic("Left over").origin == first


def test_a_session_is_moved_instead_of_cancelled(maya: Traveller) -> None:
    desk = maya.meet()
    session = maya.upcoming
    desk.sessions.plan(session, FIRST, LONDON)
    desk.agenda.add(session, "Two-minute films", minutes=20)
    desk.sessions.plan(session, FIRST + timedelta(days=5), LONDON)
    maya.restart()
    today = maya.today()
    assert today.subtitle.endswith("next session in 12 days")
    assert today.rhythm.endswith("1 moved")
    assert maya.upcoming == session
    assert maya.titles(session) == ["Two-minute films"]
    maya.desk.sessions.plan(session, FIRST, LONDON)
    maya.desk.open_pair.history.undo()
    assert maya.today().rhythm.endswith("1 moved")


def test_a_session_left_out_hands_its_topics_to_the_one_after_it(maya: Traveller) -> None:
    desk = maya.meet()
    skipped = maya.upcoming
    desk.sessions.plan(skipped, FIRST, LONDON)
    desk.agenda.add(skipped, "Two-minute films", minutes=20)
    desk.sessions.skip(skipped)
    maya.restart()
    assert maya.topics_today() == ["Two-minute films"]
    assert "no date yet" in maya.today().subtitle
    assert maya.today().steps[:2] == ("missed", "next")
    maya.desk.open_pair.history.undo()
    maya.desk.sessions.reopen(skipped)
    assert maya.upcoming == skipped


def test_a_deleted_pair_is_gone_and_the_other_one_is_there(maya: Traveller) -> None:
    desk = maya.meet()
    desk.agenda.add(maya.upcoming, "A zanzibar secret")
    maya.write("A zanzibar secret", "zanzibar notes")
    gone = desk.open_pair.id
    other = maya.profile.create_pair(
        Person("Maya Okafor", Role.MENTEE), Person("Amir Haddad", Role.MENTOR)
    )
    other.agenda.add(maya.upcoming, "Negotiating", leads=other.open_pair.you)
    maya.profile.open_pair(gone)
    maya.profile.delete_pair(gone)
    maya.restart()
    assert maya.today().title == "Good afternoon, Maya"
    assert maya.topics_today() == ["Negotiating"]
    assert maya.desk.search.find("zanzibar", all_pairs=True) == []
    assert [listed.names for listed in maya.profile.pairs.listed()] == [
        ("Maya Okafor", "Amir Haddad")
    ]
    maya.profile.delete_pair(maya.desk.open_pair.id)
    maya.quit()
    assert maya.start().desk is None


def test_a_year_of_sessions(maya: Traveller) -> None:
    desk = maya.meet()
    desk.together.set_rhythm(every="2 weeks", count=24, minutes=60, zone=LONDON)
    objective = desk.together.add_objective("Film a talk", maya.henrik)
    held: list[str] = []
    for n in range(24):
        session, day = maya.upcoming, FIRST + 2 * n * WEEK
        assert maya.pair.next_number == len(held) + 1
        maya.desk.sessions.plan(session, day, LONDON)
        maya.desk.sessions.apply_template(session, "learning", 60)
        maya.desk.agenda.add(session, f"Topic {n}", minutes=20, objective=objective)
        maya.desk.agenda.add(session, f"Rest {n}", minutes=5)
        maya.wait_until(day)
        if n % 6 == 5:
            maya.desk.sessions.skip(session)
            maya.restart()
            continue
        maya.desk.actions.add(f"Action {n}", due="next", session=session)
        held.append(meet_and_talk(maya, f"Topic {n}"))
        tidy(maya.profile)
    assert_in_step(maya.profile)
    assert len(held) == 20
    assert maya.pair.next_number == 21
    assert [s.state for s in maya.pair.in_order].count(SessionState.SKIPPED) == 4
    assert maya.desk.objective_times.minutes() == {objective: 200}
    assert len(maya.pair.open_actions) == 20
    today = maya.today()
    assert len(today.actions) + today.more_actions == 20
    assert today.rhythm.endswith("20 kept, none moved")
    assert len(maya.desk.search.find("topic")) == 24
    assert "Topic 4" in maya.summary(held[4])
    assert maya.pair == maya.restart().open_pair.pair
