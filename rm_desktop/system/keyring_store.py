"""Keys in the desktop's keyring, which is believed only after it has been tried.

Every call may wait for a person to answer a prompt: call it from a worker. Items are named by vault
id, so a profile can be moved. The library and its back ends are imported at the first call.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import NoKeyringError
from rm_desktop.domain.words import tr

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "rm-desktop"
_PROBE = "probe"
# They accept a secret and drop it, refuse everything, or write it to a plain file.
_UNSAFE = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt")


class KeyringStore:
    """A `KeyStore` over the keyring library's chosen back end."""

    @property
    def name(self) -> str:
        """The back end by its class, as the vault's header records it."""
        backend = _backend()
        return f"{type(backend).__module__}.{type(backend).__name__}"

    def load(self, vault_id: str) -> bytes | None:
        """Return the key, or None if the keyring answers that it has none."""
        backend = _backend()
        with _answering():
            stored = backend.get_password(SERVICE, vault_id)
        try:
            return None if stored is None else bytes.fromhex(stored)
        except ValueError:
            return None  # another program's item; the vault stays closed, the item stays

    def save(self, vault_id: str, key: bytes) -> None:
        """Keep the key, after a secret of no worth has been written, read and removed."""
        backend = _backend()
        _probe(backend)
        with _answering():
            backend.set_password(SERVICE, vault_id, key.hex())

    def delete(self, vault_id: str) -> None:
        """Forget the key; one that is not there is no error."""
        backend = _backend()
        with _answering():
            if backend.get_password(SERVICE, vault_id) is not None:
                backend.delete_password(SERVICE, vault_id)


def _backend() -> KeyringBackend:
    import keyring

    with _answering():
        chosen = keyring.get_keyring()
    # The chainer asks several; the first is the one it writes to.
    first = (getattr(chosen, "backends", None) or [chosen])[0]
    if type(first).__module__.startswith(_UNSAFE):
        raise _unusable()
    return chosen


def _probe(backend: KeyringBackend) -> None:
    import secrets

    name, secret = f"{_PROBE}-{secrets.token_hex(8)}", secrets.token_hex(8)
    with _answering():
        backend.set_password(SERVICE, name, secret)
        kept = backend.get_password(SERVICE, name)
        if kept is not None:
            backend.delete_password(SERVICE, name)
    if kept != secret:
        raise _unusable()


@contextmanager
def _answering() -> Iterator[None]:
    """Turn a keyring that is absent, locked or silent into a state of the world."""
    from keyring.errors import InitError, KeyringError, KeyringLocked

    try:
        yield
    except (InitError, KeyringLocked) as error:
        raise NoKeyringError(
            tr("The keyring stayed locked."),
            tr("Unlock it and try again, or use a passphrase."),
        ) from error
    except (KeyringError, OSError, RuntimeError) as error:
        raise _unusable() from error
    except Exception as error:
        if not type(error).__module__.startswith(("secretstorage", "jeepney")):
            raise
        raise _unusable() from error


def _unusable() -> NoKeyringError:
    return NoKeyringError(
        tr("This computer offers no usable keyring."),
        tr("Use a passphrase instead."),
    )
