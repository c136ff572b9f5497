from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.paste import ITEM_LIMIT, PastedItem, PastedList, read_list
from rm_desktop.domain.text import NOTE_LIMIT, PASTE_LIMIT, TITLE_LIMIT
from rm_desktop.domain.topic_line import plain_title, split_minutes


def titles(text: str) -> list[str]:
    return [item.title for item in read_list(text).items]


def test_plain_lines_are_topics() -> None:
    pasted = read_list("Short video\n\n  Live demo 20 min\r\nQuestions\n")
    assert pasted == PastedList(
        (PastedItem("Short video"), PastedItem("Live demo", 20), PastedItem("Questions"))
    )


@pytest.mark.parametrize(
    "sign",
    [
        "-",
        "*",
        "+",
        "•",
        "–",
        "1.",
        "12)",
        "(3)",
        "b)",
        "- [ ]",
        "* [x]",
        "[ ]",
        "☐",
        "> -",
        ">> 1.",
    ],
)
def test_every_kind_of_bullet_is_read(sign: str) -> None:
    assert titles(f"Hello\n\n{sign} One thing\n{sign} Another\n\nBye") == ["One thing", "Another"]


def test_an_email_gives_its_bullets_and_says_what_it_left_out() -> None:
    pasted = read_list(
        "Hi Henrik,\n\nwhat I would like to talk about:\n"
        "- Why nobody answers voicemail (10 min)\n"
        "- What a creator brief looks like, and why ours are always three\n"
        "times too long, 15’\n"
        "- Budgets\n"
        "See you Saturday\nMaya\n-- \nMaya Okafor\nGrowth team\n"
    )
    assert pasted.items == (
        PastedItem("Why nobody answers voicemail", 10),
        PastedItem(
            "What a creator brief looks like, and why ours are always three times too long", 15
        ),
        PastedItem("Budgets"),
    )
    assert pasted.ignored == (
        "Hi Henrik,",
        "what I would like to talk about:",
        "See you Saturday",
        "Maya",
        "Maya Okafor",
        "Growth team",
    )


def test_bullets_below_somebodys_signature_are_still_read() -> None:
    text = "Fine with me.\n-- \nHenrik\n> - Short video (20 min)\n> - Data tools\n> -- \n> Maya"
    pasted = read_list(text)
    assert pasted.items == (PastedItem("Short video", 20), PastedItem("Data tools"))
    assert pasted.ignored == ("Fine with me.", "Henrik", "Maya")


def test_what_lies_deeper_becomes_the_notes_of_its_topic() -> None:
    pasted = read_list(
        "  1. Short video (1h30)\n     - formats\n       * vertical\n         and square\n"
        "\n     A remark of its own.\n  2. Data\n"
    )
    assert pasted.items == (
        PastedItem("Short video", 90, "- formats\n  - vertical and square\n\nA remark of its own."),
        PastedItem("Data"),
    )


def test_tabs_count_as_depth_and_lists_may_begin_indented() -> None:
    assert read_list("\t- one\n\t\t- below\n- two").items == (
        PastedItem("one", None, "- below"),
        PastedItem("two"),
    )


def test_headings_group_bullets_and_are_topics_without_them() -> None:
    assert titles("# Agenda\n- one\n## Later\n- two") == ["one", "two"]
    assert read_list("# Agenda\n- one").ignored == ("# Agenda",)
    assert titles("# One\nTwo\n===\n---\n```text\n# \nThree") == ["One", "Two", "Three"]


def test_a_heading_does_not_continue_a_long_bullet() -> None:
    assert titles("- " + "word " * 15 + "\n# Next\n- two")[0] == ("word " * 15).strip()


def test_a_remark_after_a_blank_line_belongs_to_nobody() -> None:
    pasted = read_list("- " + "word " * 15 + "\n\nRemark\nmore of it\n- two\n> quoted")
    assert len(pasted.items) == 2
    assert pasted.ignored == ("Remark", "more of it", "quoted")


def test_empty_bullets_and_empty_texts_give_nothing() -> None:
    assert read_list("") == read_list(" \n\t\n") == PastedList()
    assert titles("-\n- \n- [ ]\n* one") == ["one"]


def test_a_long_title_is_cut_and_kept_whole_in_the_notes() -> None:
    long = "word " * 80 + "end"
    (item,) = read_list(f"- {long} (15 min)\n  - below").items
    assert len(item.title) <= TITLE_LIMIT
    assert item.title.endswith("word…")
    assert item.minutes == 15
    assert item.notes == f"{long}\n\n- below"
    assert read_list(long).items[0].notes == long


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 10_000_000, "too long to be a list"),
        ("- x\n" * (ITEM_LIMIT + 1), "This list has 201 topics."),
        ("- x\n  " + "y" * (NOTE_LIMIT + 1), "can be at most 200,000 characters"),
    ],
)
def test_what_is_far_too_much_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    if "\n  " in text:
        text = text.replace("\n  ", "\n  - ")
    with pytest.raises(BadInputError) as refusal:
        read_list(text)
    assert sentence in refusal.value.sentence
    assert "nothing was changed" in refusal.value.next_step.lower()


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("topic (15 min)", "topic", 15),
        ("topic – 15'", "topic", 15),
        ("topic 15m", "topic", 15),
        ("topic, 15 min.", "topic", 15),
        ("topic:15min", "topic", 15),
        ("topic [1.5h]", "topic", 90),
        ("topic (1:30)", "topic", 90),
        ("topic (~ 10 min)", "topic", 10),
        ("topic about 20 minutes", "topic", 20),
        ("topic (10–15 min)", "topic", 15),
        ("topic 10-15 min", "topic", 15),
        ("topic (1 h 30 min);", "topic", 90),
        ("topic (20)", "topic", 20),
        ("15 min: topic", "topic", 15),
        ("15' – topic", "topic", 15),
        ("(5 min) topic", "topic", 5),
        ("Plan (2026)", "Plan (2026)", None),
        ("Plan (2)", "Plan (2)", None),
        ("Plan (900)", "Plan (900)", None),
        ("Plan (0)", "Plan (0)", None),
        ("Our top 10", "Our top 10", None),
        ("Meet (15:00)", "Meet (15:00)", None),
        ("Sprint of 2000 m", "Sprint of 2000 m", None),
        ("15 min", "15 min", None),
        ("(15 min)", "(15 min)", None),
        ("9999 min: topic", "9999 min: topic", None),
        ("  two   spaces ", "two spaces", None),
    ],
)
def test_minutes_beside_a_title(line: str, title: str, minutes: int | None) -> None:
    assert split_minutes(line) == (title, minutes)


def test_emphasis_around_a_whole_title_goes() -> None:
    assert plain_title("**Bold**") == "Bold"
    assert plain_title("[x] _Soft_") == "Soft"
    assert plain_title("**One** and **two**") == "**One** and **two**"


@given(st.text(alphabet=st.sampled_from("ab1 (5min)-*>#\n\t•[x]:,–'`~_\r"), max_size=300))
def test_any_text_gives_topics_within_the_limits(text: str) -> None:
    pasted = read_list(text)
    for item in pasted.items:
        assert 0 < len(item.title) <= TITLE_LIMIT
        assert len(item.title.splitlines()) == 1
        assert item.minutes is None or 1 <= item.minutes <= 600


WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=60).map(str.strip).filter(bool)


@given(st.lists(st.tuples(WORDS, st.integers(1, 600)), min_size=1, max_size=20))
def test_a_list_written_out_is_read_back(topics: list[tuple[str, int]]) -> None:
    text = "\n".join(f"- {title} ({minutes} min)" for title, minutes in topics)
    read = [(item.title, item.minutes) for item in read_list(text).items]
    assert read == [(" ".join(title.split()), minutes) for title, minutes in topics]


@pytest.mark.parametrize("unit", ["> ", "- ", " ", "1", "* - ", "[", "~ ", "(1 min ", "–", "\t"])
def test_no_text_takes_long_to_read(unit: str) -> None:
    text = unit * (PASTE_LIMIT // len(unit))
    began = time.process_time()
    try:
        read_list(text)
    except BadInputError as refusal:
        assert refusal.sentence  # noqa: PT017
    assert time.process_time() - began < 5
