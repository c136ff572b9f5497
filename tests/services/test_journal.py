"""The owner's journal: written, listed by day, found, locked away."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rm_desktop.domain.changes import Kind
from rm_desktop.services.journal import Journal
from rm_desktop.services.private import LockedError, Private, PrivateState
from tests.laptop import Laptop

WORDS = "copper otter seventeen"


@pytest.fixture
def private(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make(WORDS))
    return private


@pytest.fixture
def journal(laptop: Laptop, private: Private) -> Journal:
    assert private.is_open
    return laptop.desk.journal


def write(journal: Journal, title: str, text: str, *, day: date | None = None) -> str:
    page = journal.begin(title=title, day=day)
    page.splice(0, 0, text)
    page.rest()
    journal.pages.leave(page.id)
    return page.id


def test_there_is_no_private_vault_until_a_passphrase_makes_one(laptop: Laptop) -> None:
    private = laptop.profile.private
    states = [private.state]
    assert not private.path.exists()
    key = private.make(WORDS)
    states.append(private.state)
    private.open(key)
    states.append(private.state)
    assert states == [PrivateState.NONE, PrivateState.LOCKED, PrivateState.OPEN]


def test_an_entry_is_there_again_after_a_lock(laptop: Laptop, journal: Journal) -> None:
    ident = write(journal, "The mouse", "I gave it up")
    private = laptop.profile.private
    private.lock()
    with pytest.raises(LockedError):
        journal.listed()
    private.open(private.fetch(WORDS))
    [entry] = journal.listed()
    assert (entry.page.id, entry.page.title, entry.preview) == (ident, "The mouse", "I gave it up")
    page = journal.open(ident)
    assert page is not None
    assert page.text == "I gave it up"


def test_half_typed_words_survive_a_lock(laptop: Laptop, journal: Journal) -> None:
    page = journal.begin()
    page.splice(0, 0, "half a th")
    laptop.profile.private.lock()
    laptop.profile.private.open(laptop.profile.private.fetch(WORDS))
    [found] = journal.find("half")
    assert found.id == page.id


def test_an_empty_entry_leaves_no_trace(laptop: Laptop, journal: Journal) -> None:
    page = journal.begin()
    page.splice(0, 0, "no")
    page.save()
    page.splice(0, 2, "")
    journal.pages.leave(page.id)
    assert journal.count() == 0
    assert laptop.profile.private.vault().load_document(page.id) is None


def test_days_and_this_day_in_earlier_years(journal: Journal) -> None:
    write(journal, "then", "a", day=date(2025, 11, 26))
    write(journal, "twice", "b", day=date(2026, 11, 26))
    write(journal, "today", "c", day=date(2026, 11, 26))
    assert journal.days(date(2026, 11, 1)) == {date(2026, 11, 26): 2}
    [first, _] = journal.on(date(2026, 11, 26))
    assert [each.page.title for each in journal.on_this_day(first.page)] == ["then"]


def test_the_bin_hides_and_gives_back(journal: Journal) -> None:
    ident = write(journal, "gone", "quokka")
    journal.bin(ident)
    assert (journal.count(), journal.find("quokka")) == (0, [])
    assert [each.page.id for each in journal.binned()] == [ident]
    journal.history.undo()
    assert [each.id for each in journal.find("quokka")] == [ident]


def test_a_text_can_be_read_as_it_was(laptop: Laptop, journal: Journal) -> None:
    ident = write(journal, "", "first thoughts")
    page = journal.open(ident)
    assert page is not None
    page.splice(0, 14, "second")
    journal.pages.leave(ident)
    marks = laptop.profile.private.vault().versions(ident)
    again = journal.open(ident)
    assert again is not None
    assert again.text == "second"
    assert again.text_at(marks[-1][1]) == "first thoughts"


def test_the_house_hears_of_the_lock(laptop: Laptop, private: Private) -> None:
    heard: list[frozenset[Kind]] = []
    laptop.profile.listen(lambda changes: heard.append(changes.kinds))
    private.lock()
    assert heard == [frozenset({Kind.PRIVATE})]


def test_entries_are_dated_by_the_writers_clock(journal: Journal) -> None:
    page = journal.begin(title="now")
    assert page.page.written == datetime(2026, 11, 26, 12, 0).isoformat(timespec="minutes")  # noqa: DTZ001


def test_tags_in_use_are_offered_the_most_used_first(journal: Journal) -> None:
    for tags in (("listening",), ("budget", "listening"), ()):
        page = journal.begin(title="One")
        page.change(tags=tags)
        journal.pages.leave(page.id)
    assert journal.tags() == ["listening", "budget"]


def test_a_change_is_taken_back_and_done_again_under_a_label_that_tells_nothing(
    journal: Journal,
) -> None:
    ident = write(journal, "The mouse", "text")
    journal.change(ident, "Change the tags", tags=("hush",))
    page = journal.open(ident)
    assert page is not None
    assert journal.history.undo_label == "Change the tags"
    seen = [list(page.page.tags)]
    journal.history.undo()
    seen.append(list(page.page.tags))
    journal.history.redo()
    seen.append(list(page.page.tags))
    assert seen == [["hush"], [], ["hush"]]


def test_a_lock_takes_the_way_back_along(laptop: Laptop, journal: Journal) -> None:
    journal.bin(write(journal, "The mouse", "text"))
    assert journal.history.undo_label
    laptop.profile.private.lock()
    assert not journal.history.undo_label


def test_a_search_does_not_take_an_open_page_from_its_editor(journal: Journal) -> None:
    page = journal.begin()
    page.splice(0, 0, "half a word")
    page.save()
    [found] = journal.find("half")
    assert journal.open(found.id) is page
