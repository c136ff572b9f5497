"""Passages on Together and in the record of a session."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.services.desk import Desk
from rm_desktop.services.private import Private
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.summary.screen import SummaryScreen
from rm_desktop.ui.together.screen import TogetherScreen
from rm_desktop.ui.widgets.label import Label
from tests.ui.conftest import Heard

WORDS = "I was nervous before the first session"


@pytest.fixture
def held(desk: Desk) -> str:
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    desk.room.close(session, WrapUp.DONE)
    return session


@pytest.fixture
def passage(unlocked: Private, desk: Desk, held: str) -> str:
    """Words that Maya showed Henrik."""
    assert unlocked.is_open
    page = desk.journal.begin(session=held)
    page.splice(0, 0, f"{WORDS}, and nobody knew.")
    desk.journal.pages.leave(page.id)
    return desk.passages.share(page.id, WORDS, held).id


@pytest.fixture
def together(qtbot: QtBot, context: Context) -> TogetherScreen:
    screen = TogetherScreen(context)
    screen.complete()
    qtbot.addWidget(screen)
    screen.resize(1072, 900)
    screen.show()
    return screen


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_author_takes_it_back_while_it_is_not_read(
    qtbot: QtBot, passage: str, together: TogetherScreen, desk: Desk, heard: Heard
) -> None:
    assert WORDS in words(together)
    press(qtbot, together, "passage-withdraw")
    assert passage not in desk.open_pair.pair.passages
    assert WORDS not in words(together)
    said = "Taken back. Nobody has read it; backups made meanwhile still hold it."
    assert heard.said[-1][0] == said


def test_the_partner_reads_it_and_then_it_stays(
    qtbot: QtBot, passage: str, together: TogetherScreen, desk: Desk
) -> None:
    desk.members.hand_over()
    before = words(together)
    press(qtbot, together, "passage-read")
    assert WORDS not in before
    assert WORDS in words(together)
    assert desk.open_pair.pair.passages[passage].seen_at
    desk.members.hand_over()
    assert together.findChild(QPushButton, "passage-withdraw") is None


def test_coming_for_a_passage_reads_it(
    qtbot: QtBot, passage: str, together: TogetherScreen, desk: Desk
) -> None:
    together.show_place(Place(Where.TOGETHER, focus=passage))
    QApplication.processEvents()
    assert not desk.open_pair.pair.passages[passage].seen_at  # its author looks
    desk.members.hand_over()
    together.show_place(Place(Where.TOGETHER, focus=passage))
    qtbot.waitUntil(lambda: bool(desk.open_pair.pair.passages[passage].seen_at))
    assert WORDS in words(together)


def test_who_comes_for_a_passage_sees_all_of_it_before_it_counts_as_read(
    qtbot: QtBot, context: Context, unlocked: Private, desk: Desk, held: str
) -> None:
    long = "\n\n".join(f"Paragraph {n} of what I wrote that evening." for n in range(4))
    page = desk.journal.begin(session=held, text=f"{long} {unlocked.is_open}")
    for n in range(4):
        desk.passages.share(page.id, f"{n}\n\n{long}", held)
    wanted = desk.open_pair.pair.shared_passages[1].id
    desk.members.hand_over()
    screen = TogetherScreen(context)
    screen.complete()
    qtbot.addWidget(screen)
    screen.resize(1072, 560)
    screen.show_place(Place(Where.TOGETHER, focus=wanted))
    QApplication.processEvents()
    assert not desk.open_pair.pair.passages[wanted].seen_at  # it is on no screen
    screen.show_place(Place(Where.TOGETHER, focus=wanted))
    screen.show()
    qtbot.waitUntil(lambda: bool(desk.open_pair.pair.passages[wanted].seen_at))
    others = (p for p in desk.open_pair.pair.shared_passages if p.id != wanted)
    assert not any(each.seen_at for each in others)

    def is_whole() -> bool:
        row = screen.overview.passages.row(wanted)
        return row is not None and row.visibleRegion().boundingRect() == row.rect()

    qtbot.waitUntil(is_whole)
    row = screen.overview.passages.row(wanted)
    assert row is not None
    assert "Paragraph 3" in row.row.text
    assert row.height() < screen.overview.column.viewport().height()


def test_without_a_passage_there_is_no_card(together: TogetherScreen) -> None:
    assert "Shared passages" not in words(together)


def test_the_record_of_its_session_lists_it_and_paper_waits_until_it_is_read(
    qtbot: QtBot, context: Context, passage: str, held: str, desk: Desk
) -> None:
    screen = SummaryScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1072, 900)
    screen.show_place(Place(Where.SUMMARY, held))
    screen.show()
    assert WORDS in words(screen)
    assert WORDS not in desk.summaries.markdown(held)
    desk.members.hand_over()
    desk.passages.mark_seen(passage)
    for paper in (desk.summaries.markdown(held), desk.summaries.page(held)):
        assert "Shared passages" in paper
        assert WORDS in paper
        assert "nobody knew" not in paper
