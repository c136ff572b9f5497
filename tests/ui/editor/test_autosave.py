"""Nothing typed is lost, and nobody presses a button for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from rm_desktop.documents.text import TextDocument
from rm_desktop.domain.errors import DiskFullError
from rm_desktop.ui.editor import autosave as module
from rm_desktop.ui.editor.autosave import Autosave
from rm_desktop.ui.editor.pane import NotesPane
from rm_desktop.ui.widgets.label import Label


class Kept(TextDocument):
    """A text whose disk can be full."""

    def __init__(self) -> None:
        super().__init__("notes")
        self.full = False
        self.stored: list[str] = []
        self.indexed = 0

    def save(self) -> bool:
        if self.full:
            raise DiskFullError("There is no room left on the disk.", "Make some room.")
        self.commit()
        self.stored.append(self.text)
        return True

    def rest(self) -> None:
        self.save()
        self.indexed += 1


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_typing_is_stored_while_it_goes_on_and_indexed_when_it_rests(
    qtbot: QtBot, kept: Kept
) -> None:
    autosave = Autosave(lambda: "10:42")
    autosave.attend(kept)
    indexed = kept.indexed
    with qtbot.waitSignal(autosave.saved, timeout=2_000) as saved:
        autosave.touched()
    assert saved.args == ["10:42"]
    assert kept.indexed == indexed
    qtbot.waitUntil(lambda: kept.indexed > indexed, timeout=4_000)


def test_a_partner_who_writes_at_the_same_time_keeps_nothing_from_being_stored(
    qtbot: QtBot, kept: Kept
) -> None:
    autosave = Autosave(lambda: "10:42")
    autosave.attend(kept)
    autosave.hasten(on=True)
    indexed = kept.indexed
    partner = QTimer()
    partner.timeout.connect(lambda: autosave.hasten(on=True))  # as with each key of theirs
    partner.start(5)
    with qtbot.waitSignal(autosave.saved, timeout=5_000):
        autosave.touched()
    assert kept.indexed == indexed, "only once typing rested"


def test_a_full_disk_is_said_and_tried_again(
    qtbot: QtBot, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_MS", 50)
    autosave = Autosave(lambda: "10:42")
    autosave.attend(kept)
    kept.full = True
    with qtbot.waitSignal(autosave.save_failed) as failed:
        autosave.touched()
        autosave.rest()
    assert failed.args == ["There is no room left on the disk. Make some room."]
    kept.full = False
    with qtbot.waitSignal(autosave.saved, timeout=2_000):
        pass
    assert kept.indexed


def test_another_text_does_not_make_it_forget_what_it_owes(
    qtbot: QtBot, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_MS", 50)
    autosave = Autosave(lambda: "10:42")
    autosave.attend(kept)
    autosave.touched()
    kept.full = True
    autosave.attend(Kept())
    kept.full = False
    with qtbot.waitSignal(autosave.saved, timeout=2_000):
        pass
    assert kept.indexed


def test_the_pane_says_when_it_was_saved_and_rests_when_it_is_left(
    qtbot: QtBot, kept: Kept
) -> None:
    pane = NotesPane("Notes", "Shared notes · both of you can write", lambda: "10:42")
    qtbot.addWidget(pane)
    pane.show()
    pane.show_notes(kept)
    said = pane.findChild(Label, "notes-saved")
    assert said is not None
    assert said.isHidden()  # nothing is read out where nothing is said
    qtbot.keyClicks(pane.edit, "typed")
    pane.edit.clearFocus()
    pane.hide()
    assert not said.isHidden()
    assert kept.stored[-1] == "typed"
    assert said.text() == "Saved 10:42"
    kept.full = True
    qtbot.keyClicks(pane.edit, "more")
    pane.rest()
    assert said.text().startswith("Not saved yet. There is no room")
