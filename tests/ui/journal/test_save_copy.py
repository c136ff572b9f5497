"""A private entry leaves its vault after the passphrase, as the file that was named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.journal.content import JournalContent
from rm_desktop.ui.private.asked import ProveOverlay
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.screen import Context
from tests.ui.conftest import Heard

WORDS = "copper otter seventeen lamp"
Shown = Callable[[], JournalContent]
Write = Callable[..., str]


def prove(qtbot: QtBot, content: JournalContent, words: str = WORDS) -> ProveOverlay:
    overlay = content.window().findChild(ProveOverlay)
    assert isinstance(overlay, ProveOverlay)
    overlay.field.unlock_requested.emit(words)
    return overlay


@pytest.mark.parametrize(("ending", "begins"), [("md", b"---"), ("json", b"{"), ("pdf", b"%PDF")])
def test_an_entry_is_saved_after_the_passphrase(
    qtbot: QtBot,
    shown: Shown,
    write: Write,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path: Path,
    ending: str,
    begins: bytes,
) -> None:
    content = shown()
    content.open(write("Mouse", "I waited."))
    dialogs.path = tmp_path / f"mouse.{ending}"
    content.acts.save_entry()
    assert not dialogs.path.exists()
    prove(qtbot, content)
    qtbot.waitUntil(lambda: (f"Saved: mouse.{ending}", "") in heard.said, timeout=10_000)
    assert dialogs.path.read_bytes().startswith(begins)


def test_a_wrong_passphrase_saves_nothing(
    qtbot: QtBot,
    shown: Shown,
    write: Write,
    dialogs: AnsweredDialogs,
    context: Context,
    tmp_path: Path,
) -> None:
    content = shown()
    content.open(write("Mouse", "I waited."))
    dialogs.path = tmp_path / "mouse.md"
    content.acts.save_entry()
    prove(qtbot, content, "copper otter eighteen")
    qtbot.waitUntil(lambda: bool(door_of(context).problem), timeout=10_000)
    assert not dialogs.path.exists()
    assert dialogs.asked == []


def test_what_is_about_a_session_is_saved_together(
    qtbot: QtBot,
    shown: Shown,
    write: Write,
    dialogs: AnsweredDialogs,
    heard: Heard,
    context: Context,
    tmp_path: Path,
) -> None:
    session = context.desk.open_pair.pair.next_session.id
    content = shown()
    write("Elsewhere", "not this")
    content.open(write("Mouse", "I waited.", session=session))
    menu = content.acts.open_menu(QPoint())
    assert "Save all about its session…" in [action.text() for action in menu.actions()]
    menu.close()
    dialogs.path = tmp_path
    content.acts.save_session()
    prove(qtbot, content)
    qtbot.waitUntil(lambda: bool(heard.said), timeout=10_000)
    (folder,) = (path for path in tmp_path.iterdir() if path.name.startswith("Private pages"))
    texts = [path.read_text("utf-8") for path in folder.glob("*Mouse.md")]
    assert len(texts) == 1
    assert not list(folder.glob("*Elsewhere*"))


@pytest.mark.parametrize("what", ["entry", "session"])
def test_a_lock_while_one_looks_for_a_folder_saves_nothing(
    qtbot: QtBot,
    shown: Shown,
    write: Write,
    dialogs: AnsweredDialogs,
    context: Context,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    session = context.desk.open_pair.pair.next_session.id
    content = shown()
    content.open(write("Mouse", "I waited.", session=session))
    to = tmp_path / "out"
    to.mkdir()
    asked: list[str] = []

    def pick(*said: str) -> Path:
        asked.extend(said)
        door_of(context).lock()
        return to / "mouse.pdf" if what == "entry" else to

    monkeypatch.setattr(dialogs, "pick_save", pick)
    monkeypatch.setattr(dialogs, "pick_folder", pick)
    if what == "entry":
        content.acts.save_entry()
    else:
        content.acts.save_session()
    prove(qtbot, content)
    qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    qtbot.wait(10)
    assert not list(to.iterdir())
    assert not any("Mouse" in words for words in asked)


def test_a_lock_before_the_answer_prints_nothing(
    shown: Shown,
    write: Write,
    dialogs: AnsweredDialogs,
    context: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = shown()
    content.open(write("Mouse", "I waited."))

    def ask(*_said: str) -> bool:
        door_of(context).lock()
        return True

    monkeypatch.setattr(dialogs, "ask", ask)
    content.acts.print_entry()
    assert dialogs.printed == []
