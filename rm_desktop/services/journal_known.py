"""What the journal holds already, as far as an import has to know it.

Nothing is compared that cannot be the same: the text of a page is read only for an entry of the
same kind, title and time.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.journal import Page
from rm_desktop.exchange.journal_entries import ImportedEntry, content, origin, said
from rm_desktop.services.page_rows import page_of

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

_Key = tuple[str, str, str]


class Verdict(StrEnum):
    """What an entry is to the journal it comes to."""

    NEW = "new"
    HERE = "here"
    CHANGED = "changed"


class Known:
    """The pages of a vault by what they say and where they came from."""

    def __init__(self, vault: Vault) -> None:
        """Read the list of pages, without their texts."""
        self._vault = vault
        self._ids = set[str]()
        self._fingerprints = set[str]()
        self._origins = set[str]()
        self._unread: dict[_Key, list[Page]] = {}
        self._contents = set[str]()
        for row in vault.items():
            self._note(page_of(row.body, row.id))

    def has(self, ident: str) -> bool:
        """Tell whether an id is taken."""
        return ident in self._ids

    def verdict(self, entry: ImportedEntry) -> Verdict:
        """Tell whether an entry is new, here already, or was changed here or there since."""
        if entry.fingerprint in self._fingerprints or self._is_said(entry):
            return Verdict.HERE
        is_own = bool(entry.page.id) and entry.page.id in self._ids
        return (
            Verdict.CHANGED if is_own or origin(entry.fingerprint) in self._origins else Verdict.NEW
        )

    def add(self, entry: ImportedEntry, page: Page) -> None:
        """Note an entry that came in as a page."""
        self._ids.add(page.id)
        self._fingerprints.add(entry.fingerprint)
        self._origins.add(origin(entry.fingerprint))
        other = content(entry.page, entry.text, with_time=not entry.is_dated)
        self._contents.update((said(entry.fingerprint), other))

    def _note(self, page: Page) -> None:
        self._ids.add(page.id)
        if page.source:
            self._fingerprints.add(page.source)
            self._origins.add(origin(page.source))
        for written in ("", page.written):
            self._unread.setdefault((page.kind, page.title, written), []).append(page)

    def _is_said(self, entry: ImportedEntry) -> bool:
        written = entry.page.written if entry.is_dated else ""
        for page in self._unread.pop((entry.page.kind, entry.page.title, written), ()):
            self._contents.update(_both(page, self._text(page.id)))
        return said(entry.fingerprint) in self._contents

    def _text(self, ident: str) -> str:
        stored = self._vault.load_document(ident)
        return TextDocument("", stored.snapshot or b"", stored.updates).text if stored else ""


def _both(page: Page, text: str) -> tuple[str, str]:
    return content(page, text), content(page, text, with_time=False)
