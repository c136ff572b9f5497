"""Questions to begin a journal entry with, and the energy marks that one of them asks for."""

from __future__ import annotations

import re
from typing import NamedTuple

from rm_desktop.domain.value import dataclass

ENERGY_LOG = "energy-log"
LOWEST, _HIGHEST = -2, 2
# A number that stands for itself: "+1" and "−2", not the "2" of "2nd" or of "12:30".
_NUMBER = re.compile(r"(?<![\w.,:/+−–-])[+−–-]?\d+(?![\w:/]|[.,]\d)")
_MINUS = str.maketrans("−–", "--")


@dataclass(frozen=True, slots=True)
class JournalTemplate:
    """A way to reflect: when it helps, how many minutes it takes, and what it asks."""

    id: str
    name: str
    when: str
    minutes: int
    questions: tuple[str, ...]

    def text(self) -> str:
        """Return the entry as it begins: each question is a heading with room below it."""
        return "\n\n".join(f"## {question}\n" for question in self.questions)


class Energy(NamedTuple):
    """How somebody felt before and after a session, from −2 to +2; None where nothing is said."""

    before: int | None = None
    after: int | None = None


def read_energy(text: str, template: JournalTemplate) -> Energy:
    """Return the marks that stand under the first two questions of an energy log."""
    return Energy(*(_mark(text, question) for question in template.questions[:2]))


def _mark(text: str, question: str) -> int | None:
    """Return the first number below a question, None for none or for one out of range."""
    lines = text.splitlines()
    heading = f"## {question}"
    begins = next((n for n, line in enumerate(lines, 1) if line.strip() == heading), len(lines))
    for line in lines[begins:]:
        if line.startswith("#"):
            break
        if found := _NUMBER.search(line):
            number = int(found[0].translate(_MINUS))
            return number if LOWEST <= number <= _HIGHEST else None
    return None
