"""How a pair comes to be shared: a space is founded here, or entered with a welcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.domain.pair import notes_id
from rm_desktop.services.open_pair import read_document
from rm_desktop.services.pairs import YOU
from rm_desktop.services.settings import APP, SHARES
from rm_desktop.services.shedding import SHARED_ONCE
from rm_desktop.services.sync_store import owe
from rm_desktop.sync.carrier import FOLDER
from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.log_state import packed_keys, packed_log
from rm_desktop.sync.sealing import Epoch, Sealer
from rm_desktop.vault.sync_shelf import EnvelopeRow, SpaceRow, SyncShelf
from rm_desktop.wire.content import Founding

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault
    from rm_desktop.wire.pairing import Welcome

__all__ = ["FOLDER", "Place", "enter", "forget", "found"]

_KEY_BYTES, _NUMBER_BYTES = 32, 16

Chance = Callable[[int], bytes]


class Place(NamedTuple):
    """Where laptops meet: `https://…`, or `folder:` and a path.

    `token` is what this device was given at a relay, empty before it is known there.
    """

    address: str
    token: str = ""

    @property
    def is_folder(self) -> bool:
        """Tell whether no server is needed."""
        return self.address.startswith(FOLDER)


def found(vault: Vault, pair: str, place: Place, chance: Chance, now_ms: int) -> bytes:
    """Begin the space of a pair and return its id; everything there is waits to be sealed."""
    member = str(vault.setting(pair, YOU, ""))
    keys, number, epoch = (
        DeviceKeys.make(chance),
        chance(_NUMBER_BYTES),
        Epoch(1, chance(_KEY_BYTES)),
    )
    space = space_id(keys.id, number)
    log = SpaceLog(space, keys, lambda _device, _sequence: None)
    log.admit(keys.public, member)
    log.epochs[epoch.id] = epoch
    content = Founding(heads={}, keys=keys.public, number=number, member=member)
    sealed = Sealer(space, keys, chance).seal(content, epoch, log.head)
    log.settle(keys.id, sealed.head)
    with vault.transaction():
        _keep(vault, log, pair, place)
        envelope = EnvelopeRow(
            space, keys.id, 1, sealed.head.hash, now_ms, "founding", 0, 0, sealed.data
        )
        SyncShelf(vault).add_envelopes([envelope])
        _share(vault, space, pair)
    return space


def enter(vault: Vault, keys: DeviceKeys, space: bytes, welcome: Welcome, place: Place) -> None:
    """Be let into a space; its documents come by fetching.

    A copy of the pair that is here already is shared with all it holds.
    """
    log = SpaceLog(space, keys, lambda _device, _sequence: None)
    log.enter(welcome)
    with vault.transaction():
        _keep(vault, log, welcome.pair, place)
        vault.write(welcome.pair)  # an empty one, unless it is here
        vault.put_settings(welcome.pair, {YOU: welcome.member})
        _share(vault, space, welcome.pair)


def forget(vault: Vault, space: bytes) -> None:
    """Share a pair no longer; it stays here as it is."""
    shelf = SyncShelf(vault)
    with vault.transaction():
        shelf.forget(space)
        vault.put_settings(APP, {SHARES: bool(shelf.spaces())})


def _keep(vault: Vault, log: SpaceLog, pair: str, place: Place) -> None:
    shelf = SyncShelf(vault)
    for row in shelf.spaces():
        if row.pair == pair:  # a pair is in one space
            shelf.forget(row.id)
    shelf.put_space(
        SpaceRow(
            log.space,
            pair,
            vault.device,
            place.address,
            place.token,
            packed_keys(log.device),
            packed_log(log),
            b"",
        )
    )
    vault.put_settings(APP, {SHARES: True})
    vault.put_settings(pair, {SHARED_ONCE: True})


def _share(vault: Vault, space: bytes, pair: str) -> None:
    """Put a pair's documents into its space and have them sealed as they are."""
    shelf = SyncShelf(vault)
    for document in _documents(vault, pair):
        shelf.join(space, document)
        owe(vault, document)


def _documents(vault: Vault, pair: str) -> Iterable[str]:
    stored = vault.load_document(pair)
    if stored is None:
        return
    yield pair
    items = read_document(pair, vault).pair.items
    texts = set(vault.documents("text"))
    yield from (notes_id(item) for item in sorted(items) if notes_id(item) in texts)
