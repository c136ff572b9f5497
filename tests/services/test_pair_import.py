"""A pair's export to an empty profile and back is the same pair."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rm_desktop.bootstrap import build_sample, create_profile, open_profile
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.doctor import examine
from rm_desktop.services.export import Form, export
from rm_desktop.services.pair_import import look_at_pair, take_in_pair
from rm_desktop.services.profile import Profile
from rm_desktop.vault.keys import MemoryKeyStore

TODAY = datetime.fromisoformat("2026-11-26T14:00")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the JSON of the sample pair, bin, timelines, notes and agreement included."""
    folder = tmp_path_factory.mktemp("sample")
    key = build_sample(folder / "profile", TODAY, "Europe/London", MemoryKeyStore())
    profile = open_profile(folder / "profile", key, peeking=False)
    assert profile.desk is not None
    opened = profile.desk.open_pair
    fields = {"by": opened.you, "text": "a thought of mine", "shared_at": 5}
    opened.change("", lambda doc: doc.set_fields(Kind.PASSAGE, "passage1", opened.you, **fields))
    export(profile, folder / "out", Form.JSON)
    profile.close()
    return next(path for path in (folder / "out").glob("*.json"))


class Empty:
    """An empty profile, its key and how it looks from outside."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.key = create_profile(root, MemoryKeyStore())
        self.profile = open_profile(root, self.key, peeking=False)

    def take_in(self, path: Path) -> str:
        return take_in_pair(look_at_pair(path), self.profile.ports.vault())

    def plain(self, to: Path) -> dict[str, Any]:
        export(self.profile, to, Form.JSON)
        return load(next(path for path in to.glob("*.json")))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Empty]:
    made = Empty(tmp_path / "profile")
    yield made
    made.profile.close()


def load(path: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    plain.pop("exported")
    return plain


def changed(exported: Path, to: Path, **fields: Any) -> Path:
    to.write_text(json.dumps({**json.loads(exported.read_text("utf-8")), **fields}), "utf-8")
    return to


def test_every_field_and_text_comes_back(exported: Path, empty: Empty, tmp_path: Path) -> None:
    before = load(exported)
    assert all(before[name] for name in ("sessions", "items", "timelines", "notes", "passages"))
    assert empty.take_in(exported) == before["id"]
    assert empty.plain(tmp_path / "out") == before


def test_lists_and_search_know_it_and_it_opens(exported: Path, empty: Empty) -> None:
    pair = empty.take_in(exported)
    desk = empty.profile.open_pair(pair)
    assert desk.open_pair.you == load(exported)["owner"]
    note = next(iter(load(exported)["notes"].values()))
    word = next(word for word in note.split() if word.isalpha() and len(word) > 4)
    assert desk.search.find(word)
    desk.agenda.add("", "A new topic")
    empty.profile.close()
    assert examine(empty.root, empty.key).sound
    empty.profile = open_profile(empty.root, empty.key)


def test_a_pair_that_is_here_stays_as_it_is(exported: Path, empty: Empty, tmp_path: Path) -> None:
    empty.take_in(exported)
    before = empty.plain(tmp_path / "one")
    with pytest.raises(BadInputError, match="here already"):
        empty.take_in(exported)
    other = changed(exported, tmp_path / "other.json", id="anotherpair")
    with pytest.raises(BadInputError, match="here already"):
        empty.take_in(other)  # its topics' notes are this pair's
    assert empty.plain(tmp_path / "two") == before


HOSTILE: dict[str, dict[str, Any]] = {
    "another format": {"format": "rm-desktop journal"},
    "no format": {"format": None},
    "a settings scope": {"id": "app"},
    "a path": {"id": "../../etc/passwd"},
    "no id": {"id": 7},
    "nobody": {"members": []},
    "a stranger": {"owner": "nobody"},
    "a list for an owner": {"owner": ["x"]},
    "members by name": {"members": {"a": 1}},
}


@pytest.mark.parametrize("fields", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_pair_is_refused(
    exported: Path, empty: Empty, tmp_path: Path, fields: dict[str, Any]
) -> None:
    with pytest.raises(BadInputError, match="is no pair"):
        empty.take_in(changed(exported, tmp_path / "x.json", **fields))
    assert empty.profile.pairs.listed() == ()


@pytest.mark.parametrize("words", ["", "[]", "{", "[" * 100_000, "9" * 10_000, '"x"'])
def test_what_is_no_json_is_refused(empty: Empty, tmp_path: Path, words: str) -> None:
    (tmp_path / "x.json").write_text(words)
    with pytest.raises(BadInputError, match="is no pair"):
        empty.take_in(tmp_path / "x.json")
    with pytest.raises(BadInputError, match="cannot be read"):
        look_at_pair(tmp_path / "gone.json")


def test_a_newer_version_is_told(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="newer version"):
        look_at_pair(changed(exported, tmp_path / "x.json", version=2))


NONSENSE: dict[str, dict[str, Any]] = {
    "timelines": {"timelines": {"s": [1], "session1": [{"kind": "start", "wall": 10**30}, 5]}},
    "agreement": {"agreement": {"draft": {"x": {"y": [1]}}, "evil": {"a": 1}, "signatures": [1]}},
    "notes": {"notes": {"nosuchtopic": "x", "y": 5}},
    "charter": {"charter": [1]},
    "topics": {"items": [{"id": "topic1", "minutes": "x", "title": ["a"]}, {"title": "no id"}, 5]},
    "marks": {"marks": [{"id": "a.b", "favourite": True}, {"id": "x1", "drawn_in": [1, "s"]}]},
}  # fmt: skip


@pytest.mark.parametrize("fields", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_in_it_is_left_out(
    exported: Path, empty: Empty, tmp_path: Path, fields: dict[str, Any]
) -> None:
    pair = empty.take_in(changed(exported, tmp_path / "x.json", **fields))
    desk = empty.profile.open_pair(pair)
    assert desk.open_pair.pair.members
    assert "evil" not in desk.open_pair.pair.agreement
    assert isinstance(empty.profile, Profile)
