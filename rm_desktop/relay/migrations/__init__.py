"""How a relay's database of an older version becomes one of ours; revisions are numbered."""

from __future__ import annotations

HEAD = "0002"
EARLIER: frozenset[str] = frozenset({"0001"})
