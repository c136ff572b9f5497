"""The platform's own dialogs, where Qt draws them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFileDialog, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.dialogs import WindowDialogs
from rm_desktop.ui.theme import apply_theme, load_theme


def test_files_are_looked_for_among_the_documents(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

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
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert asked == [documents, str(Path(documents, "Summary.pdf")), documents]


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
