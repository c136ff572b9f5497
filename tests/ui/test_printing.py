"""Pages on paper: in points, in order, and nothing fetched for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from rm_desktop.system.whole_files import CannotWriteError
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.printing import Paper, pdf, print_out, save_as_pdf

PAGE = "<h1>Session 4</h1><p>Maya Okafor leads</p>"


def pages(content: bytes) -> int:
    return content.count(b"/Type /Page\n")


def test_a_pdf_is_whole_and_long_pages_become_several(qapp: QApplication) -> None:
    assert pages(pdf(PAGE, "Session 4")) == 1
    assert pages(pdf(PAGE + "<p>line</p>" * 200, "Session 4")) > 2


def test_paper_loads_nothing(qapp: QApplication, tmp_path: Path) -> None:
    picture = tmp_path / "a.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    paper = Paper(f'<img src="{picture.as_uri()}">{PAGE}')
    kind = int(QTextDocument.ResourceType.ImageResource.value)
    assert paper.loadResource(kind, QUrl.fromLocalFile(str(picture))) is None


def test_a_former_pdf_stays_when_the_new_one_cannot_be_written(
    qapp: QApplication, tmp_path: Path
) -> None:
    dialogs = AnsweredDialogs(path=tmp_path / "a.pdf")
    assert save_as_pdf(PAGE, "a", dialogs) == tmp_path / "a.pdf"
    former = (tmp_path / "a.pdf").read_bytes()
    dialogs.path = tmp_path / "gone/a.pdf"
    with pytest.raises(CannotWriteError):
        save_as_pdf(PAGE, "a", dialogs)
    assert (tmp_path / "a.pdf").read_bytes() == former
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_printing_asks_for_a_printer_and_can_be_left(qapp: QApplication) -> None:
    dialogs = AnsweredDialogs()
    assert print_out(PAGE, "Session 4", dialogs)
    assert dialogs.printed == ["Session 4\nMaya Okafor leads"]
    dialogs.yes = False
    assert not print_out(PAGE, "Session 4", dialogs)
