"""Errors of the world: each one reaches a person as a sentence with a next step.

Anything that is not a `KnownError` is a bug of ours and goes to the log and a crash notice.
"""

from __future__ import annotations

from rm_desktop.domain.words import tr


class KnownError(Exception):
    """Something in the world stopped us; `sentence` says what, `next_step` what to do now."""

    def __init__(self, sentence: str, next_step: str = "") -> None:
        """Keep both halves apart, so that a screen can set them in two weights."""
        super().__init__(f"{sentence} {next_step}".strip())
        self.sentence = sentence
        self.next_step = next_step


class BadInputError(KnownError):
    """What a person typed, pasted or imported cannot be used as it is."""


class CannotOpenError(KnownError):
    """A profile cannot be opened; nothing was written to it.

    Subclasses are the states that must never look alike, see the architecture's *Errors*.
    """

    title = ""


class KeyNotFoundError(CannotOpenError):
    """The vault is there, its key is not in the keyring."""


class WrongKeyError(CannotOpenError):
    """A key or passphrase does not fit this vault."""


class DamagedError(CannotOpenError):
    """The file cannot be read although the key fits, or its header is broken."""


class MissingError(CannotOpenError):
    """The files of a vault that was here are gone."""


class PartlyReadableError(CannotOpenError):
    """The vault opens, but some of what it holds cannot be read."""


class DiskFullError(CannotOpenError):
    """There is no room left on the disk; what was written before is untouched."""


class ReadOnlyError(CannotOpenError):
    """The profile's folder or disk cannot be written to."""


class ForeignError(CannotOpenError):
    """The file is no vault of this app."""


class NewerError(CannotOpenError):
    """The vault was written by a newer version of the app."""


class InUseError(CannotOpenError):
    """Another window or program has this profile open."""


class NoKeyringError(CannotOpenError):
    """This computer offers no usable keyring; a passphrase is needed instead."""


def refused(name: str, limit: str) -> BadInputError:
    """Return the refusal of a text that is longer than we keep."""
    return BadInputError(
        tr("{name} can be at most {limit}.", name=name, limit=limit),
        tr("Shorten it and try again; nothing was changed."),
    )
