"""A full disk, a locked one, a bug of ours: nothing is lost and nothing comes apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import DiskFullError, KnownError, ReadOnlyError
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.services.desk import Desk
from tests.laptop import Laptop
from tests.services.seen import assert_in_step, state

OWN = Prompt("", "purpose", Stage.OPENING, AskedBy.MENTOR, 1, "What did you leave out?")


def full(laptop: Laptop) -> None:
    """Let the disk be full from now on: SQLite's own limit stands for it."""
    core = laptop.vault._core  # noqa: SLF001
    pages = core.exec_driver_sql("PRAGMA page_count").scalar_one()
    core.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def locked(laptop: Laptop) -> None:
    """Let nothing be written from now on."""
    laptop.vault._core.exec_driver_sql("PRAGMA query_only = 1")  # noqa: SLF001


def free(laptop: Laptop) -> None:
    """Let there be room again."""
    core = laptop.vault._core  # noqa: SLF001
    core.exec_driver_sql("PRAGMA max_page_count = 1000000")
    core.exec_driver_sql("PRAGMA query_only = 0")


TROUBLES = [
    pytest.param(full, DiskFullError, id="full"),
    pytest.param(locked, ReadOnlyError, id="locked"),
]
Trouble = Callable[[Laptop], None]

#: More than fits into the pages that a small vault has left.
LONG = "x" * 300


def fill_up(laptop: Laptop) -> int:
    """Add topics until the disk refuses one; return how many there are."""
    for n in range(1000):
        try:
            laptop.desk.agenda.add(laptop.upcoming, f"{n} {LONG}")
        except KnownError:
            return n + 1
    pytest.fail("the disk took everything")


@pytest.mark.parametrize(("trouble", "error"), TROUBLES)
def test_what_the_disk_refuses_is_on_screen_and_stored_once_it_can_be(
    laptop: Laptop, desk: Desk, trouble: Trouble, error: type[KnownError]
) -> None:
    desk.agenda.add(laptop.upcoming, "Before")
    heard: list[Changes] = []
    laptop.profile.listen(heard.append)
    trouble(laptop)
    many = fill_up(laptop)
    assert len(heard) == many, "screens hear of an edit that could not be stored, too"
    waits = desk.open_pair.has_unsaved
    assert waits
    assert len(laptop.titles(laptop.upcoming)) == many + 1
    with pytest.raises(error) as refused:
        desk.open_pair.flush()
    assert refused.value.sentence
    assert refused.value.next_step
    free(laptop)
    desk.open_pair.flush()
    assert not desk.open_pair.has_unsaved
    assert_in_step(laptop.profile)
    before = laptop.pair
    laptop.restart()
    assert laptop.pair == before


def test_undo_works_while_nothing_can_be_stored(laptop: Laptop, desk: Desk) -> None:
    past = []
    locked(laptop)
    for title in "abc":
        past.append(state(laptop.profile))
        with pytest.raises(ReadOnlyError):
            desk.agenda.add(laptop.upcoming, title)
    history = desk.open_pair.history
    for before in reversed(past):
        with pytest.raises(ReadOnlyError):
            history.undo()
        assert state(laptop.profile) == before
    assert history.undo_label == ""
    with pytest.raises(ReadOnlyError):
        history.redo()
    free(laptop)
    history.redo()
    assert laptop.titles(laptop.upcoming) == ["a", "b"]
    assert_in_step(laptop.profile)
    assert history.redo_label == "Add “c”"


@pytest.mark.parametrize(("trouble", "error"), TROUBLES)
def test_typing_is_kept_until_it_can_be_stored(
    laptop: Laptop, desk: Desk, trouble: Trouble, error: type[KnownError]
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    notes = desk.notes(item)
    notes.splice(0, 0, "first words. ")
    notes.rest()
    trouble(laptop)
    notes.splice(0, 0, "y" * 100_000)
    for _ in range(2):
        with pytest.raises(error):
            notes.save()
    notes.splice(0, 0, "and more ")
    with pytest.raises(error):
        notes.rest()
    free(laptop)
    laptop.profile.settle()
    assert notes.save() is False
    laptop.restart()
    text = laptop.desk.notes(item).text
    assert text.startswith("and more yyy")
    assert text.endswith("yfirst words. ")
    assert laptop.desk.search.find("words")


def test_one_text_that_cannot_be_stored_holds_up_no_other(laptop: Laptop, desk: Desk) -> None:
    first, second = (desk.agenda.add(laptop.upcoming, title) for title in ("One", "Two"))
    full(laptop)
    desk.notes(first).splice(0, 0, "x" * 100_000)
    desk.notes(second).splice(0, 0, "a small word")
    with pytest.raises(DiskFullError):
        laptop.profile.settle()
    laptop.crash()
    laptop.start()
    assert laptop.desk.notes(second).text == "a small word"
    assert laptop.desk.notes(first).text == ""


@pytest.mark.parametrize(("trouble", "error"), TROUBLES)
def test_quitting_on_a_bad_disk_says_so_and_still_closes(
    laptop: Laptop, desk: Desk, trouble: Trouble, error: type[KnownError]
) -> None:
    trouble(laptop)
    fill_up(laptop)
    with pytest.raises(error):
        laptop.quit()
    laptop.start()
    assert_in_step(laptop.profile)


def test_settings_and_prompts_that_were_refused_were_not_made(laptop: Laptop, desk: Desk) -> None:
    history, settings = desk.open_pair.history, laptop.profile.settings
    desk.prompts.save(OWN)
    settings.put("text_size", 120, history)
    now = state(laptop.profile)
    locked(laptop)
    refused: list[Callable[[], object]] = [
        lambda: settings.put("text_size", 140, history),
        lambda: desk.prompts.delete(desk.prompts.own()[0].id),
        history.undo,
    ]
    for act in refused:
        with pytest.raises(ReadOnlyError):
            act()
        assert state(laptop.profile) == now
        assert (history.undo_label, history.redo_label) == ("Change a setting", "")
    free(laptop)
    history.undo()
    history.undo()
    assert desk.prompts.own() == ()
    locked(laptop)
    with pytest.raises(ReadOnlyError):
        history.redo()
    free(laptop)
    history.redo()
    history.redo()
    assert state(laptop.profile)["settings"] == now["settings"]


@pytest.mark.parametrize("far", ["before", "in the middle"])
def test_a_bug_in_an_edit_leaves_no_trace(laptop: Laptop, desk: Desk, far: str) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    desk.agenda.edit(item, title="Budgets")
    desk.open_pair.history.undo()
    before, now = laptop.pair, state(laptop.profile)

    def broken(document: PairDocument) -> None:
        if far != "before":
            document.set_fields(Kind.ITEM, item, laptop.maya, title="Half", minutes=99)
            document.place("nobody knows this one")
            document.append_event("s1", {"id": "e"})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.open_pair.change("Break", broken)
    assert laptop.pair == before
    assert not desk.open_pair.has_unsaved
    assert_in_step(laptop.profile)
    history = desk.open_pair.history
    assert (history.undo_label, history.redo_label) == ("Add “Budget”", "Edit “Budget”")
    history.redo()
    assert laptop.titles(laptop.upcoming) == ["Budgets"]
    history.undo()
    assert state(laptop.profile) == now
    history.undo()
    assert laptop.pair.items == {}
    after = laptop.pair
    laptop.restart()
    assert laptop.pair == after


def test_a_bug_while_nothing_can_be_stored_leaves_no_trace_either(
    laptop: Laptop, desk: Desk
) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    before = laptop.pair

    def broken(document: PairDocument) -> None:
        document.set_fields(Kind.ITEM, item, laptop.maya, title="Half")
        raise ZeroDivisionError

    locked(laptop)
    with pytest.raises(ZeroDivisionError):
        desk.open_pair.change("Break", broken)
    assert laptop.pair == before
    free(laptop)
    desk.agenda.edit(item, title="Whole")
    after = laptop.pair
    laptop.restart()
    assert laptop.pair == after
    assert laptop.titles(laptop.upcoming) == ["Whole"]


def test_a_purge_that_cannot_be_stored_changes_nothing(laptop: Laptop, desk: Desk) -> None:
    item = desk.agenda.add(laptop.upcoming, "Budget")
    desk.notes(item).splice(0, 0, "words")
    desk.notes(item).rest()
    desk.agenda.delete(item)
    before = laptop.pair
    locked(laptop)
    with pytest.raises(ReadOnlyError):
        desk.bin.purge(desk.bin.contents())
    assert laptop.pair == before
    free(laptop)
    desk.open_pair.history.undo()
    assert desk.notes(item).text == "words"
