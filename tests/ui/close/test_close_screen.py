"""Maya and Henrik close a session: topics, a takeaway each, actions, the next date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import ItemState, SessionState, WrapUp
from rm_desktop.domain.pair import Pair
from rm_desktop.services.desk import Desk
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.close.screen import CloseScreen
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.way_back import was_offered
from rm_desktop.ui.screen import Context
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.label import Label
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.widgets.text_field import TextField
from tests.ui.conftest import Heard


@pytest.fixture
def session(desk: Desk, clock: FakeClock) -> str:
    ident = desk.open_pair.pair.next_session.id
    desk.sessions.plan(ident, datetime.fromisoformat("2026-11-26T14:00"), "Europe/London", 60)
    for title, minutes in (("A creator brief", 15), ("Live demo", 20), ("Voicemail", 5)):
        desk.agenda.add(ident, title, minutes=minutes)
    desk.room.start(ident)
    clock.advance(16 * 60)
    desk.room.next_topic(ident)
    return ident


@pytest.fixture
def open_close(context: Context, qtbot: QtBot) -> Callable[[str], CloseScreen]:
    def open_it(session: str) -> CloseScreen:
        screen = CloseScreen(context)
        qtbot.addWidget(screen)
        screen.show_place(Place(Where.CLOSE, session))
        screen.resize(1280, 800)
        with qtbot.waitExposed(screen):
            screen.show()
        return screen

    return open_it


@pytest.fixture
def screen(open_close: Callable[[str], CloseScreen], session: str) -> CloseScreen:
    return open_close(session)


def pair_of(desk: Desk) -> Pair:
    return desk.open_pair.pair


def texts(widget: QWidget) -> list[str]:
    found = [label for label in widget.findChildren(Label) if label.isVisible()]
    return [label.text() for label in found if label.text()]


def child(screen: QWidget, name: str) -> Button:
    found = screen.findChild(Button, name)
    assert found is not None
    return found


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def row_of(screen: CloseScreen, desk: Desk, title: str) -> QWidget:
    item = next(i for i in pair_of(desk).items.values() if i.title == title)
    found = screen.findChild(QWidget, f"topic-{item.id}")
    assert found is not None
    return found


def takeaway(screen: CloseScreen, member: str) -> TextArea:
    found = screen.findChild(TextArea, f"takeaway-{member}")
    assert found is not None
    return found


def test_the_page_says_what_was_covered_and_how_long_there_is(
    screen: CloseScreen, desk: Desk
) -> None:
    words = texts(screen)
    assert "Close session 1" in words
    assert "You lead · 16 of 15 min" in words
    assert "25 min to the end · ends 14:41" in words


def test_a_topic_is_ticked_and_gets_an_outcome(
    screen: CloseScreen, desk: Desk, qtbot: QtBot
) -> None:
    row = row_of(screen, desk, "Live demo")
    box, outcome = row.findChild(CheckBox), row.findChild(TextField)
    assert box is not None
    assert outcome is not None
    assert not outcome.isVisible()
    click(qtbot, box)
    assert outcome.isVisible()
    outcome.setFocus()
    qtbot.keyClicks(outcome, "The filter found itself.")
    qtbot.keyClick(outcome, Qt.Key.Key_Return)
    found = next(i for i in pair_of(desk).items.values() if i.title == "Live demo")
    assert found.state == ItemState.DISCUSSED
    assert found.outcome == "The filter found itself."


def test_parking_says_so_and_can_be_undone(
    screen: CloseScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    row = row_of(screen, desk, "Voicemail")
    menu = row.findChild(MenuButton)
    assert menu is not None
    opened = menu.open_menu()
    opened.actions()[1].trigger()
    opened.close()
    assert [i.title for i in pair_of(desk).backlog] == ["Voicemail"]
    assert heard.said[-1] == ("“Voicemail” waits in the backlog.", "Undo")
    assert row.isVisible()
    heard.press_action()
    assert pair_of(desk).backlog == ()


def test_dropping_keeps_the_topic_in_the_record(
    screen: CloseScreen, desk: Desk, session: str, heard: Heard
) -> None:
    menu = row_of(screen, desk, "Voicemail").findChild(MenuButton)
    assert menu is not None
    menu.chosen.emit("drop")
    assert heard.said[-1][0] == "“Voicemail” was dropped."
    assert [t.fate for t in desk.summaries.of(session).topics][-1] == "dropped"
    menu.chosen.emit("carry")
    assert len(pair_of(desk).agenda(session)) == 3


def test_each_writes_under_their_own_name(
    screen: CloseScreen, desk: Desk, session: str, qtbot: QtBot
) -> None:
    maya, henrik = pair_of(desk).mentor.id, pair_of(desk).mentee.id
    qtbot.keyClicks(takeaway(screen, maya), "Give him the mouse sooner.")
    assert not takeaway(screen, henrik).isVisible()
    click(qtbot, child(screen, f"hand-over-{henrik}"))
    assert desk.members.actor.id == henrik
    assert QApplication.focusWidget() is takeaway(screen, henrik)
    assert not takeaway(screen, maya).isVisible()
    assert "Give him the mouse sooner." in texts(screen)
    assert "Henrik at the keyboard" in [c.accessibleName() for c in screen.findChildren(QWidget)]
    qtbot.keyClicks(takeaway(screen, henrik), "Half a page is enough.")
    click(qtbot, child(screen, f"hand-over-{maya}"))
    assert desk.members.actor.id == maya
    said = dict(pair_of(desk).sessions[session].takeaways)
    assert said == {maya: "Give him the mouse sooner.", henrik: "Half a page is enough."}


def test_a_takeaway_is_saved_within_a_second_and_typing_goes_on(
    screen: CloseScreen, desk: Desk, session: str, qtbot: QtBot
) -> None:
    area = takeaway(screen, pair_of(desk).mentor.id)
    area.setFocus()
    qtbot.keyClicks(area, "First ")
    qtbot.waitUntil(lambda: bool(pair_of(desk).sessions[session].takeaways), timeout=1000)
    qtbot.keyClicks(area, "second")
    assert area.toPlainText() == "First second"


def test_leaving_keeps_what_is_half_typed(
    screen: CloseScreen, desk: Desk, session: str, qtbot: QtBot
) -> None:
    maya = pair_of(desk).mentor.id
    qtbot.keyClicks(takeaway(screen, maya), "Half a")
    qtbot.keyClicks(screen.view.promises.field, "Send the clips")
    screen.leave()
    assert dict(pair_of(desk).sessions[session].takeaways) == {maya: "Half a"}
    assert [a.text for a in pair_of(desk).actions_of(session=session)] == ["Send the clips"]


def test_an_action_gets_an_owner_and_the_next_session_as_its_date(
    screen: CloseScreen, desk: Desk, session: str, qtbot: QtBot
) -> None:
    qtbot.keyClicks(screen.view.promises.field, "Run the export alone")
    qtbot.keyClick(screen.view.promises.field, Qt.Key.Key_Return)
    (action,) = pair_of(desk).actions_of(session=session)
    assert (action.text, action.due) == ("Run the export alone", "next")
    assert action.owner == pair_of(desk).mentor.id
    row = screen.findChild(QWidget, f"action-{action.id}")
    assert row is not None
    owner, due = row.findChildren(MenuButton)
    owner.chosen.emit(pair_of(desk).mentee.id)
    due.chosen.emit("2026-12-03")
    (action,) = pair_of(desk).actions_of(session=session)
    assert (action.owner, action.due) == (pair_of(desk).mentee.id, "2026-12-03")
    assert "next session" not in due.text()


def test_another_date_for_an_action_is_typed(
    screen: CloseScreen, desk: Desk, session: str, dialogs: AnsweredDialogs
) -> None:
    action = desk.actions.add("Send the clips", session=session)
    dialogs.text = "12 Dec"
    screen.view.promises.due_chosen.emit(action, "?")
    assert pair_of(desk).actions[action].due == "2026-12-12"
    dialogs.text = "whenever"
    screen.view.promises.due_chosen.emit(action, "?")
    assert pair_of(desk).actions[action].due == "2026-12-12"
    assert "Type a day" in dialogs.asked[0]


def test_a_ticked_action_from_before_can_be_opened_again(
    screen: CloseScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    action = desk.actions.add("From before")
    row = screen.findChild(QWidget, f"action-{action}")
    assert row is not None
    box = row.findChild(CheckBox)
    assert box is not None
    click(qtbot, box)
    assert pair_of(desk).open_actions == ()
    heard.press_action()
    assert [a.id for a in pair_of(desk).open_actions] == [action]


def test_a_proposed_date_is_taken_with_one_press(
    screen: CloseScreen, desk: Desk, session: str, qtbot: QtBot
) -> None:
    offer = next(
        b for b in screen.view.date.findChildren(Button) if b.text() == "Monday 28 Dec, 14:00"
    )
    click(qtbot, offer)
    following = pair_of(desk).following(pair_of(desk).session(session))
    assert following.starts == "2026-12-28T14:00"
    assert "Monday 28 Dec, 14:00–15:00" in texts(screen)
    assert not offer.isVisible()
    click(qtbot, child(screen, "change-date"))
    assert offer.isVisible()


def test_a_typed_date_is_understood_while_it_is_typed(
    screen: CloseScreen, desk: Desk, session: str, qtbot: QtBot
) -> None:
    field = screen.view.date.field
    qtbot.keyClicks(field, "10 Dec 3pm")
    assert "Thursday 10 Dec, 15:00–16:00" in texts(screen)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    following = pair_of(desk).following(pair_of(desk).session(session))
    assert (following.starts, following.zone) == ("2026-12-10T15:00", "Europe/London")


def test_a_date_that_cannot_be_read_is_said_at_the_field(
    screen: CloseScreen, desk: Desk, qtbot: QtBot
) -> None:
    field = screen.view.date.field
    qtbot.keyClicks(field, "some day")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.accessibleDescription()
    assert field.text() == "some day"
    click(qtbot, child(screen, "keep-undecided"))
    assert screen.view.date.skipped
    assert pair_of(desk).following(pair_of(desk).next_session).starts == ""


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_step_can_be_skipped_and_taken_up_again(
    screen: CloseScreen, qtbot: QtBot, number: int
) -> None:
    card = screen.view.cards[number - 1]
    click(qtbot, child(screen, f"skip-{number}"))
    assert card.skipped
    click(qtbot, child(screen, f"skip-{number}"))
    assert not card.skipped


def test_one_begins_with_one_s_own_takeaway(screen: CloseScreen, desk: Desk) -> None:
    assert QApplication.focusWidget() is takeaway(screen, desk.open_pair.you)


def test_the_first_close_leads_to_the_recovery_phrase(
    screen: CloseScreen, session: str, heard: Heard, qtbot: QtBot
) -> None:
    click(qtbot, child(screen, "finish"))
    assert heard.places == [Place(Where.RECOVERY, session)]


def test_finishing_closes_the_session_and_shows_its_record(
    screen: CloseScreen, desk: Desk, session: str, heard: Heard, qtbot: QtBot
) -> None:
    was_offered(screen.context.profile)
    click(qtbot, child(screen, "finish"))
    found = pair_of(desk).sessions[session]
    assert (found.state, found.wrap_up) == (SessionState.CLOSED, WrapUp.DONE)
    assert heard.places == [Place(Where.SUMMARY, session)]
    assert heard.said[-1] == ("Session 1 is closed.", "Undo")
    heard.press_action()
    assert pair_of(desk).sessions[session].state == SessionState.RUNNING


def test_no_time_for_this_leaves_it_for_the_next_start(
    screen: CloseScreen, desk: Desk, session: str, heard: Heard, qtbot: QtBot
) -> None:
    click(qtbot, child(screen, "no-time"))
    found = pair_of(desk).sessions[session]
    assert (found.state, found.wrap_up) == (SessionState.CLOSED, WrapUp.PENDING)
    assert "next time" in heard.said[-1][0]


def test_a_closed_session_is_looked_back_on_later_without_a_timer(
    open_close: Callable[[str], CloseScreen],
    desk: Desk,
    session: str,
    clock: FakeClock,
    heard: Heard,
    qtbot: QtBot,
) -> None:
    desk.room.close(session, WrapUp.PENDING)
    clock.advance(86_400)
    screen = open_close(session)
    assert "Look back on session 1" in texts(screen)
    timer = screen.findChild(Label, "close-timer")
    assert timer is not None
    assert not timer.isVisible()
    closed_at = pair_of(desk).sessions[session].closed_at
    qtbot.keyClicks(takeaway(screen, pair_of(desk).mentor.id), "Still fresh.")
    click(qtbot, child(screen, "finish"))
    found = pair_of(desk).sessions[session]
    assert (found.wrap_up, found.closed_at) == (WrapUp.DONE, closed_at)
    assert heard.places == [Place(Where.SUMMARY, session)]


def test_looking_back_can_be_left_for_ever(
    open_close: Callable[[str], CloseScreen], desk: Desk, session: str, qtbot: QtBot
) -> None:
    desk.room.close(session, WrapUp.PENDING)
    screen = open_close(session)
    click(qtbot, child(screen, "no-time"))
    assert pair_of(desk).sessions[session].wrap_up == WrapUp.SKIPPED


def test_a_session_that_was_never_started_can_be_closed_as_held(
    open_close: Callable[[str], CloseScreen], desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    upcoming = pair_of(desk).next_session.id
    screen = open_close(upcoming)
    assert "It was held without the timer. Small steps; skip any of them." in texts(screen)
    day = screen.view.date.findChildren(Button)[1]
    click(qtbot, day)
    click(qtbot, child(screen, "finish"))
    assert pair_of(desk).sessions[upcoming].state == SessionState.CLOSED
    assert pair_of(desk).next_session.starts
    assert pair_of(desk).numbers[pair_of(desk).next_session.id] == 2


def test_escape_goes_back_to_the_room(
    screen: CloseScreen, session: str, heard: Heard, qtbot: QtBot
) -> None:
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert heard.places == [Place(Where.ROOM, session)]


def test_the_timer_goes_on_while_the_page_is_open(
    screen: CloseScreen, clock: FakeClock, qtbot: QtBot
) -> None:
    clock.advance(10 * 60)
    qtbot.waitUntil(lambda: "15 min to the end · ends 14:41" in texts(screen), timeout=2500)


def test_in_a_narrow_window_the_steps_stand_in_their_order(
    screen: CloseScreen, qtbot: QtBot
) -> None:
    screen.resize(840, 700)
    qtbot.waitUntil(
        lambda: [c.y() for c in screen.view.cards] == sorted(c.y() for c in screen.view.cards)
    )
    assert len({card.x() for card in screen.view.cards}) == 1


def test_what_was_talked_about_is_ticked_until_somebody_says_no(
    screen: CloseScreen, desk: Desk, session: str, clock: FakeClock
) -> None:
    topic = desk.room.reading(session).current or ""
    clock.advance(120)
    screen.show_place(Place(Where.CLOSE, session))
    screen.view.covered.discussed_toggled.emit(topic, False)
    screen.show_place(Place(Where.CLOSE, session))
    screen.view.foot.not_now_requested.emit()
    assert desk.open_pair.pair.items[topic].state == ItemState.OPEN
    desk.sessions.reopen(session)
    other = CloseScreen(screen.context)
    other.show_place(Place(Where.CLOSE, session))
    other.view.foot.finish_requested.emit()
    assert desk.open_pair.pair.items[topic].state == ItemState.DISCUSSED
    other.deleteLater()
