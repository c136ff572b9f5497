"""What both sides' pages have in common: one page at a time, driven by a pairing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.pairing import Pairings
from rm_desktop.ui.dialogs import Dialogs
from rm_desktop.ui.pairing.page import Page
from rm_desktop.ui.pairing.pump import Course, Pump
from rm_desktop.ui.theme import px

#: What most pages have room in, in pixels at 100 %: less would jump from step to step. More than
#: the second would push the buttons of large text out of a small window.
_STEADY, _MOST = 368, 440


class Flow(QWidget):
    """Subclasses say which page fits (`shown_as`) and make it (`page_for`).

    Signals: `turned` when another page stands there.
    """

    turned = Signal()

    def __init__(self, pairings: Pairings, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairings, self.dialogs = pairings, dialogs
        self._pump: Pump | None = None
        self._after: Callable[[], None] | None = None
        self._shown: tuple[str, ...] = ()
        self.page = Page("clock", "")
        self.setMinimumHeight(min(px(_STEADY), _MOST))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.page)

    @abstractmethod
    def shown_as(self) -> tuple[str, ...]:
        """Name the page for where the pairing stands; another name is another page."""

    @abstractmethod
    def page_for(self, shown: tuple[str, ...]) -> Page:
        """Make the page of a name."""

    @property
    def course(self) -> Course | None:
        """The pairing that is under way."""
        return self._pump.course if self._pump is not None else None

    def close_work(self) -> None:
        """Let the pairing rest where it is; it is in the vault."""
        if self._pump is not None:
            self._pump.close()

    def drop_course(self) -> None:
        """Have nothing under way any more."""
        pump, self._pump = self._pump, None
        self._after = None
        if pump is not None:
            pump.close()
            pump.deleteLater()

    def finish(self, after: Callable[[], None]) -> None:
        """Do something once what is under way has ended."""
        self._after = after
        if self._pump is not None:
            self._pump.start()

    def attempt(self, act: Callable[[], object]) -> None:
        """Do what a person said and go on; an error of the world is said on the page."""
        try:
            act()
        except KnownError as error:
            self.page.say(str(error), problem=True)
            return
        self._show_course()
        if self._pump is not None:
            self._pump.start()

    def _drive(self, course: Course) -> None:
        self.drop_course()
        pump = self._pump = Pump(course, self)
        pump.moved.connect(self._show_course)
        pump.ended.connect(self._on_ended)
        pump.failed.connect(self._on_failed)
        self._show_course()
        pump.start()

    @Slot()
    def _show_course(self) -> None:
        """Show the page that fits, and what holds things up, if anything does."""
        self.show_page(self.shown_as())
        course = self.course
        if course is not None and course.ended is None:
            trouble = course.trouble
            if trouble is not None:
                self.page.say(str(trouble))
            elif self._had_trouble:
                self.page.say("")
            self._had_trouble = trouble is not None

    _had_trouble = False

    def show_page(self, shown: tuple[str, ...]) -> None:
        """Put the page of a name in place, unless it stands there."""
        if shown == self._shown:
            return
        self._shown = shown
        former, self.page = self.page, self.page_for(shown)
        focused = QApplication.focusWidget()
        had_focus = focused is None or former.isAncestorOf(focused) or focused is former
        self._column.removeWidget(former)
        self._column.addWidget(self.page)
        self.page.show()
        former.hide()
        former.deleteLater()
        self.setAccessibleName(self.page.title)
        if self.isVisible() and had_focus:
            self.page.start()
        self.turned.emit()

    @Slot()
    def _on_ended(self) -> None:
        after, self._after = self._after, None
        if after is not None:
            after()

    @Slot(object)
    def _on_failed(self, error: KnownError) -> None:
        self.page.say(str(error), problem=True)
        self._had_trouble = True
