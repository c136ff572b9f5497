"""Former states of a private page: listed, compared with the present one, brought back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.documents.text import Splice, units
from rm_desktop.domain.backups import superfluous
from rm_desktop.domain.changes import NOTHING, Changes
from rm_desktop.domain.journal import word_count
from rm_desktop.domain.text_changes import Piece, PieceKind, compare

if TYPE_CHECKING:
    from rm_desktop.services.pages import Pages

#: So many states of a page are kept whatever their age; more are thinned.
FEW = 8
_MOST = 500


class Version(NamedTuple):
    """A former state: when it was kept (milliseconds since 1970 UTC), its mark, and its words."""

    at: int
    mark: bytes
    words: int


class Versions:
    """What private pages said before."""

    def __init__(self, pages: Callable[[], Pages]) -> None:
        """Work on the private pages."""
        self._pages = pages

    def listed(self, page_id: str) -> list[Version]:
        """Return the states whose text differs from the one after it, the latest first."""
        with self._pages().shown(page_id) as page:
            if page is None:
                return []
            kept = self._pages().vault().versions(page_id)
            texts = page.texts_at([mark for _, mark in kept])
            found, later = list[Version](), page.text
        for (at, mark), text in zip(kept, texts, strict=True):
            if text is not None and text != later:
                found.append(Version(at, mark, word_count(text)))
                later = text
        return found

    def text(self, page_id: str, mark: bytes) -> str:
        """Return a state's text, empty for one that is not there any more."""
        with self._pages().shown(page_id) as page:
            return (page.texts_at([mark])[0] or "") if page else ""

    def compare(self, page_id: str, mark: bytes) -> list[Piece]:
        """Return what changed from a state to the present text."""
        with self._pages().shown(page_id) as page:
            if page is None:
                return []
            return list(compare(page.texts_at([mark])[0] or "", page.text))

    def bring_back(self, page_id: str, mark: bytes) -> Changes:
        """Let the page say again what it said, as an edit like any other: undo takes it back.

        Only what differs is touched, so a cursor in an editor stays where it is.
        """
        with self._pages().shown(page_id) as page:
            then = page.texts_at([mark])[0] if page else None
            if page is None or then is None or then == page.text:
                return NOTHING
            page.rest()
            page.keep_version()
            page.rewrite(tuple(_splices(compare(page.text, then))))
            page.rest()
            page.keep_version()
        return self._pages().tell(page_id)

    def thin(self, now_ms: int) -> int:
        """Let go of old states, all but one a day, a week, a month; return how many went."""
        vault, gone = self._pages().vault(), 0
        for document in vault.often_kept(FEW):
            old = superfluous((at for at, _ in vault.versions(document)), now_ms, _MOST)
            vault.drop_versions(document, sorted(old))
            gone += len(old)
        return gone


def _splices(pieces: Iterable[Piece]) -> Iterator[Splice]:
    """Yield how to make the new text of the old one, each where the ones before have left off."""
    at = 0
    for kind, text in pieces:
        match kind:
            case PieceKind.REMOVED:
                yield Splice(at, units(text), "")
            case PieceKind.ADDED:
                yield Splice(at, 0, text)
                at += units(text)
            case PieceKind.SAME:
                at += units(text)
