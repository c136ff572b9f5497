"""Open questions as the page says them, in the words of whoever is at the keyboard. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.differences import Difference, Version
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr

Voice = Literal["you", "them", "both"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the values: who wrote it, how it reads, and the button that lets it stand."""

    who: str
    voice: Voice
    words: str
    keep: str
    is_shown: bool

    @property
    def spoken(self) -> str:
        """What the button does, for who cannot see what stands above it."""
        return tr("{keep}: {words}", keep=self.keep, words=self.words)


@dataclass(frozen=True, slots=True)
class Question:
    """One field that stands twice; `both` says what keeping both makes, empty where it cannot."""

    difference: Difference
    about: str
    name: str
    offers: tuple[Offer, ...]
    both: str

    @property
    def spoken(self) -> str:
        """The question as a screen reader says it."""
        values = (tr("{who}: {words}", who=each.who, words=each.words) for each in self.offers)
        return ". ".join((tr("{about}, {name}", about=self.about, name=self.name), *values))


class Asking:
    """Makes questions; `voice` and `word` are those of `Context`."""

    def __init__(self, voice: Callable[[str], str], word: Callable[[str], str]) -> None:
        """Take the words from the context."""
        self._voice = voice
        self._word = word

    def question(self, difference: Difference) -> Question:
        """Return a difference in words."""
        return Question(
            difference,
            difference.about,
            difference.name,
            tuple(self._offer(each, difference) for each in difference.versions),
            _both(difference),
        )

    def _offer(self, version: Version, difference: Difference) -> Offer:
        name = self._name(version.member)
        is_you = name == tr("You")
        who = tr("You wrote") if is_you else tr("{name} wrote", name=name)
        keep = tr("Keep mine") if is_you else tr("Keep {name}’s", name=name)
        if version.elsewhere:
            who, keep = tr("{who}, on another device", who=who), tr("Keep this one")
        is_shown = version.value == difference.shown
        voice = cast("Voice", self._voice(version.member))
        return Offer(who, voice, version.words, keep, is_shown)

    def _name(self, member: str) -> str:
        return harmless(first_name(self._word(member))) or tr("Your partner")


def _both(difference: Difference) -> str:
    if not difference.both:
        return ""
    if difference.kind == Kind.ITEM and difference.field == "title":
        return tr("as two topics, one after the other")
    return tr("one below the other")
