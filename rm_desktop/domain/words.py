"""The one place where English source sentences become the words a person reads.

Every visible string passes through `tr` or `trn`. The source sentence is the key, so a catalogue
is an ordinary gettext translation and English needs none.
"""

from __future__ import annotations

from typing import Protocol


class Translation(Protocol):
    """What `gettext.NullTranslations` offers; tests install a pseudo-language with it."""

    def gettext(self, message: str) -> str:
        """Return the sentence in the person's language."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the sentence in the form that the number asks for."""


class _English:
    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


class _Installed:
    translation: Translation = _English()


def install(translation: Translation | None) -> None:
    """Use a catalogue from now on; None goes back to the English of the source."""
    _Installed.translation = translation or _English()


def tr(message: str, **slots: object) -> str:
    """Return a sentence in the person's language with its `{slots}` filled."""
    text = _Installed.translation.gettext(message)
    return text.format(**slots) if slots else text


def trn(one: str, many: str, n: int, **slots: object) -> str:
    """Return the form of a sentence for a count; `{n}` is the count itself."""
    return _Installed.translation.ngettext(one, many, n).format(n=n, **slots)
