"""Drafts as rows, and addresses as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.entities import AgendaItem, Member, Role, Session
from rm_desktop.domain.journal import DraftState, Page, PageKind
from rm_desktop.domain.pair import Pair
from rm_desktop.ui.drafts.rows import draft_rows, link_of, state_after, state_of


def draft(ident: str, **fields: object) -> Page:
    return Page(ident, PageKind.DRAFT, **fields)  # type: ignore[arg-type]


def test_rows_say_state_links_and_where_it_went() -> None:
    pair = Pair(
        "p",
        members={"m": Member("m", "Maya", Role.MENTOR), "h": Member("h", "Henrik", Role.MENTEE)},
        sessions={"s": Session("s", ordinal=1)},
        items={"t": AgendaItem("t", title="x", session="s"), "b": AgendaItem("b", binned_at=1)},
    )
    rows = draft_rows(
        [
            draft("1", title="On it", item="t", state="ready"),
            draft("2", title="  ", state="strange", links=("https://a.b", "https://c.d")),
            draft("3", title="Gone", item="b", state="draft"),
        ],
        pair,
    )
    assert [(row.title, row.state, row.detail, row.topic) for row in rows] == [
        ("Untitled", "idea", "2 links", ""),
        ("Gone", "draft", "", ""),
        ("On it", "ready", "On the agenda of session 1", "t"),
    ]


def test_states_go_round() -> None:
    state, seen = DraftState.IDEA, []
    for _ in range(3):
        state = state_after(state)
        seen.append(state)
    assert seen == ["draft", "ready", "idea"]


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("example.org/a", "https://example.org/a"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("two words.org", ""),
        ("nothing", ""),
        ("", ""),
        ("https://[", ""),
    ],
)
def test_only_web_addresses_are_kept(typed: str, link: str) -> None:
    assert link_of(typed) == link


@given(st.text())
def test_whatever_is_typed_is_a_web_address_or_refused(typed: str) -> None:
    link = link_of(typed)
    assert link == "" or link.startswith(("http://", "https://"))


@given(st.text())
def test_any_state_is_one_of_three(state: str) -> None:
    assert state_of(draft("1", state=state)) in set(DraftState)
