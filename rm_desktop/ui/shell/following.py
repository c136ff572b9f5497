"""Shows how sharing stands: a line at the rail's foot, and a notice when a person is needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.words import tr
from rm_desktop.ui.places import Place, Where
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.theme.announce import announce

if TYPE_CHECKING:
    from rm_desktop.ui.sync.foot import Foot

_KINDS = (Kind.SYNC, Kind.PAIR, Kind.ACTOR, Kind.MEMBER)
#: How soon after an edit one looks, in milliseconds: whoever types does not wait for it.
_SOON_MS = 250


class Following(QObject):
    """One per window. Begins when sharing is first heard of: until then nothing of it is imported.

    Whoever carries imports in a thread what sharing takes, and tells the house after that.
    """

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor, self._profile = conductor, conductor.profile
        self._rail = conductor.frame.rail
        self._feet: dict[str, Foot] = {}
        self._is_on = False
        self._look = self._timer(self.look)
        self._step = self._timer(self._on_step_timeout)
        conductor.house.changed.connect(self._on_house_changed)
        conductor.house.minute_passed.connect(self._on_minute_passed)
        self._rail.sharing_requested.connect(partial(conductor.go, Place(Where.SHARING)))

    @Slot()
    def look(self) -> None:
        """Look how the open pair stands, and say it when its time has come."""
        self._look.stop()
        profile, desk = self._profile, self._profile.desk
        if desk is None:
            return
        if not profile.shares:
            self._feet.clear()
            self._rail.show_sharing("lock", "ink-2", "")
            self._show_reach(is_cut_off=False)
            return
        from rm_desktop.domain.sync_state import reaches_nobody
        from rm_desktop.ui.reader import reader_of
        from rm_desktop.ui.sync.foot import Foot

        pair = desk.open_pair.id
        foot = self._feet.setdefault(pair, Foot())
        status, reader = profile.sync.status(pair), reader_of(profile)
        foot.hear(status, reader, self._now_ms())
        # handed over, the one who reads sits at this very laptop
        self._show_reach(is_cut_off=reaches_nobody(status) and reader.is_home)
        self._show(foot)
        if foot.spoken(status):
            line = foot.steady.wanted
            words = tr("Sharing: {state}. {more}", state=line.words, more=line.more)
            announce(self._rail, words)
        if not (self._conductor.is_covered or self._conductor.frame.notice):
            self._put(foot.banner(status, reader))  # or a minute later: nothing else is cut short

    def _show_reach(self, *, is_cut_off: bool) -> None:
        from rm_desktop.ui.widgets.audience import show_cut_off

        show_cut_off(self._conductor.frame, is_cut_off=is_cut_off)

    def _put(self, words: str) -> None:
        if words and self._conductor.place.where != Where.SHARING:
            go = partial(self._conductor.go, Place(Where.SHARING))
            self._conductor.frame.say(words, tr("Have a look"), go)

    def _show(self, foot: Foot) -> None:
        now = self._now_ms()
        foot.steady.step(now)
        line = foot.steady.shown
        self._rail.show_sharing(line.icon, line.role, line.words, line.more)
        due = foot.steady.due()
        if due is None:
            self._step.stop()
        else:
            self._step.start(max(1, due - now))

    @Slot()
    def _on_step_timeout(self) -> None:
        desk = self._profile.desk
        foot = self._feet.get(desk.open_pair.id) if desk is not None else None
        if foot is not None:
            self._show(foot)

    @Slot()
    def _on_minute_passed(self) -> None:
        if self._is_on:
            self.look()

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        self._is_on = self._is_on or changes.touches(Kind.SYNC)
        if not self._is_on:
            return
        if changes.touches(*_KINDS):
            self._look.start(0)
        elif not self._look.isActive():  # what one writes waits to be carried
            self._look.start(_SOON_MS)

    def _now_ms(self) -> int:
        return self._profile.clock.now().boot_ms

    def _timer(self, does: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(does)
        return timer
