"""A damaged profile that shared a pair: it is shared on under another name, or paired anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from rm_desktop.domain.sync_state import Concern
from rm_desktop.services.desk import Desk
from rm_desktop.services.salvage import salvage
from rm_desktop.services.salvage_report import Report
from rm_desktop.services.spaces import Place
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.backup import Source
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.salvage import rescue
from tests.services.couple import Seat, founded, let_in
from tests.services.test_salvage import root_of, spoil, zero


class Couple(NamedTuple):
    """Maya, whose profile is damaged, and Henrik."""

    maya: Seat
    henrik: Seat


#: Salvages Maya’s profile; returns what came of it, and both as they go on.
Save = Callable[[], "tuple[Report, Couple]"]


@pytest.fixture
def couple(tmp_path: Path) -> Iterator[Couple]:
    (tmp_path / "shared").mkdir()
    place = Place(f"folder:{tmp_path / 'shared'}")
    maya = founded(tmp_path / "maya", place)
    couple = Couple(maya, let_in(maya, tmp_path / "henrik", place))
    for number in range(12):
        topic = desk(maya).agenda.add("", f"Topic {number}")
        write(maya, topic, f"notes of topic {number} " * 30)
    settle(couple)
    add(couple.henrik, "From Henrik")
    settle(couple)
    yield couple
    for seat in couple:
        seat.profile.close()


def desk(seat: Seat) -> Desk:
    assert seat.profile.desk is not None
    return seat.profile.desk


def add(seat: Seat, title: str) -> str:
    return desk(seat).agenda.add("", title)


def write(seat: Seat, topic: str, text: str) -> None:
    notes = desk(seat).notes(topic)
    notes.splice(0, 0, text)
    notes.rest()


def words(seat: Seat) -> dict[str, str]:
    """Return what both know: the topics with their notes."""
    items = desk(seat).open_pair.pair.items.values()
    return {item.title: desk(seat).notes(item.id).text for item in items}


def settle(couple: Couple) -> None:
    for seat in (*couple, *couple, *couple):
        seat.line.hurry()
        seat.sync()


def source_of(seat: Seat) -> Source:
    return Source(ProfilePaths(seat.root).workspace, seat.key)


def damage(seat: Seat, *tables: str) -> None:
    """Zero the pages where tables begin; the profile is closed."""
    for table in tables:
        spoil(source_of(seat).path, root_of(source_of(seat), table), zero)


def say(seat: Seat, statement: str) -> None:
    connection = connect(source_of(seat).path, seat.key)
    connection.execute(statement)
    connection.close()


@pytest.fixture
def save(couple: Couple, tmp_path: Path) -> Iterator[Save]:
    seats = list[Seat]()

    def act() -> tuple[Report, Couple]:
        couple.maya.profile.close()
        report = salvage(couple.maya.root, tmp_path / "out", [source_of(couple.maya)])
        seats.append(Seat(tmp_path / "out", couple.maya.key))
        return report, Couple(seats[0], couple.henrik)

    yield act
    for seat in seats:
        seat.profile.close()


def concerns(seat: Seat) -> set[Concern]:
    status = seat.profile.sync.status(seat.line.pair)
    return {each.concern for each in status.attention}


@pytest.mark.parametrize("tables", [(), ("item",), ("change", "envelope")])
def test_a_saved_pair_is_shared_on_under_another_name(
    couple: Couple, save: Save, tables: tuple[str, ...]
) -> None:
    former = couple.maya.line.planner.log.me
    add(couple.henrik, "Meanwhile")
    couple.henrik.sync()
    couple.maya.profile.close()
    damage(couple.maya, *tables)
    report, after = save()
    assert not report.vaults[0].alone
    add(after.maya, "After")
    settle(after)
    assert words(after.maya) == words(couple.henrik)
    assert {"Topic 3", "From Henrik", "Meanwhile", "After"} <= words(after.maya).keys()
    assert words(after.maya)["Topic 3"] == "notes of topic 3 " * 30
    log = after.maya.line.planner.log
    assert log.me != former
    assert log.chains[log.me].former == former
    assert concerns(couple.henrik) <= {Concern.NEW_IDENTITY}


def test_what_was_lost_here_and_sent_before_comes_back(couple: Couple, save: Save) -> None:
    add(couple.maya, "Sent, then lost")
    settle(couple)
    couple.maya.profile.close()
    say(couple.maya, "DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)")
    _, after = save()
    settle(after)
    assert "Sent, then lost" in words(after.maya)
    assert words(after.maya) == words(couple.henrik)


def test_what_was_never_sent_goes_out_under_the_new_name(couple: Couple, save: Save) -> None:
    couple.maya.line.look_again()
    add(couple.maya, "Never sent")
    for _ in range(2):  # it is sealed, and not offered
        work = couple.maya.line.turn()
        assert work is not None
        if couple.maya.line.planner.held is None:
            couple.maya.line.answer(work())
    couple.maya.profile.close()
    _, after = save()
    settle(after)
    assert "Never sent" in words(couple.henrik)
    assert words(after.maya) == words(couple.henrik)
    assert Concern.FORK not in concerns(couple.henrik)


def test_who_was_removed_last_stays_out(couple: Couple, save: Save, tmp_path: Path) -> None:
    own = let_in(couple.maya, tmp_path / "own", Place(couple.maya.line.address), own=True)
    settle(Couple(couple.maya, own))
    couple.maya.line.remove([own.line.planner.log.me])  # decided, and nobody heard of it yet
    couple.maya.profile.close()
    _, after = save()
    settle(after)
    own.sync()
    add(after.maya, "Not for the laptop that is gone")
    settle(after)
    own.sync()
    assert own.line.planner.log.removed
    assert "Not for the laptop that is gone" in words(couple.henrik)
    assert "Not for the laptop that is gone" not in words(own)
    own.profile.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM space",
        "UPDATE space SET log = x'00'",
        # a sealed envelope of which nobody else knows
        "UPDATE space SET told = x''; DELETE FROM envelope",
    ],
)
def test_a_space_of_which_something_is_lost_is_not_shared_on(
    couple: Couple, save: Save, statement: str
) -> None:
    couple.maya.profile.close()
    for each in statement.split(";"):
        say(couple.maya, each)
    report, _ = save()
    [vault] = report.vaults
    assert [set(each.title.split(" – ")) for each in vault.alone] == [{"Maya", "Henrik"}]
    assert any("is not shared any more" in line for line in report.sentences())


def test_where_no_row_says_for_sure_that_it_was_shared_it_is_said(
    couple: Couple, save: Save
) -> None:
    couple.maya.profile.close()
    damage(couple.maya, "document")
    report, after = save()
    assert report.vaults[0].alone
    assert not after.maya.profile.sync.lines()


def test_documents_of_a_space_are_found_where_no_tree_leads(couple: Couple, tmp_path: Path) -> None:
    pair = couple.maya.line.pair
    couple.maya.profile.close()
    more = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
    row = "'x' || i || 'notes', 'text', (SELECT id FROM space), 0, NULL"
    say(
        couple.maya,
        f"INSERT INTO document (id, kind, space, upto, snapshot) {more} SELECT {row} FROM n",
    )
    damage(couple.maya, "document")
    source = source_of(couple.maya)
    found = rescue(source.path, source.key, tmp_path / "scratch").rows["document"].values()
    assert {pair, "x300notes"} <= {row[1] for row in found}


def test_a_text_that_was_mended_is_not_merged_with_what_it_was(couple: Couple, save: Save) -> None:
    topic = next(iter(desk(couple.maya).open_pair.pair.items))
    notes = desk(couple.maya).notes(topic)
    for part in ("one ", "two ", "three "):
        notes.splice(notes.length, 0, part)
        notes.save()
    couple.maya.profile.close()
    lost = "(SELECT max(seq) - 1 FROM change WHERE document LIKE '%notes')"
    say(couple.maya, f"DELETE FROM change WHERE seq = {lost}")
    report, _ = save()
    assert report.vaults[0].alone


def test_a_pair_that_was_left_is_not_shared_again(couple: Couple, save: Save) -> None:
    pair = couple.maya.line.pair
    couple.maya.profile.sync.leave(pair)
    couple.maya.profile.close()
    report, after = save()
    assert not report.vaults[0].alone
    assert not after.maya.profile.sync.lines()
