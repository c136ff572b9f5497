"""The pages of a window that shows no pair: the welcome, what failed, what is waited for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.errors import CannotOpenError
from rm_desktop.services.profile import Profile
from rm_desktop.services.start import Start
from rm_desktop.ui.dialogs import WindowDialogs
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.workers import Workers


class Pairless(QObject):
    """Each takes the place of everything else.

    Signals: `shown`; `begun(Profile)` and `joined(str)` by first run; of a failure
    `retry_requested`, `key_found(bytes)` and `folder_chosen(Path)`.
    """

    shown = Signal()
    begun = Signal(object)
    joined = Signal(str)
    retry_requested = Signal()
    key_found = Signal(object)
    folder_chosen = Signal(object)

    def __init__(self, frame: Frame, workers: Workers) -> None:
        super().__init__(frame)
        self._frame, self._workers = frame, workers

    def welcome(self, start: Start, profile: Profile | None) -> None:
        """Begin with two names; a profile without a pair is gone on with."""
        from rm_desktop.ui.welcome.first_run import FirstRun

        page = FirstRun(start, self._workers, profile, WindowDialogs(self._frame))
        page.begun.connect(self.begun)
        page.joined.connect(self.joined)
        self._show(page)

    def fail(self, start: Start, error: CannotOpenError) -> None:
        """Say what stands in the way, and what can be done."""
        from rm_desktop.ui.failure.page import FailurePage

        page = FailurePage(error, start, self._workers)
        page.retry_requested.connect(self.retry_requested)
        page.key_found.connect(self.key_found)
        page.folder_chosen.connect(self.folder_chosen)
        page.quit_requested.connect(self._frame.close)
        self._show(page)

    def wait(self, words: str) -> None:
        """Say what is being waited for."""
        from rm_desktop.ui.widgets.label import Label

        self._show(Label(words, "lead", "ink-2", wrap=True, centred=True))

    def _show(self, page: QWidget) -> None:
        self._frame.drop_pages()
        self._frame.show_page(page, with_rail=False)
        self.shown.emit()
