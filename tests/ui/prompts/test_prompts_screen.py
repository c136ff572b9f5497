"""The screen over a real profile, as a person sees and uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.services.desk import Desk
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.prompts.looking import Looking
from rm_desktop.ui.prompts.prompt_card import PromptCard
from rm_desktop.ui.prompts.screen import PromptsScreen
from rm_desktop.ui.screen import Context
from rm_desktop.ui.widgets.chip import FilterChip
from rm_desktop.ui.widgets.label import Label
from tests.ui.conftest import Heard

GOOD = """
name = "Finance"
[[prompt]]
category = "purpose"
stage = "opening"
role = "mentor"
depth = 1
text = "Where does the money go?"
"""


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> PromptsScreen:
    screen = PromptsScreen(context)
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


def cards(screen: PromptsScreen) -> list[PromptCard]:
    found = [c for c in screen.view.grid.findChildren(PromptCard) if c.isVisibleTo(screen)]
    return sorted(found, key=lambda card: (card.y(), card.x()))


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def theme(screen: PromptsScreen, title: str) -> FilterChip:
    return next(chip for chip in screen.findChildren(FilterChip) if chip.text() == title)


def choose(screen: PromptsScreen, words: str) -> None:
    button(screen, "prompts-more").click()
    menu = screen.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def looking(screen: PromptsScreen, text: str) -> None:
    screen.view.filters.search.setText(text)


def test_the_whole_library_is_there_and_only_what_is_seen_is_built(screen: PromptsScreen) -> None:
    assert "140 in the library" in words(screen.view.header)
    assert screen.view.filters.count_words == "140 prompts · none used by you two yet"
    assert 3 <= len(cards(screen)) <= 18
    bar = screen.view.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert 3 <= len(cards(screen)) <= 18


def test_search_narrows_as_one_types_and_nothing_found_offers_a_way_out(
    screen: PromptsScreen, qtbot: QtBot
) -> None:
    qtbot.keyClicks(screen.view.filters.search, "pretend")
    assert all("pretend" in card.view.text.lower() for card in cards(screen)[:1])
    looking(screen, "xyzzy")
    assert "No prompt fits all of this." in words(screen)
    clear = next(b for b in screen.findChildren(QPushButton) if b.text() == "Clear filters")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert screen.view.filters.search.text() == ""
    assert len(cards(screen)) > 3


def test_every_caution_is_on_the_card(screen: PromptsScreen, desk: Desk) -> None:
    for ident in [p.id for p in desk.prompts.every() if p.caution][::7]:
        screen.view.grid.go_to(ident)
        card = screen.view.grid.card(ident)
        assert card is not None
        prompt = desk.prompts.find(ident)
        assert prompt is not None
        assert prompt.caution in words(card)
        assert prompt.text in words(card)


def test_only_with_the_keyboard_one_finds_adds_and_stars_a_prompt(
    screen: PromptsScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.setFocus()
    qtbot.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(screen.view.filters.search, "half a year")
    qtbot.keyClick(screen.view.filters.search, Qt.Key.Key_Down)
    card = screen.focusWidget()
    assert isinstance(card, PromptCard)
    qtbot.keyClick(card, Qt.Key.Key_F)
    assert desk.prompts.mark("pur-03").favourite
    qtbot.keyClick(card, Qt.Key.Key_A)
    session = desk.open_pair.pair.next_session.id
    assert [i.prompt for i in desk.open_pair.pair.agenda(session)] == ["pur-03"]
    assert screen.focusWidget() is card
    assert "On the agenda of session 1" in words(card)


def test_arrows_walk_the_grid_and_tab_leaves_it(screen: PromptsScreen, qtbot: QtBot) -> None:
    grid = screen.view.grid
    grid.go_to(grid.current)
    first = grid.current
    for _ in range(30):
        focused = screen.focusWidget()
        assert isinstance(focused, PromptCard)
        qtbot.keyClick(focused, Qt.Key.Key_Down)
    walked = screen.focusWidget()
    assert isinstance(walked, PromptCard)
    down = grid.verticalScrollBar().value()
    assert down > 0
    assert grid.viewport().rect().contains(walked.geometry().translated(0, -down))
    qtbot.keyClick(walked, Qt.Key.Key_Home)
    assert grid.current == first
    stops = [c for c in grid.findChildren(PromptCard) if c.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [card.view.id for card in stops] == [first]
    assert stops[0].accessibleName().startswith(stops[0].view.text)
    star = stops[0].findChild(QAbstractButton, "prompt-star")
    assert star is not None
    assert star.accessibleName() == f"Favourite: {stops[0].view.text}"


def test_a_mark_keeps_focus_and_scroll(screen: PromptsScreen, desk: Desk) -> None:
    bar = screen.view.grid.verticalScrollBar()
    screen.view.grid.go_to("clo-05")
    before = bar.value()
    desk.prompts.set_favourite("clo-05", on=True)
    assert bar.value() == before
    assert screen.focusWidget() is screen.view.grid.card("clo-05")


def test_adding_says_so_and_undo_takes_it_back(
    screen: PromptsScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    card = cards(screen)[0]
    qtbot.mouseClick(button(card, "prompt-add"), Qt.MouseButton.LeftButton)
    assert heard.said == [("Added to the agenda of session 1.", "Undo")]
    heard.press_action()
    assert desk.open_pair.pair.agenda(desk.open_pair.pair.next_session.id) == ()
    assert "On the agenda" not in words(card)


def test_what_is_for_reflection_can_only_be_read(screen: PromptsScreen) -> None:
    screen.view.grid.go_to("pur-01")
    card = screen.view.grid.card("pur-01")
    assert card is not None
    assert "For your own reflection" in words(card)
    assert button(card, "prompt-add").isHidden()
    screen.show_place(Place(Where.PROMPTS, "pur-01"))
    assert screen.panels.detail.add.isHidden()


def test_a_place_opens_its_prompt_and_escape_goes_back_to_its_card(
    context: Context, qtbot: QtBot
) -> None:
    screen = PromptsScreen(context)
    screen.complete()
    qtbot.addWidget(screen)
    screen.show_place(Place(Where.PROMPTS, "lea-05"))
    screen.show()
    qtbot.waitExposed(screen)
    side = screen.view.side
    assert side.page is screen.panels.detail
    assert "If it goes quiet" in words(side)
    qtbot.keyClick(side, Qt.Key.Key_Escape)
    assert side.isHidden()
    assert screen.view.grid.current == "lea-05"
    assert screen.focusWidget() is screen.view.grid.card("lea-05")


def test_not_for_us_takes_it_away_and_the_menu_brings_it_back(
    screen: PromptsScreen, desk: Desk, heard: Heard
) -> None:
    screen.show_place(Place(Where.PROMPTS, "pur-03"))
    screen.panels.detail.hide_it.click()
    assert "pur-03" not in [card.view.id for card in cards(screen)]
    assert "Undo" in heard.said[-1]
    screen.panels.detail.hide_it.click()
    assert not desk.prompts.mark("pur-03").hidden


def test_drawing_keeps_to_the_rules_and_passes_without_a_reason(
    screen: PromptsScreen, desk: Desk
) -> None:
    button(screen, "prompts-draw").click()
    seen = set()
    for _ in range(12):
        text = screen.panels.draw.face.text
        drawn = next(p for p in desk.prompts.every() if p.text == text)
        assert (drawn.depth, drawn.stage in (Stage.BEFORE, Stage.AFTER)) == (1, False)
        assert drawn.id not in seen
        seen.add(drawn.id)
        button(screen, "draw-pass").click()
    assert desk.open_pair.history.undo_label == ""


def test_where_no_card_is_left_the_screen_says_why(screen: PromptsScreen, desk: Desk) -> None:
    desk.prompts.set_limit("purpose", on=True)
    theme(screen, "Purpose").click()
    button(screen, "prompts-draw").click()
    assert "There is no card to draw now." in screen.panels.draw.reasons
    assert "This theme is off the table." in screen.panels.draw.reasons
    assert screen.panels.draw.add.isVisibleTo(screen) is False


def test_depth_three_opens_when_each_of_the_two_has_ticked(
    screen: PromptsScreen, desk: Desk
) -> None:
    pair = desk.open_pair.pair
    maya, henrik = pair.mentor.id, pair.mentee.id
    screen.view.rules.click()
    rules = screen.panels.rules
    assert rules.box("deepest", henrik) is None
    mine = rules.box("deepest", maya)
    assert mine is not None
    mine.click()
    assert "Depth 1 is open." in words(rules)
    button(rules, "rules-hand-over").click()
    assert rules.box("deepest", maya) is None
    assert "Maya: yes" in words(rules)
    theirs = rules.box("deepest", henrik)
    assert theirs is not None
    theirs.click()
    assert "Depths 1 to 3 are open." in words(rules)


def test_only_the_mentor_sets_limits_and_only_the_executive_ticks_homework(
    screen: PromptsScreen, desk: Desk
) -> None:
    pair = desk.open_pair.pair
    screen.view.rules.click()
    rules = screen.panels.rules
    button(rules, "limit-feedback").click()
    assert desk.open_pair.pair.charter.limits == ("feedback",)
    assert rules.box("homework", pair.mentee.id) is None
    desk.members.hand_over()
    assert button(rules, "limit-feedback").isVisibleTo(rules) is False
    assert "Maya has taken these off the table: Feedback." in words(rules)
    box = rules.box("homework", pair.mentee.id)
    assert box is not None
    box.click()
    assert desk.open_pair.pair.charter.homework


def test_depth_two_opens_by_itself_after_two_sessions(screen: PromptsScreen, desk: Desk) -> None:
    for _ in range(2):
        session = desk.open_pair.pair.next_session.id
        desk.room.start(session)
        desk.room.close(session, WrapUp.DONE)
    screen.view.rules.click()
    assert "Open since your second session." in words(screen.panels.rules)
    assert screen.panels.rules.box("deeper", desk.open_pair.pair.mentor.id) is None


def test_a_new_prompt_is_checked_kept_found_and_undone(
    screen: PromptsScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    button(screen, "prompts-new").click()
    form = screen.panels.form
    form.depth_choice.show_choice("3")
    button(form, "form-keep").click()
    assert "Write the question." in words(form)
    assert "A prompt of depth 3 needs a caution" in words(form)
    qtbot.keyClicks(form.areas["text"], "Who pays for lunch?")
    qtbot.keyClicks(form.areas["caution"], "Smile.")
    qtbot.keyClick(form.areas["caution"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.said[-1] == ("Prompt added to your own.", "Undo")
    assert cards(screen)[0].view.text == "Who pays for lunch?"
    assert "1 of your own" in words(screen.view.header)
    heard.press_action()
    assert desk.prompts.own() == ()


def test_a_half_typed_prompt_waits_while_the_panel_is_closed(
    screen: PromptsScreen, desk: Desk, qtbot: QtBot
) -> None:
    button(screen, "prompts-new").click()
    qtbot.keyClicks(screen.panels.form.areas["text"], "Half a que")
    desk.prompts.set_favourite("pur-03", on=True)
    screen.view.side.closed.emit()
    button(screen, "prompts-new").click()
    assert screen.panels.form.draft.text == "Half a que"


def test_an_own_prompt_is_edited_and_deleted_with_undo(
    screen: PromptsScreen, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    desk.prompts.save(Prompt("", "purpose", Stage.OPENING, AskedBy.MENTOR, 1, "Ours?"))
    ident = desk.prompts.own()[0].id
    screen.show_place(Place(Where.PROMPTS, ident))
    screen.panels.detail.edit.click()
    area = screen.panels.form.areas["text"]
    area.selectAll()
    qtbot.keyClicks(area, "Ours, changed?")
    button(screen.panels.form, "form-keep").click()
    assert desk.prompts.own()[0].text == "Ours, changed?"
    screen.show_place(Place(Where.PROMPTS, ident))
    screen.panels.detail.delete.click()
    assert desk.prompts.own() == ()
    assert screen.view.side.isHidden()
    heard.press_action()
    assert [p.id for p in desk.prompts.own()] == [ident]


def test_a_bad_pack_names_every_line_and_brings_nothing(
    screen: PromptsScreen, desk: Desk, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "bad.csv"
    rows = ["category,stage,role,depth,text", *["purpose,opening,mentor,9,Why?"] * 60]
    dialogs.path.write_text("\n".join(rows), "utf-8")
    button(screen, "prompts-import").click()
    assert "so nothing was imported" in words(screen.panels.pack)
    assert screen.panels.pack.lines[0].startswith("Line 2: depth must be 1, 2 or 3")
    assert len(screen.panels.pack.lines) == 50
    assert screen.panels.pack.more.startswith("And ")
    assert screen.panels.pack.accept.isHidden()
    assert desk.prompts.own() == ()


def test_a_good_pack_is_looked_at_first_and_then_comes_in_whole(
    screen: PromptsScreen,
    desk: Desk,
    dialogs: AnsweredDialogs,
    heard: Heard,
    tmp_path: Path,
) -> None:
    dialogs.path = tmp_path / "finance.toml"
    dialogs.path.write_text(GOOD, "utf-8")
    button(screen, "prompts-import").click()
    assert "“Finance” brings 1 prompt." in words(screen.panels.pack)
    assert desk.prompts.own() == ()
    button(screen.panels.pack, "pack-accept").click()
    assert [p.pack for p in desk.prompts.own()] == ["Finance"]
    assert "1 from packs" in words(screen.view.header)
    heard.press_action()
    assert desk.prompts.own() == ()


def test_own_prompts_leave_as_a_file_and_a_pack_can_be_removed(
    screen: PromptsScreen, desk: Desk, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    desk.prompts.save(Prompt("", "purpose", Stage.OPENING, AskedBy.MENTOR, 1, "Ours?"))
    dialogs.path = tmp_path / "ours"
    choose(screen, "Export our own prompts…")
    assert "Ours?" in (tmp_path / "ours.toml").read_text("utf-8")
    (tmp_path / "finance.toml").write_text(GOOD, "utf-8")
    desk.packs.import_pack(tmp_path / "finance.toml")
    screen.view.filters.looking_changed.emit(Looking(show="pack:Finance"))
    choose(screen, "Remove this pack")
    assert desk.packs.names() == ()


@pytest.mark.parametrize(("width", "height"), [(860, 560), (1072, 800), (1700, 1000)])
def test_no_card_is_cut_off_at_its_sides(
    screen: PromptsScreen, width: int, height: int, qtbot: QtBot
) -> None:
    screen.resize(width, height)
    QApplication.processEvents()
    room = screen.view.grid.viewport().width()
    for card in cards(screen):
        assert card.geometry().right() <= room
        for each in card.findChildren(QPushButton):
            if each.isVisibleTo(card):
                assert each.width() >= each.sizeHint().width()
                assert each.geometry().right() <= card.width()
