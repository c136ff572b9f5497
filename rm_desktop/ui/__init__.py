"""Everything a person sees and touches; the only room that knows Qt."""

from __future__ import annotations

from rm_desktop.ui import plain_imports as plain_imports  # before anything here imports Qt
