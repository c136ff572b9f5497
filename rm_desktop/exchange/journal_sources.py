"""Everything that can come into the journal: what a person points at, as a stream of entries.

One file (`.md`, `.txt`, `.json`), a folder of such files, or a zip of them. Our own JSON and Day
One's are told apart by what they say; Joplin's Markdown exports and ours are folders of Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from rm_desktop.domain.words import tr
from rm_desktop.exchange import journal_day_one, journal_json
from rm_desktop.exchange.journal_entries import (
    MOST_ENTRIES,
    MOST_REFUSED,
    Attachment,
    Found,
    ImportedEntry,
    Refused,
    UnreadableError,
    numbered,
)
from rm_desktop.exchange.journal_files import (
    FoundFile,
    Purse,
    files_in_folder,
    is_archive,
    one_file,
)
from rm_desktop.exchange.journal_markdown import MOST_BYTES, TextFile, read_text
from rm_desktop.exchange.journal_zip import files_in_zip
from rm_desktop.exchange.json_stream import members

TEXTS, JSON, ZIP = (".md", ".markdown", ".txt"), ".json", ".zip"
_ABOUT = "readme.md"
_HIDDEN = (".", "__MACOSX")


def read_journal(path: Path, zone: str) -> Iterator[Found]:
    """Yield what a file, folder or archive holds; `zone` is this computer's.

    Whatever is wrong with it is told by name, and the rest comes all the same.
    """
    purse, is_empty = Purse(), True
    try:
        for found in _files(path, purse, zone):
            is_empty = False
            is_chosen = found.name == path.name
            if isinstance(found, Refused):
                yield found
            elif is_chosen or not _is_hidden(found.name):
                yield from _told(found, path.name, zone, is_chosen=is_chosen)
    except UnreadableError as error:
        yield Refused(path.name, str(error))
    except OSError:
        yield Refused(path.name, tr("it cannot be read"))
    else:
        if is_empty:
            yield Refused(path.name, tr("there is nothing in it"))


def _files(path: Path, purse: Purse, zone: str) -> Iterator[FoundFile | Refused]:
    if path.is_dir():
        return files_in_folder(path, purse)
    if path.suffix.lower() == ZIP:
        return files_in_zip(path, purse, zone)
    return iter((one_file(path, purse),))


def _told(file: FoundFile, of: str, zone: str, *, is_chosen: bool) -> Iterator[Found]:
    """Yield what a file of some kind holds; `of` is what was pointed at."""
    ending = PurePosixPath(file.name).suffix.lower()
    name = PurePosixPath(file.name).name.lower()
    try:
        if name == _ABOUT and not is_chosen:
            yield Refused(file.name, tr("it says what the folder holds"))
        elif ending in TEXTS:
            with file.open() as stream:
                content = stream.read(MOST_BYTES + 1)
            place = file.name if is_chosen else f"{of}/{file.name}"
            yield read_text(TextFile(file.name, place, file.modified, content), zone)
        elif ending == JSON:
            yield from _json(file, zone)
        elif is_archive(file.name):
            yield Refused(file.name, tr("an archive; unpack it first, or choose it by itself"))
        elif is_chosen:
            yield Refused(file.name, tr("no Markdown, text, JSON or zip file"))
        else:
            yield Attachment(file.name)
    except UnreadableError as error:
        yield Refused(file.name, str(error))
    except OSError:
        yield Refused(file.name, tr("it cannot be read"))


def _json(file: FoundFile, zone: str) -> Iterator[Found]:
    """Yield the entries of a JSON file, up to where it is broken."""
    form, number, refusals = "", 0, 0
    with file.open() as stream:
        for key, value in members(stream, (journal_json.PAGES, journal_day_one.ENTRIES)):
            if key == "format" and isinstance(value, str):
                form = value
            if key != _list_of(form):
                continue
            number += 1
            if number > MOST_ENTRIES:
                raise UnreadableError(tr("more than {n} entries", n=f"{MOST_ENTRIES:,}"))
            found = _entry(value, form, numbered(file.name, number), zone)
            yield found
            refusals += isinstance(found, Refused)
            if refusals > MOST_REFUSED:
                raise UnreadableError(tr("too many entries that are none; the rest was not read"))
    if not number:
        yield Refused(file.name, tr("no journal: neither ours nor one of Day One"))


def _list_of(form: str) -> str:
    if form:
        return journal_json.PAGES if form == journal_json.FORMAT else ""
    return journal_day_one.ENTRIES


def _entry(value: object, form: str, name: str, zone: str) -> ImportedEntry | Refused:
    try:
        if form:
            return journal_json.read_page(value, name)
        return journal_day_one.read_day_one(value, name, zone)
    except UnreadableError as error:
        return Refused(name, str(error))


def _is_hidden(name: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in PurePosixPath(name).parts)
