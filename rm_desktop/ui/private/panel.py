"""The lock as one panel: set-up, unlock, recovery phrase, new passphrase, trouble, or a guest.

Purpose: stands wherever private pages would, until they are open. States: `shown.Shown`.
Keys: Enter goes on; Tab through the fields. Signals: `opened`. Tokens: those of its pages.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.errors import CannotOpenError, KnownError
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.data_folder import data_folder
from rm_desktop.services.private import PrivateState
from rm_desktop.services.recovery import RecoveryState
from rm_desktop.ui.folders import show_in_browser
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.pages import (
    GuestPage,
    LockPage,
    PhrasePage,
    RenewPage,
    SetUpPage,
    UnlockPage,
)
from rm_desktop.ui.private.shown import Shown, what_to_show
from rm_desktop.ui.private.trouble import Help, trouble_of
from rm_desktop.ui.private.trouble_page import TroublePage
from rm_desktop.ui.screen import Context


class LockPanel(QWidget):
    """Shows the page that fits and passes its answers to the door."""

    opened = Signal()

    def __init__(self, context: Context, purpose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("private-panel")
        self._context, self._purpose = context, purpose
        self._door = door_of(context)
        self._by_phrase = False
        self._shown: object = None
        self._was_trying = False
        self._problem = ""
        self.page = LockPage("lock", "", "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.page)
        self._door.changed.connect(self.show_door)
        self._door.rescued.connect(self._on_rescued)
        context.house.changed.connect(self._on_house_changed)
        self.show_door()

    @property
    def shown(self) -> Shown:
        """Which page is right now."""
        door = self._door
        return what_to_show(
            door.private.state,
            is_home=door.is_home,
            has_trouble=door.trouble is not None and not self._by_phrase,
            by_phrase=self._by_phrase,
            holds_key=door.holds_key,
        )

    def start(self) -> None:
        """Put the focus where one begins."""
        self.page.start()

    @Slot()
    def show_door(self) -> None:
        """Show how things stand; a page stays, with what was typed, until another one is right."""
        self._by_phrase = self._by_phrase and self._door.shows_words
        shown, door = self.shown, self._door
        if shown == Shown.CONTENT:
            self._by_phrase = False
            self._put(shown, LockPage("private", "", ""))
            self.opened.emit()
            return
        wanted = (shown, str(door.trouble)) if shown == Shown.TROUBLE else shown
        if wanted != self._shown:
            self._put(wanted, self._make(shown))
        self.page.show_trying(door.trying)
        if not door.trying:
            self.page.show_resting(door.resting)
        # once for each try: a countdown must not empty the field again and again
        if self._was_trying and not door.trying and door.problem:
            self.page.show_problem(door.problem)
        self._was_trying = bool(door.trying)

    def _put(self, wanted: object, page: LockPage) -> None:
        focused = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._shown = wanted
        former, self.page = self.page, page
        self._column.removeWidget(former)
        self._column.addWidget(page)
        page.show()
        former.hide()
        former.deleteLater()
        self.setAccessibleName(page.title)
        self.updateGeometry()
        if focused and self.isVisible():
            page.start()

    def _make(self, shown: Shown) -> LockPage:
        makers = {
            Shown.GUEST: self._guest,
            Shown.SET_UP: self._set_up,
            Shown.UNLOCK: self._unlock,
            Shown.PHRASE: self._phrase,
            Shown.RENEW: self._renew,
            Shown.TROUBLE: self._trouble,
        }
        return makers[shown]()

    def _guest(self) -> LockPage:
        opened = self._context.desk.open_pair
        return GuestPage(harmless(first_name(opened.glance.name(opened.you))))

    def _set_up(self) -> LockPage:
        state = self._context.profile.recovery.state
        page = SetUpPage(self._purpose, has_phrase=state == RecoveryState.CONFIRMED)
        page.made.connect(self._on_made)
        return page

    def _unlock(self) -> LockPage:
        state = self._context.profile.recovery.state
        hint = "" if state == RecoveryState.CONFIRMED else not_recoverable()
        if data_folder(self._context.profile).passing:
            hint = stays_locked()
        page = UnlockPage(self._purpose, hint=hint)
        page.unlock_requested.connect(self._door.unlock)
        page.forgotten.connect(self._on_forgotten)
        return page

    def _phrase(self) -> LockPage:
        page = PhrasePage(possible=self._has_phrase())
        page.tried.connect(self._door.recover)
        page.back_requested.connect(self._on_back_requested)
        return page

    def _renew(self) -> LockPage:
        page = RenewPage()
        page.chosen.connect(self._door.renew)
        return page

    def _trouble(self) -> LockPage:
        error = self._door.trouble or CannotOpenError("")
        trouble = trouble_of(error, has_phrase=self._has_phrase(), has_key=self._door.can_rescue)
        page = TroublePage(trouble)
        page.help_requested.connect(self._on_help_requested)
        return page

    def _has_phrase(self) -> bool:
        try:
            return self._door.private.has_phrase
        except KnownError:
            return False  # a header that cannot be read: the trouble says so

    # -- answers ------------------------------------------------------------------------------

    @Slot(str, bool)
    def _on_made(self, passphrase: str, at_start: bool) -> None:
        self._door.make(passphrase, at_start=at_start)

    @Slot()
    def _on_forgotten(self) -> None:
        self._door.forget()
        self._by_phrase = True
        self._door.show_words(shown=True)  # a lock takes away what is typed, too
        self.show_door()
        self.start()

    @Slot()
    def _on_back_requested(self) -> None:
        self._by_phrase = False
        self._door.forget()
        self.start()

    @Slot(object)
    def _on_help_requested(self, wanted: Help) -> None:
        if wanted == Help.PHRASE:
            self._on_forgotten()
        elif wanted == Help.SHOW_FOLDER:
            show_in_browser(self._door.private.path.parent)
        elif wanted == Help.SALVAGE:
            self._rescue()
        elif wanted == Help.BEGIN_ANEW:
            self._begin_anew()
        elif wanted == Help.RESTORE:
            self._context.go(Place(Where.SETTINGS, focus="restore"))
        else:
            self._door.forget()
            self.start()

    def _begin_anew(self) -> None:
        warning = tr(
            "New pages get a passphrase of their own. The former ones come back from a backup "
            "only in their place."
        )
        if self._context.dialogs.ask(tr("Begin with new pages"), warning, tr("Begin anew")):
            self._door.begin_anew()
            self.start()

    def _rescue(self) -> None:
        folder = self._context.dialogs.pick_folder(tr("An empty folder for what can be saved"))
        if folder is not None:
            self.page.show_trying(tr("Reading what can be read…"))
            self._door.rescue(folder)

    @Slot(object)
    def _on_rescued(self, sentences: list[str]) -> None:
        if isinstance(self.page, TroublePage):
            self.page.show_report(sentences)

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.PRIVATE, Kind.ACTOR):
            if self._door.private.state == PrivateState.LOCKED and not self._door.trying:
                self._by_phrase = self._by_phrase and self._door.holds_key
            self.show_door()

    def sizeHint(self) -> QSize:
        wide = max(480, super().sizeHint().width())
        tall = self.page.heightForWidth(wide)
        return QSize(wide, tall if tall > 0 else super().sizeHint().height())


def stays_locked() -> str:
    """Return what to know about the private pages of a sample: nobody knows their passphrase."""
    return tr(
        "The pages that came with the sample have no passphrase that anybody knows, so they stay "
        "locked. Nothing of yours is lost: the next sample brings them along again."
    )


def not_recoverable() -> str:
    """Return the quiet reminder that nothing but the passphrase opens the pages."""
    return tr("Not recoverable yet: no recovery phrase was confirmed.")
