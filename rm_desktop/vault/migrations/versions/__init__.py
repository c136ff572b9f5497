"""One module per revision, oldest first; Alembic reads them as files."""

from __future__ import annotations
