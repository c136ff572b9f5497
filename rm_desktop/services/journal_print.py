"""Private pages as a page to print, for whoever shows or prints it."""

from __future__ import annotations

from rm_desktop.exchange.journal_html import journal_html

__all__ = ["journal_html"]
