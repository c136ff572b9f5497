"""Which words of a line look like what."""

from __future__ import annotations

import time

import pytest

from rm_desktop.ui.editor.markdown import LONGEST, Style, is_fence, spans


def looks(text: str) -> list[tuple[str, int]]:
    return [(text[start:end], style) for start, end, style in spans(text)]


@pytest.mark.parametrize(
    ("text", "looked"),
    [
        ("plain words", []),
        ("a **bold** word", [("**bold**", Style.BOLD)]),
        ("a __bold__ word", [("__bold__", Style.BOLD)]),
        ("a *soft* word", [("*soft*", Style.ITALIC)]),
        ("a _soft_ word", [("_soft_", Style.ITALIC)]),
        ("~~gone~~", [("~~gone~~", Style.STRUCK)]),
        ("run `ls -l *` now", [("`ls -l *`", Style.CODE)]),
        ("``a ` b``", [("``a ` b``", Style.CODE)]),
        ("> said *she*", [("> said *she*", Style.QUOTE), ("*she*", Style.QUOTE | Style.ITALIC)]),
        ("## Head", [("## Head", Style.HEADING)]),
        ("- one", [("- ", Style.SIGN)]),
        ("12. one", [("12. ", Style.SIGN)]),
        ("- [ ] open", [("- ", Style.SIGN), ("[ ]", Style.SIGN)]),
        ("see https://a.example/x.", [("https://a.example/x", Style.LINK)]),
        ("[a](b)", [("[a](b)", Style.QUIET), ("a", Style.LINK)]),
        ("![a](b)", [("![a](b)", Style.QUIET), ("a", Style.LINK)]),
        ("**a *b* c**", [("**a *b* c**", Style.BOLD), ("*b*", Style.BOLD | Style.ITALIC)]),
    ],
)
def test_what_looks_like_what(text: str, looked: list[tuple[str, int]]) -> None:
    assert looks(text) == looked


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "snake_case_name and another_one",
        "**not closed",
        "a lone ` tick",
        "#nohead",
        "-noitem",
        "** **",
        "whttp://x",
        "",
    ],
)
def test_what_is_only_a_character_stays_plain(text: str) -> None:
    assert looks(text) == []


def test_a_ticked_box_strikes_its_line() -> None:
    found = looks("- [x] sent *it*")
    assert ("[x]", Style.SIGN) in found
    assert (" sent *it*", Style.QUIET | Style.STRUCK) in found


def test_lines_that_are_far_too_long_stay_plain() -> None:
    assert looks("**a** " * LONGEST) == []


@pytest.mark.parametrize("nasty", ["**a ", "*a ", "`a ", "[", "_a ", "~~a ", "![a](", "``` "])
def test_no_line_takes_long(nasty: str) -> None:
    line = (nasty * LONGEST)[:LONGEST]
    began = time.perf_counter()
    list(spans(line))
    assert time.perf_counter() - began < 0.5


def test_fences() -> None:
    assert is_fence("```python")
    assert is_fence("  ~~~")
    assert not is_fence("a ```")
