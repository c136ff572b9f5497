"""What a private page said before: listed, compared, brought back, thinned."""

from __future__ import annotations

import pytest

from rm_desktop.documents.text import Splice
from rm_desktop.domain.text_changes import Piece, PieceKind
from rm_desktop.services.open_page import VERSION_MS
from rm_desktop.services.private import Private
from rm_desktop.services.upkeep import tidy
from rm_desktop.services.versions import FEW
from tests.laptop import Laptop

DAY = 86_400


@pytest.fixture
def private(laptop: Laptop) -> Private:
    private = laptop.profile.private
    private.open(private.make("copper otter seventeen"))
    return private


def write(laptop: Laptop, *texts: str) -> str:
    journal = laptop.desk.journal
    ident = journal.begin().id
    for text in texts:
        page = journal.open(ident)
        assert page is not None
        page.splice(0, page.length, text)
        journal.pages.leave(ident)
        laptop.clock.advance(60)
    return ident


def test_what_was_said_before_is_listed_the_latest_first(laptop: Laptop, private: Private) -> None:
    ident = write(laptop, "one", "one and two", "three")
    listed = laptop.desk.versions.listed(ident)
    assert [each.words for each in listed] == [3, 1]
    assert [laptop.desk.versions.text(ident, each.mark) for each in listed] == [
        "one and two",
        "one",
    ]
    assert listed[0].at > listed[1].at


def test_a_change_of_tags_alone_is_no_version(laptop: Laptop, private: Private) -> None:
    ident = write(laptop, "one")
    laptop.desk.journal.pages.amend(ident, tags=("calm",))
    laptop.desk.journal.open(ident)
    laptop.desk.journal.pages.leave(ident)
    assert laptop.desk.versions.listed(ident) == []


def test_a_version_is_compared_with_the_present_text(laptop: Laptop, private: Private) -> None:
    ident = write(laptop, "I kept the mouse", "I gave up the mouse")
    [version] = laptop.desk.versions.listed(ident)
    assert laptop.desk.versions.compare(ident, version.mark) == [
        Piece(PieceKind.SAME, "I "),
        Piece(PieceKind.REMOVED, "kept"),
        Piece(PieceKind.ADDED, "gave up"),
        Piece(PieceKind.SAME, " the mouse"),
    ]


def test_bringing_back_is_an_edit_that_can_be_undone(laptop: Laptop, private: Private) -> None:
    ident = write(laptop, "😀 I kept the mouse", "😀 I gave up the mouse")
    [version] = laptop.desk.versions.listed(ident)
    page = laptop.desk.journal.open(ident)
    assert page is not None
    heard = list[tuple[Splice, ...]]()
    page.listen(heard.append)
    laptop.desk.versions.bring_back(ident, version.mark)
    assert page.text == "😀 I kept the mouse"
    assert len(heard) == 1
    page.undo()
    assert page.text == "😀 I gave up the mouse"
    page.redo()
    laptop.desk.journal.pages.leave(ident)
    assert [each.words for each in laptop.desk.versions.listed(ident)] == [5, 4]
    assert [each.id for each in laptop.desk.journal.find("kept")] == [ident]
    laptop.desk.versions.bring_back(ident, version.mark)  # it says so already
    assert [each.words for each in laptop.desk.versions.listed(ident)] == [5, 4]


def test_an_imported_text_can_be_gone_back_to(laptop: Laptop, private: Private) -> None:
    journal = laptop.desk.journal
    page = journal.begin(text="from elsewhere", title="t")
    journal.pages.leave(page.id)
    vault = private.vault()
    vault.drop_versions(page.id, [at for at, _ in vault.versions(page.id)])
    again = journal.open(page.id)
    assert again is not None
    again.splice(0, again.length, "rewritten")
    journal.pages.leave(page.id)
    [version] = laptop.desk.versions.listed(page.id)
    assert laptop.desk.versions.text(page.id, version.mark) == "from elsewhere"


def test_marks_of_another_text_are_not_there(laptop: Laptop, private: Private) -> None:
    ident, other = write(laptop, "one", "two"), write(laptop, "three", "four")
    [version] = laptop.desk.versions.listed(other)
    assert laptop.desk.versions.text(ident, version.mark) == ""
    assert laptop.desk.versions.text(ident, b"nonsense") == ""
    laptop.desk.versions.bring_back(ident, b"nonsense")
    assert laptop.desk.versions.listed("nobody") == []


def test_old_versions_are_thinned_to_one_a_day(laptop: Laptop, private: Private) -> None:
    ident = write(laptop, "0")
    for n in range(3 * FEW):
        laptop.clock.advance(VERSION_MS // 1000)
        page = laptop.desk.journal.open(ident)
        assert page is not None
        page.splice(0, page.length, f"{n} words")
        page.rest()
    before = len(laptop.desk.versions.listed(ident))
    tidy(laptop.profile)
    assert len(laptop.desk.versions.listed(ident)) == before
    laptop.clock.advance(5 * DAY)
    tidy(laptop.profile)
    assert len(laptop.desk.versions.listed(ident)) <= 1


def test_an_entry_that_holds_only_its_template_leaves_no_trace(
    laptop: Laptop, private: Private
) -> None:
    journal = laptop.desk.journal
    page = journal.begin(text="## What happened?\n\n")
    page.splice(page.length, 0, "no")
    page.rest()
    page.splice(page.length - 2, 2, "\n")
    journal.pages.leave(page.id)
    assert journal.count() == 0
    kept = journal.begin(text="## What happened?\n\n")
    kept.splice(kept.length, 0, "this")
    journal.pages.leave(kept.id)
    assert journal.count() == 1
