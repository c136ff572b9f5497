"""What somebody is looking for among the prompts, and what is there to be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rm_desktop.domain.picker import Context
from rm_desktop.domain.prompts import (
    LIBRARY,
    AskedBy,
    Filter,
    Prompt,
    Stage,
    can_join_agenda,
    matching,
)
from rm_desktop.domain.words import tr, trn


class Show(StrEnum):
    """The kinds of prompts one can look through; a pack has the key `pack:` and its name."""

    ALL = "all"
    FAVOURITES = "favourites"
    UNUSED = "unused"
    OWN = "own"
    HIDDEN = "hidden"


PACK_MARK = "pack:"


@dataclass(frozen=True, slots=True)
class Looking:
    """The filters as they are set."""

    category: str = ""
    stage: Stage | None = None
    role: AskedBy | None = None
    depth: int | None = None
    show: str = Show.ALL
    text: str = ""

    @property
    def pack(self) -> str:
        """The name of the imported pack that is looked through, empty for none."""
        return self.show.removeprefix(PACK_MARK) if self.show.startswith(PACK_MARK) else ""


@dataclass(frozen=True, slots=True)
class Stock:
    """Every prompt of a profile with what the open pair noted about it.

    `uses` has the numbers of sessions by prompt id; `upcoming` is the number of the next one.
    """

    prompts: tuple[Prompt, ...]
    uses: Mapping[str, tuple[int, ...]]
    draws: Context
    upcoming: int
    themes: tuple[str, ...] = ()

    def matching(self, looking: Looking) -> tuple[Prompt, ...]:
        """Return the prompts that are looked for: own ones first, themes in their order.

        Within a theme what can be asked comes before what is for reflection.
        """
        found = matching(self.prompts, self._filter(looking))
        return tuple(sorted(found, key=self._rank))

    def find(self, ident: str) -> Prompt | None:
        """Return a prompt by id, None if it is gone."""
        return next((p for p in self.prompts if p.id == ident), None)

    def packs(self) -> tuple[str, ...]:
        """Return the names of imported packs."""
        return tuple(sorted({p.pack for p in self.prompts} - {LIBRARY, ""}))

    def _rank(self, prompt: Prompt) -> tuple[int, int, bool]:
        source = 0 if not prompt.pack else 2 if prompt.pack == LIBRARY else 1
        return source, _place(prompt.category, self.themes), not can_join_agenda(prompt)

    def _filter(self, looking: Looking) -> Filter:
        hidden, among, pack = self.draws.hidden, None, None
        match looking.show:
            case Show.FAVOURITES:
                among = self.draws.favourites
            case Show.UNUSED:
                hidden |= self.uses.keys()
            case Show.HIDDEN:
                hidden, among = frozenset(), self.draws.hidden
            case Show.OWN:
                pack = ""
        return Filter(
            category=looking.category,
            stage=looking.stage,
            role=looking.role,
            depth=looking.depth,
            text=looking.text,
            pack=looking.pack or pack,
            among=among,
            without=hidden,
        )


def _place(theme: str, themes: tuple[str, ...]) -> int:
    """Return where a theme stands; one that a newer version wrote comes last."""
    return themes.index(theme) if theme in themes else len(themes)


def stock_words(stock: Stock) -> str:
    """Return how many prompts there are, and whose."""
    shipped = sum(p.pack == LIBRARY for p in stock.prompts)
    own = sum(not p.pack for p in stock.prompts)
    parts = [tr("{n} in the library", n=shipped)]
    if own:
        parts.append(tr("{n} of your own", n=own))
    if packed := len(stock.prompts) - shipped - own:
        parts.append(tr("{n} from packs", n=packed))
    if aside := sum(p.id in stock.draws.hidden for p in stock.prompts):
        parts.append(tr("{n} of them set aside", n=aside))
    return ", ".join(parts)


def counted(found: tuple[Prompt, ...], stock: Stock) -> str:
    """Return how many prompts were found and how many of them are new to the two."""
    fresh = sum(p.id not in stock.uses for p in found)
    many = trn("{n} prompt", "{n} prompts", len(found))
    if not found:
        return many
    if fresh == len(found):
        return tr("{many} · none used by you two yet", many=many)
    return tr("{many} · {fresh} not yet used by you two", many=many, fresh=fresh)


def nothing_found(looking: Looking) -> str:
    """Return the sentence that stands where no prompt was found."""
    if looking == Looking(show=looking.show):
        sentences: dict[str, str] = {
            Show.FAVOURITES: tr("No favourites yet. A star on a card makes it one."),
            Show.UNUSED: tr("You two have used every prompt there is."),
            Show.OWN: tr("No prompts of your own yet. Write down a question you want to ask."),
            Show.HIDDEN: tr("Nothing is marked as not for you."),
        }
        return sentences.get(looking.show, tr("There are no prompts in it."))
    return tr("No prompt fits all of this.")
