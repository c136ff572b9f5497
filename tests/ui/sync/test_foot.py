"""The line at the rail's foot, and the notice: over two real laptops, in a real window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.sync_state import Attention, Concern, SyncState, SyncStatus
from rm_desktop.domain.sync_words import Reader
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prepare.agenda_card import AgendaCard
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.following import Following
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.panels import Panels
from rm_desktop.ui.sync.foot import Foot
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.search_field import SearchField
from rm_desktop.ui.widgets.status_line import StatusLine
from tests.ui.sync.conftest import Couple

READER = Reader("h", {"h": "Henrik", "m": "Maya"}, 1_000, "Europe/London")


@pytest.fixture
def conductor(qtbot: QtBot, couple: Couple, dialogs: AnsweredDialogs) -> Iterator[Conductor]:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    made = Conductor(frame, couple.henrik.profile, dialogs)
    Following(made)
    made.begin()
    frame.show()
    qtbot.waitExposed(frame)
    yield made
    made.leave()
    made.retire()
    made.house.close()


def line_of(conductor: Conductor) -> StatusLine | None:
    return conductor.frame.rail.findChild(StatusLine, "rail-sharing")


def tell(conductor: Conductor) -> None:
    conductor.desk.open_pair.tell(Changes(frozenset({Kind.SYNC})))


def test_nothing_is_said_before_sharing_is_heard_of(conductor: Conductor) -> None:
    conductor.desk.agenda.add("", "A topic")
    assert line_of(conductor) is None


def test_the_line_follows_and_leads_to_the_page(qtbot: QtBot, conductor: Conductor) -> None:
    tell(conductor)
    qtbot.waitUntil(lambda: line_of(conductor) is not None)
    line = line_of(conductor)
    assert line is not None
    assert line.words.startswith("Up to date at ")
    assert line.accessibleName() == line.words
    conductor.desk.agenda.add("", "A topic")
    qtbot.waitUntil(lambda: line.words == "1 change waiting", timeout=5_000)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert conductor.place.where == Where.SHARING


def test_the_line_goes_when_the_pair_is_shared_no_more(
    qtbot: QtBot, conductor: Conductor, couple: Couple
) -> None:
    tell(conductor)
    qtbot.waitUntil(lambda: line_of(conductor) is not None)
    line = line_of(conductor)
    assert line is not None
    couple.henrik.profile.sync.leave(couple.pair)
    qtbot.waitUntil(line.isHidden, timeout=5_000)


def test_a_place_to_write_says_that_a_removed_laptop_shares_no_longer(
    qtbot: QtBot, conductor: Conductor, couple: Couple
) -> None:
    panels = Panels(conductor)
    conductor.go(Place(Where.PREPARE))
    tell(conductor)
    shown = conductor.frame.findChild(AgendaCard)
    assert shown is not None
    audience = shown.findChild(Audience)
    assert audience is not None
    qtbot.waitUntil(lambda: line_of(conductor) is not None)
    assert audience.accessibleName() == "Shared with Maya"
    couple.maya.profile.sync.remove_device(couple.pair, couple.henrik.line.planner.log.me.hex())
    couple.carry()
    tell(conductor)
    qtbot.waitUntil(lambda: audience.accessibleName() == "No longer shared with Maya")
    panels.open_palette()
    field = conductor.frame.findChild(SearchField, "palette-field")
    titles = conductor.frame.findChild(QListView, "palette-list")
    assert field is not None
    assert titles is not None
    qtbot.keyClicks(field, "invit")
    model = titles.model()
    first = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Invite to this pair" not in first
    assert "I have an invitation" in first
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    conductor.go(Place(Where.TOGETHER))  # made only now
    others = [each for each in conductor.frame.findChildren(Audience) if each.isVisible()]
    assert {each.accessibleName() for each in others} == {"No longer shared with Maya"}
    couple.henrik.profile.sync.leave(couple.pair)
    qtbot.waitUntil(lambda: audience.accessibleName() == "Shared with Maya")


def test_a_large_deletion_is_put_before_a_person_once(
    qtbot: QtBot, conductor: Conductor, couple: Couple
) -> None:
    couple.delete_much()
    tell(conductor)
    qtbot.waitUntil(lambda: bool(conductor.frame.notice))
    assert conductor.frame.notice == (
        "A lot was taken away at once on Maya’s laptop. It is all still here until you have looked."
    )
    line = line_of(conductor)
    assert line is not None
    assert line.words == "Needs attention"
    conductor.frame.hush()
    tell(conductor)
    qtbot.wait(50)
    assert not conductor.frame.notice


def test_it_cuts_no_other_notice_short(qtbot: QtBot, conductor: Conductor, couple: Couple) -> None:
    conductor.frame.say("Topic deleted", "Undo", lambda: None)
    couple.delete_much()
    tell(conductor)
    qtbot.waitUntil(lambda: line_of(conductor) is not None)
    assert conductor.frame.notice == "Topic deleted"
    conductor.frame.hush()
    conductor.house.minute_passed.emit()
    assert conductor.frame.notice.startswith("A lot was taken away at once")


def test_collapsed_the_line_is_its_icon_and_a_tip(qtbot: QtBot, conductor: Conductor) -> None:
    tell(conductor)
    qtbot.waitUntil(lambda: line_of(conductor) is not None)
    line = line_of(conductor)
    assert line is not None
    conductor.frame.resize(1024, 640)
    QApplication.processEvents()
    assert line.toolTip() == line.words
    assert line.width() < 60
    assert line.height() > 30, "the icon is in sight"


def test_a_long_line_takes_two(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_line("offline", "ink-2", "Offline since yesterday, and a few more words")
    tall = line.heightForWidth(184)
    line.show_line("offline", "ink-2", "Offline")
    assert tall > line.heightForWidth(184)


def stands(state: SyncState, *attention: Attention) -> SyncStatus:
    return SyncStatus(state, "https://relay.example", attention=attention)


def test_a_screen_reader_hears_only_that_trouble_begins() -> None:
    foot = Foot()
    states = (
        *(SyncState.CONNECTING, SyncState.UP_TO_DATE, SyncState.WAITING, SyncState.OFFLINE),
        *(SyncState.OFFLINE, SyncState.UP_TO_DATE, SyncState.ATTENTION, SyncState.ATTENTION),
    )
    spoken = [state for state in states if foot.spoken(stands(state))]
    assert spoken == [SyncState.OFFLINE, SyncState.ATTENTION]


def test_each_concern_is_put_once_and_passing_ones_are_not() -> None:
    foot = Foot()
    fork, full = Attention(Concern.FORK, "m", 5), Attention(Concern.FULL, passing=True)
    status = stands(SyncState.ATTENTION, full, fork)
    assert foot.banner(status, READER).startswith("Two histories were shown. ")
    assert not foot.banner(status, READER)
    again = stands(SyncState.ATTENTION, Attention(Concern.FORK, "m", 9))
    assert foot.banner(again, READER)
