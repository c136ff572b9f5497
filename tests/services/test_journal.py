"""The owner's journal: written, listed by day, found, locked away."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.entities import WrapUp
from rm_desktop.services.journal import Journal
from rm_desktop.services.pairs import Person
from rm_desktop.services.private import LockedError, Private, PrivateState
from rm_desktop.services.upkeep import tidy_pages
from tests.laptop import MAYA, Laptop

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


def test_what_lies_in_the_bin_for_a_month_goes(laptop: Laptop, journal: Journal) -> None:
    gone, kept = write(journal, "gone", "quokka"), write(journal, "kept", "wombat")
    journal.bin(gone)
    laptop.clock.advance(20 * 86_400)
    journal.bin(kept)
    laptop.clock.advance(11 * 86_400)
    tidy_pages(laptop.profile)
    assert [each.page.id for each in journal.binned()] == [kept]
    assert laptop.profile.private.vault().load_document(gone) is None
    journal.restore(kept)
    assert [each.page.id for each in journal.listed()] == [kept]


def test_lists_are_narrowed_by_tag_and_session(laptop: Laptop, journal: Journal) -> None:
    calm, both = write(journal, "calm", "wombat"), write(journal, "both", "wombat")
    journal.change(calm, "", tags=("calm",))
    journal.change(both, "", tags=("calm", "hard"), session=laptop.upcoming)
    write(journal, "neither", "wombat")
    titles = [each.page.title for each in journal.listed(tag="calm")]
    assert sorted(titles) == ["both", "calm"]
    assert [each.page.id for each in journal.listed(session=laptop.upcoming)] == [both]
    assert [each.id for each in journal.find("wombat", tag="hard")] == [both]
    assert (journal.count(tag="calm"), journal.count(tag="calm", session=laptop.upcoming)) == (2, 1)
    assert journal.tag_counts() == [("calm", 2), ("hard", 1)]
    assert journal.tags() == ["calm", "hard"]


def test_pages_of_a_deleted_pair_are_found_among_all_pairs(
    laptop: Laptop, journal: Journal
) -> None:
    ident, pair = write(journal, "about Henrik", "a"), laptop.desk.open_pair.id
    laptop.profile.create_pair(MAYA, Person("Ada", "mentee"))
    laptop.profile.delete_pair(pair)
    assert laptop.desk.journal.listed() == []
    assert [each.page.id for each in laptop.desk.journal.listed(every=True)] == [ident]


def test_one_session_ago_follows_the_date_on_screen(laptop: Laptop, journal: Journal) -> None:
    for _ in range(3):
        session = laptop.upcoming
        laptop.desk.room.start(session)
        laptop.clock.advance(3600)
        laptop.desk.room.close(session, WrapUp.SKIPPED)
        write(journal, f"after {laptop.pair.numbers[session]}", "a")
        laptop.clock.advance(30 * 86_400)
    now = journal.begin(title="now").page
    assert [each.page.title for each in journal.one_session_ago(now)] == ["after 2"]
    [before] = [each.page for each in journal.listed() if each.page.title == "after 2"]
    assert [each.page.title for each in journal.one_session_ago(before)] == ["after 1"]
    [first] = [each.page for each in journal.listed() if each.page.title == "after 1"]
    assert journal.one_session_ago(first) == []
