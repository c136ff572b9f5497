"""Choosing what the partner will read."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from rm_desktop.ui.journal.share_page import SharePage
from rm_desktop.ui.widgets.check_box import CheckBox


def test_the_boxes_show_words_and_the_passage_stays_as_it_was_typed(qtbot: QtBot) -> None:
    page = SharePage()
    qtbot.addWidget(page)
    page.show_passage("Henrik", "", ("They measure **reach**.", "- one\n- two"))
    boxes = page.findChildren(CheckBox)
    assert boxes[0].accessibleName() == "They measure reach."
    assert "- " not in boxes[1].accessibleName()
    boxes[0].click()
    assert page.passage.toPlainText() == "They measure **reach**."
