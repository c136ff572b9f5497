"""Sharing a saved pair on, where what is left of it is part of the history that the others have.

What was saved is a device of its own: `Line` gives it another name before it says anything, as
after a restore, so that no chain goes on twice. Everything of the others is fetched anew, for it
may have been lost here without a trace. Texts that had to be mended are of another history and
would be there twice after merging: their pair is to be paired anew, which knows how to do that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import msgspec

from rm_desktop.domain.pair import notes_id
from rm_desktop.services.rebuild import read_pair
from rm_desktop.services.settings import APP, SHARES
from rm_desktop.sync.log_state import packed_log, unpacked_keys, unpacked_log, unpacked_told
from rm_desktop.vault.sync_shelf import EnvelopeRow, SpaceRow, SyncShelf
from rm_desktop.wire.envelope import NO_HEAD

if TYPE_CHECKING:
    from rm_desktop.sync.log import SpaceLog
    from rm_desktop.vault.salvage import Rescued
    from rm_desktop.vault.vault import Vault


#: So many columns; a row that is read has room for more.
_SPACE_WIDTH, _WIDTH = len(SpaceRow._fields), len(EnvelopeRow._fields)


def share_on(vault: Vault, rescued: Rescued, mended: Collection[str]) -> list[str]:
    """Share pairs as they were; return those that were shared and have to be paired anew.

    `mended` are the documents that go another way than the others' copies of them.
    """
    shelf, left = SyncShelf(vault), list[str]()
    pairs = set(vault.documents("pair"))
    there = pairs.union(vault.documents("text"))
    rows = _rows(rescued)
    for space, named in _documents(rescued, rows).items():
        row = rows.get(space)
        documents = named.union(*(_notes(vault, pair) for pair in named & pairs))
        kept = None if row is None or documents & set(mended) else _kept(rescued, row)
        if row is None or kept is None or row.pair not in pairs:
            left += sorted(documents & pairs)
            continue
        log, own = kept
        shelf.put_space(row._replace(log=packed_log(log), sealed_upto=0))
        shelf.add_envelopes(own)
        for document in sorted(documents & there):
            shelf.join(space, document)
    if left or shelf.spaces():
        vault.put_settings(APP, {SHARES: bool(shelf.spaces())})
    return left


def _documents(rescued: Rescued, rows: Mapping[bytes, SpaceRow]) -> dict[bytes, set[str]]:
    """Return the documents of each space, as their own rows name it; its pair in any case."""
    found = {space: {row.pair} for space, row in rows.items()}
    for row in rescued.rows.get("document", {}).values():
        if isinstance(row[3], bytes):
            found.setdefault(row[3], set()).add(row[1])
    return found


def _notes(vault: Vault, pair: str) -> set[str]:
    """Return the notes that a pair's topics may have, also where no row of theirs was found."""
    return {notes_id(item) for item in read_pair(pair, vault).items}


def _kept(rescued: Rescued, row: SpaceRow) -> tuple[SpaceLog, list[EnvelopeRow]] | None:
    """Return what is known of a space and what is kept of our own chain; None if that is not all.

    Nor where it may be a pair that was left: rows that were deleted still lie about somewhere.
    """
    rows = rescued.rows.get("document", {}).items()
    sure = {each[1]: each[3] for number, each in rows if ("document", number) not in rescued.loose}
    if sure.get(row.pair) != row.id:
        return None
    try:
        keys = unpacked_keys(row.secrets)
        log = unpacked_log(row.log, row.id, keys, lambda _device, _sequence: None)
        own = _own(rescued, log, row)
    except (msgspec.MsgspecError, LookupError, ValueError, TypeError):
        return None
    if own is None:
        return None
    log.forget_others()
    return log, own


def _rows(rescued: Rescued) -> dict[bytes, SpaceRow]:
    """Return the rows of spaces that are surely not deleted ones."""
    rows = rescued.rows.get("space", {}).items()
    sure = (SpaceRow(*row[:_SPACE_WIDTH]) for n, row in rows if ("space", n) not in rescued.loose)
    return {row.id: row for row in sure}


def _own(rescued: Rescued, log: SpaceLog, row: SpaceRow) -> list[EnvelopeRow] | None:
    """Return our own chain as far as it is needed; None if some of it is lost that nobody else has.

    Who was let in or removed in it is said again under the new name. Where others have all of it,
    it is fetched anew, with the words of ours in it that may be lost here.
    """
    told, here = unpacked_told(row.told).heads.get(log.me, NO_HEAD), log.head.sequence
    if told.sequence >= here:
        log.settle(log.me, NO_HEAD)
        return []
    rows = (EnvelopeRow(*each[:_WIDTH]) for each in rescued.rows.get("envelope", {}).values())
    mine = {each.sequence: each for each in rows if (each.space, each.device) == (row.id, log.me)}
    chain = [mine[number] for number in range(1, here + 1) if number in mine]
    return chain if len(chain) == here else None
