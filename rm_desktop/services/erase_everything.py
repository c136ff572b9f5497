"""*Erase everything*: vaults, headers, backups, keyring items, log and look; then the app is new.

A small file says that it was decided, and which vaults it is about. It goes last: after a kill the
next start goes on before it looks for a profile, and finds none.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr
from rm_desktop.services.erase import Erased, Job
from rm_desktop.system.installs import home_of
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.atomic import read_regular, write_whole
from rm_desktop.vault.cipher import disk_error

if TYPE_CHECKING:
    from rm_desktop.services.profile import Profile
    from rm_desktop.vault.keys import KeyStore

#: What we write beside the vaults; the lock of the running app is no trace of anybody.
_OURS = ("workspace.vault*", "private.vault*", "rm-desktop.log*", "look*")


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to go: the ids of the vaults, and a second folder for their backups, if any.

    `home` says in which folder of which computer it was decided: in any other, a mark that came
    along with files from elsewhere reaches neither the keyring nor the second folder.
    """

    vaults: tuple[str, ...] = ()
    folder: str = ""
    home: str = ""


def erase_everything(profile: Profile) -> Erased:
    """Erase a profile at once; see `erasing_everything`."""
    return erasing_everything(profile)()


def erasing_everything(profile: Profile) -> Job:
    """Decide it and close the profile; return the job for the rest (the keyring may ask)."""
    root, store = profile.ports.vault().path.parent, profile.private.store
    second = profile.backups.elsewhere if profile.has_backups else None
    decide(root, Decided(tuple(_vault_ids(root)), str(second or ""), home_of(root)))
    with suppress(KnownError):  # what cannot be stored is not wanted either
        profile.close()
    return lambda: go_on(root, store)


def decide(root: Path, what: Decided) -> None:
    """Note that everything is to go; from here on it does. Raises `CannotOpenError`."""
    words = json.dumps({"vaults": what.vaults, "folder": what.folder, "home": what.home})
    try:
        write_whole(ProfilePaths(root).erasing, words.encode())
    except OSError as error:
        raise disk_error(error) from error


def is_decided(root: Path) -> bool:
    """Tell whether everything in a folder is to go."""
    return ProfilePaths(root).erasing.exists()


def go_on(root: Path, store: KeyStore | None = None) -> Erased:
    """Erase what is left of a profile; without a store its keys go the next time there is one.

    What was decided elsewhere goes out of this folder alone.
    Raises `CannotOpenError` where the disk does not let us; the next start tries again.
    """
    paths = ProfilePaths(root)
    noted = _decided(paths.erasing)
    is_ours = noted.home == home_of(root)
    what = noted if is_ours else Decided()
    second = Path(what.folder) if what.folder else None
    absent = bool(second) and not (second and second.is_dir())
    left = []
    try:
        copies = _discard_copies(second, what.vaults) if second and not absent else 0
        copies += sum(1 for path in paths.backups.rglob("*.vault"))
        for path in _files(root):
            path.unlink(missing_ok=True)
        shutil.rmtree(paths.backups, ignore_errors=True)
        if store is not None:
            left = [name for name in what.vaults if not _forget(name, store)]
            paths.erasing.unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    return Erased(
        copies,
        (),
        what.folder if absent else "",
        tuple(_elsewhere(keys=bool(left), is_ours=is_ours)),
    )


def _files(root: Path) -> Iterator[Path]:
    """Yield our files, headers first: without them and the keyring nothing opens the rest."""
    found = [path for pattern in _OURS for path in root.glob(pattern)]
    yield from sorted(found, key=lambda path: (not path.name.endswith(".header"), path.name))


def _discard_copies(folder: Path, vaults: tuple[str, ...]) -> int:
    """Remove the copies of our vaults from the second folder; others' stay."""
    from rm_desktop.domain.backups import read_name
    from rm_desktop.vault.backup import discard
    from rm_desktop.vault.contents import header_of

    gone = 0
    for path in list(folder.iterdir()):
        if read_name(path.name) is None:
            continue
        with suppress(KnownError):
            if header_of(path).vault_id in vaults:
                discard(path)
                gone += 1
    return gone


def _vault_ids(root: Path) -> Iterator[str]:
    from rm_desktop.vault.header import header_path, read_header

    paths = ProfilePaths(root)
    for path in (paths.workspace, paths.private):
        with suppress(KnownError):
            if header_path(path).exists():
                yield read_header(path).vault_id


def _forget(name: str, store: KeyStore) -> bool:
    """Take a key out of the keyring; tell whether it is gone."""
    try:
        store.delete(name)
        return store.load(name) is None
    except KnownError:
        return False


def _decided(path: Path) -> Decided:
    try:
        stored = json.loads(read_regular(path))
        vaults, folder, home = stored["vaults"], stored["folder"], stored["home"]
        return Decided(tuple(map(str, vaults)), str(folder), str(home))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Decided()


def _elsewhere(*, keys: bool, is_ours: bool) -> Iterator[str]:
    if not is_ours:
        yield tr("It was decided in another place: a keyring and a second folder were left alone.")
    if keys:
        yield tr("The keyring did not give up a key; without the notes it opens nothing.")
    yield tr("What you exported, printed or carried elsewhere is not reached.")
    yield tr("What your partner has on their own laptop stays theirs.")
