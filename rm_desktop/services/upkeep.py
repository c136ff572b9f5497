"""What is done when nobody waits: compaction, forgotten index, the bin's 30 days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.text import TextDocument
from rm_desktop.services.erase import finish
from rm_desktop.services.profile import Profile

if TYPE_CHECKING:
    from rm_desktop.vault.rows import StoredDocument
    from rm_desktop.vault.vault import Vault

_SCOPE, _LOOKED_AT = "upkeep", "last_change"


def tidy(profile: Profile) -> None:
    """Leave the vault as quick to open as it can be; costs some milliseconds."""
    if profile.desk is not None:
        profile.desk.bin.empty_old()
        profile.desk.open_pair.shed_if_owed()
        profile.desk.search.index_what_is_left()
    compact(profile.ports.vault())
    finish(profile, profile.ports.vault())
    profile.recovery.covering()()  # what a kill left undone; mostly nothing, else some milliseconds
    if profile.has_private and profile.private.is_open:
        tidy_pages(profile)


def tidy_pages(profile: Profile) -> None:
    """Look after the private pages while they are open, after each unlocking and now and then."""
    profile.pages.index_what_is_left()
    profile.pages.empty_old()
    if profile.desk is not None:
        profile.desk.private_notes.adopt_left()
        profile.desk.versions.thin(profile.ports.now().wall_ms)
    compact(profile.private.vault())
    finish(profile, profile.private.vault())


def compact(vault: Vault) -> int:
    """Fold the long logs of documents into snapshots; return how many were folded."""
    looked_at, last = vault.setting(_SCOPE, _LOOKED_AT), vault.last_change()
    since = looked_at if isinstance(looked_at, int) else 0
    due = vault.due_for_compaction(since)
    for ident in due:
        stored = vault.load_document(ident)
        if stored is not None:
            fold(vault, stored)
    if last > since:
        vault.put_settings(_SCOPE, {_LOOKED_AT: last})
    return len(due)


def fold(vault: Vault, stored: StoredDocument) -> None:
    """Keep a document as one snapshot, and what waits for changes of others beside it."""
    snapshot, early = whole(stored)
    with vault.transaction():
        vault.compact(stored.id, snapshot, stored.upto)
        vault.add_changes(stored.id, early, state="remote")


def whole(stored: StoredDocument) -> tuple[bytes, list[bytes]]:
    """Return a document as one snapshot, and the updates that no snapshot holds."""
    document = read(stored)
    return document.snapshot(), document.early


def read(stored: StoredDocument) -> PairDocument | TextDocument:
    """Return a document as it rests in the vault."""
    kind = PairDocument if stored.kind == "pair" else TextDocument
    return kind(stored.id, stored.snapshot or b"", stored.updates)
