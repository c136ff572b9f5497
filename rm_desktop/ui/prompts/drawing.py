"""Drawing one card at a time, and saying why there is none."""

from __future__ import annotations

from collections import Counter

from rm_desktop.domain.picker import Context, deepest_open, why_not
from rm_desktop.domain.prompts import Prompt, Stage, can_join_agenda
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.prompts import Prompts

#: Draws before we believe that there is no other card than the one on the table.
_TRIES = 24


class Drawing:
    """The card on the table. A draw stays within the category and stage that are looked at."""

    def __init__(self, prompts: Prompts) -> None:
        """Draw from a profile's prompts."""
        self._prompts = prompts
        self.stage: Stage | None = None
        self.category = ""
        self.card: Prompt | None = None

    def begin(self, stage: Stage | None, category: str) -> Prompt | None:
        """Draw a first card from what is looked at."""
        self.stage, self.category = stage, category
        return self.another()

    def another(self) -> Prompt | None:
        """Draw a card other than the one on the table, which stays in the pack."""
        before = self.card
        for _ in range(_TRIES):
            self.card = self._prompts.draw(self.stage, self.category)
            if self.card is None or before is None or self.card.id != before.id:
                break
        return self.card

    def pass_on(self) -> Prompt | None:
        """Put the card aside without a word and draw another one."""
        if self.card is not None:
            self._prompts.put_aside(self.card.id)
        return self.another()

    def why_none(self) -> tuple[str, ...]:
        """Return the sentences that say why no card is left here, the commonest reason first."""
        return reasons(self._prompts.every(), self._context())

    def _context(self) -> Context:
        return self._prompts.context(self.stage, self.category)


def reasons(prompts: tuple[Prompt, ...], context: Context) -> tuple[str, ...]:
    """Return why the prompts a draw looks at are not offered, with how many each reason holds."""
    within = [
        p
        for p in prompts
        if can_join_agenda(p)
        and context.category in ("", p.category)
        and context.stage in (None, p.stage)
    ]
    if not within:
        return (tr("There is no card of this kind to ask in a session."),)
    counts = Counter(why_not(p, context) for p in within)
    return tuple(
        trn("{n} card: {why}", "{n} cards: {why}", n, why=why)
        for why, n in counts.most_common()
        if why
    )


def depth_words(context: Context) -> str:
    """Return how deep a draw goes at present."""
    deepest = deepest_open(context)
    if deepest == 1:
        return tr("Depth 1 is open.")
    return tr("Depths 1 to {n} are open.", n=deepest)
