"""Letting go of a pair's history, so that words which were deleted for good are in no file of ours.

It is owed from before the deletion until it is done: a kill in between is made up for at the next
start, before anybody has done something that could be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

OWED = "sheds_history"
#: Set for a pair that was ever shared: somebody else may build upon its history.
SHARED_ONCE = "shared_once"


def owe_shedding(pair: str, vault: Vault) -> None:
    """Note that a pair's history holds what is deleted; it stays noted until `shed`."""
    vault.put_settings(pair, {OWED: True})


def owes_shedding(pair: str, vault: Vault) -> bool:
    """Tell whether a pair's history still holds something that was deleted for good."""
    return bool(vault.setting(pair, OWED))


def shed(document: PairDocument, vault: Vault) -> PairDocument:
    """Store a pair without its history; return the document to go on with.

    One that other devices have keeps it, and the debt: what they write next builds on it.
    """
    stored = vault.load_document(document.id)
    if stored is None or vault.setting(document.id, SHARED_ONCE):
        return document
    snapshot = document.present()
    with vault.transaction():
        vault.compact(document.id, snapshot, stored.upto)
        vault.forget_setting(document.id, OWED)
    return PairDocument(document.id, snapshot, hand=document.hand)
