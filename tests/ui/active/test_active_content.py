"""Nothing that somebody wrote loads, runs or opens anything, in any view that shows it (D30)."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.domain.agenda import Carried
from rm_desktop.domain.entities import Action, AgendaItem, SessionState, WrapUp
from rm_desktop.domain.journal import Page
from rm_desktop.domain.summary import Fate, SessionSummary, TopicRecord
from rm_desktop.exchange.journal_html import journal_html
from rm_desktop.exchange.summary_html import agenda_html, summary_html
from rm_desktop.ui.dialogs import AnsweredDialogs, WindowDialogs
from rm_desktop.ui.editor.note_edit import NoteEdit
from rm_desktop.ui.links import ask_then_open
from rm_desktop.ui.printing import Paper, pdf
from rm_desktop.ui.widgets.button import Button
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.label import Label, plain_tip
from rm_desktop.ui.widgets.markdown_view import MarkdownView
from rm_desktop.ui.widgets.text_field import TextField
from rm_desktop.ui.workers import Workers
from tests.ui.active.canaries import Canaries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the picture is watched by inotify")

#: Payloads that are laid out together where each by itself would take minutes.
BUNCH = 60
TABLES = (QTextFormat.ObjectTypes.TableObject.value, QTextFormat.ObjectTypes.TableCellObject.value)
WEB = {"http", "https", "mailto"}


@pytest.fixture
def workers(qapp: QApplication) -> Iterator[Workers]:
    workers = Workers()
    yield workers
    workers.close()


def bunches(payloads: list[str]) -> Iterator[str]:
    for start in range(0, len(payloads), BUNCH):
        yield "\n\n".join(payloads[start : start + BUNCH])


def links(document: QTextDocument) -> set[str]:
    """Return what a document links to; fails on a picture or anything else that is loaded."""
    found = set[str]()
    for form in document.allFormats():
        assert not form.isImageFormat()
        assert not form.hasProperty(QTextFormat.Property.ImageName)
        assert form.objectType() in (0, *TABLES), form.objectType()
        if form.isCharFormat() and form.toCharFormat().anchorHref():
            found.add(form.toCharFormat().anchorHref())
    return found


def test_the_canaries_sing(canaries: Canaries, qtbot: QtBot) -> None:
    """Show that what is counted below would be counted."""
    label = QLabel(f"<img src='{canaries.file}'>")
    qtbot.addWidget(label)
    label.grab()
    assert canaries.looks
    port = QUrl(canaries.web).port()
    with socket.create_connection(("127.0.0.1", port)):
        assert canaries.knocks == 1
    QDesktopServices.openUrl(QUrl("https://a.example"))
    assert canaries.opened == ["https://a.example"]


def test_notes_load_and_open_nothing(
    canaries: Canaries, payloads: list[str], workers: Workers, qtbot: QtBot
) -> None:
    view = MarkdownView("Notes", workers)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    found = set[str]()
    for number, text in enumerate(payloads):
        view.show_markdown(text)
        view.document().size()
        found |= links(view.document())
        if number % BUNCH == 0:
            view.grab()
    canaries.are_untouched()
    dialogs = AnsweredDialogs(yes=False)
    for address in sorted(found):
        url = QUrl(address)
        asked = len(dialogs.asked)
        assert not ask_then_open(url, dialogs)
        if len(dialogs.asked) > asked:
            assert url.scheme() in WEB
            encoded = QUrl.ComponentFormattingOption.FullyEncoded
            host = url.host(encoded) or url.path(encoded)
            assert host[-40:] in dialogs.asked[-1].splitlines()[0]
    canaries.are_untouched()


class Bell(QObject):
    """Rings when a worker has come so far."""

    rings = 0

    @Slot(object)
    def ring(self, _: object) -> None:
        self.rings += 1


def test_long_notes_set_by_a_worker_load_nothing(
    canaries: Canaries, payloads: list[str], qtbot: QtBot
) -> None:
    workers = Workers(threads=1)
    view = MarkdownView("Notes", workers)
    qtbot.addWidget(view)
    view.show()
    bell = Bell()
    for number, text in enumerate(bunches(payloads)):
        view.show_markdown(f"**words**\n\n{text}\n\n" + "words " * 300)
        links(view.document())
        workers.run(int, bell.ring, bell.ring)  # what is asked for next is done next
        qtbot.waitUntil(lambda count=number: bell.rings > count)  # type: ignore[misc]
        links(view.document())
        view.grab()
    workers.close()
    canaries.are_untouched()


NOW = datetime.fromisoformat("2026-11-26T14:00")


def record(text: str) -> SessionSummary:
    """Return the record of a session with a text in every place that holds one."""
    topics = tuple(
        TopicRecord(str(fate), text, "m", 15, 60_000, fate, text, text, text)
        for fate in (Fate.DISCUSSED, Fate.CARRIED)
    )
    return SessionSummary(
        id="s",
        number=4,
        title=text,
        state=SessionState.CLOSED,
        wrap_up=WrapUp.DONE,
        minutes=60,
        begins=NOW,
        ends=NOW,
        elapsed_ms=60_000,
        names={"m": text, "h": text},
        purpose=text,
        topics=topics,
        waiting=(Carried(AgendaItem("i", title=text), "s", 1),),
        takeaways=(("m", text), ("h", text)),
        actions=(Action("x", text, "h"),),
        next_begins=NOW,
    )


def diary(text: str) -> str:
    one = text.replace("\n", " ")
    page = Page("a", title=one, written="2026-11-26T14:05", tags=(one,))
    return journal_html([(page, text), (replace(page, title="x"), "words")], one)


@pytest.mark.parametrize(
    "page",
    [
        lambda text: summary_html(record(text)),
        lambda text: agenda_html(replace(record(text), state=SessionState.PLANNED)),
        diary,
    ],
    ids=["summary", "agenda", "journal"],
)
def test_printed_pages_load_nothing(
    canaries: Canaries, payloads: list[str], page: Callable[[str], str]
) -> None:
    for text in bunches(payloads):
        html = page(text)
        paper = Paper(html)
        paper.size()
        assert {QUrl(address).scheme() for address in links(paper)} <= WEB | {""}
    content = pdf(html, text[:200])
    schemes = set(re.findall(rb"/URI\s*\(([a-zA-Z][a-zA-Z0-9+.-]*):", content))
    assert {scheme.decode() for scheme in schemes} <= WEB
    canaries.are_untouched()


def test_words_on_controls_are_no_markup(
    canaries: Canaries, payloads: list[str], qtbot: QtBot
) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    rows = QVBoxLayout(shown)
    label, wrapped, elided = Label(), Label(wrap=True), ElidedLabel("")
    field, button, edit = TextField("Title"), Button("x"), NoteEdit("Notes")
    for each in (label, wrapped, elided, field, button, edit):
        rows.addWidget(each)
    shown.show()
    for text in payloads:
        one = text.replace("\n", " ")
        for words in (label, wrapped, elided):
            words.show_text(text)
            assert words.textFormat() == Qt.TextFormat.PlainText
        field.setText(one)
        button.setText(one)
        edit.setPlainText(text)
        links(edit.document())
        plain_tip(label, text)
        assert not QtGui.Qt.mightBeRichText(label.toolTip())
        shown.setWindowTitle(one)
    shown.grab()
    canaries.are_untouched()


def test_tooltips_and_questions_show_markup_as_it_was_typed(
    canaries: Canaries, payloads: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = Label()
    qtbot.addWidget(label)

    def draw(box: QMessageBox) -> None:
        box.grab()

    monkeypatch.setattr(QMessageBox, "exec", draw)
    for text in payloads[:: len(payloads) // 150]:
        plain_tip(label, text)
        QToolTip.showText(QPoint(5, 5), label.toolTip(), label)
        for tip in QApplication.topLevelWidgets():
            if tip.inherits("QTipLabel"):
                tip.grab()
        assert not WindowDialogs(parent).ask("Delete", text, "Delete")
    QToolTip.hideText()
    canaries.are_untouched()
