"""Private content stands behind a gate, over a real vault with real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.gate import PrivateGate
from rm_desktop.ui.private.overlay import UnlockOverlay, show_unlock
from rm_desktop.ui.private.pages import SetUpPage, UnlockPage
from rm_desktop.ui.private.panel import LockPanel
from rm_desktop.ui.private.shown import Shown
from rm_desktop.ui.screen import Context

WORDS = "violet harbour tennis anchovy"
PURPOSE = "Your journal is for you alone."


@pytest.fixture
def open_gate(qtbot: QtBot, context: Context) -> Iterator[Callable[..., PrivateGate]]:
    gates = []  # a window that only its overlay refers to would go in the middle of the overlay

    def make(*, compact: bool = False) -> PrivateGate:
        gate = PrivateGate(context, lambda: QLabel("the journal"), PURPOSE, compact=compact)
        qtbot.addWidget(gate)
        gate.resize(900, 700)
        gate.show()
        gates.append(gate)
        return gate

    yield make
    qtbot.wait(1)
    door_of(context).close()


def words_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def panel_of(gate: PrivateGate) -> LockPanel:
    panel = gate.panel
    assert panel is not None
    return panel


def set_up(qtbot: QtBot, gate: PrivateGate, words: str = WORDS) -> None:
    page = panel_of(gate).page
    assert isinstance(page, SetUpPage)
    qtbot.keyClicks(page.form.first.field, words)
    qtbot.keyClick(page.form.first.field, Qt.Key.Key_Return)
    qtbot.keyClicks(page.form.second.field, words)
    with qtbot.waitSignal(gate.opened, timeout=10_000):
        qtbot.keyClick(page.form.second.field, Qt.Key.Key_Return)


def test_the_first_private_word_asks_for_a_passphrase_and_says_what_it_is_for(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate = open_gate()
    assert gate.content is None
    said = words_of(gate)
    assert PURPOSE in said
    assert "Nobody can reset it, not even us" in said
    assert "keyring" in said
    set_up(qtbot, gate)
    assert context.profile.private.is_open
    assert words_of(gate) == "the journal"


def test_a_lock_takes_the_content_away_and_the_passphrase_brings_it_back(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate = open_gate()
    set_up(qtbot, gate)
    first = gate.content
    assert first is not None
    with qtbot.waitSignal(first.destroyed):
        door_of(context).lock()
    assert "the journal" not in words_of(gate)
    page = panel_of(gate).page
    assert isinstance(page, UnlockPage)
    assert "sample" in words_of(page)  # its key is in memory only, as the sample’s
    qtbot.keyClicks(page.unlock.field.field, WORDS)
    with qtbot.waitSignal(gate.opened, timeout=10_000):
        qtbot.mouseClick(page.unlock.button, Qt.MouseButton.LeftButton)
    assert words_of(gate) == "the journal"


def test_wrong_tries_wait_in_words_and_a_second_panel_gives_no_second_chance(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate, door = open_gate(), door_of(context)
    set_up(qtbot, gate)
    door.lock()
    other = open_gate()
    for _ in range(3):
        with qtbot.waitSignal(door.changed, timeout=10_000):
            door.unlock("not this one at all")
        qtbot.waitUntil(lambda: not door.trying, timeout=10_000)
    assert door.resting == 2
    for each in (gate, other):
        page = panel_of(each).page
        assert isinstance(page, UnlockPage)
        assert "does not open" in words_of(page)
        assert "2 seconds" in words_of(page)
        assert not page.unlock.button.isEnabled()
    door.unlock(WORDS)
    assert not door.trying  # it rests
    qtbot.waitUntil(lambda: not door.resting, timeout=5_000)
    button = gate.findChild(QPushButton, "private-unlock")
    assert isinstance(button, QPushButton)
    assert button.isEnabled()


def test_a_compact_gate_is_one_button_that_opens_the_panel_over_the_window(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate = open_gate(compact=True)
    button = gate.findChild(QPushButton, "private-unlock-to-write")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = gate.findChild(LockPanel)  # in the overlay, which is a child of the window
    assert isinstance(panel, LockPanel)
    page = panel.page
    assert isinstance(page, SetUpPage)
    with qtbot.waitSignal(gate.opened, timeout=10_000):
        page.form.chosen.emit(WORDS)
    assert gate.content is not None
    assert context.profile.private.is_open


def test_a_click_beside_the_panel_keeps_what_was_typed(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate = open_gate()
    set_up(qtbot, gate)
    door_of(context).lock()
    show_unlock(gate, context, lambda: None)
    [overlay] = gate.findChildren(UnlockOverlay)
    page = overlay.lock_panel.page
    assert isinstance(page, UnlockPage)
    qtbot.keyClicks(page.unlock.field.field, "violet har")
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert overlay.isVisible()
    assert page.unlock.field.text() == "violet har"
    page.unlock.field.clear()
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not overlay.isVisible()


def test_unlocking_goes_on_at_once_where_it_is_open(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate = open_gate()
    set_up(qtbot, gate)
    went: list[bool] = []
    show_unlock(gate, context, lambda: went.append(True))
    assert went == [True]


def test_the_panel_grows_with_what_it_says_so_its_button_stays_in_sight(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate = open_gate(compact=True)
    gate.resize(1000, 900)
    button = gate.findChild(QPushButton, "private-unlock-to-write")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = gate.findChild(LockPanel)
    assert isinstance(panel, LockPanel)
    page = panel.page
    assert isinstance(page, SetUpPage)
    qtbot.keyClicks(page.form.first.field, WORDS)
    qtbot.keyClicks(page.form.second.field, "another")
    qtbot.keyClick(page.form.second.field, Qt.Key.Key_Return)
    assert "not the same" in words_of(page)
    use = page.form.use
    qtbot.waitUntil(lambda: use.visibleRegion().boundingRect() == use.rect())


def test_the_partner_at_the_keyboard_sees_that_it_is_not_theirs(
    qtbot: QtBot, context: Context, open_gate: Callable[..., PrivateGate]
) -> None:
    gate = open_gate()
    set_up(qtbot, gate)
    context.desk.members.hand_over()
    assert gate.content is None
    assert panel_of(gate).shown == Shown.GUEST
    assert "Only for Maya" in words_of(gate)
    door_of(context).unlock(WORDS)
    assert not door_of(context).trying
    context.desk.members.hand_over()
    assert gate.content is not None
