"""The screen over a real profile, as a person sees and uses it."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.services.desk import Desk
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.together.kept_area import REST_MS
from rm_desktop.ui.together.passage import Passage
from rm_desktop.ui.together.screen import TogetherScreen
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.label import Label
from tests.ui.conftest import Heard

DAY = 86_400


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> TogetherScreen:
    screen = TogetherScreen(context)
    screen.complete()
    qtbot.addWidget(screen)
    screen.resize(1072, 800)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    return screen


def words(widget: QWidget) -> str:
    labels = (label for label in widget.findChildren(Label) if label.isVisibleTo(widget))
    return "\n".join(label.text() for label in labels)


def press(widget: QWidget, name: str) -> None:
    QApplication.processEvents()  # a layout shows what was added a moment later
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    assert found.isVisibleTo(widget)
    found.click()


def write(qtbot: QtBot, passage: Passage, text: str) -> None:
    """Write with the keyboard only, in place of what is there."""
    qtbot.keyClick(passage.face, Qt.Key.Key_Return)
    passage.area.selectAll()
    qtbot.keyClicks(passage.area, text)


def test_a_new_pair_sees_both_sides_and_invitations(screen: TogetherScreen) -> None:
    seen = words(screen)
    for sentence in (
        "Maya wants to learn",
        "Henrik can give",
        "how a board decides",
        "Write the one sentence you two share…",
        "No objectives yet.",
        "Draft, nobody has signed yet",
        "Your first session is ahead of you.",
        "The next session has no date yet.",
    ):
        assert sentence in seen
    audiences = [a for a in screen.findChildren(Audience) if a.isVisibleTo(screen)]
    assert {a.accessibleName() for a in audiences} == {"Shared with Henrik"}
    assert len(audiences) == 4


def test_the_purpose_saves_itself_within_a_second(
    screen: TogetherScreen, desk: Desk, qtbot: QtBot
) -> None:
    purpose = screen.overview.purpose.purpose
    write(qtbot, purpose, "One good decision.")
    assert desk.open_pair.pair.charter.purpose == ""
    assert REST_MS < 1000
    qtbot.waitUntil(lambda: desk.open_pair.pair.charter.purpose == "One good decision.")
    assert purpose.area.isVisible()
    qtbot.keyClick(purpose.area, Qt.Key.Key_Escape)
    assert purpose.area.isHidden()
    assert purpose.text == "One good decision."
    assert screen.focusWidget() is purpose.face


def test_leaving_keeps_what_is_half_typed_and_a_refresh_does_not_touch_it(
    screen: TogetherScreen, desk: Desk, qtbot: QtBot
) -> None:
    henrik = desk.open_pair.pair.mentee.id
    wants = screen.overview.purpose.sides[1].wants
    write(qtbot, wants, "Half a wi")
    desk.together.add_objective("Another", henrik)
    assert wants.area.toPlainText() == "Half a wi"
    assert wants.area.hasFocus()
    screen.leave()
    assert desk.open_pair.pair.members[henrik].wants == "Half a wi"
    qtbot.keyClicks(wants.area, "sh")
    wants.area.clearFocus()
    assert desk.open_pair.pair.members[henrik].wants == "Half a wish"
    assert wants.area.isHidden()


def test_undo_shows_what_was_there_before(screen: TogetherScreen, desk: Desk, qtbot: QtBot) -> None:
    purpose = screen.overview.purpose.purpose
    desk.together.set_purpose("First.")
    write(qtbot, purpose, "Second.")
    purpose.flush()
    desk.open_pair.history.undo()
    assert purpose.area.toPlainText() == "First."


def test_an_objective_is_added_edited_moved_on_and_deleted(
    screen: TogetherScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    card = screen.overview.objectives
    qtbot.keyClicks(card.field, "Brief a creator")
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    goal = desk.open_pair.pair.live_objectives[0]
    assert (goal.text, goal.owner, card.field.text()) == ("Brief a creator", desk.open_pair.you, "")
    row = card.row(goal.id)
    assert row is not None
    assert (row.note, row.line.accessibleName()) == ("no minutes yet", "just begun")
    row.progress.chosen.emit("2")
    assert row.line.accessibleName() == "nearly there"
    write(qtbot, row.passage, "Brief a creator without slides")
    qtbot.keyClick(row.passage.area, Qt.Key.Key_Return)
    assert desk.open_pair.pair.objectives[goal.id].text == "Brief a creator without slides"
    assert card.row(goal.id) is row
    press(row, "objective-delete")
    assert not desk.open_pair.pair.live_objectives
    assert heard.said[-1] == ("Objective deleted.", "Undo")
    heard.press_action()
    assert desk.open_pair.pair.live_objectives[0].id == goal.id


def test_an_objective_without_words_stays_as_it_was(
    screen: TogetherScreen, desk: Desk, qtbot: QtBot
) -> None:
    ident = desk.together.add_objective("Stay", desk.open_pair.you)
    row = screen.overview.objectives.row(ident)
    assert row is not None
    qtbot.keyClick(row.passage.face, Qt.Key.Key_F2)
    row.passage.area.selectAll()
    qtbot.keyClick(row.passage.area, Qt.Key.Key_Delete)
    qtbot.keyClick(row.passage.area, Qt.Key.Key_Return)
    assert desk.open_pair.pair.objectives[ident].text == "Stay"
    assert row.passage.text == "Stay"


def test_a_place_leads_to_its_objective(screen: TogetherScreen, desk: Desk) -> None:
    ident = desk.together.add_objective("Stay", desk.open_pair.you)
    screen.show_place(Place(Where.TOGETHER, focus=ident))
    row = screen.overview.objectives.row(ident)
    assert row is not None
    assert screen.focusWidget() is row.passage.face


def test_both_sign_at_one_laptop_and_it_is_agreed(
    screen: TogetherScreen, desk: Desk, heard: Heard
) -> None:
    press(screen, "agreement-open")
    assert "11. Review date" in words(screen.agreement)
    assert "Read this one aloud." in words(screen.agreement)
    press(screen, "agreement-sign")
    assert "Waiting for Henrik" in words(screen.agreement)
    assert "Maya: signed on 26 November" in words(screen.agreement)
    assert heard.said[-1] == ("Signed as Maya.", "Undo")
    press(screen, "agreement-hand-over")
    assert desk.members.actor.name == "Henrik Berg"
    press(screen, "agreement-sign")
    assert "Agreed on 26 November" in words(screen.agreement)
    assert screen.agreement.signing.sign.isHidden()
    assert screen.agreement.signing.hand_over.isHidden()
    screen.agreement.header.back_requested.emit()
    assert "Agreed on 26 November" in words(screen.overview)


def test_what_is_half_typed_is_kept_before_signing_and_before_handing_over(
    screen: TogetherScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.show_place(Place(Where.TOGETHER, focus="agreement"))
    write(qtbot, screen.agreement.passages["review"], "At session three.")
    press(screen, "agreement-sign")
    signed = desk.agreement.current.versions[0]
    assert signed.fields["review"] == "At session three."


def test_a_change_asks_both_again_and_the_old_words_stay_readable(
    screen: TogetherScreen, desk: Desk, clock: FakeClock, qtbot: QtBot
) -> None:
    maya, henrik = desk.open_pair.pair.mentor.id, desk.open_pair.pair.mentee.id
    desk.agreement.edit("review", "Session two.\nRead it aloud.")
    desk.agreement.sign(maya)
    desk.agreement.sign(henrik)
    clock.advance(DAY)
    screen.show_place(Place(Where.TOGETHER, focus="agreement"))
    write(qtbot, screen.agreement.passages["review"], "Session three.")
    screen.leave()
    assert "Changed since 26 November; both sign again" in words(screen.agreement)
    press(screen, "version-1")
    assert "Maya signed on 26 November · Henrik signed on 26 November" in words(screen.version)
    assert "Read it aloud." in screen.version.lines
    screen.version.against.chosen.emit("present")
    assert screen.version.lines == (
        "Review date",
        "Taken out: Session two.",
        "Taken out: Read it aloud.",
        "New: Session three.",
    )
    qtbot.keyClick(screen.version, Qt.Key.Key_Escape)
    assert screen.agreement.isVisible()
    qtbot.keyClick(screen.agreement, Qt.Key.Key_Escape)
    assert screen.overview.isVisible()


def test_a_version_whose_signature_was_undone_closes_its_page(
    screen: TogetherScreen, desk: Desk
) -> None:
    desk.agreement.sign(desk.open_pair.you)
    screen.show_place(Place(Where.TOGETHER, focus="agreement"))
    press(screen, "version-1")
    desk.open_pair.history.undo()
    assert screen.agreement.isVisible()
    assert "Draft, nobody has signed yet" in words(screen.agreement)


def test_the_next_dates_are_copied_as_plain_text(
    screen: TogetherScreen, desk: Desk, heard: Heard
) -> None:
    session = desk.open_pair.pair.next_session.id
    desk.sessions.plan(session, datetime(2026, 11, 28, 15, 0), "Europe/London")  # noqa: DTZ001 local
    press(screen, "rhythm-copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:2] == ["Saturday 28 Nov, 15:00–16:00", "Monday 28 Dec, 15:00–16:00"]
    assert len(lines) == 6
    assert heard.said[-1] == ("Dates copied.", "")


def test_without_a_date_one_is_set_where_dates_are_set(
    screen: TogetherScreen, desk: Desk, heard: Heard
) -> None:
    press(screen, "rhythm-set-date")
    assert heard.places == [Place(Where.PREPARE, desk.open_pair.pair.next_session.id, "date")]


def test_the_rhythm_follows_a_preset_and_what_is_typed(
    screen: TogetherScreen, desk: Desk, qtbot: QtBot
) -> None:
    press(screen, "rhythm-change")
    form = screen.overview.rhythm.form
    form.preset.chosen.emit("sprint")
    charter = desk.open_pair.pair.charter
    assert (charter.every, charter.count, charter.minutes) == ("2 weeks", 6, 45)
    form.count.selectAll()
    qtbot.keyClicks(form.count, "9")
    qtbot.keyClick(form.count, Qt.Key.Key_Return)
    assert desk.open_pair.pair.charter.count == 9
    assert "your own" in form.preset.text()
    form.zone.selectAll()
    qtbot.keyClicks(form.zone, "Atlantis")
    qtbot.keyClick(form.zone, Qt.Key.Key_Return)
    assert "There is no time zone of that name." in form.problem
    assert desk.open_pair.pair.charter.zone == "Europe/London"
    form.unit.show_choice("month")
    form.unit.chosen.emit("month")
    assert desk.open_pair.pair.charter.every == "2 months"
    assert form.problem == ""


def test_after_a_hand_over_it_is_shared_with_the_other_one(
    screen: TogetherScreen, desk: Desk
) -> None:
    desk.members.hand_over()
    audiences = [a for a in screen.findChildren(Audience) if a.isVisibleTo(screen)]
    assert {a.accessibleName() for a in audiences} == {"Shared with Maya"}


def test_hostile_characters_are_shown_harmlessly(screen: TogetherScreen, desk: Desk) -> None:
    desk.together.set_purpose("Turn\u202earound <b>bold</b>")
    assert "\u202e" not in words(screen.overview.purpose)
    assert "<b>bold</b>" in words(screen.overview.purpose)


def test_nothing_of_later_issues_is_on_the_screen(screen: TogetherScreen) -> None:
    seen = words(screen) + "".join(b.text() for b in screen.findChildren(QPushButton))
    for later in ("Invite", "How it feels", "Stories", "Why you two", "calendar"):
        assert later not in seen
