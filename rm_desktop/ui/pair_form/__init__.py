"""The form that asks about two people; *Welcome* and *Settings* show it."""

from __future__ import annotations
