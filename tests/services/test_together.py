"""What the two meet for, what they agreed on, and what they promised."""

from __future__ import annotations

import pytest

from rm_desktop.domain.agreement import Standing
from rm_desktop.domain.changes import NOTHING
from rm_desktop.domain.entities import DUE_NEXT_SESSION
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.prompts import AskedBy, can_join_agenda
from rm_desktop.services.desk import Desk
from tests.laptop import Laptop
from tests.services.seen import assert_in_step


def test_purpose_programme_and_rhythm(laptop: Laptop, desk: Desk) -> None:
    together = desk.together
    together.set_purpose("  Learn from each other ")
    assert together.set_purpose("Learn from each other") == NOTHING
    together.set_programme("Two ways")
    assert together.set_programme(" Two  ways ") == NOTHING
    together.set_rhythm(every="2 weeks", count=8, minutes=45, zone="Europe/Oslo")
    again = together.set_rhythm(every="2 weeks", count=8, minutes=45, zone="Europe/Oslo")
    assert again == NOTHING
    charter = laptop.restart().open_pair.glance.charter
    assert (charter.purpose, charter.programme) == ("Learn from each other", "Two ways")
    assert (charter.every, charter.count, charter.minutes) == ("2 weeks", 8, 45)
    assert laptop.pair.next_session.minutes == 45
    assert laptop.pair.next_session.zone == "Europe/Oslo"


def test_wishes_of_each(laptop: Laptop, desk: Desk) -> None:
    desk.together.set_wishes(laptop.henrik, wants=" Short films ", gives="Board rules")
    assert laptop.pair.mentee.wants == "Short films"
    assert desk.together.set_wishes(laptop.henrik, wants="Short films") == NOTHING
    desk.together.set_wishes(laptop.henrik, gives="")
    assert laptop.pair.mentee.gives == ""
    assert desk.open_pair.history.undo_label == "Edit Henrik Berg’s purpose card"
    with pytest.raises(BadInputError, match="A wish can be at most"):
        desk.together.set_wishes(laptop.henrik, gives="x" * 2001)


def test_objectives_are_set_reached_and_deleted(laptop: Laptop, desk: Desk) -> None:
    together = desk.together
    assert together.add_objective(" ", laptop.maya) == ""
    ident = together.add_objective("Film a talk", laptop.henrik)
    together.edit_objective(ident, text="Film a short talk", progress=9)
    found = laptop.pair.objectives[ident]
    assert (found.text, found.progress, found.owner) == ("Film a short talk", 3, laptop.henrik)
    together.edit_objective(ident, progress=-1)
    assert laptop.pair.objectives[ident].progress == 0
    assert together.edit_objective(ident, progress=0, text="") == NOTHING
    together.delete_objective(ident)
    assert not laptop.pair.live_objectives
    together.restore_objective(ident)
    assert [objective.id for objective in laptop.pair.live_objectives] == [ident]
    assert_in_step(laptop.profile)


def test_both_sign_what_stands_there_and_sign_anew_when_it_changes(
    laptop: Laptop, desk: Desk
) -> None:
    agreement = desk.agreement

    def stands(standing: Standing) -> bool:
        return agreement.state.standing == standing

    assert len(agreement.fields) == 11
    assert stands(Standing.DRAFT)
    agreement.sign(laptop.maya)
    assert stands(Standing.WAITING)
    assert agreement.state.waiting_for == (laptop.henrik,)
    agreement.sign(laptop.henrik)
    assert stands(Standing.AGREED)
    assert agreement.sign(laptop.henrik) == NOTHING
    first = agreement.fields[0].id
    agreement.edit(first, "Something new")
    assert agreement.edit(first, " Something new ") == NOTHING
    assert stands(Standing.CHANGED)
    agreement.sign(laptop.maya)
    agreement.sign(laptop.henrik)
    versions = laptop.restart().agreement.current.versions
    assert [version.ordinal for version in versions] == [1, 2]
    assert versions[0].fields[first] != versions[1].fields[first] == "Something new"
    laptop.desk.agreement.edit(first, "Half")
    laptop.desk.open_pair.history.undo()
    assert laptop.desk.agreement.state.standing == Standing.AGREED
    assert_in_step(laptop.profile)


def test_promises_over_all_sessions(laptop: Laptop, desk: Desk) -> None:
    actions = desk.actions
    assert actions.add(" ") == ""
    first = actions.add("Send the film", due=DUE_NEXT_SESSION, session=laptop.upcoming)
    laptop.clock.advance(1)
    second = actions.add("Read it", owner=laptop.henrik, due="2026-12-24")
    assert [action.id for action in laptop.pair.open_actions] == [first, second]
    actions.set_done(first, done=True)
    assert laptop.pair.actions[first].done_at == laptop.clock.now().wall_ms
    assert [action.id for action in laptop.pair.open_actions] == [second]
    assert [a.id for a in laptop.pair.actions_of(session=laptop.upcoming)] == [first]
    actions.set_done(first, done=False)
    actions.edit(second, text="Read it twice", owner=laptop.maya, due="")
    assert actions.edit(second, text=" ", due="") == NOTHING
    assert laptop.pair.actions[second].text == "Read it twice"
    assert desk.open_pair.history.undo_label == "Edit “Read it”"
    actions.delete(second)
    assert [action.id for action in laptop.pair.open_actions] == [first]
    actions.restore(second)
    assert [action.id for action in laptop.restart().open_pair.glance.open_actions] == [
        first,
        second,
    ]


def test_the_ways_prompts_are_chosen_by_both(laptop: Laptop, desk: Desk) -> None:
    prompts = desk.prompts
    for member in (laptop.maya, laptop.henrik):
        prompts.set_depth_choice(2, member, on=True)
        prompts.set_depth_choice(3, member, on=True)
    prompts.set_depth_choice(3, laptop.henrik, on=False)
    prompts.set_limit("power", on=True)
    prompts.set_homework(done=True)
    charter = laptop.restart().open_pair.glance.charter
    assert set(charter.deeper) == {laptop.maya, laptop.henrik}
    assert charter.deepest == (laptop.maya,)
    assert (charter.limits, charter.homework) == (("power",), True)
    laptop.desk.prompts.set_limit("power", on=False)
    assert laptop.pair.charter.limits == ()


def test_a_prompt_on_the_agenda_is_led_by_who_asks_it(laptop: Laptop, desk: Desk) -> None:
    session = laptop.upcoming
    by_role = {p.role: p for p in desk.prompts.every() if can_join_agenda(p)}
    for role, leader in (("mentor", laptop.maya), ("mentee", laptop.henrik), ("both", "")):
        prompt = by_role[AskedBy(role)]
        ident = desk.prompts.add_to_agenda(prompt.id, session)
        item = laptop.pair.items[ident]
        assert (item.leads, item.prompt, item.minutes) == (leader, prompt.id, 10)
        assert desk.prompts.used_in(prompt.id) == (1,)
    with pytest.raises(BadInputError, match="private reflection"):
        desk.prompts.add_to_agenda("no such prompt", session)
    only_private = next(p for p in desk.prompts.every() if p.stage in ("before", "after"))
    with pytest.raises(BadInputError, match="private reflection"):
        desk.prompts.add_to_agenda(only_private.id, session)


def test_a_card_that_was_put_aside_or_asked_is_not_drawn_again(laptop: Laptop, desk: Desk) -> None:
    drawn = desk.prompts.draw()
    assert drawn is not None
    assert desk.prompts.why_not(drawn) == ""
    desk.prompts.put_aside(drawn.id)
    assert desk.prompts.why_not(drawn) == "This card was put aside."
    other = desk.prompts.draw()
    assert other is not None
    assert other.id != drawn.id
    desk.prompts.note_asked(other.id, laptop.upcoming)
    assert desk.prompts.why_not(other) == "You two have already had this one."
    desk.prompts.note_asked(other.id, laptop.upcoming, asked=False)
    assert desk.prompts.why_not(other) == ""
