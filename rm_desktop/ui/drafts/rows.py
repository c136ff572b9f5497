"""Topic drafts as a list shows them, and what a partner would read of one; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from rm_desktop.domain.journal import DraftState, Page
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn

_ORDER = (DraftState.IDEA, DraftState.DRAFT, DraftState.READY)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft; `topic` is the topic it became, as long as that is there."""

    id: str
    title: str
    state: DraftState
    detail: str
    topic: str


def draft_rows(drafts: Iterable[Page], pair: Pair) -> tuple[DraftRow, ...]:
    """Return drafts in the order they come in, those on an agenda last."""
    rows = [draft_row(page, pair) for page in drafts]
    return tuple(sorted(rows, key=lambda row: bool(row.topic)))


def draft_row(page: Page, pair: Pair) -> DraftRow:
    """Return one draft as a row."""
    topic = topic_of(page, pair)
    details = []
    if topic:
        details.append(_where(topic, pair))
    if page.links:
        details.append(trn("{n} link", "{n} links", len(page.links)))
    title = harmless(page.title).strip() or tr("Untitled")
    return DraftRow(page.id, title, state_of(page), " · ".join(details), topic)


def topic_of(page: Page, pair: Pair) -> str:
    """Return the topic that a draft became, empty if there is none (any more)."""
    item = pair.items.get(page.item)
    return item.id if item is not None and not item.binned_at else ""


def state_of(page: Page) -> DraftState:
    """Return how far a draft has come; one that says nothing of it is an idea."""
    return DraftState(page.state) if page.state in _ORDER else DraftState.IDEA


def state_after(state: DraftState) -> DraftState:
    """Return the state that comes next; after ready one begins anew."""
    return _ORDER[(_ORDER.index(state) + 1) % len(_ORDER)]


def state_word(state: DraftState) -> str:
    """Return a state in words."""
    return {
        DraftState.IDEA: tr("Idea"),
        DraftState.DRAFT: tr("Draft"),
        DraftState.READY: tr("Ready"),
    }[state]


def link_of(typed: str) -> str:
    """Return what was typed as a web address, empty where it is none."""
    text = typed.strip()
    if text and "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    host = parts.hostname or ""
    fits = parts.scheme in {"http", "https"} and "." in host and not any(map(str.isspace, text))
    return text if fits else ""


def _where(topic: str, pair: Pair) -> str:
    session = pair.items[topic].session
    if not session:
        return tr("In the backlog")
    number = pair.numbers.get(session, pair.next_number)
    return tr("On the agenda of session {n}", n=number)
