"""The recovery phrase on screen: shown once, printed, confirmed by two words; a lock hides it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.services.recovery import RecoveryState
from rm_desktop.services.settings import SAMPLE
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.way_back import should_offer, state_words
from rm_desktop.ui.recovery.decisions import Step
from rm_desktop.ui.recovery.pages import AskPage, PaperPage
from rm_desktop.ui.recovery.screen import RecoveryScreen
from rm_desktop.ui.screen import Context
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.keeping import Keeping
from tests.ui.conftest import Heard

WORDS = "violet harbour tennis anchovy"


@pytest.fixture
def screen(qtbot: QtBot, context: Context) -> Iterator[RecoveryScreen]:
    made = RecoveryScreen(context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_place(Place(Where.RECOVERY))
    made.show()
    yield made
    made._workers.close()  # noqa: SLF001


def words_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def press(screen: RecoveryScreen, name: str) -> None:
    button = screen.page.findChild(QPushButton, name)
    assert isinstance(button, QPushButton), name
    button.click()


def make(qtbot: QtBot, screen: RecoveryScreen) -> list[str]:
    """Press on to the words and return them as they stand on the page, by their numbers."""
    press(screen, "recovery-make")
    qtbot.waitUntil(lambda: step(screen) == Step.WORDS, timeout=20_000)
    shown = words_of(screen.page)
    numbered = dict(pairwise(shown))
    return [numbered[f"{n}."] for n in range(1, 13)]


def state(context: Context) -> RecoveryState:
    return context.profile.recovery.state


def step(screen: RecoveryScreen) -> Step:
    return screen.step


def test_words_that_come_after_one_left_are_not_shown(
    qtbot: QtBot, screen: RecoveryScreen, context: Context
) -> None:
    press(screen, "recovery-make")
    screen.leave()
    screen._workers.wait()  # noqa: SLF001
    qtbot.wait(50)
    assert step(screen) == Step.WHY
    assert not context.profile.recovery.questions()


def test_twelve_words_are_shown_printed_and_confirmed_by_two(
    qtbot: QtBot, screen: RecoveryScreen, context: Context, dialogs: AnsweredDialogs
) -> None:
    assert "Not recoverable yet" in state_words(context.profile)
    words = make(qtbot, screen)
    assert len(set(words)) > 6
    assert state(context) == RecoveryState.UNCONFIRMED
    press(screen, "recovery-print")
    assert all(word in dialogs.printed[0] for word in words)
    press(screen, "recovery-kept")
    page = screen.page
    assert isinstance(page, AskPage)
    assert len(page.fields) == 2
    for field in page.fields.values():
        field.setText("anchovy-ish")
    press(screen, "recovery-confirm")
    assert step(screen) == Step.ASK
    assert any("is another one" in text for text in words_of(page))
    for place, field in page.fields.items():
        field.setText(f" {words[place - 1].upper()} ")
    press(screen, "recovery-confirm")
    assert step(screen) == Step.DONE
    assert state(context) == RecoveryState.CONFIRMED
    assert "confirmed today" in state_words(context.profile)
    said = " ".join(words_of(screen))
    assert not any(f" {word} " in said for word in words)


def test_the_phrase_brings_one_back_into_the_private_pages(
    qtbot: QtBot, screen: RecoveryScreen, context: Context
) -> None:
    private = context.profile.private
    private.open(private.make(WORDS))
    words = make(qtbot, screen)
    private.lock()
    assert step(screen) == Step.WHY  # a lock hides the words
    assert not set(words) & set(words_of(screen))
    assert private.fetch_with_phrase(" ".join(words)) == private.fetch(WORDS)


def test_a_phrase_that_was_not_confirmed_can_be_typed_from_its_paper(
    qtbot: QtBot, screen: RecoveryScreen, context: Context
) -> None:
    words = make(qtbot, screen)
    screen.leave()
    assert step(screen) == Step.WHY
    press(screen, "recovery-paper")
    page = screen.page
    assert isinstance(page, PaperPage)
    page.words.setPlainText(" ".join([*words[:11], "zzzz"]))
    page.typed.emit(page.words.toPlainText())
    qtbot.waitUntil(lambda: any("Word 12" in text for text in words_of(page)), timeout=20_000)
    page.typed.emit("\n".join(f"{n}. {word}" for n, word in enumerate(words, start=1)))
    qtbot.waitUntil(lambda: step(screen) == Step.DONE, timeout=20_000)
    assert context.profile.recovery.state == RecoveryState.CONFIRMED


def test_it_is_offered_once_after_a_session_and_can_wait(
    screen: RecoveryScreen, context: Context, heard: Heard
) -> None:
    assert should_offer(context.profile)
    screen.show_place(Place(Where.RECOVERY, "session-1"))
    press(screen, "recovery-later")
    assert heard.places[-1] == Place(Where.SUMMARY, "session-1")
    assert not should_offer(context.profile)
    assert context.profile.recovery.state == RecoveryState.NONE


def test_the_sample_is_not_asked_for_one(
    context: Context, qtbot: QtBot, dialogs: AnsweredDialogs
) -> None:
    profile, desk = context.profile, context.desk
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    conductor = Conductor(frame, profile, dialogs)
    conductor.begin()
    keeping = Keeping(conductor)
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    desk.room.close(session, WrapUp.DONE)
    foot = frame.findChild(QPushButton, "rail-foot-recovery")
    assert foot is not None
    assert (should_offer(profile), foot.isHidden()) == (True, False)
    profile.settings.put(SAMPLE, value=True)
    assert (should_offer(profile), foot.isHidden()) == (False, True)
    keeping.close()
    conductor.house.close()


def test_the_partner_sees_nothing_of_it(
    qtbot: QtBot, screen: RecoveryScreen, context: Context
) -> None:
    words = make(qtbot, screen)
    context.desk.members.hand_over()
    assert step(screen) == Step.GUEST
    assert not set(words) & set(words_of(screen))
    assert not should_offer(context.profile)
