"""The first schema.

Frozen history: it spells its tables out and never follows `tables.py`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the first version."""
    _documents()
    _items()
    _small_tables()


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("space", sa.String),
        sa.Column("upto", sa.Integer, nullable=False),
        sa.Column("snapshot", sa.LargeBinary),
    )
    op.create_table(
        "dirty",
        sa.Column("document", sa.String, sa.ForeignKey("document.id"), primary_key=True),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("change_by_document", "change", ["document", "seq"])


def _items() -> None:
    op.create_table(
        "item",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("session", sa.String),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("preview", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("document", "kind", "id", name="item_key"),
    )
    op.create_index("item_live", "item", ["document", "live"])
    op.create_index("item_by_session", "item", ["session"])
    op.execute(
        """CREATE VIRTUAL TABLE search USING fts5(
    title, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
)"""
    )


def _small_tables() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "prompt",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("pack", sa.String, nullable=False),
        sa.Column("binned_at", sa.Integer),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "setting",
        sa.Column("scope", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
