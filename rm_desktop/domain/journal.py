"""What only its owner reads: journal entries, private notes beside topics, drafts of topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from rm_desktop.domain.value import dataclass


class PageKind(StrEnum):
    """What a private text is: a journal entry, a note beside a topic, or a topic in the making."""

    ENTRY = "entry"
    NOTE = "note"
    DRAFT = "draft"


class DraftState(StrEnum):
    """How far a topic draft has come."""

    IDEA = "idea"
    DRAFT = "draft"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Page:
    """What is known about one private text; the text itself stands in the page's document.

    `written` is local ISO text to the minute ("2026-11-26T14:05"): a page belongs to the day on its
    writer's wall, wherever it is read later. `pair` is the pair it is about, empty for none;
    `session`, `item` and `prompt` are ids in that pair (a note's `item` is the topic it stands
    beside, a draft's the topic it became). `shared` holds the ids of passages that were shared
    from it, `source` says from which file it was imported. `beside` is the title of a note's topic
    as it was last seen: the topic may be deleted, or lie in a pair that is not open.
    """

    id: str
    kind: str = PageKind.ENTRY
    pair: str = ""
    title: str = ""
    written: str = ""
    tags: tuple[str, ...] = ()
    session: str = ""
    item: str = ""
    prompt: str = ""
    template: str = ""
    state: str = ""
    links: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    source: str = ""
    beside: str = ""
    made_at: int = 0
    binned_at: int = 0


def wall_ms(written: str) -> int:
    """Return a page's local time in milliseconds as if it were UTC, 0 where it is no time.

    Pages are ordered and found by this, so that a day is the writer's day in every zone.
    """
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return 0
    return int(moment.replace(tzinfo=UTC).timestamp() * 1000)


def day_of(written: str) -> date | None:
    """Return the day a page belongs to, None where its time makes no sense."""
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return None


def note_id(item: str) -> str:
    """Return the id of the private note beside a topic: each topic has one."""
    return f"{item}private"


def topic_of_draft(draft: str) -> str:
    """Return the id of the topic a draft becomes: the same at every try, and no way back."""
    return _derived("topic", draft)


def passage_id(page: str, number: int) -> str:
    """Return the id of the n-th passage shared from a page; it does not lead back to the page."""
    return _derived("passage", f"{page} {number}")


def _derived(what: str, origin: str) -> str:
    from hashlib import blake2b  # with it comes OpenSSL, which nothing before Today needs

    return blake2b(origin.encode(), digest_size=16, person=what.encode()).hexdigest()


def word_count(text: str) -> int:
    """Return how many words a text has; signs of Markdown that stand alone are none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def own_word_count(text: str, template: str) -> int:
    """Return how many words of a text a person wrote beside the questions of its template."""
    asked = Counter(line.strip() for line in template.splitlines())
    count = 0
    for line in text.splitlines():
        if asked[line.strip()] > 0:
            asked[line.strip()] -= 1
        else:
            count += word_count(line)
    return count


def is_empty(page: Page, text: str) -> bool:
    """Tell whether a page holds nothing of a person's, so that it may vanish."""
    return not (page.title.strip() or text.strip() or page.shared)


def page_to_plain(page: Page) -> dict[str, Any]:
    """Return a page as a JSON-ready mapping."""
    return {
        name: list(value) if isinstance(value := getattr(page, name), tuple) else value
        for name in page.__match_args__
    }


def page_from_plain(ident: str, plain: Mapping[str, Any]) -> Page:
    """Rebuild a page; what a later version added or makes no sense here is left out."""
    blank, values = Page(ident), dict[str, Any]()
    for name in blank.__match_args__[1:]:
        value, default = plain.get(name), getattr(blank, name)
        if isinstance(default, tuple):
            if isinstance(value, list | tuple):
                values[name] = tuple(each for each in value if isinstance(each, str))
        elif type(value) is int and isinstance(default, int):
            values[name] = max(0, value)
        elif isinstance(value, str) and isinstance(default, str):
            values[name] = value
    if values.get("kind") not in PageKind.__members__.values():
        values["kind"] = PageKind.ENTRY
    return Page(ident, **values)
