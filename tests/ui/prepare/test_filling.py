"""Filling an agenda at once: by a pasted list, by a template, by a prompt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rm_desktop.services.desk import Desk
from rm_desktop.services.notes import read_notes
from rm_desktop.services.profile import Profile
from rm_desktop.ui.prepare.screen import PrepareScreen
from tests.ui.prepare.hands import (
    CONTROL,
    ENTER,
    Heard,
    agenda_of,
    button,
    pair_of,
    press,
    titles,
)

# -- lists and templates ----------------------------------------------------------------------


def test_a_pasted_list_is_previewed_added_as_one_change_and_undone(
    screen: PrepareScreen, desk: Desk, profile: Profile, heard: Heard
) -> None:
    text = "Hi Maya,\n\n- Live demo (15 min)\n  - bring two\n- Voicemail, 10'\n\nBest"
    QGuiApplication.clipboard().setText(text)
    screen.view.agenda.list.setFocus()
    press(Qt.Key.Key_V, CONTROL)
    assert not screen.view.paste.isHidden()
    assert agenda_of(desk) == []  # nothing yet
    button(screen, "add-pasted").click()
    assert agenda_of(desk) == [("Live demo", 15), ("Voicemail", 10)]
    assert screen.view.paste.isHidden()
    first = pair_of(desk).agenda(pair_of(desk).next_session.id)[0].id
    assert read_notes(first, profile.ports.vault()) == "- bring two"
    assert heard.said == [("2 topics added.", "Undo")]
    heard.press_action()
    assert agenda_of(desk) == []


@pytest.mark.parametrize("what", ["huge", "picture", "nothing"])
def test_what_can_never_be_topics_gets_a_sentence_and_stays_on_the_clipboard(
    screen: PrepareScreen, desk: Desk, heard: Heard, what: str
) -> None:
    mime = QMimeData()
    if what == "huge":
        mime.setText("- a topic\n" * 1_000_000)
    elif what == "picture":
        mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(mime)
    button(screen, "paste-list").click()
    (words, action) = heard.said[0]
    expected = {
        "huge": "What you pasted is too long to be a list of topics. Nothing was changed.",
        "picture": "There is a picture or a file on the clipboard, and topics are words.",
        "nothing": "There is nothing to paste yet.",
    }
    assert words.startswith(expected[what])
    assert (action, screen.view.paste.isHidden(), agenda_of(desk)) == ("", True, [])
    left = QGuiApplication.clipboard().mimeData()
    assert (left.hasText(), left.hasImage()) == (what == "huge", what == "picture")
    assert len(left.text()) == (10_000_000 if what == "huge" else 0)


def test_an_empty_agenda_offers_one_sentence_and_the_template_that_suits(
    screen: PrepareScreen, desk: Desk, heard: Heard
) -> None:
    suggestion = button(screen, "use-suggestion")
    assert suggestion.isVisible()
    assert suggestion.text() == "Use “First session”, 60 min"
    assert screen.view.agenda.list.accessibleDescription().startswith("Nothing here yet")
    suggestion.click()
    assert screen.view.agenda.sum_words == "60 of 60 min"
    assert not suggestion.isVisible()
    assert heard.said == [("“First session” is laid out: 60 min.", "Undo")]
    heard.press_action()
    assert suggestion.isVisible()


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("template-learning-60", 60), ("template-show-me-45", 45), ("template-rescue-20", 20)],
)
def test_a_template_keeps_the_topics_and_the_hour(
    screen: PrepareScreen, desk: Desk, name: str, minutes: int
) -> None:
    desk.agenda.add(pair_of(desk).next_session.id, "Voicemail", minutes=10)
    button(screen, "templates").click()
    button(screen, name).click()
    assert screen.view.templates.isHidden()
    assert ("Voicemail", 10) in agenda_of(desk)
    assert screen.view.agenda.sum_words == f"{minutes} of {minutes} min"
    screen.view.agenda.add.title.setText("One more")
    QTest.keyClick(screen.view.agenda.add.title, ENTER)
    assert agenda_of(desk)[-2] == ("One more", 0)  # before the close


def test_a_template_too_short_for_the_topics_names_the_overflow(
    screen: PrepareScreen, desk: Desk, heard: Heard
) -> None:
    desk.agenda.add(pair_of(desk).next_session.id, "Everything", minutes=60)
    screen.panels.open_templates()
    button(screen, "template-learning-45").click()
    over = sum(minutes for _, minutes in agenda_of(desk)) - 45
    assert over > 0
    assert heard.said[0][0].endswith(f"Your topics take {over} min more than fit.")
    assert f"{over} too many" in screen.view.agenda.sum_words


def test_a_prompt_comes_onto_the_agenda_and_another_one_lies_there(
    screen: PrepareScreen, desk: Desk
) -> None:
    first, _ = screen.view.prompt.words
    button(screen, "another-prompt").click()
    second, _ = screen.view.prompt.words
    assert first != second
    button(screen, "add-prompt").click()
    assert titles(screen) == [second]
    QApplication.processEvents()
    assert screen.view.prompt.words[0] not in {first, second}
