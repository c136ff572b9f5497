"""A pairing under way as the vault keeps it: secrets, letters and how far it has come.

Nothing of it is anywhere else; it goes when the pairing has ended, and a day later at the latest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from rm_desktop.services.pairing_left import HOST, JOIN, SCOPE
from rm_desktop.wire.pairing import GOOD_FOR_MS

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

_TOKENS = "token:"
_T = TypeVar("_T", "HostRow", "JoinRow")


class HostRow(msgspec.Struct, kw_only=True):
    """An invitation of ours. `founded`: the pair was not shared before; `member` is whom it is for.

    `permit` is the relay's owner's one-time token; `guest_permit` the one made for the guest.
    """

    pair: str
    space: bytes
    address: str
    made_at: int
    member: str
    stage: str
    founded: bool = False
    own_device: bool = False
    permit: str = ""
    guest_permit: str = ""
    kept: bytes = b""
    letters: dict[str, bytes] = {}


class JoinRow(msgspec.Struct, kw_only=True):
    """An invitation that was answered here.

    `copied` are topics to bring along from the pair `copied_from`; `texts` are notes of a copy of
    this very pair that has another history than the host's. At the stage *fetch* the pair's
    space is in the vault, and only its contents are still to come.
    """

    secret: bytes
    address: str
    made_at: int
    stage: str
    keys: bytes
    offer: bytes
    kept: bytes = b""
    letters: dict[str, bytes] = {}
    token: str = ""
    permit: str = ""
    texts: dict[str, str] = {}
    copied_from: str = ""
    copied: list[str] = []


def is_over(made_at: int, now_ms: int) -> bool:
    """Tell whether an invitation has run out by our clock; one of a clock set back has not."""
    return now_ms - made_at > GOOD_FOR_MS


def host_row(vault: Vault, pair: str) -> HostRow | None:
    """Return the invitation to a pair, if there is one."""
    return _read(vault, HOST + pair, HostRow)


def join_row(vault: Vault) -> JoinRow | None:
    """Return the invitation that was answered here, if there is one."""
    return _read(vault, JOIN, JoinRow)


def keep_row(vault: Vault, row: HostRow | JoinRow) -> None:
    """Keep how far a pairing has come."""
    key = HOST + row.pair if isinstance(row, HostRow) else JOIN
    vault.put_settings(SCOPE, {key: msgspec.to_builtins(row)})


def drop_row(vault: Vault, row: HostRow | JoinRow) -> None:
    """Forget a pairing with its secrets."""
    vault.forget_setting(SCOPE, HOST + row.pair if isinstance(row, HostRow) else JOIN)


def spare_token(vault: Vault, address: str) -> str:
    """Return a token of a relay at which a device of ours was enrolled once, empty for none."""
    found = vault.setting(SCOPE, _TOKENS + address, "")
    return found if isinstance(found, str) else ""


def keep_token(vault: Vault, address: str, token: str) -> None:
    """Keep a token, so that the relay's owner need not be asked again."""
    vault.put_settings(SCOPE, {_TOKENS + address: token})


def _read(vault: Vault, key: str, kind: type[_T]) -> _T | None:
    found = vault.setting(SCOPE, key)
    if not found:
        return None
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError:
        return None  # of another version of the app: an invitation is made anew
