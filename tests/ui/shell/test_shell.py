"""The window around the screens: the way around, the palette, keys, notices, undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.errors import DiskFullError
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.services.settings import COPIED
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.finder import unmarked
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.keeping import Keeping
from rm_desktop.ui.shell.keys import KeySheet
from rm_desktop.ui.shell.palette import Palette
from rm_desktop.ui.shell.panels import Panels
from rm_desktop.ui.widgets.elided_label import ElidedLabel


@pytest.fixture
def conductor(
    qtbot: QtBot, profile: Profile, desk: Desk, dialogs: AnsweredDialogs
) -> Iterator[Conductor]:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    made = Conductor(frame, profile, dialogs)
    made.panels = Panels(made)  # type: ignore[attr-defined]
    made.begin()
    frame.show()
    qtbot.waitExposed(frame)
    yield made
    made.leave()
    made.house.close()


def keys(qtbot: QtBot, widget: QWidget, key: Qt.Key, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    if shift:
        held |= Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(widget, key, held)
    QApplication.processEvents()


def press(qtbot: QtBot, root: QWidget, name: str) -> None:
    button = root.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def palette(conductor: Conductor) -> Palette:
    found = conductor.frame.findChild(Palette)
    assert isinstance(found, Palette)
    return found


def found(conductor: Conductor) -> list[str]:
    rows = palette(conductor).findChild(QListView)
    assert rows is not None
    model = rows.model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def test_the_rail_shows_whose_pair_it_is_and_how_far_it_has_come(conductor: Conductor) -> None:
    rail = conductor.frame.rail
    texts = {label.whole_text for label in rail.findChildren(ElidedLabel)}
    assert {"Maya & Henrik", "Session 1 of 6"} <= texts
    assert conductor.frame.windowTitle() == "rm-desktop"


def test_the_rail_and_the_keys_lead_to_the_same_screens(qtbot: QtBot, conductor: Conductor) -> None:
    frame = conductor.frame
    press(qtbot, frame, "rail-sessions")
    assert conductor.place == Place(Where.SESSIONS)
    keys(qtbot, frame, Qt.Key.Key_1)
    assert conductor.place == Place(Where.TODAY)
    keys(qtbot, frame, Qt.Key.Key_4)
    assert conductor.place == Place(Where.JOURNAL)
    keys(qtbot, frame, Qt.Key.Key_5)
    assert conductor.place == Place(Where.TOGETHER)
    keys(qtbot, frame, Qt.Key.Key_Comma)
    assert conductor.place == Place(Where.SETTINGS)


def test_the_session_room_takes_the_whole_window(conductor: Conductor, desk: Desk) -> None:
    conductor.start()
    assert conductor.place == Place(Where.ROOM, desk.open_pair.pair.next_session.id)
    assert not conductor.frame.rail.isVisible()
    conductor.go(Place(Where.TODAY))
    assert conductor.frame.rail.isVisible()


def test_a_narrow_window_shows_icons_only(conductor: Conductor) -> None:
    conductor.frame.resize(1024, 640)
    QApplication.processEvents()
    entry = conductor.frame.findChild(QPushButton, "rail-today")
    assert entry is not None
    assert (entry.text(), entry.accessibleName(), entry.toolTip()) == (
        "",
        "Today",
        "Today (Ctrl 1)",
    )
    assert conductor.frame.rail.width() < 100


def test_the_palette_finds_topics_actions_and_prompts_by_keyboard_alone(
    qtbot: QtBot, conductor: Conductor, desk: Desk
) -> None:
    session = desk.open_pair.pair.next_session.id
    topic = desk.agenda.add(session, "Voicemail and other habits")
    keys(qtbot, conductor.frame, Qt.Key.Key_K)
    field = palette(conductor).field
    assert field.hasFocus()
    qtbot.keyClicks(field, "voice")
    assert found(conductor)[0] == "Voicemail and other habits"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert conductor.place == Place(Where.PREPARE, session, topic)
    assert not palette(conductor).isVisible()


@pytest.mark.parametrize("typed", ["invite", "invitation"])
def test_the_palette_leads_to_an_invitation(qtbot: QtBot, conductor: Conductor, typed: str) -> None:
    keys(qtbot, conductor.frame, Qt.Key.Key_K)
    qtbot.keyClicks(palette(conductor).field, typed)
    assert found(conductor)[0] == "Invite to this pair"
    qtbot.keyClick(palette(conductor).field, Qt.Key.Key_Return)
    assert conductor.place.where == Where.PAIRING


@pytest.mark.parametrize("typed", ["share", "sync", "laptop", "pair"])
def test_the_palette_leads_to_sharing_by_any_of_its_names(
    qtbot: QtBot, conductor: Conductor, typed: str
) -> None:
    keys(qtbot, conductor.frame, Qt.Key.Key_K)
    qtbot.keyClicks(palette(conductor).field, typed)
    assert {"Invite to this pair", "I have an invitation"} <= set(found(conductor))
    assert found(conductor)[0] == "Sharing between two laptops"
    qtbot.keyClick(palette(conductor).field, Qt.Key.Key_Return)
    assert conductor.place.where == Where.SHARING


def test_the_palette_offers_every_action_and_says_when_nothing_is_found(
    qtbot: QtBot, conductor: Conductor
) -> None:
    keys(qtbot, conductor.frame, Qt.Key.Key_K)
    assert {"Settings", "New topic", "Hand over the laptop"} <= set(found(conductor))
    field = palette(conductor).field
    qtbot.keyClicks(field, "zzzz")
    assert found(conductor) == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not palette(conductor).isVisible()


def test_arrows_move_through_the_palette_while_one_types(
    qtbot: QtBot, conductor: Conductor
) -> None:
    keys(qtbot, conductor.frame, Qt.Key.Key_K)
    field = palette(conductor).field
    qtbot.keyClicks(field, "pro")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert conductor.place.where == Where.PROMPTS


def test_the_list_of_keys_opens_and_goes_away(qtbot: QtBot, conductor: Conductor) -> None:
    keys(qtbot, conductor.frame, Qt.Key.Key_Slash)
    sheet = conductor.frame.findChild(KeySheet)
    assert sheet is not None
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_undo_and_redo_say_what_they_did(qtbot: QtBot, conductor: Conductor, desk: Desk) -> None:
    desk.actions.add("Share the survey")
    keys(qtbot, conductor.frame, Qt.Key.Key_Z)
    assert conductor.frame.notice == "Undone: Add action “Share the survey”"
    assert not desk.open_pair.pair.open_actions
    keys(qtbot, conductor.frame, Qt.Key.Key_Z, shift=True)
    assert conductor.frame.notice == "Done again: Add action “Share the survey”"
    assert desk.open_pair.pair.open_actions
    keys(qtbot, conductor.frame, Qt.Key.Key_Z)
    keys(qtbot, conductor.frame, Qt.Key.Key_Z)
    assert conductor.frame.notice == "Nothing to undo."


def test_the_action_of_a_notice_is_done_once(qtbot: QtBot, conductor: Conductor) -> None:
    done: list[int] = []
    conductor.frame.say("Topic deleted.", "Undo", lambda: done.append(1))
    press(qtbot, conductor.frame, "notice-action")
    assert done == [1]
    assert conductor.frame.notice == ""


def test_saved_is_said_with_its_time_and_so_is_a_full_disk(
    conductor: Conductor, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.actions.add("One")
    status = conductor.frame.rail.findChild(QWidget, "rail-status")
    assert status is not None
    assert status.property("text") == "Saved 14:00"
    vault = desk.open_pair._vault()  # noqa: SLF001

    def full(*_: object, **__: object) -> int:
        raise DiskFullError("The disk is full.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(vault, "write", full)
        with pytest.raises(DiskFullError):
            desk.actions.add("Two")
        assert status.property("text") == "Not saved yet; trying again"
        assert len(desk.open_pair.pair.open_actions) == 2
    conductor._on_retry_timeout()  # noqa: SLF001
    assert status.property("text") == "Saved 14:00"
    stored = vault.items(desk.open_pair.id, kind="action")
    assert {row.title for row in stored} == {"One", "Two"}


def test_switching_to_another_pair_leaves_nothing_of_the_first_on_screen(
    conductor: Conductor, desk: Desk, profile: Profile
) -> None:
    from rm_desktop.services.pairs import Person

    session = desk.open_pair.pair.next_session.id
    desk.sessions.plan(session, datetime(2026, 11, 28, 15, 0), "Europe/London")  # noqa: DTZ001
    desk.sessions.rename(session, "Secret of the first pair")
    profile.create_pair(Person("Maya Okafor", "mentor"), Person("Ingrid Lund", "mentee"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts = {str(widget.property("text")) for widget in conductor.frame.findChildren(QWidget)}
    names = {label.whole_text for label in conductor.frame.findChildren(ElidedLabel)}
    assert "Maya & Ingrid" in names
    assert not any("Secret" in text for text in texts)


def test_a_session_left_open_over_night_is_closed_at_the_next_start(
    conductor: Conductor, desk: Desk, clock: FakeClock
) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.agenda.add(session, "Short video", minutes=30)
    desk.room.start(session)
    clock.sleep(14 * 3600)
    conductor.settle_in()
    closed = desk.open_pair.pair.sessions[session]
    assert closed.state == "closed"
    assert "closed" in conductor.frame.notice
    conductor.undo()
    assert desk.open_pair.pair.sessions[session].state == "running"


def test_deleting_the_last_pair_takes_every_screen_away(
    qtbot: QtBot, conductor: Conductor, desk: Desk, profile: Profile
) -> None:
    with qtbot.waitSignal(conductor.emptied):
        profile.delete_pair(desk.open_pair.id)
    assert conductor.frame.pages.count() == 0


@pytest.mark.parametrize(
    ("screen", "window"),
    [((1280, 800), (1276, 760)), ((1920, 1080), (1280, 800)), ((640, 480), (1280, 800))],
)
def test_the_first_window_leaves_room_for_its_title_bar_and_edges(
    qtbot: QtBot, screen: tuple[int, int], window: tuple[int, int]
) -> None:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    frame.fit_screen(QSize(*screen))
    assert (frame.width(), frame.height()) == window


def test_after_a_quit_in_the_middle_the_hour_goes_on(
    conductor: Conductor, desk: Desk, clock: FakeClock
) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    clock.advance(120)
    conductor.settle_in()
    assert conductor.place == Place(Where.ROOM, session)


def test_a_profile_that_was_copied_says_so_once(conductor: Conductor, profile: Profile) -> None:
    profile.settings.put(COPIED, value=True)
    keeping = Keeping(conductor)
    keeping.settle_in()
    assert "copied or moved here" in conductor.frame.notice
    conductor.frame.hush()
    keeping.settle_in()
    assert not conductor.frame.notice
    keeping.close()


def test_one_panel_at_a_time(qtbot: QtBot, conductor: Conductor) -> None:
    keys(qtbot, conductor.frame, Qt.Key.Key_K)
    keys(qtbot, conductor.frame, Qt.Key.Key_Slash)
    assert not palette(conductor).isVisible()


def test_the_rail_says_who_is_at_the_keyboard(
    qtbot: QtBot, conductor: Conductor, desk: Desk
) -> None:
    press(qtbot, conductor.frame, "rail-hand-over")
    press(qtbot, conductor.frame, "hand-over-accept")
    names = {label.whole_text for label in conductor.frame.rail.findChildren(ElidedLabel)}
    assert "Henrik’s turn" in names
    assert conductor.frame.focusWidget() is conductor.screen
    assert desk.open_pair.actor != desk.open_pair.you


def test_a_hand_over_in_the_journal_leads_to_today(qtbot: QtBot, conductor: Conductor) -> None:
    conductor.go(Place(Where.JOURNAL))
    press(qtbot, conductor.frame, "rail-hand-over")
    press(qtbot, conductor.frame, "hand-over-accept")
    assert conductor.place == Place(Where.TODAY)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("## Henrik - signs off", "Henrik - signs off"),
        ("… # Said\n- [x] five **of** ten\n> `why`", "… Said\nfive of ten\nwhy"),
        ("C# is not -5", "C# is not -5"),
    ],
)
def test_what_was_found_is_read_without_its_marks(written: str, read: str) -> None:
    assert unmarked(written) == read
