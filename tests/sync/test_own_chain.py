"""A device that takes another name: nothing anybody typed is lost, whatever made it necessary."""

from __future__ import annotations

from random import Random

import pytest

from rm_desktop.sync.notices import NoticeKind
from tests.sync.laptops import Laptop, Relay, two_laptops


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


def test_a_copied_profile_takes_a_new_name_and_both_keep_what_they_wrote(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    settle(relay, maya, henrik)
    clone = Laptop(maya.disk.copy(), Random(77).randbytes)
    maya.disk.type("on the laptop")
    clone.disk.type("on the clone")
    settle(relay, maya, clone, henrik)
    settle(relay, clone, maya, henrik)
    words = {"on the laptop", "on the clone"}
    assert maya.disk.words.keys() == clone.disk.words.keys() == henrik.disk.words.keys() == words
    names = {each.planner.log.me for each in (maya, clone, henrik)}
    assert len(names) == 3
    assert NoticeKind.NEW_IDENTITY in clone.notices


def test_a_restored_backup_takes_a_new_name_and_nothing_is_lost(
    relay: Relay, pair: tuple[Laptop, Laptop]
) -> None:
    maya, henrik = pair
    maya.disk.type("in the backup")
    settle(relay, maya, henrik)
    backup = maya.disk.copy()
    maya.disk.type("after it")
    settle(relay, maya, henrik)
    restored = Laptop(backup, Random(78).randbytes)
    restored.disk.type("on the restored one")
    settle(relay, restored, henrik)
    words = {"in the backup", "after it", "on the restored one"}
    assert restored.disk.words.keys() == henrik.disk.words.keys() == words
    assert NoticeKind.NEW_IDENTITY in restored.notices
