"""A pair on two laptops: real vaults, real documents, a folder between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.domain.changes import Changes, Origin
from rm_desktop.domain.sync_state import Concern, SyncState
from rm_desktop.services.desk import Desk
from rm_desktop.services.rebuild import differences
from rm_desktop.services.spaces import Place
from rm_desktop.vault.examine import indexed_words
from tests.services.couple import Seat, founded, let_in


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "shared").mkdir()
    return Place(f"folder:{tmp_path / 'shared'}")


@pytest.fixture
def maya(tmp_path: Path, place: Place) -> Iterator[Seat]:
    seat = founded(tmp_path / "maya", place)
    yield seat
    seat.profile.close()


@pytest.fixture
def henrik(tmp_path: Path, maya: Seat, place: Place) -> Iterator[Seat]:
    topic = add(maya, "Prompting for a board paper")
    write(maya, topic, "What to ask")
    seat = let_in(maya, tmp_path / "henrik", place)
    yield seat
    seat.profile.close()


def desk(seat: Seat) -> Desk:
    assert seat.profile.desk is not None
    return seat.profile.desk


def add(seat: Seat, title: str) -> str:
    return desk(seat).agenda.add("", title)


def write(seat: Seat, item: str, words: str) -> None:
    notes = desk(seat).notes(item)
    notes.splice(notes.length, 0, words)
    notes.rest()


def titles(seat: Seat) -> list[str]:
    return sorted(item.title for item in desk(seat).open_pair.pair.items.values())


def test_everything_comes_to_who_is_let_in(maya: Seat, henrik: Seat) -> None:
    [item] = desk(henrik).open_pair.pair.items
    assert titles(henrik) == ["Prompting for a board paper"]
    assert desk(henrik).notes(item).text == "What to ask"
    assert desk(henrik).members.you.name == "Henrik"
    assert maya.profile.sync.status(maya.line.pair).state == SyncState.UP_TO_DATE


def test_offline_edits_of_both_merge(maya: Seat, henrik: Seat) -> None:
    [item] = desk(maya).open_pair.pair.items
    add(maya, "From Maya")
    add(henrik, "From Henrik")
    write(maya, item, ", says Maya")
    notes = desk(henrik).notes(item)
    notes.splice(0, 0, "Henrik: ")
    notes.save()
    for seat in (maya, henrik, maya):
        seat.sync()
    assert titles(maya) == titles(henrik)
    assert len(titles(maya)) == 3
    assert desk(maya).notes(item).text == desk(henrik).notes(item).text
    assert "Henrik: What to ask, says Maya" in desk(maya).notes(item).text
    for seat in (maya, henrik):
        vault = seat.profile.ports.vault()
        desk(seat).search.index_what_is_left()
        pair = desk(seat).open_pair.pair
        assert differences(pair, vault, indexed_words(vault.path, vault.key))[1] == set()


def test_what_comes_is_there_after_a_restart_and_tells_the_house(maya: Seat, henrik: Seat) -> None:
    heard: list[Changes] = []
    henrik.profile.listen(heard.append)
    add(maya, "News")
    maya.sync()
    henrik.sync()
    assert any(changes.origin == Origin.REMOTE for changes in heard)
    henrik.restart()
    assert "News" in titles(henrik)
    assert henrik.line.turn() is not None


def test_a_large_deletion_waits_for_a_yes(maya: Seat, henrik: Seat) -> None:
    topics = [add(maya, f"Topic {n}") for n in range(8)]
    maya.sync()
    henrik.sync()
    for topic in topics[:7]:
        desk(maya).agenda.delete(topic)
    maya.sync()
    henrik.sync()
    pair = henrik.line.pair
    held = henrik.profile.sync.held_back(pair)
    assert held is not None
    assert len(held.titles) == 7
    assert len(live(henrik)) == 9
    assert henrik.profile.sync.status(pair).attention[0].concern == Concern.DELETION
    add(maya, "Later")
    maya.sync()
    henrik.sync()
    henrik.restart()
    henrik.profile.sync.apply_deletion(pair)
    assert live(henrik) == live(maya)
    assert henrik.profile.sync.held_back(pair) is None


def test_a_large_deletion_can_be_refused(maya: Seat, henrik: Seat) -> None:
    topics = [add(maya, f"Topic {n}") for n in range(8)]
    maya.sync()
    henrik.sync()
    for topic in topics[:7]:
        desk(maya).agenda.delete(topic)
    maya.sync()
    henrik.sync()
    henrik.profile.sync.keep_all(henrik.line.pair)
    for seat in (henrik, maya):
        seat.sync()
    assert len(live(henrik)) == len(live(maya)) == 9


def live(seat: Seat) -> set[str]:
    return {item.id for item in desk(seat).open_pair.pair.items.values() if not item.binned_at}


def test_a_pair_that_is_deleted_while_something_is_under_way(maya: Seat, henrik: Seat) -> None:
    pair, line = henrik.line.pair, henrik.line
    add(maya, "News")
    maya.sync()
    line.look_again()
    work = line.turn()
    assert work is not None
    henrik.profile.delete_pair(pair)
    line.answer(work())
    assert line.turn() is None
    assert henrik.profile.sync.lines() == []
    assert not henrik.profile.shares
    assert henrik.profile.sync.status(pair).state == SyncState.OFF
    assert pair not in henrik.profile.ports.vault().documents("pair")
