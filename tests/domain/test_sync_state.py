"""Who gets what one writes, as the status says it."""

from __future__ import annotations

import pytest

from rm_desktop.domain.sync_state import Attention, Concern, SyncStatus, is_cut_off, reaches_nobody


def test_who_never_shared_is_not_told_that_nobody_gets_it() -> None:
    assert not reaches_nobody(SyncStatus())
    assert not reaches_nobody(SyncStatus(partner_device=True, had_partner=True))


def test_who_had_a_partner_s_laptop_and_has_none_reaches_nobody() -> None:
    assert reaches_nobody(SyncStatus(had_partner=True))


@pytest.mark.parametrize("concern", [Concern.REMOVED, Concern.GONE])
def test_a_laptop_that_is_cut_off_reaches_nobody(concern: Concern) -> None:
    status = SyncStatus(partner_device=True, attention=(Attention(concern),))
    assert is_cut_off(status)
    assert reaches_nobody(status)
