"""Everything a pair shares can leave, in Markdown and in JSON, whole or not at all."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    Entity,
    Member,
    Objective,
    Passage,
    PromptMark,
    Role,
    Session,
    Timeline,
    from_plain,
)
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import Pair
from rm_desktop.exchange.packs import read_pack
from rm_desktop.services import sample
from rm_desktop.services.export import Form, export
from rm_desktop.services.notes import read_notes
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.system.whole_files import CannotWriteError
from rm_desktop.vault.keys import MemoryKeyStore

TODAY = datetime.fromisoformat("2026-11-26T14:00")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Profile]:
    key = create_profile(tmp_path / "profile", MemoryKeyStore())
    clock = FakeClock(sample.begin(TODAY), "Europe/London")
    ids = (f"id{n:06d}" for n in itertools.count())
    made = open_profile(
        tmp_path / "profile", key, clock=clock, ids=ids.__next__, rng=Random(7), peeking=False
    )
    yield made
    made.close()


@pytest.fixture
def profile(empty: Profile) -> Profile:
    assert isinstance(empty.clock, FakeClock)
    sample.play(empty, empty.clock, TODAY)
    return empty


def held(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def pair_of(profile: Profile) -> Pair:
    assert profile.desk is not None
    return profile.desk.open_pair.pair


def read_back(text: str) -> Pair:
    """Rebuild a pair from its export by nothing but the schema."""
    plain: dict[str, Any] = json.loads(text)

    def shelf(kind: type[Entity], name: str) -> dict[str, Any]:
        return {row["id"]: from_plain(kind, row) for row in plain[name]}

    return Pair(
        plain["id"],
        members=shelf(Member, "members"),
        sessions=shelf(Session, "sessions"),
        items=shelf(AgendaItem, "items"),
        order=tuple(row["id"] for row in plain["items"]),
        actions=shelf(Action, "actions"),
        objectives=shelf(Objective, "objectives"),
        marks=shelf(PromptMark, "marks"),
        passages=shelf(Passage, "passages"),
        timelines={key: Timeline(key, tuple(line)) for key, line in plain["timelines"].items()},
        charter=from_plain(Charter, plain["charter"]),
        agreement=plain["agreement"],
    )


def test_json_holds_everything_bin_included(profile: Profile, tmp_path: Path) -> None:
    exported = export(profile, tmp_path / "out", Form.JSON)
    files = held(tmp_path / "out")
    assert set(files) == {"README.md", "Maya Okafor and Henrik Berg.json", "Our prompts.toml"}
    assert (exported.pairs, exported.files) == (1, 3)
    pair = pair_of(profile)
    assert read_back(files["Maya Okafor and Henrik Berg.json"]) == pair
    assert pair.binned


def test_json_holds_every_note_word_for_word(profile: Profile, tmp_path: Path) -> None:
    export(profile, tmp_path / "out", Form.JSON)
    plain = json.loads(held(tmp_path / "out")["Maya Okafor and Henrik Berg.json"])
    vault = profile.ports.vault()
    notes = {item: read_notes(item, vault) for item in pair_of(profile).order}
    assert plain["notes"] == {item: text for item, text in notes.items() if text}
    assert len(plain["notes"]) > 5
    assert (plain["format"], plain["version"]) == ("rm-desktop pair", 1)
    assert plain["owner"] in {row["id"] for row in plain["members"]}


def test_own_prompts_leave_as_a_pack_that_can_be_imported(profile: Profile, tmp_path: Path) -> None:
    export(profile, tmp_path / "out", Form.JSON)
    pack = read_pack((tmp_path / "out/Our prompts.toml").read_bytes(), "Our prompts.toml")
    assert profile.desk is not None
    assert [p.text for p in pack.prompts] == [p.text for p in profile.desk.prompts.own()]


def test_markdown_has_a_file_for_every_session(profile: Profile, tmp_path: Path) -> None:
    export(profile, tmp_path / "out", Form.MARKDOWN)
    files = held(tmp_path / "out")
    folder = "Maya Okafor and Henrik Berg"
    sessions = sorted(name for name in files if name.startswith(f"{folder}/Session"))
    assert len(sessions) == len(pair_of(profile).in_order)
    assert sessions[4] == f"{folder}/Session 05 2026-11-12 Henrik posts something.md"
    text = files[sessions[4]]
    assert text.startswith('---\nsession: 5\ntitle: "Henrik posts something"\n')
    assert "> Silence after a question is not mine to fill." in text
    assert "**Outcome:** Posted at 15:31" in text
    assert {f"{folder}/{name}.md" for name in ("Together", "Actions", "Backlog")} < set(files)
    assert "Version 2 signed: Maya Okafor, " in files[f"{folder}/Together.md"]


def test_markdown_leaves_the_bin_behind(profile: Profile, tmp_path: Path) -> None:
    export(profile, tmp_path / "out", Form.MARKDOWN)
    everything = "\n".join(held(tmp_path / "out").values())
    binned = [entity.title for entity in pair_of(profile).binned if isinstance(entity, AgendaItem)]
    assert binned
    assert not any(title in everything for title in binned)


@pytest.mark.parametrize("form", list(Form))
def test_the_readme_says_what_is_in_it_and_who_can_read_it(
    profile: Profile, tmp_path: Path, form: Form
) -> None:
    export(profile, tmp_path / "out", form)
    text = held(tmp_path / "out")["README.md"]
    assert "exported on 2026-11-26" in text
    assert "nothing that only one person may read" in text
    assert "not encrypted" in text


def test_what_is_being_typed_is_exported_too(profile: Profile, tmp_path: Path) -> None:
    assert profile.desk is not None
    item = profile.desk.agenda.add("", "A new idea")
    profile.desk.notes(item).splice(0, 0, "half typed")
    export(profile, tmp_path / "out", Form.MARKDOWN)
    assert "half typed" in held(tmp_path / "out")["Maya Okafor and Henrik Berg/Backlog.md"]


def test_two_pairs_of_the_same_names_do_not_overwrite_each_other(
    profile: Profile, tmp_path: Path
) -> None:
    first = pair_of(profile).id
    profile.create_pair(Person("MAYA OKAFOR", Role.MENTOR), Person("Henrik Berg", Role.MENTEE))
    export(profile, tmp_path / "both", Form.JSON)
    names = {name for name in held(tmp_path / "both") if name.endswith(".json")}
    assert names == {
        "Maya Okafor and Henrik Berg.json",
        "MAYA OKAFOR and Henrik Berg (2).json",
    }
    exported = export(profile, tmp_path / "one", Form.JSON, [first])
    assert exported.pairs == 1


def test_a_folder_with_something_in_it_is_refused(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/theirs.txt").write_text("precious")
    with pytest.raises(CannotWriteError, match="is not empty"):
        export(profile, tmp_path / "out", Form.MARKDOWN)
    assert held(tmp_path / "out") == {"theirs.txt": "precious"}


def test_an_empty_profile_has_nothing_to_export(empty: Profile, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no pair to export"):
        export(empty, tmp_path / "out", Form.MARKDOWN)
    assert not (tmp_path / "out").exists()


def test_exporting_changes_nothing(profile: Profile, tmp_path: Path) -> None:
    before = pair_of(profile)
    export(profile, tmp_path / "one", Form.JSON)
    export(profile, tmp_path / "two", Form.JSON)
    assert held(tmp_path / "one") == held(tmp_path / "two")
    assert pair_of(profile) == before


def test_names_nobody_should_have_are_files_nowhere_else(empty: Profile, tmp_path: Path) -> None:
    empty.create_pair(Person("../../../tmp/evil", Role.MENTOR), Person("CON:<>|", Role.MENTEE))
    desk = empty.desk
    assert desk is not None
    session = desk.open_pair.pair.next_session.id
    desk.agenda.add(session, "A topic")
    desk.sessions.rename(session, "..\\..\\x/y\u202e")
    export(empty, tmp_path / "out", Form.MARKDOWN)
    names = set(held(tmp_path / "out"))
    assert all(name.count("/") <= 1 for name in names)
    assert not {part for name in names for part in name.split("/")} & {"..", "."}
    assert "tmp evil and CON/Session 01 .. .. x y.md" in names
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "profile"]
