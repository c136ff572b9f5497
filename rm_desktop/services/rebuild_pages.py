"""The lists and the search of private pages against their documents: comparing, making anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.journal import page_from_plain
from rm_desktop.services.page_rows import page_row, page_words
from rm_desktop.services.rebuild import Key
from rm_desktop.vault.rows import ItemRow, SearchRow

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault


def expected(ident: str, vault: Vault) -> tuple[ItemRow, SearchRow | None] | None:
    """Return the rows a page's document asks for; None where there is no document."""
    stored = vault.load_document(ident)
    if stored is None:
        return None
    document = TextDocument(ident, stored.snapshot or b"", stored.updates)
    page = page_from_plain(ident, document.about)
    text = document.text
    return page_row(page, text), None if page.binned_at else page_words(page, text)


def differences(vault: Vault, words: Iterable[SearchRow]) -> tuple[int, set[Key]]:
    """Return how many rows there should be, and those that are wrong, missing or left over."""
    wanted: dict[Key, ItemRow] = {}
    said: dict[Key, SearchRow] = {}
    for ident in vault.documents("text"):
        if (rows := expected(ident, vault)) is None:
            continue
        row, found = rows
        wanted[_key(row)] = row
        if found:
            said[_key(found)] = found
    have = {_key(row): row for row in vault.items()}
    known = {_key(row): row for row in words}
    wrong = {key for key in wanted.keys() | have.keys() if wanted.get(key) != have.get(key)}
    wrong |= {key for key in said.keys() | known.keys() if said.get(key) != known.get(key)}
    return len(wanted), wrong


def rebuild(vault: Vault) -> int:
    """Make the lists and the search anew from the documents; return how many rows there are."""
    done = 0
    with vault.transaction():
        for ident in vault.documents("text"):
            if (rows := expected(ident, vault)) is None:
                continue
            row, found = rows
            vault.clear_projection(ident)
            vault.write(ident, kind="text", items=(row,), texts=(found,) if found else ())
            done += 1
    return done


def _key(row: ItemRow | SearchRow) -> Key:
    return row.document, str(row.kind), row.id
