"""Maya's window and Henrik's, who has just installed the app: nobody leaves the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop import bootstrap
from rm_desktop.services.profile import Profile
from rm_desktop.services.start import Start
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.pairing.guest_pages import HeardPage, LinkPage, PreviewPage
from rm_desktop.ui.pairing.meeting_pages import DigitsPage, InvitationPage, OutcomePage
from rm_desktop.ui.pairing.screen import PairingScreen
from rm_desktop.ui.pairing.share_page import SharePage
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.welcome.first_run import FirstRun
from rm_desktop.ui.workers import Workers
from rm_desktop.vault.keys import MemoryKeyStore
from tests.pairing import shape


class Window:
    """What one person sees and presses."""

    def __init__(self, qtbot: QtBot, page: QWidget) -> None:
        self.qtbot, self.page = qtbot, page
        self.frame = QWidget()
        QVBoxLayout(self.frame).addWidget(page)
        self.frame.resize(1000, 800)
        self.frame.show()

    def press(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: bool(self._buttons(name)), timeout=8000)
        self._buttons(name)[0].click()

    def _buttons(self, name: str) -> list[QAbstractButton]:
        QApplication.processEvents()
        found = self.page.findChildren(QAbstractButton, name)
        return [each for each in found if each.isVisible() and each.isEnabled()]

    def sees(self, kind: type[QWidget]) -> QWidget:
        self.qtbot.waitUntil(lambda: bool(self._shown(kind)), timeout=12_000)
        return self._shown(kind)[0]

    def _shown(self, kind: type[QWidget]) -> list[QWidget]:
        return [each for each in self.page.findChildren(kind) if each.isVisible()]


@pytest.fixture
def maya(qtbot: QtBot, context: Context) -> Iterator[Window]:
    screen = PairingScreen(context)
    window = Window(qtbot, screen)
    yield window
    window.frame.close()
    if screen.flow is not None:
        screen.flow.close_work()


class Newcomer(Window):
    """Henrik, on his first day with the app."""

    def __init__(self, qtbot: QtBot, root: Path) -> None:
        self.dialogs, self.workers = AnsweredDialogs(), Workers()
        start = Start(root, MemoryKeyStore(), bootstrap)
        self.first = FirstRun(start, self.workers, None, self.dialogs)
        self.begun: list[Profile] = []
        self.said: list[str] = []
        self.first.begun.connect(self.begun.append)
        self.first.joined.connect(self.said.append)
        super().__init__(qtbot, self.first)


@pytest.fixture
def henrik(qtbot: QtBot, tmp_path: Path) -> Iterator[Newcomer]:
    newcomer = Newcomer(qtbot, tmp_path / "henrik")
    yield newcomer
    newcomer.frame.close()
    newcomer.workers.close()
    for profile in newcomer.begun:
        profile.close()


def test_the_two_read_six_digits_and_have_the_same_pair(
    maya: Window, henrik: Newcomer, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    context.desk.agenda.add("", "Short video")
    folder = tmp_path / "shared"
    folder.mkdir()
    screen = maya.page
    assert isinstance(screen, PairingScreen)
    screen.show_place(Place(Where.PAIRING))
    share = maya.sees(SharePage)
    assert isinstance(share, SharePage)
    share.where.show_choice("folder")
    share.show_folder(folder)
    maya.press("pairing-invite")
    invitation = maya.sees(InvitationPage)
    assert isinstance(invitation, InvitationPage)

    henrik.press("welcome-invitation")
    link = henrik.sees(LinkPage)
    assert isinstance(link, LinkPage)
    link.link.setText(invitation.link.text())
    henrik.press("pairing-look")
    henrik.dialogs.path = folder
    henrik.press("pairing-folder")
    henrik.sees(HeardPage)
    henrik.press("pairing-accept")

    here, there = maya.sees(DigitsPage), henrik.sees(DigitsPage)
    assert isinstance(here, DigitsPage)
    assert isinstance(there, DigitsPage)
    assert here.digits.text() == there.digits.text()
    maya.press("pairing-same")
    henrik.press("pairing-same")
    maya.sees(OutcomePage)
    henrik.sees(PreviewPage)
    henrik.press("pairing-agree")
    qtbot.waitUntil(lambda: bool(henrik.begun), timeout=12_000)
    assert henrik.said == ["Shared with Maya now. 1 topic."]
    desk = henrik.begun[0].desk
    assert desk is not None
    assert shape(desk.open_pair.pair) == shape(context.desk.open_pair.pair)
    assert desk.open_pair.pair.name(desk.open_pair.you) == "Henrik Berg"


def test_who_thinks_better_of_it_is_back_at_the_two_names(henrik: Newcomer) -> None:
    henrik.press("welcome-invitation")
    henrik.sees(LinkPage)
    henrik.press("pairing-back")
    assert henrik.first.view.form.isVisible()
    assert not henrik.begun
