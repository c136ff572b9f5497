"""What the two have opened and closed: depths, themes off the table, homework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rm_desktop.domain.entities import Charter
from rm_desktop.domain.picker import Context, deepest_open
from rm_desktop.domain.prompts import AskedBy, Category
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.prompts.cards import Asker
from rm_desktop.ui.prompts.drawing import depth_words

DEEPER, DEEPEST, HOMEWORK = "deeper", "deepest", "homework"


@dataclass(frozen=True, slots=True)
class Tick:
    """One person's yes to one rule; only `mine` can be ticked now."""

    rule: str
    member: str
    words: str
    on: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class RulesView:
    """Everything the panel shows; `limits` has the themes that are off the table."""

    open_words: str
    deeper_words: str
    ticks: tuple[Tick, ...]
    limits: frozenset[str]
    limits_words: str
    limits_mine: bool
    homework_words: str
    hand_over: str

    def of(self, rule: str) -> tuple[Tick, ...]:
        """Return the ticks of one rule, the mentor's first."""
        return tuple(tick for tick in self.ticks if tick.rule == rule)


def rules_view(
    context: Context,
    charter: Charter,
    people: Mapping[str, tuple[str, Asker]],
    actor: str,
    categories: tuple[Category, ...],
) -> RulesView:
    """Return the rules as they stand; `people` has member id and asker by role."""
    members = [(member, harmless(asker.name)) for member, asker in people.values()]
    by_itself = deepest_open(replace(context, deeper=frozenset(), deepest=frozenset())) > 1
    chosen = {DEEPEST: charter.deepest} if by_itself else _both_choices(charter)
    ticks = [
        Tick(rule, member, name, member in yes, member == actor)
        for rule, yes in chosen.items()
        for member, name in members
    ]
    mentor, mentor_name = people[AskedBy.MENTOR][0], harmless(people[AskedBy.MENTOR][1].name)
    mentee, mentee_name = people[AskedBy.MENTEE][0], harmless(people[AskedBy.MENTEE][1].name)
    ticks.append(
        Tick(HOMEWORK, mentee, tr("Homework done"), charter.homework, mine=mentee == actor)
    )
    return RulesView(
        depth_words(context),
        tr("Open since your second session.")
        if by_itself
        else tr("It opens by itself after two sessions, sooner if both of you choose so."),
        tuple(ticks),
        frozenset(charter.limits),
        _limits_words(charter, categories, mentor_name, mine=mentor == actor),
        mentor == actor,
        tr("{name} reads up on the theme before asking about it.", name=mentee_name),
        next((name for member, name in members if member != actor), ""),
    )


def _both_choices(charter: Charter) -> dict[str, tuple[str, ...]]:
    return {DEEPER: charter.deeper, DEEPEST: charter.deepest}


def _limits_words(
    charter: Charter, categories: tuple[Category, ...], mentor: str, *, mine: bool
) -> str:
    if mine:
        return tr("Choose themes to leave out of your sessions. No reason is needed.")
    titles = [c.title for c in categories if c.id in charter.limits]
    if not titles:
        return tr("{name} has taken no theme off the table.", name=mentor)
    themes = ", ".join(titles)
    return tr("{name} has taken these off the table: {themes}.", name=mentor, themes=themes)
