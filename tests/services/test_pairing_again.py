"""Joining once more: after leaving, and where a copy of the very pair is there already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.domain.sync_state import is_cut_off
from rm_desktop.services.bringing_along import what_is_missing
from rm_desktop.services.export import Form, export
from rm_desktop.services.notes import read_notes
from rm_desktop.services.pair_import import look_at_pair, take_in_pair
from tests.laptop import Laptop
from tests.pairing import Table, shape


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    (tmp_path / "shared").mkdir()
    table = Table(tmp_path, f"folder:{tmp_path / 'shared'}")
    table.maya.desk.agenda.add("", "Short video", minutes=15)
    yield table
    table.off()


def leave(laptop: Laptop) -> None:
    work = laptop.profile.sync.leave(laptop.desk.open_pair.id)
    if work is not None:
        work()


def test_after_the_guest_left_and_both_went_on_nothing_is_lost(table: Table) -> None:
    table.join()
    leave(table.henrik)
    table.henrik.desk.agenda.add("", "Alone at Henrik’s")
    table.maya.desk.agenda.add("", "Alone at Maya’s")
    table.sync()
    assert "Alone at Henrik’s" not in table.maya.titles("")
    table.join()
    table.sync()
    assert set(table.maya.titles("")) == {"Short video", "Alone at Henrik’s", "Alone at Maya’s"}
    assert shape(table.henrik.pair) == shape(table.maya.pair)
    assert len(table.henrik.profile.pairs.listed()) == 1


def test_a_laptop_that_was_removed_may_come_in_again_by_a_new_invitation(table: Table) -> None:
    table.join()
    table.sync()
    sync, pair = table.maya.profile.sync, table.maya.desk.open_pair.id
    other = next(each for each in sync.devices(pair) if not each.is_this)
    sync.remove_device(pair, other.id)
    table.sync()
    assert is_cut_off(table.henrik.profile.sync.status(pair))
    table.henrik.desk.agenda.add("", "Written by one who was removed")
    table.maya.desk.agenda.add("", "Written by who removed him")
    table.join()
    table.sync()
    assert shape(table.maya.pair) == shape(table.henrik.pair)
    titles = {item.title for item in table.maya.pair.items.values()}
    assert {"Written by one who was removed", "Written by who removed him"} <= titles
    status = table.henrik.profile.sync.status(pair)
    assert not is_cut_off(status)
    assert status.partner_device


def test_after_the_host_left_too_a_new_space_is_begun(table: Table) -> None:
    table.join()
    for laptop in (table.maya, table.henrik):
        leave(laptop)
    table.henrik.desk.agenda.add("", "Alone at Henrik’s")
    table.join()
    table.sync()
    assert set(table.maya.titles("")) == {"Short video", "Alone at Henrik’s"}
    assert shape(table.henrik.pair) == shape(table.maya.pair)


def imported(table: Table, tmp_path: Path) -> None:
    """Let Henrik have Maya's pair out of a file, with what both noted by then."""
    item = table.maya.topic("Short video").id
    notes = table.maya.desk.notes(item)
    notes.splice(0, 0, "Begin with the captions.")
    notes.rest()
    session = table.maya.upcoming
    table.maya.desk.room.start(session)
    table.maya.desk.room.pause(session)
    target = tmp_path / "export"
    export(table.maya.profile, target, Form.JSON)
    path = next(target.rglob("*.json"))
    pair = take_in_pair(look_at_pair(path), table.henrik.vault, table.maya.henrik)
    table.henrik.profile.open_pair(pair)


def test_a_copy_from_a_file_becomes_one_with_the_pair(table: Table, tmp_path: Path) -> None:
    imported(table, tmp_path)
    item = table.maya.topic("Short video").id
    table.henrik.desk.agenda.add("", "Only in the copy")
    notes = table.henrik.desk.notes(item)
    notes.splice(notes.length, 0, " And end with a question.")
    notes.rest()
    table.join()
    table.sync()
    assert shape(table.henrik.pair) == shape(table.maya.pair)
    assert set(table.maya.titles("")) == {"Short video", "Only in the copy"}
    for laptop in (table.maya, table.henrik):
        text = read_notes(item, laptop.vault)
        assert text.count("Begin with the captions.") == 1
        assert text.count("And end with a question.") == 1
        events = laptop.pair.timelines[laptop.upcoming].events
        assert len(events) == len({event["id"] for event in events})


@pytest.mark.parametrize(
    ("theirs", "mine", "missing"),
    [
        ("", "a", "a"),
        ("a", "a", ""),
        ("a", "a\nb", "\nb"),
        ("a\nb", "a", ""),
        ("a\nb", "b\n\nc", "\n\n\nc"),
        ("a", "", ""),
    ],
)
def test_every_line_of_both_is_there_once(theirs: str, mine: str, missing: str) -> None:
    found = what_is_missing(theirs, mine)
    assert found == missing
    both = (theirs + found).splitlines()
    assert {*theirs.splitlines(), *mine.splitlines()} <= {*both, ""}
    assert what_is_missing(theirs + found, mine) == ""
