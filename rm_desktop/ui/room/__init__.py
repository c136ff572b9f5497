"""The session room: the hour itself."""

from __future__ import annotations
