"""Work that would freeze the window, done in threads, its results sent home.

Nothing else in `ui` begins a thread; what a courier carries has one in `services.errands`.

Measured: a signal from a worker that is connected to a lambda, a `partial` or a method of a plain
object runs that *in the worker*. Here one queued signal to one slot brings every result home first.
The threads are Python's: in a pool of Qt's, PySide looks an override of ours up in a table without
holding the interpreter, while the window's thread changes that table (a crash in 6.11.3).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


class Workers(QObject):
    """Runs functions in threads; `done(result)` or `failed(error)` follows in the window's thread.

    Both must be methods of QObjects; one that has been deleted meanwhile hears nothing.
    """

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._most = threads
        self._lock = threading.Lock()
        self._waiting = deque[_Job]()
        self._threads: set[threading.Thread] = set()
        self._jobs: set[_Job] = set()

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Begin a piece of work. It must not touch widgets nor the window's vault connection."""
        for receiver in (done, failed):
            if not isinstance(getattr(receiver, "__self__", None), QObject):
                message = "results come home to methods of QObjects only"
                raise TypeError(message)
        job = _Job(work, done, failed)
        # Queued by itself, for it is emitted in another thread; to say so takes Qt's namespace,
        # 20 ms when first named.
        job.ended.connect(self._on_ended)
        self._jobs.add(job)
        with self._lock:
            self._waiting.append(job)
            if len(self._threads) < self._most:
                thread = threading.Thread(target=self._work, name="worker", daemon=True)
                self._threads.add(thread)
                thread.start()

    def close(self) -> None:
        """Wait for what has begun, forget what has not and every result; a second call is fine."""
        with self._lock:
            self._waiting.clear()
        self.wait()
        self._jobs.clear()

    def wait(self) -> bool:
        """Wait until nothing is under way; results come home afterwards, in the event loop."""
        with self._lock:
            begun = list(self._threads)
        for thread in begun:
            thread.join()
        return True

    def _work(self) -> None:
        """Do what waits, one after the other, in a thread that ends when nothing does."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._threads.discard(threading.current_thread())
                    return
                job = self._waiting.popleft()
            job.run()

    @Slot(object)
    def _on_ended(self, job: _Job) -> None:
        if job in self._jobs:
            self._jobs.discard(job)
            job.deliver()


class _Job(QObject):
    """One piece of work; lives in the window's thread and speaks once from the worker.

    Signals: `ended(job)`.
    """

    ended = Signal(object)

    def __init__(
        self,
        work: Callable[[], object],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        super().__init__()
        self._work, self._tell, self._failed = work, done, failed
        self._outcome: Any = None

    def run(self) -> None:
        """Do the work, in the worker; whoever asked decides what an error means."""
        try:
            self._outcome = self._work()
        except Exception as error:  # noqa: BLE001
            self._outcome, self._tell = error, self._failed
        self.ended.emit(self)

    def deliver(self) -> None:
        """Hand the outcome over, in the window's thread."""
        if isValid(getattr(self._tell, "__self__", None)):
            self._tell(self._outcome)
