"""Folders and files for people are there whole or not at all, and nothing is written over."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from rm_desktop.system.whole_files import CannotWriteError, write_file, write_folder

FILES = {"README.md": b"read me", "pair/one.md": "Ünö".encode(), "pair/two.md": b""}


def held(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_new_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", FILES)
    assert held(tmp_path / "out") == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(tmp_path / "out", FILES)
    assert held(tmp_path / "out") == FILES


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_its_owner_can_read_an_export(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", FILES)
    for path in (tmp_path / "out", tmp_path / "out/pair", tmp_path / "out/README.md"):
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").write_text("precious")
    with pytest.raises(CannotWriteError, match="is not empty") as refusal:
        write_folder(tmp_path, FILES)
    assert refusal.value.next_step == "Choose a new or an empty folder; nothing was written."
    assert held(tmp_path) == {"theirs.txt": b"precious"}


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("precious")
    with pytest.raises(CannotWriteError, match="is a file"):
        write_folder(tmp_path / "out", FILES)
    assert (tmp_path / "out").read_text() == "precious"


def test_a_folder_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="There is no folder"):
        write_folder(tmp_path / "none/out", FILES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("leads_to", ["real", "nowhere"])
def test_a_link_is_not_followed(tmp_path: Path, leads_to: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / leads_to)
    with pytest.raises(CannotWriteError, match="is a link"):
        write_folder(tmp_path / "out", FILES)
    with pytest.raises(CannotWriteError, match="is a link"):
        write_file(tmp_path / "out", b"x")
    assert list((tmp_path / "real").iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EACCES, "does not let us write"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_disk_that_gives_up_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    real, calls = os.fsync, []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(CannotWriteError, match=words):
        write_folder(tmp_path / "out", FILES)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_appears_only_when_every_file_is_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        seen.append((tmp_path / "out").exists())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_folder(tmp_path / "out", FILES)
    assert seen == [False] * (len(seen) - 1) + [True]  # the last one is the parent's
    assert len(seen) >= len(FILES) + 3


def test_a_file_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    write_file(tmp_path / "a.pdf", b"first")
    write_file(tmp_path / "a.pdf", b"second")
    assert held(tmp_path) == {"a.pdf": b"second"}


def test_a_failed_file_leaves_the_former_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "a.pdf", b"first")

    def fsync(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(CannotWriteError):
        write_file(tmp_path / "a.pdf", b"second")
    assert held(tmp_path) == {"a.pdf": b"first"}


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="is a folder"):
        write_file(tmp_path, b"x")


def test_what_a_killed_attempt_left_goes_with_the_next_one(tmp_path: Path) -> None:
    others = {".out.part", ".out.0123456.part", ".other.01234567.part", "out.01234567.part"}
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / ".out.01234567.part/pair").mkdir(parents=True)
    (tmp_path / ".out.01234567.part/pair/one.md").write_text("words")
    (tmp_path / ".page.pdf.89abcdef.part").write_text("words")
    write_folder(tmp_path / "out", FILES)
    write_file(tmp_path / "page.pdf", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"out", "page.pdf", *others}
