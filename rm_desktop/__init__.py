"""A desktop app in which a pair prepares, runs and closes its reverse-mentoring sessions."""

from __future__ import annotations

__version__ = "0.1.0"
