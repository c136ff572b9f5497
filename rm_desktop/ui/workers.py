"""Work that would freeze the window, done in threads, its results sent home.

Nothing else in `ui` begins a thread; what a courier carries has one in `services.errands`.

Measured: a signal from a worker that is connected to a lambda, a `partial` or a method of a plain
object runs that *in the worker*. Here one queued signal to one slot brings every result home first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


class Workers(QObject):
    """Runs functions in threads; `done(result)` or `failed(error)` follows in the window's thread.

    Both must be methods of QObjects; one that has been deleted meanwhile hears nothing.
    """

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
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
        self._pool.start(_Run(job))

    def close(self) -> None:
        """Wait for what has begun, forget what has not and every result; a second call is fine."""
        self._pool.clear()
        self._pool.waitForDone()
        self._jobs.clear()

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


class _Run(QRunnable):
    """What the pool takes and deletes."""

    def __init__(self, job: _Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()
