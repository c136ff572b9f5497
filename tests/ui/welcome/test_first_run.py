"""First run in the user's words: two names and a beginning; a look around; no keyring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop import bootstrap
from rm_desktop.bootstrap import open_profile
from rm_desktop.domain.entities import Role
from rm_desktop.domain.errors import NoKeyringError
from rm_desktop.services.profile import Profile
from rm_desktop.services.start import Start
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.welcome.first_run import FirstRun
from rm_desktop.ui.workers import Workers
from rm_desktop.vault.keys import KeyStore, MemoryKeyStore

NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it


class NoKeyring(MemoryKeyStore):
    """What a computer without a keyring answers."""

    name = "none"

    def save(self, vault_id: str, key: bytes) -> None:
        raise NoKeyringError("This computer offers no usable keyring.", "Use a passphrase instead.")


class Beginning:
    """A first run on an empty laptop, and what it begins."""

    def __init__(
        self, qtbot: QtBot, root: Path, store: KeyStore, profile: Profile | None = None
    ) -> None:
        self.qtbot = qtbot
        self.workers = Workers()
        self.begun: list[Profile] = []
        start = Start(root, store, bootstrap)
        clock = FakeClock(NOW, "Europe/London")
        self.page = FirstRun(start, self.workers, profile, AnsweredDialogs(), clock)
        self.page.begun.connect(self.begun.append)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 800)
        self.page.show()

    @property
    def profile(self) -> Profile:
        """The profile that was begun."""
        self.qtbot.waitUntil(lambda: bool(self.begun), timeout=10_000)
        return self.begun[0]

    def type_into(self, field: QWidget, text: str) -> None:
        self.qtbot.keyClicks(field, text)

    def type_names(self) -> None:
        self.type_into(self.page.view.form.you.name, "Maya Okafor")
        self.type_into(self.page.view.form.partner.name, "Henrik Berg")

    def begin(self) -> None:
        self.qtbot.mouseClick(self.page.view.begin, Qt.MouseButton.LeftButton)


@pytest.fixture
def beginning(qtbot: QtBot, tmp_path: Path) -> Iterator[Beginning]:
    beginning = Beginning(qtbot, tmp_path / "profile", MemoryKeyStore())
    yield beginning
    finish(beginning)


@pytest.fixture
def without_keyring(qtbot: QtBot, tmp_path: Path) -> Iterator[Beginning]:
    beginning = Beginning(qtbot, tmp_path / "profile", NoKeyring())
    yield beginning
    finish(beginning)


def finish(beginning: Beginning) -> None:
    beginning.workers.close()
    for profile in beginning.begun:
        profile.close()


def test_two_names_and_begin_make_a_pair(beginning: Beginning) -> None:
    beginning.type_names()
    beginning.begin()
    assert beginning.profile.desk is not None
    pair = beginning.profile.desk.open_pair.pair
    assert (pair.mentor.name, pair.mentee.name) == ("Maya Okafor", "Henrik Berg")
    assert pair.next_session.starts == ""


def test_everything_that_was_typed_is_kept(beginning: Beginning) -> None:
    form = beginning.page.view.form
    beginning.type_names()
    beginning.type_into(form.you.wants, "How a budget is decided")
    beginning.type_into(form.partner.gives, "An honest no")
    beginning.type_into(form.first, "saturday 15:00")
    beginning.begin()
    assert beginning.profile.desk is not None
    pair = beginning.profile.desk.open_pair.pair
    assert pair.mentor.wants == "How a budget is decided"
    assert pair.mentee.gives == "An honest no"
    assert pair.next_session.starts == "2026-11-28T15:00"


def test_the_keyboard_alone_is_enough(beginning: Beginning) -> None:
    form, qtbot = beginning.page.view.form, beginning.qtbot
    qtbot.keyClicks(form.you.name, "Maya")
    qtbot.keyClick(form.you.name, Qt.Key.Key_Return)
    qtbot.keyClicks(form.partner.name, "Henrik")
    qtbot.keyClick(form.first, Qt.Key.Key_Return)
    assert beginning.profile.desk is not None


def test_a_missing_name_is_said_at_its_field_and_nothing_is_lost(
    beginning: Beginning, tmp_path: Path
) -> None:
    form = beginning.page.view.form
    beginning.type_into(form.you.name, "Maya Okafor")
    beginning.type_into(form.first, "someday")
    beginning.begin()
    assert "partner" in form.partner.name.accessibleDescription()
    assert "not a date" in form.first.accessibleDescription()
    assert form.typed().name == "Maya Okafor"
    assert form.typed().first == "someday"
    assert not (tmp_path / "profile").exists()


def test_typing_a_date_says_how_it_is_understood(beginning: Beginning) -> None:
    beginning.type_into(beginning.page.view.form.first, "saturday 15:00")
    assert "Saturday 28 Nov, 15:00" in all_text(beginning.page)


def test_examples_follow_the_role(beginning: Beginning) -> None:
    form, qtbot = beginning.page.view.form, beginning.qtbot

    def examples() -> list[str]:
        fields = (form.you.wants, form.you.gives, form.partner.wants, form.partner.gives)
        return [field.placeholderText() for field in fields]

    as_mentor = examples()
    segment = next(b for b in form.findChildren(QPushButton) if "executive" in b.text())
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert form.typed().role == Role.MENTEE
    assert examples() == as_mentor[2:] + as_mentor[:2]
    assert len(set(as_mentor)) == 4


def test_no_passphrase_is_asked_for_where_there_is_a_keyring(beginning: Beginning) -> None:
    beginning.type_names()
    beginning.begin()
    assert beginning.profile.desk is not None
    assert beginning.page.step is None


def test_without_a_keyring_a_passphrase_is_asked_for_and_opens_the_profile(
    without_keyring: Beginning, tmp_path: Path
) -> None:
    without_keyring.type_names()
    without_keyring.begin()
    without_keyring.qtbot.waitUntil(lambda: without_keyring.page.step is not None, timeout=10_000)
    step = without_keyring.page.step
    assert step is not None
    assert "Nobody can reset it" in all_text(without_keyring.page)
    assert "Who are you two" not in all_text(without_keyring.page)
    words = "correct horse battery staple"
    without_keyring.type_into(step.form.first.field, words)
    assert "Strong." in all_text(without_keyring.page)
    without_keyring.type_into(step.form.second.field, words)
    without_keyring.qtbot.keyClick(step.form.second.field, Qt.Key.Key_Return)
    assert without_keyring.profile.desk is not None
    root = tmp_path / "profile"
    key = bootstrap.fetch_key(root, MemoryKeyStore(), words)
    again = open_profile(root, key)
    assert again.desk is not None
    assert again.desk.open_pair.glance.mentor.name == "Maya Okafor"
    again.close()


@pytest.mark.parametrize("at", ["beginning", "without_keyring"])
def test_whoever_joins_is_not_told_that_there_is_no_network(
    request: pytest.FixtureRequest, at: str
) -> None:
    joining: Beginning = request.getfixturevalue(at)
    assert "no network" in all_text(joining.page)
    joining.page.view.invitation.click()
    wanted = "One more step" if at == "without_keyring" else "Paste the link"
    joining.qtbot.waitUntil(lambda: wanted in all_text(joining.page), timeout=10_000)
    assert "no network" not in all_text(joining.page)
    assert "sealed on the way" in all_text(joining.page)
    joining.page.view.show_step(None)
    assert "no network" in all_text(joining.page)


def test_a_slip_in_the_passphrase_is_said_before_anything_is_made(
    without_keyring: Beginning, tmp_path: Path
) -> None:
    without_keyring.type_names()
    without_keyring.begin()
    without_keyring.qtbot.waitUntil(lambda: without_keyring.page.step is not None, timeout=10_000)
    step = without_keyring.page.step
    assert step is not None
    for first, second, words in (
        ("monkey", "monkey", "Easy to guess"),
        ("correct horse battery staple", "correct horse", "not the same"),
    ):
        step.form.first.clear()
        step.form.second.clear()
        without_keyring.type_into(step.form.first.field, first)
        without_keyring.type_into(step.form.second.field, second)
        without_keyring.qtbot.mouseClick(step.form.use, Qt.MouseButton.LeftButton)
        assert words in all_text(without_keyring.page)
    without_keyring.qtbot.mouseClick(step.back, Qt.MouseButton.LeftButton)
    assert without_keyring.page.view.form.isVisible()
    assert without_keyring.page.view.form.typed().name == "Maya Okafor"
    assert not (tmp_path / "profile" / "workspace.vault").exists()


def test_a_disk_that_refuses_is_said_and_everything_typed_stays(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    beginning = Beginning(qtbot, tmp_path / "file", MemoryKeyStore())
    beginning.type_names()
    beginning.begin()
    view = beginning.page.view
    qtbot.waitUntil(lambda: view.form.isEnabled() and "folder" in all_text(view), timeout=10_000)
    assert view.form.typed().partner == "Henrik Berg"
    assert beginning.begun == []
    finish(beginning)


def test_a_look_around_opens_the_sample_pair_and_is_thrown_away(
    beginning: Beginning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    beginning.qtbot.mouseClick(beginning.page.view.sample, Qt.MouseButton.LeftButton)
    profile = beginning.profile
    assert profile.desk is not None
    assert profile.desk.open_pair.glance.next_number == 6
    folder = profile.ports.vault().path.parents[1]
    assert folder.exists()
    assert not (tmp_path / "profile").exists()
    finish(beginning)
    beginning.begun.clear()
    del profile
    assert_gone(folder)


def assert_gone(folder: Path) -> None:
    import gc

    gc.collect()
    assert not folder.exists()


def test_a_profile_without_a_pair_gets_one(qtbot: QtBot, tmp_path: Path) -> None:
    store = MemoryKeyStore()
    key = bootstrap.create_profile(tmp_path / "profile", store)
    opened = open_profile(tmp_path / "profile", key, clock=FakeClock(NOW, "Europe/London"))
    beginning = Beginning(qtbot, tmp_path / "profile", store, opened)
    beginning.type_names()
    beginning.begin()
    assert beginning.profile is opened
    assert opened.desk is not None
    finish(beginning)


def all_text(widget: QWidget) -> str:
    """Return every word a person can see in a widget."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_private_pages_of_the_first_sitting_may_open_at_the_next_start(
    beginning: Beginning,
) -> None:
    beginning.type_names()
    beginning.begin()
    assert beginning.profile.private.store is beginning.page._start.key_store  # noqa: SLF001
