"""A private vault that cannot be opened: each way looks its own and offers what helps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain import errors
from rm_desktop.services.desk import Desk
from rm_desktop.services.private import PrivateState
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.pages import PhrasePage
from rm_desktop.ui.private.panel import LockPanel
from rm_desktop.ui.private.shown import Shown, what_to_show
from rm_desktop.ui.private.trouble import Help, help_words, trouble_of
from rm_desktop.ui.screen import Context
from rm_desktop.vault.header import header_path
from tests.ui.conftest import Heard

WORDS = "violet harbour tennis anchovy"
OTHER = "copper meadow lantern oyster"
SIX = (
    errors.KeyNotFoundError,
    errors.WrongKeyError,
    errors.DamagedError,
    errors.PartlyReadableError,
    errors.DiskFullError,
    errors.ReadOnlyError,
)


@pytest.fixture
def panel(qtbot: QtBot, context: Context) -> Iterator[LockPanel]:
    made = LockPanel(context, "Your journal is for you alone.")
    qtbot.addWidget(made)
    made.resize(560, 600)
    made.show()
    yield made
    door_of(context).close()


@pytest.fixture
def written(profile: Profile, desk: Desk) -> Path:
    """The path of a private vault with entries in it, locked."""
    profile.private.open(profile.private.make(WORDS))
    for n in range(30):
        desk.journal.begin(title=f"Entry {n}", text=f"What I thought on day {n}. " * 40).rest()
    profile.private.lock()
    return profile.private.path


def words_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def press(panel: LockPanel, each: Help) -> None:
    button = panel.findChild(QPushButton, f"private-{each}")
    assert isinstance(button, QPushButton)
    button.click()


def shown(panel: LockPanel) -> Shown:
    return panel.shown


def test_the_six_states_differ_and_each_offers_a_way_on() -> None:
    pages = [trouble_of(kind("What.", "Then."), has_phrase=True, has_key=True) for kind in SIX]
    assert len({page.title for page in pages}) == 6
    assert len({(page.icon, page.helps) for page in pages}) == 6
    assert all(page.helps and page.sentence == "What." for page in pages)
    assert len({help_words(each) for each in Help}) == len(Help)


def test_what_cannot_help_is_not_offered() -> None:
    lost = trouble_of(errors.KeyNotFoundError("What."), has_phrase=False, has_key=False)
    assert Help.PHRASE not in lost.helps
    assert lost.helps[0] == Help.TYPE_IT  # asking the keyring again is no way in
    damaged = trouble_of(errors.DamagedError("What."), has_phrase=True, has_key=False)
    assert Help.SALVAGE not in damaged.helps
    assert damaged.helps[0] == Help.RESTORE


@pytest.mark.parametrize("state", PrivateState)
def test_a_guest_learns_nothing_of_the_vault(state: PrivateState) -> None:
    assert what_to_show(state, is_home=False, has_trouble=True, holds_key=True) == Shown.GUEST


def test_a_damaged_vault_is_named_untouched_and_saved_as_far_as_it_goes(
    qtbot: QtBot,
    context: Context,
    panel: LockPanel,
    written: Path,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    content = bytearray(written.read_bytes())
    content[4096:8192] = bytes(4096)
    written.write_bytes(content)
    door_of(context).unlock(WORDS)
    qtbot.waitUntil(lambda: shown(panel) == Shown.TROUBLE, timeout=20_000)
    assert "damaged" in words_of(panel)
    assert "Nothing was changed" in words_of(panel)
    assert written.read_bytes() == bytes(content)
    dialogs.path = tmp_path_factory.mktemp("saved") / "new"
    press(panel, Help.SALVAGE)
    qtbot.waitUntil(
        lambda: "was damaged." in words_of(panel) or "were damaged." in words_of(panel),
        timeout=60_000,
    )
    assert written.read_bytes() == bytes(content)
    press(panel, Help.RESTORE)
    assert heard.places[-1] == Place(Where.SETTINGS, focus="restore")


def test_pages_whose_files_are_gone_are_missed_before_new_ones_are_made(
    qtbot: QtBot,
    context: Context,
    written: Path,
    panel: LockPanel,
    dialogs: AnsweredDialogs,
    heard: Heard,
) -> None:
    away = written.with_name("away")
    away.mkdir()
    files = (written, header_path(written))
    for path in files:
        path.rename(away / path.name)
    panel.show_door()
    assert shown(panel) == Shown.TROUBLE
    assert "Restore a backup" in words_of(panel)
    press(panel, Help.RESTORE)
    assert heard.places[-1] == Place(Where.SETTINGS, focus="restore")
    dialogs.yes = False
    press(panel, Help.BEGIN_ANEW)
    assert shown(panel) == Shown.TROUBLE
    for path in files:
        (away / path.name).rename(path)
    press(panel, Help.RETRY)
    assert shown(panel) == Shown.UNLOCK
    for path in files:
        path.unlink()
    panel.show_door()
    dialogs.yes = True
    press(panel, Help.BEGIN_ANEW)
    assert shown(panel) == Shown.SET_UP
    door_of(context).make(OTHER)
    qtbot.waitUntil(lambda: shown(panel) == Shown.CONTENT, timeout=20_000)


def test_a_broken_header_is_no_wrong_passphrase(
    qtbot: QtBot, context: Context, panel: LockPanel, written: Path
) -> None:
    header = written.with_name(f"{written.name}.header")
    header.write_bytes(header.read_bytes()[:-20])
    door = door_of(context)
    door.unlock(WORDS)
    qtbot.waitUntil(lambda: shown(panel) == Shown.TROUBLE, timeout=20_000)
    assert not door.resting
    press(panel, Help.RETRY)
    assert shown(panel) == Shown.UNLOCK


def test_a_vault_with_another_header_says_that_the_key_does_not_fit(
    qtbot: QtBot, context: Context, panel: LockPanel, written: Path, tmp_path: Path
) -> None:
    from rm_desktop.vault.founding import found

    found(tmp_path / "other.vault", passphrase=OTHER).close()
    other = (tmp_path / "other.vault.header").read_bytes()
    written.with_name(f"{written.name}.header").write_bytes(other)
    door_of(context).unlock(OTHER)
    qtbot.waitUntil(lambda: shown(panel) == Shown.TROUBLE, timeout=20_000)
    assert not context.profile.private_is_open


def test_a_forgotten_passphrase_is_replaced_by_the_phrase(
    qtbot: QtBot, context: Context, panel: LockPanel, written: Path
) -> None:
    assert written.exists()
    private, recovery = context.profile.private, context.profile.recovery
    private.open(private.fetch(WORDS))
    phrase = " ".join(recovery.keep(recovery.making()()))
    private.lock()
    forgot = panel.findChild(QPushButton, "private-forgot")
    assert isinstance(forgot, QPushButton)
    forgot.click()
    assert shown(panel) == Shown.PHRASE
    door = door_of(context)
    page = panel.page
    assert isinstance(page, PhrasePage)
    door.recover(phrase.rpartition(" ")[0])
    qtbot.waitUntil(lambda: not door.trying, timeout=20_000)
    assert page.words.hasFocus()  # not “Back”, where Enter drops the words
    door.recover(phrase)
    qtbot.waitUntil(lambda: shown(panel) == Shown.RENEW, timeout=20_000)
    assert not private.is_open
    door.renew(OTHER)
    qtbot.waitUntil(lambda: shown(panel) == Shown.CONTENT, timeout=20_000)
    private.lock()
    assert private.fetch(OTHER)


def test_a_lock_while_the_passphrase_is_tried_stays_a_lock(
    qtbot: QtBot, context: Context, panel: LockPanel, written: Path
) -> None:
    assert written.exists()
    door = door_of(context)
    door.unlock(WORDS)
    assert door.trying
    context.desk.members.hand_over()
    door.forget()
    qtbot.wait(1500)
    assert not context.profile.private_is_open
    assert shown(panel) == Shown.GUEST
