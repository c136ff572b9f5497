"""Private pages as files that need no app: JSON with everything, or a folder of Markdown.

Whoever calls this has asked the person and had the passphrase typed: what is written is in clear.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.journal import Page, PageKind, page_from_plain
from rm_desktop.domain.words import tr
from rm_desktop.exchange.journal_json import journal_json
from rm_desktop.exchange.journal_markdown import (
    ENDING,
    page_file,
    page_files,
    page_name,
)
from rm_desktop.services.export_form import README, Form
from rm_desktop.system.whole_files import write_file, write_folder

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

Written = tuple[Page, str]


def read_pages(
    vault: Vault, only: Collection[str] | None = None, session: str = ""
) -> Iterator[Written]:
    """Yield the pages of an open private vault with their texts, binned ones too.

    `only` names pages, `session` the session they are about.
    """
    for row in vault.items(session=session or None):
        stored = vault.load_document(row.id) if only is None or row.id in only else None
        if stored is not None:
            document = TextDocument(row.id, stored.snapshot or b"", stored.updates)
            yield page_from_plain(row.id, document.about), document.text


def journal_files(pages: Iterable[Written], form: Form, now: datetime) -> dict[str, str]:
    """Return the files of a journal by name; Markdown leaves out what lies in the bin."""
    if form == Form.JSON:
        return {tr("Journal") + ".json": "".join(journal_json(pages, now))}
    shelves: dict[str, list[Written]] = {"": []}
    for page, text in pages:
        if not page.binned_at:
            shelves.setdefault(_shelf(page.kind), []).append((page, text))
    return {
        f"{shelf}{name}": file
        for shelf, of in shelves.items()
        for name, file in page_files(of).items()
    }


def export_journal(vault: Vault, to: Path, form: Form, now: datetime, session: str = "") -> int:
    """Write the journal, or what is about one session; return how many files there are.

    JSON is one file, Markdown a folder that is new or empty.

    Raises:
        KnownError: there is nothing to write, or it cannot be written; nothing is left behind.
    """
    pages = list(read_pages(vault, session=session))
    files = journal_files(pages, form, now)
    if not pages or not files:
        raise _nothing()
    if form == Form.JSON:
        write_file(to, next(iter(files.values())).encode())
        return 1
    files[README] = about_journal(form, now)
    write_folder(to, {name: text.encode() for name, text in files.items()})
    return len(files)


def export_page(vault: Vault, ident: str, to: Path, now: datetime) -> None:
    """Write one page as a file: JSON where its name ends so, Markdown otherwise.

    Raises:
        KnownError: the page is gone, or it cannot be written; a former file is untouched.
    """
    found = list(read_pages(vault, (ident,)))
    if not found:
        raise _nothing()
    as_json = to.suffix.lower() == ".json"
    text = "".join(journal_json(found, now)) if as_json else page_file(*found[0])
    write_file(to if to.suffix else to.with_name(to.name + ENDING), text.encode())


def copy_name(page: Page) -> str:
    """Return a name for a file that holds one page: its moment alone, for dialogs show it."""
    return page_name(replace(page, title="")) + ENDING


def about_journal(form: Form, now: datetime) -> str:
    """Say what lies beside it, and who can read it."""
    parts = [
        tr("# Private pages: exported on {moment}", moment=f"{now:%Y-%m-%d %H:%M}"),
        tr(
            "They are yours alone, and here they are not encrypted: whoever can open these files "
            "can read them."
        ),
        journal_form(form),
    ]
    return "\n\n".join(parts) + "\n"


def journal_form(form: Form) -> str:
    """Say how private pages are written, so that they can be read in again."""
    if form == Form.JSON:
        return tr(
            "Private pages stand in “Journal.json” under “pages” (“format” and “version” at its "
            "head), with every field and their text word for word. “written” is local time. "
            "“Import” in the journal reads it in again; nothing that is there is written over."
        )
    return tr(
        "Each private page is a Markdown file, named by its day and title, with its fields between "
        "two lines of dashes at its head and its text word for word below. “Import” in the journal "
        "reads the folder in again; nothing that is there is written over. What lies in the bin is "
        "left out; a JSON export has it all."
    )


def _shelf(kind: str) -> str:
    shelves = {PageKind.NOTE: tr("Private notes"), PageKind.DRAFT: tr("Topic drafts")}
    found = shelves.get(PageKind(kind))
    return f"{found}/" if found else ""


def _nothing() -> BadInputError:
    return BadInputError(tr("There is no private page to export."), tr("Nothing was written."))
