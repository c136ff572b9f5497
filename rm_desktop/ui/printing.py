"""Agendas and summaries on paper: a printer through the system's dialog, or a PDF file.

The pages are HTML of our own (`Summaries.page`, `Summaries.agenda_page`); nothing is loaded.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QUrl
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from rm_desktop.domain.words import tr
from rm_desktop.system.whole_files import write_file
from rm_desktop.ui.dialogs import Dialogs

ENDING = ".pdf"
_POINTS = 10
_RESOLUTION = 300


class Paper(QTextDocument):
    """A page of ours as it is printed: black on white, in points, in the font of the screen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.setDefaultFont(QFont(QApplication.font().family(), _POINTS))
        self.setHtml(page)

    def loadResource(self, _kind: int, _url: QUrl | str) -> object:
        return None


def print_out(page: str, title: str, dialogs: Dialogs) -> bool:
    """Print a page on the printer that is chosen; tell whether it was."""
    return dialogs.print_out(title, Paper(page))


def save_as_pdf(page: str, title: str, dialogs: Dialogs) -> Path | None:
    """Save a page where the person wants it; return where, None if they thought better of it.

    Raises:
        KnownError: it cannot be written; a former file of that name is untouched.
    """
    chosen = dialogs.pick_save(tr("Save as PDF"), f"{title}{ENDING}", tr("PDF (*.pdf)"))
    if chosen is None:
        return None
    target = chosen if chosen.suffix.lower() == ENDING else chosen.with_name(chosen.name + ENDING)
    write_file(target, pdf(page, title))
    return target


def pdf(page: str, title: str) -> bytes:
    """Return a page as a PDF, on the paper that is used here."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF())
    writer.setPageLayout(layout)  # without margins: the document brings its own two centimetres
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setCreator(QApplication.applicationName())
    Paper(page).print_(writer)
    return bytes(buffer.data().data())
