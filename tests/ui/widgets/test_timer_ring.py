from __future__ import annotations

from math import cos, radians, sin

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from rm_desktop.ui.theme import Role, hue
from rm_desktop.ui.widgets.icon_label import IconLabel
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.timer_ring import RingTone, TimerRing


@pytest.fixture
def ring(qtbot: QtBot) -> TimerRing:
    ring = TimerRing()
    qtbot.addWidget(ring)
    ring.resize(148, 148)
    ring.show()
    return ring


def colour_at(ring: TimerRing, hour: float) -> QColor:
    """The colour in the middle of the stroke where a clock has that hour."""
    angle, radius = radians(hour * 30), 148 / 2 - 6
    x, y = 74 + radius * sin(angle), 74 - radius * cos(angle)
    return ring.grab().toImage().pixelColor(round(x), round(y))


def texts(ring: TimerRing) -> list[str]:
    return [label.text() for label in ring.findChildren(Label) if label.isVisible()]


def test_the_arc_is_what_is_left_clockwise_from_noon(ring: TimerRing) -> None:
    ring.show_time(0.5, "10:00", "of 20:00")
    assert colour_at(ring, 3) == hue("accent")
    assert colour_at(ring, 9) == hue("sunken")
    assert texts(ring) == ["10:00", "of 20:00"]


@pytest.mark.parametrize(
    ("tone", "colour"), [("warn", "warn"), ("danger", "danger"), ("overtime", "ink-2")]
)
def test_a_state_has_colour_icon_and_word(ring: TimerRing, tone: RingTone, colour: Role) -> None:
    ring.show_time(0.6, "4:00", "of 20:00", tone, "Time to land")
    assert texts(ring) == ["4:00", "of 20:00", "Time to land"]
    assert ring.findChildren(IconLabel)[0].isVisible()
    seen = {colour_at(ring, 1 + step / 20).name() for step in range(20)}
    assert hue(colour).name() in seen


def test_overtime_is_dashed(ring: TimerRing) -> None:
    ring.show_time(0, "+2:10", "of 20:00", "overtime", "Over time")
    seen = {colour_at(ring, step / 20).name() for step in range(240)}
    assert {hue("ink-2").name(), hue("sunken").name()} <= seen


def test_nothing_left_is_an_empty_ring(ring: TimerRing) -> None:
    ring.show_time(-1, "0:00", "of 20:00")
    assert {colour_at(ring, hour).name() for hour in range(12)} == {hue("sunken").name()}


def test_a_screen_reader_hears_milestones_not_seconds(ring: TimerRing) -> None:
    ring.show_time(0.5, "10:00", "of 20:00")
    assert ring.accessibleName() == "10:00 of 20:00"
    ring.show_time(0.49, "9:59", "of 20:00")
    assert ring.accessibleName() == "10:00 of 20:00"
    ring.announce("Five minutes left")
    assert ring.accessibleName() == "Five minutes left"
    ring.show_time(0.2, "4:00", "of 20:00", "warn", "Time to land")
    assert ring.accessibleName() == "Time to land 4:00 of 20:00"


def test_long_figures_stay_inside(ring: TimerRing) -> None:
    ring.show_time(0.5, "1:12:24", "of 2:00:00")
    big = ring.findChildren(Label)[0]
    assert big.fontMetrics().horizontalAdvance(big.text()) < 148 - 24


def test_another_topic_is_another_name_without_being_spoken(qtbot: QtBot) -> None:
    ring = TimerRing()
    qtbot.addWidget(ring)
    ring.show_time(1, "4:00", "of 4:00", topic="a")
    ring.show_time(0.5, "2:00", "of 4:00", topic="a")
    assert ring.accessibleName() == "4:00 of 4:00"
    ring.show_time(1, "0:03", "so far", topic="b")
    assert ring.accessibleName() == "0:03 so far"
    ring.announce("Five minutes left")
    ring.show_time(1, "0:00", "so far", topic="c")
    assert ring.accessibleName() == "0:00 so far"
