"""Packs in and out over a real vault."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.entities import Role, WrapUp
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.services.desk import Desk
from rm_desktop.services.packs import PackError
from rm_desktop.services.pairs import Person
from rm_desktop.system.clock import FakeClock
from rm_desktop.vault.keys import MemoryKeyStore

ROW = 'category="purpose"\nstage="opening"\nrole="mentor"\ndepth=1\ntext="{text}"\n'


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 26, 14, 0), "Europe/London")  # noqa: DTZ001 local


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    key = create_profile(tmp_path / "profile", MemoryKeyStore())
    profile = open_profile(tmp_path / "profile", key, clock=clock, rng=Random(1), peeking=False)
    return profile.create_pair(Person("Maya", Role.MENTOR), Person("Henrik", Role.MENTEE))


def pack(path: Path, *texts: str, ident: str = "") -> Path:
    known = f'id="{ident}"\n' if ident else ""
    rows = (f"[[prompt]]\n{known}{ROW.format(text=text)}" for text in texts)
    path.write_text("\n".join(rows), "utf-8")
    return path


def own(text: str) -> Prompt:
    return Prompt("", "purpose", Stage.OPENING, AskedBy.MENTOR, 1, text)


def test_looking_at_a_pack_takes_nothing_in(desk: Desk, tmp_path: Path) -> None:
    seen = desk.packs.look_at(pack(tmp_path / "ours.toml", "One?", "Two?"))
    assert [p.text for p in seen.prompts] == ["One?", "Two?"]
    assert desk.prompts.own() == ()


def test_a_pack_comes_in_as_one_change_and_undo_takes_it_out(desk: Desk, tmp_path: Path) -> None:
    desk.packs.import_pack(pack(tmp_path / "ours.toml", "One?", "Two?"))
    assert [p.pack for p in desk.prompts.own()] == ["ours", "ours"]
    assert desk.packs.names() == ("ours",)
    desk.open_pair.history.undo()
    assert desk.prompts.own() == ()


def test_one_bad_row_keeps_the_whole_pack_out(desk: Desk, tmp_path: Path) -> None:
    path = pack(tmp_path / "ours.toml", "One?")
    path.write_text(path.read_text("utf-8") + "\n[[prompt]]\ndepth = 9\n", "utf-8")
    with pytest.raises(PackError) as refused:
        desk.packs.import_pack(path)
    assert {problem.line for problem in refused.value.problems} == {8, 9}
    assert desk.prompts.own() == ()


def test_an_id_of_the_library_is_taken(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="nothing was imported"):
        desk.packs.import_pack(pack(tmp_path / "ours.toml", "One?", ident="pur-01"))


def test_the_same_pack_again_replaces_and_says_how_many(desk: Desk, tmp_path: Path) -> None:
    desk.packs.import_pack(pack(tmp_path / "ours.toml", "One?", ident="x-1"))
    again = desk.packs.look_at(pack(tmp_path / "ours.toml", "One, better?", ident="x-1"))
    assert again.replaced == 1
    desk.packs.take_in(again)
    assert [p.text for p in desk.prompts.own()] == ["One, better?"]


@pytest.mark.parametrize("ending", ["toml", "csv"])
def test_what_goes_out_comes_in_again(desk: Desk, tmp_path: Path, ending: str) -> None:
    desk.prompts.save(own("=What, “exactly”?"))
    path = tmp_path / f"out.{ending}"
    assert desk.packs.export_pack(path) == 1
    assert [each.name for each in tmp_path.glob("*out*")] == [path.name]
    seen = desk.packs.look_at(path)
    assert [p.text for p in seen.prompts] == ["=What, “exactly”?"]
    assert seen.replaced == 1


def test_a_file_that_cannot_be_read_or_written_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        desk.packs.look_at(tmp_path / "nowhere.toml")
    with pytest.raises(BadInputError, match="cannot be written"):
        desk.packs.export_pack(tmp_path / "no" / "folder.toml")
    with pytest.raises(BadInputError, match="toml or"):
        desk.packs.export_pack(tmp_path / "ours.docx")


def test_a_pack_can_be_removed_and_brought_back(desk: Desk, tmp_path: Path) -> None:
    desk.packs.import_pack(pack(tmp_path / "ours.toml", "One?"))
    desk.prompts.save(own("Mine?"))
    desk.packs.remove("ours")
    assert [p.text for p in desk.prompts.own()] == ["Mine?"]
    desk.open_pair.history.undo()
    assert desk.packs.names() == ("ours",)


def test_minutes_of_an_objective_are_what_its_topics_took(desk: Desk, clock: FakeClock) -> None:
    goal = desk.together.add_objective("Brief a creator", desk.open_pair.you)
    idle = desk.together.add_objective("Post one thing", desk.open_pair.you)
    for minutes in (10, 5):
        session = desk.open_pair.pair.next_session.id
        desk.agenda.add(session, "Serving", minutes=20, objective=goal)
        desk.agenda.add(session, "Other", minutes=20)
        desk.room.start(session)
        clock.advance(minutes * 60)
        desk.room.next_topic(session)
        clock.advance(30)
        desk.room.close(session, WrapUp.DONE)
    assert desk.objective_times.minutes() == {goal: 15, idle: 0}
    session = desk.open_pair.pair.next_session.id
    desk.agenda.add(session, "Now", minutes=20, objective=idle)
    desk.room.start(session)
    clock.advance(180)
    assert desk.objective_times.minutes() == {goal: 15, idle: 3}


def test_minutes_follow_a_topic_that_is_given_another_objective(
    desk: Desk, clock: FakeClock
) -> None:
    first, second = (desk.together.add_objective(text, desk.open_pair.you) for text in ("A", "B"))
    session = desk.open_pair.pair.next_session.id
    item = desk.agenda.add(session, "Topic", minutes=20, objective=first)
    desk.room.start(session)
    clock.advance(600)
    desk.room.close(session, WrapUp.DONE)
    assert desk.objective_times.minutes() == {first: 10, second: 0}
    desk.agenda.edit(item, objective=second)
    assert desk.objective_times.minutes() == {first: 0, second: 10}
    desk.agenda.edit(item, objective="")
    assert desk.objective_times.minutes() == {first: 0, second: 0}
