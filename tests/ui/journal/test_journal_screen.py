"""The journal as one uses it: write, find, date, tag, share, bin, bring back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rm_desktop.domain.entities import Role
from rm_desktop.services.journal import Journal
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.journal.bin_page import BinPage
from rm_desktop.ui.journal.content import JournalContent
from rm_desktop.ui.journal.screen import JournalScreen
from rm_desktop.ui.journal.share_page import SharePage
from rm_desktop.ui.journal.versions_page import VersionsPage
from rm_desktop.ui.only_you import QUICK
from rm_desktop.ui.places import Place, Where, new_entry
from rm_desktop.ui.screen import Context
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from tests.ui.conftest import Heard
from tests.ui.journal.conftest import WORDS, Write

Shown = Callable[[], JournalContent]
TODAY = date(2026, 11, 26)


def press(root: QWidget, name: str) -> None:
    for button in root.findChildren(QAbstractButton, name):
        if button.isVisible() and button.isEnabled():
            button.click()
            return
    pytest.fail(f"no button called {name} is in sight")


def choose(menu: QWidget, words: str) -> None:
    """Choose from the menu that is open on something."""
    for each in menu.findChildren(QMenu):
        for action in each.actions():
            if action.text().split("\t")[0] == words:
                each.close()
                action.trigger()
                return
    pytest.fail(f"no menu says {words}")


def titles(content: JournalContent) -> list[str]:
    return [row.title for row in content.browse.list.rows]


def tags_of(content: JournalContent) -> list[str]:
    page = content.opened.page
    assert page is not None
    return list(page.page.tags)


def type_text(content: JournalContent, text: str) -> None:
    edit = content.panel.pane.edit
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.setFocus()
    QTest.keyClicks(edit, text)


# -- writing ----------------------------------------------------------------------------------


def test_an_empty_journal_says_one_sentence_and_offers_one_button(shown: Shown) -> None:
    content = shown()
    assert not content.browse.isVisible()
    content.panel._empty.action_requested.emit()  # noqa: SLF001 - its one button
    assert content.panel.title.hasFocus()


def test_arriving_in_an_empty_journal_enter_begins_an_entry(
    qtbot: QtBot, screen: JournalScreen, shown: Shown
) -> None:
    content = shown()
    screen.setFocus()  # as the shell does
    assert QApplication.focusWidget() is content.panel.begin_button.focusProxy()
    assert content.browse.search.placeholderText() == "Search…"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert content.panel.title.hasFocus()


def test_the_first_passphrase_leads_to_the_first_entry_not_to_the_lock(
    qtbot: QtBot, screen: JournalScreen, shown: Shown, profile: Profile
) -> None:
    shown()
    profile.private.lock()
    QApplication.sendPostedEvents(None, 52)  # what was deleted later
    assert screen.gate.panel is not None
    screen.gate.panel.start()
    profile.private.open(profile.private.fetch(WORDS))
    QApplication.processEvents()
    assert screen.content is not None
    assert QApplication.focusWidget() is screen.content.panel.begin_button.focusProxy()


def test_to_the_partner_it_is_private_to_its_owner(screen: JournalScreen, shown: Shown) -> None:
    shown()
    texts = [each.whole_text for each in screen.header.findChildren(ElidedLabel)]
    assert "Private to you. Encrypted on this laptop." in texts
    screen.context.desk.members.hand_over()
    texts = [each.whole_text for each in screen.header.findChildren(ElidedLabel)]
    assert "Private to Maya. Encrypted on this laptop." in texts


def test_the_questions_of_a_template_are_no_words_of_ones_own(shown: Shown) -> None:
    content = shown()
    content.begin(hints={"template": QUICK})
    counted: list[int] = []
    content.panel.counted.connect(counted.append)
    content.panel.count()
    QTest.keyClicks(content.panel.pane.edit, "I gave it up")
    content.panel.count()
    assert counted == [0, 4]


def test_what_is_typed_is_saved_without_a_button(shown: Shown, journal: Journal) -> None:
    content = shown()
    content.begin()
    QTest.keyClicks(content.panel.title, "The mouse")
    QTest.keyClick(content.panel.title, Qt.Key.Key_Return)
    assert content.panel.pane.edit.hasFocus()
    QTest.keyClicks(content.panel.pane.edit, "I gave it up")
    content.rest()
    [entry] = journal.listed()
    assert (entry.page.title, entry.preview) == ("The mouse", "I gave it up")
    content.panel.count()
    assert content.panel._state.text() == "Saved 14:00 · 4 words"  # noqa: SLF001
    assert titles(content) == ["The mouse"]


def test_an_empty_entry_vanishes_when_one_goes_on(
    shown: Shown, journal: Journal, write: Write
) -> None:
    kept = write("Kept", "text")
    content = shown()
    content.begin()
    content.open(kept)
    assert [each.page.id for each in journal.listed()] == [kept]


def test_a_template_of_which_no_question_was_answered_vanishes_too(
    shown: Shown, journal: Journal, write: Write
) -> None:
    kept = write("Kept", "text")
    content = shown()
    content.begin()
    content.acts.insert_template(next(iter(content.reading.templates)))
    content.rest()
    content.open(kept)
    assert [each.page.id for each in journal.listed()] == [kept]


def test_a_template_is_written_below_what_stands_there(shown: Shown, write: Write) -> None:
    ident = write("Mouse", "I gave it up.")
    content = shown()
    content.open(ident)
    template = next(iter(content.reading.templates.values()))
    content.acts.insert_template(template.id)
    page = content.opened.page
    assert page is not None
    assert page.text.startswith("I gave it up.\n\n## ")
    assert template.questions[-1] in page.text
    assert content.panel.facts.template.text() == template.name


def test_undo_in_the_text_takes_typing_back(shown: Shown, write: Write) -> None:
    ident = write("Mouse", "One.")
    content = shown()
    content.open(ident)
    type_text(content, " Two")
    QTest.keyClick(content.panel.pane.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page = content.opened.page
    assert page is not None
    assert page.text == "One."


def test_several_entries_a_day_stand_in_order(shown: Shown, write: Write, clock: FakeClock) -> None:
    write("Morning")
    clock.advance(3600)
    write("Noon")
    assert titles(shown()) == ["Noon", "Morning"]


# -- finding ----------------------------------------------------------------------------------


def test_search_narrows_as_one_types_and_says_how_many(shown: Shown, write: Write) -> None:
    write("Mouse", "how long the silence lasted")
    write("Word", "I say just")
    content = shown()
    QTest.keyClicks(content.browse.search, "sil")
    [row] = content.browse.list.rows
    (start, end), *_ = row.line_hits
    assert row.line[start:end] == "silence"
    assert content.browse._heading.text() == "1 entry found"  # noqa: SLF001
    QTest.keyClicks(content.browse.search, "xyz")
    assert content.browse._heading.text() == "Nothing found"  # noqa: SLF001
    content.browse.search.clear()
    assert titles(content) == ["Word", "Mouse"]


def test_down_leads_from_the_search_into_the_list_and_enter_into_the_text(
    qtbot: QtBot, shown: Shown, write: Write
) -> None:
    write("Mouse", "the silence")
    content = shown()
    content.browse.search.setFocus()
    QTest.keyClicks(content.browse.search, "sil")
    QTest.keyClick(content.browse.search, Qt.Key.Key_Down)
    qtbot.waitUntil(content.browse.list.hasFocus)
    QTest.keyClick(content.browse.list, Qt.Key.Key_Return)
    assert content.panel.pane.edit.hasFocus()


def test_a_day_of_the_calendar_shows_its_entries_or_begins_one(shown: Shown, write: Write) -> None:
    write("Then", day=date(2026, 11, 12))
    write("Now")
    content = shown()
    content.browse.toggle.click()
    grid = content.browse.calendar.grid
    assert grid._counts == {date(2026, 11, 12): 1, TODAY: 1}  # noqa: SLF001
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Up)
    QTest.keyClick(grid, Qt.Key.Key_Up)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert titles(content) == ["Then"]
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert titles(content) == []
    press(content, "journal-day-entry")
    page = content.opened.page
    assert page is not None
    assert page.page.written.startswith("2026-11-11")


def test_thousands_are_listed_stretch_by_stretch(shown: Shown, write: Write) -> None:
    for n in range(120):
        write(f"Entry {n}")
    content = shown()
    assert len(content.browse.list.rows) == 50
    for _ in range(2):
        content.browse.list.scrollToBottom()
    assert len(content.browse.list.rows) == 120
    assert len(set(titles(content))) == 120


def test_all_pairs_shows_what_is_about_another_one(
    profile: Profile, context: Context, shown: Shown, write: Write
) -> None:
    write("About Henrik")
    first = context.desk.open_pair.id
    other = profile.create_pair(Person("Maya Okafor", Role.MENTOR), Person("Tom Reed", Role.MENTEE))
    page = other.journal.begin(title="About Tom")
    page.change(title="About Tom ")
    other.journal.pages.leave(page.id)
    profile.open_pair(first)
    content = shown()
    assert titles(content) == ["About Henrik"]
    content.browse.every.click()
    assert titles(content) == ["About Tom", "About Henrik"]
    assert content.browse.list.rows[0].when == "Today · Maya Okafor & Tom Reed"


# -- facts ------------------------------------------------------------------------------------


def test_the_date_can_be_typed_anew(shown: Shown, write: Write) -> None:
    content = shown()
    content.open(write("Mouse"))
    facts = content.panel.facts
    facts.date.click()
    facts.date_field.setText("soonish")
    QTest.keyClick(facts.date_field, Qt.Key.Key_Return)
    assert facts.date_field.accessibleDescription()
    facts.date_field.setText("12 Nov 18:30")
    QTest.keyClick(facts.date_field, Qt.Key.Key_Return)
    assert facts.date.text() == "Thursday 12 Nov, 18:30"
    assert not facts.date_field.isVisible()
    assert content.browse.list.rows[0].when == "12 Nov"


def test_tags_come_by_typing_and_go_by_a_key(
    shown: Shown, write: Write, screen: JournalScreen
) -> None:
    content = shown()
    content.open(write("Mouse"))
    facts = content.panel.facts
    facts.new_tag.click()
    QTest.keyClicks(facts.tag_field, "listening, hard talk")
    QTest.keyClick(facts.tag_field, Qt.Key.Key_Return)
    assert tags_of(content) == ["listening", "hard-talk"]
    QTest.keyClick(facts._tags["listening"], Qt.Key.Key_Delete)  # noqa: SLF001
    assert tags_of(content) == ["hard-talk"]
    screen.history.undo()
    assert tags_of(content) == ["listening", "hard-talk"]


def test_a_tag_and_a_session_lead_to_all_their_entries(
    shown: Shown, write: Write, journal: Journal, context: Context
) -> None:
    session = context.desk.open_pair.pair.next_session.id
    context.desk.room.start(session)
    journal.change(write("One", session=session), "", tags=("listening",))
    journal.change(write("Two", "listening is a word here"), "", tags=("talk",))
    content = shown()
    content.open(content.looking.rows[1].id)
    facts = content.panel.facts
    facts._tags["listening"].click()  # noqa: SLF001
    choose(facts, "Entries with #listening")
    assert titles(content) == ["One"]
    assert content.browse._heading.text() == "#listening · 1 entry"  # noqa: SLF001
    facts.session.click()
    choose(facts, "Entries about session 1")
    assert titles(content) == ["One"]
    press(content, "journal-show-all")
    assert titles(content) == ["Two", "One"]


def test_known_tags_are_suggested(shown: Shown, write: Write, journal: Journal) -> None:
    journal.change(write("One"), "", tags=("listening",))
    content = shown()
    content.open(write("Two"))
    facts = content.panel.facts
    facts.new_tag.click()
    completer = facts.tag_field.completer()
    completer.setCompletionPrefix("lis")
    assert completer.currentCompletion() == "listening"


def test_a_session_is_linked_and_opened_from_the_entry(
    shown: Shown, write: Write, context: Context, heard: Heard
) -> None:
    desk = context.desk
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    content = shown()
    content.open(write("Mouse"))
    content.panel.facts.session.click()
    choose(content.panel.facts.session, "Session 1")
    assert content.panel.facts.session.text() == "Session 1"
    content.panel.facts.session.click()
    choose(content.panel.facts.session, "Open session 1")
    assert heard.places[-1] == Place(Where.ROOM, session)


def test_an_entry_begun_while_a_session_runs_is_about_it(shown: Shown, context: Context) -> None:
    session = context.desk.open_pair.pair.next_session.id
    context.desk.room.start(session)
    content = shown()
    content.begin()
    page = content.opened.page
    assert page is not None
    assert page.page.session == session


def test_a_prompt_leads_here_and_stands_above_the_text(
    shown: Shown, screen: JournalScreen, context: Context
) -> None:
    prompt = context.desk.prompts.every()[0]
    shown()
    screen.show_place(new_entry(prompt=prompt.id))
    content = shown()
    assert content.panel._prompt.text() == prompt.text  # noqa: SLF001
    page = content.opened.page
    assert page is not None
    assert page.page.prompt == prompt.id


def test_a_wish_to_write_waits_for_the_unlocking(
    qtbot: QtBot, screen: JournalScreen, profile: Profile, context: Context
) -> None:
    key = profile.private.key
    profile.private.lock()
    screen.show_place(new_entry(template=next(iter(templates()))))
    screen.show()
    qtbot.waitExposed(screen)
    assert screen.gate.panel is not None
    profile.private.open(key)
    content = shown_now(screen)
    page = content.opened.page
    assert page is not None
    assert page.text.startswith("## ")


def shown_now(screen: JournalScreen) -> JournalContent:
    assert screen.content is not None
    return screen.content


def templates() -> list[str]:
    from rm_desktop.exchange.library import load_journal_templates

    return [each.id for each in load_journal_templates()]


def test_earlier_entries_follow_the_date_on_screen(
    qtbot: QtBot, shown: Shown, write: Write
) -> None:
    old = write("First week", day=date(2025, 11, 12))
    ident = write("Now", day=date(2026, 11, 12))
    content = shown()
    content.open(ident)
    foot = content.panel.foot
    qtbot.waitUntil(lambda: bool(foot._shown))  # noqa: SLF001
    [earlier] = foot._shown  # noqa: SLF001
    assert earlier.words == "On this day, a year ago: First week"
    press(foot, "entry-earlier-chip")
    assert content.opened.id == old


# -- the bin, versions, sharing, paper --------------------------------------------------------


def test_a_deleted_entry_comes_back_from_the_notice_and_from_the_bin(
    shown: Shown, write: Write, heard: Heard
) -> None:
    write("Kept")
    ident = write("Mouse")
    content = shown()
    content.acts.bin(ident)
    assert titles(content) == ["Kept"]
    assert content.opened.id != ident
    heard.press_action()
    assert titles(content) == ["Mouse", "Kept"]
    content.acts.bin(ident)
    press(content, "journal-open-bin")
    page = content.findChild(BinPage)
    assert page is not None
    press(page, "bin-restore")
    assert titles(content) == ["Mouse", "Kept"]


def test_erasing_for_ever_asks_and_leaves_nothing(
    shown: Shown, write: Write, dialogs: AnsweredDialogs, journal: Journal
) -> None:
    ident = write("Mouse", "I waited.")
    content = shown()
    content.acts.bin(ident)
    press(content, "journal-open-bin")
    page = content.findChild(BinPage)
    assert page is not None
    dialogs.yes = False
    press(page, "bin-erase")
    assert journal.count_binned() == 1
    dialogs.yes = True
    press(page, "bin-erase")
    assert journal.count_binned() == 0
    assert journal.open(ident) is None
    assert "every backup" in dialogs.asked[-1]


def test_an_earlier_version_is_compared_and_brought_back(
    shown: Shown, write: Write, clock: FakeClock
) -> None:
    ident = write("Mouse", "I gave it up.")
    content = shown()
    clock.advance(3600)
    content.open(ident)
    type_text(content, " Twice over.")
    content.sides.open_versions()
    page = content.findChild(VersionsPage)
    assert page is not None
    assert page._says.text() == "2 words added since"  # noqa: SLF001
    press(page, "version-bring-back")
    opened = content.opened.page
    assert opened is not None
    assert opened.text == "I gave it up."
    assert content.panel.pane.edit.toPlainText() == "I gave it up."


def test_a_passage_is_shared_softened_and_withdrawn(
    shown: Shown, write: Write, context: Context
) -> None:
    ident = write("Mouse", "## What happened?\n\nI waited far too long.\n\nHe found it.")
    content = shown()
    content.open(ident)
    press(content, "share-passage")
    page = content.findChild(SharePage)
    assert page is not None
    assert not page.share.isEnabled()
    page._made[0].click()  # noqa: SLF001 - the box of the first paragraph
    assert page.passage.toPlainText() == "I waited far too long."
    page.passage.setPlainText("I waited.")
    press(page, "share-now")
    [passage] = context.desk.passages.all()
    assert passage.text == "I waited."
    [standing] = content.panel.foot.standing
    assert standing.words == "Shared with Henrik – not seen yet"
    press(content, "withdraw-passage")
    assert context.desk.passages.all() == []
    assert content.panel.foot.standing == ()


def test_what_is_selected_is_what_would_be_shared(shown: Shown, write: Write) -> None:
    content = shown()
    content.open(write("Mouse", "One two three"))
    edit = content.panel.pane.edit
    edit.select(4, 7)
    press(content, "share-passage")
    page = content.findChild(SharePage)
    assert page is not None
    assert page.passage.toPlainText() == "two"
    press(page, "share-cancel")
    assert content.right.currentWidget() is content.panel


def test_what_was_seen_says_when_and_cannot_be_withdrawn(
    shown: Shown, write: Write, context: Context
) -> None:
    desk = context.desk
    ident = write("Mouse", "He found it.")
    passage = desk.passages.share(ident, "He found it.")
    desk.members.hand_over()
    desk.passages.mark_seen(passage.id)
    desk.members.hand_over()
    content = shown()
    content.open(ident)
    [standing] = content.panel.foot.standing
    assert standing.words == "Shared with Henrik – seen today at 14:00"
    assert not standing.can_withdraw


def test_printing_warns_first(shown: Shown, write: Write, dialogs: AnsweredDialogs) -> None:
    content = shown()
    content.open(write("Mouse", "I waited."))
    dialogs.yes = False
    content.acts.print_entry()
    assert "private text on paper" in dialogs.asked[0]
    assert dialogs.printed == []
    dialogs.yes = True
    content.acts.print_entry()
    assert "I waited." in dialogs.printed[0]
    assert "Mouse" not in dialogs.asked[-1]


def test_the_menu_of_an_entry_can_be_reached(shown: Shown, write: Write) -> None:
    content = shown()
    content.open(write("Mouse", "I waited."))
    menu = content.acts.open_menu(QPoint())
    assert [action.text().split("\t")[0] for action in menu.actions()] == [
        "Find in this entry",
        "Earlier versions…",
        "Print…",
        "Save a copy…",
        "Move to the bin",
    ]
    menu.close()


# -- the lock ---------------------------------------------------------------------------------


def test_a_lock_keeps_what_is_half_typed_and_leaves_nothing_on_screen(
    qtbot: QtBot, shown: Shown, screen: JournalScreen, profile: Profile, journal: Journal
) -> None:
    content = shown()
    content.begin()
    QTest.keyClicks(content.panel.title, "Half a title")
    type_text(content, "half a th")
    key = profile.private.key
    press(screen, "journal-lock")
    assert screen.content is None
    qtbot.waitUntil(lambda: not isValid(content))
    panel = screen.gate.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.isAncestorOf(QApplication.focusWidget() or screen))
    profile.private.open(key)
    [entry] = journal.listed()
    assert (entry.page.title, entry.preview) == ("Half a title", "half a th")


def test_a_narrow_window_shows_the_list_or_the_entry(
    qtbot: QtBot, shown: Shown, screen: JournalScreen, write: Write
) -> None:
    ident = write("Mouse")
    screen.resize(640, 600)
    content = shown()
    qtbot.waitUntil(lambda: content.width() < 700)
    assert content.browse.isVisible()
    assert not content.panel.isVisible()
    view = content.browse.list
    at = view.visualRect(view.rows_model.place_of(ident)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert content.panel.isVisible()
    assert not content.browse.isVisible()
    press(content, "entry-back")
    assert content.browse.isVisible()
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert content.panel.pane.edit.hasFocus()
