"""What became of a damaged profile, document by document, and in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.restore_words import moment


class Fate(StrEnum):
    """What became of a document."""

    WHOLE = "whole"
    FROM_SEARCH = "from search"  # its words are those the search knew; its history is lost
    UNSURE = "unsure"  # nothing is known to be missing; its last words may be
    PARTLY = "partly"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Named:
    """A document, or a row of one, as people know it; `at` in milliseconds, 0 if unknown."""

    id: str
    kind: str
    title: str
    at: int
    fate: Fate

    @property
    def is_mended(self) -> bool:
        """Tell whether it is a text that says something else than it ever did."""
        return self.kind != Kind.PAIR and self.fate in (Fate.PARTLY, Fate.FROM_SEARCH)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of one vault. `uncertain` are tables of which rows may be missing unseen.

    `alone` are pairs that were shared with other laptops and are not any more.
    """

    name: str
    target: Path
    pages: int
    bad_pages: int
    lost_log: bool
    documents: tuple[Named, ...]
    uncertain: tuple[str, ...] = ()
    alone: tuple[Named, ...] = ()

    def of(self, *fates: Fate) -> tuple[Named, ...]:
        """Return the documents with one of these fates."""
        return tuple(each for each in self.documents if each.fate in fates)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a profile; `left` names vaults of which nothing could be read, and why."""

    vaults: tuple[Salvaged, ...]
    left: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is missing."""
        whole = all(each.fate == Fate.WHOLE for vault in self.vaults for each in vault.documents)
        return whole and not self.left and not any(vault.uncertain for vault in self.vaults)

    def sentences(self) -> Iterator[str]:
        """Yield the report in words, a line each; it names what people wrote."""
        for vault in self.vaults:
            yield from _of_vault(vault)
        for name, why in self.left.items():
            yield tr("{name}: {why}", name=name, why=why)


def _of_vault(vault: Salvaged) -> Iterator[str]:
    yield tr("{name}: written to {path}", name=vault.name, path=vault.target)
    yield trn(
        "{bad} of {n} page was damaged.",
        "{bad} of {n} pages were damaged.",
        vault.pages,
        bad=vault.bad_pages,
    )
    if vault.lost_log:
        yield tr("The log of the last changes was damaged; the latest of them may be missing.")
    whole = len(vault.of(Fate.WHOLE))
    yield trn("{n} text or pair is whole.", "{n} texts and pairs are whole.", whole)
    yield from _of_fate(
        vault.of(Fate.FROM_SEARCH), tr("Whole as the search knew it, its history lost")
    )
    yield from _of_fate(vault.of(Fate.UNSURE), tr("May lack its last words"))
    yield from _of_fate(vault.of(Fate.PARTLY), tr("Partly readable"))
    yield from _of_fate(vault.of(Fate.LOST), tr("Lost"))
    for each in vault.alone:
        yield tr(
            "“{title}” is not shared any more: make or ask for a new invitation.", title=each.title
        )
    if not {"document", "change"}.isdisjoint(vault.uncertain):
        yield tr("There may have been more, of which nothing is left.")
    if "prompt" in vault.uncertain:
        yield tr("Some prompts of your own may be missing.")


def _of_fate(documents: Iterable[Named], words: str) -> Iterator[str]:
    for each in documents:
        title = each.title or tr("(its title is lost)")
        date = moment(each.at)[:10] if each.at else ""
        yield "  " + " ".join(filter(None, (f"{words}:", each.kind, f"“{title}”", date)))
