"""What a start finds of pairings that were begun: nothing heavy is imported to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rm_desktop.services.profile import Profile

#: Where pairings under way stand among the settings, and how their rows are named.
SCOPE, HOST, JOIN = "pairing", "host:", "join"


class Left(NamedTuple):
    """Invitations that go on: the pairs we invite to, and whether one was answered here."""

    hosted: tuple[str, ...]
    joined: bool


def has_joined(profile: Profile) -> bool:
    """Tell whether an invitation was answered here and is not done with."""
    return bool(profile.ports.vault().setting(SCOPE, JOIN))


def left_over(profile: Profile) -> Left:
    """Let go of what has run out while the app was closed, and return what goes on."""
    rows = profile.ports.vault().settings(SCOPE)
    if not any(key == JOIN or key.startswith(HOST) for key in rows):
        return Left((), joined=False)
    from rm_desktop.services.pairing import Pairings

    Pairings(profile).tidy()
    rows = profile.ports.vault().settings(SCOPE)
    hosted = (key.removeprefix(HOST) for key in rows if key.startswith(HOST))
    return Left(tuple(sorted(hosted)), joined=JOIN in rows)
