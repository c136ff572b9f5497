"""Prompts for one's own reflection open in the journal."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.prompts import AskedBy, Stage
from rm_desktop.services.desk import Desk
from rm_desktop.ui.places import Place, Where, new_entry
from rm_desktop.ui.prompts.screen import PromptsScreen
from rm_desktop.ui.screen import Context
from tests.ui.conftest import Heard


@pytest.fixture
def screen(qtbot: QtBot, context: Context) -> PromptsScreen:
    made = PromptsScreen(context)
    made.complete()
    qtbot.addWidget(made)
    made.resize(1072, 900)
    made.show()
    return made


def prompt(desk: Desk, stage: Stage, role: AskedBy) -> str:
    found = (p for p in desk.prompts.every() if p.stage == stage and p.role == role)
    return next(found).id


def write(screen: QWidget, name: str) -> QPushButton:
    found = next(b for b in screen.findChildren(QPushButton, name) if b.isVisible())
    assert found.text() == "Write in the journal"
    return found


def has_write(screen: QWidget, name: str) -> bool:
    return any(b.isVisible() for b in screen.findChildren(QPushButton, name))


@pytest.mark.parametrize("stage", [Stage.BEFORE, Stage.AFTER])
@pytest.mark.parametrize("role", [AskedBy.MENTOR, AskedBy.BOTH])
def test_ones_own_reflection_begins_an_entry_on_the_prompt(
    screen: PromptsScreen, desk: Desk, heard: Heard, stage: Stage, role: AskedBy
) -> None:
    ident = prompt(desk, stage, role)
    screen.show_place(Place(Where.PROMPTS, ident))
    write(screen, "detail-write").click()
    card = screen.view.grid.card(ident)
    assert card is not None
    write(card, "prompt-write").click()
    assert heard.places == [new_entry(prompt=ident)] * 2


def test_the_partners_reflection_is_theirs(screen: PromptsScreen, desk: Desk) -> None:
    screen.show_place(Place(Where.PROMPTS, prompt(desk, Stage.BEFORE, AskedBy.MENTEE)))
    assert not has_write(screen, "detail-write")


def test_what_is_asked_in_a_session_is_not_for_the_journal(
    screen: PromptsScreen, desk: Desk
) -> None:
    screen.show_place(Place(Where.PROMPTS, prompt(desk, Stage.OPENING, AskedBy.MENTOR)))
    assert not has_write(screen, "detail-write")


def test_the_partner_at_the_keyboard_is_not_led_into_a_journal(
    screen: PromptsScreen, desk: Desk
) -> None:
    screen.show_place(Place(Where.PROMPTS, prompt(desk, Stage.BEFORE, AskedBy.BOTH)))
    desk.members.hand_over()
    assert not has_write(screen, "detail-write")
    assert not has_write(screen, "prompt-write")
