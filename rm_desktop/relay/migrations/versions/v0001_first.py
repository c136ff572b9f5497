"""The first schema of a relay.

Frozen history: it spells its tables out and never follows `tables.py`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the first version."""
    _whoever_comes()
    _spaces()
    _envelopes()


def _whoever_comes() -> None:
    op.create_table(
        "incarnation",
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.String(32), nullable=False, unique=True),
        sa.Column("tide", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("signing", sa.LargeBinary(32), nullable=False),
        sa.Column("sealing", sa.LargeBinary(32), nullable=False),
        sa.Column("token", sa.LargeBinary(32), unique=True),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "permit",
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("made_by", sa.LargeBinary(16)),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_index("permit_of", "permit", ["made_by"])
    op.create_table(
        "mailbox",
        sa.Column("name", sa.LargeBinary(32), nullable=False),
        sa.Column("slot", sa.String(10), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", "slot"),
    )
    op.create_index("mailbox_age", "mailbox", ["made_at"])


def _spaces() -> None:
    op.create_table(
        "space",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "access",
        _of_space(),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("space", "device"),
    )
    op.create_index("access_of", "access", ["device"])
    op.create_table(
        "chain",
        _of_space(),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("space", "device"),
    )


def _envelopes() -> None:
    op.create_table(
        "envelope",
        _of_space(),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("space", "position"),
        sa.UniqueConstraint("space", "device", "sequence", name="envelope_place"),
    )


def _of_space() -> sa.Column[bytes]:
    return sa.Column(
        "space",
        sa.LargeBinary(16),
        sa.ForeignKey("space.id", ondelete="CASCADE"),
        nullable=False,
    )
