"""What is being erased: noted in the vault until it is gone everywhere, and taken out of copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.pair import notes_id

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

SCOPE, KEY = "erasing", "marks"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to erase: documents, a pair with its notes, or one topic of a pair.

    `waits` names a folder whose copies could not be reached yet.
    """

    documents: tuple[str, ...] = ()
    pair: str = ""
    item: str = ""
    waits: str = ""


def owe(vault: Vault, mark: Mark) -> None:
    """Note what is about to be erased; ids only, no word of anybody's."""
    _put(vault, [*marks_of(vault), mark])


def marks_of(vault: Vault) -> list[Mark]:
    """Return what is still to be erased from somewhere."""
    found = vault.setting(SCOPE, KEY, [])
    return [_mark(each) for each in found if isinstance(each, dict)] if found else []


def clear_marks(vault: Vault, done: Sequence[Mark], *, waits: str) -> None:
    """Forget marks that are done; with `waits`, they wait for that folder to come back."""
    with vault.transaction():
        left = [mark for mark in marks_of(vault) if mark not in done]
        if waits:
            left += [Mark(mark.documents, mark.pair, mark.item, waits) for mark in done]
        _put(vault, left)


def apply(vault: Vault, marks: Iterable[Mark]) -> bool:
    """Take what is marked out of a copy of a vault; tell whether there was anything of it."""
    changed = False
    with vault.transaction():
        for mark in marks:
            pairs, texts = set(vault.documents("pair")), set(vault.documents("text"))
            gone = [ident for ident in mark.documents if ident in texts]
            if mark.pair in pairs and mark.item:
                changed |= _without_topic(vault, mark.pair, mark.item)
            elif mark.pair in pairs:
                items = {row.id for row in vault.items(mark.pair, kind=Kind.ITEM)}
                gone += [mark.pair, *(notes_id(item) for item in items if notes_id(item) in texts)]
            vault.delete_documents(gone)
            changed |= bool(gone)
    return changed


def _without_topic(vault: Vault, pair: str, item: str) -> bool:
    """Take a topic out of a pair in a copy, and out of its history even where it was gone."""
    from rm_desktop.documents.pair import PairDocument
    from rm_desktop.services.rebuild import rebuild
    from rm_desktop.services.shedding import shed

    stored = vault.load_document(pair)
    if stored is None:
        return False
    document = PairDocument(pair, stored.snapshot or b"", stored.updates)
    vault.delete_documents([notes_id(item)])
    document.purge(Kind.ITEM, item)
    document.commit(quiet=True)
    rebuild(shed(document, vault).pair, vault)
    return True


def _put(vault: Vault, marks: Iterable[Mark]) -> None:
    rows = [
        {"documents": list(m.documents), "pair": m.pair, "item": m.item, "waits": m.waits}
        for m in marks
    ]
    if rows:
        vault.put_settings(SCOPE, {KEY: rows})
    else:
        vault.forget_setting(SCOPE, KEY)


def _mark(stored: dict[str, Any]) -> Mark:
    documents = stored.get("documents")
    names = documents if isinstance(documents, list) else []
    others = (str(stored.get(name, "")) for name in ("pair", "item", "waits"))
    return Mark(tuple(each for each in names if isinstance(each, str)), *others)
