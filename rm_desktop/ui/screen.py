"""What every screen is given and does: look again when told, and turn errors into sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.services.desk import Desk
from rm_desktop.services.history import History
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import Dialogs
from rm_desktop.ui.house import House
from rm_desktop.ui.places import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """What a screen of the open pair works with.

    `ground` is where pages stand: a screen is made there, because Qt dresses all that a widget
    holds again each time it moves to another parent (measured: a third of a screen's making).
    `go` opens a place; `say` shows a quiet notice with at most one action (words and what it
    does); `hand_over` puts the cover between the two and lets the other one take the keyboard;
    `lock` puts private pages away; `reopen` says something while the profile is closed by a
    function, whose result a worker runs, and opened anew with the sentence that this returns.
    """

    ground: QWidget | None
    profile: Profile
    desk: Desk
    house: House
    dialogs: Dialogs
    go: Callable[[Place], None]
    say: Callable[[str, str, Callable[[], object] | None], None]
    hand_over: Callable[[], None]
    lock: Callable[[], None]
    reopen: Callable[[str, Callable[[], Callable[[], str]]], None]

    def voice(self, member: str) -> str:
        """Return whose colour belongs to a member: `you` is the laptop's owner, for good."""
        return "both" if not member else "you" if member == self.desk.open_pair.you else "them"

    def word(self, member: str) -> str:
        """Return the name to show: "You" only to the owner, names once it was handed over."""
        opened = self.desk.open_pair
        if not member:
            return tr("Both")
        if member == opened.you == opened.actor:
            return tr("You")
        return opened.glance.name(member)

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do something for the person; an error of the world becomes a notice."""
        try:
            return act()
        except KnownError as error:
            self.say(f"{error.sentence} {error.next_step}".strip(), "", None)
            return None


class Screen(QWidget):
    """A page of the shell. Subclasses name the kinds they show and `refresh` from services.

    One with many widgets makes them in `parts`, which whoever shows it asks to `complete` first.
    """

    watches: frozenset[Kind] = frozenset()

    def __init__(self, context: Context) -> None:
        super().__init__(context.ground)
        self.context = context
        self._stale = True
        self.setProperty("focus_ring", False)  # a page has the focus until one tabs on
        self._parts = self.parts()
        context.house.changed.connect(self._on_house_changed)

    def parts(self) -> Iterator[None]:
        """Make what stands here; yields where another may have a turn, after a few milliseconds."""
        yield from ()

    def complete(self) -> None:
        """Make what is not made yet."""
        for _ in self._parts:
            pass

    def ahead(self) -> Iterator[None]:
        """Do what the first visit would and nothing outdates: it is refreshed all the same."""
        yield from self._parts

    @property
    def pair(self) -> Pair:
        """The complete open pair."""
        return self.context.desk.open_pair.pair

    @property
    def history(self) -> History:
        """What undo takes back while this screen is in front."""
        return self.context.desk.open_pair.history

    def show_place(self, place: Place) -> None:
        """Show what a place names; a screen that shows one thing only has nothing to do."""

    def refresh(self) -> None:
        """Show the present state; called when it changed while visible, or on becoming visible."""

    def leave(self) -> None:
        """Store what is half typed before another screen comes."""

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do something for the person; an error of the world becomes a notice."""
        return self.context.attempt(act)

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if not changes.touches(*self.watches):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            # An error raised in C (ZeroDivisionError …) that leaves an override of Qt's ends the
            # process in PySide 6.11 on Python 3.11; one that was caught and raised anew does not.
            try:
                self.refresh()
            except Exception:  # noqa: TRY203
                raise
        super().showEvent(event)
