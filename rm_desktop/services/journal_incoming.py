"""What an import would do or did, counted and in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rm_desktop.domain.text import one_line
from rm_desktop.domain.words import tr, trn
from rm_desktop.exchange.journal_entries import ImportedEntry, Refused
from rm_desktop.services.journal_known import Verdict

_FIRST_TITLES, _MOST_REFUSED = 5, 200
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Incoming:
    """What an import would do, or did, by number.

    `titles` are the first that come in, `refused` the first that do not with their reasons.
    `attachments` counts the pictures and files beside the texts. `is_whole` is False where it was
    cancelled.
    """

    new: int = 0
    here: int = 0
    changed: int = 0
    refusals: int = 0
    attachments: int = 0
    titles: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    is_whole: bool = True

    @property
    def added(self) -> int:
        """How many entries come in."""
        return self.new + self.changed

    @property
    def read(self) -> int:
        """How many entries there were, whatever became of them."""
        return self.added + self.here + self.refusals

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say it, a sentence for each thing there is to say."""
        said = (
            (self.new, trn("{n} new entry", "{n} new entries", self.new)),
            (
                self.here,
                trn("{n} entry is here already", "{n} entries are here already", self.here),
            ),
            (
                self.changed,
                trn(
                    "{n} entry was changed since; both are kept, the imported one as a copy",
                    "{n} entries were changed since; both are kept, the imported ones as copies",
                    self.changed,
                ),
            ),
            (
                self.refusals,
                trn("{n} entry cannot be read", "{n} entries cannot be read", self.refusals),
            ),
            (
                self.attachments,
                trn(
                    "{n} picture or file stays where it is",
                    "{n} pictures and files stay where they are",
                    self.attachments,
                ),
            ),
        )
        return tuple(sentence for count, sentence in said if count)


def mark() -> str:
    """Return the tag of an imported entry beside the one it differs from."""
    return tr("imported copy")


class Tally:
    """What was counted so far."""

    def __init__(self) -> None:
        self._verdicts = Counter[Verdict]()
        self._refused: list[Refused] = []
        self._titles: list[str] = []
        self._refusals = 0
        self.attachments = 0
        self.is_whole = True

    def refuse(self, found: Refused) -> None:
        """Count what cannot come in."""
        self._refusals += 1
        if len(self._refused) < _MOST_REFUSED:
            self._refused.append(found)

    def count(self, verdict: Verdict, entry: ImportedEntry) -> None:
        """Count an entry by what it is to the journal."""
        self._verdicts[verdict] += 1
        if verdict != Verdict.HERE and len(self._titles) < _FIRST_TITLES:
            said = entry.page.title or one_line(entry.text[:500], _LONGEST_TITLE)
            self._titles.append(said or entry.name)

    def result(self) -> Incoming:
        """Return what was counted."""
        return Incoming(
            self._verdicts[Verdict.NEW],
            self._verdicts[Verdict.HERE],
            self._verdicts[Verdict.CHANGED],
            self._refusals,
            self.attachments,
            tuple(self._titles),
            tuple(self._refused),
            self.is_whole,
        )
