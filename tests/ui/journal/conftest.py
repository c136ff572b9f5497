"""The journal of Maya, unlocked, and hands to write in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from rm_desktop.services.journal import Journal
from rm_desktop.services.profile import Profile
from rm_desktop.ui.journal.content import JournalContent
from rm_desktop.ui.journal.screen import JournalScreen
from rm_desktop.ui.screen import Context

WORDS = "copper otter seventeen lamp"

Write = Callable[..., str]


@pytest.fixture
def journal(profile: Profile, context: Context) -> Journal:
    profile.private.open(profile.private.make(WORDS))
    return context.desk.journal


@pytest.fixture
def write(journal: Journal) -> Write:
    def written(title: str, text: str = "", *, day: date | None = None, session: str = "") -> str:
        page = journal.begin(title=title, day=day, session=session)
        page.splice(0, 0, text)
        page.rest()
        journal.pages.leave(page.id)
        return page.id

    return written


@pytest.fixture
def screen(qtbot: QtBot, context: Context, journal: Journal) -> Iterator[JournalScreen]:
    assert journal.count() == 0
    made = JournalScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    yield made
    made.leave()


@pytest.fixture
def shown(qtbot: QtBot, screen: JournalScreen) -> Callable[[], JournalContent]:
    """Bring the screen to the front, as it is found by then, and return its content."""

    def content() -> JournalContent:
        screen.show()
        qtbot.waitExposed(screen)
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        assert screen.content is not None
        return screen.content

    return content
