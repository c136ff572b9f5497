"""First run as one calm page: who the two are, and *Begin*; or a look around first.

Signals: `begun(Profile)` once a profile with a pair is open; `joined(str)` before that, with what
is to be said, where the pair came from another laptop.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rm_desktop.domain.dates import local_time
from rm_desktop.domain.errors import KnownError, NoKeyringError
from rm_desktop.domain.words import tr
from rm_desktop.services.pairing_left import has_joined
from rm_desktop.services.profile import Profile
from rm_desktop.services.start import Start
from rm_desktop.system.clock import Clock, SystemClock
from rm_desktop.ui.dialogs import Dialogs
from rm_desktop.ui.pair_form.answers import WelcomeAnswers, make_pair
from rm_desktop.ui.welcome.passphrase_step import PassphraseStep
from rm_desktop.ui.welcome.view import WelcomeView
from rm_desktop.ui.workers import Workers

if TYPE_CHECKING:
    from rm_desktop.ui.pairing.join_flow import JoinFlow

#: The sample's folder, its key, and the store with the key to what is private in it.
_Sample = tuple[Path, bytes, Any]


class FirstRun(QWidget):
    """`profile` is one that is open already and has no pair left, if there is one."""

    begun = Signal(object)
    joined = Signal(str)

    def __init__(
        self,
        start: Start,
        workers: Workers,
        profile: Profile | None,
        dialogs: Dialogs,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._start, self._workers, self._profile = start, workers, profile
        self._dialogs = dialogs
        self._clock = clock or (profile.clock if profile else SystemClock())
        self._answers: WelcomeAnswers | None = None
        self._flow: JoinFlow | None = None
        self.setObjectName("welcome")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.view = WelcomeView(self._now)
        self.view.begin_requested.connect(self._on_begin_requested)
        self.view.sample_requested.connect(self._on_sample_requested)
        self.view.invitation_requested.connect(self._on_invitation_requested)
        self.step: PassphraseStep | None = None
        column.addWidget(self.view)
        if profile is not None and has_joined(profile):
            self._show_joining(profile)

    def _now(self) -> datetime:
        return local_time(self._clock.now().wall_ms, self._clock.local_zone())

    # -- a pair of one's own --------------------------------------------------------------

    @Slot(object)
    def _on_begin_requested(self, answers: WelcomeAnswers) -> None:
        self._answers = answers
        if self._profile is not None:
            self._make_pair(self._profile)
            return
        self._create(None)

    @Slot(str)
    def _on_passphrase_chosen(self, passphrase: str) -> None:
        self._create(passphrase)

    def _create(self, passphrase: str | None) -> None:
        start = self._start
        waiting = (
            tr("Locking the new profile with your passphrase…")
            if passphrase
            else tr(
                "Keeping the key in this computer’s keyring. "
                "It may ask for its password in another window."
            )
        )
        self.view.show_busy(waiting)
        self._workers.run(
            lambda: start.doors.create_profile(start.root, start.key_store, passphrase),
            self._on_created,
            self._on_failed,
        )

    @Slot(object)
    def _on_created(self, key: bytes) -> None:
        start = self._start
        self._attempt(
            lambda: self._make_pair(
                start.doors.open_profile(start.root, key, store=start.key_store)
            )
        )

    def _make_pair(self, profile: Profile) -> None:
        self._profile = profile
        if self._answers is not None:
            make_pair(profile, self._answers)
            self.begun.emit(profile)
        else:
            self._show_joining(profile)

    # -- a pair of somebody else's ----------------------------------------------------------

    @Slot()
    def _on_invitation_requested(self) -> None:
        self._answers = None
        if self._profile is not None:
            self._show_joining(self._profile)
        else:
            self._create(None)

    def _show_joining(self, profile: Profile) -> None:
        """Show the guest's pages in place of the form."""
        from rm_desktop.services.pairing import Pairings
        from rm_desktop.ui.pairing.join_flow import JoinFlow
        from rm_desktop.ui.widgets.card import Card

        card = Card(margin=24)
        flow = self._flow = JoinFlow(Pairings(profile), self._dialogs)
        card.body.addWidget(flow)
        flow.left.connect(self._on_flow_left)
        flow.joined.connect(self._on_joined)
        self.view.show_step(card, joins=True)
        flow.start()
        flow.page.start()

    @Slot()
    def _on_flow_left(self) -> None:
        flow, self._flow = self._flow, None
        if flow is not None:
            flow.close_work()
        self.view.show_step(None)

    @Slot(str)
    def _on_joined(self, words: str) -> None:
        self.joined.emit(words)
        self.begun.emit(self._profile)

    # -- the sample pair ------------------------------------------------------------------

    @Slot()
    def _on_sample_requested(self) -> None:
        doors = self._start.doors
        self.view.show_busy(tr("Setting up the sample pair…"))

        def make() -> _Sample:
            folder, store = Path(tempfile.mkdtemp(prefix="rm-desktop-sample-")), doors.demo_store()
            return folder, doors.make_demo(folder / "profile", store), store

        self._workers.run(make, self._on_sample_made, self._on_failed)

    @Slot(object)
    def _on_sample_made(self, made: _Sample) -> None:
        folder, key, store = made
        profile = self._start.doors.open_profile(folder / "profile", key, store=store)
        weakref.finalize(profile, shutil.rmtree, folder, ignore_errors=True)
        self.begun.emit(profile)

    # -- what can go wrong ----------------------------------------------------------------

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        def tell() -> None:
            raise error

        self._attempt(tell)

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except NoKeyringError:
            self._ask_passphrase()
        except KnownError as error:
            self.view.show_problem(str(error))
        except Exception:
            self.view.show_free()
            raise

    def _ask_passphrase(self) -> None:
        """Ask for a passphrase in place of the form, which keeps what was typed."""
        if self.step is None:
            self.step = PassphraseStep()
            self.step.chosen.connect(self._on_passphrase_chosen)
            self.step.back_requested.connect(self._on_back_requested)
        self.view.show_step(self.step, joins=self._answers is None)
        self.step.form.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_back_requested(self) -> None:
        self.view.show_step(None)
