"""Topics: written down, put in order, carried over, parked, dropped, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from rm_desktop.domain.agenda import carried_over, history
from rm_desktop.domain.changes import NOTHING, Changes, Kind, Origin
from rm_desktop.domain.entities import ItemState, WrapUp
from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.desk import Desk
from tests.laptop import Laptop


def hold(laptop: Laptop, *discussed: str) -> str:
    """Hold the next session and discuss some of its topics; return its id."""
    session, desk = laptop.upcoming, laptop.desk
    desk.room.start(session)
    for title in discussed:
        desk.agenda.mark_discussed(laptop.topic(title).id)
    laptop.clock.advance(3600)
    desk.room.close(session, WrapUp.DONE)
    return session


def test_a_topic_is_led_and_added_by_whoever_types_it(laptop: Laptop, desk: Desk) -> None:
    desk.agenda.add(laptop.upcoming, "  Budget\nrules ")
    desk.members.hand_over()
    desk.agenda.add(laptop.upcoming, "Board rhythm", minutes=15)
    first, second = laptop.pair.agenda(laptop.upcoming)
    assert (first.title, first.leads, first.added_by) == ("Budget rules", laptop.maya, laptop.maya)
    assert (second.minutes, second.leads, second.added_by) == (15, laptop.henrik, laptop.henrik)


def test_an_empty_title_adds_nothing(laptop: Laptop, desk: Desk) -> None:
    assert desk.agenda.add(laptop.upcoming, " \n ") == ""
    assert desk.agenda.add_many(laptop.upcoming, [{"title": ""}]) == ()
    assert laptop.pair.sessions == {}
    assert desk.open_pair.history.undo_label == ""


def test_a_pasted_list_comes_in_as_one_change_and_in_its_order(laptop: Laptop, desk: Desk) -> None:
    last = desk.agenda.add(laptop.upcoming, "Close")
    topics: list[dict[str, Any]] = [
        {"title": "One"},
        {"title": " "},
        {"title": "Two", "minutes": 10},
    ]
    made = desk.agenda.add_many(laptop.upcoming, topics, before=last)
    assert len(made) == 2
    assert laptop.titles(laptop.upcoming) == ["One", "Two", "Close"]
    assert desk.open_pair.history.undo_label == "Add 2 topics"
    desk.open_pair.history.undo()
    assert laptop.titles(laptop.upcoming) == ["Close"]


def test_an_edit_is_named_after_the_topic_and_tells_what_it_touched(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    heard: list[Changes] = []
    laptop.profile.listen(heard.append)
    desk.agenda.edit(item, title="Budgets {and} more", minutes=20)
    assert heard == [Changes(frozenset({Kind.ITEM}), frozenset({item}), label="Edit “Budget”")]
    desk.agenda.mark_discussed(item)
    assert desk.open_pair.history.undo_label == "Mark “Budgets {and} more” discussed"
    desk.open_pair.history.undo()
    assert heard[-1].origin == Origin.UNDO
    assert desk.open_pair.history.redo_label == "Mark “Budgets {and} more” discussed"


def test_an_edit_that_says_what_is_there_is_none(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget", minutes=5)
    assert desk.agenda.edit(item, title=" Budget ", minutes=5) == NOTHING
    assert desk.agenda.edit(item, title="") == NOTHING
    assert desk.agenda.mark_discussed(item, discussed=False) == NOTHING
    desk.members.hand_over()
    assert desk.agenda.move(item, laptop.upcoming) == NOTHING
    assert desk.agenda.bring_in([], laptop.upcoming) == NOTHING
    assert desk.open_pair.history.undo_label == "Add “Budget”"


def test_an_outcome_longer_than_we_keep_is_refused(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    with pytest.raises(BadInputError, match="at most 2,000 characters"):
        desk.agenda.edit(item, outcome="x" * 2001)
    desk.agenda.edit(item, outcome="decided\r\nhalf of it \ud83d")
    assert laptop.topic("Budget").outcome == "decided\nhalf of it �"


def test_topics_change_places_within_their_list(laptop: Laptop, desk: Desk) -> None:
    ids = desk.agenda.add_many(laptop.upcoming, [{"title": title} for title in "abc"])
    desk.agenda.add("", "parked")
    desk.agenda.shift(ids[0], 1)
    assert laptop.titles(laptop.upcoming) == ["b", "a", "c"]
    desk.agenda.shift(ids[0], 1)
    assert laptop.titles(laptop.upcoming) == ["b", "c", "a"]
    assert desk.agenda.shift(ids[1], -1) == NOTHING
    desk.agenda.move(ids[0], laptop.upcoming, before=ids[1])
    assert laptop.titles(laptop.upcoming) == ["a", "b", "c"]


def test_a_topic_carried_over_three_sessions_keeps_its_origin_and_is_asked_about(
    laptop: Laptop, desk: Desk
) -> None:
    first = laptop.upcoming
    item = desk.agenda.add(first, "The hard one")
    desk.agenda.add(first, "The easy one")
    hold(laptop, "The easy one")
    for times in (1, 2, 3):
        assert laptop.carried() == ["The hard one"]
        (waiting,) = carried_over(laptop.pair, laptop.upcoming)
        assert (waiting.origin, waiting.times) == (first, times)
        assert waiting.needs_decision == (times == 3)
        if times < 3:
            desk.agenda.bring_in([item], laptop.upcoming)
            assert laptop.carried() == []
            hold(laptop)
    desk.agenda.keep(item, 3)
    assert not carried_over(laptop.pair, laptop.upcoming)[0].needs_decision
    desk.agenda.bring_in([item], laptop.upcoming)
    hold(laptop)
    assert carried_over(laptop.pair, laptop.upcoming)[0].needs_decision, "asked again after four"


def test_a_parked_topic_begins_anew(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Later")
    hold(laptop)
    desk.agenda.bring_in([item], laptop.upcoming)
    desk.agenda.park(item)
    assert laptop.titles("") == ["Later"]
    assert (laptop.topic("Later").origin, laptop.carried()) == ("", [])
    desk.agenda.move(item, laptop.upcoming)
    hold(laptop)
    (waiting,) = carried_over(laptop.pair, laptop.upcoming)
    assert waiting.times == 1


def test_a_dropped_topic_stays_in_the_record_and_waits_no_more(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Never mind")
    held = hold(laptop)
    desk.agenda.drop(item)
    assert laptop.carried() == []
    assert laptop.titles(held) == []
    assert laptop.topic("Never mind").session == held
    desk.agenda.mark_discussed(item, discussed=False)
    assert laptop.carried() == ["Never mind"]


def test_the_close_says_what_became_of_a_topic_even_of_one_parked_meanwhile(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    held = hold(laptop)
    desk.agenda.park(item)
    desk.agenda.settle(item, held, ItemState.DISCUSSED)
    assert laptop.titles(held) == ["Budget"]
    assert laptop.topic("Budget").state == ItemState.DISCUSSED
    desk.agenda.settle(item, held, ItemState.OPEN)
    assert laptop.carried() == ["Budget"]
    desk.agenda.settle(item, held, ItemState.DROPPED)
    assert laptop.carried() == []


def test_the_origin_of_a_carried_topic_may_be_deleted(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    first = hold(laptop)
    desk.agenda.bring_in([item], laptop.upcoming)
    second = hold(laptop)
    desk.sessions.delete(first)
    waiting = history(laptop.pair, laptop.topic("Budget"))
    assert (waiting.origin, waiting.times) == (first, 1), "the deleted one counts no more"
    desk.bin.purge(desk.bin.contents())
    waiting = history(laptop.pair, laptop.topic("Budget"))
    assert (waiting.origin, waiting.times) == (second, 1)
    assert laptop.carried() == ["Budget"]


def test_a_deleted_topic_comes_back_to_where_it_stood(laptop: Laptop, desk: Desk) -> None:
    ids = desk.agenda.add_many(laptop.upcoming, [{"title": title} for title in "abc"])
    desk.agenda.delete(ids[1])
    assert laptop.titles(laptop.upcoming) == ["a", "c"]
    desk.agenda.restore(ids[1])
    assert laptop.titles(laptop.upcoming) == ["a", "b", "c"]


@pytest.mark.parametrize("way", ["delete", "skip"])
@pytest.mark.parametrize("by", ["agenda", "bin"])
def test_a_topic_whose_session_is_gone_comes_back_to_the_backlog(
    laptop: Laptop, desk: Desk, way: str, by: str
) -> None:
    session = laptop.upcoming
    item = desk.agenda.add(session, "Budget")
    desk.agenda.delete(item)
    (desk.sessions.delete if way == "delete" else desk.sessions.skip)(session)
    if by == "agenda":
        desk.agenda.restore(item)
    else:
        desk.bin.restore(laptop.topic("Budget"))
    assert laptop.titles("") == ["Budget"]


def test_a_template_part_becomes_somebodys_own_topic_once_it_is_renamed(
    laptop: Laptop, desk: Desk
) -> None:
    session = laptop.upcoming
    desk.sessions.apply_template(session, "learning", 60)
    part = laptop.pair.agenda(session)[0]
    desk.agenda.edit(part.id, title="Ours now")
    hold(laptop)
    assert laptop.carried() == ["Ours now"], "the other parts are nobody's and stay"
