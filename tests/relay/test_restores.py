"""A store that was put back is another store: it is noticed, and its clients fill it again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rm_desktop.relay.incarnation import seen_in
from rm_desktop.relay.serve import Plan, prepare
from tests.relay.conftest import Start
from tests.relay.guests import Guest
from tests.relay.restores import FATES, run
from tests.relay.running import relay
from tests.relay.stores import Store


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_over_a_store_its_clients_fill_it_again(
    store: Store, tmp_path: Path, seed: int
) -> None:
    assert run(tmp_path, store, seed) == FATES[seed % len(FATES)]


def test_an_older_copy_is_noticed_without_a_word(
    store: Store, start: Start, tmp_path: Path
) -> None:
    guest = Guest(start())
    space = guest.open()
    before = guest.state(space).incarnation
    owner_copies(store, guest)
    guest.client = start()
    assert guest.state(space).incarnation == before
    guest.say(space)
    guest.client.__exit__()
    store.put_back()
    guest.client = start()
    assert guest.state(space).incarnation != before
    after = guest.state(space).incarnation
    guest.client = start()
    assert guest.state(space).incarnation == after


def owner_copies(store: Store, guest: Guest) -> None:
    guest.client.__exit__()
    store.copy()


def test_the_same_store_elsewhere_is_the_same(store: Store, tmp_path: Path) -> None:
    numbers = set()
    for name in ("one", "two"):
        calls = prepare(Plan(store.address, seen=tmp_path / name))
        calls.close()
        seen = seen_in(tmp_path / name)
        assert seen is not None
        numbers.add(seen.incarnation)
    assert len(numbers) == 1


def test_words_of_another_file_are_no_tide(store: Store, tmp_path: Path) -> None:
    seen = tmp_path / "relay.seen"
    seen.write_bytes(b"\x00 torn")
    prepare(Plan(store.address, seen=seen)).close()
    assert seen_in(seen) is not None


def test_keys_that_came_with_a_space_let_nobody_in(start: Start) -> None:
    client = start(open_door=False, permits=("a-permit-of-the-owner",))
    maya, henrik = Guest(client, "a-permit-of-the-owner"), Guest(client)
    assert henrik.answer == 403
    keys = henrik.keys.public
    body = (
        f'{{"devices":["{maya.id}"],"keys":'
        f'[{{"signing":"{keys.signing.hex()}","sealing":"{keys.sealing.hex()}"}}]}}'
    )
    space = "ab" * 16
    assert maya.call("PUT", f"/spaces/{space}", body.encode())[0] == 201
    made = henrik.sealed(space)
    assert maya.offer(space, made.data)[0] == 200  # brought by a partner
    assert henrik.enrol() == 403
    assert henrik.call("GET", f"/spaces/{space}")[0] == 401


def test_two_stores_whose_relays_share_a_folder_stay_what_they_are(tmp_path: Path) -> None:
    stores = [tmp_path / "one.db", tmp_path / "two.db"]
    for store in (*stores, *stores):
        with relay("--data", str(tmp_path), "--database", f"sqlite:///{store}", "--port", "0"):
            pass
    for store in stores:
        with closing(sqlite3.connect(store)) as connection:
            assert connection.execute("SELECT count(*) FROM incarnation").fetchone() == (1,)
