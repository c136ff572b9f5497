"""What holds for every screen: translatable words, names for screen readers, room at any size."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain import words
from rm_desktop.exchange.library import (
    load_agreement_fields,
    load_categories,
    load_journal_templates,
    load_prompts,
    load_session_templates,
)
from rm_desktop.services import sample
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.theme import apply_theme, load_theme
from rm_desktop.vault.keys import MemoryKeyStore
from tests.apart import disagree

#: Screens that show more while private pages are open.
PRIVATE = (Where.JOURNAL, Where.TODAY, Where.PREPARE, Where.ROOM)
UNLOCKED = {f"{where}, unlocked": where for where in PRIVATE}
TODAY = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it
#: What is nobody's sentence: keys, formats, licences, the app's own name.
NOT_WORDS = re.compile(
    r"(Ctrl|Alt|Shift|Esc|Enter|Delete|Space|F\d+|Tab)\b|\b[A-Z]\b|rm-desktop|markdown|json|TOML|CSV"
    r"|PDF|JSON|Markdown|MIT|MO|HB|Europe/London|(workspace|private)\.vault(\.header)?|backups|\.log",
    re.IGNORECASE,
)


class PseudoLanguage:
    """Puts every sentence into brackets, and leaves what is filled in as it is."""

    def gettext(self, message: str) -> str:
        return "".join(
            part if part.startswith("{") else f"⟦{part}⟧" if part else ""
            for part in re.split(r"(\{[^}]*\})", message)
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def pseudo() -> Iterator[None]:
    words.install(PseudoLanguage())
    yield
    words.install(None)


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, bytes]:
    """The sample pair, played once; closed, so that its files can be copied. With both keys."""
    root = tmp_path_factory.mktemp("sample")
    key = create_profile(root, MemoryKeyStore())
    clock = FakeClock(sample.begin(TODAY), "Europe/London")
    ids = (f"id{n:06d}" for n in itertools.count())
    made = open_profile(root, key, clock=clock, ids=ids.__next__, rng=Random(7), peeking=False)
    sample.play(made, clock, TODAY)
    private = made.private.key
    made.close()
    return root, key, private


@pytest.fixture
def sample_profile(sample_folder: tuple[Path, bytes, bytes], tmp_path: Path) -> Iterator[Profile]:
    root, key, _ = sample_folder
    shutil.copytree(root, tmp_path / "profile")
    clock = FakeClock(TODAY, "Europe/London")
    made = open_profile(tmp_path / "profile", key, clock=clock, rng=Random(7))
    yield made
    made.close()


@pytest.fixture
def conductor(qtbot: QtBot, sample_profile: Profile) -> Iterator[Conductor]:
    frame = Frame("rm-desktop")
    qtbot.addWidget(frame)
    made = Conductor(frame, sample_profile, AnsweredDialogs())
    made.begin()
    frame.show()
    qtbot.waitExposed(frame)
    yield made
    made.leave()
    made.house.close()


@pytest.fixture(params=[*Where, *UNLOCKED], ids=str)
def visited(
    request: pytest.FixtureRequest,
    conductor: Conductor,
    sample_folder: tuple[Path, bytes, bytes],
) -> QWidget:
    """Every screen in turn, with the sample pair; those with private parts unlocked as well."""
    if request.param in UNLOCKED:
        conductor.profile.private.open(sample_folder[2])
    where = UNLOCKED.get(request.param) or Where(request.param)
    desk = conductor.desk
    pair = desk.open_pair.pair
    upcoming, closed = pair.next_session.id, pair.closed[-1].id
    idents = {Where.PREPARE: upcoming, Where.SUMMARY: closed, Where.ROOM: upcoming}
    if where in (Where.ROOM, Where.CLOSE):
        desk.room.start(upcoming)
    if where == Where.DIFFERENCES:
        disagree(desk)
    conductor.go(Place(where, idents.get(where, upcoming if where == Where.CLOSE else "")))
    settle()
    return conductor.frame


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def seen(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every text on screen, and what a screen reader hears."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget, widget.placeholderText()
        yield widget, widget.accessibleName()
        yield widget, widget.toolTip()


def strings(value: object) -> Iterator[str]:
    """Every string inside domain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in (*value.keys(), *value.values()):
            yield from strings(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def content(profile: Profile) -> list[str]:
    """What people wrote and what the library holds; longest first."""
    assert profile.desk is not None
    pair = profile.desk.open_pair.pair
    shipped = (load_prompts(), load_categories(), load_session_templates(), load_agreement_fields())
    library = (*shipped, load_journal_templates())
    texts = set(strings(pair)) | set(strings(library)) | set(strings(profile.desk.prompts.own()))
    if profile.private.is_open:
        for listed in profile.desk.journal.listed():
            page = profile.desk.journal.open(listed.page.id)
            texts |= {*strings(listed.page), page.text if page else ""}
        texts |= set(strings(profile.desk.drafts.listed()))
    lines = {line for text in texts for line in text.splitlines()}
    names = {name for m in pair.members.values() for name in m.name.split()}
    return sorted(texts | lines | names, key=len, reverse=True)


@pytest.mark.usefixtures("pseudo")
def test_every_word_on_screen_can_be_translated(visited: QWidget, sample_profile: Profile) -> None:
    folder = str(sample_profile.ports.vault().path.parent)
    known = [folder, *(text for text in content(sample_profile) if len(text) > 1)]
    plain: set[str] = set()
    for widget, text in seen(visited):
        rest = re.sub(r"⟦[^⟧]*⟧", " ", text.replace("&&", "&"))
        for piece in known:
            if piece in rest:
                rest = rest.replace(piece, " ")
        rest = NOT_WORDS.sub(" ", rest)
        if re.search(r"[A-Za-z]{2,}", rest) and "…" not in rest:
            plain.add(f"{type(widget).__name__} {widget.objectName()}: {text!r}")
    assert not plain


def test_everything_that_takes_the_focus_has_a_name(visited: QWidget) -> None:
    nameless: list[str] = []
    for widget in visited.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not takes_focus or not widget.isVisible() or not widget.isEnabled():
            continue
        if isinstance(widget, QScrollBar) or widget.focusProxy() is not None:
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        name = spoken.text(QAccessible.Text.Name)
        if not name.strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert not nameless


def test_tab_reaches_everything_and_comes_round(visited: QWidget) -> None:
    wanted = {
        widget
        for widget in visited.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
    }
    start: QObject = next(iter(wanted))
    assert isinstance(start, QWidget)
    reached, step = {start}, start.nextInFocusChain()
    for _ in range(5000):
        if step is None or step is start:
            break
        reached.add(step)
        step = step.nextInFocusChain()
    assert wanted <= reached


@pytest.mark.parametrize("scale", [1.0, 2.0], ids=["100 %", "200 %"])
def test_nothing_is_cut_off_in_a_small_window(
    visited: QWidget, scale: float, qapp: QApplication
) -> None:
    try:
        apply_theme(qapp, load_theme("light"), scale)
        visited.resize(1024, 640)
        settle()
        beyond = [
            f"{type(w).__name__} {w.objectName()}"
            for w in visited.findChildren(QWidget)
            if w.isVisible()
            and not w.visibleRegion().isEmpty()
            and w.mapTo(visited, w.rect().topRight()).x() > visited.width()
        ]
        assert not beyond
        assert visited.width() == 1024
    finally:
        apply_theme(qapp, load_theme("light"), 1.0)
