"""Leads from screen to screen of the open pair, and answers the keys that work anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from PySide6 import QtCore  # its namespace Qt costs 20 ms when first named
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.names import first_name
from rm_desktop.domain.words import tr
from rm_desktop.services.desk import Desk
from rm_desktop.services.profile import Profile
from rm_desktop.ui.dialogs import Dialogs
from rm_desktop.ui.house import House
from rm_desktop.ui.places import LIT, WITHOUT_RAIL, Place, Where
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.rail import entries
from rm_desktop.ui.shell.screens import make_screen
from rm_desktop.ui.shell.telling import Telling
from rm_desktop.ui.widgets.search_button import SearchButton

RETRY_MS = 5000
MINUTE_MS = 60_000


class Conductor(QObject):
    """One per profile and window; screens are made on their first visit.

    Signals: `palette_requested`, `keys_requested`, `lock_requested`, `reopen_requested(str, begin)`
    as `Context.reopen`, `emptied` when the last pair is gone, `laid_out` when one stands,
    `went(Place)` after each step.
    """

    palette_requested = Signal()
    keys_requested = Signal()
    lock_requested = Signal()
    reopen_requested = Signal(str, object)
    emptied = Signal()
    laid_out = Signal()
    went = Signal(object)

    def __init__(self, frame: Frame, profile: Profile, dialogs: Dialogs) -> None:
        super().__init__(frame)
        self.frame = frame
        self.profile = profile
        self.dialogs = dialogs
        self.house = House(profile, self)
        self.place = Place(Where.TODAY)
        self.is_covered = False  # while a veil stands, no key of ours does anything
        self._screens: dict[Where, Screen] = {}
        self._ahead: dict[Where, Screen] = {}  # nobody has seen these yet
        self._context: Context | None = None
        self._asking: QObject | None = None
        self.telling = Telling(frame, self.house, self)
        self.went.connect(self.telling.come_along)
        self.house.changed.connect(self._on_house_changed)
        frame.rail.place_requested.connect(self._on_place_requested)
        frame.rail.hand_over_requested.connect(self.hand_over)
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._on_retry_timeout)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.house.minute_passed)
        self._minute.start()

    @property
    def desk(self) -> Desk:
        """The desk of the open pair; there is one while screens are shown."""
        if self.profile.desk is None:
            raise LookupError("no pair is open")
        return self.profile.desk

    @property
    def context(self) -> Context:
        """What screens are given; there is one while they are shown."""
        if self._context is None:
            raise LookupError("no screen is shown")
        return self._context

    @property
    def screen(self) -> Screen:
        """The screen in front."""
        return self._screens[self.place.where]

    def begin(self, place: Place | None = None) -> None:
        """Lay out the open pair from scratch and go somewhere, Today by default."""
        for screen in self._screens.values():
            screen.leave()
        self.retire()
        self._context = Context(
            ground=self.frame.pages,
            profile=self.profile,
            desk=self.desk,
            house=self.house,
            dialogs=self.dialogs,
            go=self.go,
            say=self.telling.say,
            hand_over=self.hand_over,
            lock=self.lock_requested.emit,
            reopen=self.reopen_requested.emit,
        )
        self._show_rail()
        self.go(place or Place(Where.TODAY))
        self.laid_out.emit()

    def retire(self) -> None:
        """Take every screen away; none of them hears of changes any more."""
        for screen in (*self._screens.values(), *self._ahead.values()):
            self.house.changed.disconnect(screen._on_house_changed)  # noqa: SLF001
        self._screens.clear()
        self._ahead.clear()
        self._context = None
        self.frame.drop_pages()

    def go(self, place: Place) -> None:
        """Open a place; what was half typed on the former screen is stored first."""
        if self._context is None:
            return
        former = self._screens.get(self.place.where)
        if former is not None:
            former.leave()
        screen = self._screens.get(place.where)
        if screen is None:
            screen = self._screens[place.where] = self._made(place.where)
        self.place = place
        screen.show_place(place)
        self.frame.rail.show_place(LIT.get(place.where, place.where))
        self.frame.show_page(screen, with_rail=place.where not in WITHOUT_RAIL)
        self._focus_screen()
        self.went.emit(place)

    def _made(self, where: Where) -> Screen:
        screen = self._ahead.pop(where, None) or make_screen(where, self.context)
        screen.complete()
        if (search := screen.findChild(SearchButton)) is not None:
            search.clicked.connect(self.palette_requested)
        if (keys := getattr(screen, "keys_requested", None)) is not None:
            keys.connect(self.keys_requested)
        return screen

    def make_ahead(self, where: Where) -> Iterator[None]:
        """Make a screen before its first visit, a few milliseconds at a time, until that comes."""
        if self._context is None or where in self._screens or where in self._ahead:
            return
        screen = self._ahead[where] = make_screen(where, self._context)
        self.frame.pages.addWidget(screen)
        for _ in chain([None], screen.ahead(), [None]):
            yield
            if self._ahead.get(where) is not screen:
                return

    def leave(self) -> None:
        """Store what is half typed, as before quitting."""
        if self._context is not None:
            self.screen.leave()

    def settle_in(self) -> None:
        """Read the rest of the pair and tidy up, once Today stands and nobody waits."""
        from rm_desktop.services.upkeep import tidy
        from rm_desktop.ui.shell.invitations import remind_of_invitations

        self._attempt(self._close_what_was_forgotten)
        self._go_back_to_the_hour()
        self._attempt(lambda: tidy(self.profile))
        self._attempt(lambda: remind_of_invitations(self))
        self._ask_what_differs()
        self.frame.rail.show_switch(len(self.profile.pairs.listed()) > 1)

    def _close_what_was_forgotten(self) -> None:
        from rm_desktop.services.left_open import settle_forgotten

        clock = self.profile.clock
        words = settle_forgotten(self.desk, clock.now(), clock.local_zone())
        if words:
            self.telling.say(words, tr("Undo"), self.desk.open_pair.history.way_back())

    def _ask_what_differs(self) -> None:
        """Tell of open questions from now on: the pair has been read."""
        from rm_desktop.ui.shell.asking import Asking

        if self._asking is None:
            self._asking = Asking(self)
        if self.place.where == Where.TODAY and self.desk.open_pair.glance.unsettled:
            self.screen.refresh()

    def _go_back_to_the_hour(self) -> None:
        """After a crash or a quit in the middle, the hour goes on where it was."""
        session = self.desk.room.running()
        if session is not None and self.place.where == Where.TODAY:
            self.go(Place(Where.ROOM, session.id))

    @Slot()
    def hand_over(self) -> None:
        """Put the cover between the two."""
        from rm_desktop.ui.handover.cover import show_cover

        self.leave()
        show_cover(self.frame, self.desk, self._on_handed_over)

    def undo(self) -> None:
        """Take the latest change back and say which."""
        self._step(self.screen.history.undo_label, tr("Undone: {label}"), redo=False)

    def redo(self) -> None:
        """Do the change again that was taken back last."""
        self._step(self.screen.history.redo_label, tr("Done again: {label}"), redo=True)

    def _step(self, label: str, words: str, *, redo: bool) -> None:
        history = self.screen.history
        if not label:
            self.frame.say(tr("Nothing to redo.") if redo else tr("Nothing to undo."))
            return
        self._attempt(history.redo if redo else history.undo)
        self.frame.say(words.replace("{label}", label))

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except KnownError as error:
            self.frame.say(str(error))

    def _show_rail(self) -> None:
        opened = self.desk.open_pair
        pair = opened.glance
        you, partner = pair.name(opened.you), pair.partner_of(opened.you).name
        title = tr("{you} & {partner}", you=first_name(you), partner=first_name(partner))
        progress = tr("Session {n} of {count}", n=pair.next_number, count=pair.charter.count)
        if pair.next_number > pair.charter.count:
            progress = tr("Session {n}", n=pair.next_number)
        if opened.actor != opened.you:
            progress = tr("{name}’s turn", name=first_name(pair.name(opened.actor)))
        self.frame.rail.show_pair(you, partner, title, progress)
        other = pair.partner_of(opened.actor).name
        words = (
            tr("Hand over to {name}", name=first_name(other))
            if opened.actor == opened.you
            else tr("Give back to {name}", name=first_name(other))
        )
        self.frame.rail.show_hand_over(words if other else "")

    def bind_keys(self) -> None:
        """Let the keys that work anywhere do so; not before there is something to see."""
        go = self.go
        for number, (where, _, _) in enumerate(entries(), start=1):
            self._key(f"Ctrl+{number}", partial(go, Place(where)))
        self._key("Ctrl+,", lambda: go(Place(Where.SETTINGS)))
        self._key("Ctrl+K", self.palette_requested.emit)
        self._key("Ctrl+/", self.keys_requested.emit)
        self._key("Ctrl+L", self.lock_requested.emit)
        self._key("Ctrl+N", self.new_topic)
        self._key("Ctrl+P", self._print)
        self._key("F11", self._toggle_full_screen)
        self._key("Ctrl+Z", self.undo)
        self._key("Ctrl+Shift+Z", self.redo)
        self._key("Ctrl+Y", self.redo)
        self._key("Ctrl+S", self._say_saved)
        self._key("Ctrl+Q", self.frame.close)

    def new_topic(self) -> None:
        """Go to the next session's agenda, ready to type."""
        self.go(Place(Where.PREPARE, self.desk.open_pair.pair.next_session.id, "add"))

    def start(self) -> None:
        """Start the next session, or go back to the one that runs."""
        room, session = self.desk.room, self.desk.open_pair.pair.next_session.id
        self._attempt(lambda: room.start(session))
        self.go(Place(Where.ROOM, session))

    def _print(self) -> None:
        print_requested = getattr(self.screen, "print_now", None)
        if print_requested is None:
            self.frame.say(tr("Open an agenda or a summary to print it."))
        else:
            print_requested()

    def _toggle_full_screen(self) -> None:
        self.frame.setWindowState(self.frame.windowState() ^ QtCore.Qt.WindowState.WindowFullScreen)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut  # their enums cost 1 ms

        shortcut = QShortcut(QKeySequence(keys), self.frame)
        shortcut.activated.connect(lambda: act() if self._hears_keys else None)

    @property
    def _hears_keys(self) -> bool:
        return self._context is not None and not self.is_covered

    def _say_saved(self) -> None:
        self.leave()
        if not self.desk.open_pair.has_unsaved:
            self.frame.say(tr("Already saved. Everything you type is saved by itself."))

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if self._context is None:
            return
        if changes.touches(Kind.PAIR):
            if self.profile.desk is not None:
                self.begin()
            else:
                self.retire()
                self.emptied.emit()
            return
        if self.profile.desk is None:
            return  # the open pair is being deleted
        if changes.touches(Kind.MEMBER, Kind.SESSION, Kind.CHARTER, Kind.ACTOR):
            self._show_rail()
        self._show_saved()

    def _show_saved(self) -> None:
        if self.desk.open_pair.has_unsaved:
            self.frame.rail.show_status(tr("Not saved yet; trying again"), "danger")
            self._retry.start()
            return
        self._retry.stop()
        now = self.profile.local_now()
        self.frame.rail.show_status(tr("Saved {time}", time=f"{now:%H:%M}"))

    @Slot()
    def _on_retry_timeout(self) -> None:
        try:
            self.desk.open_pair.flush()
        except KnownError:
            return
        self._show_saved()

    @Slot(object)
    def _on_place_requested(self, where: Where) -> None:
        self.go(Place(where))

    def _on_handed_over(self) -> None:
        self._show_rail()
        if (
            self.place.where == Where.JOURNAL
            and self.desk.open_pair.actor != self.desk.open_pair.you
        ):
            self.go(Place(Where.TODAY))  # the partner has nothing to read there
        self._focus_screen()  # not on the button that would hand straight back

    def _focus_screen(self) -> None:
        """Put the focus on the page, unless something on it has it."""
        focused: QWidget | None = self.frame.focusWidget()
        if focused is None or not self.screen.isAncestorOf(focused):
            self.screen.setFocus()
