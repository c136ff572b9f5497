"""Two laptops are joined over a folder: what each person sees, and what is left when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.services.notes import read_notes
from tests.pairing import HENRIK_ALONE, Table, act_once, go_on, shape, stage_of, together


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    (tmp_path / "shared").mkdir()
    table = Table(tmp_path, f"folder:{tmp_path / 'shared'}")
    yield table
    table.off()


def test_the_guest_hears_who_invites_and_both_see_the_same_digits(table: Table) -> None:
    hosting = table.invite()
    assert hosting.link.startswith("rm-desktop:/join#")
    joining = table.look(hosting.link)
    assert (joining.host, joining.guest) == ("Maya Okafor", "Henrik Berg")
    joining.accept()
    together(hosting, joining, until=("compare", "compare"))
    assert hosting.digits == joining.digits
    assert len(hosting.digits) == 6


def test_the_pair_comes_with_everything_and_claims_the_partner(table: Table) -> None:
    agenda = table.maya.desk.agenda
    item = agenda.add(table.maya.upcoming, "Short video", minutes=15)
    notes = table.maya.desk.notes(item)
    notes.splice(0, 0, "Begin with the captions.")
    notes.rest()
    hosting, joining = table.compare()
    hosting.confirm()
    joining.confirm()
    together(hosting, joining, until=("done", "preview"))
    assert joining.counts == (1, 1, 1)
    assert table.henrik.profile.desk is None
    joining.agree()
    together(hosting, joining, until=("done", "done"))
    assert table.henrik.desk.open_pair.you == table.maya.henrik
    assert joining.came == joining.counts
    assert shape(table.henrik.pair) == shape(table.maya.pair)
    assert read_notes(item, table.henrik.vault) == "Begin with the captions."
    assert [kept.reason for kept in table.henrik.profile.backups.listed()] == ["pairing"]


def test_own_topics_come_along_as_new_edits(table: Table) -> None:
    table.henrik.profile.create_pair(*HENRIK_ALONE)
    alone = table.henrik.desk.open_pair.id
    first = table.henrik.desk.agenda.add("", "What the board asks", minutes=10)
    table.henrik.desk.agenda.add("", "Left behind")
    notes = table.henrik.desk.notes(first)
    notes.splice(0, 0, "Three questions.")
    notes.rest()
    _, joining = table.join(alone, (first,))
    assert joining.brought == (1, 1)
    table.sync()
    brought = table.maya.topic("What the board asks")
    assert (brought.minutes, brought.added_by) == (10, table.maya.henrik)
    assert read_notes(brought.id, table.maya.vault) == "Three questions."
    assert table.maya.titles("") == ["What the board asks"]
    assert len(table.henrik.profile.pairs.listed()) == 2


def test_both_type_apart_and_agree(table: Table) -> None:
    table.join()
    table.maya.desk.agenda.add("", "From Maya")
    table.henrik.desk.agenda.add("", "From Henrik")
    table.sync()
    assert set(table.maya.titles("")) == {"From Maya", "From Henrik"}
    assert shape(table.henrik.pair) == shape(table.maya.pair)


def test_whoever_shows_how_sharing_stands_hears_that_a_laptop_was_let_in(table: Table) -> None:
    hosting, joining = table.compare()
    sync, pair = table.maya.profile.sync, table.maya.desk.open_pair.id
    heard: list[bool] = []

    def listen(changes: Changes) -> None:
        if changes.touches(Kind.SYNC):
            heard.append(sync.status(pair).partner_device)

    stop = table.maya.profile.listen(listen)
    joining.confirm()
    assert True not in heard
    hosting.confirm()
    assert heard[-1:] == [True]
    stop()


def test_numbers_that_differ_leave_nothing(table: Table) -> None:
    hosting, joining = table.compare()
    joining.refuse()
    go_on(joining, until="done")
    for _ in range(3):
        act_once(hosting)
    go_on(hosting, until="done")
    assert hosting.ended is not None
    assert "withdrew" in str(hosting.ended)
    for laptop in (table.maya, table.henrik):
        assert laptop.vault.settings("pairing") == {}
        assert laptop.profile.sync.lines() == []
    assert table.henrik.vault.documents("pair") == ()


def test_the_host_refuses_and_the_guest_is_told(table: Table) -> None:
    hosting, joining = table.compare()
    hosting.refuse()
    go_on(hosting, until="done")
    act_once(joining)
    assert joining.ended is not None
    assert "Maya Okafor" in str(joining.ended)
    assert table.henrik.vault.settings("pairing") == {}


def test_two_claimants_close_it_for_all(table: Table, tmp_path: Path) -> None:
    from tests.laptop import Laptop

    mallory = Laptop(tmp_path / "mallory", seed=9)
    hosting = table.invite()
    first, second = table.look(hosting.link), table.look(hosting.link, mallory)
    first.accept()
    second.accept()
    for course in (first, second, hosting, first):
        for _ in range(4):
            act_once(course)
    assert first.ended
    assert second.ended
    assert hosting.ended
    mallory.off()


def test_a_day_later_it_is_dead(table: Table) -> None:
    hosting = table.invite()
    joining = table.look(hosting.link)
    joining.accept()
    for laptop in (table.maya, table.henrik):
        laptop.clock.advance(seconds=25 * 3600)
    go_on(hosting, until="done")
    go_on(joining, until="done")
    assert "run out" in str(hosting.ended)
    assert "run out" in str(joining.ended)


def test_a_second_laptop_of_ones_own_is_the_same_member(table: Table) -> None:
    hosting = table.invite(own_device=True)
    joining = table.look(hosting.link)
    assert joining.own_device
    joining.accept()
    together(hosting, joining, until=("compare", "compare"))
    hosting.confirm()
    joining.confirm()
    together(hosting, joining, until=("done", "preview"))
    joining.agree()
    together(hosting, joining, until=("done", "done"))
    assert table.henrik.desk.open_pair.you == table.maya.maya
    assert len(table.henrik.pair.members) == 2


def test_the_folder_gone_for_a_while_holds_it_up_and_no_more(table: Table) -> None:
    hosting = table.invite()
    folder = table.folder
    assert folder is not None
    away = folder.with_name("away")
    folder.rename(away)
    act_once(hosting)
    assert "is not there now" in str(hosting.trouble)
    assert hosting.pause_ms > 0
    away.rename(folder)
    act_once(hosting)
    assert str(hosting.trouble) == "None"
    assert stage_of(hosting) == "answer"
