"""Copies of the vaults: made daily and before anything large, verified, thinned, carried away.

The private vault is copied only while it is open. A second folder (a stick, a network folder) gets
the same files; while it is not there, copies stay on this computer and go there the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from rm_desktop.domain.backups import Reason, file_name, is_due, read_name, superfluous
from rm_desktop.domain.errors import BadInputError, KnownError
from rm_desktop.domain.words import tr
from rm_desktop.system.paths import ProfilePaths

if TYPE_CHECKING:
    from rm_desktop.vault.backup import Source

#: Setting: where copies go besides the profile's own folder; empty for nowhere.
FOLDER = "backup_folder"
_SECOND_MS = 1_000
#: What another program may still be writing in a folder that is not ours alone, in seconds.
_OLD_PART = 3_600


@dataclass(frozen=True, slots=True)
class Kept:
    """One copy; `counts` by kind and the `newest` change are known where a key at hand opens it."""

    path: Path
    vault: str
    made_at: int
    reason: str
    size: int
    counts: Mapping[str, int] | None = None
    newest: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a round: copies made, and why the second folder could not be served, if so."""

    copies: tuple[Path, ...] = ()
    elsewhere: KnownError | None = None


class Backups:
    """The copies of one profile. Whatever it does may run in a worker, but one at a time."""

    def __init__(
        self,
        root: Path,
        sources: Callable[[], Sequence[Source]],
        now_ms: Callable[[], int],
        chosen: Callable[[], str] = lambda: "",
    ) -> None:
        """Know the profile's folder, its open vaults and the second folder's name."""
        self.folder = ProfilePaths(root).backups
        self._sources = sources
        self._now_ms = now_ms
        self._chosen = chosen
        self._one_at_a_time = Lock()

    @property
    def elsewhere(self) -> Path | None:
        """The second folder, whether or not it is there now."""
        chosen = self._chosen()
        return Path(chosen) if chosen else None

    def alone(self) -> AbstractContextManager[object]:
        """Keep every copy as it is while something else works on the copies."""
        return self._one_at_a_time

    @property
    def sources(self) -> Sequence[Source]:
        """The vaults that are open now, with their keys."""
        return tuple(self._sources())

    def due(self, now: int | None = None) -> bool:
        """Tell whether an open vault wants its daily copy; looks at names in our folder only."""
        return bool(self._due(self._now_ms() if now is None else now))

    def make(self, reason: Reason = Reason.ASKED) -> Made:
        """Copy every open vault, carry the copies to the second folder, let old ones go.

        Raises `KnownError` when the copy on this computer fails; the older ones stay. The second
        folder never stands in its way.
        """
        with self._one_at_a_time:
            return self._round(self._sources(), reason)

    def tend(self) -> Made:
        """Do what is due: the daily copy, and what the second folder still lacks. For a worker."""
        with self._one_at_a_time:
            return self._round(self._due(self._now_ms()), Reason.DAILY)

    def listed(self, folder: Path | None = None) -> tuple[Kept, ...]:
        """Return the copies in our folder, or another, the newest first."""
        sources = self._sources()
        found = [self._kept(path, sources) for path in _copies(folder or self.folder)]
        return tuple(sorted(found, key=lambda kept: (kept.made_at, kept.vault), reverse=True))

    def has_of(self, vault: str) -> bool:
        """Tell whether a copy of a vault lies in our folder; looks at names only."""
        found = map(read_name, (path.name for path in _copies(self.folder)))
        return any(named is not None and named.vault == vault for named in found)

    def thin(self, folder: Path | None = None) -> int:
        """Let superfluous copies go; return how many. Those of other profiles stay."""
        from rm_desktop.vault.backup import discard

        folder = folder or self.folder
        gone = 0
        for mine in self._mine(folder).values():
            old = superfluous(mine, self._now_ms())
            for path in [path for moment in old for path in mine[moment]]:
                with suppress(OSError):  # a stick pulled out meanwhile
                    discard(path)
                    gone += 1
        return gone

    def verify(self, path: Path) -> tuple[str, ...]:
        """Read a copy through; return what is wrong with it, nothing if it is sound."""
        from rm_desktop.vault.backup import check_copy
        from rm_desktop.vault.contents import header_of

        header = header_of(path)
        key = next((s.key for s in self._sources() if header.fits(s.key)), None)
        if key is None:
            raise KnownError(
                tr("This backup belongs to notes that are not open now."),
                tr("Unlock your private pages and try again."),
            )
        return check_copy(path, key)

    def check_folder(self, folder: Path) -> None:
        """Raise `BadInputError` where copies could not be kept; for the choice of a second one."""
        if folder.resolve() in (self.folder.resolve(), self.folder.parent.resolve()):
            raise BadInputError(
                tr("Copies are in this folder already."),
                tr("Choose one on another disk or on your network."),
            )
        if not folder.is_dir():
            raise BadInputError(
                tr("There is no folder {name}.", name=folder), tr("Choose one that is there.")
            )

    def _round(self, sources: Sequence[Source], reason: Reason) -> Made:
        if sources:
            self._prepare()
        made = tuple(self._copy(source, reason) for source in sources)
        self.thin()
        try:
            self._carry()
        except KnownError as error:
            return Made(made, error)
        return Made(made)

    def _prepare(self) -> None:
        from rm_desktop.vault.cipher import disk_error

        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            _sweep(self.folder)
        except OSError as error:
            raise disk_error(error) from error

    def _copy(self, source: Source, reason: Reason) -> Path:
        from rm_desktop.vault.backup import back_up
        from rm_desktop.vault.contents import notes_for

        target = fresh_target(self.folder, source.name, self._now_ms(), reason)
        back_up(source.path, source.key, target, notes_for(source))
        return target

    def _due(self, now: int) -> list[Source]:
        made: dict[str, list[int]] = {}
        for path in _copies(self.folder):
            if (named := read_name(path.name)) is not None:
                made.setdefault(named.vault, []).append(named.made_at)
        return [source for source in self._sources() if is_due(made.get(source.name, ()), now)]

    def _carry(self) -> None:
        """Bring what the second folder lacks of our newest copies there, and thin what it has."""
        folder = self.elsewhere
        if folder is None:
            return
        from rm_desktop.system.whole_files import CannotWriteError

        there = _is_folder(folder)
        if not there:
            raise CannotWriteError(
                tr("The second folder for backups, {name}, is not there now.", name=folder),
                tr("Backups are kept on this computer and go there as soon as it is back."),
            )
        try:
            _sweep(folder, older_than=_OLD_PART)
            for path in _newest_of_each(_copies(self.folder)):
                if not (folder / path.name).exists():
                    _carry_one(path, folder / path.name)
        except OSError as error:
            raise CannotWriteError(
                tr("Backups could not be copied to {name}.", name=folder),
                tr("They are kept on this computer; check that folder’s disk and its room."),
            ) from error
        self.thin(folder)

    def _mine(self, folder: Path) -> dict[tuple[str, str], dict[int, list[Path]]]:
        """Return the copies of a folder by vault and moment; a stick may hold other profiles'."""
        ours = {_vault_id(path) for path in _copies(self.folder)} - {""}
        mine: dict[tuple[str, str], dict[int, list[Path]]] = {}
        for path in _copies(folder):
            ident, named = _vault_id(path), read_name(path.name)
            if ident in ours and named is not None:
                mine.setdefault((named.vault, ident), {}).setdefault(named.made_at, []).append(path)
        return mine

    @staticmethod
    def _kept(path: Path, sources: Sequence[Source]) -> Kept:
        from rm_desktop.vault.contents import header_of, noted

        named = read_name(path.name)
        if named is None:
            raise ValueError(path.name)
        size = path.stat().st_size
        bare = Kept(path, named.vault, named.made_at, named.reason, size)
        try:
            header = header_of(path)
            key = next((s.key for s in sources if header.fits(s.key)), None)
            found = noted(path, key) if key else None
        except KnownError:
            return bare  # one that cannot be read is told when it is looked at
        if found is None:
            return bare
        about = (named.vault, named.made_at, named.reason, size)
        return Kept(path, *about, found.counts, found.newest)


def back_up_to(folder: Path, sources: Sequence[Source], now_ms: int) -> list[Path]:
    """Write copies into any folder that is there and return them; raises `KnownError`."""
    from rm_desktop.vault.backup import back_up
    from rm_desktop.vault.contents import notes_for

    if not _is_folder(folder):
        raise BadInputError(
            tr("There is no folder {name}.", name=folder), tr("Make it first, or choose another.")
        )
    made = []
    for source in sources:
        target = fresh_target(folder, source.name, now_ms, Reason.ASKED)
        back_up(source.path, source.key, target, notes_for(source))
        made.append(target)
    return made


def fresh_target(folder: Path, vault: str, moment: int, reason: Reason) -> Path:
    """Return the name of a new copy; of two in one second the later one is dated a second on."""
    while (target := folder / file_name(vault, moment, reason)).exists():
        moment += _SECOND_MS
    return target


def _copies(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in names if read_name(path.name) is not None and path.is_file())


def _newest_of_each(copies: Iterator[Path]) -> list[Path]:
    newest: dict[str, Path] = {}
    for path in copies:  # names sort by time
        if (named := read_name(path.name)) is not None:
            newest[named.vault] = path
    return list(newest.values())


def _carry_one(path: Path, target: Path) -> None:
    from rm_desktop.vault.atomic import copy_whole
    from rm_desktop.vault.header import header_path

    copy_whole(header_path(path), header_path(target))  # first: as where it was made
    copy_whole(path, target)


def _sweep(folder: Path, older_than: float = 0) -> None:
    """Remove what copying left when it was killed, and headers without a copy."""
    import time

    for path in folder.iterdir():
        base, part, _ = path.name.partition(".vault")
        if read_name(f"{base}.vault") is None or not part:
            continue
        left = ".part" in path.name
        lone = path.name.endswith(".header") and not path.with_name(f"{base}.vault").exists()
        if (left or lone) and time.time() - path.stat().st_mtime >= older_than:
            path.unlink(missing_ok=True)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _vault_id(path: Path) -> str:
    from rm_desktop.vault.contents import header_of

    try:
        return header_of(path).vault_id
    except (KnownError, OSError):
        return ""
