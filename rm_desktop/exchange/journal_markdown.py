"""Journal pages as Markdown files, one each, and Markdown and text files as entries.

What we write can be read back to the same page: `rm-desktop` stands in the head then, with every
field of the page, and the text below it word for word. Other heads are taken for what people and
programs mean by them (`title`, `created` or `date`, `tags`); Joplin's two Markdown exports are such
files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from rm_desktop.domain.journal import Page, page_to_plain
from rm_desktop.domain.text import NOTE_LIMIT, TITLE_LIMIT, one_line
from rm_desktop.domain.words import tr
from rm_desktop.exchange import front_matter
from rm_desktop.exchange.file_names import FreeNames, file_name
from rm_desktop.exchange.journal_attachments import without_files
from rm_desktop.exchange.journal_dates import local_minutes, local_of, of_name
from rm_desktop.exchange.journal_entries import (
    ImportedEntry,
    UnreadableError,
    entry,
    kept_tags,
    without_heading,
)
from rm_desktop.exchange.journal_own import own_entry

ENDING, PLAIN = ".md", ".txt"
#: Bytes of a file worth reading: a text at the limit may take four each, and its head comes on top.
MOST_BYTES = 4 * NOTE_LIMIT + 65_536
_MARK, _VERSION = "rm-desktop", 1
_WRITTEN = ("created", "date", "created_at", "creation_date", "created-at")
_NUMBERS = ("made_at", "binned_at")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that holds one entry: its name, where it lay, and when it was last written in ms."""

    name: str
    place: str
    modified: int
    content: bytes


def page_file(page: Page, text: str) -> str:
    """Return a page as a Markdown file."""
    plain = page_to_plain(page)
    named = {"title": plain.pop("title"), "created": plain.pop("written")}
    tags = {"tags": list(page.tags)}
    plain.pop("tags", None)
    head = front_matter.written({**named, **tags, "id": page.id, **plain, _MARK: _VERSION})
    return f"{head}{text}\n"


def page_files(pages: Iterable[tuple[Page, str]]) -> dict[str, str]:
    """Return the files of many pages by name; a page keeps its name as long as its title."""
    names = FreeNames()
    files = {}
    for page, text in sorted(pages, key=lambda each: (each[0].made_at, each[0].id)):
        files[names.take(page_name(page), ENDING)] = page_file(page, text)
    return files


def page_name(page: Page) -> str:
    """Return "2026-11-26 14.05 What I heard", fit for a file name."""
    moment = page.written.replace("T", " ").replace(":", ".")
    return file_name(f"{moment} {page.title}", page.id or "page")


def read_text(file: TextFile, zone: str) -> ImportedEntry:
    """Read a Markdown or a plain file as an entry.

    Raises:
        UnreadableError: it is no text, or too long.
    """
    words = _words(file.content)
    path = PurePosixPath(file.name)
    facts, body = front_matter.parted(words)
    if front_matter.word(facts, _MARK):
        return _own(file, facts, body)
    if "\0" in words:
        raise UnreadableError(tr("not text in UTF-8"))
    if path.suffix.lower() == PLAIN:
        return _dated(file, Page("", title=of_name(path.stem)[1]), words, "", zone)
    title, tags = front_matter.word(facts, "title"), front_matter.words(facts, "tags", "keywords")
    if not title:
        title, body = without_heading(body)
    page = Page("", title=title or of_name(path.stem)[1], tags=kept_tags(tags))
    said = local_minutes(front_matter.word(facts, *_WRITTEN), zone)
    return _dated(file, page, without_files(body), said, zone)


def _own(file: TextFile, facts: front_matter.Facts, body: str) -> ImportedEntry:
    plain: dict[str, Any] = {**facts, "written": facts.get("created", "")}
    for name in _NUMBERS:
        number = front_matter.word(facts, name)
        plain[name] = int(number) if number.isdecimal() and len(number) < len("9" * 16) else 0
    return own_entry(file.name, plain, body.removesuffix("\n"))


def _dated(file: TextFile, page: Page, text: str, said: str, zone: str) -> ImportedEntry:
    """Return an entry with the time it says, that of its name, or that of its file."""
    path = PurePosixPath(file.name)
    written = said or of_name(path.stem)[0]
    if len(page.title) > TITLE_LIMIT:
        text = f"# {page.title}\n\n{text}"
    title = one_line(page.title, TITLE_LIMIT)
    page = replace(page, title=title, written=written or local_of(file.modified, zone))
    if not page.title.strip() and not text.strip():
        raise UnreadableError(tr("nothing is written in it"))
    return entry(file.name, f"file:{file.place}", page, text, is_dated=bool(written))


def _words(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise UnreadableError(tr("longer than {limit} characters", limit=f"{NOTE_LIMIT:,}"))
    coding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        words = content.decode(coding)
    except UnicodeDecodeError as error:
        raise UnreadableError(tr("not text in UTF-8")) from error
    return words.replace("\r\n", "\n").replace("\r", "\n")
