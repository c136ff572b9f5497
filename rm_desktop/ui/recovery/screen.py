"""The screen of the recovery phrase: offered after the first session, found in Settings later."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.entities import SessionState
from rm_desktop.domain.errors import BadInputError, KnownError
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.services.private import PrivateState
from rm_desktop.services.recovery import MadePhrase, Recovery, RecoveryState
from rm_desktop.ui import printing
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.private.clipboard import PRIVATE_TEXT
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.private.pages import GuestPage, LockPage
from rm_desktop.ui.private.way_back import was_offered
from rm_desktop.ui.recovery import paper
from rm_desktop.ui.recovery.decisions import Step, why_words
from rm_desktop.ui.recovery.pages import AskPage, DonePage, PaperPage, WhyPage, WordsPage
from rm_desktop.ui.screen import Context, Screen
from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import XL, XXXL
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.scroll_column import ScrollColumn
from rm_desktop.ui.workers import Workers

_WIDEST = 640
_WITH_WORDS = frozenset({Step.WORDS, Step.ASK, Step.PAPER})


class RecoveryScreen(Screen):
    """A place's id names the session after which it is offered; without one, Settings sent us."""

    watches = frozenset({Kind.PRIVATE, Kind.ACTOR})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("recovery")
        self._session = ""
        self._turn = 0
        self._words: tuple[str, ...] = ()
        self._is_watched = False
        self._door = door_of(context)
        self._workers = Workers(self, threads=1)
        self.step = Step.WHY
        self.page = LockPage("info", "", "")
        self.setProperty(PRIVATE_TEXT, True)  # words that are copied here leave with a lock
        self._door.changed.connect(self._on_door_changed)
        self._card = Card(margin=28)
        self._card.body.addWidget(self.page)
        self._lay_out()

    @property
    def recovery(self) -> Recovery:
        """The phrase's service."""
        return self.context.profile.recovery

    def show_place(self, place: Place) -> None:
        self._session = place.id
        self._go(Step.WHY)

    def refresh(self) -> None:
        """Something was locked, or the laptop changed hands: no words stay on the screen."""
        self._go(Step.WHY)

    def leave(self) -> None:
        self._turn += 1  # a phrase that is still being made is not shown to whoever comes next
        if self._is_watched:
            self._go(Step.WHY)
        self.page.show_trying("")

    def print_now(self) -> None:
        """Print the words while they are shown."""
        if self.step == Step.WORDS:
            self._on_print_requested()
        else:
            self.context.say(tr("There is nothing to print here."), "", None)

    # -- pages ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(margin=0)
        column.addWidget(scroll)
        self._card.setMaximumWidth(px(_WIDEST))
        self._card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.setContentsMargins(XL, XXXL, XL, XXXL)
        middle.addStretch(1)
        middle.addWidget(self._card, 20)
        middle.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(2)

    def _go(self, step: Step) -> None:
        opened = self.context.desk.open_pair
        if opened.actor != opened.you:
            step = Step.GUEST
        if step not in {Step.WORDS, Step.ASK}:
            self._words = ()
            self._turn += 1
            self.recovery.put_away()
        self.step = step
        self._tell_door(waiting=False)
        makers: Mapping[Step, Callable[[], LockPage]] = {
            Step.WHY: self._why,
            Step.WORDS: self._shown,
            Step.ASK: self._ask,
            Step.PAPER: self._paper,
            Step.DONE: self._done,
            Step.GUEST: self._guest,
        }
        former, self.page = self.page, makers[step]()
        self._card.body.removeWidget(former)
        self._card.body.addWidget(self.page)
        self.page.show()
        self._card.setAccessibleName(self.page.title)
        former.hide()
        former.deleteLater()
        if self.isVisible():
            self.page.start()

    def _tell_door(self, *, waiting: bool) -> None:
        """Have the page watched while words stand on it, are typed on it, or are on their way."""
        self._is_watched = waiting or self.step in _WITH_WORDS
        self._door.show_words(shown=self._is_watched)

    @Slot()
    def _on_door_changed(self) -> None:
        """Take the words away with a lock, whether private pages were open or not."""
        if self._is_watched and not self._door.shows_words:
            self._go(Step.WHY)

    def _why(self) -> LockPage:
        recovery, private = self.recovery, self.context.profile.private
        page = WhyPage(
            why_words(recovery.state, waits=recovery.waits),
            has_paper=recovery.waits or recovery.state == RecoveryState.CONFIRMED,
            locked=private.state == PrivateState.LOCKED,
            later=self._later_words(),
        )
        page.make_requested.connect(self._on_make_requested)
        page.paper_requested.connect(self._on_paper_requested)
        page.later_requested.connect(self._on_left)
        return page

    def _shown(self) -> LockPage:
        page = WordsPage(self._words, later=self._later_words())
        page.print_requested.connect(self._on_print_requested)
        page.kept.connect(self._on_kept)
        page.later_requested.connect(self._on_left)
        return page

    def _ask(self) -> LockPage:
        page = AskPage(self.recovery.questions())
        page.answered.connect(self._on_answered)
        page.back_requested.connect(self._on_again)
        return page

    def _paper(self) -> LockPage:
        page = PaperPage()
        page.typed.connect(self._on_typed)
        page.back_requested.connect(self._on_back_requested)
        return page

    def _done(self) -> LockPage:
        page = DonePage()
        page.left.connect(self._on_left)
        return page

    def _guest(self) -> LockPage:
        opened = self.context.desk.open_pair
        return GuestPage(harmless(first_name(opened.glance.name(opened.you))))

    def _later_words(self) -> str:
        return tr("Not now") if self._session else tr("Back to Settings")

    # -- acts -----------------------------------------------------------------------------

    @Slot()
    def _on_make_requested(self) -> None:
        making = self.attempt(self.recovery.making)
        if making is not None:
            self._run(tr("Making the phrase and trying it on your vaults…"), making, self._keep)

    def _keep(self, made: MadePhrase) -> None:
        self._words = self.attempt(lambda: self.recovery.keep(made)) or ()
        self._go(Step.WORDS if self._words else Step.WHY)

    @Slot()
    def _on_print_requested(self) -> None:
        sheet = paper.sheet(self._words, self.context.profile.local_now().date())
        self.attempt(lambda: printing.print_out(sheet, paper.title(), self.context.dialogs))

    @Slot()
    def _on_kept(self) -> None:
        self._go(Step.ASK)

    @Slot()
    def _on_again(self) -> None:
        self._go(Step.WORDS)

    @Slot(object)
    def _on_answered(self, answers: Mapping[int, str]) -> None:
        try:
            self.recovery.confirm(answers)
        except BadInputError as error:
            self.page.show_problem(f"{error.sentence} {error.next_step}")
        except KnownError as error:
            self.page.show_problem(str(error))
        else:
            self._finish()

    @Slot()
    def _on_paper_requested(self) -> None:
        self._go(Step.PAPER)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        recovery = self.recovery
        check = recovery.checking(text)

        def confirm(lock: object) -> None:
            self.attempt(lambda: recovery.confirm_by(lock))  # type: ignore[arg-type]
            self._finish()

        self._run(tr("Trying the phrase…"), check, confirm)

    def _finish(self) -> None:
        """Bring the headers in line, in a worker; what cannot be now is the next time."""
        was_offered(self.context.profile)
        covering = self.attempt(self.recovery.covering)
        if covering is not None:
            self._workers.run(covering, self._on_covered, self._on_failed)
        self._go(Step.DONE)

    @Slot()
    def _on_back_requested(self) -> None:
        self._go(Step.WHY)

    @Slot()
    def _on_left(self) -> None:
        was_offered(self.context.profile)
        self._go(Step.WHY)
        if self._session:
            where = Where.CLOSE if self._is_reopened else Where.SUMMARY
            self.context.go(Place(where, self._session))
        else:
            self.context.go(Place(Where.SETTINGS, focus="privacy"))

    @property
    def _is_reopened(self) -> bool:
        """Tell whether the close was undone that the phrase is offered after."""
        found = self.pair.sessions.get(self._session)
        return found is not None and found.state == SessionState.RUNNING

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        super()._on_house_changed(changes)
        if changes.touches(Kind.SESSION) and self.isVisible():
            QTimer.singleShot(0, self, self._go_back)

    @Slot()
    def _go_back(self) -> None:
        """Lead back to a session that goes on, unless somebody has begun with the phrase."""
        if self.isVisible() and self.step == Step.WHY and self._is_reopened:
            self.context.go(Place(Where.CLOSE, self._session))

    # -- the worker -----------------------------------------------------------------------

    def _run(self, words: str, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._turn += 1
        turn = self._turn
        self.page.show_trying(words)
        self._tell_door(waiting=True)
        self._workers.run(lambda: (turn, then, work()), self._on_came, self._on_failed)

    @Slot(object)
    def _on_came(self, came: tuple[int, Callable[[object], None], object]) -> None:
        turn, then, result = came
        if turn == self._turn:  # nobody locked, left or handed over meanwhile
            self.page.show_trying("")
            then(result)

    @Slot(object)
    def _on_covered(self, _changed: int) -> None:
        """Nothing is to be shown: the headers are in line."""

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.page.show_trying("")
        self._tell_door(waiting=False)
        if not isinstance(error, KnownError):
            raise error
        words = f"{error.sentence} {error.next_step}".strip()
        if self.step == Step.PAPER:
            self.page.show_problem(words)
        else:
            self.context.say(words, "", None)
