"""Why private pages cannot be opened, in each of its ways, and what helps; no Qt.

The words name the private pages: their vault may be broken while everything shared is well.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rm_desktop.domain import errors
from rm_desktop.domain.errors import CannotOpenError
from rm_desktop.domain.words import tr


class Help(StrEnum):
    """What a page of trouble offers."""

    RETRY = "retry"
    TYPE_IT = "type-it"
    PHRASE = "phrase"
    RESTORE = "restore"
    SALVAGE = "salvage"
    SHOW_FOLDER = "show-folder"
    BEGIN_ANEW = "begin-anew"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One page; the first help is the one to press."""

    title: str
    sentence: str
    next_step: str
    icon: str
    helps: tuple[Help, ...]


def trouble_of(error: CannotOpenError, *, has_phrase: bool, has_key: bool) -> Trouble:
    """Return the page for an error; the phrase, and saving what is left, where they can help."""
    looks: dict[type[CannotOpenError], tuple[str, str, tuple[Help, ...]]] = {
        errors.KeyNotFoundError: (
            tr("No key opens your private pages"),
            "lock",
            (Help.TYPE_IT, Help.PHRASE, Help.RESTORE, Help.SHOW_FOLDER),
        ),
        errors.WrongKeyError: (
            tr("The key does not fit your private pages"),
            "lock",
            (Help.RESTORE, Help.PHRASE, Help.SHOW_FOLDER, Help.RETRY),
        ),
        errors.DamagedError: (
            tr("The file of your private pages is damaged"),
            "warning",
            (Help.RESTORE, Help.SALVAGE, Help.SHOW_FOLDER, Help.RETRY),
        ),
        errors.MissingError: (
            tr("Your private pages are not where they were"),
            "warning",
            (Help.RESTORE, Help.SHOW_FOLDER, Help.RETRY, Help.BEGIN_ANEW),
        ),
        errors.PartlyReadableError: (
            tr("Some of your private pages cannot be read"),
            "eye-off",
            (Help.SALVAGE, Help.RESTORE, Help.SHOW_FOLDER, Help.RETRY),
        ),
        errors.DiskFullError: (
            tr("The disk is too full to open your private pages"),
            "folder",
            (Help.RETRY, Help.SHOW_FOLDER),
        ),
        errors.ReadOnlyError: (
            tr("Your private pages may not be written to here"),
            "pencil",
            (Help.RETRY, Help.SHOW_FOLDER),
        ),
        errors.NewerError: (
            tr("Your private pages need a newer version"),
            "info",
            (Help.SHOW_FOLDER,),
        ),
        errors.NoKeyringError: (
            tr("The keyring did not open your private pages"),
            "lock",
            (Help.TYPE_IT, Help.PHRASE),
        ),
    }
    other = (tr("Your private pages cannot be opened"), "warning", (Help.RESTORE, Help.RETRY))
    title, icon, helps = looks.get(type(error), other)
    possible = {Help.PHRASE: has_phrase, Help.SALVAGE: has_key}
    offered = tuple(each for each in helps if possible.get(each, True))
    return Trouble(title, error.sentence, error.next_step, icon, offered)


def help_words(each: Help) -> str:
    """Return a button's words."""
    return {
        Help.RETRY: tr("Try again"),
        Help.TYPE_IT: tr("Type the passphrase…"),
        Help.PHRASE: tr("Use the recovery phrase…"),
        Help.RESTORE: tr("Restore a backup…"),
        Help.SALVAGE: tr("Save what can be read…"),
        Help.SHOW_FOLDER: tr("Show the folder"),
        Help.BEGIN_ANEW: tr("Begin with new pages…"),
    }[each]
