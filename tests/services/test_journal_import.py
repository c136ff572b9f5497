"""Journals of elsewhere come in once, whole, and over nothing that is here."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rm_desktop.domain.journal import Page, PageKind, note_id
from rm_desktop.exchange.journal_json import journal_json
from rm_desktop.services.journal_import import JournalImport
from rm_desktop.services.journal_incoming import mark
from rm_desktop.services.page_rows import page_of
from rm_desktop.services.pages import Pages
from rm_desktop.services.private import LockedError, Private
from tests.laptop import Laptop

WORDS = "copper otter seventeen"
NOW = datetime.fromisoformat("2026-11-28T09:00")


@pytest.fixture
def private(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make(WORDS))
    return private


@pytest.fixture
def copies() -> list[int]:
    """Return the numbers of pages there were when a backup was asked for."""
    return []


@pytest.fixture
def imports(laptop: Laptop, private: Private, copies: list[int]) -> JournalImport:
    ports = laptop.profile.ports

    def back_up() -> None:
        copies.append(len(private.vault().items()))

    return JournalImport(
        private, ports.new_id, lambda: ports.now().wall_ms, lambda: "Europe/Oslo", back_up
    )


@pytest.fixture
def small(laptop: Laptop, private: Private) -> JournalImport:
    """Import ten entries at a time."""
    new_id = laptop.profile.ports.new_id
    return JournalImport(private, new_id, lambda: 1, lambda: "UTC", lambda: None, batch=10)


@pytest.fixture
def day_one(tmp_path: Path) -> Callable[..., Path]:
    def write(*texts: str) -> Path:
        listed = [
            {"uuid": f"U{n}", "creationDate": f"2018-05-{n % 28 + 1:02}T12:00:00Z", "text": text}
            for n, text in enumerate(texts)
        ]
        (tmp_path / "Journal.json").write_text(json.dumps({"entries": listed}))
        return tmp_path / "Journal.json"

    return write


def held(private: Private) -> dict[str, tuple[Page, str]]:
    """Return every page with its text, as the documents have them."""
    pages = Pages(private, lambda: 0, lambda _: None)
    found = {}
    for row in private.vault().items():
        opened = pages.open(row.id)
        assert opened is not None
        assert opened.page == page_of(row.body, row.id)
        found[row.id] = (opened.page, opened.text)
    return found


def texts(private: Private) -> list[str]:
    return sorted(text for _, text in held(private).values())


def ours(path: Path, *pages: tuple[Page, str]) -> Path:
    path.write_text("".join(journal_json(pages, NOW)), "utf-8")
    return path


def test_a_look_counts_and_writes_nothing(
    imports: JournalImport, private: Private, day_one: Callable[..., Path], copies: list[int]
) -> None:
    path = day_one("# First\n\none", "two", " ", "one more")
    found = imports.look_at(path)
    assert (found.new, found.here, found.changed, found.refusals) == (3, 0, 0, 1)
    assert found.titles == ("First", "two", "one more")
    assert [each.sentence for each in found.refused] == [
        "“Journal.json, entry 3”: nothing is written in it"
    ]
    assert found.sentences == ("3 new entries", "1 entry cannot be read")
    assert (held(private), copies) == ({}, [])


def test_entries_come_in_with_their_words_found_and_listed(
    imports: JournalImport, private: Private, laptop: Laptop, day_one: Callable[..., Path]
) -> None:
    path = day_one("# First\n\nan otter", "two")
    assert imports.take_in(path) == imports.look_at(day_one("x")).__class__(
        new=2, titles=("First", "two")
    )
    assert [row.title for row in laptop.desk.journal.find("otter")] == ["First"]
    assert [each.page.written for each in laptop.desk.journal.listed()] == [
        "2018-05-02T14:00",
        "2018-05-01T14:00",
    ]
    assert texts(private) == ["an otter", "two"]


def test_the_same_file_twice_adds_nothing(
    imports: JournalImport, private: Private, day_one: Callable[..., Path], copies: list[int]
) -> None:
    path = day_one("one", "two", "two")
    assert imports.take_in(path).added == 3
    again = imports.take_in(path)
    assert (again.added, again.here) == (0, 3)
    assert copies == [0]
    assert len(held(private)) == 3


def test_the_same_words_twice_in_one_folder_come_once(
    imports: JournalImport, private: Private, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    (folder / "sub").mkdir(parents=True)
    for name in ("2024-01-05.md", "sub/2024-01-05.md", "2024-01-06.md"):
        (folder / name).write_text("Slept well.")
    assert imports.take_in(folder).added == 2
    (folder / "2024-01-05.md").rename(tmp_path / "2024-01-05.md")
    assert imports.take_in(tmp_path / "2024-01-05.md").here == 1


def test_a_file_without_a_date_is_known_again_when_it_was_copied(
    imports: JournalImport, private: Private, tmp_path: Path
) -> None:
    (tmp_path / "thought.md").write_text("A thought")
    assert imports.take_in(tmp_path / "thought.md").new == 1
    os.utime(tmp_path / "thought.md", (1, 1))
    (tmp_path / "thought.md").rename(tmp_path / "moved.md")
    found = imports.take_in(tmp_path / "moved.md")
    assert (found.new, found.here) == (1, 0)  # its title was its name
    assert imports.take_in(tmp_path / "moved.md").here == 1


def test_what_was_changed_there_since_comes_beside_it(
    imports: JournalImport, private: Private, day_one: Callable[..., Path]
) -> None:
    imports.take_in(day_one("one", "two"))
    found = imports.take_in(day_one("one", "two, and more"))
    assert (found.new, found.here, found.changed) == (0, 1, 1)
    assert texts(private) == ["one", "two", "two, and more"]
    marked = [text for page, text in held(private).values() if mark() in page.tags]
    assert marked == ["two, and more"]
    assert imports.take_in(day_one("one", "two, and more")).here == 2


def test_what_was_changed_here_since_is_not_touched(
    imports: JournalImport, private: Private, laptop: Laptop, day_one: Callable[..., Path]
) -> None:
    path = day_one("one")
    imports.take_in(path)
    page = laptop.desk.journal.open(next(iter(held(private))))
    assert page is not None
    page.splice(3, 0, " and mine")
    page.rest()
    assert imports.take_in(path).here == 1
    assert texts(private) == ["one and mine"]


PAGE = Page("a1", PageKind.DRAFT, "p1", "What I heard", "2026-11-26T14:05", ("work",), made_at=7)
NOTE = Page(note_id("i1"), PageKind.NOTE, "p1", written="2026-11-26T14:05", item="i1", made_at=8)
BINNED = Page(
    "b1", title="Old", written="2025-01-01T10:00", source="file:x#y", made_at=9, binned_at=10
)


def test_our_own_pages_come_back_as_they_were(
    imports: JournalImport, private: Private, laptop: Laptop, tmp_path: Path
) -> None:
    pages = [(PAGE, "words\n"), (NOTE, "quiet"), (BINNED, "gone otter")]
    assert imports.take_in(ours(tmp_path / "j.json", *pages)).new == 3
    assert held(private) == {page.id: (page, text) for page, text in pages}
    assert laptop.desk.journal.find("otter") == []
    assert [each.page for each in laptop.desk.journal.binned()] == [BINNED]
    assert imports.take_in(ours(tmp_path / "j.json", *pages)).here == 3


def test_an_older_export_of_ours_overwrites_nothing(
    imports: JournalImport, private: Private, tmp_path: Path
) -> None:
    imports.take_in(ours(tmp_path / "new.json", (PAGE, "as it is now"), (NOTE, "now")))
    old = ours(tmp_path / "old.json", (PAGE, "as it was"), (NOTE, "was"))
    found = imports.take_in(old)
    assert (found.changed, found.new) == (2, 0)
    kept = held(private)
    assert kept["a1"] == (PAGE, "as it is now")
    copies = [page for page, _ in kept.values() if mark() in page.tags]
    assert sorted((page.kind, page.item) for page in copies) == [("draft", ""), ("entry", "i1")]
    assert imports.take_in(old).here == 2


def test_a_cancel_leaves_whole_entries_and_a_second_try_adds_the_rest(
    small: JournalImport, private: Private, day_one: Callable[..., Path]
) -> None:
    path = day_one(*(f"entry {n}" for n in range(35)))
    seen: list[int] = []
    found = small.take_in(path, seen.append, lambda: len(seen) >= 25)
    assert not found.is_whole
    assert found.added == len(held(private)) == 25
    assert seen == list(range(1, 26))
    rest = small.take_in(path)
    assert (rest.here, rest.new, rest.is_whole) == (25, 10, True)


def test_a_kill_leaves_whole_batches(
    small: JournalImport, private: Private, day_one: Callable[..., Path]
) -> None:
    path = day_one(*(f"entry {n}" for n in range(35)))

    def die(read: int) -> None:
        if read == 28:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        small.take_in(path, die)
    assert len(held(private)) == 20
    assert small.take_in(path).new == 15


def test_a_lock_ends_an_import(
    imports: JournalImport, private: Private, day_one: Callable[..., Path]
) -> None:
    path = day_one("one", "two")

    def lock(_: int) -> None:
        private.lock()

    found = imports.take_in(path, lock)
    assert (found.is_whole, found.added) == (False, 1)
    with pytest.raises(LockedError):
        imports.take_in(path)


def test_without_a_backup_nothing_comes_in(
    laptop: Laptop, private: Private, day_one: Callable[..., Path]
) -> None:
    def fail() -> Any:
        raise OSError("full")

    ports = laptop.profile.ports
    imports = JournalImport(private, ports.new_id, lambda: 0, lambda: "UTC", fail)
    with pytest.raises(OSError, match="full"):
        imports.take_in(day_one("one"))
    assert held(private) == {}


def test_the_profile_makes_a_backup_first(
    laptop: Laptop, private: Private, day_one: Callable[..., Path]
) -> None:
    assert laptop.profile.journal_import.take_in(day_one("one")).new == 1
    kept = laptop.profile.backups.listed()
    assert {each.vault for each in kept} == {"workspace", "private"}
    assert {each.reason for each in kept} == {"import"}
