"""The list of topics by keyboard, by mouse and by its menu."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.agenda.delegate import mark_of, minutes_of
from rm_desktop.ui.agenda.menu import Choices
from rm_desktop.ui.agenda.model import MIME
from rm_desktop.ui.agenda.row import AgendaRow, Offer

ROWS = (
    AgendaRow("a", "Arrive", 5, "you", "m", "You lead"),
    AgendaRow("b", "Live demo", 20, "them", "h", "Henrik leads", objective="o"),
    AgendaRow("c", "What did we learn?", 0, "both", "", "Both lead"),
)
CHOICES = Choices(
    people=(("m", "You"), ("h", "Henrik"), ("", "Both")),
    objectives=(("", "None"), ("o", "Read a brief")),
)


@pytest.fixture
def agenda(qtbot: QtBot) -> Iterator[AgendaList]:
    made = AgendaList("Agenda", frozenset(Offer), accepts=frozenset({"carried"}))
    made.show_choices(CHOICES)
    made.show_rows(ROWS)
    made.resize(420, 400)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    made.show_chosen("b")
    yield made
    for menu in made.findChildren(QMenu):
        menu.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def under(menu: QMenu, offer: Offer) -> QMenu:
    found = menu.findChild(QMenu, str(offer))
    assert found is not None
    return found


def words(menu: QMenu) -> list[str]:
    return [each.text().split("\t")[0] for each in menu.actions() if not each.isSeparator()]


def press(menu: QMenu, text: str) -> None:
    next(each for each in menu.actions() if each.text().startswith(text)).trigger()


@pytest.mark.parametrize(
    ("key", "held", "signal", "args"),
    [
        (Qt.Key.Key_Return, "", "next_requested", ["b"]),
        (Qt.Key.Key_Enter, "Ctrl", "discussed_toggled", ["b", True]),
        (Qt.Key.Key_Up, "Alt", "shift_requested", ["b", -1]),
        (Qt.Key.Key_Down, "Alt", "shift_requested", ["b", 1]),
        (Qt.Key.Key_Delete, "", "delete_requested", ["b"]),
        (Qt.Key.Key_Down, "", "item_chosen", ["c"]),
        (Qt.Key.Key_V, "Ctrl", "paste_requested", []),
    ],
)
def test_every_key_says_what_is_wanted(
    qtbot: QtBot, agenda: AgendaList, key: Qt.Key, held: str, signal: str, args: list[object]
) -> None:
    modifiers = {
        "Ctrl": Qt.KeyboardModifier.ControlModifier,
        "Alt": Qt.KeyboardModifier.AltModifier,
    }.get(held, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(getattr(agenda, signal)) as heard:
        QTest.keyClick(agenda, key, modifiers)
    assert heard.args == args


def test_a_click_chooses_and_a_program_does_not(qtbot: QtBot, agenda: AgendaList) -> None:
    chosen: list[str] = []
    agenda.item_chosen.connect(chosen.append)
    agenda.show_chosen("a")
    agenda.show_rows(ROWS[1:])
    assert chosen == []
    place = agenda.visualRect(agenda.rows_model.place_of("c")).center()
    QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["c"] == [agenda.chosen]


def test_a_press_on_the_mark_of_two_versions_leads_to_them(agenda: AgendaList) -> None:
    marked = replace(ROWS[1], twice=True, asks=True, note="Two versions · Henrik leads")
    agenda.show_rows((ROWS[0], marked, ROWS[2]))
    asked: list[str] = []
    agenda.versions_requested.connect(asked.append)
    where = agenda.visualRect(agenda.rows_model.place_of("b"))
    mark = mark_of(marked, where).center().toPoint()
    for beside in (QPoint(0, -20), QPoint(200, 0)):  # on the title, and on who leads
        press_at(agenda, mark + beside)
    assert asked == []
    QTest.mouseMove(agenda.viewport(), mark)
    assert agenda.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    press_at(agenda, mark)
    assert asked == ["b"] == [agenda.chosen]
    agenda.show_rows(ROWS)
    press_at(agenda, mark)
    assert asked == ["b"]


def press_at(agenda: AgendaList, place: QPoint) -> None:
    QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=place)


def minutes_at(agenda: AgendaList, n: int) -> QPoint:
    place = agenda.visualRect(agenda.rows_model.place_of(ROWS[n].id))
    return minutes_of(ROWS[n], place).center()


@pytest.mark.parametrize("n", [1, 2])
def test_a_press_on_the_minutes_of_the_chosen_row_edits_them(agenda: AgendaList, n: int) -> None:
    agenda.show_chosen(ROWS[n].id)
    press_at(agenda, minutes_at(agenda, n))
    editor = agenda.editor()
    assert editor is not None
    assert editor.minutes.hasFocus()


def test_a_press_on_other_minutes_chooses_their_row_and_two_edit_them(agenda: AgendaList) -> None:
    press_at(agenda, minutes_at(agenda, 0))
    assert (agenda.chosen, agenda.editor()) == ("a", None)
    QTest.mouseDClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=minutes_at(agenda, 2))
    editor = agenda.editor()
    assert editor is not None
    assert editor.minutes.hasFocus()
    assert (agenda.chosen, editor.title.text()) == ("c", ROWS[2].title)


def test_f2_edits_title_and_minutes_in_place(qtbot: QtBot, agenda: AgendaList) -> None:
    heard: list[tuple[str, object]] = []
    agenda.title_edited.connect(lambda *args: heard.append(args))
    agenda.minutes_edited.connect(lambda *args: heard.append(args))
    QTest.keyClick(agenda, Qt.Key.Key_F2)
    editor = agenda.editor()
    assert editor is not None
    assert (editor.title.text(), editor.minutes.text()) == ("Live demo", "20")
    QTest.keyClicks(focused(), "Try it yourself")  # what was there is selected
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "1:30")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert sorted(heard, key=str) == [("b", "Try it yourself"), ("b", 90)]
    qtbot.waitUntil(lambda: agenda.editor() is None)
    assert agenda.hasFocus()


def test_escape_puts_the_old_words_back(qtbot: QtBot, agenda: AgendaList) -> None:
    with qtbot.assertNotEmitted(agenda.title_edited):
        agenda.edit_title("b")
        QTest.keyClicks(focused(), "Nonsense")
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: agenda.editor() is None)


def test_minutes_nobody_can_read_are_said_so_and_nothing_is_lost(
    qtbot: QtBot, agenda: AgendaList
) -> None:
    agenda.edit_minutes("b")
    editor = agenda.editor()
    assert editor is not None
    editor.title.setText("Half a title")
    QTest.keyClicks(editor.minutes, "soon")
    with qtbot.assertNotEmitted(agenda.minutes_edited):
        QTest.keyClick(editor.minutes, Qt.Key.Key_Return)
    assert editor.problem == "These are not minutes we can read. Type for example 15, 1.5h or 1:30."
    assert (editor.title.text(), editor.minutes.text()) == ("Half a title", "soon")
    assert agenda.editor() is editor
    editor.minutes.setText("25")
    with qtbot.waitSignals([agenda.title_edited, agenda.minutes_edited]):
        QTest.keyClick(editor.minutes, Qt.Key.Key_Return)


def test_leaving_the_row_keeps_what_was_typed(qtbot: QtBot, agenda: AgendaList) -> None:
    agenda.edit_title("b")
    QTest.keyClicks(focused(), "Kept")
    with qtbot.waitSignal(agenda.title_edited) as heard:
        agenda.setFocus()
    assert heard.args == ["b", "Kept"]


def test_a_refresh_does_not_touch_a_half_typed_row(qtbot: QtBot, agenda: AgendaList) -> None:
    agenda.edit_title("b")
    editor = agenda.editor()
    assert editor is not None
    QTest.keyClicks(editor.title, "Half ty")
    changed = AgendaRow("b", "The partner’s title", 5)
    agenda.show_rows((AgendaRow("new", "Before it"), ROWS[2], changed))
    assert agenda.editor() is editor
    assert editor.title.text() == "Half ty"
    assert editor.title.hasFocus()
    assert agenda.chosen == "b"


def test_the_menu_offers_everything_there_is(qtbot: QtBot, agenda: AgendaList) -> None:
    menu = agenda.open_menu("b")
    assert menu is not None
    assert words(menu) == [
        "Go to this topic",
        "Add to this agenda",
        "Edit",
        "Change the minutes",
        "Who leads",
        "Objective",
        "Outcome…",
        "Move up",
        "Move down",
        "Mark discussed",
        "Park in the backlog",
        "Drop it",
        "Delete",
    ]
    leads = under(menu, Offer.LEADS)
    assert [(each.text(), each.isChecked()) for each in leads.actions()] == [
        ("You", False),
        ("Henrik", True),
        ("Both", False),
    ]
    with qtbot.waitSignal(agenda.leads_chosen) as heard:
        press(leads, "Both")
    assert heard.args == ["b", ""]
    with qtbot.waitSignal(agenda.objective_chosen) as heard:
        press(under(menu, Offer.OBJECTIVE), "None")
    assert heard.args == ["b", ""]


@pytest.mark.parametrize(
    ("text", "signal", "args"),
    [
        ("Park", "park_requested", ["b"]),
        ("Drop", "dismiss_requested", ["b"]),
        ("Delete", "delete_requested", ["b"]),
        ("Move down", "shift_requested", ["b", 1]),
        ("Mark", "discussed_toggled", ["b", True]),
        ("Go to", "go_requested", ["b"]),
        ("Add to", "bring_in_requested", ["b"]),
        ("Outcome", "outcome_requested", ["b"]),
    ],
)
def test_each_line_of_the_menu_is_an_intent(
    qtbot: QtBot, agenda: AgendaList, text: str, signal: str, args: list[object]
) -> None:
    menu = agenda.open_menu("b")
    assert menu is not None
    with qtbot.waitSignal(getattr(agenda, signal)) as heard:
        press(menu, text)
    assert heard.args == args


def test_shift_f10_opens_the_menu_of_the_chosen_row(qtbot: QtBot, agenda: AgendaList) -> None:
    QTest.keyClick(agenda, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(agenda.findChildren(QMenu)))
    assert agenda.findChildren(QMenu)[0].accessibleName() == "What to do with “Live demo”"


def test_a_list_that_offers_less_does_less(qtbot: QtBot) -> None:
    carried = AgendaList("Carried over", frozenset({Offer.BRING_IN, Offer.DROP}), source="carried")
    qtbot.addWidget(carried)
    carried.show_rows(ROWS)
    carried.show_chosen("a")
    menu = carried.open_menu("a")
    assert menu is not None
    assert words(menu) == ["Add to this agenda", "Drop it"]
    menu.close()
    with qtbot.assertNotEmitted(carried.delete_requested):
        QTest.keyClick(carried, Qt.Key.Key_Delete)
    carried.edit_title("a")
    assert carried.editor() is None


def dragged(ident: str, source: str) -> QMimeData:
    mime = QMimeData()
    mime.setData(MIME, json.dumps({"id": ident, "source": source}).encode())
    return mime


def drop(agenda: AgendaList, mime: QMimeData, place: QPoint) -> QDropEvent:
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QDragMoveEvent(place, Qt.DropAction.MoveAction, mime, buttons, held)
    agenda.dragMoveEvent(move)
    drop = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, mime, buttons, held)
    if move.isAccepted():
        agenda.dropEvent(drop)
    else:
        drop.ignore()
    return drop


@pytest.mark.parametrize(("half", "before"), [(-8, "b"), (8, "c")])
def test_a_row_is_dropped_above_or_below_the_middle_of_another(
    qtbot: QtBot, agenda: AgendaList, half: int, before: str
) -> None:
    place = agenda.visualRect(agenda.rows_model.place_of("b")).center() + QPoint(0, half)
    with qtbot.waitSignal(agenda.drop_requested) as heard:
        drop(agenda, dragged("x", "carried"), place)
    assert heard.args == ["x", before, "carried"]
    assert agenda.rows == ROWS


def test_below_the_last_row_is_the_end(qtbot: QtBot, agenda: AgendaList) -> None:
    with qtbot.waitSignal(agenda.drop_requested) as heard:
        drop(agenda, dragged("a", "agenda"), QPoint(50, agenda.viewport().height() - 2))
    assert heard.args == ["a", "", "agenda"]


def test_a_list_takes_nothing_from_strangers(qtbot: QtBot, agenda: AgendaList) -> None:
    with qtbot.assertNotEmitted(agenda.drop_requested):
        assert not drop(agenda, dragged("x", "elsewhere"), QPoint(50, 20)).isAccepted()


def test_a_growing_list_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    grown = AgendaList("Agenda", frozenset(), grow=True, parent=page)
    page.resize(1300, 400)
    page.show()
    grown.resize(400, 100)
    grown.show_rows(ROWS)
    three = grown.sizeHint().height()
    grown.show_rows(ROWS[:1])
    assert 0 < grown.sizeHint().height() < three / 2
    grown.resize(140, 100)
    grown.show_rows((AgendaRow("l", "A long title that has to be broken into lines " * 2),))
    narrow = grown.sizeHint().height()
    grown.resize(1200, 100)
    assert grown.sizeHint().height() < narrow


def test_a_screen_reader_hears_the_rows(agenda: AgendaList) -> None:
    accessible = QAccessible.queryAccessibleInterface(agenda)
    assert accessible.text(QAccessible.Text.Name) == "Agenda"
    assert accessible.child(1).text(QAccessible.Text.Name) == "Live demo, 20 minutes, Henrik leads"
