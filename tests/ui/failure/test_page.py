"""The page in place of a profile that cannot be opened, over real broken profiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop import bootstrap
from rm_desktop.domain.errors import CannotOpenError, DamagedError, DiskFullError
from rm_desktop.services.start import Start
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.failure.page import FailurePage
from rm_desktop.ui.private.pages import RenewPage
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.workers import Workers
from rm_desktop.vault.keys import MemoryKeyStore

WORDS = "correct horse battery staple"


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers()
    yield workers
    workers.close()


@pytest.fixture
def kept_keys() -> MemoryKeyStore:
    return MemoryKeyStore()


@pytest.fixture
def shown() -> list[Path]:
    return []


@pytest.fixture
def open_page(
    qtbot: QtBot,
    tmp_path: Path,
    workers: Workers,
    dialogs: AnsweredDialogs,
    shown: list[Path],
    kept_keys: MemoryKeyStore,
) -> Callable[[CannotOpenError | None], FailurePage]:
    """Show the page for an error, by default for what opening the profile in tmp_path raises."""

    def open_it(error: CannotOpenError | None = None) -> FailurePage:
        start = Start(tmp_path, kept_keys, bootstrap)
        page = FailurePage(error or failure(tmp_path), start, workers, dialogs, shown.append)
        qtbot.addWidget(page)
        page.resize(1024, 640)
        page.show()
        return page

    return open_it


Opened = Callable[..., FailurePage]


def failure(root: Path) -> CannotOpenError:
    """Return what opening a profile raises."""
    try:
        assert not bootstrap.profile_is_new(root)
        bootstrap.fetch_key(root, MemoryKeyStore())
    except CannotOpenError as error:
        return error
    raise AssertionError("it opened")


def words_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def contents(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in root.iterdir() if p.is_file()}


def test_a_lost_key_is_explained_and_nothing_is_changed(open_page: Opened, tmp_path: Path) -> None:
    bootstrap.create_profile(tmp_path, MemoryKeyStore())
    before = contents(tmp_path)
    page = open_page()
    assert "Your notes are locked" in words_of(page)
    assert "Nothing was changed." in words_of(page)
    assert str(tmp_path) in words_of(page)
    assert contents(tmp_path) == before


def test_a_broken_header_is_explained(open_page: Opened, tmp_path: Path) -> None:
    bootstrap.create_profile(tmp_path, MemoryKeyStore())
    (tmp_path / "workspace.vault.header").write_text("{}")
    page = open_page()
    assert "The data folder is damaged" in words_of(page)
    assert page.unlock is None


def test_the_buttons_do_what_they_say(
    qtbot: QtBot, open_page: Opened, tmp_path: Path, shown: list[Path]
) -> None:
    page = open_page(DiskFullError("There is no room left on the disk.", "Free some space."))
    with qtbot.waitSignal(page.retry_requested):
        qtbot.mouseClick(page.button("Try again"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.button("Show the folder"), Qt.MouseButton.LeftButton)
    assert shown == [tmp_path]
    with qtbot.waitSignal(page.quit_requested):
        qtbot.keyClick(page.button("Quit"), Qt.Key.Key_Space)


def test_the_first_button_has_the_focus(qtbot: QtBot, open_page: Opened) -> None:
    page = open_page(DiskFullError("There is no room left on the disk."))
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.button("Try again"))


def test_another_folder_is_opened_if_it_holds_a_profile(
    qtbot: QtBot, open_page: Opened, tmp_path: Path, dialogs: AnsweredDialogs
) -> None:
    bootstrap.create_profile(tmp_path / "other", MemoryKeyStore())
    bootstrap.create_profile(tmp_path, MemoryKeyStore())
    (tmp_path / "workspace.vault.header").unlink()
    page = open_page()
    dialogs.path = tmp_path / "empty"
    qtbot.mouseClick(page.button("Open another folder…"), Qt.MouseButton.LeftButton)
    assert "There is no profile in" in words_of(page)
    dialogs.path = tmp_path / "other"
    with qtbot.waitSignal(page.folder_chosen) as chosen:
        qtbot.mouseClick(page.button("Open another folder…"), Qt.MouseButton.LeftButton)
    assert chosen.args == [tmp_path / "other"]


def test_the_right_passphrase_unlocks(qtbot: QtBot, open_page: Opened, tmp_path: Path) -> None:
    key = bootstrap.create_profile(tmp_path, MemoryKeyStore(), WORDS)
    page = open_page()
    assert page.unlock is not None
    assert "Nothing was changed." not in words_of(page)
    field = page.unlock.field.field
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClicks(field, WORDS)
    with qtbot.waitSignal(page.key_found, timeout=10_000) as found:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert found.args == [key]


def test_a_wrong_passphrase_is_said_kindly_and_can_be_typed_again(
    qtbot: QtBot, open_page: Opened, tmp_path: Path
) -> None:
    bootstrap.create_profile(tmp_path, MemoryKeyStore(), WORDS)
    page = open_page()
    assert page.unlock is not None
    unlock = page.unlock
    qtbot.keyClicks(unlock.field.field, "wrong")
    qtbot.mouseClick(unlock.button, Qt.MouseButton.LeftButton)
    assert not unlock.button.isEnabled()
    qtbot.waitUntil(lambda: "does not open" in words_of(page), timeout=10_000)
    assert unlock.button.isEnabled()
    assert unlock.field.text() == ""


def test_after_several_wrong_ones_it_rests(qtbot: QtBot, open_page: Opened, tmp_path: Path) -> None:
    bootstrap.create_profile(tmp_path, MemoryKeyStore(), WORDS)
    page = open_page()
    assert page.unlock is not None
    unlock = page.unlock
    for wrong in ("one wrong", "another", "a third"):
        unlock.unlock_requested.emit(wrong)
        qtbot.waitUntil(unlock.field.isEnabled, timeout=10_000)
    assert not unlock.button.isEnabled()
    assert "the next try is in 2 seconds" in words_of(page)
    with qtbot.assertNotEmitted(unlock.unlock_requested):
        unlock.field.submitted.emit("too early")
    qtbot.waitUntil(unlock.button.isEnabled, timeout=5_000)


def with_phrase(root: Path, key: bytes) -> str:
    """Give a profile a recovery phrase, as its settings page does, and return it."""
    profile = bootstrap.open_profile(root, key, peeking=False)
    made = profile.recovery.making()()
    words = profile.recovery.keep(made)
    profile.recovery.confirm({n: words[n - 1] for n in profile.recovery.questions()})
    profile.close()
    return " ".join(words)


def test_a_lost_keyring_is_survived_by_the_phrase(
    qtbot: QtBot, open_page: Opened, tmp_path: Path
) -> None:
    key = bootstrap.create_profile(tmp_path, MemoryKeyStore())
    phrase = with_phrase(tmp_path, key)
    page = open_page()
    page.button("Use the recovery phrase…").click()
    assert page.way_in is not None
    words = page.way_in.findChild(TextArea)
    assert words is not None
    wrong = phrase.split()
    words.setPlainText(" ".join([*wrong[:4], "elefant", *wrong[5:]]))
    page.button("Use the phrase").click()
    qtbot.waitUntil(lambda: "Word 5, “elefant”" in words_of(page), timeout=10_000)
    words.setPlainText(phrase)
    with qtbot.waitSignal(page.key_found, timeout=10_000) as found:
        page.button("Use the phrase").click()
    assert found.args == [key]


def test_a_forgotten_passphrase_is_replaced_by_the_phrase(
    qtbot: QtBot, open_page: Opened, tmp_path: Path
) -> None:
    key = bootstrap.create_profile(tmp_path, MemoryKeyStore(), WORDS)
    phrase = with_phrase(tmp_path, key)
    page = open_page()
    page.button("I forgot it").click()
    assert page.way_in is not None
    way_in = page.way_in
    words = way_in.findChild(TextArea)
    assert words is not None
    words.setPlainText(phrase)
    page.button("Use the phrase").click()
    qtbot.waitUntil(lambda: isinstance(way_in.page, RenewPage), timeout=10_000)
    assert isinstance(way_in.page, RenewPage)
    with qtbot.waitSignal(page.key_found, timeout=10_000) as found:
        way_in.page.chosen.emit("copper meadow lantern oyster")
    assert found.args == [key]
    assert bootstrap.fetch_key(tmp_path, MemoryKeyStore(), "copper meadow lantern oyster") == key


def test_a_damaged_vault_is_replaced_by_its_backup(
    qtbot: QtBot, open_page: Opened, tmp_path: Path, kept_keys: MemoryKeyStore
) -> None:
    key = bootstrap.create_profile(tmp_path, kept_keys)
    profile = bootstrap.open_profile(tmp_path, key, peeking=False)
    profile.backups.make()
    profile.close()
    vault = tmp_path / "workspace.vault"
    vault.write_bytes(vault.read_bytes()[:4096] + bytes(4096))
    page = open_page(DamagedError("The file is damaged.", "Restore a backup."))
    page.button("Restore a backup…").click()
    qtbot.waitUntil(lambda: "What you two share" in words_of(page), timeout=20_000)
    page.button("Look").click()
    qtbot.waitUntil(lambda: "cannot be compared" in words_of(page), timeout=20_000)
    with qtbot.waitSignal(page.retry_requested, timeout=20_000):
        page.button("Restore this backup").click()
    bootstrap.open_profile(tmp_path, key, peeking=False).close()


def test_an_empty_passphrase_is_not_tried(qtbot: QtBot, open_page: Opened, tmp_path: Path) -> None:
    bootstrap.create_profile(tmp_path, MemoryKeyStore(), WORDS)
    page = open_page()
    assert page.unlock is not None
    qtbot.mouseClick(page.unlock.button, Qt.MouseButton.LeftButton)
    assert "Type the passphrase first." in words_of(page)


def test_a_vault_that_vanished_meanwhile_gets_its_own_page(
    qtbot: QtBot, open_page: Opened, tmp_path: Path
) -> None:
    bootstrap.create_profile(tmp_path, MemoryKeyStore(), WORDS)
    page = open_page()
    assert page.unlock is not None
    (tmp_path / "workspace.vault").unlink()
    qtbot.keyClicks(page.unlock.field.field, WORDS)
    qtbot.mouseClick(page.unlock.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "missing from its folder" in words_of(page), timeout=10_000)
    assert page.unlock is None


def test_the_passphrase_can_be_looked_at(qtbot: QtBot, open_page: Opened, tmp_path: Path) -> None:
    bootstrap.create_profile(tmp_path, MemoryKeyStore(), WORDS)
    page = open_page()
    assert page.unlock is not None
    field = page.unlock.field
    eye = next(
        w for w in field.findChildren(QWidget) if w.accessibleName() == "Show the passphrase"
    )
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.field.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide the passphrase"
