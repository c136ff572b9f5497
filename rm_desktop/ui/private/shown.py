"""Which page of the lock a person sees; no Qt."""

from __future__ import annotations

from enum import StrEnum

from rm_desktop.services.private import PrivateState


class Shown(StrEnum):
    """The pages of the lock, and the content behind it."""

    CONTENT = "content"
    GUEST = "guest"
    SET_UP = "set-up"
    UNLOCK = "unlock"
    PHRASE = "phrase"
    RENEW = "renew"
    TROUBLE = "trouble"


def what_to_show(
    state: PrivateState,
    *,
    is_home: bool,
    has_trouble: bool = False,
    by_phrase: bool = False,
    holds_key: bool = False,
) -> Shown:
    """Return the page; whoever is not the owner learns nothing about the vault."""
    if not is_home:
        return Shown.GUEST
    if state == PrivateState.OPEN:
        return Shown.CONTENT
    if has_trouble:
        return Shown.TROUBLE
    if state == PrivateState.NONE:
        return Shown.SET_UP
    if holds_key:
        return Shown.RENEW
    return Shown.PHRASE if by_phrase else Shown.UNLOCK
