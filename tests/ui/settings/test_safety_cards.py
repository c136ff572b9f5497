"""Privacy, backups, bringing in, taking out and erasing, from the settings over a real profile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.backups import Reason
from rm_desktop.domain.entities import WrapUp
from rm_desktop.services.backups import FOLDER
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.services.restore import Preview
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.asked import ChangeOverlay, ProveOverlay
from rm_desktop.ui.private.door import AT_START, door_of
from rm_desktop.ui.restore.flow import RestoreFlow
from rm_desktop.ui.restore.pages import KeyPage, ListPage, PreviewPage
from rm_desktop.ui.restore.words import preview_words
from rm_desktop.ui.screen import Context
from rm_desktop.ui.settings.pair_card import PARTNER, YOU
from rm_desktop.ui.settings.screen import SettingsScreen
from rm_desktop.vault.contents import Lacking
from tests.ui.conftest import Heard

WORDS = "violet harbour tennis anchovy"
OTHER = "copper meadow lantern oyster"


@pytest.fixture
def screen(qtbot: QtBot, context: Context) -> Iterator[SettingsScreen]:
    screen = SettingsScreen(context, lambda _folder: None)
    screen.complete()
    qtbot.addWidget(screen)
    screen.resize(1072, 800)
    screen.show()
    yield screen
    for desk in (screen.data, screen.backups, screen.bring):
        desk.close()
    door_of(context).close()


@pytest.fixture
def opened(profile: Profile, desk: Desk) -> Desk:
    """The desk, its private pages open with one entry in them."""
    profile.private.open(profile.private.make(WORDS))
    page = desk.journal.begin(title="After the budget talk", text="He waited ten seconds.")
    page.rest()
    return desk


def words_of(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def press(widget: QWidget, name: str) -> None:
    found = [b for b in widget.findChildren(QPushButton, name) if b.isVisibleTo(widget)]
    assert found, name
    found[0].click()


# -- privacy ------------------------------------------------------------------------------


def test_the_lock_is_shown_as_it_is(screen: SettingsScreen, opened: Desk, profile: Profile) -> None:
    card = screen.page.privacy
    assert opened.journal.count() == 1
    screen.refresh()
    assert "Open now" in words_of(card)
    assert "Not recoverable yet" in words_of(card)
    profile.private.lock()
    assert "Locked." in words_of(card)
    assert not card.at_start.isEnabled()
    screen.hide()
    profile.private.open(profile.private.fetch(WORDS))
    screen.show()
    assert "Open now" in words_of(card)


def test_open_at_start_and_minutes_are_kept(
    qtbot: QtBot, screen: SettingsScreen, opened: Desk, profile: Profile
) -> None:
    assert opened.journal.count() == 1
    screen.refresh()
    screen.page.privacy.at_start.click()
    qtbot.waitUntil(lambda: profile.private.has_copy, timeout=10_000)
    assert profile.settings.get(AT_START)
    screen.page.privacy.at_start.click()
    qtbot.waitUntil(lambda: not profile.private.has_copy, timeout=10_000)
    screen.page.privacy.minutes.chosen.emit("30")
    assert profile.settings.get("lock_after") == 30


def test_the_passphrase_is_changed_after_the_present_one(
    qtbot: QtBot, screen: SettingsScreen, opened: Desk, profile: Profile, heard: Heard
) -> None:
    assert opened.journal.count() == 1
    screen.refresh()
    screen.page.privacy.change.click()
    prove = screen.findChild(ProveOverlay)
    assert isinstance(prove, ProveOverlay)
    prove.field.unlock_requested.emit("not my passphrase")
    qtbot.waitUntil(lambda: "does not open" in words_of(prove), timeout=10_000)
    prove.field.unlock_requested.emit(WORDS)
    qtbot.waitUntil(lambda: screen.findChild(ChangeOverlay) is not None, timeout=10_000)
    change = screen.findChild(ChangeOverlay)
    assert isinstance(change, ChangeOverlay)
    change.form.chosen.emit(OTHER)
    qtbot.waitUntil(lambda: ("The new passphrase holds from now on.", "") in heard.said)
    profile.private.lock()
    assert profile.private.fetch(OTHER)


def test_a_guest_sees_neither_lock_nor_erasing(screen: SettingsScreen, opened: Desk) -> None:
    opened.members.hand_over()
    for card in (screen.page.privacy, screen.page.bring, screen.page.erase):
        assert not card.isVisible()


def test_a_guest_is_offered_no_copy_of_anything(
    qtbot: QtBot, screen: SettingsScreen, opened: Desk, profile: Profile
) -> None:
    page = screen.page
    assert page.data.export.isVisible()
    press(page.backups, "backups-restore")
    assert screen.findChild(RestoreFlow) is not None
    opened.members.hand_over()
    assert page.isVisible()
    for button in (page.backups.make, page.backups.restore, page.backups.choose, page.data.export):
        assert not button.isVisible()
    assert page.data.show_folder.isVisible()
    screen.show_place(Place(Where.SETTINGS, focus="restore"))
    assert page.isVisible()
    opened.members.hand_over()
    assert page.data.export.isVisible()
    assert page.backups.make.isVisible()
    qtbot.waitUntil(lambda: "no backup yet" in words_of(page.backups), timeout=10_000)
    assert profile.has_backups


def test_the_list_names_only_parts_that_are_there(screen: SettingsScreen, opened: Desk) -> None:
    def listed() -> list[str]:
        buttons = screen.page.anchors.findChildren(QPushButton)
        return [button.text() for button in buttons if button.isVisible()]

    everything = listed()
    assert len(everything) == 10
    opened.members.hand_over()
    assert listed() == ["Appearance", "This pair", "Sharing", "Bin", "Data", "About"]
    bar = screen.page.column.verticalScrollBar()
    for value in range(0, bar.maximum() + 1, 20):
        bar.setValue(value)
        lit = [b for b in screen.page.anchors.findChildren(QPushButton) if b.isChecked()]
        assert [each.isVisible() for each in lit] == [True]
    opened.members.hand_over()
    assert listed() == everything


def test_your_name_is_the_name_of_whoever_has_the_keyboard(
    qtbot: QtBot, screen: SettingsScreen, opened: Desk
) -> None:
    you, partner = screen.page.pair.field(YOU), screen.page.pair.field(PARTNER)
    assert (you.text(), partner.text()) == ("Maya Okafor", "Henrik Berg")
    you.setFocus()
    opened.members.hand_over()
    assert (you.text(), partner.text()) == ("Henrik Berg", "Maya Okafor")
    you.selectAll()
    qtbot.keyClicks(you, "Henrik B.")
    screen.leave()
    pair = opened.open_pair.pair
    assert sorted((pair.mentor.name, pair.mentee.name)) == ["Henrik B.", "Maya Okafor"]
    assert pair.name(opened.open_pair.you) == "Maya Okafor"


# -- backups ------------------------------------------------------------------------------


def test_a_backup_is_made_and_said(
    qtbot: QtBot, screen: SettingsScreen, opened: Desk, profile: Profile
) -> None:
    assert opened.journal.count() == 1
    card = screen.page.backups
    qtbot.waitUntil(lambda: "no backup yet" in words_of(card), timeout=10_000)
    press(card, "backups-make")
    qtbot.waitUntil(lambda: "2 verified copies" in words_of(card), timeout=20_000)
    assert "Private pages: today" in words_of(card)
    assert len(profile.backups.listed()) == 2


def test_a_second_folder_gets_copies_and_a_wrong_one_is_refused(
    qtbot: QtBot,
    screen: SettingsScreen,
    profile: Profile,
    dialogs: AnsweredDialogs,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    card = screen.page.backups
    dialogs.path = profile.backups.folder
    profile.backups.folder.mkdir()
    press(card, "backups-folder")
    assert "in this folder already" in words_of(card)
    dialogs.path = tmp_path_factory.mktemp("stick")
    press(card, "backups-folder")
    qtbot.waitUntil(lambda: str(dialogs.path) in words_of(card), timeout=20_000)
    assert card.choose.text() == "Choose another…"
    qtbot.waitUntil(lambda: bool(list(Path(str(dialogs.path)).iterdir())), timeout=20_000)
    press(card, "backups-folder-drop")
    assert profile.settings.get(FOLDER) == ""


@pytest.mark.parametrize(("vault", "empties"), [("private", "journal"), ("workspace", "share")])
def test_a_backup_that_holds_nothing_says_what_restoring_it_does(vault: str, empties: str) -> None:
    lacks = Lacking({"entry": 2}, 2, 0)
    preview = Preview(vault, 0, Reason.ASKED, {}, 0, lacks, is_other=False)
    said = tuple(preview_words(preview, "Europe/London", date(2026, 11, 26)))
    assert said[0].startswith("It holds nothing: restoring it empties")
    assert empties in said[0]
    assert said[1] == "Missing from it, or different in it: 2 journal entries."


def begin_restore(qtbot: QtBot, screen: SettingsScreen, kind: str) -> RestoreFlow:
    """Look at the newest backup of one of the vaults."""
    press(screen.page.backups, "backups-restore")
    flow = screen.findChild(RestoreFlow)
    assert isinstance(flow, RestoreFlow)
    listed = screen.context.profile.backups.listed()
    copy = next(kept.path for kept in listed if kept.vault == kind)
    qtbot.waitUntil(lambda: copy.exists() and "Look in another" in texts(flow), timeout=10_000)
    page = flow.page
    assert isinstance(page, ListPage)
    page.chosen.emit(copy)
    qtbot.waitUntil(lambda: isinstance(flow.page, PreviewPage), timeout=20_000)
    return flow


def texts(widget: QWidget) -> str:
    return "\n".join(button.text() for button in widget.findChildren(QPushButton))


def test_private_pages_go_back_to_a_backup_and_the_present_is_kept(
    qtbot: QtBot, screen: SettingsScreen, opened: Desk, profile: Profile, heard: Heard
) -> None:
    profile.settle()
    profile.backups.make(Reason.ASKED)
    later = opened.journal.begin(title="Later", text="Written after the backup.")
    later.rest()
    profile.settle()
    flow = begin_restore(qtbot, screen, "private")
    said = words_of(flow)
    assert "It holds 1 journal entry." in said
    assert "Missing from it, or different in it: 1 journal entry." in said
    press(flow, "restore-confirm")
    qtbot.waitUntil(lambda: any("in place" in said for said, _ in heard.said), timeout=20_000)
    assert not profile.private_is_open
    profile.private.open(profile.private.fetch(WORDS))
    assert [row.page.title for row in opened.journal.listed()] == ["After the budget talk"]
    kept = [kept for kept in profile.backups.listed() if kept.reason == Reason.RESTORE]
    assert kept[0].counts == {"entry": 2}


def test_what_two_share_is_restored_with_the_profile_closed(
    qtbot: QtBot, screen: SettingsScreen, profile: Profile, desk: Desk, heard: Heard
) -> None:
    profile.settle()
    profile.backups.make(Reason.ASKED)
    desk.agenda.add(desk.open_pair.pair.next_session.id, "Only in the present")
    flow = begin_restore(qtbot, screen, "workspace")
    assert "1 topic" in words_of(flow)
    press(flow, "restore-confirm")
    qtbot.waitUntil(lambda: bool(heard.reopened), timeout=20_000)
    _, begin = heard.reopened[0]
    screen.hide()
    assert "The backup is in place." in begin()()


def test_a_backup_gives_no_more_tries_than_the_lock(
    qtbot: QtBot, screen: SettingsScreen, opened: Desk, profile: Profile
) -> None:
    assert opened.journal.count() == 1
    profile.settle()
    profile.backups.make(Reason.ASKED)
    profile.private.lock()
    door = door_of(screen.context)
    door.rest.miss()
    press(screen.page.backups, "backups-restore")
    flow = screen.findChild(RestoreFlow)
    assert isinstance(flow, RestoreFlow)
    copy = next(kept.path for kept in profile.backups.listed() if kept.vault == "private")
    flow.page.chosen.emit(copy)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: isinstance(flow.page, KeyPage), timeout=10_000)
    page = flow.page
    assert isinstance(page, KeyPage)
    page.passphrase_given.emit(OTHER)
    page.back_requested.emit()  # leaving it makes it no less of a try
    flow._workers.wait()  # noqa: SLF001
    flow._on_chosen(copy)  # noqa: SLF001
    qtbot.waitUntil(lambda: flow.page is not page and isinstance(flow.page, KeyPage))
    page = flow.page
    assert isinstance(page, KeyPage)
    page.passphrase_given.emit(OTHER)
    qtbot.waitUntil(lambda: door.resting > 0, timeout=10_000)
    assert "Take a breath" in words_of(page)
    page.passphrase_given.emit(WORDS)
    flow._workers.wait()  # noqa: SLF001
    qtbot.wait(20)
    assert flow.page is page
    door.unlock(WORDS)
    assert not door.trying


def test_restoring_is_for_the_owner(screen: SettingsScreen, opened: Desk, profile: Profile) -> None:
    assert profile.has_backups
    screen.refresh()
    press(screen.page.backups, "backups-restore")
    flow = screen.findChild(RestoreFlow)
    assert isinstance(flow, RestoreFlow)
    opened.members.hand_over()
    assert not flow.isVisible()
    assert not screen.page.backups.restore.isVisible()
    screen.show_place(Place(Where.SETTINGS, focus="restore"))
    assert not any(found.isVisible() for found in screen.findChildren(RestoreFlow))
    opened.members.hand_over()
    assert screen.page.backups.restore.isVisible()


# -- in -----------------------------------------------------------------------------------


def journal_folder(parent: Path) -> Path:
    folder = parent / "old journal"
    folder.mkdir()
    (folder / "2025-03-02 First.md").write_text("# First\n\nHow it began.\n", "utf-8")
    (folder / "2025-03-09 Second.md").write_text("# Second\n\nHow it went on.\n", "utf-8")
    (folder / "broken.md").write_bytes(b"\xff\xfe\x00\xd8 not text \x80")
    return folder


def test_a_journal_is_looked_at_before_it_comes_in_and_twice_adds_nothing(
    qtbot: QtBot,
    screen: SettingsScreen,
    opened: Desk,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    screen.refresh()
    card = screen.page.bring
    dialogs.path = journal_folder(tmp_path_factory.mktemp("from"))
    screen.activateWindow()
    card.folder.setFocus()
    press(card, "import-folder")
    qtbot.waitUntil(lambda: "2 new entries" in words_of(card), timeout=20_000)
    assert card.take_in.hasFocus()
    assert "For example: “" in words_of(card)
    assert "Left out: " in words_of(card)
    assert "broken.md" in words_of(card)
    assert opened.journal.count() == 1
    press(card, "import-take-in")
    qtbot.waitUntil(lambda: "2 entries came in." in words_of(card), timeout=20_000)
    assert opened.journal.count() == 3
    assert card.journal.hasFocus()
    press(card, "import-show")
    assert heard.places[-1] == Place(Where.JOURNAL)
    press(card, "import-folder")
    qtbot.waitUntil(lambda: "nothing new" in words_of(card), timeout=20_000)


def test_a_locked_journal_takes_nothing_in_and_a_lock_forgets_the_preview(
    qtbot: QtBot,
    screen: SettingsScreen,
    opened: Desk,
    profile: Profile,
    dialogs: AnsweredDialogs,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert opened.journal.count() == 1
    screen.refresh()
    card = screen.page.bring
    dialogs.path = journal_folder(tmp_path_factory.mktemp("from"))
    press(card, "import-folder")
    qtbot.waitUntil(lambda: "First" in words_of(card), timeout=20_000)
    profile.private.lock()
    assert "First" not in words_of(card)
    assert not card.file.isVisible()
    assert card.unlock.isVisible()


@pytest.mark.parametrize("away", ["locked", "handed over"])
def test_a_preview_that_comes_after_a_lock_names_nothing(
    qtbot: QtBot,
    screen: SettingsScreen,
    opened: Desk,
    profile: Profile,
    dialogs: AnsweredDialogs,
    tmp_path_factory: pytest.TempPathFactory,
    away: str,
) -> None:
    screen.refresh()
    card = screen.page.bring
    dialogs.path = journal_folder(tmp_path_factory.mktemp("from"))
    press(card, "import-folder")
    screen.bring._workers.wait()  # noqa: SLF001
    if away == "locked":
        profile.private.lock()
    else:
        opened.members.hand_over()
        assert not card.isVisible()
    qtbot.wait(50)
    said = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "First" not in said
    assert "Reading" not in said


# -- out ----------------------------------------------------------------------------------


def test_private_pages_leave_on_asking_only_after_the_passphrase(
    qtbot: QtBot,
    screen: SettingsScreen,
    opened: Desk,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert opened.journal.count() == 1
    screen.refresh()
    to = tmp_path_factory.mktemp("exports")
    dialogs.path = to
    card = screen.page.data
    card.export_requested.emit("json")
    qtbot.waitUntil(lambda: len(heard.said) == 1, timeout=20_000)
    assert not any("ten seconds" in path.read_text() for path in to.rglob("*.json"))
    card.private.setChecked(True)
    card.export_requested.emit("json")
    prove = screen.findChild(ProveOverlay)
    assert isinstance(prove, ProveOverlay)
    assert "not be encrypted" in words_of(prove)
    prove.field.unlock_requested.emit(WORDS)
    qtbot.waitUntil(lambda: len(heard.said) == 2, timeout=20_000)
    journal = next(path for path in to.rglob("Journal.json"))
    assert "ten seconds" in json.dumps(json.loads(journal.read_text()))
    assert not card.private.isChecked()


def test_paper_takes_sessions_along_and_the_journal_on_asking(
    qtbot: QtBot,
    screen: SettingsScreen,
    opened: Desk,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    screen.refresh()
    card = screen.page.data
    dialogs.path = tmp_path_factory.mktemp("exports")
    card.export_requested.emit("pdf")
    qtbot.waitUntil(lambda: len(heard.said) == 1, timeout=20_000)
    assert "no session held yet" in heard.said[0][0]
    session = opened.open_pair.pair.next_session.id
    opened.room.start(session)
    opened.room.close(session, WrapUp.DONE)
    card.private.setChecked(True)
    card.export_requested.emit("pdf")
    prove = screen.findChild(ProveOverlay)
    assert isinstance(prove, ProveOverlay)
    prove.field.unlock_requested.emit(WORDS)
    qtbot.waitUntil(lambda: len(heard.said) == 2, timeout=30_000)
    found = sorted(path.name for path in dialogs.path.rglob("*.pdf"))
    assert found[0] == "Journal 2026-11.pdf"
    assert found[1].startswith("Session 01")
    assert all(path.read_bytes().startswith(b"%PDF") for path in dialogs.path.rglob("*.pdf"))


# -- erasing ------------------------------------------------------------------------------


def test_everything_is_erased_after_the_word_was_typed(
    screen: SettingsScreen,
    opened: Desk,
    profile: Profile,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path: Path,
) -> None:
    assert opened.journal.count() == 1
    dialogs.text = "no"
    press(screen.page.erase, "erase-everything")
    assert "relay" in dialogs.asked[-1]
    assert heard.said[-1][0].startswith("Nothing was erased")
    dialogs.text = " Erase "
    press(screen.page.erase, "erase-everything")
    _, begin = heard.reopened[0]
    screen.hide()
    assert begin()().startswith("Erased.")
    assert not list(tmp_path.glob("*.vault*"))


def test_deleting_a_pair_says_who_else_holds_it(
    qtbot: QtBot,
    screen: SettingsScreen,
    profile: Profile,
    desk: Desk,
    dialogs: AnsweredDialogs,
    heard: Heard,
) -> None:
    pair = desk.open_pair.id
    screen.erase.delete_pair()
    assert "relay" in dialogs.asked[0]
    assert pair not in {each.id for each in profile.pairs.listed()}
    qtbot.waitUntil(lambda: any("Erased." in said for said, _ in heard.said), timeout=20_000)


def test_the_phrase_is_reached_from_the_privacy_card(screen: SettingsScreen, heard: Heard) -> None:
    press(screen.page.privacy, "settings-recovery")
    assert heard.places[-1] == Place(Where.RECOVERY)
