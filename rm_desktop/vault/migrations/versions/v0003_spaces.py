"""Pairs that are shared between laptops: their spaces, sealed envelopes, and what was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables; no row changes."""
    op.create_table(
        "space",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("pair", sa.String, nullable=False, unique=True),
        sa.Column("device", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("secrets", sa.LargeBinary, nullable=False),
        sa.Column("log", sa.LargeBinary, nullable=False),
        sa.Column("told", sa.LargeBinary, nullable=False),
        sa.Column("sealed_upto", sa.Integer, nullable=False),
        sa.Column("up_to_date_at", sa.Integer, nullable=False),
        sa.Column("heard_at", sa.Integer, nullable=False),
    )
    op.create_table(
        "envelope",
        sa.Column("space", sa.LargeBinary, nullable=False),
        sa.Column("device", sa.LargeBinary, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Column("notes", sa.Integer, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("space", "device", "sequence", name="envelope_pk"),
    )
    op.create_table(
        "quarantine",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("space", sa.LargeBinary, nullable=False),
        sa.Column("device", sa.LargeBinary, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "concern",
        sa.Column("space", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("device", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("space", "kind", "device", name="concern_pk"),
    )
    op.create_index("document_of_space", "document", ["space"])
