"""Markdown as plain words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.unmarked import unmarked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They measure **reach**, *not* trust.", "They measure reach, not trust."),
        ("__Very__ ~~bad~~ `code`", "Very bad code"),
        ("***Both***", "Both"),
        ("## Why\n> said she", "Why\nsaid she"),
        ("- one\n  * two\n- [ ] open\n- [x] done", "• one\n  • two\n☐ open\n☑ done"),
        ("1. first\n2. second", "1. first\n2. second"),
        ("[a talk](https://example.org/x)", "a talk (https://example.org/x)"),
        ("![a picture](file:///x.png)", "a picture (file:///x.png)"),
        ("```\ncode\n```", "code"),
        ("2 * 3 * 4, snake_case_name, \\*as typed\\*", "2 * 3 * 4, snake_case_name, *as typed*"),
        ("```whole words```", "``whole words``"),
        ("<b>typed</b>", "<b>typed</b>"),
    ],
)
def test_marks_go_and_words_stay(text: str, words: str) -> None:
    assert unmarked(text) == words


@given(st.text(alphabet="aB \n*_`[](){}#>-+~!\\", max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    letters = [sign for sign in text if sign.isalpha()]
    assert (
        [sign for sign in unmarked(text) if sign.isalpha()] == [*letters]
        or "~~~" in text
        or ("```" in text)
    )


@pytest.mark.parametrize("sign", ["*", "_", "[", "`", "~", "**a", "[a](", "> ", "\\"])
def test_rows_of_signs_take_no_time(sign: str) -> None:
    begun = time.perf_counter()
    unmarked(sign * (8_000 // len(sign)))
    assert time.perf_counter() - begun < 1
