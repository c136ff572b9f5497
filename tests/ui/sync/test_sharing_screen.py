"""The page about sharing over two real laptops: what it says, and what a press does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.sync_state import Concern, SyncState
from rm_desktop.services.desk import Desk
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import JOIN, Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.sync.screen import SERVER, SharingScreen
from tests.ui.conftest import Heard
from tests.ui.sync.conftest import Couple, desk_of

Press = Callable[[str], None]


@pytest.fixture
def screen(qtbot: QtBot, at_henriks: Context) -> Iterator[SharingScreen]:
    made = SharingScreen(at_henriks)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.show()
    yield made
    made.close_work()


@pytest.fixture
def press(qtbot: QtBot, screen: SharingScreen) -> Press:
    def pressed(name: str) -> None:
        button = screen.findChild(QPushButton, name)
        assert button is not None
        assert button.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    return pressed


def look(screen: SharingScreen) -> None:
    screen.refresh()
    QApplication.processEvents()  # rows that are new find their places


def words_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def live(desk: Desk) -> set[str]:
    items = desk.open_pair.pair.items.values()
    return {item.title for item in items if not item.binned_at}


def test_a_pair_that_is_not_shared_is_offered_to_be(
    qtbot: QtBot, context: Context, heard: Heard
) -> None:
    screen = SharingScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    assert screen.page.status.headline.text() == "Not shared"
    shown = words_of(screen)
    assert "this laptop only" in shown
    assert "Who sent what" not in shown
    assert "Leave sharing" not in shown
    screen.page.status.share.click()
    assert heard.places == [Place(Where.PAIRING)]
    screen.close_work()


def test_it_says_how_it_stands_and_who_sent_what(screen: SharingScreen, couple: Couple) -> None:
    couple.add("From Maya")
    couple.carry()
    look(screen)
    shown = words_of(screen)
    assert screen.page.status.headline.text().startswith("Up to date at ")
    assert "With Maya, by way of the folder “shared”." in shown
    assert "1 change to the agenda" in shown
    assert "Let a laptop in" in shown
    assert "This laptop" in shown
    assert "Maya’s laptop" in shown


def test_what_waits_is_counted(screen: SharingScreen, couple: Couple) -> None:
    for title in ("One", "Two", "Three"):
        couple.desk.agenda.add("", title)
    look(screen)
    assert screen.page.status.headline.text() == "3 changes waiting"


def test_sync_now_hurries(
    qtbot: QtBot, screen: SharingScreen, press: Press, at_henriks: Context
) -> None:
    with qtbot.waitSignal(at_henriks.house.hurry_wanted):
        press("sync-now")


# -- a large deletion -----------------------------------------------------------------------


def test_a_large_deletion_can_be_looked_at_and_kept(
    screen: SharingScreen, press: Press, couple: Couple
) -> None:
    couple.delete_much()
    look(screen)
    held = screen.page.held
    assert "7 of 9 things were deleted on Maya’s laptop" in words_of(held)
    assert "Topic 3" not in words_of(held)
    press("held-show")
    assert "– Topic 3" in words_of(held)
    press("held-keep")
    assert held.isHidden()
    couple.henrik.sync()
    couple.maya.sync()
    assert live(desk_of(couple.maya)) == live(couple.desk)
    assert len(live(couple.desk)) == 9


def test_a_large_deletion_can_be_followed(
    screen: SharingScreen, press: Press, couple: Couple, heard: Heard
) -> None:
    couple.delete_much()
    look(screen)
    press("held-remove")
    assert screen.page.held.isHidden()
    assert live(couple.desk) == live(desk_of(couple.maya))
    assert heard.said == [("Removed, as on the other laptop.", "")]


# -- what was set aside -----------------------------------------------------------------------


def number_aside(couple: Couple) -> int:
    [aside] = couple.henrik.profile.sync.set_aside(couple.pair)
    return aside.number


def test_what_still_cannot_be_read_stays_set_aside(
    qtbot: QtBot, screen: SharingScreen, press: Press, couple: Couple, heard: Heard
) -> None:
    couple.send_harm()
    look(screen)
    assert "Something on the agenda, from Maya" in words_of(screen.page.aside)
    press(f"aside-try-{number_aside(couple)}")
    qtbot.waitUntil(lambda: bool(heard.said), timeout=10_000)
    assert heard.said == [("It still cannot be read safely. It stays set aside.", "")]
    assert not screen.page.aside.isHidden()


def test_what_was_set_aside_is_deleted_after_a_question(
    screen: SharingScreen, press: Press, couple: Couple, dialogs: AnsweredDialogs
) -> None:
    couple.send_harm()
    look(screen)
    number = number_aside(couple)
    dialogs.yes = False
    press(f"aside-delete-{number}")
    assert not screen.page.aside.isHidden()
    dialogs.yes = True
    press(f"aside-delete-{number}")
    assert screen.page.aside.isHidden()
    assert couple.henrik.profile.sync.status(couple.pair).state == SyncState.UP_TO_DATE
    assert len(dialogs.asked) == 2


# -- concerns ---------------------------------------------------------------------------------


def test_a_concern_is_put_away_once_it_was_seen(
    screen: SharingScreen, press: Press, couple: Couple
) -> None:
    for file in couple.folder.rglob("*.envelopes"):
        file.unlink()
    couple.henrik.sync()
    look(screen)
    status = screen.page.status
    assert status.headline.text() == "Needs attention"
    assert "had forgotten what it once kept" in words_of(status)
    press(f"put-away-{Concern.ROLLED_BACK}")
    assert "had forgotten" not in words_of(status)


# -- laptops and leaving ------------------------------------------------------------------------


def test_a_laptop_is_removed_after_a_question_that_says_what_it_keeps(
    screen: SharingScreen, press: Press, couple: Couple, dialogs: AnsweredDialogs
) -> None:
    other = next(d for d in couple.henrik.profile.sync.devices(couple.pair) if not d.is_this)
    look(screen)
    press(f"remove-{other.id}")
    [asked] = dialogs.asked
    assert "What it has already stays on it" in asked
    assert "It keeps what it had" in words_of(screen.page.devices)
    couple.desk.agenda.add("", "Not for Maya any more")
    couple.henrik.sync()
    couple.maya.sync()
    assert "Not for Maya any more" not in live(desk_of(couple.maya))


def test_leaving_keeps_what_is_here(
    qtbot: QtBot, screen: SharingScreen, press: Press, couple: Couple, heard: Heard
) -> None:
    had = live(couple.desk)
    press("leave-sharing")
    qtbot.waitUntil(lambda: bool(heard.said), timeout=10_000)
    assert "on this laptop only now. Maya is told." in heard.said[0][0]
    couple.maya.sync()
    theirs = couple.maya.profile.sync.devices(couple.maya.line.pair)
    assert [each.is_removed for each in theirs] == [False, True]
    assert screen.page.status.headline.text() == "Not shared"
    assert live(couple.desk) == had


def test_leaving_is_asked_about_first(
    screen: SharingScreen, press: Press, couple: Couple, dialogs: AnsweredDialogs
) -> None:
    dialogs.yes = False
    press("leave-sharing")
    assert "each keep the pair" in dialogs.asked[0]
    assert couple.henrik.profile.shares


def test_a_guest_looks_and_changes_nothing(screen: SharingScreen, couple: Couple) -> None:
    couple.delete_much()
    couple.desk.members.hand_over()
    look(screen)
    shown = {b.objectName() for b in screen.findChildren(QPushButton) if b.isVisible()}
    assert not {name for name in shown if name.startswith(("remove-", "leave", "held-keep"))}
    assert {"sync-now", "held-show"} <= shown
    assert "You" not in words_of(screen.page.parcels).split("\n")


def test_nobody_to_share_with_is_invited_again(
    screen: SharingScreen, press: Press, couple: Couple, heard: Heard
) -> None:
    assert not screen.page.status.invite.isVisible()
    other = next(d for d in couple.henrik.profile.sync.devices(couple.pair) if not d.is_this)
    press(f"remove-{other.id}")
    look(screen)
    said = words_of(screen)
    assert "Shared with nobody now" in said
    assert "By way of the folder “shared”." in said
    assert "No laptop of Maya’s is among those that share it." in said
    assert not screen.page.devices.another.isVisible()
    press("invite-again")
    assert heard.places == [Place(Where.PAIRING)]


def test_another_laptop_is_invited_from_the_list_of_laptops(
    screen: SharingScreen, press: Press, heard: Heard
) -> None:
    press("another-laptop")
    assert heard.places == [Place(Where.PAIRING)]


def test_a_removed_laptop_says_so_and_promises_nothing(
    screen: SharingScreen, press: Press, couple: Couple, heard: Heard
) -> None:
    couple.desk.agenda.add("", "Never sent")
    couple.maya.profile.sync.remove_device(couple.pair, couple.henrik.line.planner.log.me.hex())
    couple.carry()
    look(screen)
    said = words_of(screen)
    assert "no longer among the laptops" in said
    assert "on this laptop only" in said
    assert "go out by" not in said
    assert "goes out by" not in said
    assert not screen.page.status.invite.isVisible()
    assert "No longer with Maya." in said
    shown = {b.objectName() for b in screen.findChildren(QPushButton) if b.isVisible()}
    assert not {name for name in shown if name.startswith(("remove-", "sync-", "another-"))}
    press("answer-invitation")
    assert heard.places == [Place(Where.PAIRING, focus=JOIN)]


def test_whom_nobody_told_of_a_farewell_is_not_said_to_know(
    qtbot: QtBot, screen: SharingScreen, press: Press, couple: Couple, heard: Heard
) -> None:
    couple.folder.rename(couple.folder.with_name("elsewhere"))
    press("leave-sharing")
    qtbot.waitUntil(lambda: bool(heard.said), timeout=10_000)
    assert "could not be told" in heard.said[0][0]


# -- the bytes ----------------------------------------------------------------------------------


def test_the_bytes_are_those_in_the_folder_and_can_be_copied(
    qtbot: QtBot, screen: SharingScreen, press: Press, couple: Couple
) -> None:
    couple.desk.agenda.add("", "A title nobody may read")
    couple.henrik.sync()
    screen.show_place(Place(Where.SHARING, focus=SERVER))
    assert "What can others read there?" in words_of(screen)
    press("copy-bytes")
    copied = bytes.fromhex(QGuiApplication.clipboard().text())
    files = [file.read_bytes() for file in couple.folder.rglob("*.envelopes")]
    assert any(copied in file for file in files)
    view = couple.henrik.profile.sync.server_view(couple.pair)
    assert view is not None
    assert copied == view.whole
    ends = [field.ends for field in view.fields]
    assert [field.begins for field in view.fields] == [0, *ends[:-1]]
    assert ends[-1] == len(view.whole)
    sealed = next(field for field in view.fields if field.is_sealed)
    text = screen.server.bytes.toPlainText()
    assert text.startswith(f"0000  {copied[:2].hex(' ')}")
    assert f"{sealed.begins:04x}  {copied[sealed.begins : sealed.begins + 12].hex(' ')}" in text
    qtbot.keyClick(screen.server, Qt.Key.Key_Escape)
    assert screen.page.isVisible()


def test_settings_is_one_step_back(screen: SharingScreen, press: Press, heard: Heard) -> None:
    press("header-back")
    assert heard.places == [Place(Where.SETTINGS, focus="sharing")]
