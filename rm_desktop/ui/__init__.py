"""Everything a person sees and touches; the only room that knows Qt."""

from __future__ import annotations
