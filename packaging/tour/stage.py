"""The window that the tour is drawn from: real shell, real vault, everything else fixed."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import loro
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.services import sample
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.following import Following
from rm_desktop.ui.shell.frame import Frame
from rm_desktop.ui.shell.keeping import Keeping
from rm_desktop.ui.shell.locking import Locking
from rm_desktop.ui.shell.panels import Panels
from rm_desktop.ui.theme import apply_theme, load_theme
from rm_desktop.ui.theme.focus import FocusRing
from rm_desktop.vault.keys import MemoryKeyStore

#: Thursday afternoon, two days before the next session of the sample pair.
TODAY = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the tour's zone

Stop = Callable[["Stage"], QWidget | None]
_Document = loro.LoroDoc


class Stage:
    """One window per picture, each with the sample pair as it was at first."""

    def __init__(
        self,
        scratch: Path,
        theme: str,
        size: tuple[int, int],
        scale: float,
        font: str,
        zone: str,
    ) -> None:
        """Set up the application once."""
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.app = QApplication.instance() or QApplication([])
        if not isinstance(self.app, QApplication):
            raise TypeError("another kind of Qt application is running")
        if font not in QFontDatabase.families():
            raise SystemExit(f"The font {font} is missing; dev.py setup installs it.")
        self.app.setFont(QFont(font))
        self.app.setCursorFlashTime(0)
        self.scale, self.theme = scale, theme
        apply_theme(self.app, load_theme(theme), scale)
        self._ring = FocusRing(self.app)
        self._scratch, self._size, self._zone = scratch, size, zone
        self._name = ""
        self._profile: Profile | None = None
        self.guests: list[Profile] = []  # other laptops of a stop, closed with it
        self.frame = Frame("rm-desktop")

    def draw(self, name: str, stop: Stop) -> QPixmap:
        """Return the picture of one stop."""
        self._name = name
        loro.LoroDoc = _CountedDocuments()  # type: ignore[assignment, misc]
        self.frame = Frame("rm-desktop")
        self.frame.resize(*self._size)
        self.frame.show()
        shown = stop(self) or self.frame
        self.settle()
        picture = shown.grab()
        if shown is not self.frame:
            shown.close()
        self._end()
        return picture

    def open(self, place: Place | None = None, *, empty: bool = False) -> Conductor:
        """Open the sample pair (or one that has just met) in the window."""
        root = self.folder()
        key = create_profile(root, MemoryKeyStore())
        self.clock = FakeClock(TODAY if empty else sample.begin(TODAY), self._zone)
        ids = (f"id{n:06d}" for n in itertools.count())
        profile = open_profile(
            root, key, clock=self.clock, ids=ids.__next__, rng=Random(7), peeking=False
        )
        self._profile = profile
        profile.ports.vault().become(Random(7).randbytes(16).hex(), "1")
        if empty:
            profile.create_pair(Person("Maya Okafor", "mentor"), Person("Henrik Berg", "mentee"))
        else:
            sample.play(profile, self.clock, TODAY)
        self.dialogs = AnsweredDialogs()
        if profile.desk is not None:
            self.conductor = Conductor(self.frame, profile, self.dialogs)
            self.panels = Panels(self.conductor)
            self.locking = Locking(self.conductor)
            self.keeping = Keeping(self.conductor)
            self.following = Following(self.conductor)
            self.conductor.begin(place or Place(Where.TODAY))
            self.keeping.show_foot()
            self.settle()
            return self.conductor
        raise LookupError("the sample has no pair")

    def folder(self) -> Path:
        """Return the folder of this stop's profile."""
        return self._scratch / self._name

    def press(self, name: str) -> None:
        """Press a button by its name."""
        for button in self.frame.findChildren(QAbstractButton, name):
            if button.isVisible() and button.isEnabled():
                button.click()
                self.settle()
                return
        raise LookupError(f"no button called {name} is in sight")

    def key(self, key: Qt.Key) -> None:
        """Press a key in the window."""
        QTest.keyClick(self.frame, key)

    def tick(self, *, restart: bool = False) -> None:
        """Let the room's clock tick once; `restart` as if the room had just been opened."""
        screen = self.conductor.screen
        if restart:
            screen.hide()
            screen.show()
        getattr(screen, "tick", lambda: None)()
        self.settle()

    def window(self, name: str) -> QWidget | None:
        """Return another window of the app by its name."""
        windows = (w for w in QApplication.topLevelWidgets() if w.isVisible())
        return next((w for w in windows if w.objectName() == name), None)

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait for work that a worker does, a few seconds at most."""
        for _ in range(400):
            self.settle()
            if done():
                return
            time.sleep(0.02)
        raise TimeoutError("the worker did not come back")

    @property
    def profile(self) -> Profile:
        """The profile that is open."""
        if self._profile is None:
            raise LookupError("nothing is open")
        return self._profile

    def settle(self) -> None:
        """Let layouts and queued work come to rest."""
        for _ in range(8):
            QCoreApplication.sendPostedEvents()
            self.app.processEvents()

    def _end(self) -> None:
        for timer in self.frame.findChildren(QTimer):
            timer.stop()
        self.frame.close()
        self.frame.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()
        for profile in (*self.guests, self._profile):
            if profile is not None:
                profile.close()
        self.guests.clear()
        self._profile = None

    def close(self) -> None:
        """End the application's part."""
        self._ring.deleteLater()
        self.settle()


class _CountedDocuments:
    """Stands for the class, and makes documents whose writers are 1, 2, 3.

    A stop shows the bytes of a change, which name its writer; a class of Loro's has no heirs.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self) -> loro.LoroDoc:
        document = _Document()
        document.peer_id = next(self._numbers)
        return document

    def __getattr__(self, name: str) -> object:
        return getattr(_Document, name)
