from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.picker import (
    LIVED_EXPERIENCE,
    Context,
    deepest_open,
    drawn,
    passed,
    pick,
    why_closed,
    why_not,
)
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage

PAIR = frozenset({"maya", "henrik"})
ASKED = (Stage.OPENING, Stage.DEEPENING, Stage.CLOSING)
CARD = Prompt("a", "purpose", Stage.DEEPENING, AskedBy.BOTH, 1, "Why?")

seeds = st.integers(0, 10_000).map(Random)
some_ids = st.frozensets(st.sampled_from([f"p{n}" for n in range(12)]), max_size=8)
some_members = st.frozensets(st.sampled_from(sorted(PAIR)))
packs = st.lists(
    st.builds(
        Prompt,
        id=st.sampled_from([f"p{n}" for n in range(12)]),
        category=st.sampled_from(["purpose", "wellbeing", LIVED_EXPERIENCE]),
        stage=st.sampled_from(Stage),
        role=st.sampled_from(AskedBy),
        depth=st.sampled_from([1, 2, 3]),
        text=st.just("?"),
    ),
    max_size=12,
    unique_by=lambda prompt: prompt.id,
)
contexts = st.builds(
    Context,
    members=st.just(PAIR),
    held=st.integers(0, 6),
    stage=st.none() | st.sampled_from(ASKED),
    category=st.sampled_from(["", "purpose", "wellbeing"]),
    used=some_ids,
    passed=some_ids,
    hidden=some_ids,
    favourites=some_ids,
    deeper=some_members,
    deepest=some_members,
    limits=st.frozensets(st.sampled_from(["wellbeing", LIVED_EXPERIENCE])),
    homework=st.booleans(),
    last_depth=st.integers(0, 3),
    from_mentor=st.integers(0, 4),
    from_mentee=st.integers(0, 4),
)


@given(packs, contexts, seeds)
def test_a_card_comes_up_only_if_nothing_speaks_against_it(
    cards: list[Prompt], context: Context, rng: Random
) -> None:
    card = pick(cards, context, rng)
    offered = [each for each in cards if not why_not(each, context)]
    assert (card is None) == (not offered)
    assert card is None or card in offered


@given(packs, contexts, seeds)
def test_what_comes_up_is_asked_new_wanted_and_within_the_limits(
    cards: list[Prompt], context: Context, rng: Random
) -> None:
    card = pick(cards, context, rng)
    if card:
        assert card.stage in ASKED
        assert card.id not in context.used | context.passed | context.hidden
        assert card.category not in context.limits
        assert context.homework or card.category != LIVED_EXPERIENCE
        assert context.category in ("", card.category)


@given(packs, contexts, seeds)
def test_depths_open_one_after_the_other(
    cards: list[Prompt], context: Context, rng: Random
) -> None:
    card = pick(cards, context, rng)
    if card and card.depth == 2:
        assert context.held >= 2 or PAIR in (context.deeper, context.deepest)
    if card and card.depth == 3:
        assert context.deepest == PAIR


@given(packs, contexts, seeds)
def test_after_a_depth_three_card_comes_depth_one_or_a_close(
    cards: list[Prompt], context: Context, rng: Random
) -> None:
    card = pick(cards, replace(context, last_depth=3), rng)
    if card:
        assert card.depth == 1 or (card.stage == Stage.CLOSING and card.depth < 3)
        assert context.stage in (None, card.stage) or card.stage == Stage.CLOSING


@given(packs, contexts, seeds)
def test_drawing_to_the_end_repeats_no_card_and_counts_the_sides(
    cards: list[Prompt], context: Context, rng: Random
) -> None:
    context = replace(context, from_mentor=0, from_mentee=0)
    seen: list[Prompt] = []
    while card := pick(cards, context, rng):
        seen.append(card)
        context = drawn(context, card)
    assert len({card.id for card in seen}) == len(seen)
    assert context.from_mentor == sum(card.role == AskedBy.MENTOR for card in seen)
    assert context.from_mentee == sum(card.role == AskedBy.MENTEE for card in seen)


@given(st.lists(st.sampled_from(AskedBy), max_size=30), seeds)
def test_half_of_the_cards_come_from_the_mentors_side_while_there_are_any(
    roles: list[AskedBy], rng: Random
) -> None:
    cards = [replace(CARD, id=str(n), role=role) for n, role in enumerate(roles)]
    context = Context(members=PAIR)
    while card := pick(cards, context, rng):
        left = {c.role for c in cards if c.id not in context.used}
        if card.role == AskedBy.MENTEE and left != {AskedBy.MENTEE}:
            assert context.from_mentor > context.from_mentee
        if card.role == AskedBy.MENTOR and left != {AskedBy.MENTOR}:
            assert context.from_mentor <= context.from_mentee
        context = drawn(context, card)
    assert len(context.used) == len(cards)


@given(packs, contexts, seeds)
def test_a_pass_removes_the_card_and_counts_nothing(
    cards: list[Prompt], context: Context, rng: Random
) -> None:
    card = pick(cards, context, rng)
    if card is None:
        return
    after = passed(context, card)
    assert pick([card], after, rng) is None
    assert replace(after, passed=context.passed) == context


def test_a_favourite_comes_up_more_often() -> None:
    cards = [CARD, replace(CARD, id="b")]
    context = Context(members=PAIR, favourites=frozenset({"b"}))
    draws = [pick(cards, context, Random(seed)) for seed in range(400)]
    assert 250 < draws.count(cards[1]) < 350


@pytest.mark.parametrize(
    ("context", "depth"),
    [
        (Context(members=PAIR), 1),
        (Context(members=PAIR, held=1), 1),
        (Context(members=PAIR, held=2), 2),
        (Context(members=PAIR, deeper=frozenset({"maya"})), 1),
        (Context(members=PAIR, deeper=PAIR), 2),
        (Context(members=PAIR, held=9, deepest=frozenset({"maya"})), 2),
        (Context(members=PAIR, deepest=PAIR), 3),
        (Context(members=frozenset({"maya"}), deepest=PAIR), 1),
        (Context(deeper=PAIR, deepest=PAIR), 1),
    ],
)
def test_deeper_cards_need_time_or_both_yeses(context: Context, depth: int) -> None:
    assert deepest_open(context) == depth


@pytest.mark.parametrize(
    ("card", "context", "words"),
    [
        (replace(CARD, stage=Stage.BEFORE), Context(), "private reflection"),
        (CARD, Context(hidden=frozenset("a")), "not for us"),
        (CARD, Context(passed=frozenset("a")), "put aside"),
        (CARD, Context(used=frozenset("a")), "already had"),
        (CARD, Context(limits=frozenset({"purpose"})), "off the table"),
        (replace(CARD, category=LIVED_EXPERIENCE), Context(), "Homework done"),
        (replace(CARD, depth=2), Context(), "after your second session"),
        (replace(CARD, depth=3), Context(held=9), "both of you have switched it on"),
        (replace(CARD, depth=2), Context(held=9, last_depth=3), "something lighter"),
        (CARD, Context(category="feedback"), "another category"),
        (CARD, Context(stage=Stage.OPENING), "another part of the session"),
    ],
)
def test_a_card_that_is_not_offered_says_why(card: Prompt, context: Context, words: str) -> None:
    assert words in why_not(card, context)


def test_a_card_that_is_offered_says_nothing() -> None:
    assert not why_not(CARD, Context())


def test_a_card_is_closed_by_its_theme_or_depth_and_not_by_what_was_drawn() -> None:
    asked = Context(members=PAIR, used=frozenset({CARD.id}), last_depth=3)
    assert why_closed(CARD, asked) == ""
    assert why_closed(CARD, replace(asked, limits=frozenset({CARD.category}))) == (
        "This theme is off the table."
    )
    assert "both of you" in why_closed(replace(CARD, depth=3), asked)
