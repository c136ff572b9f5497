"""What a vault keeps of spaces: raw rows, each method one transaction or part of one.

Nothing here knows what the bytes mean. In plain SQL, straight to the driver: a change that goes
from laptop to laptop should cost little more than its commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault


class SpaceRow(NamedTuple):
    """A pair that is shared: where, and what this device knows of its log, as packed bytes."""

    id: bytes
    pair: str
    device: str
    address: str
    token: str
    secrets: bytes
    log: bytes
    told: bytes
    sealed_upto: int = 0
    up_to_date_at: int = 0
    heard_at: int = 0


class EnvelopeRow(NamedTuple):
    """A sealed envelope as it is sent, with what a person may know of it."""

    space: bytes
    device: bytes
    sequence: int
    hash: bytes
    at: int
    content: str
    changes: int
    notes: int
    bytes: bytes


class AsideRow(NamedTuple):
    """A change that is in no document; a number of 0 is given by the vault."""

    number: int
    space: bytes
    device: bytes
    sequence: int
    at: int
    why: str
    document: str
    kind: str
    bytes: bytes


class ConcernRow(NamedTuple):
    """Something a person should look at."""

    space: bytes
    kind: str
    device: bytes
    at: int


class LocalChange(NamedTuple):
    """A change of this device that is not in an envelope yet."""

    seq: int
    document: str
    kind: str
    bytes: bytes


def _columns(row: type[tuple[Any, ...]]) -> str:
    return ", ".join(row._fields)  # type: ignore[attr-defined]


def _holes(row: type[tuple[Any, ...]]) -> str:
    return ", ".join(f":{name}" for name in row._fields)  # type: ignore[attr-defined]


_SPACES = f"SELECT {_columns(SpaceRow)} FROM space"  # noqa: S608
_PUT_SPACE = f"INSERT OR REPLACE INTO space ({_columns(SpaceRow)}) VALUES ({_holes(SpaceRow)})"  # noqa: S608
_KEEP_LOG = "UPDATE space SET log = :log, secrets = :secrets, device = :device WHERE id = :id"
_ADD_ENVELOPE = f"INSERT INTO envelope ({_columns(EnvelopeRow)}) VALUES ({_holes(EnvelopeRow)})"  # noqa: S608
_HASH = """SELECT hash FROM envelope
WHERE space = :space AND device = :device AND sequence = :sequence"""
_ENVELOPES = """SELECT sequence, bytes FROM envelope
WHERE space = :space AND device = :device AND sequence > :after
ORDER BY sequence LIMIT :most"""
_CHANGES_AFTER = """SELECT coalesce(sum(changes + notes), 0) FROM envelope
WHERE space = :space AND device = :device AND sequence > :after"""
_DROP_AFTER = """DELETE FROM envelope
WHERE space = :space AND device = :device AND sequence > :after"""
_LAST = "SELECT device, max(at) FROM envelope WHERE space = :space GROUP BY device"
_LATEST = f"""SELECT {_columns(EnvelopeRow)} FROM envelope WHERE space = :space
ORDER BY at DESC, device, sequence DESC LIMIT :most"""  # noqa: S608
_LOCAL = """SELECT change.seq, change.document, document.kind, change.bytes
FROM change JOIN document ON document.id = change.document
WHERE change.seq > :after AND change.state = 'local' AND document.space = :space
ORDER BY change.seq"""
_COUNT_LOCAL = """SELECT count(*) FROM change JOIN document ON document.id = change.document
WHERE change.seq > :after AND change.state = 'local' AND document.space = :space"""
_SEAL = """UPDATE change SET state = 'sent'
WHERE seq > :after AND seq <= :upto AND state = 'local'
AND (SELECT space FROM document WHERE id = change.document) = :space"""
_SEALED_UPTO = "UPDATE space SET sealed_upto = max(sealed_upto, :upto) WHERE id = :space"
_FOLDED = """UPDATE change SET state = 'sent' WHERE document = :document AND state = 'local'"""
_JOIN = "UPDATE document SET space = :space WHERE id = :document"
_OF_SPACE = "SELECT id, kind FROM document WHERE space = :space ORDER BY kind, row"
_SPACE_OF = "SELECT space FROM document WHERE id = :document"
_ADD_ASIDE = f"""INSERT INTO quarantine ({_columns(AsideRow)})
VALUES (nullif(:number, 0), {_holes(AsideRow).removeprefix(":number, ")})"""  # noqa: S608
_ASIDE = f"""SELECT {_columns(AsideRow)} FROM quarantine WHERE space = :space ORDER BY number"""  # noqa: S608
_ADD_CONCERN = "INSERT OR IGNORE INTO concern VALUES (:space, :kind, :device, :at)"
_CONCERNS = "SELECT space, kind, device, at FROM concern WHERE space = :space ORDER BY at, kind"
_FORGET = tuple(
    f"DELETE FROM {table} WHERE {column} = :space"  # noqa: S608
    for table, column in (
        ("envelope", "space"),
        ("quarantine", "space"),
        ("concern", "space"),
        ("space", "id"),
    )
)
_PART = "UPDATE document SET space = NULL WHERE space = :space"
#: So many envelopes are read at once; an offer has few more.
_AT_ONCE = 256


class SyncShelf:
    """The rows of spaces in one vault."""

    def __init__(self, vault: Vault) -> None:
        """Use the vault's connection and its transactions."""
        self._vault = vault
        self._connection = vault.connection

    # -- spaces -----------------------------------------------------------------------------

    def spaces(self) -> list[SpaceRow]:
        """Return every space of the profile."""
        return [SpaceRow(*row) for row in self._read(_SPACES)]

    def space(self, ident: bytes) -> SpaceRow | None:
        """Return one space."""
        rows = self._read(f"{_SPACES} WHERE id = :id", {"id": ident})
        return SpaceRow(*rows[0]) if rows else None

    def put_space(self, row: SpaceRow) -> None:
        """Keep a space."""
        self._write(_PUT_SPACE, row._asdict())

    def keep_log(self, space: bytes, log: bytes, secrets: bytes) -> None:
        """Keep what is known of a space's log; it is this device's from then on."""
        given = {"id": space, "log": log, "secrets": secrets, "device": self._vault.device}
        self._write(_KEEP_LOG, given)

    def set_space(self, space: bytes, **values: str | bytes | int) -> None:
        """Keep single columns of a space."""
        columns = ", ".join(f"{name} = :{name}" for name in values if name in SpaceRow._fields)
        self._write(f"UPDATE space SET {columns} WHERE id = :of", values | {"of": space})  # noqa: S608

    def forget(self, space: bytes) -> None:
        """Forget a space; its documents stay, and are nobody else's."""
        with self._vault.transaction():
            for statement in (*_FORGET, _PART):
                self._write(statement, {"space": space})

    # -- documents --------------------------------------------------------------------------

    def documents(self, space: bytes) -> list[tuple[str, str]]:
        """Return the documents of a space with their kinds, the pair's first."""
        return [(ident, kind) for ident, kind in self._read(_OF_SPACE, {"space": space})]

    def space_of(self, document: str) -> bytes | None:
        """Return the space of a document; None for one that has none. Raises `LookupError`."""
        rows = self._read(_SPACE_OF, {"document": document})
        if not rows:
            raise LookupError(document)
        return bytes(rows[0][0]) if rows[0][0] else None

    def join(self, space: bytes, document: str) -> None:
        """Put a document into a space."""
        self._write(_JOIN, {"space": space, "document": document})

    def fold_local(self, document: str) -> None:
        """Let no change of a document be sealed by itself: its whole state is about to be."""
        self._write(_FOLDED, {"document": document})

    # -- what is not sealed yet ---------------------------------------------------------------

    def local_changes(self, space: bytes, after: int, most_bytes: int) -> list[LocalChange]:
        """Return own changes that nobody sealed, at least one if there are any."""
        found, size = list[LocalChange](), 0
        for row in self._rows(_LOCAL, {"space": space, "after": after}):
            change = LocalChange(*row)
            size += len(change.bytes)
            if found and size > most_bytes:
                break
            found.append(change)
        return found

    def count_local(self, space: bytes, after: int) -> int:
        """Return how many changes nobody sealed."""
        return int(self._read(_COUNT_LOCAL, {"space": space, "after": after})[0][0])

    def seal(self, space: bytes, after: int, upto: int) -> None:
        """Note that own changes are in an envelope."""
        given = {"space": space, "after": after, "upto": upto}
        self._write(_SEAL, given)
        self._write(_SEALED_UPTO, given)

    # -- envelopes --------------------------------------------------------------------------

    def add_envelopes(self, rows: Sequence[EnvelopeRow]) -> None:
        """Keep envelopes that are new."""
        for row in rows:
            self._write(_ADD_ENVELOPE, row._asdict())

    def hash_at(self, space: bytes, device: bytes, sequence: int) -> bytes | None:
        """Return the hash of an envelope that is held."""
        given = {"space": space, "device": device, "sequence": sequence}
        rows = self._read(_HASH, given)
        return bytes(rows[0][0]) if rows else None

    def envelopes(self, space: bytes, device: bytes, after: int, most_bytes: int) -> list[bytes]:
        """Return envelopes of a chain in order, without a gap, at least one if there are any."""
        given = {"space": space, "device": device, "after": after, "most": _AT_ONCE}
        found, size = list[bytes](), 0
        for place, (sequence, data) in enumerate(self._rows(_ENVELOPES, given), after + 1):
            size += len(data)
            if sequence != place or (found and size > most_bytes):
                break
            found.append(data)
        return found

    def changes_after(self, space: bytes, device: bytes, after: int) -> int:
        """Return how many changes are in a chain's envelopes after a sequence."""
        given = {"space": space, "device": device, "after": after}
        return int(self._read(_CHANGES_AFTER, given)[0][0])

    def drop_envelopes(self, space: bytes, device: bytes, after: int) -> None:
        """Forget the envelopes of a chain after a sequence."""
        self._write(_DROP_AFTER, {"space": space, "device": device, "after": after})

    def last_of_each(self, space: bytes) -> dict[bytes, int]:
        """Return when the last envelope of each device came or was made."""
        return {bytes(device): at for device, at in self._read(_LAST, {"space": space})}

    def latest_envelopes(self, space: bytes, most: int) -> list[EnvelopeRow]:
        """Return the newest envelopes, the newest first."""
        return [EnvelopeRow(*row) for row in self._read(_LATEST, {"space": space, "most": most})]

    # -- what was set aside -----------------------------------------------------------------

    def set_aside(self, row: AsideRow) -> None:
        """Keep a change that is in no document."""
        self._write(_ADD_ASIDE, row._asdict())

    def aside(self, space: bytes) -> list[AsideRow]:
        """Return what was set aside, oldest first."""
        return [AsideRow(*row) for row in self._read(_ASIDE, {"space": space})]

    def drop_aside(self, number: int) -> None:
        """Forget something that was set aside."""
        self._write("DELETE FROM quarantine WHERE number = :number", {"number": number})

    def add_concern(self, row: ConcernRow) -> None:
        """Note something to look at, once."""
        self._write(_ADD_CONCERN, row._asdict())

    def concerns(self, space: bytes) -> list[ConcernRow]:
        """Return what is to be looked at, oldest first."""
        return [ConcernRow(*row) for row in self._read(_CONCERNS, {"space": space})]

    def drop_concern(self, space: bytes, kind: str) -> None:
        """Forget what a person put away."""
        words = "DELETE FROM concern WHERE space = :space AND kind = :kind"
        self._write(words, {"space": space, "kind": kind})

    # -- the driver -------------------------------------------------------------------------

    def _read(self, words: str, given: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self._connection.read(words, given)

    def _rows(self, words: str, given: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        return self._connection.rows(words, given)

    def _write(self, words: str, given: dict[str, Any]) -> None:
        with self._vault.transaction():
            self._connection.write(words, given)
