"""A copy put in the place of a vault, with its header, as one act.

The copy is made ready beside the vault under another name. Then a small file says that the act is
decided; from there on it only ever goes forward, and whoever looks at the vault next (`settle`)
finishes what a kill left. Before that file is there, nothing has happened.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path

from rm_desktop.domain.errors import DamagedError
from rm_desktop.domain.words import tr
from rm_desktop.vault.atomic import (
    copy_whole,
    put_in_place,
    read_small,
    sync_folder,
    write_whole,
)
from rm_desktop.vault.backup import NOTES, check_copy, discard
from rm_desktop.vault.cipher import connect, disk_error, opening
from rm_desktop.vault.header import Header, header_path, restoring_path, write_header

_ID_BYTES = 16
_BESIDE = ("-wal", "-shm", "-journal")
# Where the former files go when nobody can say where: they are not lost.
_UNNAMED = "before-restore"


def staged_path(path: Path) -> Path:
    """Return the name a copy bears beside the vault whose place it is to take."""
    return path.with_name(f"{path.name}.restored")


def stage(
    copy: Path,
    key: bytes,
    path: Path,
    header: Header,
    chance: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Make a copy ready: verified, as a device of its own, with the header it is to have."""
    staged = staged_path(path)
    try:
        discard(staged)
        _hold_sound(copy, key)
        copy_whole(copy, staged)
        _renew(staged, key, chance)
        _hold_sound(staged, key)
        write_header(staged, header)
    except OSError as error:
        discard(staged)
        raise disk_error(error) from error
    except BaseException:
        discard(staged)
        raise


def commit(path: Path, *, aside: str = "") -> None:
    """Put what was made ready in place of a closed vault.

    `aside` names a folder beside it into which the former files are moved; without one they are
    gone, and a dated copy must have been made. Raises `CannotOpenError`; what it says about the
    disk holds, and the next start goes on from there.
    """
    try:
        write_whole(restoring_path(path), json.dumps({"aside": aside}).encode())
    except OSError as error:
        discard(staged_path(path))
        raise disk_error(error) from error
    settle(path)


def settle(path: Path) -> None:
    """Finish a restoring that was decided; where none was, do nothing."""
    marker = restoring_path(path)
    try:
        aside = _aside(marker, path)
        if aside is None:
            return
        staged, header = staged_path(path), header_path(path)
        if staged.exists():
            _clear(path, aside)
            put_in_place(staged, path)
        if header_path(staged).exists():
            put_in_place(header_path(staged), header)
        marker.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(error) from error


def _aside(marker: Path, path: Path) -> Path | None:
    """Return the folder for the former files, the vault's own if they may go; None for no act.

    A profile may have come from anywhere: what the file names is a folder below it, or none.
    """
    content = read_small(marker)
    if content is None:
        return None
    try:
        folder = path.parent / Path(json.loads(content)["aside"])
        is_below = folder.resolve().is_relative_to(path.parent.resolve())
    except (ValueError, KeyError, TypeError, RecursionError):
        is_below = False
    return folder if is_below else path.parent / _UNNAMED


def _clear(path: Path, aside: Path) -> None:
    """Take the former files away: a log that stayed would be poured into the restored vault."""
    keeping = aside != path.parent
    if keeping:
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        header = header_path(path)
        if header.exists() and not (aside / header.name).exists():
            copy_whole(header, aside / header.name)
    for name in (f"{path.name}{end}" for end in _BESIDE):
        if keeping and path.with_name(name).exists():
            path.with_name(name).replace(aside / name)
        path.with_name(name).unlink(missing_ok=True)
    if keeping and path.exists():
        path.replace(aside / path.name)
        sync_folder(aside)


def _renew(staged: Path, key: bytes, chance: Callable[[int], bytes]) -> None:
    """Let the copy be a new device: two lines of changes under one name would not meet again."""
    with opening(staged):
        connection = connect(staged, key)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN IMMEDIATE")
            for name in ("device", "install_nonce"):
                put = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
                connection.execute(put, (name, chance(_ID_BYTES).hex()))
            forget = "DELETE FROM meta WHERE key GLOB ? OR key = 'installed'"
            connection.execute(forget, (f"{NOTES}*",))
            connection.execute("COMMIT")
        finally:
            connection.close()


def _hold_sound(copy: Path, key: bytes) -> None:
    if check_copy(copy, key):
        raise DamagedError(
            tr("This backup is damaged."),
            tr("Choose another one; your present notes were not changed."),
        )
