from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.journal import (
    Page,
    PageKind,
    day_of,
    is_empty,
    note_id,
    own_word_count,
    page_from_plain,
    page_to_plain,
    passage_id,
    topic_of_draft,
    wall_ms,
    word_count,
)

PAGES = st.builds(
    Page,
    st.just("p"),
    kind=st.sampled_from(list(PageKind)).map(str),
    pair=st.text(max_size=5),
    title=st.text(max_size=9),
    tags=st.lists(st.text(max_size=5)).map(tuple),
    shared=st.lists(st.text(max_size=5)).map(tuple),
    made_at=st.integers(0, 2**47),
    binned_at=st.integers(0, 2**47),
)


def test_the_questions_of_a_template_are_not_counted_but_what_was_made_of_them_is() -> None:
    asked = "## What happened\n\n\n## What now\n"
    assert own_word_count(asked, asked) == 0
    assert own_word_count("## What happened\nHe waited.\n\n## What now\n", asked) == 2
    assert own_word_count("## What happened to me\n", asked) == 4
    assert own_word_count("## What now\n## What now\n", asked) == 2


@given(st.text(), st.text())
def test_without_a_template_every_word_is_ones_own(text: str, template: str) -> None:
    assert own_word_count(text, "") == word_count(text)
    assert own_word_count(text, template) <= word_count(text)
    assert own_word_count(template, template) == 0


def test_a_page_belongs_to_the_day_on_its_writers_wall() -> None:
    assert wall_ms("1970-01-02T00:01") == 86_460_000
    assert day_of("2026-11-26T23:59") == date(2026, 11, 26)
    assert (wall_ms("some day"), day_of("some day")) == (0, None)


def test_ids_that_are_worked_out_are_the_same_each_time_and_lead_nowhere_back() -> None:
    assert note_id("item") == "itemprivate"
    assert topic_of_draft("draft") == topic_of_draft("draft") != topic_of_draft("other")
    assert len({passage_id("page", n) for n in range(20)} | {topic_of_draft("page 0")}) == 21
    assert "page" not in passage_id("page", 0)


@pytest.mark.parametrize(
    ("page", "text", "empty"),
    [
        (Page("p"), "", True),
        (Page("p", title="  "), " \n", True),
        (Page("p", title="a"), "", False),
        (Page("p"), "a", False),
        (Page("p", shared=("s",)), "", False),
    ],
)
def test_a_page_with_nothing_of_a_person_is_empty(page: Page, text: str, empty: bool) -> None:
    assert is_empty(page, text) is empty


def test_words_are_counted_and_signs_are_not() -> None:
    assert word_count("## One, two\n- **three** – it’s 4") == 5
    assert word_count(" \n--\n") == 0


@given(PAGES)
def test_a_page_reads_back_as_it_was_written(page: Page) -> None:
    assert page_from_plain("p", page_to_plain(page)) == page


@pytest.mark.parametrize(
    ("plain", "page"),
    [
        ({}, Page("p")),
        ({"kind": "poem", "title": 5, "tags": "calm", "made_at": "soon"}, Page("p")),
        ({"tags": ["a", 1, "b"], "made_at": -3, "later": "x"}, Page("p", tags=("a", "b"))),
        ({"binned_at": True, "shared": None}, Page("p")),
        ({"kind": "note", "item": "i"}, Page("p", kind=PageKind.NOTE, item="i")),
    ],
)
def test_what_makes_no_sense_is_left_out(plain: dict[str, Any], page: Page) -> None:
    assert page_from_plain("p", plain) == page
