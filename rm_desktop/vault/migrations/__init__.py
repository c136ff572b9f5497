"""How a vault of an older version becomes one of ours; Alembic is imported only when it is.

Revisions are numbered, so that a newer vault is known as newer by its number alone.
"""

from __future__ import annotations

HEAD = "0003"
EARLIER = frozenset({"0001", "0002"})
