"""A session as Markdown and as a page to print: names, outcomes, and nothing that is markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from rm_desktop.domain.agenda import Carried
from rm_desktop.domain.entities import Action, AgendaItem, SessionState, WrapUp
from rm_desktop.domain.summary import Fate, SessionSummary, TopicRecord
from rm_desktop.exchange.file_names import LONGEST, FreeNames, file_name, file_title
from rm_desktop.exchange.summary_html import agenda_html, summary_html
from rm_desktop.exchange.summary_markdown import (
    agenda_markdown,
    escaped,
    nested,
    summary_markdown,
)

MINUTE = 60_000
SUMMARY = SessionSummary(
    id="s",
    number=4,
    title="Short video",
    state=SessionState.CLOSED,
    wrap_up=WrapUp.DONE,
    minutes=60,
    begins=datetime.fromisoformat("2026-11-26T14:00"),
    ends=datetime.fromisoformat("2026-11-26T15:02"),
    elapsed_ms=62 * MINUTE,
    names={"m": "Maya Okafor", "h": "Henrik Berg"},
    purpose="To decide about short video.",
    topics=(
        TopicRecord(
            "a",
            "A creator brief",
            "m",
            15,
            17 * MINUTE,
            Fate.DISCUSSED,
            "Half a page is enough.",
            "# First draft\nEleven lines.\n\n```\n# code\n```",
            "Brief a creator",
        ),
        TopicRecord("b", "Voicemail", "h", 5, 0, Fate.CARRIED),
    ),
    waiting=(),
    takeaways=(("m", "Silence is not mine to fill."), ("h", "Two lines\nof text")),
    actions=(
        Action("x", "Answer every comment", "h", done_at=1),
        Action("y", "Send the clips", "m", "2026-12-12"),
    ),
    next_begins=datetime.fromisoformat("2026-12-10T15:00"),
)
PLANNED = replace(
    SUMMARY,
    state=SessionState.PLANNED,
    elapsed_ms=0,
    takeaways=(),
    actions=(),
    topics=tuple(replace(t, fate=Fate.OPEN, spent_ms=0) for t in SUMMARY.topics),
    waiting=(Carried(AgendaItem("c", title="From before"), "s0", 1),),
)


def test_the_summary_as_markdown() -> None:
    assert summary_markdown(SUMMARY) == (
        "# Session 4: Short video\n\n"
        "Maya Okafor and Henrik Berg · Thursday 26 November 2026, 14:00–15:02\n\n"
        "## Takeaways\n\n"
        "**Maya Okafor**\n\n> Silence is not mine to fill.\n\n"
        "**Henrik Berg**\n\n> Two lines\n> of text\n\n"
        "## Topics\n\n"
        "### A creator brief\n\n"
        "Maya Okafor leads · 17 of 15 min · discussed\n\n"
        "Objective: Brief a creator\n\n"
        "**Outcome:** Half a page is enough.\n\n"
        "#### First draft\nEleven lines.\n\n```\n# code\n```\n\n"
        "### Voicemail\n\n"
        "Henrik Berg leads · 5 min planned · carried over\n\n"
        "## Actions\n\n"
        "- [x] Answer every comment (Henrik Berg, done)\n"
        "- [ ] Send the clips (Maya Okafor, due Saturday 12 Dec 2026)\n\n"
        "## Carried over\n\n- Voicemail\n\n"
        "Next session: Thursday 10 Dec 2026, 15:00\n"
    )


def test_the_agenda_as_markdown() -> None:
    assert agenda_markdown(PLANNED) == (
        "# Session 4: Short video\n\n"
        "Maya Okafor and Henrik Berg · Thursday 26 November 2026, 14:00–15:02 · "
        "20 of 60 min planned\n\n"
        "To decide about short video.\n\n"
        "1. A creator brief (Maya Okafor leads, 15 min)\n"
        "   Outcome: Half a page is enough.\n"
        "2. Voicemail (Henrik Berg leads, 5 min)\n\n"
        "## Carried over\n\n- From before\n"
    )


def test_an_empty_session_is_short() -> None:
    bare = replace(
        SUMMARY, topics=(), takeaways=(), actions=(), title="", begins=None, next_begins=None
    )
    assert summary_markdown(bare) == (
        "# Session 4\n\nMaya Okafor and Henrik Berg\n\nNext session: no date yet\n"
    )
    assert "<h2>Topics</h2>" not in summary_html(bare)


@given(st.text(alphabet="ab *_`[]<>#\\!~()1.-+", min_size=1, max_size=40))
def test_a_title_stays_a_title_in_markdown(title: str) -> None:
    page = markdown(f"### x {escaped(title)} x")
    text = page.removeprefix("<h3>").removesuffix("</h3>")
    assert "<" not in text.replace("&lt;", "")


def test_headings_inside_notes_stand_below_the_topic() -> None:
    assert nested("# a\n#### b\n#tag\n~~~\n# c\n~~~", 3) == "#### a\n###### b\n#tag\n~~~\n# c\n~~~"


def test_pages_hold_names_and_never_you() -> None:
    for page in (summary_html(SUMMARY), agenda_html(PLANNED)):
        assert "Maya Okafor leads" in page
        assert "You" not in page
    page = summary_html(SUMMARY)
    assert "62 of 60 min" in page
    assert "☑ Answer every comment" in page
    assert "<h4>First draft</h4>" in page


@pytest.mark.parametrize("make", [summary_html, agenda_html])
def test_nothing_that_was_typed_becomes_markup_on_paper(make: object) -> None:
    evil = '<img src="file:///etc/passwd">'
    topic = TopicRecord("a", evil, "m", 5, 0, Fate.OPEN, evil, evil, evil)
    summary = replace(
        PLANNED,
        title=evil,
        purpose=evil,
        topics=(topic,),
        names={"m": evil},
        takeaways=(("m", evil),),
        actions=(Action("x", evil, "m"),),
        waiting=(Carried(AgendaItem("c", title=evil), "s0", 1),),
    )
    assert callable(make)
    assert "<img" not in make(summary)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maya & Henrik", "Maya & Henrik"),
        ("a/b\\c:d*e?f", "a b c d e f"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("ends with dot.", "ends with dot"),
        ("  \t\n ", "otherwise"),
        ("...", "otherwise"),
        ("tab\tand\nline", "tab and line"),
        ("evil\u202egnp.exe", "evil gnp.exe"),
    ],
)
def test_names_are_fit_for_every_system(text: str, name: str) -> None:
    assert file_name(text, "otherwise") == name


@given(st.text(max_size=300))
def test_any_text_becomes_a_usable_name(text: str) -> None:
    name = file_name(text, "otherwise")
    assert name == name.strip(" .")
    assert 0 < len(name.encode()) <= LONGEST + 1
    assert not set(name) & set('<>:"/\\|?*\0\n')


def test_names_that_would_be_the_same_file_are_numbered() -> None:
    names = FreeNames()
    taken = [names.take("Maya", ".md"), names.take("MAYA", ".md"), names.take("maya", ".md")]
    assert taken == ["Maya.md", "MAYA (2).md", "maya (3).md"]


def test_a_session_s_file_sorts_by_number_and_day() -> None:
    assert file_title(SUMMARY) == "Session 04 2026-11-26 Short video"
    assert file_title(replace(SUMMARY, title="", begins=None)) == "Session 04"
