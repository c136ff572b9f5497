"""Who reads what is said of sharing the open pair; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.domain.sync_words import Reader

if TYPE_CHECKING:
    from rm_desktop.services.profile import Profile


def reader_of(profile: Profile) -> Reader:
    """Return who reads of the open pair; there is one while screens are shown."""
    if profile.desk is None:
        raise LookupError("no pair is open")
    opened = profile.desk.open_pair
    names = {member.id: member.name for member in opened.glance.members.values()}
    return Reader(
        opened.you,
        names,
        profile.clock.now().wall_ms,
        profile.clock.local_zone(),
        is_home=opened.actor == opened.you,
    )
