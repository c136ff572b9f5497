"""The vault as sync needs it: every method is one transaction, data and heads together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rm_desktop.services.upkeep import read, whole
from rm_desktop.sync.log_state import (
    packed_keys,
    packed_log,
    packed_told,
    unpacked_keys,
    unpacked_log,
    unpacked_told,
)
from rm_desktop.sync.reading import updates_of
from rm_desktop.sync.store import Told, Unsealed
from rm_desktop.vault.sync_shelf import AsideRow, EnvelopeRow, SpaceRow, SyncShelf
from rm_desktop.wire.content import Content, Update
from rm_desktop.wire.envelope import Head

if TYPE_CHECKING:
    from rm_desktop.services.merging import Merging
    from rm_desktop.sync.log import SpaceLog
    from rm_desktop.sync.sealing import Sealed
    from rm_desktop.sync.verdicts import Accepted
    from rm_desktop.vault.vault import Vault

#: To join fewer updates takes longer than they do.
_WORTH_JOINING = 4
HARMFUL, DELETION = "harmful", "deletion"


class VaultStore:
    """One space in a vault; see `rm_desktop.sync.store.Store`."""

    def __init__(
        self, space: bytes, vault: Callable[[], Vault], merging: Merging, now_ms: Callable[[], int]
    ) -> None:
        """Name the space, which is in the vault already."""
        self._id = space
        self._vault, self._merging, self._now_ms = vault, merging, now_ms
        self._told: Told | None = None
        self._owes_told = False

    @property
    def row(self) -> SpaceRow:
        """The space as the vault has it."""
        row = self.shelf.space(self._id)
        if row is None:
            raise LookupError("this pair is not shared any more")
        return row

    @property
    def shelf(self) -> SyncShelf:
        """The rows of spaces."""
        return SyncShelf(self._vault())

    # -- reading ----------------------------------------------------------------------------

    def log(self) -> SpaceLog:
        """Return the log as it was stored last."""
        row, shelf = self.row, self.shelf
        return unpacked_log(
            row.log,
            self._id,
            unpacked_keys(row.secrets),
            lambda device, sequence: shelf.hash_at(self._id, device, sequence),
        )

    def told(self) -> Told:
        """Return what the transport told last."""
        return self._told if self._told is not None else unpacked_told(self.row.told)

    def unsealed(self, most_bytes: int) -> Unsealed:
        """Return own changes that are not in an envelope yet, at least one if there are any."""
        rows = self.shelf.local_changes(self._id, self._sealed_upto, most_bytes)
        found: dict[tuple[str, str], list[bytes]] = {}
        for row in rows:
            found.setdefault((row.document, row.kind), []).append(row.bytes)
        updates = [
            Update(document, kind, data)
            for (document, kind), several in found.items()
            for data in self._joined(document, several)
        ]
        return Unsealed(updates, rows[-1].seq if rows else 0)

    def envelopes(self, device: bytes, after: int, most_bytes: int) -> list[bytes]:
        """Return envelopes of a chain that are held, in order, at least one if there are any."""
        return self.shelf.envelopes(self._id, device, after, most_bytes)

    @property
    def waiting(self) -> int:
        """How many changes nobody sealed yet."""
        return self.shelf.count_local(self._id, self._sealed_upto)

    # -- writing ----------------------------------------------------------------------------

    def keep_told(self, told: Told) -> None:
        """Keep what the transport told; on the disk with what is written next, or by `settle`.

        What is lost of it by a kill is asked for anew. That another store answers is not.
        """
        is_another = told.incarnation != self.told().incarnation
        self._told, self._owes_told = told, True
        if is_another:
            self.settle()

    def settle(self) -> None:
        """Write down what the transport told."""
        if self._told is not None and self._owes_told:
            self.shelf.set_space(
                self._id, told=packed_told(self._told), up_to_date_at=self._now_ms()
            )
            self._owes_told = False

    def keep_own(self, sealed: Sealed, upto: int, log: SpaceLog) -> None:
        """Keep an envelope of our chain and mark the changes in it as sealed."""
        with self._vault().transaction():
            self.shelf.add_envelopes(
                [self._envelope(log.me, sealed.data, sealed.head, sealed.content)]
            )
            if upto:
                self.shelf.seal(self._id, self._sealed_upto, upto)
            self.keep_log(log)
            self.settle()

    def keep_received(
        self, received: Sequence[Accepted], harmful: frozenset[int], log: SpaceLog
    ) -> None:
        """Keep envelopes, merge their updates and write the heads, as one."""
        placed = [(one, each) for one in received for each in updates_of(one.content)]
        good = [each for place, each in enumerate(placed) if place not in harmful]
        bad = [each for place, each in enumerate(placed) if place in harmful]
        self._merging.prepare()
        try:
            with self._vault().transaction():
                for place in self._merging.store([update for _, update in good]):
                    self._set_aside(*good[place], DELETION)
                for each in bad:
                    self._set_aside(*each, HARMFUL)
                self.shelf.add_envelopes(
                    [
                        self._envelope(one.device, one.data, one.head, one.content)
                        for one in received
                    ]
                )
                if received:
                    self.shelf.set_space(self._id, heard_at=self._now_ms())
                self.keep_log(log)
        except BaseException:
            self._merging.take_back()
            raise
        self._merging.show()

    def keep_log(self, log: SpaceLog) -> None:
        """Keep what changed about chains without an envelope, as a fork."""
        self.shelf.keep_log(self._id, packed_log(log), packed_keys(log.device))

    def unseal_everything(self) -> None:
        """Have everything that is in the documents sealed again, as after a fork."""
        with self._vault().transaction():
            for document, _ in self.shelf.documents(self._id):
                owe(self._vault(), document)

    def say_again(self, updates: Sequence[Update]) -> None:
        """Have updates of somebody else sealed as ours, too."""
        known = {document for document, _ in self.shelf.documents(self._id)}
        with self._vault().transaction():
            for update in updates:
                if update.document in known:
                    self._vault().add_changes(update.document, [update.data])

    def take_identity(self, former: bytes, first: Sequence[Sealed], log: SpaceLog) -> None:
        """Go on as another device, whose first envelopes are given."""
        with self._vault().transaction():
            self.shelf.drop_envelopes(self._id, former, log.chains[former].head.sequence)
            self.unseal_everything()
            for each in first:
                self.keep_own(each, 0, log)

    def _joined(self, document: str, updates: list[bytes]) -> list[bytes]:
        """Return updates as few as they can be said in."""
        if len(updates) < _WORTH_JOINING:
            return updates
        if (loaded := self._merging.on_the_desk(document)) is not None:
            return [loaded.joined(updates)]
        stored = self._vault().load_document(document)
        return [read(stored).joined(updates)] if stored else updates

    # -- parts ------------------------------------------------------------------------------

    @property
    def _sealed_upto(self) -> int:
        return self.row.sealed_upto

    def _envelope(self, device: bytes, data: bytes, head: Head, content: Content) -> EnvelopeRow:
        updates = updates_of(content)
        texts = {update.document for update in updates if update.kind == "text"}
        return EnvelopeRow(
            self._id,
            device,
            head.sequence,
            head.hash,
            self._now_ms(),
            type(content).__name__.lower(),
            sum(update.kind == "pair" for update in updates),
            len(texts),
            data,
        )

    def _set_aside(self, one: Accepted, update: Update, why: str) -> None:
        row = AsideRow(
            0,
            self._id,
            one.device,
            one.head.sequence,
            self._now_ms(),
            why,
            update.document,
            update.kind,
            update.data,
        )
        self.shelf.set_aside(row)


def owe(vault: Vault, document: str) -> None:
    """Have a document's whole state sealed; what it was made of is not sealed by itself."""
    stored = vault.load_document(document)
    if stored is None or not (stored.snapshot or stored.updates):
        return
    SyncShelf(vault).fold_local(document)
    snapshot, early = whole(stored)
    vault.compact(document, snapshot, vault.add_changes(document, [snapshot]))
    vault.add_changes(document, early, state="remote")


def whose(log: SpaceLog, device: bytes) -> str:
    """Return the member a device belongs to, empty for one that is not known."""
    chain = log.chains.get(device)
    return chain.member if chain else ""
