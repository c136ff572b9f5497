"""Lists go on by themselves and end when they should."""

from __future__ import annotations

import pytest

from rm_desktop.ui.editor.list_keys import Enter, can_indent, on_enter, outdent_by


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("3. one", "4. "),
        ("9) one", "10) "),
        ("- [x] done", "- [ ] "),
        ("- [ ] open", "- [ ] "),
        ("> said", "> "),
        ("plain", ""),
        ("-no item", ""),
    ],
)
def test_what_the_next_line_begins_with(line: str, begins: str) -> None:
    assert on_enter(line, len(line)) == Enter(begins=begins)


@pytest.mark.parametrize("line", ["- ", "  1. ", "- [ ] ", "> "])
def test_enter_in_an_empty_item_ends_the_list(line: str) -> None:
    assert on_enter(line, len(line)) == Enter(sign_goes=len(line))


@pytest.mark.parametrize("line", ["- one", "> said"])
def test_enter_before_the_sign_only_makes_room(line: str) -> None:
    assert on_enter(line, 0) == Enter()


def test_an_item_goes_at_most_one_level_deeper_than_the_one_above() -> None:
    assert can_indent("- b", "- a")
    assert not can_indent("  - b", "- a")
    assert not can_indent("- b", "words")
    assert not can_indent("words", "- a")


def test_going_up_a_level() -> None:
    assert [outdent_by(line) for line in ("  - a", " - a", "\t- a", "- a", "words")] == [
        2, 1, 1, 0, 0,
    ]  # fmt: skip
