"""A note becomes harmless HTML, whatever was typed into it, and in time."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rm_desktop.exchange.markdown_view import RICH_LIMIT, plain, render

TAG = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>")
ALLOWED = {
    *("p", "br", "strong", "b", "em", "i", "del", "code", "pre", "blockquote", "ul", "ol", "li"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
HARMLESS = re.compile(
    r"(?: (?:title|align|start)=\"[^\"<>]*\"| href=\"(?:https?:|mailto:|(?![a-z]+:))[^\"<>]*\")*/?",
    re.IGNORECASE,
)


def seconds(text: str) -> float:
    begun = time.perf_counter()
    render(text)
    return time.perf_counter() - begun


def assert_harmless(page: str) -> None:
    for _, name, attributes in TAG.findall(page):
        assert name in ALLOWED
        assert HARMLESS.fullmatch(attributes), attributes
    assert "<" not in TAG.sub("", page)


def test_what_people_write_is_set() -> None:
    page = render(
        "# First impressions\n\nHenrik found the **filter** by *himself*.\n\n- one\n- two\n\n"
        "1. first\n2. second\n\n> a quote\n\n`code`"
    )
    assert "<h1>First impressions</h1>" in page
    assert "<strong>filter</strong> by <em>himself</em>" in page
    assert "<li>one</li>" in page
    assert "<ol>\n<li>first</li>" in page
    assert "<blockquote>" in page
    assert "<code>code</code>" in page


def test_a_line_end_stays_one() -> None:
    assert render("one\ntwo") == "<p>one<br>\ntwo</p>"


def test_a_list_may_stand_right_below_a_line() -> None:
    page = render("Henrik said:\n- “I would ask”\n  and wait\n- nothing\n\n1. one\ntext\n2. two")
    assert page.startswith("<p>Henrik said:</p>\n<ul>\n<li>“I would ask”")
    assert "<li>nothing</li>" in page


def test_boxes_of_a_task_list_are_shown() -> None:
    page = render("- [ ] to do\n- [x] done\n1. [X] third\n- [link](https://a.example)")
    assert "☐ to do" in page
    assert "☑ done" in page
    assert "☑ third" in page
    assert ">link</a>" in page


def test_boxes_inside_code_are_left_alone() -> None:
    page = render("```\n- [ ] as typed\n~~~\n- [x] still code\n```\n\n- [x] outside")
    assert "- [ ] as typed" in page
    assert "- [x] still code" in page
    assert "☑ outside" in page


def test_struck_out_words_are_struck_out() -> None:
    assert render("~~old *news*~~ now ~ and ~~ ~~") == (
        "<p><del>old <em>news</em></del> now ~ and ~~ ~~</p>"
    )


def test_tables_are_set() -> None:
    page = render("| who | what |\n|---|--:|\n| Maya | 3 |")
    assert "<th>who</th>" in page
    assert "<td>Maya</td>" in page


def test_web_addresses_become_links() -> None:
    page = render("see https://a.example/x_y?q=1&r=2. (http://b.example/), `https://c.example`")
    assert '<a href="https://a.example/x_y?q=1&amp;r=2">' in page
    assert '<a href="http://b.example/">http://b.example/</a>)' in page
    assert "<code>https://c.example</code>" in page


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="file:///etc/passwd">',
    "![picture](file:///etc/passwd)",
    "![picture](http://tracker.example/pixel.png)",
    "![ref][r]\n\n[r]: http://tracker.example/pixel.png",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](&#106;avascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "[click](file:///etc/passwd)",
    "[click](qrc:/secret)",
    "[click](vbscript:x)",
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)" onclick="x()">a</a>',
    '<link rel="stylesheet" href="http://tracker.example/a.css">',
    "<style>@import 'http://tracker.example/a.css'</style>",
    '<iframe src="http://tracker.example"></iframe>',
    '<object data="file:///etc/passwd"></object>',
    '<p style="background:url(http://tracker.example/a)">x</p>',
    '<svg onload="alert(1)"/>',
    "<!-- --><b onmouseover=alert(1)>x</b>",
    '[a](https://a.example "x" onclick="alert(1)")',
    "```<script>\nalert(1)\n```",
    "\x02klzzwxh:0000\x03 stash",
    "\u202egnp.exe",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_dangerous_comes_through(payload: str) -> None:
    page = render(payload)
    assert_harmless(page)
    targets = [attributes for _, name, attributes in TAG.findall(page) if name == "a"]
    assert all("href" not in each or re.search(r'"(https?|mailto):', each) for each in targets)


def test_html_is_shown_as_it_was_typed() -> None:
    assert "&lt;b&gt;bold&lt;/b&gt;" in render("<b>bold</b>")


def test_signs_that_turn_text_around_are_made_visible() -> None:
    assert "\u202e" not in render("a\u202eb")


@given(st.text(alphabet="ab[]()!*_`~<>&\\|-+#=\n \t1.:/\"'{}@x\x02\x03\u202e", max_size=300))
@settings(max_examples=200)
def test_any_text_at_all_is_harmless(text: str) -> None:
    assert_harmless(render(text))


SLOW = [
    "[" * 5_000,
    "[ " * 9_000,
    "![" * 9_000,
    "[a](" * 4_000,
    "x[" * 9_999,
    "<a@x[" * 4_000,
    "[`" * 9_000,
    "*a " * 6_000,
    "**" * 9_000,
    "_`*~" * 5_000,
    "```\n" * 4_900,
    "|-|\n[" * 4_000,
    "|\n\n" * 6_000,
    "> " * 9_000,
    "- " * 9_000,
    "\n".join(" " * n + "- x" for n in range(0, 190, 2)),
    "\n".join(" " * 4 * n + "- x" for n in range(19)),
    "a\n" + "> " * 500 + "x",
    "1. " * 6_000,
    "<" * 19_000,
    "&#" * 9_000,
    "\\" * 19_000,
    "[a]: b\n" * 2_800,
    "[" * 190 + "x" * 500 + "](" * 190,
]


@pytest.mark.parametrize("text", SLOW, ids=lambda text: repr(text[:12]))
def test_what_would_hang_a_parser_does_not(text: str) -> None:
    # 0.4 s is the limit; without one these take from ten seconds to minutes on a quiet machine
    assert seconds(text) < 10


def test_what_takes_too_long_is_shown_as_plain_text() -> None:
    text = "x[" * 9_000
    assert render(text, patience=0) == plain(text)


def test_deep_nesting_is_shown_as_plain_text() -> None:
    text = "- 1. " * 1_000
    assert render(text) == plain(text)


def test_a_very_long_note_is_shown_as_plain_text() -> None:
    text = "# Heading\n" + "word " * (RICH_LIMIT // 5)
    assert render(text).startswith("<p># Heading<br>word word")


def test_plain_text_looks_as_it_was_typed() -> None:
    assert plain("a < b\n&amp;") == "<p>a &lt; b<br>&amp;amp;</p>"


def test_the_library_is_imported_by_the_first_note() -> None:
    code = (
        "import sys; import rm_desktop.exchange.markdown_view;"
        "print({'markdown', 'nh3'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
