"""Taking documents out of copies of a vault so that nothing of them is left in the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rm_desktop.domain.errors import DamagedError
from rm_desktop.domain.words import tr
from rm_desktop.vault.atomic import copy_whole, put_in_place
from rm_desktop.vault.backup import check_copy
from rm_desktop.vault.cipher import connect, disk_error, opening
from rm_desktop.vault.contents import header_of
from rm_desktop.vault.header import write_header
from rm_desktop.vault.vault import Vault


def change_copy(copy: Path, key: bytes, act: Callable[[Vault], bool]) -> bool:
    """Change a backup as one: on a copy of it, which is verified and takes its place.

    `act` tells whether there was anything to change. Raises `KnownError` where the backup cannot
    be opened or written; it stays as it was, and what a kill leaves beside it is swept away by the
    next round of backups.
    """
    part = copy.with_name(f"{copy.name}.part")
    header = header_of(copy)
    header.verify(key)
    try:
        _discard(part)
        copy_whole(copy, part)
        write_header(part, header)
        if not _changed(part, key, act):
            return False
        if check_copy(part, key):
            raise _damaged()
        put_in_place(part, copy)
        return True
    except OSError as error:
        raise disk_error(error) from error
    finally:
        _discard(part)


def _changed(part: Path, key: bytes, act: Callable[[Vault], bool]) -> bool:
    vault = Vault.open(part, key)
    try:
        if not act(vault):
            return False
        vault.sweep()
    finally:
        vault.close()
    with opening(part):
        connection = connect(part, key)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")  # a log would be a second file
        finally:
            connection.close()
    return True


def _discard(part: Path) -> None:
    """Remove what stands beside a backup only while it is changed, an older schema's copy too."""
    for left in part.parent.glob(f"{part.name}*"):
        left.unlink(missing_ok=True)


def _damaged() -> DamagedError:
    return DamagedError(
        tr("A backup could not be read back after something was erased from it."),
        tr("It was left as it is; delete it if nothing of what you erased may stay."),
    )
