"""A pair as it is asked by screens: which session is next, what is carried over, who is who."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    ItemState,
    Member,
    Objective,
    Role,
    Session,
    SessionState,
)
from rm_desktop.domain.pair import CHARTER_ID, Pair, notes_id, session_id

MAYA = Member("maya", "Maya Okafor", Role.MENTOR)
HENRIK = Member("henrik", "Henrik Berg", Role.MENTEE)
BOTH = {"maya": MAYA, "henrik": HENRIK}


def held(*states: str, **more: Session) -> dict[str, Session]:
    """Return sessions in these states, numbered from one."""
    found = {f"ps{n:04d}": Session(f"ps{n:04d}", n, state=s) for n, s in enumerate(states, start=1)}
    return found | more


def topics(*items: AgendaItem) -> dict[str, AgendaItem]:
    return {item.id: item for item in items}


# -- people -------------------------------------------------------------------------------


def test_a_pair_knows_its_two_people() -> None:
    pair = Pair("p", BOTH)
    assert (pair.mentor, pair.mentee) == (MAYA, HENRIK)
    assert pair.partner_of("maya") == HENRIK
    assert pair.partner_of("henrik") == MAYA
    assert (pair.name("maya"), pair.name("nobody")) == ("Maya Okafor", "")


def test_a_pair_that_is_being_set_up_has_empty_members() -> None:
    pair = Pair("p")
    assert pair.mentor == Member("", role=Role.MENTOR)
    assert pair.mentee == Member("", role=Role.MENTEE)
    assert pair.partner_of("maya") == Member("")


# -- sessions -----------------------------------------------------------------------------


def test_ids_follow_from_pair_and_number_so_that_two_laptops_agree() -> None:
    assert session_id("p", 7) == "ps0007"
    assert session_id("p", 12_345) == "ps12345"
    assert notes_id("item") == "itemnotes"


def test_a_new_pair_has_a_next_session_nobody_wrote_down() -> None:
    charter = Charter(CHARTER_ID, minutes=45, zone="Europe/Oslo")
    pair = Pair("p", charter=charter)
    assert pair.next_session == Session("ps0001", 1, zone="Europe/Oslo", minutes=45)
    assert pair.next_number == 1
    assert pair.session("ps0001") == pair.next_session
    assert pair.session("ps0009") == pair.blank_session(9)
    for stranger in ("item", "ps", "ps00x1", "ps12345"):
        with pytest.raises(KeyError):
            pair.session(stranger)


@pytest.mark.parametrize(
    ("states", "upcoming", "number"),
    [
        ((), "ps0001", 1),
        (("planned",), "ps0001", 1),
        (("closed",), "ps0002", 2),
        (("closed", "planned", "planned"), "ps0002", 2),
        (("planned", "running"), "ps0002", 2),
        (("planned", "closed", "planned"), "ps0001", 1),
        (("skipped",), "ps0002", 1),
        (("closed", "skipped", "skipped"), "ps0004", 2),
    ],
)
def test_the_next_session_runs_or_is_the_first_planned_one(
    states: tuple[str, ...], upcoming: str, number: int
) -> None:
    pair = Pair("p", sessions=held(*states))
    assert (pair.next_session.id, pair.next_number) == (upcoming, number)


@given(st.lists(st.tuples(st.sampled_from(list(SessionState)), st.booleans()), max_size=6))
def test_there_always_is_a_next_session_and_one_after_it(known: list[tuple[str, bool]]) -> None:
    sessions = held(*(state for state, _ in known))
    for (_, binned), session in zip(known, tuple(sessions.values()), strict=True):
        sessions[session.id] = replace(session, binned_at=int(binned))
    pair = Pair("p", sessions=sessions)
    upcoming = pair.next_session
    after = pair.following(upcoming)
    assert upcoming.state in (SessionState.RUNNING, SessionState.PLANNED)
    assert after.state == SessionState.PLANNED
    assert after.ordinal > upcoming.ordinal
    for session in (upcoming, after):
        assert not session.binned_at
        assert pair.session(session.id) == session
    assert list(pair.numbers.values()) == list(range(1, len(pair.numbers) + 1))


def test_a_binned_sessions_number_is_not_given_again_nor_one_deleted_for_good() -> None:
    sessions = held("closed", "closed")
    sessions["ps0002"] = replace(sessions["ps0002"], binned_at=5)
    assert Pair("p", sessions=sessions).next_session.ordinal == 3
    gone = Pair("p", sessions=held("closed"), charter=Charter(CHARTER_ID, gone_up_to=4))
    assert gone.next_session.ordinal == 5
    assert gone.next_number == 2


def test_the_session_after_one_is_the_next_planned_later_one() -> None:
    pair = Pair("p", sessions=held("planned", "closed", "planned"))
    first, _, third = pair.in_order
    assert pair.following(first) == third
    assert pair.following(third) == pair.blank_session(4)


def test_sessions_are_in_order_of_their_numbers_however_they_came() -> None:
    for order in permutations(held("closed", "skipped", "closed", "planned").values()):
        pair = Pair("p", sessions={session.id: session for session in order})
        assert [s.ordinal for s in pair.in_order] == [1, 2, 3, 4]
        assert [s.ordinal for s in pair.closed] == [1, 3]
        assert pair.numbers == {"ps0001": 1, "ps0003": 2, "ps0004": 3}


def test_sessions_of_one_number_have_one_order_everywhere() -> None:
    for ids in permutations("abc"):
        pair = Pair("p", sessions={ident: Session(ident, ordinal=3) for ident in ids})
        assert [session.id for session in pair.in_order] == ["a", "b", "c"]


# -- topics -------------------------------------------------------------------------------


def test_an_agenda_is_in_the_order_of_all_topics_without_dropped_and_binned_ones() -> None:
    items = topics(
        AgendaItem("a", "s"),
        AgendaItem("b", "s", state=ItemState.DROPPED),
        AgendaItem("c", "s", binned_at=1),
        AgendaItem("d", "s", state=ItemState.DISCUSSED),
        AgendaItem("e"),
    )
    pair = Pair("p", items=items, order=("d", "c", "e", "b", "a"))
    assert [item.id for item in pair.agenda("s")] == ["d", "a"]
    assert [item.id for item in pair.backlog] == ["e"]
    assert pair.agenda("nowhere") == ()


def test_open_topics_of_closed_sessions_are_carried_over_the_oldest_first() -> None:
    items = topics(
        AgendaItem("later", "ps0002"),
        AgendaItem("earlier", "ps0001"),
        AgendaItem("done", "ps0001", state=ItemState.DISCUSSED),
        AgendaItem("part", "ps0001", added_by="template:learning"),
        AgendaItem("our part", "ps0002", added_by="template:learning", outcome="half"),
        AgendaItem("skipped", "ps0003"),
        AgendaItem("planned", "ps0004"),
    )
    sessions = held("closed", "closed", "skipped", "planned")
    pair = Pair("p", sessions=sessions, items=items, order=tuple(items))
    assert [item.id for item in pair.carried] == ["earlier", "later", "our part"]


def test_a_topic_is_away_with_itself_or_with_its_session() -> None:
    sessions = {"s": Session("s", 1, binned_at=1), "t": Session("t", 2)}
    pair = Pair("p", sessions=sessions)
    assert pair.is_away(AgendaItem("a", "t", binned_at=1))
    assert pair.is_away(AgendaItem("a", "s"))
    assert not pair.is_away(AgendaItem("a", "t"))
    assert not pair.is_away(AgendaItem("a"))


# -- actions and the rest -----------------------------------------------------------------


def test_open_actions_stand_in_the_order_they_were_promised() -> None:
    actions = {
        action.id: action
        for action in (
            Action("b", added_at=2),
            Action("a", added_at=2),
            Action("first", added_at=1),
            Action("done", added_at=1, done_at=9),
            Action("gone", added_at=1, binned_at=9),
        )
    }
    assert [a.id for a in Pair("p", actions=actions).open_actions] == ["first", "a", "b"]


def test_the_actions_of_a_topic_and_of_a_session_include_done_ones() -> None:
    actions = {
        action.id: action
        for action in (
            Action("a", item="i", session="s", added_at=2, done_at=5),
            Action("b", session="s", added_at=1),
            Action("c", item="i", binned_at=1),
            Action("d"),
        )
    }
    pair = Pair("p", actions=actions)
    assert [a.id for a in pair.actions_of(item="i")] == ["a"]
    assert [a.id for a in pair.actions_of(session="s")] == ["b", "a"]
    assert pair.actions_of() == ()


def test_objectives_stand_in_the_order_they_were_set() -> None:
    objectives = {
        each.id: each
        for each in (
            Objective("b", added_at=2),
            Objective("a", added_at=1),
            Objective("c", binned_at=1),
        )
    }
    assert [each.id for each in Pair("p", objectives=objectives).live_objectives] == ["a", "b"]


def test_the_bin_holds_what_was_deleted_the_latest_first() -> None:
    pair = Pair(
        "p",
        sessions={"s": Session("s", binned_at=3)},
        items=topics(AgendaItem("i", binned_at=4), AgendaItem("j")),
        actions={"a": Action("a", binned_at=3)},
        objectives={"o": Objective("o", binned_at=5)},
    )
    assert [entity.id for entity in pair.binned] == ["o", "i", "a", "s"]
