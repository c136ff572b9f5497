"""The page of open questions with real documents behind it, and what the shell says of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Kind
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.differences.screen import DifferencesScreen
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.panels import Panels
from rm_desktop.ui.widgets.text_field import TextField
from tests.apart import disagree, take_in
from tests.ui.conftest import Heard


@pytest.fixture
def topics(desk: Desk) -> tuple[str, str]:
    session = desk.open_pair.pair.next_session.id
    desk.agenda.add(session, "Budget", minutes=10)
    desk.agenda.add(session, "Short video", minutes=10)
    return disagree(desk)


@pytest.fixture
def screen(topics: tuple[str, str], context: Context, qtbot: QtBot) -> DifferencesScreen:
    assert topics
    made = DifferencesScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert found is not None
    return found


def test_every_question_shows_both_values_and_whose_they_are(screen: DifferencesScreen) -> None:
    assert "You and Henrik both changed 4 things while neither" in words(screen)
    names = {card.question.name for card in screen.cards}
    assert names == {"Title", "Minutes", "Who leads", "Outcome"}
    minutes = next(card for card in screen.cards if card.question.name == "Minutes")
    assert {"You wrote", "12 min", "Henrik wrote", "25 min"} <= set(words(minutes).split("\n"))
    assert button(minutes, "keep-1").accessibleName() == "Keep Henrik’s: 25 min"
    assert minutes.accessibleName().endswith("You wrote: 12 min. Henrik wrote: 25 min")


def test_the_keyboard_goes_from_answer_to_answer(
    screen: DifferencesScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    first = screen.cards[0].question.difference.key
    button(screen.cards[0], "keep-0").setFocus()
    for left in (3, 2, 1, 0):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == "keep-0"
        qtbot.keyClick(focused, Qt.Key.Key_Space)
        assert len(screen.cards) == len(desk.differences.open()) == left
        assert heard.said[-1][1] == "Undo"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "header-back"
    assert "Nothing to decide" in words(screen)
    for _ in range(4):
        heard.press_action() if _ == 0 else desk.open_pair.history.undo()
    assert screen.cards[0].question.difference.key == first
    assert len(screen.cards) == 4


def test_an_answer_of_the_partner_takes_its_card_away_and_leaves_the_focus(
    screen: DifferencesScreen, desk: Desk, topics: tuple[str, str]
) -> None:
    document = desk.open_pair.document
    theirs = PairDocument(document.id, document.snapshot(), hand="train")
    last = screen.cards[-1]
    button(last, "keep-1").setFocus()
    key = screen.cards[0].question.difference.key
    theirs.settle(*key, desk.open_pair.pair.mentee.id, screen.cards[0].question.difference.shown)
    theirs.commit()
    take_in(desk, [theirs.snapshot()])
    assert topics
    assert len(screen.cards) == 3
    assert screen.cards[-1] is last
    assert last.has_focus


def test_both_titles_can_stay(screen: DifferencesScreen, desk: Desk) -> None:
    title = next(card for card in screen.cards if card.question.name == "Title")
    assert "as two topics" in button(title, "keep-both").text()
    button(title, "keep-both").click()
    pair = desk.open_pair.pair
    henrik = pair.mentee
    titles = [item.title for item in pair.agenda(pair.next_session.id)]
    assert {henrik.wants, henrik.gives} <= set(titles)


def test_the_way_back_leads_to_today_or_to_the_hour_that_runs(
    screen: DifferencesScreen, desk: Desk, heard: Heard
) -> None:
    button(screen, "header-back").click()
    assert heard.places == [Place(Where.TODAY)]
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    button(screen, "header-back").click()
    assert heard.places[-1] == Place(Where.ROOM, session)


def test_a_narrow_page_sets_values_below_each_other(
    screen: DifferencesScreen, qtbot: QtBot
) -> None:
    card = screen.cards[0]
    keeps = [button(card, "keep-0"), button(card, "keep-1")]

    def tops() -> list[int]:
        return [keep.mapTo(card, keep.rect().topLeft()).y() for keep in keeps]

    assert abs(tops()[0] - tops()[1]) < 30
    screen.resize(480, 800)
    qtbot.waitUntil(lambda: tops()[1] > tops()[0] + 40)


# -- in the window ----------------------------------------------------------------------------


@pytest.fixture
def conductor(profile: Profile, desk: Desk, qtbot: QtBot) -> Iterator[Conductor]:
    session = desk.open_pair.pair.next_session.id
    desk.agenda.add(session, "Budget", minutes=10)
    desk.agenda.add(session, "Short video", minutes=10)
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    made = Conductor(frame, profile, AnsweredDialogs())
    made.begin()
    frame.show()
    qtbot.waitExposed(frame)
    made.settle_in()
    yield made
    made.leave()
    made.house.close()


def test_a_notice_says_it_and_leads_there_and_today_keeps_it(conductor: Conductor) -> None:
    frame = conductor.frame
    assert frame.findChild(QWidget, "twice") is None
    disagree(conductor.desk)
    assert frame.notice == "You and Henrik both changed 4 things. Both versions are kept."
    today = frame.findChild(QWidget, "twice")
    assert today is not None
    assert "You and Henrik both changed 4 things" in words(today)
    button(frame, "notice-action").click()
    assert conductor.place == Place(Where.DIFFERENCES)
    conductor.go(Place(Where.TODAY))
    button(frame, "look-at-differences").click()
    assert conductor.place == Place(Where.DIFFERENCES)
    differences = conductor.desk.differences
    for question in differences.open():
        differences.choose(question, question.versions[0])
    conductor.go(Place(Where.TODAY))
    assert today.isHidden()


def test_the_agenda_marks_a_topic_that_stands_twice(conductor: Conductor) -> None:
    first, _ = disagree(conductor.desk)
    conductor.go(Place(Where.PREPARE))
    agenda = conductor.screen.findChild(QWidget, "agenda-list") or conductor.screen
    row = getattr(conductor.screen, "view").agenda.list.row_of(first)  # noqa: B009
    assert agenda is not None
    assert row.asks
    assert row.note.startswith("Two versions")
    assert "Two versions" in row.spoken


def test_what_comes_while_a_title_is_half_typed_is_asked_about(
    conductor: Conductor, qtbot: QtBot
) -> None:
    desk = conductor.desk
    session, henrik = desk.open_pair.pair.next_session.id, desk.open_pair.pair.mentee.id
    conductor.go(Place(Where.PREPARE, session))
    headline = next(
        field
        for field in conductor.screen.findChildren(TextField)
        if field.accessibleName() == "Headline of the session"
    )
    conductor.frame.activateWindow()
    headline.setFocus()
    qtbot.waitUntil(headline.hasFocus)
    qtbot.keyClicks(headline, "From Maya")
    document = desk.open_pair.document
    theirs = PairDocument(document.id, document.snapshot(), hand="train")
    theirs.set_fields(Kind.SESSION, session, henrik, title="From Henrik, meanwhile")
    theirs.commit()
    take_in(desk, [theirs.snapshot()])
    assert headline.text() == "From Maya"
    conductor.screen.setFocus()
    qtbot.waitUntil(lambda: bool(desk.differences.open()))
    (question,) = desk.differences.open()
    assert [version.words for version in question.versions] == [
        "From Maya",
        "From Henrik, meanwhile",
    ]
    desk.sessions.rename(session, "Seen by now")
    assert desk.differences.open() == ()


def test_the_mark_leads_to_both_versions_long_after_the_notice(conductor: Conductor) -> None:
    first, _ = disagree(conductor.desk)
    conductor.frame.hush()
    for where in (Where.PREPARE, Where.ROOM):
        conductor.go(Place(where, conductor.desk.open_pair.pair.next_session.id))
        agenda = getattr(conductor.screen, "view").agenda  # noqa: B009
        topics = agenda.list if where == Where.PREPARE else agenda.topics
        menu = topics.open_menu(first)
        assert menu is not None
        entry = next(each for each in menu.actions() if each.text() == "Look at both versions")
        entry.trigger()
        menu.close()
        assert conductor.place == Place(Where.DIFFERENCES)


@pytest.mark.parametrize("typed", ["two versions", "differ", "both changed"])
def test_the_palette_finds_what_differs(conductor: Conductor, typed: str) -> None:
    panels = Panels(conductor)
    assert not any(each.icon == "info" and "versions" in each.title for each in panels._find(typed))  # noqa: SLF001
    disagree(conductor.desk)
    panels._find(typed)[0].act()  # noqa: SLF001
    assert conductor.place == Place(Where.DIFFERENCES)
