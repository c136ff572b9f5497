"""From the standing frame to a person: nothing is done ahead until somebody is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rm_desktop import bootstrap
from rm_desktop.services.start import Start
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.opening import Opening
from rm_desktop.ui.theme.appearance import Appearance
from rm_desktop.vault.keys import MemoryKeyStore

if TYPE_CHECKING:
    from rm_desktop.services.doors import Doors

NOWHERE = QPoint()
BUTTON, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


def mouse(kind: QEvent.Type, held: Qt.MouseButton = NONE) -> QEvent:
    return QMouseEvent(kind, QPointF(9, 9), QPointF(9, 9), held, held, PLAIN)


def wheel() -> QEvent:
    phase = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), NOWHERE, QPoint(0, 120), NONE, PLAIN, phase, False
    )


#: What a hand can do first, as the window of the system hears it.
SIGNS: dict[str, Callable[[], QEvent]] = {
    "mouse": lambda: mouse(QEvent.Type.MouseMove),
    "click": lambda: mouse(QEvent.Type.MouseButtonPress, BUTTON),
    "key": lambda: QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, PLAIN),
    "wheel": wheel,
}


class Stage:
    """A window over a real profile that was made earlier, and what it reported."""

    def __init__(self, root: Path, key: bytes, appearance: Appearance) -> None:
        self.frame = Frame("rm-desktop")
        self.frame.show()
        self.told: list[str] = []
        start = Start(root, MemoryKeyStore(), cast("Doors", bootstrap), key=key)
        self.opening = Opening(self.frame, start, appearance, self.told.append)
        self.opening.begin()

    @property
    def window(self) -> QWindow:
        (window,) = (
            w for w in QGuiApplication.topLevelWindows() if w.winId() == self.frame.winId()
        )
        return window

    @property
    def has_read_on(self) -> bool:
        """Whether the pair's document has been read, beyond what Today shows."""
        desk = self.opening.profile.desk if self.opening.profile else None
        return desk is not None and desk.open_pair.is_loaded

    def close(self) -> None:
        self.opening.close()
        self.frame.close()
        self.frame.deleteLater()


@pytest.fixture
def sample(tmp_path: Path) -> tuple[Path, bytes]:
    today = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it
    root = tmp_path / "profile"
    return root, bootstrap.build_sample(root, today, "Europe/London", MemoryKeyStore())


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, sample: tuple[Path, bytes]
) -> Iterator[Callable[[], Stage]]:
    stages: list[Stage] = []

    def make() -> Stage:
        stages.append(Stage(*sample, Appearance(qapp, "light", 100)))
        qtbot.waitUntil(lambda: "idle" in stages[-1].told)
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()


def test_while_nobody_is_there_nothing_is_read_ahead(
    open_window: Callable[[], Stage], qtbot: QtBot
) -> None:
    stage = open_window()
    QCoreApplication.processEvents()
    assert stage.told == ["settled", "idle"]
    assert not stage.has_read_on
    stage.opening._workers.close()  # noqa: SLF001 - it would wait for what had begun
    assert not stage.has_read_on


@pytest.mark.parametrize("sign", SIGNS)
def test_the_first_sign_of_a_person_begins_it(
    open_window: Callable[[], Stage], qtbot: QtBot, sign: str
) -> None:
    stage = open_window()
    QCoreApplication.sendEvent(stage.window, SIGNS[sign]())
    qtbot.waitUntil(lambda: stage.told.count("idle") == 2)
    assert stage.has_read_on


def test_later_signs_begin_nothing(open_window: Callable[[], Stage], qtbot: QtBot) -> None:
    stage = open_window()
    for sign in (*SIGNS.values(), *SIGNS.values()):
        QCoreApplication.sendEvent(stage.window, sign())
    qtbot.waitUntil(lambda: stage.told.count("idle") == 2)
    QCoreApplication.sendEvent(stage.window, SIGNS["mouse"]())
    stage.opening._workers.close()  # noqa: SLF001
    QCoreApplication.processEvents()
    assert stage.told == ["settled", "idle", "idle"]


def test_a_change_without_a_hand_begins_it_too(
    open_window: Callable[[], Stage], qtbot: QtBot
) -> None:
    stage = open_window()
    assert stage.opening.profile is not None
    assert stage.opening.profile.desk is not None
    stage.opening.profile.desk.members.hand_over()
    qtbot.waitUntil(lambda: stage.told.count("idle") == 2)


def test_an_edit_before_the_worker_is_back_is_kept(
    open_window: Callable[[], Stage], qtbot: QtBot
) -> None:
    stage = open_window()
    QCoreApplication.sendEvent(stage.window, SIGNS["mouse"]())
    assert stage.opening.profile is not None
    desk = stage.opening.profile.desk
    assert desk is not None
    item = desk.agenda.add(desk.open_pair.pair.next_session.id, "Said at once")
    qtbot.waitUntil(lambda: stage.told.count("idle") == 2)
    assert desk.open_pair.pair.items[item].title == "Said at once"
    desk.agenda.edit(item, title="Said later")
    assert desk.open_pair.pair.items[item].title == "Said later"


def test_after_a_quit_in_the_middle_of_the_hour_nobody_need_turn_to_it(
    open_window: Callable[[], Stage], sample: tuple[Path, bytes]
) -> None:
    profile = bootstrap.open_profile(*sample)
    assert profile.desk is not None
    session = profile.desk.open_pair.pair.next_session.id
    profile.desk.room.start(session)
    profile.close()
    stage = open_window()
    assert stage.told == ["settled", "idle"]
    assert stage.opening.conductor is not None
    assert stage.opening.conductor.place == Place(Where.ROOM, session)
