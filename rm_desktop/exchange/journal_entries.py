"""What a file from elsewhere holds for the journal: entries, and what cannot come in.

Readers hand these out one by one, in the order of the file, and never stop at a bad entry.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from rm_desktop.domain.journal import Page
from rm_desktop.domain.text import FIELD_LIMIT, NOTE_LIMIT, TITLE_LIMIT, one_line, storable
from rm_desktop.domain.words import tr

#: Entries that one file may hold, and tags that one entry may have; far beyond any journal.
MOST_ENTRIES, MOST_TAGS = 200_000, 100
#: Entries of one file that make no sense, after which nobody expects any that does.
MOST_REFUSED = 1_000
_LONGEST_TAG = 80
_DIGEST = 24
#: What a page is about; when it was made, shared or binned and where it came from is not.
_CONTENT = tuple(
    name
    for name in Page.__match_args__
    if name not in ("id", "shared", "source", "made_at", "binned_at")
)


class UnreadableError(Exception):
    """A file or an entry cannot be used; the message is the end of a sentence about it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not taken, by the name of its file or entry, and why: the end of a sentence."""

    name: str
    reason: str

    @property
    def sentence(self) -> str:
        """Say it."""
        return tr("“{name}”: {reason}", name=one_line(self.name, FIELD_LIMIT), reason=self.reason)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is no text: journals here have none."""

    name: str


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """One entry as it would come in.

    The id of `page` is empty unless the entry was written here once. `fingerprint` names where it
    came from and what it said then. `is_dated` says that the entry itself knew when it was
    written; otherwise the time is its file's. `name` is what a person would look for.
    """

    name: str
    page: Page
    text: str
    fingerprint: str
    is_dated: bool = True


Found: TypeAlias = ImportedEntry | Refused | Attachment


def entry(name: str, place: str, page: Page, text: str, *, is_dated: bool = True) -> ImportedEntry:
    """Return an entry as it is kept; `place` is what stays the same about it in its source.

    Raises:
        UnreadableError: it is longer than an entry can be.
    """
    page, text = _storable(page), storable(text)
    if len(text) > NOTE_LIMIT:
        limit = f"{NOTE_LIMIT:,}"
        raise UnreadableError(tr("longer than {limit} characters", limit=limit))
    fingerprint = f"{place[:FIELD_LIMIT]}#{content(page, text, with_time=is_dated)}"
    return ImportedEntry(name, page, text, fingerprint, is_dated)


def _storable(page: Page) -> Page:
    """Return a page whose words can be stored: JSON can hold halves of characters."""
    known: dict[str, Any] = {name: getattr(page, name) for name in page.__match_args__}
    for name, value in known.items():
        if isinstance(value, str):
            known[name] = storable(value)
        elif isinstance(value, tuple):
            known[name] = tuple(map(storable, value))
    return replace(page, **known)


def origin(fingerprint: str) -> str:
    """Return what a fingerprint says about where an entry came from."""
    return fingerprint.rpartition("#")[0]


def said(fingerprint: str) -> str:
    """Return what a fingerprint says about the words of an entry: its `content`."""
    return fingerprint.rpartition("#")[2]


def content(page: Page, text: str, *, with_time: bool = True) -> str:
    """Return a fingerprint of what a page says, the same for the same words."""
    known = {name: getattr(page, name) for name in _CONTENT if with_time or name != "written"}
    words = json.dumps([known, text], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGEST]


def kept_tags(found: object) -> tuple[str, ...]:
    """Return tags of another program as they are kept: one line each, none twice."""
    given = found if isinstance(found, list | tuple) else []
    lines = (one_line(tag.lstrip("# "), _LONGEST_TAG) for tag in given if isinstance(tag, str))
    return tuple(dict.fromkeys(filter(None, lines)))[:MOST_TAGS]


def without_heading(text: str) -> tuple[str, str]:
    """Return the first heading of a text, if it begins with one, and what comes after it."""
    first, _, rest = text.lstrip("\n").partition("\n")
    if not first.startswith("# ") or not first[2:].strip() or len(first) > TITLE_LIMIT:
        return "", text
    return first[2:].strip(), rest.lstrip("\n")


def numbered(name: str, number: int) -> str:
    """Name one of many entries of a file."""
    return tr("{name}, entry {n}", name=name, n=number)
