from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.text import TITLE_LIMIT, check_length, harmless, one_line, storable, writable

ANY_TEXT = st.text(st.characters(), max_size=400)


def test_control_characters_are_shown_as_signs() -> None:
    assert harmless("a\x00b\x1bc\x7fd\x85e") == "a␀b␛c␡d�e"


def test_characters_that_turn_text_around_lose_their_power() -> None:
    assert harmless("safe\u202egpj.exe\u2066x\u2069\u200f\u061c") == "safe�gpj.exe�x���"


@pytest.mark.parametrize("kept", ["👩‍💻", "می‌خواهم", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a\tb\nc", "e\u0301", "日本語"])
def test_words_and_emoji_stay_as_they_are(kept: str) -> None:
    assert harmless(kept) == kept
    assert storable(kept) == kept


@given(ANY_TEXT)
def test_what_is_shown_is_harmless_and_as_long_as_the_text(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert harmless(shown) == shown
    for char in shown:
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} or char in "\n\t"
        assert unicodedata.bidirectional(char) not in {"LRE", "RLE", "LRO", "RLO", "PDF"}
        assert unicodedata.bidirectional(char) not in {"LRI", "RLI", "FSI", "PDI"}


@given(ANY_TEXT, st.integers(2, 60))
def test_one_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    line.encode("utf-8")
    assert one_line(line, limit) == line


def test_a_long_title_is_cut_at_a_word() -> None:
    line = one_line("word " * 100)
    assert len(line) <= TITLE_LIMIT
    assert line.endswith("word…")
    assert one_line("x" * 400) == "x" * 299 + "…"
    assert one_line("short " + "x" * 400).startswith("short xxx")


def test_lines_of_every_system_end_alike_and_half_characters_go() -> None:
    assert storable("a\r\nb\rc\ud83d") == "a\nb\nc�"


def test_a_text_that_is_too_long_is_refused_by_name() -> None:
    assert check_length("The title", "fine\r\n", 6) == "fine\n"
    with pytest.raises(BadInputError) as refusal:
        check_length("The title", "x" * 2_001, 2_000)
    assert refusal.value.sentence == "The title can be at most 2,000 characters long."


@given(st.text(st.sampled_from("a\n\x00\u061c\u200e\u200f\u202e\u2067\u2069😀")))
def test_a_field_keeps_marks_of_direction_and_is_harmless_otherwise(text: str) -> None:
    marks = "\u061c\u200e\u200f"
    pairs = zip(text, writable(text), strict=True)
    assert all(new == (old if old in marks else harmless(old)) for old, new in pairs)
