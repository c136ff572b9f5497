"""Two laptops and a relay: everything typed reaches both, whatever the relay or the disks do."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from rm_desktop.sync.calls import Failed, Fetch, Trouble
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.sync.notices import NoticeKind
from rm_desktop.sync.patience import Patience
from tests.sync.laptops import Disk, KilledError, Laptop, Relay, two_laptops


@pytest.fixture
def relay() -> Relay:
    return Relay()


@pytest.fixture
def pair() -> tuple[Laptop, Laptop]:
    return two_laptops()


def settle(relay: Relay, *laptops: Laptop) -> None:
    for _ in range(4):
        for laptop in laptops:
            laptop.sync(relay)


def test_both_have_what_either_typed(relay: Relay, pair: tuple[Laptop, Laptop]) -> None:
    maya, henrik = pair
    maya.disk.type("budget")
    henrik.disk.type("video")
    settle(relay, maya, henrik)
    assert maya.disk.words.keys() == henrik.disk.words.keys() == {"budget", "video"}
    assert not maya.notices | henrik.notices


def test_nothing_to_do_is_one_question(relay: Relay, pair: tuple[Laptop, Laptop]) -> None:
    maya, henrik = pair
    settle(relay, maya, henrik)
    maya.planner.look_again()
    call = maya.planner.turn()
    assert call is not None
    maya.planner.answer(relay.answer(call))
    assert maya.planner.turn() is None


def test_hundreds_of_envelopes_come_in_stretches(relay: Relay, pair: tuple[Laptop, Laptop]) -> None:
    maya, henrik = pair
    for number in range(90):
        maya.disk.type(f"word {number}")
        maya.sync(relay)
    henrik.sync(relay)
    assert len(henrik.disk.words) == 90


def test_a_relay_that_was_restored_gets_everything_again(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    maya.disk.type("before")
    settle(relay, maya, henrik)
    backup = {device: list(chain) for device, chain in relay.chains.items()}
    henrik.disk.type("after the backup")
    settle(relay, maya, henrik)
    relay.chains, relay.incarnation = backup, b"2" * 16
    maya.sync(relay)
    assert maya.notices == {NoticeKind.NEW_STORE, NoticeKind.ROLLED_BACK}
    assert len(relay.chains[henrik.planner.log.me]) == 1  # maya offered what is henrik's
    settle(relay, maya, henrik)
    assert maya.disk.words.keys() == henrik.disk.words.keys()


def test_an_empty_relay_is_filled_and_deletes_nothing(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    maya.disk.type("kept")
    settle(relay, maya, henrik)
    empty = Relay(9)
    settle(empty, maya, henrik)
    assert empty.chains == relay.chains
    assert "kept" in henrik.disk.words


def test_a_quiet_rollback_is_noticed_without_a_new_incarnation(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    maya.disk.type("one")
    settle(relay, maya, henrik)
    relay.chains[maya.planner.log.me].pop()
    henrik.start()
    henrik.sync(relay)
    assert NoticeKind.ROLLED_BACK in henrik.notices


def test_poison_goes_to_quarantine_and_the_rest_goes_on(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    for words in ("before", "poison", "after"):
        henrik.disk.type(words)
    settle(relay, maya, henrik)
    assert maya.disk.words.keys() == {"before", "after"}
    assert [update.data for update in maya.disk.quarantine] == [b"poison"]
    assert NoticeKind.QUARANTINE in maya.notices


@pytest.mark.parametrize("steps", range(14))
def test_a_kill_while_a_fork_heals_loses_nothing(
    steps: int, relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    settle(relay, maya, henrik)
    clone = Laptop(maya.disk.copy(), Random(77).randbytes)
    other = Relay(2)
    maya.disk.type("on the laptop")
    clone.disk.type("on the clone")
    maya.sync(relay)
    for laptop in (clone, henrik):
        laptop.sync(other)
    for laptop in (henrik, maya, clone):  # they meet, and one of them is killed each time
        laptop.fuse.left = steps
        with suppress(KilledError):
            laptop.sync(relay)
        laptop.start()
    settle(relay, maya, clone, henrik)
    settle(relay, clone, maya, henrik)
    for laptop in (maya, clone, henrik):
        assert laptop.disk.words.keys() == {"on the laptop", "on the clone"}


def test_who_is_offline_waits_longer_each_time_and_not_for_ever(
    pair: tuple[Laptop, Laptop],
) -> None:
    maya, _ = pair
    waits = []
    for _ in range(20):
        assert maya.planner.turn() is not None
        maya.planner.answer(Failed(Trouble.OFFLINE))
        assert maya.planner.turn() is None
        waits.append(maya.planner.patience.retry_at - maya.time)
        maya.time = maya.planner.patience.retry_at
    assert waits[0] <= 1_000
    assert 150_000 <= waits[-1] <= 300_000
    assert maya.planner.trouble == Trouble.OFFLINE


def test_a_device_that_was_removed_stops_and_is_told(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    settle(relay, maya, henrik)
    maya.planner.remove([henrik.planner.log.me])
    settle(relay, maya, henrik)
    assert NoticeKind.REMOVED in henrik.notices
    assert henrik.planner.turn() is None


def test_garbage_from_a_relay_changes_nothing_and_comes_to_rest(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    maya.disk.type("safe")
    settle(relay, maya, henrik)
    stranger = DeviceKeys.make(Random(5).randbytes)
    relay.chains[stranger.id] = [b"garbage", b""]
    before = henrik.disk.words.copy()
    henrik.sync(relay)
    assert henrik.disk.words == before
    assert NoticeKind.REFUSED in henrik.notices


def test_what_was_fetched_in_vain_is_fetched_again_when_the_wait_is_over(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    settle(relay, maya, henrik)
    assert henrik.planner.due_at == 0
    stranger = DeviceKeys.make(Random(5).randbytes)
    relay.chains[stranger.id] = [b"garbage"]
    henrik.sync(relay)
    assert henrik.planner.due_at > henrik.time
    henrik.time = henrik.planner.due_at - 1
    assert henrik.planner.turn() is None
    henrik.time = henrik.planner.due_at
    assert isinstance(henrik.planner.turn(), Fetch)


@pytest.mark.parametrize("trouble", Trouble)
def test_a_network_that_is_back_ends_the_waits_that_it_brought_about(trouble: Trouble) -> None:
    patience = Patience(lambda: 1_000, Random(1).randbytes)
    for _ in range(9):
        patience.fail(Failed(trouble))
    patience.hear_of_network()
    assert patience.is_over == (trouble in {Trouble.OFFLINE, Trouble.UNTRUSTED})


def test_a_start_goes_on_where_the_disk_left_off(relay: Relay, pair: tuple[Laptop, Laptop]) -> None:
    maya, henrik = pair
    maya.disk.type("one")
    call = maya.planner.turn()
    assert call is not None
    relay.answer(call)
    maya.start()  # killed before the answer came
    settle(relay, maya, henrik)
    assert henrik.disk.words.keys() == {"one"}
    assert isinstance(maya.disk, Disk)
