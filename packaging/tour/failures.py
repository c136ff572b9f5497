"""A profile that cannot be opened, in each of its ways; the causes are real."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rm_desktop import bootstrap
from rm_desktop.domain.errors import CannotOpenError, NoKeyringError
from rm_desktop.services.start import Start
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.system.single_instance import SingleInstance
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.failure.page import FailurePage
from rm_desktop.ui.workers import Workers
from rm_desktop.vault.cipher import disk_full, read_only
from rm_desktop.vault.header import _sealed as seal
from rm_desktop.vault.keys import KeyStore, MemoryKeyStore
from tour.stage import Stage, Stop

Cause = Callable[[Path, KeyStore], None]


def key_not_found(root: Path, store: KeyStore) -> None:
    """The keyring forgot the key."""
    bootstrap.create_profile(root, store)
    bootstrap.fetch_key(root, MemoryKeyStore())


def unlock(root: Path, store: KeyStore) -> None:
    """Only a passphrase opens it."""
    bootstrap.create_profile(root, store, "four calm words here")
    bootstrap.fetch_key(root, store)


def wrong_key(root: Path, store: KeyStore) -> None:
    """The keyring holds another vault's key."""
    bootstrap.create_profile(root, store)
    header = json.loads(_header(root).read_text())
    store.save(header["vault_id"], bytes(32))
    bootstrap.fetch_key(root, store)


def damaged(root: Path, store: KeyStore) -> None:
    """The disk lost a part of the file."""
    key = bootstrap.create_profile(root, store)
    path = ProfilePaths(root).workspace
    path.write_bytes(path.read_bytes()[:4096] + bytes(4096))
    bootstrap.open_profile(root, key, peeking=False).ports.vault()


def newer(root: Path, store: KeyStore) -> None:
    """A newer version of the app wrote it."""
    bootstrap.create_profile(root, store)
    header = json.loads(_header(root).read_text())
    del header["sum"]
    _header(root).write_bytes(seal(header | {"format": 99}))
    bootstrap.fetch_key(root, store)


def in_use(root: Path, store: KeyStore) -> None:
    """Another window has it."""
    bootstrap.create_profile(root, store)
    first = SingleInstance.acquire(root)
    try:
        SingleInstance.acquire(root)
    finally:
        first.release()


def raised(error: CannotOpenError, _root: Path, _store: KeyStore) -> None:
    """A state that a picture cannot bring about."""
    raise error


def _show(cause: Cause, stage: Stage) -> None:
    root, store = stage.folder(), MemoryKeyStore()
    start = Start(root, store, bootstrap)
    try:
        cause(root, store)
    except CannotOpenError as error:
        page = FailurePage(error, start, Workers(stage.frame), AnsweredDialogs())
        stage.frame.show_page(page, with_rail=False)
        return
    raise AssertionError("nothing failed")


def _header(root: Path) -> Path:
    workspace = ProfilePaths(root).workspace
    return workspace.with_name(workspace.name + ".header")


STOPS: dict[str, Stop] = {
    "unlock": partial(_show, unlock),
    "failure-key-not-found": partial(_show, key_not_found),
    "failure-wrong-key": partial(_show, wrong_key),
    "failure-damaged": partial(_show, damaged),
    "failure-newer": partial(_show, newer),
    "failure-in-use": partial(_show, in_use),
    "failure-disk-full": partial(_show, partial(raised, disk_full())),
    "failure-read-only": partial(_show, partial(raised, read_only())),
    "failure-no-keyring": partial(
        _show,
        partial(
            raised,
            NoKeyringError("The keyring stayed locked.", "Unlock it and try again."),
        ),
    ),
}
