from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.theme.focus import FocusRing
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.scroll_column import ScrollColumn
from rm_desktop.ui.widgets.text_field import TextField

TAB = Qt.Key.Key_Tab


class Counted(FocusRing):
    """Keeps by what it was called."""

    def __init__(self, app: QApplication) -> None:
        self.called_by: list[QObject] = []
        super().__init__(app)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.called_by.append(watched)
        return super().eventFilter(watched, event)


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[Counted]:
    ring = Counted(qapp)
    yield ring
    ring.deleteLater()
    qapp.sendPostedEvents(ring, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(qtbot: QtBot, ring: FocusRing) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 20, 20, 20)
    for name in ("one", "two", "three"):
        button = Button(name)
        button.setObjectName(name)
        column.addWidget(button)
    field = TextField("Words")
    field.setObjectName("field")
    column.addWidget(field)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def frame_of(page: QWidget) -> QWidget | None:
    found = page.findChild(QWidget, "focus-ring")
    return found if found is not None and found.isVisible() else None


def child(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None
    return found


def test_tab_puts_the_ring_two_pixels_around_the_control(
    qtbot: QtBot, page: QWidget, ring: FocusRing
) -> None:
    one, two = child(page, "one"), child(page, "two")
    one.setFocus()
    qtbot.keyClick(one, TAB)
    assert ring.target is two
    frame = frame_of(page)
    assert frame is not None
    assert frame.geometry() == two.geometry().adjusted(-4, -4, 4, 4)


def test_the_mouse_brings_no_ring_to_a_button(qtbot: QtBot, page: QWidget, ring: FocusRing) -> None:
    qtbot.keyClick(child(page, "one"), TAB)
    qtbot.mouseClick(child(page, "three"), Qt.MouseButton.LeftButton)
    child(page, "three").setFocus()
    assert ring.target is None or ring.target is not child(page, "three")


def test_what_is_written_into_always_wears_it(page: QWidget, ring: FocusRing) -> None:
    child(page, "field").setFocus()
    assert ring.target is child(page, "field")


def test_the_ring_moves_along_and_goes_with_the_focus(
    qtbot: QtBot, page: QWidget, ring: FocusRing
) -> None:
    field = child(page, "field")
    field.setFocus()
    page.resize(600, 400)
    QApplication.processEvents()
    frame = frame_of(page)
    assert frame is not None
    assert frame.geometry() == field.geometry().adjusted(-4, -4, 4, 4)
    field.clearFocus()
    assert ring.target is None
    assert frame_of(page) is None


def test_a_widget_can_decline(page: QWidget, ring: FocusRing) -> None:
    field = child(page, "field")
    field.setProperty("focus_ring", False)
    field.setFocus()
    assert ring.target is None


def test_the_ring_does_not_leave_a_scroll_area(qtbot: QtBot, ring: FocusRing) -> None:
    column = ScrollColumn()
    fields = [TextField(str(number)) for number in range(20)]
    for field in fields:
        column.body.addWidget(field)
    window = QWidget()
    QVBoxLayout(window).addWidget(column)
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fields[0].setFocus()
    column.verticalScrollBar().setValue(20)
    QApplication.processEvents()
    frame = frame_of(window)
    assert frame is not None
    viewport = column.viewport()
    assert QRect(viewport.mapTo(window, QPoint()), viewport.size()).contains(frame.geometry())
    column.verticalScrollBar().setValue(400)
    QApplication.processEvents()
    assert frame_of(window) is None


def test_a_widget_that_is_deleted_takes_no_ring_along(
    qtbot: QtBot, page: QWidget, ring: FocusRing
) -> None:
    field = child(page, "field")
    field.setFocus()
    field.deleteLater()
    qtbot.wait(1)
    qtbot.keyClick(page, TAB)
    assert ring.target is not field


def test_a_long_text_is_left_alone_while_one_writes_and_keeps_its_ring(
    qtbot: QtBot, page: QWidget, ring: Counted
) -> None:
    text = QPlainTextEdit()
    column = page.layout()
    assert isinstance(column, QVBoxLayout)
    column.addWidget(text)
    text.setFocus()
    qtbot.keyClicks(text, "a")
    ring.called_by.clear()
    qtbot.keyClicks(text, "bcd")
    assert page in ring.called_by
    assert text not in ring.called_by
    column.insertWidget(0, QLabel("above\nit"))

    def follows() -> bool:
        frame = frame_of(page)
        around = text.geometry().adjusted(-4, -4, 4, 4)
        return frame is not None and frame.geometry() == around

    top = text.y()
    qtbot.waitUntil(lambda: text.y() > top)
    qtbot.waitUntil(follows)
    qtbot.keyClick(text, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert ring.target is child(page, "field")
