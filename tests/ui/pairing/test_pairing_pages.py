"""What the two people see and press while their laptops are joined; each page in its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.services.hosting import Hosting
from rm_desktop.services.joining import Joining
from rm_desktop.services.pairing import Pairings
from rm_desktop.services.spaces import Place as Meeting
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.pairing.guest_pages import HeardPage, LinkPage, PreviewPage
from rm_desktop.ui.pairing.meeting_pages import (
    DigitsPage,
    EndedPage,
    InvitationPage,
    OutcomePage,
)
from rm_desktop.ui.pairing.screen import PairingScreen
from rm_desktop.ui.pairing.share_page import SharePage
from rm_desktop.ui.places import JOIN, Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.widgets.label import Label
from tests.laptop import Laptop
from tests.pairing import HENRIK_ALONE, act_once, go_on, stage_of
from tests.ui.conftest import Heard


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def henrik(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "henrik", seed=8)
    laptop.name_ids("henriks")
    yield laptop
    laptop.off()


@pytest.fixture
def screen(qtbot: QtBot, context: Context) -> Iterator[PairingScreen]:
    window = QWidget()
    qtbot.addWidget(window)
    screen = PairingScreen(context)
    QVBoxLayout(window).addWidget(screen)
    window.resize(1000, 800)
    window.show()
    yield screen
    window.close()


def page_of(screen: PairingScreen) -> object:
    assert screen.flow is not None
    return screen.flow.page


def press(screen: PairingScreen, name: str) -> None:
    QApplication.processEvents()
    buttons = [b for b in screen.findChildren(QAbstractButton, name) if b.isVisible()]
    assert len(buttons) == 1, name
    buttons[0].click()


def wait_for(qtbot: QtBot, screen: PairingScreen, kind: type) -> None:
    qtbot.waitUntil(lambda: isinstance(page_of(screen), kind), timeout=8000)


def words_of(screen: PairingScreen) -> str:
    QApplication.processEvents()
    labels = screen.findChildren(Label)
    return "\n".join(label.text() for label in labels if label.isVisible())


def invited(qtbot: QtBot, screen: PairingScreen, folder: Path) -> Hosting:
    screen.show_place(Place(Where.PAIRING))
    page = page_of(screen)
    assert isinstance(page, SharePage)
    page.where.show_choice("folder")
    page.show_folder(folder)
    press(screen, "pairing-invite")
    wait_for(qtbot, screen, InvitationPage)
    assert screen.flow is not None
    course = screen.flow.course
    assert isinstance(course, Hosting)
    return course


def answered(qtbot: QtBot, screen: PairingScreen, laptop: Laptop, folder: Path) -> Joining:
    hosting = invited(qtbot, screen, folder)
    guest = Pairings(laptop.profile).look_at(hosting.link, folder)
    act_once(guest)
    guest.accept()

    def both() -> bool:
        act_once(guest)
        return isinstance(page_of(screen), DigitsPage) and bool(guest.digits)

    qtbot.waitUntil(both, timeout=8000)
    return guest


def test_the_host_sees_the_link_the_time_and_the_digits(
    qtbot: QtBot, screen: PairingScreen, henrik: Laptop, folder: Path
) -> None:
    hosting = invited(qtbot, screen, folder)
    page = page_of(screen)
    assert isinstance(page, InvitationPage)
    assert page.link.text() == hosting.link
    assert "until tomorrow 14:00" in words_of(screen)
    assert f"You meet in the folder {folder}." in words_of(screen)
    press(screen, "pairing-copy")
    assert QApplication.clipboard().text() == hosting.link
    assert page.said == "Copied."


def test_the_invitation_as_a_file_opens_at_the_other_side(
    qtbot: QtBot,
    screen: PairingScreen,
    folder: Path,
    tmp_path: Path,
    dialogs: AnsweredDialogs,
    henrik: Laptop,
) -> None:
    hosting = invited(qtbot, screen, folder)
    dialogs.path = tmp_path / "Invitation.rm-invitation"
    press(screen, "pairing-save")
    from rm_desktop.services.pairing import invitation_file

    joining = Pairings(henrik.profile).look_at(invitation_file(dialogs.path), folder)
    act_once(joining)
    assert joining.host == "Maya Okafor"
    assert hosting.stage == "answer"


def test_yes_on_both_sides_lets_the_guest_in(
    qtbot: QtBot, screen: PairingScreen, henrik: Laptop, folder: Path
) -> None:
    guest = answered(qtbot, screen, henrik, folder)
    page = page_of(screen)
    assert isinstance(page, DigitsPage)
    assert page.digits.text().replace(" ", "") == guest.digits
    press(screen, "pairing-same")
    guest.confirm()
    wait_for(qtbot, screen, OutcomePage)
    assert "Henrik’s laptop is let in" in words_of(screen)
    go_on(guest, until="preview")


def test_the_card_and_its_buttons_keep_still_from_step_to_step(
    qtbot: QtBot, screen: PairingScreen, henrik: Laptop, folder: Path
) -> None:
    invited(qtbot, screen, folder)
    QApplication.processEvents()
    assert screen.flow is not None
    stood = screen.flow.height(), foot_of(screen)
    course = screen.flow.course
    assert isinstance(course, Hosting)
    guest = Pairings(henrik.profile).look_at(course.link, folder)
    act_once(guest)
    guest.accept()

    def compared() -> bool:
        act_once(guest)
        return isinstance(page_of(screen), DigitsPage)

    qtbot.waitUntil(compared, timeout=8000)
    QApplication.processEvents()
    assert (screen.flow.height(), foot_of(screen)) == stood
    press(screen, "pairing-differ")
    wait_for(qtbot, screen, EndedPage)
    QApplication.processEvents()
    assert (screen.flow.height(), foot_of(screen)) == stood


def foot_of(screen: PairingScreen) -> int:
    """Where the lowest button of the page ends."""
    buttons = [b for b in screen.findChildren(QAbstractButton) if b.isVisible()]
    return max(b.mapTo(screen, b.rect().bottomLeft()).y() for b in buttons)


def test_no_ends_it_with_a_word_on_what_to_do(
    qtbot: QtBot, screen: PairingScreen, henrik: Laptop, folder: Path, heard: Heard
) -> None:
    guest = answered(qtbot, screen, henrik, folder)
    press(screen, "pairing-differ")
    wait_for(qtbot, screen, EndedPage)
    assert "another way" in words_of(screen)
    assert screen.flow is not None
    qtbot.waitUntil(lambda: screen.flow is not None and stage_of(screen.flow.course) == "done")  # type: ignore[arg-type]
    act_once(guest)
    assert guest.ended
    press(screen, "pairing-again")
    assert isinstance(page_of(screen), SharePage)


def test_an_address_that_is_none_is_said_and_what_was_typed_stays(
    qtbot: QtBot, screen: PairingScreen
) -> None:
    screen.show_place(Place(Where.PAIRING))
    page = page_of(screen)
    assert isinstance(page, SharePage)
    page.address.setText("http://relay.example")
    press(screen, "pairing-invite")
    assert "no address" in page.said
    assert page.address.text() == "http://relay.example"


def test_a_person_who_looks_elsewhere_is_called_back(
    qtbot: QtBot, screen: PairingScreen, henrik: Laptop, folder: Path, heard: Heard
) -> None:
    hosting = invited(qtbot, screen, folder)
    screen.hide()
    guest = Pairings(henrik.profile).look_at(hosting.link, folder)
    act_once(guest)
    guest.accept()

    def called() -> bool:
        act_once(guest)
        return bool(heard.said)

    qtbot.waitUntil(called, timeout=8000)
    assert heard.said == [("Compare six digits", "Show")]
    heard.press_action()
    assert heard.places == [Place(Where.PAIRING)]


def test_the_guest_sees_what_comes_and_brings_topics_along(
    qtbot: QtBot,
    screen: PairingScreen,
    context: Context,
    henrik: Laptop,
    folder: Path,
    dialogs: AnsweredDialogs,
    heard: Heard,
) -> None:
    """Here Maya is the guest, and Henrik's laptop invites."""
    host_desk = henrik.profile.create_pair(*HENRIK_ALONE)
    host_desk.agenda.add("", "What the board asks")
    context.desk.agenda.add("", "Short video")
    host = Pairings(henrik.profile).invite(host_desk.open_pair.id, f"folder:{folder}")
    go_on(host, until="answer")
    screen.show_place(Place(Where.PAIRING, focus=JOIN))
    page = page_of(screen)
    assert isinstance(page, LinkPage)
    page.link.setText(host.link)
    press(screen, "pairing-look")
    assert "Choose that folder" in page.said
    dialogs.path = folder
    press(screen, "pairing-folder")
    wait_for(qtbot, screen, HeardPage)
    assert "Henrik Berg invites you" in words_of(screen)
    press(screen, "pairing-accept")

    def compared() -> bool:
        act_once(host)
        return isinstance(page_of(screen), DigitsPage) and host.stage == "compare"

    qtbot.waitUntil(compared, timeout=8000)
    press(screen, "pairing-same")
    host.confirm()

    def previewed() -> bool:
        act_once(host)
        return isinstance(page_of(screen), PreviewPage)

    qtbot.waitUntil(previewed, timeout=8000)
    preview = page_of(screen)
    assert isinstance(preview, PreviewPage)
    assert "1 topic" in words_of(screen)
    preview.source.chosen.emit(context.desk.open_pair.id)
    press(screen, "pairing-agree")
    qtbot.waitUntil(lambda: bool(heard.said), timeout=8000)
    assert "1 topic of yours came along" in heard.said[-1][0]
    desk = context.profile.desk
    assert desk is not None
    assert desk.open_pair.id == host.pair
    titles = {item.title for item in desk.open_pair.pair.items.values()}
    assert titles == {"What the board asks", "Short video"}


def test_words_that_are_no_invitation_are_said_at_the_field(
    qtbot: QtBot, screen: PairingScreen, heard: Heard
) -> None:
    screen.show_place(Place(Where.PAIRING, focus=JOIN))
    page = page_of(screen)
    assert isinstance(page, LinkPage)
    page.link.setText("hello")
    press(screen, "pairing-look")
    assert "This is no invitation." in words_of(screen)
    press(screen, "pairing-back")
    assert heard.places == [Place(Where.SETTINGS)]


def test_a_pair_that_is_shared_says_where_the_next_laptop_will_meet_it(
    screen: PairingScreen, context: Context, folder: Path, heard: Heard
) -> None:
    context.profile.sync.begin(context.desk.open_pair.id, Meeting(f"folder:{folder}"))
    screen.show_place(Place(Where.PAIRING))
    said = words_of(screen)
    assert str(folder) in said
    assert "Who else opens the folder sees" in said
    assert "A relay sees" not in said
    press(screen, "pairing-back")
    assert heard.places == [Place(Where.SHARING)]
