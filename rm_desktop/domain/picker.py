"""Drawing a prompt: which cards may be offered to a pair now, and which one comes up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from rm_desktop.domain.prompts import AskedBy, Prompt, Stage, can_join_agenda
from rm_desktop.domain.words import tr

#: The category that needs the executive to have read up first.
LIVED_EXPERIENCE = "inclusion-lived-experience"

#: Depth two opens by itself once so many sessions have been held.
_SESSIONS_BEFORE_DEPTH_TWO = 2
_DEEP, _DEEPEST = 2, 3

#: A favourite comes up as often as this many other cards.
_WEIGHT_OF_A_FAVOURITE = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a draw depends on: the pair's choices and what has been drawn.

    `held` counts sessions held so far. `deeper` and `deepest` name the members who switched depth
    two on early and depth three on at all. `limits` are categories the mentor keeps off the table.
    `last_depth` (0: nothing yet), `from_mentor` and `from_mentee` are about this session's cards.
    """

    members: frozenset[str] = frozenset()
    held: int = 0
    stage: Stage | None = None
    category: str = ""
    used: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    favourites: frozenset[str] = frozenset()
    deeper: frozenset[str] = frozenset()
    deepest: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    homework: bool = False
    last_depth: int = 0
    from_mentor: int = 0
    from_mentee: int = 0


def pick(prompts: Iterable[Prompt], context: Context, rng: Random) -> Prompt | None:
    """Draw a card that may be offered now; None when there is none left."""
    offered = [p for p in prompts if not why_not(p, context)]
    candidates = _from_the_side_that_is_due(offered, context)
    if not candidates:
        return None
    weights = [_WEIGHT_OF_A_FAVOURITE if p.id in context.favourites else 1 for p in candidates]
    return rng.choices(candidates, weights)[0]


def why_not(prompt: Prompt, context: Context) -> str:
    """Return the sentence that says why a card is not offered now; empty when it is."""
    return (
        _why_not_this_card(prompt, context)
        or _why_not_its_theme(prompt, context)
        or _why_not_so_deep(prompt, context)
        or _why_not_at_this_point(prompt, context)
    )


def why_closed(prompt: Prompt, context: Context) -> str:
    """Return the sentence why a card is not for asking at all as things stand; empty when it is.

    Unlike `why_not` it says nothing about what was drawn before: a card may be used twice by hand.
    """
    return _why_not_its_theme(prompt, context) or _why_not_so_deep(prompt, context)


def drawn(context: Context, prompt: Prompt) -> Context:
    """Return the context after a card was asked."""
    return replace(
        context,
        used=context.used | {prompt.id},
        last_depth=prompt.depth,
        from_mentor=context.from_mentor + (prompt.role == AskedBy.MENTOR),
        from_mentee=context.from_mentee + (prompt.role == AskedBy.MENTEE),
    )


def passed(context: Context, prompt: Prompt) -> Context:
    """Return the context after *Pass*: the card is gone, and nothing is counted.

    It takes the context in which the card was picked, before `drawn`.
    """
    return replace(context, passed=context.passed | {prompt.id})


def deepest_open(context: Context) -> int:
    """Return the deepest cards that the pair has opened: 1, 2 or 3."""
    if _all_of_them(context.deepest, context):
        return _DEEPEST
    if context.held >= _SESSIONS_BEFORE_DEPTH_TWO or _all_of_them(context.deeper, context):
        return _DEEP
    return 1


def _all_of_them(members: frozenset[str], context: Context) -> bool:
    both = 2  # while a pair is being set up, the one person there cannot agree alone
    return len(context.members) >= both and context.members <= members


def _why_not_this_card(prompt: Prompt, context: Context) -> str:
    if not can_join_agenda(prompt):
        return tr("This one is for private reflection, not for asking in a session.")
    if prompt.id in context.hidden:
        return tr("You marked this one as not for us.")
    if prompt.id in context.passed:
        return tr("This card was put aside.")
    if prompt.id in context.used:
        return tr("You two have already had this one.")
    return ""


def _why_not_its_theme(prompt: Prompt, context: Context) -> str:
    if prompt.category in context.limits:
        return tr("This theme is off the table.")
    if prompt.category == LIVED_EXPERIENCE and not context.homework:
        return tr("The executive reads up on lived experience first and ticks “Homework done”.")
    return ""


def _why_not_so_deep(prompt: Prompt, context: Context) -> str:
    if prompt.depth <= deepest_open(context):
        return ""
    if prompt.depth == _DEEPEST:
        return tr("Depth 3 opens only when both of you have switched it on.")
    return tr("Depth 2 opens after your second session, or sooner if both of you choose so.")


def _why_not_at_this_point(prompt: Prompt, context: Context) -> str:
    landing = prompt.stage == Stage.CLOSING
    after_the_deepest = context.last_depth == _DEEPEST
    if after_the_deepest and (prompt.depth == _DEEPEST or (prompt.depth > 1 and not landing)):
        return tr("After a depth 3 card comes something lighter, or a close.")
    if context.category not in ("", prompt.category):
        return tr("This card belongs to another category.")
    if context.stage not in (None, prompt.stage) and not (after_the_deepest and landing):
        return tr("This card belongs to another part of the session.")
    return ""


def _from_the_side_that_is_due(offered: list[Prompt], context: Context) -> list[Prompt]:
    """Keep the cards that even the sides out, the mentor's first; all where there are none."""
    behind = context.from_mentor <= context.from_mentee
    not_due = AskedBy.MENTEE if behind else AskedBy.MENTOR
    return [p for p in offered if p.role != not_due] or offered
