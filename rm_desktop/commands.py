"""What the command line does without a window: look through, write out, copy, restore, salvage.

Only imported when one of these is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.bootstrap import fetch_key, profile_is_new, profile_wants_passphrase
from rm_desktop.domain.errors import (
    BadInputError,
    DamagedError,
    InUseError,
    KeyNotFoundError,
    KnownError,
    NoKeyringError,
    WrongKeyError,
)
from rm_desktop.domain.words import tr, trn
from rm_desktop.system.keyring_store import KeyringStore
from rm_desktop.system.paths import ProfilePaths

if TYPE_CHECKING:
    from rm_desktop.services.private import Private
    from rm_desktop.services.profile import Profile
    from rm_desktop.vault.backup import Source
    from rm_desktop.vault.vault import Vault

_FAILED = 1


def perform(command: str, root: Path, options: Mapping[str, str], key: bytes | None) -> int:
    """Do one of the commands on a profile; the key is fetched unless it was handed over."""
    return _COMMANDS[command](root, options, key)


def _doctor(root: Path, options: Mapping[str, str], given: bytes | None) -> int:
    if "--salvage" in options:
        return _salvage(root, options, given)
    from rm_desktop.services.doctor import examine

    _check_there(root)
    rebuild = "--rebuild" in options
    with _held(root) if rebuild else nullcontext():  # first: nobody types a passphrase in vain
        key = _key(root, given)
        found = _sources(root, key)[1:] if "--private" in options else ()
        report = examine(root, key, rebuild=rebuild, private=found[0].key if found else None)
    if "--json" in options:
        import json

        print(json.dumps(report.plain(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(report.sentences()))
    return 0 if report.sound else _FAILED


def _salvage(root: Path, options: Mapping[str, str], given: bytes | None) -> int:
    """Write what can still be read of both vaults into a new folder; the old files stay."""
    from rm_desktop.services.salvage import salvage

    sources = _sources(root, given if given is not None else _key_of_damaged(root))
    report = salvage(root, Path(options["--to"]).expanduser().absolute(), sources)
    print("\n".join(report.sentences()))
    return 0 if report.is_whole else _FAILED


def _key_of_damaged(root: Path) -> bytes:
    """Return the profile's key; where its header is gone too, that of its newest backup tells."""
    try:
        return _key(root, None)
    except DamagedError:
        copies = sorted(ProfilePaths(root).backups.glob("workspace-*.vault"))
        if not copies:
            raise
        return _open_copy(copies[-1], {}).key


def _export(root: Path, options: Mapping[str, str], given: bytes | None) -> int:
    """Write everything the pairs share into a folder, private pages on asking; nothing changes."""
    from rm_desktop.bootstrap import open_profile
    from rm_desktop.services.export import Form, export

    to = Path(options["--to"]).expanduser().absolute()
    profile = open_profile(root, _key(root, given), peeking=False)
    try:
        pages = _private_pages(profile.private) if "--private" in options else None
        print(export(profile, to, Form(options["--format"]), private=pages).sentence)
    finally:
        profile.close()
    return 0


def _open_private(private: Private) -> None:
    """Open private pages by their words alone, whatever the keyring holds."""
    if private.state == "none":
        raise BadInputError(
            tr("There are no private pages in this profile."),
            tr("The app makes them with the first private word."),
        )
    private.open(private.fetch(_ask(tr("Passphrase of your private pages: "))))


def _private_pages(private: Private) -> Vault:
    """Open private pages to be written out, and say what follows."""
    _open_private(private)
    print(tr("Private pages will lie there in clear, for whoever opens them."), file=sys.stderr)
    return private.vault()


def _import(root: Path, options: Mapping[str, str], given: bytes | None) -> int:
    """Bring in a pair that was exported, or a journal, once it was said what would come."""
    from rm_desktop.bootstrap import open_profile
    from rm_desktop.domain.backups import Reason
    from rm_desktop.services.pair_import import look_at_pair, take_in_pair

    path = Path(options["--from"]).expanduser().absolute()
    if not path.exists():
        raise BadInputError(tr("There is no file {name}.", name=path), tr("Check its name."))
    _check_there(root)
    with _held(root):
        profile = open_profile(root, _key(root, given), peeking=False)
        try:
            try:
                read = look_at_pair(path)
            except BadInputError:
                return _import_journal(profile, path, options)
            print(tr("{one} and {other}", one=read.pair.mentor.name, other=read.pair.mentee.name))
            if not _agreed(options, tr("Bring in this pair? Type yes: ")):
                return _FAILED
            profile.backups.make(Reason.IMPORT)
            profile.open_pair(take_in_pair(read, profile.ports.vault()))
        finally:
            profile.close()
    return 0


def _import_journal(profile: Profile, path: Path, options: Mapping[str, str]) -> int:
    _open_private(profile.private)
    found = profile.journal_import.look_at(path)
    for sentence in (*found.sentences, *(refused.sentence for refused in found.refused)):
        print(sentence)
    if not found.added:
        return 0 if found.here else _FAILED
    if not _agreed(options, tr("Bring them in? Type yes: ")):
        return _FAILED
    done = profile.journal_import.take_in(path)
    print(trn("{n} entry came in.", "{n} entries came in.", done.added))
    return 0


def _backup(root: Path, options: Mapping[str, str], given: bytes | None) -> int:
    """Write verified copies into a folder; the app may be running meanwhile."""
    from rm_desktop.services.backups import back_up_to

    to = Path(options["--to"]).expanduser().absolute()
    for path in back_up_to(to, _sources(root, _key(root, given)), _now_ms()):
        print(tr("Written and read back: {path}", path=path))
    return 0


def _restore(root: Path, options: Mapping[str, str], given: bytes | None) -> int:
    """Put a backup in place of what is there, which is kept as a dated copy."""
    from rm_desktop.services.restore import Restore, restore
    from rm_desktop.services.restore_words import sentences

    copy = Path(options["--from"]).expanduser().absolute()
    if not copy.is_file():
        raise BadInputError(tr("There is no file {name}.", name=copy), tr("Check its name."))
    present = _present_keys(root, given)
    source = _open_copy(copy, present)
    paths = ProfilePaths(root)
    paths.prepare()
    with _held(root):
        act = Restore(root, source, KeyringStore(), _now_ms, present)
        print("\n".join(sentences(act.preview())))
        if not _agreed(options, tr("Restore it? Type yes: ")):
            return _FAILED
        done = restore(act, close=lambda: None)
    print(tr("Restored."))
    if done.former is not None:
        print(tr("What was there before is kept in {path}", path=done.former))
    return 0


def _agreed(options: Mapping[str, str], question: str) -> bool:
    """Ask unless the answer was given beforehand; say so if it is no."""
    if "--yes" in options:
        return True
    if not sys.stdin.isatty():
        raise BadInputError(
            tr("This has to be agreed to."), tr("Add --yes to do it without a question.")
        )
    agreed = input(question).strip().casefold() == tr("yes")
    if not agreed:
        print(tr("Nothing was changed."))
    return agreed


def _present_keys(root: Path, given: bytes | None) -> dict[Path, bytes]:
    """Return the keys at hand of what is there now; what cannot be opened is set aside later."""
    from rm_desktop.vault.keys import unlock

    paths, keys = ProfilePaths(root), dict[Path, bytes]()
    if given is not None:
        return {paths.workspace: given}
    for path in (paths.workspace, paths.private):
        try:
            keys[path] = unlock(path, KeyringStore())
        except KnownError:
            continue
    return keys


def _open_copy(copy: Path, present: Mapping[Path, bytes]) -> Source:
    """Open a backup with a key at hand, or by the words that belong to it."""
    from rm_desktop.services.restore import (
        key_for,
        no_key,
        open_with_passphrase,
        open_with_phrase,
        ways,
    )
    from rm_desktop.vault.backup import Source

    if (key := key_for(copy, present.values())) is not None:
        return Source(copy, key)
    if (key := _from_keyring(copy)) is not None:
        return Source(copy, key)
    known = ways(copy)
    if not (known.passphrase or known.phrase):
        raise no_key()
    if known.passphrase and (words := _ask(tr("Passphrase of the backup: "))):
        return open_with_passphrase(copy, words)
    if known.phrase and (words := _ask(tr("Recovery phrase of the backup: "))):
        return open_with_phrase(copy, words)
    raise no_key()


def _from_keyring(copy: Path) -> bytes | None:
    from rm_desktop.vault.keys import unlock

    try:
        return unlock(copy, KeyringStore())
    except (KeyNotFoundError, NoKeyringError, WrongKeyError):
        return None


def _sources(root: Path, key: bytes) -> tuple[Source, ...]:
    """Return what can be opened: private pages only by the keyring's copy or by their words."""
    from rm_desktop.vault.backup import Source
    from rm_desktop.vault.header import is_new
    from rm_desktop.vault.keys import unlock, unlock_with_passphrase

    paths = ProfilePaths(root)
    workspace = Source(paths.workspace, key)
    try:
        if is_new(paths.private):
            return (workspace,)
        return workspace, Source(paths.private, unlock(paths.private, KeyringStore()))
    except (KeyNotFoundError, NoKeyringError):
        pass
    except DamagedError as error:
        print(error, file=sys.stderr)
        return (workspace,)
    words = ""
    if sys.stdin.isatty():
        words = _ask(tr("Passphrase of your private pages, or Enter to leave them out: "))
    if not words:
        print(tr("Private pages are locked and were left out."))
        return (workspace,)
    return workspace, Source(paths.private, unlock_with_passphrase(paths.private, words))


@contextmanager
def _held(root: Path) -> Iterator[None]:
    """Keep the app out while a profile is written to, or refuse because it runs."""
    from rm_desktop.system.single_instance import SingleInstance

    try:
        held = SingleInstance.acquire(root, raise_first=False)
    except InUseError as error:
        raise InUseError(
            tr("The app has this profile open."), tr("Quit it, then try again.")
        ) from error
    try:
        yield
    finally:
        held.release()


def _check_there(root: Path) -> None:
    """Refuse a folder without a profile."""
    if profile_is_new(root):
        raise KnownError(
            tr("There is no profile in {folder}.", folder=root),
            tr("Name the folder with --profile."),
        )


def _key(root: Path, given: bytes | None) -> bytes:
    """Return the profile's key from where it is kept; a passphrase is asked for in a terminal."""
    _check_there(root)
    if given is not None:
        return given
    words = _ask(tr("Passphrase: ")) if profile_wants_passphrase(root) else None
    return fetch_key(root, KeyringStore(), words)


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise NoKeyringError(
            tr("A passphrase opens this profile."), tr("Run this in a terminal and type it there.")
        )
    from getpass import getpass

    return getpass(question)


def _now_ms() -> int:
    from rm_desktop.system.clock import SystemClock

    return SystemClock().now().wall_ms


_COMMANDS: Mapping[str, Callable[[Path, Mapping[str, str], bytes | None], int]] = {
    "doctor": _doctor,
    "export": _export,
    "import": _import,
    "backup": _backup,
    "restore": _restore,
}
