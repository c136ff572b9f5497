"""Showing a folder outside the app."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_in_browser(folder: Path) -> None:
    """Open a folder, or the nearest one above it that exists, in the system's file browser."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
