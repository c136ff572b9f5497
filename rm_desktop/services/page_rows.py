"""What lists and search hold of a private page; made from the page, and read back from its row."""

from __future__ import annotations

import json

from rm_desktop.domain.journal import Page, page_from_plain, page_to_plain, wall_ms
from rm_desktop.vault.rows import ItemRow, SearchRow

PREVIEW = 200


def page_row(page: Page, text: str) -> ItemRow:
    """Return what lists show of a page."""
    return ItemRow(
        document=page.id,
        kind=page.kind,
        id=page.id,
        title=page.title or page.beside,
        session=page.session or None,
        at=wall_ms(page.written),
        state=page.state,
        live=not page.binned_at,
        preview=" ".join(text[: 2 * PREVIEW].split())[:PREVIEW],
        body=json.dumps(page_to_plain(page), ensure_ascii=False),
        pair=page.pair or None,
    )


def page_words(page: Page, text: str) -> SearchRow:
    """Return the words by which a page is found: its title, its text and its tags."""
    tags = " ".join(f"#{tag}" for tag in page.tags)
    title = page.title or page.beside
    return SearchRow(page.id, page.kind, page.id, title, f"{text}\n{tags}" if tags else text)


def page_of(body: str, ident: str) -> Page:
    """Return the page that a row's body describes."""
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        plain = {}
    return page_from_plain(ident, plain if isinstance(plain, dict) else {})
