"""Markdown and text files as entries: our own come back as they were, others as they were meant."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rm_desktop.domain.journal import DraftState, Page, PageKind, note_id
from rm_desktop.domain.text import NOTE_LIMIT, storable
from rm_desktop.exchange import front_matter
from rm_desktop.exchange.journal_entries import UnreadableError
from rm_desktop.exchange.journal_markdown import (
    TextFile,
    page_file,
    page_files,
    page_name,
    read_text,
)

OSLO = "Europe/Oslo"
MODIFIED = int(datetime(2026, 11, 22, 10, 30, tzinfo=UTC).timestamp() * 1000)


def read(content: str | bytes, name: str = "note.md", zone: str = OSLO) -> tuple[Page, str]:
    data = content.encode() if isinstance(content, str) else content
    found = read_text(TextFile(name, name, MODIFIED, data), zone)
    return found.page, found.text


words = st.text(max_size=60).map(storable)
line = st.text(max_size=40).map(lambda text: " ".join(storable(text).split()))
ids = st.text("abcdef0123456789", min_size=8, max_size=32)
pages = st.builds(
    Page,
    id=ids,
    kind=st.sampled_from([str(kind) for kind in (PageKind.ENTRY, PageKind.DRAFT)]),
    pair=ids,
    title=line,
    written=st.datetimes().map(
        lambda moment: moment.replace(year=1990 + moment.year % 28 * 4).isoformat("T", "minutes")
    ),
    tags=st.lists(line.filter(bool), unique=True, max_size=4).map(tuple),
    session=ids,
    item=ids,
    prompt=words,
    template=line,
    state=st.sampled_from([str(state) for state in DraftState]),
    links=st.lists(ids, max_size=3).map(tuple),
    shared=st.lists(ids, max_size=3).map(tuple),
    source=words,
    made_at=st.integers(0, 2**47),
    binned_at=st.integers(0, 2**47),
)
texts = st.one_of(
    words,
    st.lists(st.sampled_from(["---", "", "title: x", "# A", "- b", "![a](b.png)", "\ttab "])).map(
        "\n".join
    ),
)


@given(page=pages, text=texts)
@settings(max_examples=60, deadline=None)
def test_what_we_write_is_read_back_field_by_field(page: Page, text: str) -> None:
    assert read(page_file(page, text)) == (page, text)


def test_a_note_beside_a_topic_comes_back_as_one() -> None:
    page = Page(note_id("abc"), PageKind.NOTE, item="abc", written="2026-11-22T10:00")
    assert read(page_file(page, "quiet"))[0] == page
    other = replace(page, id="somewhereelse")
    assert read(page_file(other, "quiet"))[0].kind == PageKind.ENTRY


def test_files_are_named_by_day_and_title_and_none_hides_another() -> None:
    page = Page("b1", title="Why: I was late?", written="2026-11-26T14:05", made_at=2)
    other = replace(page, id="b2", made_at=1)
    assert page_name(page) == "2026-11-26 14.05 Why I was late"
    assert list(page_files([(page, ""), (other, "")])) == [
        "2026-11-26 14.05 Why I was late.md",
        "2026-11-26 14.05 Why I was late (2).md",
    ]


JOPLIN = """---
title: Frogs
source: https://a.example/wiki/Frog
created: 2021-05-01 16:40:00Z
updated: 2021-05-02 16:40:00Z
latitude: 37.08402100
completed?: no
tags:
  - Reference
  - Cool
---

This is about frogs. ![pond](../_resources/pond.png)
"""


def test_joplins_front_matter_is_read() -> None:
    page, text = read(JOPLIN, "Animals/Frogs.md")
    assert page == Page("", title="Frogs", written="2021-05-01T18:40", tags=("Reference", "Cool"))
    assert text == "This is about frogs. (left out: pond, pond.png)\n"


def test_joplins_markdown_export_has_its_title_in_the_name() -> None:
    page, text = read("Body [doc.pdf](../_resources/doc.pdf)", "Notebook/Take Home Quiz.md")
    assert page == Page("", title="Take Home Quiz", written="2026-11-22T11:30")
    assert text == "Body (left out: doc.pdf)"


def test_a_long_title_is_folded_by_joplin() -> None:
    title = ">-\n  A title that went on and on until\n  it needed two lines"
    head = f"---\ntitle: {title}\nx: 1\n---\n\nBody"
    assert read(head)[0].title == "A title that went on and on until it needed two lines"


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("1970-01-01 00:00Z", "1970-01-01T01:00"),
        ("2021-06-01T12:00:00+00:00", "2021-06-01T14:00"),
        ("2021-06-01 12:00:00 -0500", "2021-06-01T19:00"),
        ("2013/7/13 20:46:25", "2013-07-13T20:46"),
        ("2013-07-13", "2013-07-13T00:00"),
        ("'2013-07-13 08:00'", "2013-07-13T08:00"),
        ("2013-02-30", "2026-11-22T11:30"),
        ("0001-01-01T00:00Z", "2026-11-22T11:30"),
        ("some day", "2026-11-22T11:30"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, local: str) -> None:
    assert read(f"---\ndate: {written}\n---\nx")[0].written == local


@pytest.mark.parametrize(
    ("name", "written", "title"),
    [
        ("2024-01-05.md", "2024-01-05T00:00", ""),
        ("sub/20240105 Trip.txt", "2024-01-05T00:00", "Trip"),
        ("2024-01-05 14.05 What I heard.md", "2024-01-05T14:05", "What I heard"),
        ("2024_01_05-1405-late.md", "2024-01-05T14:05", "late"),
        ("2024-13-05 x.md", "2026-11-22T11:30", "2024-13-05 x"),
        ("12345678901.md", "2026-11-22T11:30", "12345678901"),
    ],
)
def test_a_name_may_say_when_it_was(name: str, written: str, title: str) -> None:
    page, text = read("words", name)
    assert (page.written, page.title, text) == (written, title, "words")


def test_a_heading_is_the_title_where_nothing_else_says_one() -> None:
    assert read("# First\n\nwords", "2024-01-05.md") == (
        Page("", title="First", written="2024-01-05T00:00"),
        "words",
    )
    assert read("# First\nwords", "a.txt")[1] == "# First\nwords"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"caf\xe9", "not text in UTF-8"),
        (b"a\0b", "not text in UTF-8"),
        (b"\xff\xfea\xd8", "not text in UTF-8"),
        (b"x" * (NOTE_LIMIT + 1), "longer than 200,000 characters"),
        (b"x" * (5 * NOTE_LIMIT), "longer than 200,000 characters"),
        (b"---\nrm-desktop: 1\nid: ../../x\n---\n\nx", "it has no id"),
        (b"---\nrm-desktop: 1\nid: abc\ncreated: later\n---\n\nx", "it does not say when"),
    ],
)
def test_what_cannot_be_used_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(content)


def test_windows_line_ends_and_utf_16_are_read() -> None:
    assert read(b"\xef\xbb\xbfone\r\ntwo\r")[1] == "one\ntwo\n"
    assert read("één".encode("utf-16"))[1] == "één"


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ('a: "x \\"y\\" \\u00e9 # z" # c', {"a": 'x "y" é # z'}),
        ("a: 'it''s: 1' # c", {"a": "it's: 1"}),
        ("a: b # c\nd: [x, \"y, z\", 'w']", {"a": "b", "d": ["x", "y, z", "w"]}),
        ("tags:\n- a\n- 'b'\nx: null", {"tags": ["a", "b"], "x": ""}),
        ("a: |\n  one\n   two\n\n  three", {"a": "one\n two\n\nthree"}),
        ("a: one\n  two", {"a": "one two"}),
        ("Title: X\n# only: a comment", {"title": "X"}),
        ("a:\n  b: c", {"a": []}),
        ("a: []", {"a": []}),
    ],
)
def test_heads_are_read_as_yaml_means_them(head: str, facts: front_matter.Facts) -> None:
    assert front_matter.parted(f"---\n{head}\n---\nbody") == (facts, "body")


@pytest.mark.parametrize(
    "text",
    ["--- \nno end", "---\n***\n---\nx", "----\na: b\n---\n", "text\n---\na: b\n---\n", "---"],
)
def test_what_is_no_head_is_text(text: str) -> None:
    assert front_matter.parted(text) == ({}, text)


@given(st.text(alphabet="a:-\"'[]{},|>#\\ux0 \n\t", max_size=120))
@settings(max_examples=100, deadline=None)
def test_no_head_can_fail(head: str) -> None:
    front_matter.parted(f"---\n{head}\n---\nbody")


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "\t" * 60_000 + "x\n---\n",
        "---\na: [" + " " * 60_000 + "{\n---\n",
        "---\na: [x" + " " * 60_000 + "[\n---\n",
        "---\na: '" + "''" * 30_000 + "\n---\n",
        '---\na: "' + "\\" * 60_000 + "\n---\n",
        "---\n" + "a" * 60_000 + "\n---\n",
        "---\na:" + "\n- x" * 490 + "\n---\n",
        "![" * 100_000,
        "[" * 200_000,
        "[x](../" + "../" * 60_000,
        "![a](" * 40_000,
        "<img src " * 20_000,
        "![[" * 60_000,
    ],
    ids=lambda text: repr(text[:16]),
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    with suppress(UnreadableError):
        read(text + " _resources/ <img")
    assert time.process_time() - began < 2
