"""Who was shut out of a space may read there for a while, to learn that it was shut out.

Frozen history: it spells its column out and never follows `tables.py`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Give each access an end, which nobody's has yet."""
    op.add_column("access", sa.Column("until", sa.BigInteger))
