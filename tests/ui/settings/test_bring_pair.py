"""An exported pair comes in from the settings: told first, stored after a backup, opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rm_desktop.services.export import Form, export
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.screen import SettingsScreen
from tests.laptop import Laptop
from tests.ui.conftest import Heard


@pytest.fixture
def screen(qtbot: QtBot, context: Context) -> Iterator[SettingsScreen]:
    screen = SettingsScreen(context, lambda _folder: None)
    screen.complete()
    qtbot.addWidget(screen)
    screen.show()
    yield screen
    screen.pairs.close()
    door_of(context).close()


@pytest.fixture
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return another pair of Maya's, exported on another laptop."""
    folder = tmp_path_factory.mktemp("other")
    laptop = Laptop(folder / "profile")
    laptop.meet()
    laptop.desk.members.rename(laptop.desk.open_pair.pair.mentee.id, "Ingrid Dahl")
    laptop.desk.agenda.add("", "A topic of theirs")
    export(laptop.profile, folder / "out", Form.JSON)
    laptop.off()
    return next((folder / "out").glob("*.json"))


def test_it_is_told_backed_up_taken_in_and_opened(
    qtbot: QtBot,
    screen: SettingsScreen,
    profile: Profile,
    dialogs: AnsweredDialogs,
    exported: Path,
) -> None:
    dialogs.path = exported
    screen.page.pair.bring.click()
    assert "Maya Okafor and Ingrid Dahl: " in dialogs.asked[-1]
    assert "1 topic" in dialogs.asked[-1]
    qtbot.waitUntil(lambda: len(profile.pairs.listed()) == 2, timeout=20_000)
    assert profile.desk is not None
    assert profile.desk.open_pair.pair.mentee.name == "Ingrid Dahl"
    assert profile.desk.open_pair.pair.name(profile.desk.open_pair.you) == "Maya Okafor"
    assert {kept.reason for kept in profile.backups.listed()} == {"import"}


def test_no_changes_nothing(
    screen: SettingsScreen, profile: Profile, dialogs: AnsweredDialogs, exported: Path
) -> None:
    dialogs.path, dialogs.yes = exported, False
    screen.page.pair.bring.click()
    assert len(profile.pairs.listed()) == 1
    assert profile.backups.listed() == ()


def test_what_is_no_pair_says_so(
    screen: SettingsScreen, dialogs: AnsweredDialogs, heard: Heard, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "x.json"
    dialogs.path.write_text("{}")
    screen.page.pair.bring.click()
    assert "is no pair that this app exported" in heard.said[-1][0]


def test_a_pair_that_is_here_is_not_brought_in_again(
    qtbot: QtBot,
    screen: SettingsScreen,
    profile: Profile,
    dialogs: AnsweredDialogs,
    heard: Heard,
    exported: Path,
) -> None:
    dialogs.path = exported
    screen.page.pair.bring.click()
    qtbot.waitUntil(lambda: len(profile.pairs.listed()) == 2, timeout=20_000)
    screen.page.pair.bring.click()
    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    assert "here already" in heard.said[-1][0]
