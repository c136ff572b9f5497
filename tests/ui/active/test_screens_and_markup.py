"""No screen of the app takes what was typed for markup, wherever it stands (D30)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.entities import Role
from rm_desktop.domain.journal import Page
from rm_desktop.services.journal_import import new_text
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.vault.keys import MemoryKeyStore
from tests.ui.active.canaries import Canaries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the picture is watched by inotify")
NOW = datetime.fromisoformat("2026-11-26T14:00")


@pytest.fixture
def hostile(canaries: Canaries, tmp_path: Path) -> Iterator[Profile]:
    """A pair and a journal in which every text is markup, shown in the app itself."""
    key = create_profile(tmp_path / "profile", MemoryKeyStore())
    clock = FakeClock(NOW, "Europe/London")
    profile = open_profile(tmp_path / "profile", key, clock=clock, rng=Random(7), peeking=False)
    evil = f"<img src='{canaries.file}'><a href='{canaries.web}'>x</a>"
    desk = profile.create_pair(
        Person(f"Maya{evil}", Role.MENTOR, evil, evil),
        Person(f"Henrik{evil}", Role.MENTEE, evil, evil),
    )
    session = desk.open_pair.pair.next_session.id
    for place in (session, session, ""):
        item = desk.agenda.add(place, evil)
        desk.agenda.edit(item, outcome=evil)
        notes = desk.notes(item)
        notes.splice(0, 0, evil)
        notes.rest()
    desk.sessions.rename(session, evil)
    desk.actions.add(evil, owner=desk.open_pair.you)
    desk.together.set_purpose(evil)
    desk.together.add_objective(evil, desk.open_pair.you)
    private = profile.private
    private.open(private.make("copper otter seventeen"))
    page = Page("a1", title=evil, written="2026-11-26T14:05", tags=(evil,))
    private.vault().add_texts([new_text(page, f"{evil}\n\n![]({canaries.file})")])
    yield profile
    profile.close()


def test_no_screen_takes_what_was_typed_for_markup(
    canaries: Canaries, hostile: Profile, qtbot: QtBot
) -> None:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    conductor = Conductor(frame, hostile, AnsweredDialogs())
    conductor.begin()
    frame.show()
    for where in Where:
        conductor.go(Place(where))
        qtbot.wait(1)
        frame.grab()
        for widget in frame.findChildren(QWidget):
            assert not QtGui.Qt.mightBeRichText(widget.toolTip()), widget.toolTip()
            if isinstance(widget, QLabel) and widget.isVisible():
                is_plain = widget.textFormat() == Qt.TextFormat.PlainText
                assert is_plain or not QtGui.Qt.mightBeRichText(widget.text()), widget.text()
        assert "<" not in frame.windowTitle()
    conductor.leave()
    conductor.house.close()
    canaries.are_untouched()
