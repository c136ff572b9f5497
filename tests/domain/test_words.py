"""Words for people: from the source, or from a catalogue that is installed."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from rm_desktop.domain.words import install, tr, trn


class Loud(NullTranslations):
    """A pseudo-language in which everything is shouted, with two forms for many."""

    def gettext(self, message: str) -> str:
        return message.upper().replace("{NAME}", "{name}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"few: {msgid2}" if 1 < n < 5 else msgid1 if n == 1 else msgid2


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    install(None)


def test_english_is_the_source() -> None:
    assert tr("Saved {time}", time="10:42") == "Saved 10:42"
    assert tr("Nothing to undo.") == "Nothing to undo."
    assert [trn("{n} topic", "{n} topics", n) for n in (0, 1, 2)] == [
        "0 topics",
        "1 topic",
        "2 topics",
    ]
    assert trn("{n} from {name}", "{n} from {name}", 1, name="Maya") == "1 from Maya"


def test_braces_in_what_a_person_typed_are_only_braces() -> None:
    assert tr("Add “{title}”", title="{oops} {0}") == "Add “{oops} {0}”"
    assert tr("A sentence without slots keeps {its} braces") == (
        "A sentence without slots keeps {its} braces"
    )


def test_a_catalogue_is_asked_from_when_it_is_installed_until_it_is_taken_out() -> None:
    install(Loud())
    assert tr("Hello {name}", name="Maya") == "HELLO Maya"
    assert trn("{n} topic", "{n} topics", 3) == "few: 3 topics"
    install(None)
    assert tr("Hello {name}", name="Maya") == "Hello Maya"
