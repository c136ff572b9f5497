"""Topic drafts and private notes: what is shared of them, and what is not."""

from __future__ import annotations

import pytest

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.journal import DraftState, topic_of_draft
from rm_desktop.services.private import LockedError, Private
from rm_desktop.services.upkeep import tidy
from tests.laptop import Laptop

WORDS = "copper otter seventeen"


@pytest.fixture
def private(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make(WORDS))
    return private


def draft(laptop: Laptop, title: str = "My salary", text: str = "quokka") -> str:
    page = laptop.desk.drafts.begin(title)
    page.splice(0, 0, text)
    laptop.desk.drafts.pages.leave(page.id)
    return page.id


def test_a_draft_goes_from_idea_to_ready(laptop: Laptop, private: Private) -> None:
    drafts, ident = laptop.desk.drafts, draft(laptop)
    [page] = drafts.listed()
    assert (page.title, page.state) == ("My salary", DraftState.IDEA)
    drafts.set_state(ident, DraftState.DRAFT)
    drafts.set_links(ident, ("https://example.org/a", " https://example.org/a", ""))
    [page] = drafts.listed()
    assert (page.state, page.links) == (DraftState.DRAFT, ("https://example.org/a",))


def test_only_the_title_goes_on_the_agenda(laptop: Laptop, private: Private) -> None:
    drafts, ident = laptop.desk.drafts, draft(laptop)
    topic = drafts.add_to_agenda(ident, laptop.upcoming)
    assert laptop.titles(laptop.upcoming) == ["My salary"]
    assert laptop.desk.notes(topic).text == ""
    assert topic == topic_of_draft(ident)
    assert ident not in topic
    [page] = drafts.listed()
    assert (page.item, page.state) == (topic, DraftState.READY)
    assert drafts.topic(page) == laptop.topic("My salary")


def test_the_text_goes_with_it_when_asked(laptop: Laptop, private: Private) -> None:
    topic = laptop.desk.drafts.add_to_agenda(draft(laptop), with_text=True)
    assert laptop.desk.notes(topic).text == "quokka"
    assert laptop.titles("") == ["My salary"]


def test_a_second_try_adds_no_second_topic(laptop: Laptop, private: Private) -> None:
    drafts, ident = laptop.desk.drafts, draft(laptop)
    laptop.desk.agenda.add("", "My salary", id=topic_of_draft(ident))  # and there it was killed
    assert drafts.add_to_agenda(ident) == drafts.add_to_agenda(ident)
    assert laptop.titles("") == ["My salary"]


def test_a_topic_in_the_bin_is_brought_back(laptop: Laptop, private: Private) -> None:
    drafts, ident = laptop.desk.drafts, draft(laptop)
    topic = drafts.add_to_agenda(ident)
    laptop.desk.agenda.delete(topic)
    assert drafts.topic(drafts.listed()[0]) is None
    drafts.add_to_agenda(ident)
    assert laptop.titles("") == ["My salary"]


def test_undo_takes_the_topic_back_and_leaves_the_draft(laptop: Laptop, private: Private) -> None:
    drafts, ident = laptop.desk.drafts, draft(laptop)
    drafts.add_to_agenda(ident)
    laptop.desk.open_pair.history.undo()
    assert laptop.titles("") == []
    [page] = drafts.listed()
    assert drafts.topic(page) is None
    drafts.add_to_agenda(ident)
    assert laptop.titles("") == ["My salary"]


def test_a_draft_without_a_title_is_refused(laptop: Laptop, private: Private) -> None:
    with pytest.raises(BadInputError):
        laptop.desk.drafts.add_to_agenda(draft(laptop, title=""))
    assert laptop.titles("") == []


def test_drafts_go_to_the_bin_and_back(laptop: Laptop, private: Private) -> None:
    drafts, ident = laptop.desk.drafts, draft(laptop)
    drafts.bin(ident)
    assert (drafts.listed(), [page.id for page in drafts.binned()]) == ([], [ident])
    drafts.restore(ident)
    assert [page.id for page in drafts.listed()] == [ident]
    laptop.desk.journal.history.undo()
    assert drafts.listed() == []


def test_each_topic_has_one_private_note(laptop: Laptop, private: Private) -> None:
    notes = laptop.desk.private_notes
    first, second = (laptop.desk.agenda.add("", title) for title in ("A", "B"))
    page = notes.open(first)
    page.splice(0, 0, "he looked tired")
    notes.leave(first)
    notes.open(second)
    notes.leave(second)
    assert notes.noted((first, second)) == {first}
    assert notes.open(first).text == "he looked tired"
    assert laptop.desk.search.find("tired") == []


def test_a_note_whose_topic_is_gone_is_found_in_the_journal(
    laptop: Laptop, private: Private
) -> None:
    item = laptop.desk.agenda.add("", "Budget talk")
    page = laptop.desk.private_notes.open(item)
    page.splice(0, 0, "he looked tired")
    laptop.desk.private_notes.leave(item)
    laptop.desk.agenda.delete(item)
    assert laptop.desk.private_notes.adopt_left() == 0  # it may come back
    laptop.desk.bin.purge(laptop.desk.bin.contents())
    tidy(laptop.profile)
    [entry] = laptop.desk.journal.listed()
    assert (entry.page.title, entry.preview) == ("Budget talk", "he looked tired")
    [found] = laptop.desk.journal.find("tired")
    assert found.id == entry.page.id


def test_nothing_private_without_the_key(laptop: Laptop, private: Private) -> None:
    item = laptop.desk.agenda.add("", "A")
    private.lock()
    for ask in (laptop.desk.drafts.listed, lambda: laptop.desk.private_notes.noted([item])):
        with pytest.raises(LockedError):
            ask()


def test_nothing_private_for_the_partner_at_the_keyboard(laptop: Laptop, private: Private) -> None:
    ident, opened = draft(laptop), laptop.desk.open_pair
    page = laptop.desk.drafts.open(ident)
    assert page is not None
    page.splice(0, 0, "half typed ")
    opened.actor = opened.pair.mentee.id
    asks = (
        laptop.desk.drafts.listed,
        laptop.desk.journal.listed,
        lambda: laptop.desk.journal.find("quokka"),
        lambda: laptop.desk.private_notes.noted(()),
        lambda: laptop.desk.drafts.add_to_agenda(ident),
        lambda: laptop.desk.passages.shared_from("another"),
        lambda: laptop.desk.versions.listed("another"),
    )
    for ask in asks:
        with pytest.raises(LockedError):
            ask()
    private.lock()  # what its owner typed is stored all the same
    opened.actor = opened.you
    private.open(private.fetch(WORDS))
    again = laptop.desk.drafts.open(ident)
    assert again is not None
    assert again.text == "half typed quokka"
