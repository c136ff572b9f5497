"""Where somebody is while two laptops are open at the same time; nothing of it is kept."""

from __future__ import annotations

from enum import StrEnum

from rm_desktop.domain.value import dataclass


class Whereabouts(StrEnum):
    """Where somebody is in the app; what is private counts as elsewhere."""

    ROOM = "room"
    PREPARING = "preparing"
    ELSEWHERE = "elsewhere"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Doing:
    """Where one is, at which topic, and where in its notes.

    `caret` and `anchor`, the other end of a selection, are places as `OpenText.cursor` names them;
    empty while nothing is written in.
    """

    where: Whereabouts = Whereabouts.ELSEWHERE
    item: str = ""
    caret: bytes = b""
    anchor: bytes = b""


@dataclass(frozen=True, slots=True)
class Present:
    """What one laptop of a member says of them."""

    member: str
    doing: Doing


def latest(here: tuple[Present, ...], member: str) -> Doing | None:
    """Return what a member does, None for one who is not here.

    At two laptops they are where more goes on: in the room rather than elsewhere.
    """
    found = [each.doing for each in here if each.member == member]
    return min(found, key=lambda doing: _ORDER.index(doing.where), default=None)


_ORDER = tuple(Whereabouts)
