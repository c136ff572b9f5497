"""The record of a session on screen: read it, copy it, print it, go on from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.domain.pair import Pair
from rm_desktop.services.desk import Desk
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.summary.screen import SummaryScreen
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.chip import Chip
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.markdown_view import MarkdownView
from tests.ui.conftest import Heard


@pytest.fixture
def session(desk: Desk, clock: FakeClock) -> str:
    """A session that was held, with two topics, a takeaway each and an action."""
    pair = desk.open_pair.pair
    ident = pair.next_session.id
    start = datetime.fromisoformat("2026-11-26T14:00")
    desk.sessions.plan(ident, start, "Europe/London", 60)
    desk.sessions.rename(ident, "Short video")
    brief = desk.agenda.add(ident, "A creator brief", minutes=15)
    desk.agenda.add(ident, "Voicemail", minutes=5, leads=pair.mentee.id)
    desk.room.start(ident)
    notes = desk.notes(brief)
    notes.splice(0, 0, "# First draft\n- [x] half a **page**\n\nhttps://a.example/brief")
    notes.rest()
    clock.advance(17 * 60)
    desk.agenda.edit(brief, outcome="Half a page is enough.")
    desk.room.next_topic(ident)
    desk.actions.add("Send the clips", due="2026-11-24", session=ident)
    desk.room.set_takeaway(ident, pair.mentor.id, "The mouse, sooner.")
    desk.room.set_takeaway(ident, pair.mentee.id, "Two lines are enough.")
    desk.room.close(ident, WrapUp.DONE)
    return ident


@pytest.fixture
def open_summary(context: Context, qtbot: QtBot) -> Callable[[str], SummaryScreen]:
    def open_it(session: str) -> SummaryScreen:
        screen = SummaryScreen(context)
        qtbot.addWidget(screen)
        screen.show_place(Place(Where.SUMMARY, session))
        screen.resize(1072, 800)
        with qtbot.waitExposed(screen):
            screen.show()
        return screen

    return open_it


@pytest.fixture
def screen(open_summary: Callable[[str], SummaryScreen], session: str) -> SummaryScreen:
    return open_summary(session)


def pair_of(desk: Desk) -> Pair:
    return desk.open_pair.pair


def texts(widget: QWidget) -> list[str]:
    found = [w for w in widget.findChildren(QWidget) if w.isVisible()]
    return [w.text() for w in found if isinstance(w, Label | Chip) and w.text()]


def press(qtbot: QtBot, screen: QWidget, name: str) -> None:
    found = screen.findChild(Button, name)
    assert found is not None
    assert found.isVisible()
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_record_says_what_was_and_by_whom(screen: SummaryScreen) -> None:
    words = texts(screen)
    for expected in (
        "Short video",
        "Session 1 · Thursday 26 November, 14:00–14:17 · 17 of 60 min",
        "Maya leads · 17 of 15 min",
        "Henrik leads · 5 min planned",
        "discussed",
        "carried over",
        "Half a page is enough.",
        "The mouse, sooner.",
        "Two lines are enough.",
        "Maya · 2 days overdue",
        "no date yet",
    ):
        assert expected in words
    assert not any("You" in text.split() for text in words)


def test_notes_are_set_and_not_shown_as_they_were_typed(screen: SummaryScreen) -> None:
    notes = [view for view in screen.findChildren(MarkdownView) if view.isVisible()]
    assert [view.toPlainText() for view in notes] == [
        "First draft\n☑ half a page\nhttps://a.example/brief"
    ]


def test_a_link_in_a_note_is_opened_only_after_a_question(
    screen: SummaryScreen, dialogs: AnsweredDialogs
) -> None:
    dialogs.yes = False
    screen.view.topics.link_requested.emit(QUrl("https://a.example/brief"))
    assert "This link leads to a.example." in dialogs.asked[-1]


def test_a_link_to_nowhere_is_said(screen: SummaryScreen, heard: Heard) -> None:
    screen.view.topics.link_requested.emit(QUrl("#below"))
    assert heard.said == [("This link leads nowhere outside the notes.", "")]


def test_it_is_copied_as_markdown(screen: SummaryScreen, heard: Heard, qtbot: QtBot) -> None:
    press(qtbot, screen, "summary-copy")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("# Session 1: Short video\n")
    assert "> The mouse, sooner." in text
    assert "Maya Okafor" in text
    assert heard.said == [("The summary is on the clipboard, as Markdown.", "")]


def test_it_is_saved_as_pdf_where_one_wants_it(
    screen: SummaryScreen,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialogs.path = tmp_path / "record"
    press(qtbot, screen, "summary-pdf")
    saved = tmp_path / "record.pdf"
    assert saved.read_bytes().startswith(b"%PDF-")
    assert saved.read_bytes().rstrip().endswith(b"%%EOF")
    assert heard.said == [("Saved as record.pdf.", "")]


def test_a_pdf_that_cannot_be_written_is_said(
    screen: SummaryScreen,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialogs.path = tmp_path / "nowhere/record.pdf"
    press(qtbot, screen, "summary-pdf")
    assert "nothing was written" in heard.said[0][0]


def test_no_file_is_written_when_one_thinks_better_of_it(
    screen: SummaryScreen, dialogs: AnsweredDialogs, heard: Heard, qtbot: QtBot
) -> None:
    dialogs.path = None
    press(qtbot, screen, "summary-pdf")
    assert heard.said == []


def test_it_is_printed(screen: SummaryScreen, dialogs: AnsweredDialogs, qtbot: QtBot) -> None:
    press(qtbot, screen, "summary-print")
    screen.print_now()
    assert len(dialogs.printed) == 2
    assert dialogs.printed[0].startswith("Session 1: Short video")
    assert "Maya Okafor leads" in dialogs.printed[0]


def test_the_bright_button_leads_to_the_next_session(
    screen: SummaryScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    press(qtbot, screen, "summary-onward")
    assert heard.places == [Place(Where.PREPARE, pair_of(desk).next_session.id)]


def test_a_closed_session_is_reopened_and_that_can_be_undone(
    screen: SummaryScreen, desk: Desk, session: str, heard: Heard, qtbot: QtBot
) -> None:
    press(qtbot, screen, "summary-reopen")
    assert pair_of(desk).sessions[session].state == SessionState.PLANNED
    assert heard.places == [Place(Where.PREPARE, session)]
    assert heard.said == [("Session 1 is open again.", "Undo")]
    heard.press_action()
    assert pair_of(desk).sessions[session].state == SessionState.CLOSED


def test_a_close_that_was_left_is_offered(
    open_summary: Callable[[str], SummaryScreen],
    desk: Desk,
    session: str,
    heard: Heard,
    qtbot: QtBot,
) -> None:
    desk.room.finish_wrap_up(session, WrapUp.PENDING)
    screen = open_summary(session)
    press(qtbot, screen, "summary-look-back")
    assert heard.places == [Place(Where.CLOSE, session)]
    press(qtbot, screen, "summary-leave-it")
    assert pair_of(desk).sessions[session].wrap_up == WrapUp.SKIPPED
    assert "You two have not looked back on this session yet." not in texts(screen)


def test_without_a_next_date_one_can_be_set(
    screen: SummaryScreen, desk: Desk, session: str, heard: Heard, qtbot: QtBot
) -> None:
    press(qtbot, screen, "summary-date")
    following = pair_of(desk).next_session.id
    assert heard.places == [Place(Where.PREPARE, following, "date")]
    desk.sessions.plan(following, datetime.fromisoformat("2026-12-10T14:00"), "Europe/London")
    button = screen.findChild(Button, "summary-date")
    assert button is not None
    assert not button.isVisible()


def test_a_running_session_leads_back_to_its_room(
    open_summary: Callable[[str], SummaryScreen], desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    running = pair_of(desk).next_session.id
    desk.room.start(running)
    screen = open_summary(running)
    reopen = screen.findChild(Button, "summary-reopen")
    assert reopen is not None
    assert not reopen.isVisible()
    press(qtbot, screen, "summary-onward")
    assert heard.places == [Place(Where.ROOM, running)]


def test_an_action_is_ticked_here_too(
    screen: SummaryScreen, desk: Desk, session: str, qtbot: QtBot
) -> None:
    box = screen.view.promises.findChild(CheckBox)
    assert box is not None
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert pair_of(desk).open_actions == ()
    assert "Maya · done" in texts(screen)


def test_without_a_session_the_latest_one_is_shown(
    open_summary: Callable[[str], SummaryScreen], session: str
) -> None:
    assert "Short video" in texts(open_summary(""))


def test_an_empty_session_says_so_calmly(
    open_summary: Callable[[str], SummaryScreen], desk: Desk
) -> None:
    ident = pair_of(desk).next_session.id
    desk.room.close(ident, WrapUp.DONE)
    words = texts(open_summary(ident))
    assert "There was no agenda." in words
    assert "None was written." in words


def test_the_record_follows_what_changes(screen: SummaryScreen, desk: Desk, session: str) -> None:
    desk.sessions.rename(session, "A better headline")
    assert "A better headline" in texts(screen)
    desk.agenda.delete(pair_of(desk).agenda(session)[1].id)
    assert "Henrik leads · 5 min planned" not in texts(screen)


def test_in_a_narrow_window_what_was_said_comes_first(screen: SummaryScreen, qtbot: QtBot) -> None:
    view = screen.view
    screen.resize(700, 800)
    qtbot.waitUntil(lambda: view.takeaways.y() < view.promises.y() < view.topics.y())
