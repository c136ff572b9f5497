"""What holds for every screen holds for the page about sharing with everything on it, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain import words
from rm_desktop.ui.screen import Context
from rm_desktop.ui.sync.screen import SharingScreen
from rm_desktop.ui.theme import apply_theme, load_theme
from tests.ui import test_every_screen as every
from tests.ui.sync.conftest import Couple

#: What people wrote, and what is nobody's sentence.
KNOWN = re.compile(r"Maya|Henrik|Topic \d|How we brief creators|shared|[0-9a-f]{4}\b")


@pytest.fixture(params=["page", "bytes"])
def visited(
    request: pytest.FixtureRequest, qtbot: QtBot, couple: Couple, at_henriks: Context
) -> Iterator[SharingScreen]:
    """A concern, a large deletion, something set aside; or the bytes."""
    words.install(every.PseudoLanguage())
    couple.send_harm()
    couple.delete_much()
    couple.desk.agenda.add("", "Topic 9")
    couple.henrik.sync()
    made = SharingScreen(at_henriks)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.show()
    made.page.held.show_titles.click()
    if request.param == "bytes":
        made.page.server.click()
    every.settle()
    yield made
    words.install(None)
    made.close_work()


def test_every_word_can_be_translated(visited: SharingScreen) -> None:
    plain = set[str]()
    for widget, text in every.seen(visited):
        if isinstance(widget, QPlainTextEdit):
            text = widget.toPlainText()  # noqa: PLW2901 - the bytes, and the names behind them
            text = re.sub(r"(?m)^[0-9a-f]{4}  ([0-9a-f]{2} ?)+|…", " ", text)  # noqa: PLW2901
        rest = KNOWN.sub(" ", re.sub(r"⟦[^⟧]*⟧", " ", text))
        if re.search(r"[A-Za-z]{2,}", rest):
            plain.add(f"{type(widget).__name__} {widget.objectName()}: {text!r}")
    assert not plain


def test_everything_that_takes_the_focus_has_a_name_of_its_own(visited: SharingScreen) -> None:
    names = [b.accessibleName() for b in visited.findChildren(QPushButton) if b.isVisible()]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("scale", [1.0, 2.0], ids=["100 %", "200 %"])
def test_nothing_is_cut_off_in_a_small_window(
    visited: SharingScreen, scale: float, qapp: QApplication
) -> None:
    try:
        apply_theme(qapp, load_theme("light"), scale)
        visited.resize(1024 - 78, 640)
        every.settle()
        beyond = [
            f"{type(w).__name__} {w.objectName()}"
            for w in visited.findChildren(QWidget)
            if w.isVisible()
            and not w.visibleRegion().isEmpty()
            and w.mapTo(visited, w.rect().topRight()).x() > visited.width()
        ]
        assert not beyond
    finally:
        apply_theme(qapp, load_theme("light"), 1.0)


@pytest.mark.parametrize("visited", ["page"], indirect=True)
def test_tab_goes_down_the_left_column_and_then_down_the_right_one(
    visited: SharingScreen, qtbot: QtBot
) -> None:
    names = list[str]()
    visited.page.held.show_titles.setFocus()
    while (now := QApplication.focusWidget()) is not None and now.objectName() not in names:
        names.append(now.objectName())
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    parts = [re.sub(r"-[0-9a-f]+$", "", name) for name in names]
    assert parts[:11] == [
        *("held-show", "held-keep", "held-remove", "put-away-quarantine", "sync-now"),
        *("aside-try", "aside-delete", "remove", "another-laptop", "show-bytes", "leave-sharing"),
    ]
