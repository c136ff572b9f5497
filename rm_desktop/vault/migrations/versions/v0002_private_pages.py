"""Which pair a private page is about, and the states of a text one may go back to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column and the table; no row changes."""
    with op.batch_alter_table("item") as item:
        item.add_column(sa.Column("pair", sa.String))
    op.create_index("item_of_pair", "item", ["kind", "live", "pair"])
    op.create_table(
        "version",
        sa.Column("document", sa.String, sa.ForeignKey("document.id"), primary_key=True),
        sa.Column("at", sa.Integer, primary_key=True),
        sa.Column("mark", sa.LargeBinary, nullable=False),
    )
