"""What cannot go into a field or an area is refused whole, with a sentence, however it comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.widgets.passphrase_field import PassphraseField
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.widgets.text_field import TextField

Kind = type[TextField] | type[TextArea]
LIMIT = 300
OVERRIDE, MARK = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{RIGHT-TO-LEFT MARK}"
BOTH = pytest.mark.parametrize("kind", [TextField, TextArea])


class Window(QWidget):
    """What a notice in the window says."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.said: list[str] = []
        QVBoxLayout(self).addWidget(field)

    def say(self, text: str) -> None:
        self.said.append(text)


Made = tuple[TextField | TextArea, Window]
Make = Callable[[Kind], Made]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def make(kind: Kind) -> Made:
        field = kind("Outcome", max_length=LIMIT)
        window = Window(field)
        qtbot.addWidget(window)
        window.show()
        return field, window

    return make


def text(field: TextField | TextArea) -> str:
    return field.text() if isinstance(field, TextField) else field.toPlainText()


def paste(qtbot: QtBot, field: QWidget, copied: str | QMimeData) -> None:
    mime = QMimeData()
    if isinstance(copied, str):
        mime.setText(copied)
    QGuiApplication.clipboard().setMimeData(mime if isinstance(copied, str) else copied)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


@BOTH
def test_a_paste_that_does_not_fit_is_refused_whole_and_stays_on_the_clipboard(
    make: Make, qtbot: QtBot, kind: Kind
) -> None:
    field, window = make(kind)
    qtbot.keyClicks(field, "before")
    paste(qtbot, field, "x" * 11_000_000)
    assert text(field) == "before"
    assert len(window.said) == 1
    assert "still on the clipboard" in window.said[0]
    assert len(QGuiApplication.clipboard().text()) == 11_000_000
    paste(qtbot, field, "x" * (LIMIT - 5))
    assert text(field) == "before"
    assert "room for 294 more" in window.said[-1]
    paste(qtbot, field, "x" * (LIMIT - 6))
    assert len(text(field)) == LIMIT
    assert len(window.said) == 2


@BOTH
def test_what_fits_is_counted_in_characters(make: Make, qtbot: QtBot, kind: Kind) -> None:
    field, window = make(kind)
    paste(qtbot, field, "a" + "😀" * LIMIT)
    assert (text(field), len(window.said)) == ("", 1)
    paste(qtbot, field, "😀" * LIMIT)
    assert (text(field), len(window.said)) == ("😀" * LIMIT, 1)


@BOTH
def test_a_full_one_says_so_at_a_key(make: Make, qtbot: QtBot, kind: Kind) -> None:
    field, window = make(kind)
    field.show_text("x" * LIMIT)
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, "a")
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(field, composed)
    QApplication.processEvents()
    assert text(field) == "x" * LIMIT
    assert window.said
    assert all("full" in each for each in window.said)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    field.selectAll()
    qtbot.keyClicks(field, "b")
    assert text(field) == "b"


@BOTH
def test_a_picture_or_a_file_gets_a_sentence_and_takes_nothing_away(
    make: Make, qtbot: QtBot, kind: Kind
) -> None:
    field, window = make(kind)
    field.show_text("kept")
    field.selectAll()
    picture, file = QMimeData(), QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    picture.setImageData(image)
    file.setUrls([QUrl.fromLocalFile("/somewhere/slides.pdf")])
    for copied, words in ((picture, "not pictures"), (file, "not files")):
        paste(qtbot, field, copied)
        assert words in window.said[-1]
    assert text(field) == "kept"


@BOTH
def test_what_turns_a_line_around_is_shown_as_a_sign(make: Make, qtbot: QtBot, kind: Kind) -> None:
    field, window = make(kind)
    paste(qtbot, field, f"safe {OVERRIDE}gnp.exe {MARK}שלום")
    assert text(field) == f"safe \N{REPLACEMENT CHARACTER}gnp.exe {MARK}שלום"
    composed = QInputMethodEvent()
    composed.setCommitString(f"😀{OVERRIDE}b")
    QApplication.sendEvent(field, composed)
    assert text(field).endswith("שלום😀\N{REPLACEMENT CHARACTER}b")
    field.show_text(f"safe {OVERRIDE}gnp.exe")
    assert text(field) == "safe \N{REPLACEMENT CHARACTER}gnp.exe"
    assert window.said == []


def test_a_passphrase_is_kept_to_the_letter(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    paste(qtbot, field.field, f"a{OVERRIDE}b")
    assert field.text() == f"a{OVERRIDE}b"


def test_the_window_says_it_as_a_notice(qtbot: QtBot) -> None:
    frame = Frame("rm-desktop")
    area = TextArea("Outcome", max_length=LIMIT)
    qtbot.addWidget(frame)
    frame.show_page(area, with_rail=False)
    with qtbot.waitSignal(frame.painted):
        frame.show()
    paste(qtbot, area, "x" * 2 * LIMIT)
    assert frame.notice.startswith("That is 600 characters; 300 fit in here. Nothing was pasted")
