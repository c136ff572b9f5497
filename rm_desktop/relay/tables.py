"""What a relay stores. Queries carry a space's id, so that the big table can be split by it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

_ID = LargeBinary(16)
_HASH = LargeBinary(32)

incarnation = Table(
    "incarnation",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("number", String(32), nullable=False, unique=True),
    Column("tide", BigInteger, nullable=False),
)

device = Table(
    "device",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("signing", _HASH, nullable=False),
    Column("sealing", _HASH, nullable=False),
    Column("token", _HASH, unique=True),  # none: only known by its public keys
    Column("made_at", BigInteger, nullable=False),
)

permit = Table(
    "permit",
    metadata,
    Column("hash", _HASH, primary_key=True),
    Column("made_by", _ID),
    Column("made_at", BigInteger, nullable=False),
    Index("permit_of", "made_by"),
)

space = Table(
    "space",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("bytes", BigInteger, nullable=False),
)

access = Table(
    "access",
    metadata,
    Column("space", _ID, ForeignKey("space.id", ondelete="CASCADE"), nullable=False),
    Column("device", _ID, nullable=False),
    Column("until", BigInteger),  # it was shut out, and reads until then; none: it may do all
    PrimaryKeyConstraint("space", "device"),
    Index("access_of", "device"),
)

chain = Table(
    "chain",
    metadata,
    Column("space", _ID, ForeignKey("space.id", ondelete="CASCADE"), nullable=False),
    Column("device", _ID, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", _HASH, nullable=False),
    PrimaryKeyConstraint("space", "device"),
)

envelope = Table(
    "envelope",
    metadata,
    Column("space", _ID, ForeignKey("space.id", ondelete="CASCADE"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("device", _ID, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", _HASH, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("space", "position"),
    UniqueConstraint("space", "device", "sequence", name="envelope_place"),
)

mailbox = Table(
    "mailbox",
    metadata,
    Column("name", _HASH, nullable=False),
    Column("slot", String(10), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("name", "slot"),
    Index("mailbox_age", "made_at"),
)
