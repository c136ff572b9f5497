"""Widgets that only show: what they say, speak and how much room they take."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.theme import hue
from rm_desktop.ui.widgets.avatar import Avatar, AvatarPair, initials
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.empty_state import EmptyState
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.notice import Notice
from rm_desktop.ui.widgets.page_header import PageHeader
from rm_desktop.ui.widgets.progress_line import ProgressLine
from rm_desktop.ui.widgets.scroll_column import ScrollColumn
from rm_desktop.ui.widgets.status_dot import StatusDot
from rm_desktop.ui.widgets.step_dots import StepDot, StepDots
from rm_desktop.ui.widgets.voice_bar import BarVoice, VoiceBar

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, widget: QWidget, width: int = 0, height: int = 0) -> QImage:
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    widget.show()
    return widget.grab().toImage()


def test_a_label_takes_nothing_for_markup(qtbot: QtBot) -> None:
    label = Label("<b>x</b>")
    shown(qtbot, label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance("<b>x</b>")


def test_wrapped_text_has_the_line_height_of_the_theme(qtbot: QtBot) -> None:
    label = Label("one two three four five six seven eight nine ten", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(2000) == 20
    assert label.heightForWidth(120) % 20 == 0
    assert label.heightForWidth(120) > 40
    assert Label("a\nb\nc", wrap=True).heightForWidth(400) == 60


def test_wrapped_text_wears_its_tone(qtbot: QtBot) -> None:
    label = Label("MMMM", "figure", "danger", wrap=True)
    image = shown(qtbot, label, 200, 40)
    colours = {image.pixelColor(x, y).name() for x in range(60) for y in range(40)}
    assert hue("danger").name() in colours


def test_an_elided_label_keeps_the_whole_as_tooltip_and_name(qtbot: QtBot) -> None:
    label = ElidedLabel("What a creator brief\nlooks like", "medium")
    shown(qtbot, label, 60, 20)
    whole = "What a creator brief looks like"
    assert label.text().endswith("…")
    assert (label.toolTip(), label.accessibleName(), label.whole_text) == (whole, whole, whole)
    label.resize(600, 20)
    assert label.text() == whole
    assert label.toolTip() == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maya Okafor", "MO"), ("Henrik", "H"), ("  ana maria de la cruz ", "AC"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_pair_is_two_discs_side_by_side(qtbot: QtBot) -> None:
    pair = AvatarPair("Maya Okafor", "Henrik Berg")
    image = shown(qtbot, pair)
    mine, theirs = pair.findChildren(Avatar)
    assert (mine.text(), theirs.text()) == ("MO", "HB")
    assert pair.accessibleName() == "Maya Okafor, Henrik Berg"
    assert image.pixelColor(5, 8) == hue("you")
    assert image.pixelColor(pair.width() - 7, 8) == hue("them")


def test_a_chip_changes_its_word_and_tone(qtbot: QtBot) -> None:
    chip = Chip("Henrik", "them", dot=True)
    shown(qtbot, chip)
    chip.show_chip("Maya", "you")
    assert chip.text() == "Maya"
    image = chip.grab().toImage()
    assert image.pixelColor(chip.width() - 6, 12) == hue("you-soft")
    assert image.pixelColor(14, 12) == hue("you")
    assert chip.sizeHint().height() == 24


@pytest.mark.parametrize(
    ("voice", "top", "bottom"), [("you", "you", "you"), ("both", "you", "them")]
)
def test_a_voice_bar_shows_who_leads(
    qtbot: QtBot, voice: BarVoice, top: BarVoice, bottom: BarVoice
) -> None:
    bar = VoiceBar("them", "Henrik leads")
    qtbot.addWidget(bar)
    bar.show_voice(voice, "Words")
    image = shown(qtbot, bar, 4, 36)
    colours: dict[str, QColor] = {"you": hue("you"), "them": hue("them")}
    assert image.pixelColor(2, 8) == colours[top]
    assert image.pixelColor(2, 28) == colours[bottom]
    assert bar.accessibleName() == "Words"


def test_dots_differ_in_shape(qtbot: QtBot) -> None:
    dot = StatusDot("good")
    disc = shown(qtbot, dot)
    assert (disc.width(), disc.height()) == (8, 8)
    dot.show_tone("warn")
    assert dot.grab().toImage().pixelColor(4, 4) != hue("warn")  # a ring is hollow
    dot.show_tone("danger")
    assert dot.grab().toImage().pixelColor(0, 0) == hue("danger")  # a square has corners


def test_the_rhythm_is_spoken_with_numbers(qtbot: QtBot) -> None:
    dots = StepDots(("kept", "moved", "next", "planned", "missed"))
    shown(qtbot, dots, 400, 28)
    assert dots.accessibleName() == "1 kept, 2 moved, 3 next, 4 planned, 5 missed"
    assert [dot.text() for dot in dots.findChildren(StepDot)] == ["1", "2", "3", "4", "5"]
    assert {dot.width() for dot in dots.findChildren(StepDot)} == {28}
    assert dots.heightForWidth(100) == 28 * 2 + 8
    dots.show_steps(("kept",))
    assert dots.accessibleName() == "1 kept"
    dots.show_steps(("kept", "next"), 50)
    assert dots.accessibleName() == "50 kept, 51 next"


def test_a_line_fills(qtbot: QtBot) -> None:
    line = ProgressLine()
    line.show_progress(0.5, "on the way")
    image = shown(qtbot, line, 100, 6)
    assert image.pixelColor(25, 3) == hue("accent")
    assert image.pixelColor(75, 3) == hue("sunken")
    line.show_progress(7, "over", "warn")
    assert line.grab().toImage().pixelColor(90, 3) == hue("warn")
    assert line.accessibleName() == "over"


def test_things_flow_into_lines_and_leave(qtbot: QtBot) -> None:
    row = FlowRow()
    chips = [Chip(f"Chip number {number}") for number in range(6)]
    for chip in chips:
        row.add(chip)
    shown(qtbot, row, 240, 200)
    assert all(chip.geometry().right() < 240 for chip in chips)
    assert len({chip.y() for chip in chips}) > 1
    assert row.heightForWidth(2000) == 24
    assert row.heightForWidth(240) == max(chip.geometry().bottom() for chip in chips) + 1
    tall = row.heightForWidth(240)
    for chip in chips[3:]:
        chip.hide()
    assert row.heightForWidth(240) < tall
    row.clear()
    assert row.heightForWidth(240) == 0


def test_a_card_holds_its_body_at_the_top_unless_it_fills(qtbot: QtBot) -> None:
    for fill in (False, True):
        card = Card("Actions", fill=fill)
        inner = QWidget()
        card.body.addWidget(inner)
        card.add_action(Label("3 open", "caption"))
        shown(qtbot, card, 300, 400)
        assert (inner.height() > 300) == fill
        assert card.accessibleName() == "Actions"


def test_a_ground_changes_its_colour(qtbot: QtBot) -> None:
    ground = Ground("sunken")
    image = shown(qtbot, ground, 40, 40)
    assert image.pixelColor(20, 20) == hue("sunken")
    ground.show_kind("soft")
    assert ground.grab().toImage().pixelColor(20, 20) == hue("accent-soft")


def test_a_header_says_where_one_is_and_leads_back(qtbot: QtBot) -> None:
    header = PageHeader("Session 4", "How our customers really use short video")
    header.set_back("Leave")
    qtbot.addWidget(header)
    header.show()
    back = header.findChildren(QPushButton, "header-back")[0]
    assert isinstance(back, QPushButton)
    with qtbot.waitSignal(header.back_requested):
        qtbot.mouseClick(back, LEFT)
    with qtbot.waitSignal(header.back_requested):
        qtbot.keyClick(back, Qt.Key.Key_Space)
    header.show_words("Session 5")
    assert [each.text() for each in header.findChildren(ElidedLabel) if each.isVisible()] == [
        "Session 5"
    ]


def test_an_empty_state_has_one_sentence_and_one_button(qtbot: QtBot) -> None:
    empty = EmptyState("No topics yet.", "Add a topic")
    qtbot.addWidget(empty)
    empty.show()
    button = empty.findChildren(QPushButton)[0]
    with qtbot.waitSignal(empty.action_requested):
        qtbot.mouseClick(button, LEFT)
    with qtbot.waitSignal(empty.action_requested):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    empty.show_words("Nothing found.")
    assert not button.isVisible()


@pytest.fixture
def notice(qtbot: QtBot) -> Iterator[Notice]:
    page = QWidget()
    notice = Notice(page)
    QVBoxLayout(page).addWidget(notice)
    qtbot.addWidget(page)
    page.show()
    yield notice
    page.close()


def press(qtbot: QtBot, notice: Notice, name: str, *, key: bool) -> None:
    button = notice.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    if key:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    else:
        qtbot.mouseClick(button, LEFT)


@pytest.mark.parametrize("key", [False, True])
def test_a_notice_offers_a_way_back(qtbot: QtBot, notice: Notice, key: bool) -> None:
    assert not notice.isVisible()
    notice.show_notice("Topic deleted", "Undo")
    assert notice.isVisible()
    assert notice.text == notice.accessibleName() == "Topic deleted"
    with qtbot.waitSignal(notice.action_requested):
        press(qtbot, notice, "notice-action", key=key)
    with qtbot.waitSignal(notice.dismissed):
        press(qtbot, notice, "notice-close", key=key)
    assert not notice.isVisible()


def test_a_notice_never_takes_the_focus_and_may_have_no_action(notice: Notice) -> None:
    notice.show_notice("Copied")
    assert notice.window().focusWidget() is None
    assert not notice.findChildren(QPushButton, "notice-action")[0].isVisible()


def test_a_column_scrolls_down_but_never_sideways(qtbot: QtBot) -> None:
    column = ScrollColumn()
    for number in range(40):
        column.body.addWidget(Label(f"A rather long line with the number {number}", wrap=True))
    shown(qtbot, column, 120, 200)
    assert column.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert column.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert column.verticalScrollBar().maximum() > 0
    inner = column.body.parentWidget()
    assert inner is not None
    assert inner.width() <= column.viewport().width()
