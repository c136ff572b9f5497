"""What is got ready in a worker as soon as somebody is there, before they ask for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.open_pair import read_document

if TYPE_CHECKING:
    from rm_desktop.documents.pair import PairDocument
    from rm_desktop.services.open_pair import OpenPair
    from rm_desktop.vault.vault import Vault


def read_ahead(opened: OpenPair, aside: Callable[[], Vault]) -> Callable[[], None]:
    """Import what the first edit needs, a third of a second, and read the pair's document.

    Ten years of it take as long again. Returns what hands the document over, for the thread that
    shows it; nothing where the vault does not let us: whoever needs the document hears why.
    """
    document = _document(opened.id, aside)
    import rm_desktop.services.left_open
    import rm_desktop.services.room
    import rm_desktop.services.upkeep  # noqa: F401 - what settling in takes next

    return lambda: opened.take(document) if document is not None else None


def read_library() -> None:
    """Read the prompts that ship, half of what a first visit of theirs takes, and the templates."""
    from rm_desktop.exchange.library import load_journal_templates, load_prompts

    load_prompts()
    load_journal_templates()


def _document(pair: str, aside: Callable[[], Vault]) -> PairDocument | None:
    with suppress(KnownError):
        vault = aside()
        try:
            return read_document(pair, vault)
        finally:
            vault.close()
    return None
