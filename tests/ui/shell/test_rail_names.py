"""The names in the rail: ordinary ones are read in full."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop.ui.shell.rail import Rail
from rm_desktop.ui.widgets.elided_label import ElidedLabel


@pytest.mark.parametrize("several", [False, True])
def test_ordinary_names_are_not_cut(qtbot: QtBot, *, several: bool) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show_switch(several)
    rail.show_pair("Maya Okafor", "Henrik Berg", "Maya & Henrik", "Session 6 of 12")
    rail.resize(rail.width(), 700)
    rail.show()
    QApplication.processEvents()
    title = rail.findChild(ElidedLabel, "rail-pair")
    assert title is not None
    assert title.text().replace("\n", " ") == "Maya & Henrik"
    qtbot.waitUntil(lambda: title.height() >= title.sizeHint().height())
    assert all("…" not in each.text() for each in rail.findChildren(ElidedLabel))


def test_what_has_no_room_on_two_lines_ends_in_dots(qtbot: QtBot) -> None:
    label = ElidedLabel("Bartholomew & Wilhelmina", wraps=True)
    qtbot.addWidget(label)
    label.show()
    width = label.fontMetrics().horizontalAdvance
    label.resize(width("Bartholomew &") + 1, 60)
    assert label.text() == "Bartholomew &\nWilhelmina"
    assert not label.toolTip()
    label.resize(width("Bartholomew"), 60)
    assert label.text().startswith("Bartholomew\n& ")
    label.resize(width("Barthol"), 60)
    assert label.text().endswith("…")
    assert label.accessibleName() == "Bartholomew & Wilhelmina"
    assert label.toolTip()


def test_what_is_saved_is_not_there_before_it_is_known(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show()
    status = rail.findChild(ElidedLabel, "rail-status")
    assert status is not None
    assert status.isHidden()
    rail.show_status("Saved 14:00")
    assert status.isVisible()
    rail.set_collapsed(True)
    assert status.isHidden()
    rail.set_collapsed(False)
    assert status.isVisible()
