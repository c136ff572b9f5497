"""What the page says and offers in each state in which a profile cannot be opened.

No two states look alike, none shows an empty first run, and none offers what would not help.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rm_desktop.domain import errors
from rm_desktop.domain.errors import CannotOpenError
from rm_desktop.domain.words import tr


class Offer(StrEnum):
    """A button of the page; the first one offered is the one to press."""

    RETRY = "retry"
    PHRASE = "phrase"
    RESTORE = "restore"
    OTHER_FOLDER = "other-folder"
    SHOW_FOLDER = "show-folder"


@dataclass(frozen=True, slots=True)
class State:
    """One page: its title, sentence and next step, an icon, its buttons, a passphrase field."""

    title: str
    sentence: str
    next_step: str
    icon: str = "warning"
    offers: tuple[Offer, ...] = (Offer.RETRY, Offer.SHOW_FOLDER)
    asks_passphrase: bool = False


#: States that end when something outside the app has been put right.
_PASSING = (Offer.RETRY, Offer.SHOW_FOLDER)
_KEYLESS = (Offer.RETRY, Offer.PHRASE, Offer.RESTORE, Offer.SHOW_FOLDER)
_BROKEN = (Offer.RESTORE, Offer.SHOW_FOLDER, Offer.OTHER_FOLDER, Offer.RETRY)
_UNFIT = (Offer.PHRASE, Offer.RESTORE, Offer.SHOW_FOLDER, Offer.OTHER_FOLDER, Offer.RETRY)
_NOT_OURS = (Offer.OTHER_FOLDER, Offer.SHOW_FOLDER)


def state_of(error: CannotOpenError, *, passphrase: bool, phrase: bool = False) -> State:
    """Return the page for an error.

    `passphrase` tells that a passphrase opens the profile, `phrase` that a recovery phrase does.
    """
    if passphrase and isinstance(error, errors.KeyNotFoundError):
        return State(
            tr("Type your passphrase"),
            tr("It opens what the two of you wrote on this laptop."),
            "",
            "lock",
            (Offer.PHRASE,),
            asks_passphrase=True,
        )
    title, icon, offers = _look_of(error)
    offers = tuple(each for each in offers if phrase or each != Offer.PHRASE)
    return State(title, error.sentence, error.next_step, icon, offers)


def _look_of(error: CannotOpenError) -> tuple[str, str, tuple[Offer, ...]]:
    looks: dict[type[CannotOpenError], tuple[str, str, tuple[Offer, ...]]] = {
        errors.KeyNotFoundError: (tr("Your notes are locked"), "lock", _KEYLESS),
        errors.WrongKeyError: (tr("The key does not fit"), "lock", _UNFIT),
        errors.DamagedError: (tr("The data folder is damaged"), "warning", _BROKEN),
        errors.MissingError: (tr("Files are missing here"), "folder", _BROKEN),
        errors.PartlyReadableError: (tr("Not everything can be read"), "warning", _BROKEN),
        errors.DiskFullError: (tr("The disk is full"), "warning", _PASSING),
        errors.ReadOnlyError: (tr("Nothing can be saved here"), "folder", _PASSING),
        errors.ForeignError: (tr("This folder holds something else"), "folder", _NOT_OURS),
        errors.NewerError: (tr("This needs a newer version"), "info", _NOT_OURS),
        errors.InUseError: (tr("It is open already"), "info", (Offer.RETRY, Offer.OTHER_FOLDER)),
        errors.NoKeyringError: (tr("The key cannot be fetched"), "lock", _KEYLESS),
    }
    other = (tr("The profile cannot be opened"), "warning", _BROKEN)
    return looks.get(type(error), other)


def offer_words(offer: Offer) -> str:
    """Return a button's words."""
    return {
        Offer.RETRY: tr("Try again"),
        Offer.PHRASE: tr("Use the recovery phrase…"),
        Offer.RESTORE: tr("Restore a backup…"),
        Offer.OTHER_FOLDER: tr("Open another folder…"),
        Offer.SHOW_FOLDER: tr("Show the folder"),
    }[offer]
