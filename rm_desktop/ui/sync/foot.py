"""The line about sharing at the rail's foot, and a word when a person is needed; no Qt."""

from __future__ import annotations

from rm_desktop.domain.sync_concerns import banner_words
from rm_desktop.domain.sync_state import Attention, SyncState, SyncStatus
from rm_desktop.domain.sync_words import Reader
from rm_desktop.ui.sync.shown import foot_line
from rm_desktop.ui.sync.steady import Steady

#: States that a screen reader hears of when they begin.
_SPOKEN = frozenset({SyncState.ATTENTION, SyncState.OFFLINE})


class Foot:
    """What the foot says of one pair: steady, spoken once, each concern put before a person once.

    Of concerns that go away by themselves nothing is put: the line says it.
    """

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.steady = Steady()
        self._state = SyncState.OFF
        self._told: set[Attention] = set()

    def hear(self, status: SyncStatus, reader: Reader, now_ms: int) -> None:
        """Take how things stand; `now_ms` is of a clock that only goes forwards."""
        self.steady.want(foot_line(status, reader), now_ms)

    def spoken(self, status: SyncStatus) -> bool:
        """Tell whether a screen reader should hear of the state, which is then known."""
        former, self._state = self._state, status.state
        return status.state in _SPOKEN and status.state != former

    def banner(self, status: SyncStatus, reader: Reader) -> str:
        """Return what to put before a person now, empty where nothing is new."""
        new = [each for each in status.attention if not each.passing and each not in self._told]
        self._told.update(new)
        return banner_words(new[0], status, reader) if new else ""
