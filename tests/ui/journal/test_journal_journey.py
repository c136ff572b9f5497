"""A journey: the first private word, found from anywhere, locked away, and there again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.journal.content import JournalContent
from rm_desktop.ui.journal.screen import JournalScreen
from rm_desktop.ui.places import Place, Where, new_entry
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.panels import Panels
from tests.ui.journal.conftest import WORDS

SECRET = "marmalade"
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panels(qtbot: QtBot, profile: Profile, desk: Desk) -> Iterator[Panels]:
    assert desk.open_pair.id
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    conductor = Conductor(frame, profile, AnsweredDialogs())
    made = Panels(conductor)
    conductor.begin()
    frame.show()
    qtbot.waitExposed(frame)
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    yield made
    conductor.leave()
    conductor.house.close()


def journal_of(panels: Panels) -> JournalScreen:
    screen = panels._conductor.screen  # noqa: SLF001
    assert isinstance(screen, JournalScreen)
    return screen


def content_of(panels: Panels) -> JournalContent:
    content = journal_of(panels).content
    assert content is not None
    return content


def everything_said(root: QWidget) -> str:
    """Every text of every widget, in sight or not, and what a screen reader would hear."""
    said: list[str] = [root.windowTitle()]
    for widget in root.findChildren(QWidget):
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        for name in ("text", "toPlainText", "title"):
            read = getattr(widget, name, None)
            if callable(read):
                said.append(str(read()))
    return "\n".join(said)


def test_the_first_private_word_is_found_locked_away_and_there_again(
    qtbot: QtBot, panels: Panels, profile: Profile
) -> None:
    frame, conductor = panels._conductor.frame, panels._conductor  # noqa: SLF001
    conductor.go(new_entry())
    assert journal_of(panels).gate.panel is not None
    profile.private.open(profile.private.make(WORDS))
    content = content_of(panels)
    QTest.keyClicks(content.panel.title, "Breakfast")
    QTest.keyClick(content.panel.title, Qt.Key.Key_Return)
    QTest.keyClicks(content.panel.pane.edit, f"He likes {SECRET}")

    # found from another screen
    QTest.keyClick(frame, Qt.Key.Key_1, _CTRL)
    assert conductor.place == Place(Where.TODAY)
    panels.open_palette()
    assert [e.icon for e in panels._find(SECRET)] == ["book"]  # noqa: SLF001
    palette, _ = panels._palette or pytest.fail("no palette")  # noqa: SLF001
    palette.field.setText(SECRET)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    page = content_of(panels).opened.page
    assert page is not None
    assert page.page.title == "Breakfast"

    # locked: nothing of it anywhere in the window
    panels.open_palette()
    palette.field.setText(SECRET)
    key = profile.private.key
    profile.private.lock()
    qtbot.waitUntil(lambda: SECRET not in everything_said(frame))
    assert "Breakfast" not in everything_said(frame)
    assert panels._find(SECRET) == []  # noqa: SLF001
    assert frame.windowTitle() == "rm-desktop"

    # and there again
    profile.private.open(key)
    assert content_of(panels).browse.list.rows[0].title == "Breakfast"
    assert SECRET in everything_said(frame)


def test_ctrl_z_takes_back_what_was_done_in_the_journal_only_there(
    panels: Panels, profile: Profile, desk: Desk
) -> None:
    conductor = panels._conductor  # noqa: SLF001
    profile.private.open(profile.private.make(WORDS))
    page = desk.journal.begin(title="Breakfast")
    page.change(tags=("food",))
    desk.journal.pages.leave(page.id)
    conductor.go(new_entry())
    content_of(panels).open(page.id)
    content_of(panels).acts.bin()
    assert desk.journal.count() == 0
    conductor.undo()
    assert desk.journal.count() == 1
    assert conductor.frame.notice == "Undone: Move an entry to the bin"
    desk.agenda.add(desk.open_pair.pair.next_session.id, "A topic")
    conductor.undo()
    assert "A topic" in {item.title for item in desk.open_pair.pair.items.values()}
    QApplication.processEvents()


def test_whoever_it_was_handed_to_sees_and_finds_nothing(
    panels: Panels, profile: Profile, desk: Desk
) -> None:
    profile.private.open(profile.private.make(WORDS))
    page = desk.journal.begin(title="Breakfast", text=SECRET)
    page.rest()
    panels._conductor.go(new_entry())  # noqa: SLF001
    desk.members.hand_over()
    assert journal_of(panels).content is None
    assert panels._find(SECRET) == []  # noqa: SLF001
