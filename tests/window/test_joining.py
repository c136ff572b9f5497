"""Two people join their laptops through their windows and hold their session on both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.bootstrap import fetch_key
from rm_desktop.vault.keys import MemoryKeyStore
from tests.window.laptops import TOPIC, Laptop, Two, strangers

pytestmark = [pytest.mark.window_manager, pytest.mark.usefixtures("real_keys")]

PASSPHRASE = "seven brown otters on a bridge"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with strangers(tmp_path) as two:
        yield two


def test_an_invitation_becomes_one_room_on_two_laptops(two: Two) -> None:
    maya, henrik = two
    maya.start()
    link = invite(maya, two.relay.address)
    henrik.start()
    look_at(henrik, link)
    compare(two)
    maya.sees("laptop is let in")
    maya.click("pairing-leave")
    maya.press("ctrl+1")
    henrik.click("pairing-agree")
    for laptop in two:
        laptop.says_of_sharing("Up to date")
        laptop.sees(TOPIC)
    two.meet()
    maya.write("begin with the end. ")
    henrik.sees_notes("begin with the end. ")
    henrik.write("ASK FIRST. ")
    two.see_notes("ASK FIRST. begin with the end. ")
    two.leave()
    henrik.key = fetch_key(henrik.profile, MemoryKeyStore(), PASSPHRASE)
    assert two.kept().notes == "ASK FIRST. begin with the end. "


def invite(maya: Laptop, address: str) -> str:
    """Make an invitation and return the link, as it stands there to be copied."""
    maya.press("ctrl+comma")
    maya.click("Sharing")
    maya.click("open-sharing")
    maya.click("share-pair")
    maya.await_focus("Address of the relay")
    maya.write(address)
    maya.click("pairing-invite")
    maya.sees("An invitation for Henrik")
    return maya.await_text("The link")


def look_at(henrik: Laptop, link: str) -> None:
    henrik.click("welcome-invitation")
    henrik.await_focus("New passphrase")
    henrik.write(PASSPHRASE)
    henrik.press("Tab", "Tab")
    henrik.await_focus("The passphrase once more")
    henrik.write(PASSPHRASE)
    henrik.press("Return")
    henrik.await_focus("The link")
    henrik.write(link)
    henrik.press("Return")
    henrik.sees("Maya Okafor invites you")
    henrik.click("pairing-accept")


def compare(two: Two) -> None:
    first, second = (each.await_text("pairing-number") for each in two)
    assert first == second
    assert re.fullmatch(r"\d( \d){5}", first)
    for laptop in two:
        laptop.click("pairing-same")
