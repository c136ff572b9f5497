"""An hour in the room, as two people see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import ItemState, SessionState, WrapUp
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.widgets.keyboard_chip import KeyboardChip
from rm_desktop.ui.widgets.text_area import TextArea
from tests.ui.conftest import Heard
from tests.ui.room.conftest import Hour

CTRL = Qt.KeyboardModifier.ControlModifier
MINUTE = 60


def key(qtbot: QtBot, hour: Hour, *keys: Qt.Key) -> None:
    for each in keys:
        qtbot.keyClick(hour.room, each)


def test_start_next_back_and_the_agenda_says_what_was_done(running: Hour) -> None:
    assert running.current == "Arrive"
    running.wait(250)
    assert running.face == "0:50"
    running.press("timer-next")
    assert running.current == "What a creator brief looks like"
    row = running.room.view.agenda.topics.row_of(running.items["Arrive"])
    assert row is not None
    assert row.note == "done · 4:10"
    assert row.discussed
    assert running.words("notes-title") == "What a creator brief looks like"
    running.press("timer-back")
    assert running.current == "Arrive"
    assert running.words("room-end").endswith("min to the end")


def test_a_pause_cannot_be_missed(running: Hour) -> None:
    running.wait(60)
    running.press("room-press")
    assert running.is_paused
    assert running.state == "Paused"
    assert running.button("room-press").accessibleName() == "Resume"
    assert running.button("room-press").property("tone") == "primary"
    assert running.button("room-close").property("tone") == "secondary"
    assert not running.room.pulse.is_beating
    running.wait(600)
    assert running.face == "4:00"
    running.press("room-press")
    assert running.button("room-press").accessibleName() == "Pause"
    assert running.room.pulse.is_beating


def test_twenty_and_five_percent_and_overtime(running: Hour) -> None:
    running.wait(4 * MINUTE)
    assert running.state == "A fifth left"
    running.wait(50)
    assert running.state == "Nearly up"
    running.wait(75, step=15)
    assert running.state == "Over time"
    assert running.face == "+1:05"
    assert "1 minute behind" in running.words("timer-pace")


def test_minutes_are_given_and_taken(running: Hour, qtbot: QtBot) -> None:
    running.press("timer-plus-5")
    assert running.face == "10:00"
    running.press("timer-minus-1")
    key(qtbot, running, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus)
    assert running.face == "10:00"


def test_extending_says_beforehand_what_it_does(running: Hour) -> None:
    timer = running.room.view.timer
    running.press("timer-extend")
    menu = timer.findChild(type(timer.open_extend_menu([])))
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert words[1] == "+10 minutes · the end stays"
    assert words[3].startswith("+20 minutes · the end moves to 15:0")
    menu.actions()[1].trigger()
    assert running.face == "15:00"
    later = running.room.view.agenda.topics.row_of(running.items["Where I would say no"])
    assert later is not None
    assert later.minutes == 5


def test_sleep_asks_one_question_and_only_once(running: Hour) -> None:
    running.wait(60)
    running.clock.sleep(25 * MINUTE)
    running.room.tick()
    assert "slept for 25 minutes" in running.asked
    running.wait(120)
    assert "slept for 25 minutes" in running.asked
    running.press("question-no")
    assert running.asked == ""
    assert running.face == "2:00"
    running.wait(60)
    assert running.asked == ""


def test_sleep_that_counts_stays(running: Hour) -> None:
    running.clock.sleep(2 * MINUTE)
    running.room.tick()
    running.press("question-yes")
    assert running.asked == ""
    assert running.face == "3:00"


def test_a_session_left_open_is_closed_where_it_ended(running: Hour, heard: Heard) -> None:
    running.wait(59 * MINUTE)
    running.clock.sleep(13 * 60 * MINUTE)
    running.room.tick()
    assert "left open" in running.asked
    running.press("question-yes")
    session = running.desk.open_pair.pair.session(running.session)
    assert session.state == SessionState.CLOSED
    assert heard.places == [Place(Where.CLOSE, running.session)]
    assert heard.said[-1][1] == "Undo"
    heard.press_action()
    assert running.desk.open_pair.pair.session(running.session).state == SessionState.RUNNING


def test_quit_and_start_again_in_the_middle_loses_not_a_second(
    running: Hour, open_room: Callable[[], Hour]
) -> None:
    running.wait(100)
    running.room.leave()
    running.room.hide()
    running.clock.advance(37)
    again = open_room()
    assert again.face == "2:43"
    assert again.state == ""
    assert again.asked == ""
    assert again.current == "Arrive"


def test_what_is_written_stays_with_its_topic(running: Hour, qtbot: QtBot) -> None:
    edit = running.room.view.notes.pane.edit
    qtbot.keyClicks(edit, "henrik laughed, n b a m ")
    running.press("timer-next")
    qtbot.keyClicks(edit, "then he drove")
    running.room.leave()
    assert running.desk.notes(running.items["Arrive"]).text == "henrik laughed, n b a m "
    brief = running.items["What a creator brief looks like"]
    assert running.desk.notes(brief).text == "then he drove"
    assert running.current == "What a creator brief looks like"
    assert running.words("notes-saved") == "Saved 14:00"
    found = running.desk.search.find("drove")
    assert [each.id for each in found] == [brief]


def test_looking_at_another_topic_leaves_the_timer_where_it_is(running: Hour) -> None:
    running.room.view.agenda.topic_chosen.emit(running.items["Live demo"])
    assert running.words("notes-title") == "Live demo"
    assert running.current == "Arrive"
    running.wait(5)
    assert running.words("notes-title") == "Live demo"
    running.room.view.notes.go_requested.emit()
    assert running.current == "Live demo"


def test_single_letters_work_while_no_text_has_the_focus(running: Hour, qtbot: QtBot) -> None:
    key(qtbot, running, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_B)
    assert running.current == "What a creator brief looks like"
    key(qtbot, running, Qt.Key.Key_Space)
    assert running.is_paused
    key(qtbot, running, Qt.Key.Key_Space)
    edit = running.room.view.notes.pane.edit
    edit.setFocus()
    qtbot.keyClicks(edit, "n ")
    assert running.is_running
    assert running.current == "What a creator brief looks like"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    key(qtbot, running, Qt.Key.Key_N)
    assert running.current == "Live demo"


def test_space_on_a_button_reached_by_tab_presses_that_button(running: Hour, qtbot: QtBot) -> None:
    button = running.button("timer-plus-5")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert running.is_running
    assert running.face == "10:00"


def test_a_click_does_not_take_the_focus(running: Hour, qtbot: QtBot) -> None:
    qtbot.mouseClick(running.button("timer-next"), Qt.MouseButton.LeftButton)
    key(qtbot, running, Qt.Key.Key_Space)
    assert running.is_paused
    assert running.current == "What a creator brief looks like"


def test_control_enter_marks_the_topic_discussed(running: Hour, qtbot: QtBot) -> None:
    edit = running.room.view.notes.pane.edit
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return, CTRL)
    item = running.desk.open_pair.pair.items[running.items["Arrive"]]
    assert item.state == ItemState.DISCUSSED
    assert running.current == "Arrive"


@pytest.mark.parametrize("where", ["title", "outcome", "action", "press", "room"])
def test_control_enter_means_the_topic_wherever_the_focus_is(
    running: Hour, qtbot: QtBot, where: str
) -> None:
    view = running.room.view
    places: dict[str, QWidget] = {
        "title": view.agenda.add_topic.title,
        "outcome": view.notes.findChildren(TextArea)[0],
        "action": view.notes.actions_list.findChildren(QLineEdit)[0],
        "press": running.button("room-press"),
        "room": running.room,
    }
    places[where].setFocus()
    qtbot.keyClick(places[where], Qt.Key.Key_Return, CTRL)
    item = running.desk.open_pair.pair.items[running.items["Arrive"]]
    assert item.state == ItemState.DISCUSSED
    assert running.is_running


def test_control_f_finds_in_the_notes(running: Hour, qtbot: QtBot) -> None:
    qtbot.keyClick(running.room, Qt.Key.Key_F, CTRL)
    assert running.room.view.notes.pane.find_bar.isVisible()


def test_after_the_last_topic_comes_the_close(running: Hour, heard: Heard) -> None:
    for _ in range(4):
        running.press("timer-next")
    assert running.current == "What did we learn?"
    assert running.button("timer-next").accessibleName() == "To the close"
    running.press("timer-next")
    assert heard.places == [Place(Where.CLOSE, running.session)]
    assert running.is_running


def test_leaving_says_that_the_timer_goes_on(running: Hour, heard: Heard) -> None:
    running.press("room-leave")
    assert heard.places == [Place(Where.TODAY)]
    assert heard.said == [("The timer goes on.", "Back to the room")]


def test_an_action_is_added_owned_due_and_done(
    running: Hour, qtbot: QtBot, desk: Desk, dialogs: AnsweredDialogs
) -> None:
    key(qtbot, running, Qt.Key.Key_A)
    actions = running.room.view.notes.actions_list
    field = QApplication.focusWidget()
    assert field is not None
    assert field.objectName() == "action-new"
    qtbot.keyClicks(field, "Send the deck")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    (action,) = desk.open_pair.pair.actions_of(item=running.items["Arrive"])
    assert (action.text, action.owner, action.due) == ("Send the deck", desk.open_pair.you, "next")
    assert field.hasFocus()
    partner = desk.open_pair.pair.partner_of(action.owner).id
    actions.owner_chosen.emit(action.id, partner)
    dialogs.text = "12 Dec"
    actions.other_due_requested.emit(action.id)
    actions.done_toggled.emit(action.id, True)
    (action,) = desk.open_pair.pair.actions_of(item=running.items["Arrive"])
    assert (action.owner, action.due) == (partner, "2026-12-12")
    assert action.done_at


def test_add_adds_what_is_typed_and_another_topic_takes_none_of_it(
    running: Hour, qtbot: QtBot, desk: Desk
) -> None:
    def promised(topic: str) -> set[str]:
        found = desk.open_pair.pair.actions_of(item=running.items[topic])
        return {action.text for action in found}

    key(qtbot, running, Qt.Key.Key_A)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Send the deck")
    running.press("action-add")
    assert promised("Arrive") == {"Send the deck"}
    assert field.hasFocus()
    qtbot.keyClicks(field, "Ask legal")
    running.room.view.notes.actions_list.begin_new()
    assert field.selectedText() == ""
    running.press("timer-next")
    assert promised("Arrive") == {"Send the deck", "Ask legal"}
    assert field.text() == ""


def test_a_date_nobody_can_read_is_said(
    running: Hour, dialogs: AnsweredDialogs, heard: Heard
) -> None:
    dialogs.text = "soonish"
    running.room.view.notes.actions_list.other_due_requested.emit("")
    assert "not a date we can read" in heard.said[0][0]


def test_the_outcome_is_stored_when_one_looks_elsewhere(running: Hour, qtbot: QtBot) -> None:
    outcome = running.room.view.notes._outcome  # noqa: SLF001
    outcome.setFocus()
    qtbot.keyClicks(outcome, "captions first")
    running.room.refresh()
    assert outcome.toPlainText() == "captions first"
    outcome.clearFocus()
    assert running.desk.open_pair.pair.items[running.items["Arrive"]].outcome == "captions first"
    running.press("timer-next")
    assert outcome.toPlainText() == ""


def test_topics_are_added_before_the_close(running: Hour, desk: Desk) -> None:
    panel = running.room.view.agenda
    panel.add_topic.title.setText("One more thing 5 min")
    panel.add_topic.title.submitted.emit("One more thing 5 min")
    titles = [(item.title, item.minutes) for item in desk.open_pair.pair.agenda(running.session)]
    assert titles[-2:] == [("One more thing", 5), ("What did we learn?", 5)]


def test_a_pasted_list_becomes_topics(running: Hour, desk: Desk, heard: Heard) -> None:
    QGuiApplication.clipboard().setText("- Captions (5 min)\n- Budget")
    running.room.view.agenda.topics.paste_requested.emit()
    titles = [item.title for item in desk.open_pair.pair.agenda(running.session)]
    assert titles[-3:] == ["Captions", "Budget", "What did we learn?"]
    assert heard.said == [("2 topics added.", "Undo")]


def test_a_topic_of_the_backlog_moves_in_when_it_is_started(running: Hour, desk: Desk) -> None:
    parked = desk.agenda.add("", "Who approves a post?")
    assert running.button("fold-backlog").accessibleName() == "1 in the backlog"
    running.room.view.agenda.go_requested.emit(parked)
    assert running.current == "Who approves a post?"
    assert running.button("fold-backlog").isHidden()


def test_without_an_agenda_there_is_open_talk(open_room: Callable[[], Hour]) -> None:
    hour = open_room()
    assert hour.words("notes-title") == "Open talk"
    assert not hour.button("timer-next").isEnabled()
    hour.press("room-press")
    assert hour.current == "Open talk"
    hour.wait(754)
    assert hour.face == "12:34"
    assert hour.words("notes-title") == "Open talk"


def test_a_card_is_drawn_put_back_and_kept_off(running: Hour, desk: Desk, heard: Heard) -> None:
    running.press("prompt-draw")
    card = running.room.table.card
    assert card is not None
    assert running.words("prompt-text") == card.text
    assert running.session in desk.prompts.mark(card.id).drawn_in
    running.press("prompt-another")
    second = running.room.table.card
    assert second is not None
    assert second.id != card.id
    assert running.session not in desk.prompts.mark(card.id).drawn_in
    running.press("prompt-hide")
    assert desk.prompts.mark(second.id).hidden
    assert heard.said[-1] == ("This prompt will not come up again.", "Undo")


def test_a_card_goes_on_the_agenda_once(running: Hour, desk: Desk) -> None:
    running.press("prompt-draw")
    card = running.room.table.card
    assert card is not None
    running.press("prompt-add")
    assert [i.prompt for i in desk.open_pair.pair.agenda(running.session)].count(card.id) == 1
    assert running.button("prompt-add").isHidden()


def test_a_caution_is_always_in_sight(running: Hour, desk: Desk) -> None:
    prompt = next(p for p in desk.prompts.every() if p.caution and p.follow_up and p.depth == 1)
    running.room.table.card = prompt
    running.room.show_prompt()
    assert running.words("prompt-caution") == prompt.caution
    assert running.words("prompt-follow-up") == f"If it goes quiet: {prompt.follow_up}"


def test_a_topic_from_a_prompt_brings_its_card(running: Hour, desk: Desk) -> None:
    prompt = next(p for p in desk.prompts.every() if p.stage == "deepening")
    item = desk.prompts.add_to_agenda(prompt.id, running.session)
    running.room.view.agenda.go_requested.emit(item)
    assert running.words("prompt-text") == prompt.text


def test_one_sound_at_the_end_and_only_if_asked_for(
    running: Hour, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: rung.append(1))
    running.wait(6 * MINUTE)
    assert rung == []
    profile.settings.put("sound", True)
    running.press("timer-next")
    running.wait(17 * MINUTE)
    assert rung == [1]


def test_milestones_are_spoken(running: Hour, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(running.room.view.timer.ring, "announce", said.append)
    running.wait(5 * MINUTE)
    assert "One minute left for this topic" in said
    assert "The time for this topic is up" in said


def test_nothing_ticks_while_nobody_looks(running: Hour) -> None:
    assert running.room.pulse.is_beating
    running.room.hide()
    assert not running.room.pulse.is_beating


def test_ticking_makes_nothing_new(running: Hour) -> None:
    before = set(running.room.findChildren(QWidget))
    running.wait(120, step=1)
    assert set(running.room.findChildren(QWidget)) == before


def test_names_follow_the_person_at_the_keyboard(running: Hour, desk: Desk) -> None:
    running.desk.agenda.edit(running.items["Live demo"], leads=desk.open_pair.you)
    row = running.room.view.agenda.topics.row_of(running.items["Live demo"])
    assert row is not None
    assert row.note == "You lead"
    desk.members.hand_over()
    row = running.room.view.agenda.topics.row_of(running.items["Live demo"])
    assert row is not None
    assert row.note == "Maya leads"
    assert row.voice == "you"


def test_a_closed_session_shows_how_long_it_was(running: Hour, desk: Desk) -> None:
    running.wait(20 * MINUTE)
    desk.room.close(running.session, WrapUp.PENDING)
    assert running.state == "Closed"
    assert running.button("room-press").isHidden()
    assert running.words("room-end") == "20 minutes"


def test_a_half_typed_topic_is_its_authors_when_the_keyboard_changes_hands(
    running: Hour, desk: Desk, qtbot: QtBot
) -> None:
    add = running.room.view.agenda.add_topic
    qtbot.keyClicks(add.title, "What I owe you")
    running.room.leave()
    desk.members.hand_over()
    assert add.typed == ""
    added = desk.open_pair.pair.agenda(running.session)[-2]
    assert (added.title, added.added_by) == ("What I owe you", desk.open_pair.you)


def test_while_handed_over_the_header_says_so_and_offers_the_way_back(
    running: Hour, desk: Desk
) -> None:
    chip = running.room.findChild(KeyboardChip)
    assert chip is not None
    assert chip.isHidden()
    desk.members.hand_over()
    header = running.room.view.header
    for width in (1200, 800):
        running.room.resize(width, 700)
        QApplication.processEvents()
        assert chip.isVisible()
        assert chip.accessibleName() == "Henrik at the keyboard"
        assert header.rect().contains(chip.geometry())
    assert running.button("room-hand-over").isHidden()
    running.press("give-back")
    assert desk.open_pair.actor == desk.open_pair.you
    assert chip.isHidden()
    assert not running.button("room-hand-over").isHidden()
