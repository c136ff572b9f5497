"""What the room says while nothing goes to the partner, and when it says nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rm_desktop.domain.sync_state import Attention, Concern, SyncState, SyncStatus
from rm_desktop.domain.sync_words import Reader
from rm_desktop.ui.room.offline import STEADY_MS, Offline, offline

SINCE = int(datetime(2026, 11, 26, 10, 42, tzinfo=UTC).timestamp() * 1000)
WORDS = "Offline since 10:42 – what you write is kept"


def said(past: int, *attention: Attention, since: int = SINCE) -> Offline:
    state = SyncState.ATTENTION if attention else SyncState.OFFLINE
    status = SyncStatus(
        state, "relay", offline_since=since, attention=attention, partner_device=True
    )
    return offline(status, Reader("h", {}, SINCE + past, "Europe/London"))


@pytest.mark.parametrize("past", [STEADY_MS, 3_600_000, -60_000])
def test_it_is_said_once_it_lasts(past: int) -> None:
    assert said(past) == Offline(WORDS)


@pytest.mark.parametrize("past", [0, STEADY_MS - 1])
def test_what_may_be_over_in_a_moment_waits(past: int) -> None:
    assert said(past) == Offline(due_ms=STEADY_MS - past)


def test_a_laptop_that_was_removed_is_said_to_share_no_longer() -> None:
    removed = SyncStatus(SyncState.ATTENTION, "relay", attention=(Attention(Concern.REMOVED),))
    alone = SyncStatus(SyncState.UP_TO_DATE, "relay", had_partner=True)
    reader = Reader("h", {"h": "Henrik", "m": "Maya Okafor"}, SINCE, "Europe/London")
    for status in (removed, alone):
        assert offline(status, reader) == Offline("No longer shared with Maya")
    not_joined = SyncStatus(SyncState.UP_TO_DATE, "relay")
    assert offline(not_joined, reader) == Offline()
    handed_over = Reader("h", reader.names, SINCE, "Europe/London", is_home=False)
    assert offline(removed, handed_over) == Offline()


def test_nothing_is_said_while_all_is_well() -> None:
    assert said(STEADY_MS, since=0) == Offline()


def test_what_needs_a_person_is_not_called_offline() -> None:
    assert said(STEADY_MS, Attention(Concern.FULL, passing=True)) == Offline()
    assert said(STEADY_MS, Attention(Concern.FORK)) == Offline(WORDS)
