"""What the screen decides without Qt: finding, drawing, wording, checking a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.picker import Context
from rm_desktop.domain.prompts import LIBRARY, AskedBy, Category, Prompt, Stage
from rm_desktop.ui.prompts.cards import Asker, PromptWords, askers
from rm_desktop.ui.prompts.draft import LONGEST, Draft
from rm_desktop.ui.prompts.drawing import reasons
from rm_desktop.ui.prompts.looking import Looking, Show, Stock, counted, nothing_found, stock_words
from rm_desktop.ui.prompts.rows import Rows

OPENING, MENTOR = Stage.OPENING, AskedBy.MENTOR
PROMPTS = (
    Prompt("a", "pur", OPENING, MENTOR, 1, "What do you fear?", pack=LIBRARY),
    Prompt("b", "pur", Stage.BEFORE, AskedBy.MENTEE, 1, "Write it down.", pack=LIBRARY),
    Prompt("c", "fbk", OPENING, AskedBy.BOTH, 3, "Where?", caution="Gently.", pack=LIBRARY),
    Prompt("d", "fbk", Stage.CLOSING, MENTOR, 2, "And now?", pack="Finance"),
    Prompt("e", "pur", OPENING, MENTOR, 1, "Our own question?"),
)
TWO = frozenset({"m", "h"})
PEOPLE = askers(Asker("Maya", "you"), Asker("Henrik", "them"))
THEMES = (Category("pur", "Purpose", "Purpose", 1), Category("fbk", "Feedback", "Feedback", 2))


def stock(**draws: object) -> Stock:
    context = replace(Context(members=TWO), **draws)  # type: ignore[arg-type]
    return Stock(PROMPTS, {"a": (2,)}, context, 3, ("pur", "fbk"))


def found(looking: Looking, **draws: object) -> list[str]:
    return [p.id for p in stock(**draws).matching(looking)]


def test_own_prompts_stand_first_and_reflection_last_in_its_theme() -> None:
    assert found(Looking()) == ["e", "d", "a", "b", "c"]


@pytest.mark.parametrize(
    ("show", "ids"),
    [
        (Show.ALL, ["e", "d", "b", "c"]),
        (Show.FAVOURITES, ["c"]),
        (Show.UNUSED, ["e", "d", "b", "c"]),
        (Show.OWN, ["e"]),
        (Show.HIDDEN, ["a"]),
        ("pack:Finance", ["d"]),
    ],
)
def test_each_kind_shows_its_own(show: str, ids: list[str]) -> None:
    marks = {"hidden": frozenset({"a"}), "favourites": frozenset({"c"})}
    assert found(Looking(show=show), **marks) == ids


def test_used_prompts_are_not_among_the_unused() -> None:
    assert "a" not in found(Looking(show=Show.UNUSED))


def test_filters_add_up() -> None:
    assert found(Looking(category="pur", stage=OPENING, role=MENTOR, depth=1, text="fear")) == ["a"]


def test_counts_say_whose_and_how_many_are_new() -> None:
    everything = stock()
    assert stock_words(everything) == "3 in the library, 1 of your own, 1 from packs"
    aside = stock(hidden=frozenset({"a"}))
    assert stock_words(aside).endswith("1 from packs, 1 of them set aside")
    assert counted(everything.matching(Looking()), everything) == (
        "5 prompts · 4 not yet used by you two"
    )
    assert counted(PROMPTS[3:4], everything) == "1 prompt · none used by you two yet"
    assert counted((), everything) == "0 prompts"


def test_nothing_found_says_what_kind_of_nothing() -> None:
    assert "star" in nothing_found(Looking(show=Show.FAVOURITES))
    assert nothing_found(Looking(text="zz")) == "No prompt fits all of this."


def test_a_card_says_who_asks_what_to_mind_and_where_it_was_used() -> None:
    words = PromptWords(PEOPLE, THEMES, stock())
    card = words.card(PROMPTS[0])
    assert (card.asks, card.voice, card.depth) == ("Maya asks", "you", "Depth 1")
    assert (card.note, card.addable) == ("Used in session 2", True)
    assert "What do you fear?" in card.spoken
    assert words.card(PROMPTS[2]).caution == "Gently."
    assert "Gently." in words.card(PROMPTS[2]).spoken


def test_what_cannot_be_asked_now_says_why() -> None:
    words = PromptWords(PEOPLE, THEMES, stock(limits=frozenset({"fbk"})))
    reflection, limited = words.card(PROMPTS[1]), words.card(PROMPTS[3])
    assert (reflection.asks, reflection.note) == ("For Henrik", "For your own reflection")
    assert (limited.note, limited.addable, reflection.addable) == ("Off the table", False, False)
    deep = PromptWords(PEOPLE, THEMES, stock()).card(PROMPTS[2])
    assert (deep.note, deep.addable) == ("Depth 3 is not open yet", False)
    assert "both of you" in PromptWords(PEOPLE, THEMES, stock()).detail(PROMPTS[2]).closed


def test_a_prompt_on_the_next_agenda_is_not_offered_twice() -> None:
    planned = replace(stock(), uses={"a": (2, 3)})
    card = PromptWords(PEOPLE, THEMES, planned).card(PROMPTS[0])
    assert (card.note, card.addable) == ("On the agenda of session 3", False)


def test_hostile_characters_are_shown_harmlessly() -> None:
    evil = replace(PROMPTS[4], text="Turn\u202earound?")
    assert "\u202e" not in PromptWords(PEOPLE, THEMES, stock()).card(evil).text


def test_no_card_left_names_each_reason_with_its_count() -> None:
    context = Context(members=TWO, used=frozenset({"a", "e"}))
    said = reasons(PROMPTS, context)
    assert said[0] == "2 cards: You two have already had this one."
    assert any("Depth 3 opens only" in line for line in said)
    assert any("Depth 2 opens after" in line for line in said)


def test_a_part_without_cards_to_ask_says_so() -> None:
    only_before = replace(Context(members=TWO), stage=Stage.BEFORE)
    assert reasons(PROMPTS, only_before) == ("There is no card of this kind to ask in a session.",)


def test_a_draft_needs_a_question_and_depth_three_a_caution() -> None:
    assert Draft(category="pur").problems().keys() == {"text"}
    assert Draft(category="pur", depth=3, text="Why?").problems().keys() == {"caution"}
    assert Draft(category="pur", text="x" * (LONGEST + 1)).problems().keys() == {"text"}
    assert Draft(category="pur", text="a\u202eb").problems().keys() == {"text"}
    assert Draft(category="pur", depth=3, text="Why?", caution="Gently.").problems() == {}


def test_a_draft_becomes_one_line_and_comes_back_as_it_was() -> None:
    kept = Draft("own-1", "pur", OPENING, MENTOR, 2, "Why\n not?", "Because.").prompt()
    assert (kept.text, kept.pack) == ("Why not?", "")
    assert Draft.of(kept).prompt() == kept


@given(st.lists(st.integers(10, 300), min_size=1, max_size=60), st.data())
def test_rows_stand_one_below_the_other(heights: list[int], data: st.DataObject) -> None:
    asked: list[int] = []

    def measure(row: int) -> int:
        asked.append(row)
        return heights[row]

    rows = Rows(len(heights), measure, 8)
    first = data.draw(st.integers(0, sum(heights)))
    seen = rows.between(first, first + 200)
    for row in range(len(heights)):
        top = sum(heights[:row]) + 8 * row
        inside = top <= first + 200 and top + heights[row] >= first
        assert (row in seen) == inside
    assert len(asked) == len(set(asked))
    assert rows.top(len(heights) - 1) == sum(heights[:-1]) + 8 * (len(heights) - 1)
    assert rows.height(0) == heights[0]
    rows.between(0, 10**9)
    assert rows.total == sum(heights) + 8 * (len(heights) - 1)


def test_rows_below_are_not_measured() -> None:
    asked: list[int] = []

    def measure(row: int) -> int:
        asked.append(row)
        return 100

    rows = Rows(1000, measure, 0)
    assert list(rows.between(0, 250)) == [0, 1, 2]
    assert len(asked) == 3
    assert rows.total == 100_000
