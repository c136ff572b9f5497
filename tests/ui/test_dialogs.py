"""The platform's own dialogs, where Qt draws them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHeaderView,
    QInputDialog,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rm_desktop.ui.dialogs import WindowDialogs
from rm_desktop.ui.theme import apply_theme, load_theme


@pytest.mark.parametrize("exists", [True, False])
def test_files_are_looked_for_among_the_documents_or_at_home(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, exists: bool
) -> None:
    asked: list[str] = []
    documents = tmp_path / "Documents"
    if exists:
        documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(documents))

    def pick(_parent: QWidget, _title: str, where: str = "", _patterns: str = "") -> object:
        asked.append(where)
        return ("", "")

    def pick_folder(_parent: QWidget, _title: str, where: str = "") -> str:
        asked.append(where)
        return ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", pick)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", pick)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", pick_folder)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialogs = WindowDialogs(parent)
    assert dialogs.pick_open("Open", "All (*)") is None
    assert dialogs.pick_save("Save", "Summary.pdf", "PDF (*.pdf)") is None
    assert dialogs.pick_folder("Folder") is None
    begins = documents if exists else Path.home()
    assert asked == [str(begins), str(begins / "Summary.pdf"), str(begins)]


def test_the_next_file_is_looked_for_where_the_last_one_was(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []
    folder = tmp_path / "Minutes"
    folder.mkdir()

    def pick(_parent: QWidget, _title: str, where: str, _patterns: str) -> tuple[str, str]:
        asked.append(where)
        return str(folder / "Session 6.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", pick)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialogs = WindowDialogs(parent)
    for name in ("Session 6.pdf", "Session 7.pdf"):
        assert dialogs.pick_save("Save", name, "PDF (*.pdf)") == folder / "Session 6.pdf"
    assert asked[1] == str(folder / "Session 7.pdf")
    folder.rmdir()  # a stick that was pulled out
    dialogs.pick_save("Save", "Session 8.pdf", "PDF (*.pdf)")
    assert Path(asked[2]).parent == Path(asked[0]).parent


LONG = "Everything of the pair goes for good, in every place where this app keeps it. " * 6


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("kind", ["word", "yes or no"])
def test_a_long_question_is_wrapped_and_its_buttons_are_on_the_screen(
    qtbot: QtBot, qapp: QApplication, kind: str, scale: float
) -> None:
    apply_theme(qapp, load_theme("light"), scale)
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[bool] = []

    def look() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QDialog)
        words = next(each for each in box.findChildren(QLabel) if each.text() == LONG)
        seen.append(words.width() <= 560 * scale)
        seen.append(words.height() >= words.heightForWidth(words.width()))
        seen.append(words.textFormat() == Qt.TextFormat.PlainText)
        room = box.screen().availableGeometry().width()
        for button in box.findChildren(QPushButton):
            corner = button.mapTo(box, button.rect().bottomRight())
            seen.append(box.rect().contains(corner) and box.width() <= room)
        if isinstance(box, QInputDialog):
            box.setTextValue("ERASE")
            box.accept()
        else:
            box.reject()

    QTimer.singleShot(0, look)
    try:
        if kind == "word":
            assert WindowDialogs(parent).ask_text("Erase", LONG) == "ERASE"
        else:
            assert not WindowDialogs(parent).ask("Erase", LONG, "Erase")
    finally:
        apply_theme(qapp, load_theme("light"))
    assert seen == [True] * len(seen)
    assert len(seen) == 5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_column_heads_of_a_file_dialog_can_be_read(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str
) -> None:
    theme = load_theme(name)
    apply_theme(qapp, theme)
    try:
        dialog = QFileDialog(None, "Open", str(tmp_path))
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        dialog.show()
        head = dialog.findChild(QHeaderView)
        assert head is not None
        image = head.grab().toImage()
        seen = {
            image.pixelColor(x, y).name().upper()
            for x in range(image.width())
            for y in range(image.height())
        }
        assert theme.colours["sunken"].upper() in seen
        ink = QColor(theme.colours["ink-2"]).lightness()
        ground = QColor(theme.colours["sunken"]).lightness()
        middle = (ink + ground) // 2
        assert any((QColor(c).lightness() < middle) == (ink < middle) for c in seen)
    finally:
        apply_theme(qapp, load_theme("light"))
