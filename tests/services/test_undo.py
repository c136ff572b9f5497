"""Undo over documents, settings and prompts of one's own; where the past ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from rm_desktop.domain.changes import NOTHING, Changes, Kind
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.domain.session_course import TimerState
from rm_desktop.services.desk import Desk
from rm_desktop.services.history import DEPTH
from rm_desktop.services.prompts import BinnedPrompt
from tests.laptop import Laptop
from tests.services.seen import assert_in_step, state

OWN = Prompt("", "purpose", Stage.OPENING, AskedBy.MENTOR, 1, "What did you leave out?")


def test_settings_prompts_and_topics_are_taken_back_in_turn(laptop: Laptop, desk: Desk) -> None:
    history, settings = desk.open_pair.history, laptop.profile.settings
    desk.agenda.add("", "One")
    settings.put("text_size", 120, history)
    desk.prompts.save(OWN)
    desk.agenda.add("", "Two")
    labels = []
    while history.undo_label:
        labels.append(history.undo_label)
        history.undo()
    assert labels == ["Add “Two”", "Save a prompt", "Change a setting", "Add “One”"]
    assert laptop.titles("") == []
    assert settings.get("text_size") == 100
    assert desk.prompts.own() == ()
    while history.redo_label:
        history.redo()
    assert laptop.titles("") == ["One", "Two"]
    assert settings.get("text_size") == 120
    assert [prompt.text for prompt in desk.prompts.own()] == [OWN.text]
    assert_in_step(laptop.profile)


def test_a_new_change_ends_what_could_be_done_again(laptop: Laptop, desk: Desk) -> None:
    history = desk.open_pair.history
    for title in ("One", "Two", "Three"):
        desk.agenda.add("", title)
    history.undo()
    history.undo()
    laptop.profile.settings.put("text_size", 120, history)
    assert history.redo_label == ""
    history.undo()
    assert history.redo_label == "Change a setting"
    history.undo()
    assert laptop.titles("") == []
    history.redo()
    history.redo()
    assert history.redo() == NOTHING
    assert laptop.titles("") == ["One"]
    assert laptop.profile.settings.get("text_size") == 120


def test_five_hundred_steps_are_kept_and_undo_ends_where_the_documents_does(
    laptop: Laptop, desk: Desk
) -> None:
    history, steps = desk.open_pair.history, DEPTH + 40
    item = desk.agenda.add("", "Budget")
    with laptop.vault.transaction():
        for n in range(1, steps):
            desk.agenda.edit(item, minutes=n)
            if n % 10 == 0:
                laptop.profile.settings.put("text_size", 100 + n, history)
        undone = 0
        while history.undo_label:
            history.undo()
            undone += 1
    assert undone == DEPTH
    first = steps - 1 - (DEPTH - DEPTH // 11) - 1
    assert abs(laptop.topic("Budget").minutes - first) <= 1
    with laptop.vault.transaction():
        while history.redo_label:
            history.redo()
    assert laptop.topic("Budget").minutes == steps - 1
    assert_in_step(laptop.profile)


def test_what_was_asked_stays_asked_whatever_is_undone(laptop: Laptop, desk: Desk) -> None:
    prompt = desk.prompts.every()[0].id
    desk.prompts.set_favourite(prompt, on=True)
    desk.prompts.note_asked(prompt, laptop.upcoming)
    assert desk.open_pair.history.undo_label == "Mark as favourite"
    desk.open_pair.history.undo()
    assert not desk.prompts.mark(prompt).favourite
    assert desk.prompts.mark(prompt).drawn_in == (laptop.upcoming,)
    desk.open_pair.history.redo()
    mark = desk.prompts.mark(prompt)
    assert (mark.favourite, mark.drawn_in) == (True, (laptop.upcoming,))


def test_undo_ends_with_the_process(laptop: Laptop, desk: Desk) -> None:
    desk.agenda.add("", "One")
    history = laptop.restart().open_pair.history
    assert (history.undo_label, history.undo(), history.redo()) == ("", NOTHING, NOTHING)
    assert laptop.titles("") == ["One"]


def test_a_setting_has_a_default_is_kept_and_tells(laptop: Laptop) -> None:
    settings = laptop.profile.settings
    heard: list[Changes] = []
    laptop.profile.listen(heard.append)
    assert settings.get("appearance") == "system"
    with pytest.raises(KeyError):
        settings.get("no such thing")
    settings.put("appearance", "dark")
    assert settings.put("appearance", "dark") == NOTHING
    assert heard == [Changes(frozenset({Kind.SETTING}), frozenset({"appearance"}))]
    laptop.restart()
    assert laptop.profile.settings.get("appearance") == "dark"
    assert laptop.profile.settings.put_together({"appearance": "dark"}) == NOTHING


def test_a_prompt_of_ones_own_is_written_changed_and_deleted(laptop: Laptop, desk: Desk) -> None:
    desk.prompts.save(OWN)
    (own,) = desk.prompts.own()
    assert own.id == f"own-{own.id.removeprefix('own-')}"
    desk.prompts.save(replace(own, text="What else?"))
    assert [prompt.text for prompt in desk.prompts.own()] == ["What else?"]
    with pytest.raises(BadInputError, match="A prompt needs its question"):
        desk.prompts.save(replace(own, text=" "))
    now = state(laptop.profile)
    desk.prompts.delete(own.id)
    assert desk.prompts.find(own.id) is None
    assert desk.prompts.delete(own.id) == NOTHING
    desk.open_pair.history.undo()
    assert state(laptop.profile) == now
    assert [p.text for p in laptop.restart().prompts.own()] == ["What else?"]


def test_a_deleted_prompt_lies_in_the_bin_for_thirty_days(laptop: Laptop, desk: Desk) -> None:
    desk.prompts.save(OWN)
    ident = desk.prompts.own()[0].id
    desk.prompts.delete(ident)
    (binned,) = laptop.restart().bin.contents()
    assert binned == BinnedPrompt(ident, OWN.text, laptop.clock.now().wall_ms)
    laptop.desk.bin.restore(binned)
    assert laptop.desk.bin.contents() == ()
    assert [prompt.text for prompt in laptop.desk.prompts.own()] == [OWN.text]
    laptop.desk.open_pair.history.undo()
    laptop.clock.advance(29 * 86_400)
    laptop.desk.agenda.delete(laptop.desk.agenda.add("", "A topic"))
    assert [type(each).__name__ for each in laptop.desk.bin.contents()] == [
        "AgendaItem",
        "BinnedPrompt",
    ]
    laptop.clock.advance(2 * 86_400)
    laptop.desk.bin.empty_old()
    assert [type(each).__name__ for each in laptop.desk.bin.contents()] == ["AgendaItem"]
    assert laptop.desk.open_pair.history.undo_label == ""
    assert laptop.vault.prompts() == []


def test_a_date_that_was_undone_does_not_come_back_with_the_next_topic(
    laptop: Laptop, desk: Desk
) -> None:
    session = laptop.upcoming
    desk.sessions.plan(session, datetime(2026, 12, 1, 9), "Europe/London")  # noqa: DTZ001
    desk.open_pair.history.undo()
    desk.agenda.add(session, "A topic")
    assert laptop.pair.sessions[session].starts == ""


def test_a_start_by_accident_leaves_no_minutes_behind(laptop: Laptop, desk: Desk) -> None:
    session, history = laptop.upcoming, desk.open_pair.history
    desk.agenda.add(session, "A topic", minutes=10)
    desk.room.start(session)
    laptop.clock.advance(600)
    history.undo()
    assert desk.room.reading(session).state == TimerState.NOT_STARTED
    history.redo()
    assert desk.room.reading(session).elapsed_ms == 600_000
    history.undo()
    desk.room.start(session)
    laptop.clock.advance(60)
    assert desk.room.reading(session).elapsed_ms == 60_000
    assert_in_step(laptop.profile)
