"""Drafts on Prepare and Today: begun, written, and put on the agenda, word for word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.services.desk import Desk
from rm_desktop.services.private import Private
from rm_desktop.ui.drafts.card import DraftsCard
from rm_desktop.ui.drafts.list import StateChip
from rm_desktop.ui.drafts.panel import DraftsPanel
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.screen import Context
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.label import Label
from tests.ui.conftest import Heard


@pytest.fixture
def card(qtbot: QtBot, context: Context) -> DraftsCard:
    made = DraftsCard(context)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.look_again()
    made.show()
    return made


@pytest.fixture
def panel(unlocked: Private, card: DraftsCard) -> DraftsPanel:
    assert unlocked.is_open
    card.look_again()
    assert card.panel is not None
    return card.panel


def begin(qtbot: QtBot, panel: DraftsPanel, title: str) -> str:
    """Type a title and Enter; return the id of the draft."""
    panel.list.field.setFocus()
    qtbot.keyClicks(panel.list.field, title)
    qtbot.keyClick(panel.list.field, Qt.Key.Key_Return)
    drafts = panel._drafts.listed()  # noqa: SLF001
    return next(page.id for page in drafts if page.title == title)


def press(qtbot: QtBot, panel: QWidget, name: str) -> None:
    found = panel.findChild(QPushButton, name)
    assert found is not None, name
    assert not found.isHidden(), name
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def test_locked_it_is_one_quiet_button_that_says_whether_there_is_a_lock(
    card: DraftsCard, context: Context
) -> None:
    def shown() -> list[str]:
        return [b.text() for b in card.findChildren(QPushButton) if b.isVisible()]

    assert shown() == ["Begin…"]
    private = context.profile.private
    private.open(private.make("copper otter seventeen"))
    private.lock()
    card.look_again()
    assert shown() == ["Unlock"]


def test_enter_begins_a_draft_and_the_next_one(
    qtbot: QtBot, panel: DraftsPanel, desk: Desk
) -> None:
    begin(qtbot, panel, "What a brief looks like")
    begin(qtbot, panel, "Voicemail")
    assert set(panel.list.titles) == {"What a brief looks like", "Voicemail"}
    assert {page.state for page in desk.drafts.listed()} == {"idea"}
    assert not desk.open_pair.pair.items


@pytest.mark.parametrize("by", ["mouse", "space", "enter"])
def test_a_press_on_the_state_goes_on_to_the_next(
    qtbot: QtBot, panel: DraftsPanel, desk: Desk, by: str
) -> None:
    begin(qtbot, panel, "Voicemail")
    for wanted in ("draft", "ready", "idea"):
        chip = panel.findChild(StateChip)
        assert chip is not None
        if by == "mouse":
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(chip, Qt.Key.Key_Space if by == "space" else Qt.Key.Key_Return)
        QApplication.sendPostedEvents(None, 52)  # what was deleted later
        [draft] = desk.drafts.listed()
        assert draft.state == wanted


def test_a_draft_keeps_title_text_and_links(qtbot: QtBot, panel: DraftsPanel, desk: Desk) -> None:
    ident = begin(qtbot, panel, "Voicemail")
    panel.open(ident)
    qtbot.keyClicks(panel.editor.pane.edit, "Nobody answers it")
    panel.editor.title.setText("Why nobody answers voicemail")
    qtbot.keyClick(panel.editor.title, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.editor.link, "example.org/voicemail")
    qtbot.keyClick(panel.editor.link, Qt.Key.Key_Return)
    press(qtbot, panel, "draft-back")
    [draft] = desk.drafts.listed()
    assert draft.title == "Why nobody answers voicemail"
    assert draft.links == ("https://example.org/voicemail",)
    page = desk.drafts.open(ident)
    assert page is not None
    assert page.text == "Nobody answers it"
    assert panel.list.titles == ("Why nobody answers voicemail",)


def test_what_is_no_address_is_said_and_not_kept(
    qtbot: QtBot, panel: DraftsPanel, desk: Desk
) -> None:
    panel.open(begin(qtbot, panel, "Voicemail"))
    qtbot.keyClicks(panel.editor.link, "javascript:alert(1)")
    qtbot.keyClick(panel.editor.link, Qt.Key.Key_Return)
    assert panel.editor.link.accessibleDescription() == "This is not a web address."
    assert desk.drafts.listed()[0].links == ()


def open_preview(qtbot: QtBot, panel: DraftsPanel, text: str) -> str:
    ident = begin(qtbot, panel, "Voicemail")
    panel.open(ident)
    qtbot.keyClicks(panel.editor.pane.edit, text)
    press(qtbot, panel, "draft-add")
    return ident


def test_the_preview_holds_exactly_what_the_partner_gets(
    qtbot: QtBot, panel: DraftsPanel, desk: Desk, heard: Heard
) -> None:
    ident = open_preview(qtbot, panel, "He never calls back")
    shown = words(panel.preview)
    assert "This is what Henrik will see" in shown
    assert "Voicemail" in shown
    assert "He never calls back" not in shown
    press(qtbot, panel, "preview-add")
    [topic] = desk.open_pair.pair.items.values()
    assert topic.title == "Voicemail"
    assert desk.notes(topic.id).text == ""
    page = desk.drafts.open(ident)
    assert page is not None
    assert page.page.item == topic.id
    assert "On the agenda of session 1" in "\n".join(
        row.detail
        for row in panel.list._rows or ()  # noqa: SLF001
    )
    assert heard.said[-1][1] == "Undo"
    heard.press_action()
    assert not [i for i in desk.open_pair.pair.items.values() if not i.binned_at]


def test_the_text_goes_with_it_only_when_asked(
    qtbot: QtBot, panel: DraftsPanel, desk: Desk
) -> None:
    open_preview(qtbot, panel, "Three examples")
    box = panel.preview.findChild(CheckBox, "preview-with-text")
    assert box is not None
    box.click()
    assert "Three examples" in words(panel.preview)
    press(qtbot, panel, "preview-add")
    [topic] = desk.open_pair.pair.items.values()
    assert desk.notes(topic.id).text == "Three examples"


def test_not_yet_shares_nothing(qtbot: QtBot, panel: DraftsPanel, desk: Desk) -> None:
    open_preview(qtbot, panel, "Three examples")
    press(qtbot, panel, "preview-back")
    assert not desk.open_pair.pair.items
    assert panel.editor.pane.edit.written == "Three examples"


def test_the_topic_is_one_press_away(
    qtbot: QtBot, panel: DraftsPanel, desk: Desk, heard: Heard
) -> None:
    ident = open_preview(qtbot, panel, "")
    press(qtbot, panel, "preview-add")
    panel.open(ident)
    press(qtbot, panel, "draft-topic")
    [topic] = desk.open_pair.pair.items
    session = desk.open_pair.pair.next_session.id
    assert heard.places == [Place(Where.PREPARE, session, topic)]


def test_the_bin_gives_it_back_and_does_not_name_it(
    qtbot: QtBot, panel: DraftsPanel, desk: Desk, heard: Heard
) -> None:
    panel.open(begin(qtbot, panel, "Voicemail"))
    press(qtbot, panel, "draft-bin")
    assert desk.drafts.listed() == []
    said, action = heard.said[-1]
    assert "Voicemail" not in said
    assert action == "Undo"
    heard.press_action()
    assert panel.list.titles == ("Voicemail",)


def test_the_lock_takes_it_away_and_keeps_what_was_half_typed(
    qtbot: QtBot, panel: DraftsPanel, card: DraftsCard, unlocked: Private, desk: Desk
) -> None:
    ident = begin(qtbot, panel, "Voicemail")
    panel.open(ident)
    qtbot.keyClicks(panel.editor.pane.edit, "half a th")
    unlocked.lock()
    card.look_again()
    QApplication.processEvents()
    assert "Voicemail" not in words(card)
    assert card.panel is None
    unlocked.open(unlocked.fetch("copper otter seventeen"))
    page = desk.drafts.open(ident)
    assert page is not None
    assert page.text == "half a th"


def test_a_draft_is_put_away_when_another_screen_comes(
    qtbot: QtBot, panel: DraftsPanel, card: DraftsCard, desk: Desk
) -> None:
    ident = begin(qtbot, panel, "Voicemail")
    panel.open(ident)
    qtbot.keyClicks(panel.editor.pane.edit, "Nobody answers it")
    card.hide()
    page = desk.drafts.open(ident)
    assert page is not None
    page.splice(0, 0, "Elsewhere: ")
    desk.drafts.pages.leave(ident)
    card.show()
    panel.open(ident)
    assert panel.editor.pane.edit.written == "Elsewhere: Nobody answers it"
