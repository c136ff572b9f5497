"""What the window's courier takes from below, made when wanted: nothing heavy comes sooner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rm_desktop.services.attendance import Attendance
    from rm_desktop.services.folder_listening import FolderListening
    from rm_desktop.services.listening import Listening
    from rm_desktop.services.profile import Profile
    from rm_desktop.services.sync_line import Line


class Live:
    """The shared pairs of a profile while its window stands."""

    def __init__(self, profile: Profile) -> None:
        """Read nothing yet."""
        self._profile = profile

    @staticmethod
    def load() -> None:
        """Import what sharing takes, a quarter of a second: for a thread nobody waits for."""
        import rm_desktop.services.attendance
        import rm_desktop.services.sync
        import rm_desktop.sync.http  # noqa: F401

    @property
    def shares(self) -> bool:
        """Whether any pair is shared; known without opening anything."""
        return self._profile.shares

    @property
    def open_pair(self) -> str:
        """The pair on screen, empty if there is none."""
        desk = self._profile.desk
        return desk.open_pair.id if desk is not None else ""

    def lines(self) -> list[Line]:
        """Return one line for each shared pair."""
        return self._profile.sync.lines()

    def listening(self, line: Line, ring: Callable[[], object]) -> Listening | FolderListening:
        """Begin to hear of what is new where a line leads."""
        if line.is_folder:
            from rm_desktop.services.folder_listening import FolderListening
            from rm_desktop.sync.carrier import FOLDER

            return FolderListening(Path(line.address.removeprefix(FOLDER)), line.space, ring)
        from rm_desktop.services.listening import Listening

        return Listening(line.address, line.token, ring, self.now_ms, self._profile.sync.chance)

    def attendance(self, line: Line) -> Attendance:
        """Return who of a line's pair is here."""
        from rm_desktop.services.attendance import Attendance

        return Attendance(line, self._profile.sync.chance, self.now_ms)

    @staticmethod
    def give_up(line: Line) -> None:
        """Have a line try again later, for its work met what nobody thought of."""
        from rm_desktop.sync.calls import Failed, Trouble

        line.answer(Failed(Trouble.OFFLINE))

    def note_live(self, line: Line, *, is_live: bool) -> None:
        """Note whether news of a line comes by itself; what a folder has, comes when it comes."""
        self._profile.sync.note_live(line, is_live=is_live and not line.is_folder)

    def tell(self, pair: str) -> None:
        """Tell the house that a pair's sharing stands otherwise now."""
        from rm_desktop.domain.changes import Changes, Kind

        if self._profile.desk is not None:
            changes = Changes(frozenset({Kind.SYNC}), frozenset({pair}))
            self._profile.desk.open_pair.tell(changes)

    def now_ms(self) -> int:
        """Return the time on a clock that only goes forwards."""
        return self._profile.ports.now().boot_ms
