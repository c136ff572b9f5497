"""The rows of an agenda: the smallest changes in, and intents out when something is dropped."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from rm_desktop.ui.agenda.model import MIME, AgendaModel
from rm_desktop.ui.agenda.row import AgendaRow, Offer
from rm_desktop.ui.models.rows_model import Role

MOVE = Qt.DropAction.MoveAction
NOWHERE = QModelIndex()
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def rows(names: str) -> tuple[AgendaRow, ...]:
    return tuple(AgendaRow(name, f"Topic {name}", 5) for name in names)


def model_of(names: str, *accepts: str, source: str = "agenda") -> AgendaModel:
    model = AgendaModel(source, frozenset(Offer), frozenset(accepts))
    model.replace(rows(names))
    return model


def order(model: AgendaModel) -> str:
    return "".join(str(model.index(n).data(Role.ID)) for n in range(model.rowCount()))


def drag(model: AgendaModel, ident: str) -> QMimeData:
    return model.mimeData([model.place_of(ident)])


def test_the_model_keeps_qts_rules_through_any_changes(qapp: object) -> None:
    model = AgendaModel()
    QAbstractItemModelTester(model, FATAL)
    dice = random.Random(4)
    for _ in range(60):
        names = "".join(dice.sample("abcdefghij", dice.randint(0, 10)))
        model.replace(rows(names))
        assert order(model) == names


@given(before=st.permutations("abcdef"), after=st.permutations("cdefgh"), take=st.integers(0, 6))
def test_a_row_that_stays_keeps_its_place_in_hand(
    before: list[str], after: list[str], take: int
) -> None:
    model = model_of("".join(before))
    held = {name: QPersistentModelIndex(model.place_of(name)) for name in before}
    wanted = "".join(after[:take])
    model.replace(rows(wanted))
    assert order(model) == wanted
    for name, index in held.items():
        assert index.isValid() == (name in wanted)
        assert not index.isValid() or index.data(Role.ID) == name


@pytest.mark.parametrize("after", ["bcda", "dabc", "acbd"])
def test_moving_one_row_is_one_move(qtbot: QtBot, after: str) -> None:
    model = model_of("abcd")
    moves: list[int] = []
    model.rowsMoved.connect(lambda *_: moves.append(1))
    model.replace(rows(after))
    assert (order(model), len(moves)) == (after, 1)


def test_a_changed_row_changes_alone(qtbot: QtBot) -> None:
    model = model_of("abc")
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend((first.row(), last.row())))
    model.replace((*rows("a"), AgendaRow("b", "Another title"), *rows("c")))
    assert changed == [1, 1]


@pytest.mark.parametrize(
    ("dragged", "at", "before"),
    [("a", 2, "c"), ("a", 4, ""), ("d", 0, "a"), ("c", 1, "b")],
)
def test_a_row_dropped_within_its_list_names_what_it_stands_before(
    qtbot: QtBot, dragged: str, at: int, before: str
) -> None:
    model = model_of("abcd")
    with qtbot.waitSignal(model.dropped) as dropped:
        model.dropMimeData(drag(model, dragged), MOVE, at, 0, NOWHERE)
    assert dropped.args == [dragged, before, "agenda"]
    assert order(model) == "abcd"  # what comes of it arrives from the document


@pytest.mark.parametrize("at", [1, 2])
def test_a_row_dropped_where_it_stands_asks_for_nothing(qtbot: QtBot, at: int) -> None:
    model = model_of("abcd")
    with qtbot.assertNotEmitted(model.dropped):
        assert not model.dropMimeData(drag(model, "b"), MOVE, at, 0, NOWHERE)


def test_a_carried_topic_can_be_dropped_on_the_agenda_and_not_the_other_way(qtbot: QtBot) -> None:
    agenda, carried = model_of("ab", "carried"), model_of("x", source="carried")
    with qtbot.waitSignal(agenda.dropped) as dropped:
        agenda.dropMimeData(drag(carried, "x"), MOVE, 1, 0, NOWHERE)
    assert dropped.args == ["x", "b", "carried"]
    assert not carried.canDropMimeData(drag(agenda, "a"), MOVE, 0, 0, NOWHERE)
    assert not carried.dropMimeData(drag(agenda, "a"), MOVE, 0, 0, NOWHERE)


def test_dropping_on_an_empty_agenda_puts_it_at_the_end(qtbot: QtBot) -> None:
    agenda, backlog = model_of("", "backlog"), model_of("x", source="backlog")
    with qtbot.waitSignal(agenda.dropped) as dropped:
        agenda.dropMimeData(drag(backlog, "x"), MOVE, -1, -1, NOWHERE)
    assert dropped.args == ["x", "", "backlog"]


def test_text_from_another_program_is_not_a_topic(qapp: object) -> None:
    text = QMimeData()
    text.setText("Live demo")
    assert not model_of("a").canDropMimeData(text, MOVE, 0, 0, NOWHERE)
    assert model_of("a").mimeTypes() == [MIME]


def test_a_row_is_spoken_with_all_that_is_seen(qapp: object) -> None:
    model = AgendaModel()
    row = AgendaRow("a", "Live demo", 1, "you", "m", "Maya leads", discussed=True, current=True)
    model.replace([row])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Live demo, 1 minute, Maya leads, current topic, discussed"
