"""Whether something that only the owner may read can stand on screen now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rm_desktop.ui.screen import Context

#: The setting that holds the session during which the screen is shared with others.
SHARING = "sharing_screen"
#: The template of entries that is offered after a session.
QUICK = "quick-three"


def is_sharing(context: Context) -> bool:
    """Tell whether the owner said that others see the screen; it ends with the session."""
    session = str(context.profile.settings.get(SHARING))
    return bool(session) and session == context.desk.open_pair.glance.next_session.id


def set_sharing(context: Context, *, on: bool) -> None:
    """Note that others see the screen during the running session, or no longer."""
    session = context.desk.open_pair.glance.next_session.id if on else ""
    context.attempt(lambda: context.profile.settings.put(SHARING, session))


def may_show(context: Context) -> bool:
    """Tell whether there may be private things at all: the owner writes, and nobody looks on."""
    opened = context.desk.open_pair
    return opened.actor == opened.you and not is_sharing(context)


def is_open(context: Context) -> bool:
    """Tell whether private pages can be read now; a start needs nothing of theirs to know."""
    return may_show(context) and context.profile.private_is_open
