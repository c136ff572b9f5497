"""Leaf widgets: one per file, fed by values, each with its entry in `rm_desktop.ui.gallery`."""

from __future__ import annotations
