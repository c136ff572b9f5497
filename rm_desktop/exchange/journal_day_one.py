r"""Entries of Day One's JSON export.

An export is an object with `metadata` and `entries`. Of an entry we read `uuid`, `creationDate` (a
moment in UTC), `timeZone` (IANA), `text` (Markdown in which `\` stands before many signs), `tags`,
`starred`, and `richText` (JSON in a string) where there is no text. Photos, videos, sounds and PDF
files are objects in lists of their own (`identifier`, `md5`, `type`) and stand in the text as
`![](dayone-moment://IDENTIFIER)`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rm_desktop.domain.journal import Page
from rm_desktop.domain.text import TITLE_LIMIT, one_line
from rm_desktop.domain.words import tr
from rm_desktop.exchange.journal_attachments import left_out, with_moments
from rm_desktop.exchange.journal_dates import local_minutes
from rm_desktop.exchange.journal_entries import (
    ImportedEntry,
    UnreadableError,
    entry,
    kept_tags,
    without_heading,
)

ENTRIES = "entries"
_SHELVES = ("photos", "videos", "audios", "pdfAttachments")
_MOST_ATTACHED, _MOST_PARTS = 200, 20_000
#: Signs whose backslash keeps nothing from being Markdown; the others keep theirs.
_ESCAPED = re.compile(r"(?<!\\)\\([.!+(){}|~:=&'\",;?/%$@^-])")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_INVISIBLE = "\u200b"


def read_day_one(plain: object, name: str, zone: str) -> ImportedEntry:
    """Read one entry; `zone` is for one that does not say its own.

    Raises:
        UnreadableError: it is no entry, or nothing is written in it.
    """
    if not isinstance(plain, dict):
        raise UnreadableError(tr("it is no entry"))
    written = local_minutes(_text(plain, "creationDate"), _text(plain, "timeZone") or zone)
    if not written:
        raise UnreadableError(tr("it does not say when it was written"))
    said = _with_words(plain, _text(plain, "text") or _rich(_text(plain, "richText")))
    if not said.strip():
        raise UnreadableError(tr("nothing is written in it"))
    title, text = without_heading(said)
    page = Page("", title=one_line(title, TITLE_LIMIT), written=written, tags=_tags(plain))
    place = f"dayone:{one_line(_text(plain, 'uuid'), 80) or written}"
    return entry(title or name, place, page, text)


def _tags(plain: Mapping[str, Any]) -> tuple[str, ...]:
    starred = (tr("starred"),) if plain.get("starred") is True else ()
    return (*kept_tags(plain.get("tags")), *starred)


def _text(plain: Mapping[str, Any], key: str) -> str:
    value = plain.get(key)
    return value if isinstance(value, str) else ""


def _with_words(plain: Mapping[str, Any], text: str) -> str:
    """Return a text without superfluous signs, that says what was attached to it."""
    names = dict(_attached(plain))
    meant = set[str]()

    def named(ident: str) -> str:
        meant.add(ident)
        return names.get(ident, tr("an attachment"))

    text = with_moments(_unescaped(text.replace(_INVISIBLE, "")), named)
    rest = [left_out(name) for ident, name in names.items() if ident not in meant]
    return "\n\n".join(filter(None, [text.rstrip(), "\n".join(rest)])) if rest else text


def _attached(plain: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    words = (tr("a photo"), tr("a video"), tr("a sound"), tr("a PDF file"))
    for shelf, word in zip(_SHELVES, words, strict=True):
        listed = plain.get(shelf)
        for each in (listed if isinstance(listed, list) else [])[:_MOST_ATTACHED]:
            if isinstance(each, dict) and isinstance(each.get("identifier"), str):
                told = (_text(each, key) for key in ("filename", "pdfName", "title"))
                name = one_line(next(filter(None, told), ""), 100)
                yield each["identifier"], f"{word}, {name}" if name else word


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    lines, in_code = [], False
    for line in text.split("\n"):
        in_code ^= bool(_FENCE.match(line))
        lines.append(line if in_code else _ESCAPED.sub(r"\1", line))
    return "\n".join(lines)


def _rich(words: str) -> str:
    """Return the plain words of a rich text."""
    try:
        found = json.loads(words) if words else {}
    except (ValueError, RecursionError):
        return ""
    contents = found.get("contents") if isinstance(found, dict) else None
    parts = (
        [each for each in contents if isinstance(each, dict)] if isinstance(contents, list) else []
    )
    return "".join(_text(part, "text") for part in parts[:_MOST_PARTS])
