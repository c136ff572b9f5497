"""What is got ready in a worker as soon as somebody is there, before they ask for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.open_pair import read_document

if TYPE_CHECKING:
    from rm_desktop.documents.pair import PairDocument
    from rm_desktop.vault.vault import Vault


def read_ahead(pair: str, aside: Callable[[], Vault]) -> PairDocument | None:
    """Import what the first edit needs, a third of a second, and read a pair's document.

    Ten years of it take as long again. None where the vault does not let us: whoever needs the
    document hears why.
    """
    document = None
    with suppress(KnownError):
        vault = aside()
        try:
            document = read_document(pair, vault)
        finally:
            vault.close()
    import rm_desktop.services.left_open
    import rm_desktop.services.room
    import rm_desktop.services.upkeep  # noqa: F401 - what settling in takes next

    return document
