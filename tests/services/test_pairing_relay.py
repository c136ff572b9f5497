"""Two laptops are joined over a real relay that lets nobody in without a permit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.domain.errors import BadInputError
from rm_desktop.services.pairing import NoFolderError
from rm_desktop.services.pairing_rows import keep_token
from tests.laptop import Laptop
from tests.pairing import Table, act_once, go_on, shape, together
from tests.relay_here import RelayHere

OWNERS = "a-token-of-the-relays-owner"


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayHere]:
    relay = RelayHere(tmp_path, permits=(OWNERS,))
    yield relay
    relay.stop()


@pytest.fixture
def table(tmp_path: Path, relay: RelayHere) -> Iterator[Table]:
    table = Table(tmp_path, relay.address, permit=OWNERS)
    yield table
    table.off()


def test_the_guest_needs_no_token_of_the_owner(table: Table) -> None:
    table.maya.desk.agenda.add("", "Short video")
    table.join()
    assert shape(table.henrik.pair) == shape(table.maya.pair)
    table.henrik.desk.agenda.add("", "From Henrik")
    table.sync()
    assert table.maya.titles("") == ["Short video", "From Henrik"]


def test_without_the_owners_token_nothing_begins_and_the_host_is_told(table: Table) -> None:
    hosting = table.pairings(table.maya).invite(table.maya.desk.open_pair.id, table.address, "no")
    go_on(hosting, until="done")
    assert "one-time token" in str(hosting.ended)
    assert table.maya.profile.sync.lines() == []
    assert table.invite().link.startswith(f"{table.address}/join#")


def test_after_a_withdrawal_no_new_token_is_needed(table: Table) -> None:
    hosting, joining = table.compare()
    hosting.refuse()
    go_on(hosting, until="done")
    act_once(joining)
    assert joining.is_done
    table.permit = ""
    table.join()
    assert shape(table.henrik.pair) == shape(table.maya.pair)


def test_a_permit_that_was_used_is_refused_in_words(table: Table, tmp_path: Path) -> None:
    hosting = table.invite()
    first, second = table.look(hosting.link), table.look(hosting.link, Laptop(tmp_path / "m"))
    for joining in (first, second):
        joining.accept()
        act_once(joining)
    assert first.stage == "answer"
    assert "permit" in str(second.ended)
    assert "Maya Okafor" in str(second.ended)
    together(hosting, first, until=("compare", "compare"))


def test_a_link_used_twice_leads_nowhere(table: Table, tmp_path: Path) -> None:
    hosting = table.invite()
    link = hosting.link
    joining = table.look(link)
    joining.accept()
    together(hosting, joining, until=("compare", "compare"))
    third = table.look(link, Laptop(tmp_path / "third"))
    third.accept()
    act_once(third)
    assert third.ended
    assert hosting.digits == joining.digits


def test_the_relay_gone_for_a_while_holds_it_up_and_no_more(table: Table, relay: RelayHere) -> None:
    hosting = table.invite()
    relay.stop()
    act_once(hosting)
    assert "cannot be reached" in str(hosting.trouble)
    first = hosting.pause_ms
    for _ in range(4):
        act_once(hosting)
    assert hosting.pause_ms > first
    joining = table.look(hosting.link)
    assert "cannot be reached" in str(joining.trouble)
    assert not joining.ended
    relay.start()
    act_once(joining)
    joining.accept()
    together(hosting, joining, until=("compare", "compare"))
    assert hosting.trouble is None


def test_words_that_are_no_invitation_are_told_apart(table: Table) -> None:
    pairings = table.pairings(table.henrik)
    with pytest.raises(BadInputError):
        pairings.look_at("Hello Henrik")
    with pytest.raises(NoFolderError):
        pairings.look_at("rm-desktop:/join#AQEBAQEBAQEBAQEBAQEBAQ")
    joining = pairings.look_at(f"Look: {table.address}/join#AQEBAQEBAQEBAQEBAQEBAQ thanks")
    act_once(joining)
    assert "no invitation behind this link" in str(joining.ended)


@pytest.mark.parametrize(
    "address", ["", "http://relay.example", "ftp://x", "https://a@b", "https://"]
)
def test_an_address_that_is_none_is_refused_before_anything_is_shared(
    table: Table, address: str
) -> None:
    pair = table.maya.desk.open_pair.id
    with pytest.raises(BadInputError):
        table.pairings(table.maya).invite(pair, address)
    assert table.maya.profile.sync.lines() == []


def test_ones_own_invitation_is_not_answered(table: Table) -> None:
    hosting = table.invite()
    joining = table.look(hosting.link, table.maya)
    assert "other laptop" in str(joining.ended)
    assert not hosting.ended


def test_a_token_of_a_relay_that_was_begun_anew_is_forgotten(table: Table) -> None:
    keep_token(table.maya.vault, table.address, "a-token-that-nobody-there-knows")
    hosting = table.pairings(table.maya).invite(table.maya.desk.open_pair.id, table.address)
    go_on(hosting, until="done")
    assert "one-time token" in str(hosting.ended)
    table.join()
    assert shape(table.henrik.pair) == shape(table.maya.pair)
