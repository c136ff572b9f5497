"""What somebody else wrote is read, and nothing is loaded, followed or hung by it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtNetwork import QHostAddress, QTcpServer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from rm_desktop.ui.dialogs import AnsweredDialogs, WindowDialogs
from rm_desktop.ui.links import ask_then_open
from rm_desktop.ui.widgets.avatar import Avatar
from rm_desktop.ui.widgets.markdown_view import MOST, MarkdownView
from rm_desktop.ui.workers import Workers


@pytest.fixture
def workers(qapp: QApplication) -> Iterator[Workers]:
    workers = Workers()
    yield workers
    workers.close()


@pytest.fixture
def view(workers: Workers, qtbot: QtBot) -> MarkdownView:
    view = MarkdownView("Notes", workers)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    return view


@pytest.fixture
def server(qapp: QApplication) -> Iterator[QTcpServer]:
    """A web server that only counts who knocks."""
    server = QTcpServer()
    assert server.listen(QHostAddress.SpecialAddress.LocalHost)
    yield server
    server.close()


def test_a_note_is_set(view: MarkdownView) -> None:
    view.show_markdown("# First impressions\nThe **filter**.\n- [x] done")
    assert view.toPlainText() == "First impressions\nThe filter.\n☑ done"


def test_it_is_as_high_as_its_text(view: MarkdownView) -> None:
    view.show_markdown("one line")
    low = view.sizeHint().height()
    view.show_markdown("\n\n".join(["a paragraph"] * 10))
    assert view.sizeHint().height() > 8 * low


def test_a_long_note_is_plain_at_first_and_set_by_a_worker(
    view: MarkdownView, qtbot: QtBot
) -> None:
    view.show_markdown("**bold** words. " * 300)
    assert view.toPlainText().startswith("**bold** words.")
    qtbot.waitUntil(lambda: view.toPlainText().startswith("bold words."))


def test_a_note_that_changed_meanwhile_is_not_shown_as_it_was(
    view: MarkdownView, workers: Workers, qtbot: QtBot
) -> None:
    view.show_markdown("**old** words. " * 300)
    view.show_markdown("new words")
    workers.close()
    QApplication.processEvents()
    assert view.toPlainText() == "new words"


def test_nothing_is_fetched_from_anywhere(
    view: MarkdownView, server: QTcpServer, tmp_path: Path, qtbot: QtBot
) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>')
    address = f"http://127.0.0.1:{server.serverPort()}"
    payloads = [
        f"![p]({address}/a.png)",
        f'<img src="{address}/b.png">',
        f"![p]({picture.as_uri()})",
        f'<img src="{picture.as_uri()}">',
        f'<link rel="stylesheet" href="{address}/c.css">',
        f"<style>@import '{address}/d.css'; body {{ background: url({address}/e) }}</style>",
        f'<iframe src="{address}/f"></iframe><object data="{address}/g"></object>',
        f'<table background="{address}/h"><tr><td>x</td></tr></table>',
        "![p](//127.0.0.1/share/i.png)",
        "![p](data:image/png;base64,iVBORw0KGgo=)",
    ]
    empty = view.document().size().height()
    view.show_markdown("\n\n".join(payloads))
    with qtbot.waitSignal(server.newConnection, timeout=50, raising=False):
        view.grab()
    assert not server.hasPendingConnections()
    assert "\ufffc" not in view.toPlainText()  # no place was made for a picture
    assert view.document().size().height() < empty + 30 * 20 * len(payloads)
    for kind in range(1, 5):
        assert view.loadResource(kind, QUrl.fromLocalFile(str(picture))) is None


def test_even_unclean_html_would_load_nothing(view: MarkdownView, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>secret</p>")
    view.setHtml(f'<img src="{secret.as_uri()}"><a href="{secret.as_uri()}">x</a>')
    view.setSource(QUrl.fromLocalFile(str(secret)))
    assert "secret" not in view.toPlainText()


def test_a_link_is_handed_on_and_not_followed(view: MarkdownView, qtbot: QtBot) -> None:
    view.show_markdown("[the report](https://a.example/report)")
    view.setFocus()
    with qtbot.waitSignal(view.link_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [QUrl("https://a.example/report")]
    assert view.toPlainText() == "the report"


def test_tab_stops_only_where_there_is_a_link(view: MarkdownView) -> None:
    view.show_markdown("no link")
    assert not view.focusPolicy() & Qt.FocusPolicy.TabFocus
    view.show_markdown("https://a.example")
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    "text",
    ["[" * 5_000, "x[" * 9_000, "> " * 9_000, "- 1. " * 3_000, "a\n" * 30_000, "x" * 200_000],
    ids=["brackets", "half links", "quotes", "lists", "lines", "one word"],
)
def test_a_note_made_to_hang_is_on_screen_within_a_second(
    view: MarkdownView, workers: Workers, text: str
) -> None:
    view.show_markdown("warm up")
    begun = time.perf_counter()
    view.show_markdown(text)
    view.grab()
    assert time.perf_counter() - begun < 1
    assert view.toPlainText().rstrip() == text[:MOST].rstrip()


def test_a_link_says_where_it_leads_before_it_opens() -> None:
    dialogs, opened = AnsweredDialogs(yes=True), list[QUrl]()
    assert ask_then_open(QUrl("https://a.example/x"), dialogs, opened.append)
    assert opened == [QUrl("https://a.example/x")]
    assert "This link leads to a.example." in dialogs.asked[0]


def test_a_link_stays_closed_when_the_answer_is_no() -> None:
    dialogs, opened = AnsweredDialogs(yes=False), list[QUrl]()
    assert not ask_then_open(QUrl("https://a.example/x"), dialogs, opened.append)
    assert opened == []


def test_a_name_that_only_looks_like_another_is_shown_as_it_is() -> None:
    dialogs = AnsweredDialogs(yes=False)
    ask_then_open(QUrl("https://a.example@evil.example/"), dialogs)
    ask_then_open(QUrl("https://b\u0430nk.example/"), dialogs)
    assert "leads to evil.example." in dialogs.asked[0]
    assert "leads to xn--" in dialogs.asked[1]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "//host/share", "relative", "qrc:/x", "data:,x"],
)
def test_what_is_no_web_address_is_never_opened_nor_asked_about(address: str) -> None:
    dialogs, opened = AnsweredDialogs(yes=True), list[QUrl]()
    assert not ask_then_open(QUrl(address), dialogs, opened.append)
    assert opened == []
    assert dialogs.asked == []


MARKUP = "Talk about <img src='{}'> and &lt;b&gt;"


def open_tips() -> list[QLabel]:
    """What stands in tooltips now."""
    tops = [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel")]
    return [w for w in tops if isinstance(w, QLabel) and w.isVisible()]


@pytest.fixture
def canary(tmp_path: Path) -> str:
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "canary.png"))
    return MARKUP.format((tmp_path / "canary.png").as_uri())


def test_a_title_is_no_markup_in_a_tooltip(qtbot: QtBot, canary: str) -> None:
    avatar = Avatar(canary, "you")
    qtbot.addWidget(avatar)
    QToolTip.showText(QPoint(5, 5), avatar.toolTip(), avatar)
    (tip,) = open_tips()
    assert tip.sizeHint().height() < 300
    assert avatar.toolTip().replace("\N{WORD JOINER}", "") == canary
    tip.hide()


def test_a_links_own_title_is_not_shown(view: MarkdownView, canary: str) -> None:
    view.show_markdown(f'[the whole report](https://a.example "{canary}")')
    place = QPoint(10, 8)
    asks = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), asks)
    assert view.anchorAt(place) == "https://a.example"
    assert [tip.text() for tip in open_tips()] == []


def test_a_name_is_no_markup_in_a_question(
    qtbot: QtBot, canary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Qt.TextFormat] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: seen.append(box.textFormat()))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert not WindowDialogs(parent).ask("Delete", canary, "Delete")
    assert seen == [Qt.TextFormat.PlainText]


@pytest.mark.parametrize(
    ("address", "shown", "opened"),
    [
        ("mailto:a@b.example?attach=/etc/passwd&bcc=c@d", "a@b.example", "mailto:a@b.example"),
        ("mailto:%0A%0Aa@b.example", "%0A%0Aa@b.example", "mailto:%0A%0Aa@b.example"),
        ("mailto:<img src=x>@b.example", "%3Cimg%20src=x%3E@b.example", ""),
        ("https://bank.example@evil.example/", "evil.example.", ""),
        ("https://\u0430pple.com/", "xn--pple-43d.com", ""),
    ],
)
def test_what_is_shown_is_what_is_opened(address: str, shown: str, opened: str) -> None:
    dialogs, gone = AnsweredDialogs(yes=True), list[QUrl]()
    assert ask_then_open(QUrl(address), dialogs, gone.append)
    assert f"This link leads to {shown}" in dialogs.asked[0]
    assert not opened or bytes(gone[0].toEncoded().data()).decode() == opened


def test_the_end_of_a_long_host_is_shown() -> None:
    dialogs = AnsweredDialogs(yes=False)
    ask_then_open(QUrl(f"https://bank.example.{'a.' * 110}evil.example/"), dialogs)
    assert "evil.example." in dialogs.asked[0].splitlines()[0]


@pytest.mark.parametrize("address", ["https://a.example:99999/", "https:///x", "file:///x", "x:y"])
def test_what_is_no_web_address_is_not_even_asked_about(address: str) -> None:
    dialogs = AnsweredDialogs(yes=True)
    assert not ask_then_open(QUrl(address), dialogs, lambda _: pytest.fail("opened"))
    assert not dialogs.asked
