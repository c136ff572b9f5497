from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.prompts import (
    AskedBy,
    Filter,
    Prompt,
    Stage,
    can_join_agenda,
    matching,
    stage_word,
)

DELETE = Prompt(
    id="wft-99",
    category="workflow-tools",
    stage=Stage.OPENING,
    role=AskedBy.BOTH,
    depth=1,
    text="Which meeting would you delete, and what would break?",
    why="A naïve question finds the real purpose.",
    follow_up="Who would notice first?",
    caution="Blame the calendar.",
)
SOFTEN = replace(
    DELETE,
    id="fbk-99",
    category="feedback",
    stage=Stage.DEEPENING,
    role=AskedBy.MENTEE,
    depth=3,
    text="What do people soften before it reaches the ÉLITE?",
    why="",
    follow_up="",
    pack="Ours",
)
BOTH = (DELETE, SOFTEN)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), BOTH),
        (Filter(category="feedback"), (SOFTEN,)),
        (Filter(stage=Stage.OPENING), (DELETE,)),
        (Filter(role=AskedBy.MENTEE), (SOFTEN,)),
        (Filter(role=AskedBy.MENTOR), ()),
        (Filter(depth=2), (DELETE,)),
        (Filter(depth=3), BOTH),
        (Filter(pack="Ours"), (SOFTEN,)),
        (Filter(pack=""), (DELETE,)),
        (Filter(among=frozenset({"fbk-99"})), (SOFTEN,)),
        (Filter(among=frozenset()), ()),
        (Filter(without=frozenset({"fbk-99"})), (DELETE,)),
    ],
)
def test_a_filter_lets_through_what_was_asked_for(
    wanted: Filter, found: tuple[Prompt, ...]
) -> None:
    assert matching(BOTH, wanted) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", BOTH),
        ("   ", BOTH),
        ("MEET", (DELETE,)),
        ("eeting", ()),
        ("break meeting", (DELETE,)),
        ("break soften", ()),
        ("naive", (DELETE,)),
        ("notice fi", (DELETE,)),
        ("elite", (SOFTEN,)),
        ("Élite?", (SOFTEN,)),
        ("calendar", ()),
    ],
)
def test_search_takes_beginnings_of_words_without_case_or_accents(
    typed: str, found: tuple[Prompt, ...]
) -> None:
    assert matching(BOTH, Filter(text=typed)) == found


@given(st.text(min_size=1, max_size=60))
def test_a_prompt_is_found_by_its_own_text(text: str) -> None:
    prompt = replace(DELETE, text=text)
    assert matching([prompt], Filter(text=text)) == (prompt,)


@pytest.mark.parametrize("stage", Stage)
def test_prompts_for_reflection_cannot_join_an_agenda(stage: Stage) -> None:
    asked = stage in (Stage.OPENING, Stage.DEEPENING, Stage.CLOSING)
    assert can_join_agenda(replace(DELETE, stage=stage)) is asked


def test_every_stage_has_a_word() -> None:
    assert len({stage_word(stage) for stage in Stage}) == len(Stage)
