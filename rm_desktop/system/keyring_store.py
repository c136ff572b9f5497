"""Keys in the desktop's keyring, which is believed only after it has been tried.

Every call may wait for a person to answer a prompt: call it from a worker. Items are named by vault
id, so a profile can be moved. The library and its back ends are imported at the first call.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from rm_desktop.domain.errors import NoKeyringError
from rm_desktop.domain.words import tr

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "rm-desktop"
#: A person may be typing the keyring's own password; who needs longer is offered to try again.
PATIENCE_SECONDS = 90.0
_LOOK_SECONDS = 0.1
_PROBE = "probe"
# They accept a secret and drop it, refuse everything, or write it to a plain file.
_UNSAFE = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt")


class KeyringStore:
    """A `KeyStore` over the back ends the keyring library finds; the first of them is written to.

    Each call ends within `patience` seconds, with `NoKeyringError` where no answer came.
    """

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._given_up = Event()

    @property
    def name(self) -> str:
        """The back end by its class, as the vault's header records it."""
        kind = self._ask(lambda: type(_backends()[0]))
        return f"{kind.__module__}.{kind.__name__}"

    def load(self, vault_id: str) -> bytes | None:
        """Return the key, or None if the keyring answers that it has none."""
        return self._ask(lambda: _load(vault_id))

    def save(self, vault_id: str, key: bytes) -> None:
        """Keep the key, after a secret of no worth has been written, read and removed."""
        self._ask(lambda: _save(vault_id, key))

    def delete(self, vault_id: str) -> None:
        """Forget the key; one that is not there is no error."""
        self._ask(lambda: _delete(vault_id))

    def give_up(self) -> None:
        """Let nobody wait for an answer any longer, as when the app is quit; from any thread."""
        self._given_up.set()

    def take_up(self) -> None:
        """Wait for answers again, as when another window opens the profile anew."""
        self._given_up.clear()

    def _ask(self, act: Callable[[], T]) -> T:
        """Do it in a thread of its own, which nobody waits for after a while."""
        answers: list[T] = []
        refusals: list[BaseException] = []

        def answer() -> None:
            try:
                answers.append(act())
            except BaseException as error:  # noqa: BLE001 - raised below, where somebody waits
                refusals.append(error)

        asking = Thread(target=answer, name="keyring", daemon=True)
        asking.start()
        until = time.monotonic() + self._patience
        while asking.is_alive() and time.monotonic() < until and not self._given_up.is_set():
            asking.join(min(_LOOK_SECONDS, self._patience))
        if answers:
            return answers[0]
        raise _in_words(refusals[0]) if refusals else _silent()


def _load(vault_id: str) -> bytes | None:
    for backend in _backends():
        with suppress(ValueError):  # another program's item; the vault stays closed, the item stays
            stored = backend.get_password(SERVICE, vault_id)
            if stored is not None:
                return bytes.fromhex(stored)
    return None


def _save(vault_id: str, key: bytes) -> None:
    backend = _backends()[0]
    _probe(backend)
    backend.set_password(SERVICE, vault_id, key.hex())


def _delete(vault_id: str) -> None:
    for backend in _backends():
        if backend.get_password(SERVICE, vault_id) is not None:
            backend.delete_password(SERVICE, vault_id)


def _probe(backend: KeyringBackend) -> None:
    import secrets

    name, secret = f"{_PROBE}-{secrets.token_hex(8)}", secrets.token_hex(8)
    backend.set_password(SERVICE, name, secret)
    kept = backend.get_password(SERVICE, name)
    if kept is not None:
        backend.delete_password(SERVICE, name)
    if kept != secret:
        raise _unusable()


def _backends() -> list[KeyringBackend]:
    """Return the back ends that keep secrets, the one to write to first; never an empty list."""
    import keyring
    from keyring.backends import fail

    chosen = keyring.get_keyring()
    if isinstance(chosen, fail.Keyring):
        chosen = _looked_for_again()
    several = list(getattr(chosen, "backends", None) or [chosen])
    if _is_unsafe(several[0]):
        raise _unusable()
    return [each for each in several if not _is_unsafe(each)]


def _looked_for_again() -> KeyringBackend:
    """Look anew: the library does so once, and a desktop may start its keyring after us."""
    import keyring
    import keyring.backend
    import keyring.core

    with suppress(KeyError):  # nothing was remembered yet
        keyring.backend.get_all_keyring.reset()
    keyring.core.init_backend()
    return keyring.get_keyring()


def _is_unsafe(backend: KeyringBackend) -> bool:
    return type(backend).__module__.startswith(_UNSAFE)


def _in_words(error: BaseException) -> BaseException:
    """Return the state of the world behind what a keyring raised; a bug of ours stays one."""
    from keyring.errors import InitError, KeyringError, KeyringLocked

    if isinstance(error, NoKeyringError):
        return error
    if type(error.__cause__).__name__ == "SecretServiceNotAvailableException":
        known = _silent()
    elif isinstance(error, InitError | KeyringLocked):
        known = NoKeyringError(
            tr("The keyring stayed locked."),
            tr("Unlock it and try again, or use a passphrase."),
        )
    elif isinstance(error, KeyringError | RuntimeError):
        known = _unusable()
    elif isinstance(error, OSError | EOFError) or _is_of_the_bus(error):
        known = _silent()
    else:
        return error
    known.__cause__ = error
    return known


def _is_of_the_bus(error: BaseException) -> bool:
    return type(error).__module__.startswith(("secretstorage", "jeepney"))


def _silent() -> NoKeyringError:
    return NoKeyringError(
        tr("The keyring does not answer."),
        tr("Look for its window behind others and try again, or use a passphrase."),
    )


def _unusable() -> NoKeyringError:
    return NoKeyringError(
        tr("This computer offers no usable keyring."),
        tr("Use a passphrase instead."),
    )
