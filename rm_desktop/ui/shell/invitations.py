"""Reminds once of an invitation that was under way when the app was closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rm_desktop.domain.words import tr
from rm_desktop.services.pairing_left import left_over
from rm_desktop.ui.places import JOIN, Place, Where

if TYPE_CHECKING:
    from rm_desktop.ui.shell.conductor import Conductor


def remind_of_invitations(conductor: Conductor) -> None:
    """Offer to go on with what was begun; what has run out is forgotten without a word."""
    left = left_over(conductor.profile)
    if left.joined:
        place = Place(Where.PAIRING, focus=JOIN)
        conductor.frame.say(
            tr("You were taking up an invitation."), tr("Go on"), partial(conductor.go, place)
        )
    elif conductor.desk.open_pair.id in left.hosted:
        conductor.frame.say(
            tr("Your invitation to this pair is still open."),
            tr("Show"),
            partial(conductor.go, Place(Where.PAIRING)),
        )
