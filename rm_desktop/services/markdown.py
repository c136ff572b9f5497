"""Notes as harmless HTML, for whoever shows or prints them; the libraries load at first use."""

from __future__ import annotations

from rm_desktop.exchange.markdown_view import RICH_LIMIT, plain, render

__all__ = ["RICH_LIMIT", "plain", "render"]
