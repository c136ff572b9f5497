"""How the app looks, who the two are, what was deleted, where everything lies, what this is."""

from __future__ import annotations
