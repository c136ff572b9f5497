"""The bin: thirty days, everything back as it was, or gone for good."""

from __future__ import annotations

from rm_desktop.domain.changes import NOTHING
from rm_desktop.domain.entities import WrapUp
from rm_desktop.services.desk import Desk
from tests.laptop import Laptop
from tests.services.seen import assert_in_step

DAY = 86_400


def titles(laptop: Laptop) -> list[str]:
    found = laptop.desk.bin.contents()
    return [getattr(entity, "title", "") or getattr(entity, "text", "") for entity in found]


def delete_one_of_each(laptop: Laptop) -> None:
    """Delete a topic, an action, an objective and a session, a day apart."""
    desk = laptop.desk
    session = laptop.upcoming
    desk.sessions.rename(session, "The session")
    desk.agenda.add(session, "Its topic")
    desk.room.start(session)
    desk.room.close(session, WrapUp.DONE)
    item = desk.agenda.add("", "The topic")
    action = desk.actions.add("The action")
    objective = desk.together.add_objective("The objective", laptop.maya)
    for act, ident in (
        (desk.agenda.delete, item),
        (desk.actions.delete, action),
        (desk.together.delete_objective, objective),
        (desk.sessions.delete, session),
    ):
        act(ident)
        laptop.clock.advance(DAY)


def test_the_bin_shows_what_was_deleted_the_latest_first(laptop: Laptop) -> None:
    delete_one_of_each(laptop)
    assert titles(laptop) == ["The session", "The objective", "The action", "The topic"]
    assert laptop.pair.backlog == ()
    assert laptop.pair.open_actions == ()
    assert laptop.pair.live_objectives == ()
    assert laptop.pair.closed == ()


def test_everything_comes_back_as_it_was(laptop: Laptop, desk: Desk) -> None:
    delete_one_of_each(laptop)
    for entity in desk.bin.contents():
        desk.bin.restore(entity)
    assert titles(laptop) == []
    assert laptop.titles("") == ["The topic"]
    assert [action.text for action in laptop.pair.open_actions] == ["The action"]
    assert [objective.text for objective in laptop.pair.live_objectives] == ["The objective"]
    assert laptop.carried() == ["Its topic"]
    assert_in_step(laptop.profile)


def test_each_thing_comes_back_where_it_was_deleted_too(laptop: Laptop, desk: Desk) -> None:
    delete_one_of_each(laptop)
    session, objective, action, item = desk.bin.contents()
    desk.agenda.restore(item.id)
    desk.actions.restore(action.id)
    desk.together.restore_objective(objective.id)
    desk.sessions.restore(session.id)
    assert titles(laptop) == []
    assert desk.open_pair.history.undo_label == "Bring back the session"


def test_after_thirty_days_what_is_in_the_bin_is_deleted_for_good(
    laptop: Laptop, desk: Desk
) -> None:
    delete_one_of_each(laptop)
    laptop.clock.advance(27 * DAY)
    desk.bin.empty_old()
    assert titles(laptop) == ["The session", "The objective", "The action"]
    laptop.clock.advance(3 * DAY)
    desk.bin.empty_old()
    assert titles(laptop) == []
    pair = laptop.pair
    assert [*pair.items, *pair.actions, *pair.objectives, *pair.sessions] == []
    assert desk.bin.empty_old() == NOTHING
    assert_in_step(laptop.profile)
    before = laptop.pair
    laptop.restart()
    assert laptop.pair == before


def test_emptying_the_bin_cannot_be_undone_and_brings_nothing_back(
    laptop: Laptop, desk: Desk
) -> None:
    desk.agenda.add("", "Kept")
    delete_one_of_each(laptop)
    desk.open_pair.history.undo()
    desk.bin.purge(desk.bin.contents())
    history = desk.open_pair.history
    assert (history.undo_label, history.redo_label) == ("", "")
    before = laptop.pair
    assert history.undo() == history.redo() == NOTHING
    assert laptop.pair == before
    desk.agenda.edit(laptop.topic("Kept").id, title="Edited")
    history.undo()
    assert laptop.titles("") == ["Kept"]
    assert laptop.titles(laptop.pair.closed[0].id) == ["Its topic"], "its deletion was undone"
    assert_in_step(laptop.profile)


def test_emptying_an_empty_bin_keeps_undo(laptop: Laptop, desk: Desk) -> None:
    desk.agenda.add("", "Kept")
    assert desk.bin.purge(()) == NOTHING
    assert desk.open_pair.history.undo_label == "Add “Kept”"


def test_a_topic_is_purged_once_though_its_session_is_too(laptop: Laptop, desk: Desk) -> None:
    session = laptop.upcoming
    item = desk.agenda.add(session, "Both")
    desk.agenda.delete(item)
    desk.sessions.delete(session)
    desk.bin.purge(desk.bin.contents())
    assert (laptop.pair.items, laptop.pair.sessions, laptop.pair.order) == ({}, {}, ())
    assert_in_step(laptop.profile)
