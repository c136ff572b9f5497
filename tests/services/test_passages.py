"""Sharing a passage: the words alone, taken back until they were read."""

from __future__ import annotations

import pytest

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.journal import passage_id
from rm_desktop.services.desk import Desk
from rm_desktop.services.private import LockedError, Private
from tests.laptop import Laptop

WORDS = "copper otter seventeen"


@pytest.fixture
def private(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make(WORDS))
    return private


@pytest.fixture
def page(laptop: Laptop, private: Private) -> str:
    journal = laptop.desk.journal
    page = journal.begin(title="Titlewort", text="I gave up the mouse. He never knew.")
    page.change(tags=("tagwort",))
    journal.pages.leave(page.id)
    return page.id


def as_henrik(desk: Desk) -> None:
    desk.open_pair.actor = desk.open_pair.pair.mentee.id


def test_the_partner_reads_the_words_and_nothing_else(laptop: Laptop, page: str) -> None:
    shared = laptop.desk.passages.share(page, " I gave up the mouse. ")
    assert shared.text == "I gave up the mouse."
    assert laptop.desk.passages.waiting_for(laptop.henrik) == [shared]
    assert laptop.desk.passages.waiting_for(laptop.maya) == []
    assert laptop.desk.passages.shared_from(page) == [shared]
    stored = laptop.vault.load_document(laptop.desk.open_pair.id)
    assert stored is not None
    for blob in (*stored.updates, laptop.desk.open_pair.document.snapshot()):
        assert b"mouse" in blob or blob in stored.updates
        for word in (page.encode(), b"Titlewort", b"tagwort", b"never"):
            assert word not in blob


def test_it_can_be_taken_back_until_it_was_read(laptop: Laptop, page: str) -> None:
    passages = laptop.desk.passages
    first, second = passages.share(page, "one"), passages.share(page, "two")
    passages.withdraw(first.id)
    assert passages.all() == [second]
    as_henrik(laptop.desk)
    passages.mark_seen(second.id)
    laptop.desk.open_pair.actor = laptop.desk.open_pair.you
    with pytest.raises(BadInputError):
        passages.withdraw(second.id)
    assert [each.text for each in passages.shared_from(page)] == ["two"]
    assert passages.waiting_for(laptop.henrik) == []


def test_only_the_partner_marks_it_as_read(laptop: Laptop, page: str) -> None:
    shared = laptop.desk.passages.share(page, "one")
    laptop.desk.passages.mark_seen(shared.id)
    assert not laptop.pair.passages[shared.id].seen_at
    as_henrik(laptop.desk)
    with pytest.raises(BadInputError):
        laptop.desk.passages.withdraw(shared.id)


def test_a_second_try_shares_no_second_one(laptop: Laptop, page: str) -> None:
    passages, opened = laptop.desk.passages, laptop.desk.open_pair
    ident = passage_id(page, 0)
    fields = {"by": opened.you, "text": "one", "shared_at": 1}
    opened.change("", lambda doc: doc.set_fields(Kind.PASSAGE, ident, opened.you, **fields))
    # and there it was killed: the page does not know yet
    assert passages.share(page, "one").id == ident
    assert [each.id for each in passages.all()] == [ident]
    stored = laptop.desk.journal.open(page)
    assert stored is not None
    assert stored.page.shared == (ident,)


def test_other_words_after_a_kill_are_another_passage(laptop: Laptop, page: str) -> None:
    passages, opened = laptop.desk.passages, laptop.desk.open_pair
    fields = {"by": opened.you, "text": "one", "shared_at": 1}
    opened.change(
        "", lambda doc: doc.set_fields(Kind.PASSAGE, passage_id(page, 0), opened.you, **fields)
    )
    passages.share(page, "softer")
    assert {each.text for each in passages.shared_from(page)} == {"one", "softer"}


def test_undo_takes_it_back_unless_it_was_read(laptop: Laptop, page: str) -> None:
    passages, history = laptop.desk.passages, laptop.desk.open_pair.history
    shared = passages.share(page, "one")
    history.undo()
    assert passages.all() == []
    history.redo()
    assert passages.all() == [shared]
    as_henrik(laptop.desk)
    passages.mark_seen(shared.id)
    history.undo()
    assert [each.text for each in passages.all()] == ["one"]


def test_what_was_taken_back_is_not_put_back_by_the_partner(laptop: Laptop, page: str) -> None:
    passages, history = laptop.desk.passages, laptop.desk.open_pair.history
    passages.share(page, "one")
    history.undo()
    as_henrik(laptop.desk)
    history.redo()
    assert passages.all() == []


def test_the_partner_takes_nothing_back_that_was_shared(laptop: Laptop, page: str) -> None:
    passages, history = laptop.desk.passages, laptop.desk.open_pair.history
    shared = passages.share(page, "one")
    as_henrik(laptop.desk)
    history.undo()
    assert passages.all() == [shared]


def test_nothing_or_too_much_is_refused(laptop: Laptop, page: str) -> None:
    for words in (" \n", "x" * 10_001):
        with pytest.raises(BadInputError):
            laptop.desk.passages.share(page, words)
    with pytest.raises(BadInputError):
        laptop.desk.passages.share("nobody", "words")
    assert laptop.desk.passages.all() == []


def test_what_was_shared_is_read_while_the_journal_is_locked(laptop: Laptop, page: str) -> None:
    shared = laptop.desk.passages.share(page, "one")
    laptop.profile.private.lock()
    laptop.restart()
    assert laptop.desk.passages.all() == [shared]
    assert laptop.desk.open_pair.pair.shared_passages == (shared,)
    with pytest.raises(LockedError):
        laptop.desk.passages.share(page, "two")


def test_shared_words_are_found_by_both(laptop: Laptop, page: str) -> None:
    shared = laptop.desk.passages.share(page, "a quokka")
    assert [each.id for each in laptop.desk.search.find("quokka")] == [shared.id]
    laptop.desk.passages.withdraw(shared.id)
    assert laptop.desk.search.find("quokka") == []
