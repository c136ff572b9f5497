"""Journal pages as a page to print or to save as PDF, by Qt's rich text; nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rm_desktop.domain.date_words import long_day, time_words
from rm_desktop.domain.journal import Page, wall_ms
from rm_desktop.domain.words import tr
from rm_desktop.exchange.summary_html import set_below, shown, whole_page


def journal_html(pages: Iterable[tuple[Page, str]], title: str = "") -> str:
    """Return pages with their texts as one page, the earliest first."""
    ordered = sorted(pages, key=lambda each: (wall_ms(each[0].written), each[0].made_at))
    title = title or (ordered[0][0].title if len(ordered) == 1 else "") or tr("Journal")
    body = [f"<h1>{shown(title)}</h1>"]
    for page, text in ordered:
        is_alone = len(ordered) == 1 and page.title == title
        body.append(_entry(page, text, "" if is_alone else page.title))
    return whole_page(title, body)


def _entry(page: Page, text: str, title: str) -> str:
    facts = " · ".join(filter(None, (_when(page.written), *(f"#{tag}" for tag in page.tags))))
    heading = f"<h2>{shown(title)}</h2>" if title else ""
    return f'{heading}<p class="quiet">{shown(facts)}</p>{set_below(text) if text.strip() else ""}'


def _when(written: str) -> str:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return ""
    day = tr("{day} {year}", day=long_day(moment.date()), year=moment.year)
    return tr("{day}, {time}", day=day, time=time_words(moment))
