"""What Today says to the owner alone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.prompts import Stage
from rm_desktop.exchange.library import load_journal_templates
from rm_desktop.services.desk import Desk
from rm_desktop.services.private import Private
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.only_you import set_sharing
from rm_desktop.ui.places import Place, Where, hints_of, new_entry
from rm_desktop.ui.screen import Context
from rm_desktop.ui.today.own import Nudge, echoes, nudge, relief
from rm_desktop.ui.today.screen import TodayScreen
from rm_desktop.ui.widgets.label import Label
from tests.ui.conftest import Heard

TODAY = date(2026, 11, 26)
ZONE = "Europe/London"


@pytest.fixture
def screen(qtbot: QtBot, context: Context) -> TodayScreen:
    made = TodayScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 900)
    made.show()
    return made


@pytest.fixture
def held(desk: Desk) -> str:
    """A session that was closed a moment ago."""
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    desk.room.close(session, WrapUp.DONE)
    return session


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def press(qtbot: QtBot, screen: QWidget, name: str) -> None:
    found = screen.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def write(desk: Desk, text: str, *, day: date | None = None, session: str = "") -> str:
    page = desk.journal.begin(day=day, session=session)
    page.splice(0, 0, text)
    page.rest()
    desk.journal.pages.leave(page.id)
    return page.id


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (3, "on Thursday"), (7, "on 26 Nov"), (21, "")],
)
def test_the_nudge_names_the_day_and_fades(
    unlocked: Private, desk: Desk, held: str, days: int, said: str
) -> None:
    assert unlocked.is_open
    found = nudge(desk.journal, desk.open_pair.pair, TODAY + timedelta(days), ZONE, ())
    assert (found.words if found else "") == (
        f"Session 1 was {said}. Three minutes?" if said else ""
    )
    assert found is None or found.session == held


def test_who_has_written_about_it_is_not_asked(unlocked: Private, desk: Desk, held: str) -> None:
    assert unlocked.is_open
    write(desk, "The silence lasted", session=held)
    assert nudge(desk.journal, desk.open_pair.pair, TODAY, ZONE, ()) is None


def test_without_a_session_nothing_is_asked(unlocked: Private, desk: Desk) -> None:
    assert unlocked.is_open
    assert nudge(desk.journal, desk.open_pair.pair, TODAY, ZONE, ()) is None


@pytest.fixture
def log(unlocked: Private, desk: Desk) -> Callable[[str], str]:
    """Writes an energy log with a mark after the hour."""
    assert unlocked.is_open

    def write_log(after: str) -> str:
        template = next(t for t in load_journal_templates() if t.id == "energy-log")
        page = desk.journal.begin(template=template.id)
        before, then, *_ = template.questions
        page.splice(0, 0, f"## {before}\n+1\n\n## {then}\n{after}\n")
        page.rest()
        desk.journal.pages.leave(page.id)
        return page.id

    return write_log


def ease(desk: Desk, today: date = TODAY, let_be: Collection[str] = ()) -> Nudge | None:
    return relief(desk.journal, desk.prompts.every, "mentor", today, let_be)


def test_after_an_hour_that_took_a_lot_a_question_for_oneself_comes_first(
    qtbot: QtBot,
    log: Callable[[str], str],
    screen: TodayScreen,
    held: str,
    desk: Desk,
    heard: Heard,
) -> None:
    assert "Session 1 was today" in words(screen)
    log("−2, drained")
    assert "The last hour took a lot. A question for you alone" in words(screen)
    press(qtbot, screen, "reflect-write")
    [place] = heard.places
    hints = hints_of(place.id)
    assert hints is not None
    found = desk.prompts.find(hints["prompt"])
    assert found is not None
    assert found.category in {"wellbeing", "awkwardness-repair"}
    assert found.stage in {Stage.BEFORE, Stage.AFTER}
    press(qtbot, screen, "reflect-leave")
    assert "Session 1 was today" in words(screen)


def test_it_fades_and_is_not_asked_twice(log: Callable[[str], str], desk: Desk) -> None:
    ident = log("-2")
    found = ease(desk)
    assert found is not None
    assert ease(desk, TODAY + timedelta(7)) is None
    assert ease(desk, let_be={ident}) is None
    page = desk.journal.begin(prompt=found.prompt)
    page.splice(0, 0, "What would help")
    desk.journal.pages.leave(page.id)
    assert ease(desk) is None


@pytest.mark.parametrize("mark", ["-1", "+2", "", "2nd thoughts"])
def test_other_marks_ask_for_nothing(log: Callable[[str], str], desk: Desk, mark: str) -> None:
    log(mark)
    assert ease(desk) is None


def test_what_is_drawn_for_both_does_not_know_of_it(log: Callable[[str], str], desk: Desk) -> None:
    before = desk.prompts.context()
    log("-2")
    assert desk.prompts.context() == before


def test_years_and_sessions_ago(unlocked: Private, desk: Desk, clock: FakeClock) -> None:
    assert unlocked.is_open
    for _ in range(2):
        session = desk.open_pair.pair.next_session.id
        desk.room.start(session)
        desk.room.close(session, WrapUp.DONE)
        write(desk, "## What happened?\nHe drove", session=session)
        clock.reboot(7 * 86_400)
    then = write(desk, "First week", day=date(2024, 12, 10))
    now = desk.journal.local_now()
    year, ago = echoes(desk.journal, now, desk.open_pair.id)
    assert (year.id, year.when, year.title) == (then, "On this day, 2 years ago", "First week")
    assert ago.when == "One session ago"


def test_locked_nothing_tells_whether_one_has_written(
    qtbot: QtBot, screen: TodayScreen, desk: Desk, profile: Profile, held: str
) -> None:
    private = profile.private
    private.open(private.make("copper otter seventeen"))
    before = words(screen)
    write(desk, "Something", session=held)
    draft = desk.drafts.begin("Where I would say no")
    draft.rest()
    private.lock()
    after = words(screen)
    assert "Three minutes?" in before
    assert "Three minutes?" not in after
    assert "Where I would say no" not in after
    assert "From your journal" not in after
    unlock = screen.findChild(QPushButton, "unlock-drafts")
    assert unlock is not None
    assert unlock.isVisible()


def test_the_nudge_leads_to_a_new_entry_about_the_session(
    qtbot: QtBot, unlocked: Private, screen: TodayScreen, held: str, heard: Heard
) -> None:
    assert unlocked.is_open
    press(qtbot, screen, "reflect-write")
    assert heard.places == [new_entry(session=held, template="quick-three")]


def test_not_now_is_an_answer(
    qtbot: QtBot, unlocked: Private, screen: TodayScreen, held: str
) -> None:
    assert unlocked.is_open
    assert "Session 1 was today" in words(screen)
    assert held
    press(qtbot, screen, "reflect-leave")
    assert "Three minutes?" not in words(screen)


def test_an_echo_opens_its_entry(
    qtbot: QtBot, unlocked: Private, screen: TodayScreen, desk: Desk, heard: Heard
) -> None:
    assert unlocked.is_open
    entry = write(desk, "First week. Nobody asks me anything", day=date(2025, 11, 26))
    assert "On this day, a year ago" in words(screen)
    row = screen.findChild(QWidget, "echo")
    assert row is not None
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert heard.places == [Place(Where.JOURNAL, entry)]


def test_neither_the_partner_nor_a_shared_screen_sees_anything(
    unlocked: Private, screen: TodayScreen, desk: Desk, context: Context, held: str
) -> None:
    assert unlocked.is_open
    assert held
    draft = desk.drafts.begin("Where I would say no")
    draft.rest()
    desk.members.hand_over()
    partner = words(screen)
    desk.members.hand_over()
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    set_sharing(context, on=True)
    shared = words(screen)
    set_sharing(context, on=False)
    for shown in (partner, shared):
        assert "only you" not in shown
        assert "Three minutes?" not in shown
    assert "only you" in words(screen)


def test_a_passage_waits_for_the_partner_only(
    qtbot: QtBot, unlocked: Private, screen: TodayScreen, desk: Desk, heard: Heard
) -> None:
    assert unlocked.is_open
    entry = write(desk, "I was nervous before the first session.")
    passage = desk.passages.share(entry, "I was nervous")
    author = words(screen)
    desk.members.hand_over()
    partner = words(screen)
    press(qtbot, screen, "read-passage")
    assert "shared a passage" not in author
    assert "Maya shared a passage with you" in partner
    assert "nervous" not in partner
    assert heard.places == [Place(Where.TOGETHER, focus=passage.id)]
    desk.passages.mark_seen(passage.id)
    assert "shared a passage" not in words(screen)


def test_the_start_loads_nothing_private(qtbot: QtBot) -> None:
    import subprocess
    import sys

    script = (
        "import sys; import rm_desktop.ui.today.screen;"
        "bad = [m for m in sys.modules if m.startswith(('rm_desktop.ui.private',"
        " 'rm_desktop.ui.drafts.panel', 'rm_desktop.ui.drafts.list', 'rm_desktop.ui.editor',"
        " 'rm_desktop.ui.today.own', 'rm_desktop.services.private',"
        " 'rm_desktop.services.pages'))];"
        "print(bad); sys.exit(bool(bad))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)  # noqa: PLW1510
    assert done.returncode == 0, done.stdout
