"""A page's edges: heads and cards agree, whether the page scrolls or not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.scroll_column import BAR, ScrollColumn, in_line, lay_out_page


def edges(widget: QWidget, page: QWidget) -> tuple[int, int]:
    """The left and right end of what a widget holds, in the page."""
    inner = widget.contentsRect()
    left = widget.mapTo(page, QPoint(inner.left(), 0)).x()
    return left, left + inner.width()


@pytest.mark.parametrize("height", [100, 2000])
def test_heads_and_cards_share_their_edges(height: int, qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = lay_out_page(page, margin=32)
    header, card = PageHeader("Today"), Card("Next")
    scroll = ScrollColumn(gutter=BAR)
    card.setFixedHeight(height)
    scroll.body.addWidget(card)
    scroll.body.addStretch(1)
    column.addWidget(in_line(header))
    column.addWidget(scroll, 1)
    page.resize(1000, 600)
    with qtbot.waitExposed(page):
        page.show()
    qapp.processEvents()
    assert scroll.verticalScrollBar().isVisible() == (height > 600)
    left = card.mapTo(page, QPoint(0, 0)).x()
    assert edges(header, page) == (32, 968)
    assert (left, left + card.width()) == (32, 968)
