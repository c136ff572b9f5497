"""A folder between two laptops: carried about, half copied, damaged, gone, and back again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rm_desktop.sync.calls import Answer, Call, Failed, Rehearse, Rehearsed, Trouble
from rm_desktop.sync.folder import FolderTransport
from rm_desktop.sync.notices import NoticeKind
from tests.sync.laptops import Laptop, two_laptops


class Carried:
    """A folder that also rehearses, as the app's child does."""

    def __init__(self, folder: Path, laptop: Laptop, number: int = 1) -> None:
        mark = number.to_bytes(16, "big")
        self._folder = FolderTransport(folder, laptop.planner.log.space, mark)

    def answer(self, call: Call) -> Answer:
        if isinstance(call, Rehearse):
            return Rehearsed(frozenset())
        return self._folder.answer(call)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


def sync(folder: Path, *laptops: Laptop) -> None:
    for _ in range(3):
        for laptop in laptops:
            laptop.sync(Carried(folder, laptop))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_both_have_what_either_typed(folder: Path) -> None:
    maya, henrik = two_laptops()
    maya.disk.type("budget")
    henrik.disk.type("video")
    sync(folder, maya, henrik)
    maya.disk.type("later")
    sync(folder, maya, henrik)
    assert maya.disk.words.keys() == henrik.disk.words.keys() == {"budget", "video", "later"}
    assert not maya.notices | henrik.notices


def test_no_file_is_ever_changed_and_each_writes_its_own(folder: Path) -> None:
    maya, henrik = two_laptops()
    sync(folder, maya, henrik)
    before = files(folder)
    maya.disk.type("more")
    laptop_folder = f"{maya.planner.log.space.hex()}/{maya.planner.log.me.hex()}/"
    sync(folder, maya)
    after = files(folder)
    assert {name: after[name] for name in before} == before
    assert all(name.startswith(laptop_folder) for name in after.keys() - before.keys())


def test_nothing_can_be_read_in_it(folder: Path) -> None:
    maya, henrik = two_laptops()
    maya.disk.type("quokkabudget")
    sync(folder, maya, henrik)
    assert not any(b"quokka" in content for content in files(folder).values())


def test_a_folder_that_is_not_there_is_offline_and_nothing_is_made(folder: Path) -> None:
    maya, _ = two_laptops()
    shutil.rmtree(folder)
    call = maya.planner.turn()
    assert call is not None
    assert Carried(folder, maya).answer(call) == Failed(Trouble.OFFLINE)
    assert not folder.exists()


def test_a_file_that_is_half_there_is_read_as_far_as_it_goes(folder: Path) -> None:
    maya, henrik = two_laptops()
    for word in ("one", "two", "three"):
        maya.disk.type(word)
    sync(folder, maya)
    path = max(folder.rglob("*.envelopes"), key=lambda each: each.stat().st_size)
    whole = path.read_bytes()
    for size in range(0, len(whole), 97):
        path.write_bytes(whole[:size])
        henrik.sync(Carried(folder, henrik))
    path.write_bytes(whole)
    sync(folder, henrik)
    assert henrik.disk.words.keys() == {"one", "two", "three"}


def test_an_emptied_folder_deletes_nothing_and_is_filled_again(folder: Path) -> None:
    maya, henrik = two_laptops()
    maya.disk.type("kept")
    sync(folder, maya, henrik)
    before = files(folder)
    shutil.rmtree(next(folder.iterdir()))
    sync(folder, henrik, maya)
    assert "kept" in henrik.disk.words
    assert NoticeKind.ROLLED_BACK in henrik.notices
    assert {n: c for n, c in files(folder).items() if n.endswith("envelopes")}.keys() >= {
        name for name in before if name.endswith("0001.envelopes")
    }


def test_strange_files_are_left_alone(folder: Path) -> None:
    maya, henrik = two_laptops()
    maya.disk.type("safe")
    sync(folder, maya)
    space = next(folder.iterdir())
    (space / "notes.txt").write_text("hello")
    (space / ("ab" * 16)).mkdir()
    (space / ("ab" * 16) / "0000000000000001.envelopes").write_bytes(b"\0\0\0\4junk")
    own = space / maya.planner.log.me.hex()
    (own / "0000000000000001 (conflicted copy).envelopes").write_bytes(b"junk")
    (own / "link.envelopes").symlink_to("/etc/passwd")
    sync(folder, henrik)
    assert henrik.disk.words.keys() == {"safe"}


def test_a_copied_profile_is_noticed_here_too(folder: Path) -> None:
    maya, henrik = two_laptops()
    sync(folder, maya, henrik)
    clone = Laptop(maya.disk.copy(), maya.chance)
    maya.disk.type("here")
    clone.disk.type("there")
    sync(folder, maya, clone, henrik)
    sync(folder, clone, maya, henrik)
    assert maya.disk.words.keys() == clone.disk.words.keys() == {"here", "there"}
    assert henrik.disk.words.keys() == {"here", "there"}
