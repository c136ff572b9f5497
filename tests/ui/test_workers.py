"""Work leaves the window's thread, and its results come home to it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal, Slot
from pytestqt.qtbot import QtBot

from rm_desktop.domain.errors import BadInputError
from rm_desktop.ui.workers import Workers


class Receiver(QObject):
    heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[QThread] = []

    @Slot(object)
    def on_done(self, result: object) -> None:
        self.threads.append(QThread.currentThread())
        self.results.append(result)
        self.heard.emit()

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        self.threads.append(QThread.currentThread())
        self.errors.append(error)
        self.heard.emit()


@pytest.fixture
def workers(qtbot: QtBot) -> Workers:
    return Workers()


def test_work_runs_elsewhere_and_its_result_comes_home(workers: Workers, qtbot: QtBot) -> None:
    receiver, here = Receiver(), threading.get_ident()
    with qtbot.waitSignal(receiver.heard):
        workers.run(threading.get_ident, receiver.on_done, receiver.on_failed)
    assert receiver.results != [here]
    assert receiver.threads == [QThread.currentThread()]
    workers.close()


def test_an_error_comes_home_whole(workers: Workers, qtbot: QtBot) -> None:
    receiver = Receiver()

    def fail() -> None:
        raise BadInputError("The sentence.", "The next step.")

    with qtbot.waitSignal(receiver.heard):
        workers.run(fail, receiver.on_done, receiver.on_failed)
    assert [str(each) for each in receiver.errors] == ["The sentence. The next step."]
    assert receiver.threads == [QThread.currentThread()]
    workers.close()


def test_what_could_land_in_the_worker_is_refused(workers: Workers) -> None:
    receiver = Receiver()
    with pytest.raises(TypeError, match="QObjects only"):
        workers.run(threading.get_ident, lambda _result: None, receiver.on_failed)
    with pytest.raises(TypeError, match="QObjects only"):
        workers.run(threading.get_ident, receiver.on_done, print)
    workers.close()


def test_closing_waits_for_what_has_begun_and_forgets_the_result(workers: Workers) -> None:
    receiver, begun, go_on = Receiver(), threading.Event(), threading.Event()
    ended: list[bool] = []

    def work() -> None:
        begun.set()
        go_on.wait(5)
        ended.append(True)

    workers.run(work, receiver.on_done, receiver.on_failed)
    assert begun.wait(5)
    go_on.set()
    workers.close()
    QCoreApplication.processEvents()
    assert ended == [True]
    assert receiver.results == []


def test_a_receiver_that_is_gone_hears_nothing(workers: Workers, qtbot: QtBot) -> None:
    gone, there, go_on = Receiver(), Receiver(), threading.Event()
    workers.run(lambda: go_on.wait(5), gone.on_done, gone.on_failed)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    go_on.set()
    with qtbot.waitSignal(there.heard):
        workers.run(lambda: "later", there.on_done, there.on_failed)
    assert there.results == ["later"]
    workers.close()


def test_many_pieces_all_come_home(workers: Workers, qtbot: QtBot) -> None:
    receiver = Receiver()
    for number in range(50):
        workers.run(lambda n=number: n, receiver.on_done, receiver.on_failed)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(receiver.results) == 50)
    assert sorted(map(str, receiver.results)) == sorted(map(str, range(50)))
    workers.close()
