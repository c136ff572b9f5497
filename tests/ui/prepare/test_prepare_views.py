"""The parts of the prepare screen, each alone."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.entities import Session
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.paste import read_list
from rm_desktop.exchange.library import load_session_templates
from rm_desktop.ui.agenda.menu import Choices
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.prepare.around import ActionLine
from rm_desktop.ui.prepare.around_cards import SinceCard
from rm_desktop.ui.prepare.clipboard import read_clipboard
from rm_desktop.ui.prepare.date_choice import choose_date
from rm_desktop.ui.prepare.date_panel import DatePanel
from rm_desktop.ui.prepare.header import PrepareHeader
from rm_desktop.ui.prepare.paste_panel import PastePanel, left_out_words
from rm_desktop.ui.prepare.preparation import Question, Suggestion
from rm_desktop.ui.prepare.prompt_card import PromptCard
from rm_desktop.ui.prepare.prompt_words import Suggested
from rm_desktop.ui.prepare.template_panel import TemplatePanel
from rm_desktop.ui.prepare.topic_card import TopicCard
from rm_desktop.ui.prepare.waiting_cards import BacklogCard, CarriedCard

NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local time
SESSION = Session("s", 1, starts="2026-11-28T15:00", zone="Europe/London")
CHOICE = choose_date(Pair("p", sessions={"s": SESSION}), SESSION, NOW, "Europe/London")
ROW = AgendaRow("a", "Live demo", 20, "you", "m", "You lead")
CHOICES = Choices((("m", "You"), ("h", "Henrik"), ("", "Both")), (("", "None"), ("o", "A goal")))


def button(parent: QWidget, name: str) -> QPushButton:
    found = parent.findChild(QPushButton, name)
    assert found is not None
    return found


def labelled(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text().startswith(text))


@pytest.fixture
def dates(qtbot: QtBot) -> DatePanel:
    made = DatePanel()
    qtbot.addWidget(made)
    made.show_choice(CHOICE)
    return made


def test_a_date_is_typed_seen_in_full_and_set(qtbot: QtBot, dates: DatePanel) -> None:
    dates.when.clear()
    QTest.keyClicks(dates.when, "next friday 3pm")
    assert dates.preview == "Friday 4 Dec, 15:00–16:00"
    with qtbot.waitSignal(dates.date_chosen) as heard:
        QTest.keyClick(dates.when, Qt.Key.Key_Return)
    assert heard.args == [datetime(2026, 12, 4, 15, 0), 60]  # noqa: DTZ001


def test_a_quick_answer_fills_the_field(qtbot: QtBot, dates: DatePanel) -> None:
    labelled(dates, "A week later").click()
    assert dates.when.text() == "5 Dec 2026 15:00"
    dates.length.setText("1.5h")
    with qtbot.waitSignal(dates.date_chosen) as heard:
        button(dates, "set-date").click()
    assert heard.args == [datetime(2026, 12, 5, 15, 0), 90]  # noqa: DTZ001


def test_a_date_nobody_can_read_is_said_so_and_stays(qtbot: QtBot, dates: DatePanel) -> None:
    dates.when.setText("when it suits")
    with qtbot.assertNotEmitted(dates.date_chosen):
        QTest.keyClick(dates.when, Qt.Key.Key_Return)
    assert dates.problem.startswith("This is not a date we can read.")
    assert dates.when.text() == "when it suits"
    QTest.keyClicks(dates.when, "!")
    assert dates.problem == ""  # typing on, one is not told off


def test_without_a_date_the_length_alone_can_be_changed(qtbot: QtBot, dates: DatePanel) -> None:
    dates.when.clear()
    dates.length.setText("soon")
    with qtbot.assertNotEmitted(dates.length_chosen):
        button(dates, "set-date").click()
    assert dates.problem.startswith("These are not minutes")
    dates.length.setText("45")
    with qtbot.waitSignal(dates.length_chosen) as heard:
        button(dates, "set-date").click()
    assert heard.args == [45]


def test_escape_closes_the_panels(qtbot: QtBot, dates: DatePanel) -> None:
    templates, paste = TemplatePanel(), PastePanel()
    for panel in (templates, paste):
        qtbot.addWidget(panel)
    for closed, inside in (
        (dates.closed, dates.when),
        (templates.closed, templates),
        (paste.closed, paste),
    ):
        with qtbot.waitSignal(closed):
            QTest.keyClick(inside, Qt.Key.Key_Escape)


def test_every_template_is_offered_in_its_lengths_the_suited_first(qtbot: QtBot) -> None:
    panel = TemplatePanel()
    qtbot.addWidget(panel)
    panel.show_templates(load_session_templates(), Suggestion("listening", "Listening", 60))
    offered = [b.objectName() for b in panel.findChildren(QPushButton) if b.objectName()]
    assert offered[:3] == [f"template-listening-{n}" for n in (45, 60, 90)]
    assert len(offered) == 6 * 3 + 1
    assert "template-rescue-20" in offered
    with qtbot.waitSignal(panel.template_chosen) as heard:
        button(panel, "template-closing-90").click()
    assert heard.args == ["closing", 90]
    assert button(panel, "template-closing-90").accessibleName() == "Closing session, 90 minutes"


def test_a_pasted_list_is_shown_before_it_is_added(qtbot: QtBot) -> None:
    panel = PastePanel()
    qtbot.addWidget(panel)
    panel.show_list(
        read_list("Hi Maya,\n- Demo (15 min)\n  - bring two\n- Voicemail\nBest"), "them"
    )
    assert panel.words == ("2 topics found, 15 min", "Left out: “Hi Maya,”, “Best”")
    assert [(row.title, row.minutes, row.voice, row.note) for row in panel.rows] == [
        ("Demo", 15, "them", "with notes: bring two"),
        ("Voicemail", 0, "them", ""),
    ]
    with qtbot.waitSignal(panel.accepted):
        button(panel, "add-pasted").click()


def test_a_paste_without_topics_says_so(qtbot: QtBot) -> None:
    panel = PastePanel()
    qtbot.addWidget(panel)
    panel.show_list(read_list("---\n***"), "you")
    assert panel.words[0] == "No topics were found in what you copied."
    assert button(panel, "add-pasted").isHidden()


def test_many_lines_left_out_are_counted() -> None:
    words = left_out_words(tuple(f"line {n}" for n in range(20)))
    assert words.endswith("“line 7”, 12 lines more")


def test_a_picture_or_nothing_on_the_clipboard_gets_a_sentence() -> None:
    picture, file, nothing = QMimeData(), QMimeData(), QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    file.setUrls([QUrl()])
    for mime, words in ((picture, "picture"), (nothing, "nothing to paste")):
        with pytest.raises(BadInputError, match=words):
            read_clipboard(mime)


def test_ten_megabytes_are_refused() -> None:
    huge = QMimeData()
    huge.setText("- a topic\n" * 1_000_000)
    with pytest.raises(BadInputError, match="too long to be a list"):
        read_clipboard(huge)


def test_the_headline_is_edited_where_it_stands(qtbot: QtBot) -> None:
    head = PrepareHeader()
    qtbot.addWidget(head)
    head.show_session("Session 4", "Short video", "Saturday", "")
    field = head.title
    with qtbot.waitExposed(head):
        head.show()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Long video")
    head.show_session("Session 4", "From elsewhere", "Saturday", "")
    assert field.text() == "Long video"  # half typed words stay
    with qtbot.waitSignal(head.title_edited) as heard:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == ["Long video"]
    field.setFocus()
    QTest.keyClicks(field, "!!")
    with qtbot.assertNotEmitted(head.title_edited):
        QTest.keyClick(field, Qt.Key.Key_Escape)
        field.clearFocus()
    assert field.text() == "Long video"


def test_an_outcome_is_stored_when_the_typing_rests_or_another_topic_comes(qtbot: QtBot) -> None:
    card = TopicCard()
    qtbot.addWidget(card)
    card.show_topic(ROW, "", CHOICES, "Henrik")
    with qtbot.waitSignal(card.outcome_edited, timeout=2000) as heard:
        QTest.keyClicks(card.outcome, "A list")
    assert heard.args == ["a", "A list"]
    QTest.keyClicks(card.outcome, " of three")
    card.show_topic(ROW, "A list", CHOICES, "Henrik")  # a refresh while typing
    assert card.outcome.toPlainText() == "A list of three"
    with qtbot.waitSignal(card.outcome_edited) as heard:
        card.show_topic(AgendaRow("b", "Other"), "", CHOICES, "Henrik")
    assert heard.args == ["a", "A list of three"]
    assert card.outcome.toPlainText() == ""


def test_the_question_about_a_carried_topic_has_three_answers(qtbot: QtBot) -> None:
    card = CarriedCard()
    qtbot.addWidget(card)
    card.show_carried((ROW,), (Question("a", "Keep, park or drop?", 3),))
    assert card.questions == ("Keep, park or drop?",)
    for name, signal, args in (
        ("keep-carried", card.keep_requested, ["a", 3]),
        ("park-carried", card.park_requested, ["a"]),
        ("drop-carried", card.drop_requested, ["a"]),
    ):
        with qtbot.waitSignal(signal) as heard:
            button(card, name).click()
        assert heard.args == args
    card.show_carried((ROW,), (Question("a", "Once more: keep, park or drop?", 4),))
    assert card.questions == ("Once more: keep, park or drop?",)
    with qtbot.waitSignal(card.keep_requested) as heard:
        button(card, "keep-carried").click()
    assert heard.args == ["a", 4]
    card.show_carried((), ())
    assert card.isHidden()
    assert not card.questions


def test_the_backlog_is_folded_and_opens(qtbot: QtBot) -> None:
    card = BacklogCard()
    qtbot.addWidget(card)
    card.show_backlog((ROW,))
    fold = button(card, "fold-backlog")
    assert (fold.text(), card.list.isHidden()) == ("Backlog · 1 topic", True)
    with qtbot.waitSignal(card.unfolded) as heard:
        fold.click()
    assert (heard.args, card.list.isHidden()) == ([True], False)
    fold.click()
    assert card.list.isHidden()


def test_a_prompt_always_shows_its_caution(qtbot: QtBot) -> None:
    card = PromptCard()
    qtbot.addWidget(card)
    card.show_prompt(Suggested("p", "What did you expect?", "Digital fluency", "Go gently."))
    assert card.words == ("What did you expect?", "Go gently.")
    with qtbot.waitSignal(card.add_requested) as heard:
        button(card, "add-prompt").click()
    assert heard.args == ["p"]
    card.show_prompt(None)
    assert card.words[0].startswith("No card is left")
    assert button(card, "add-prompt").isHidden()


def test_actions_that_stay_keep_their_row(qtbot: QtBot) -> None:
    card = SinceCard()
    qtbot.addWidget(card)
    lines = [ActionLine(n, f"Do {n}", "You", "you", "", overdue=False) for n in "xyz"]
    card.show_actions(lines)
    boxes = card.findChildren(QWidget, "action-done")
    with qtbot.waitSignal(card.done_requested) as heard:
        QTest.mouseClick(boxes[1], Qt.MouseButton.LeftButton)
    assert heard.args == ["y"]
    card.show_actions([lines[0], lines[2]])
    assert card.texts == ("Do x", "Do z")
    card.show_actions([])
    assert card.isHidden()
