"""A relay as a transport. Nothing it says is believed: size, type and form are checked first.

Blocking, for a thread of its own. Plain HTTP goes to this computer only; no redirect is followed,
nothing compressed is taken: a login page of a network is *offline*, and four gigabytes that unpack
from forty kilobytes are never unpacked.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx2
import msgspec

from rm_desktop.sync.calls import (
    Answer,
    Ask,
    Call,
    Came,
    Fetch,
    Held,
    Kept,
    Offer,
    Trouble,
    TroubleError,
)
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.sync.wary_client import WaryClient
from rm_desktop.wire.content import PublicKeys
from rm_desktop.wire.envelope import UNREADABLE, BadMessageError, Head, joined, parted
from rm_desktop.wire.pairing import MOST_MESSAGE_BYTES
from rm_desktop.wire.relay import (
    ENVELOPES_TYPE,
    MOST_KEYS,
    ROOT,
    Access,
    DevicePublic,
    Enrol,
    Enrolled,
    Health,
    Permit,
    Problem,
    SpaceHead,
    SpaceState,
    enrolment_words,
)
from rm_desktop.wire.relay import Kept as KeptMessage

__all__ = ["Relay", "RelayTransport", "TroubleError", "is_safe"]

#: No answer is larger than this, in bytes.
MOST_BYTES, _MOST_LETTER, _MOST_WORDS = 6 * 1024 * 1024, MOST_MESSAGE_BYTES, 64 * 1024
_JSON, _PROBLEM, _OCTETS = (
    "application/json",
    "application/problem+json",
    "application/octet-stream",
)
_MOST_OF = {ENVELOPES_TYPE: MOST_BYTES, _OCTETS: _MOST_LETTER}
_TROUBLES = {
    401: Trouble.STRANGER,
    403: Trouble.REFUSED,
    404: Trouble.GONE,
    409: Trouble.CONFLICT,
    410: Trouble.CLOSED,
    413: Trouble.REFUSED,
    507: Trouble.FULL,
}
_T = TypeVar("_T")


def is_safe(address: str) -> bool:
    """Tell whether tokens may be sent there: over TLS, or to this very computer."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    if parts.scheme != "http":
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Relay:
    """A relay, spoken to by one device. Every method raises `TroubleError` and nothing else."""

    def __init__(self, address: str, token: str = "", **options: Any) -> None:  # noqa: ANN401
        """Name the relay; nothing is sent yet. Options go to the HTTP client (tests give one)."""
        if not is_safe(address):
            raise TroubleError(Trouble.UNTRUSTED)
        self.address = address.rstrip("/")
        self.token = token
        try:
            self._client = WaryClient(address, **options)
        except (ValueError, ImportError) as error:  # of the system's proxy
            raise TroubleError(Trouble.OFFLINE) from error

    def close(self) -> None:
        """Let connections go."""
        self._client.close()

    def incarnation(self) -> str:
        """Return which store answers."""
        return _read(self._call("GET", "/healthz", root="")[0], Health).incarnation

    def enrol(self, keys: DeviceKeys, permit: str = "") -> None:
        """Make this device known to the relay; the token is in `token` from then on."""
        public, relay = keys.public, self.incarnation()
        signing, sealing = public.signing.hex(), public.sealing.hex()
        signature = keys.sign(enrolment_words(relay, signing, sealing)).hex()
        body = msgspec.json.encode(Enrol(signing, sealing, signature, permit))
        self.token = _read(self._call("POST", "/devices", body)[0], Enrolled).token

    def permit(self) -> str:
        """Return words that let one guest enrol."""
        return _read(self._call("POST", "/permits")[0], Permit).permit

    def open_space(
        self, space: bytes, devices: list[bytes], known: Sequence[PublicKeys] = ()
    ) -> None:
        """Let these devices, this one among them, use a space.

        `known` are keys by which the relay can check chains of devices that are not enrolled there.
        """
        keys = [DevicePublic(each.signing.hex(), each.sealing.hex()) for each in known]
        body = msgspec.json.encode(Access([each.hex() for each in devices], keys[:MOST_KEYS]))
        self._call("PUT", f"/spaces/{space.hex()}", body, wants="")

    def end_space(self, space: bytes) -> None:
        """Delete a space with everything in it."""
        self._call("DELETE", f"/spaces/{space.hex()}", wants="")

    def state(self, space: bytes) -> SpaceState:
        """Return how far a space is."""
        return _read(self._call("GET", f"/spaces/{space.hex()}")[0], SpaceState)

    def offer(self, space: bytes, envelopes: list[bytes]) -> KeptMessage:
        """Have envelopes kept."""
        path = f"/spaces/{space.hex()}/envelopes"
        return _read(self._call("POST", path, joined(envelopes))[0], KeptMessage)

    def fetch(self, space: bytes, after: dict[bytes, Head]) -> Came:
        """Return what comes after heads."""
        heads = [
            SpaceHead(device.hex(), head.sequence, head.hash.hex())
            for device, head in after.items()
        ]
        path = f"/spaces/{space.hex()}/fetch"
        body, headers = self._call("POST", path, msgspec.json.encode(heads), wants=ENVELOPES_TYPE)
        try:
            return Came(parted(body), headers.get("rm-more") == "1")
        except BadMessageError as error:
            raise TroubleError(Trouble.OFFLINE) from error

    def say_presence(self, space: bytes, sealed: bytes) -> None:
        """Tell the other devices who is here."""
        self._call("POST", f"/spaces/{space.hex()}/presence", sealed, wants="")

    def leave_letter(self, mailbox: bytes, slot: str, letter: bytes) -> None:
        """Leave a letter of a pairing."""
        self._call("PUT", f"/mailboxes/{mailbox.hex()}/{slot}", letter, wants="")

    def read_letter(self, mailbox: bytes, slot: str) -> bytes:
        """Return a letter; `GONE` while there is none, `CLOSED` for a closed mailbox."""
        return self._call("GET", f"/mailboxes/{mailbox.hex()}/{slot}", wants=_OCTETS)[0]

    def _call(
        self, method: str, path: str, body: bytes = b"", *, wants: str = _JSON, root: str = ROOT
    ) -> tuple[bytes, httpx2.Headers]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"{self.address}{root}{path}"
        self._client.begin()
        try:
            with self._client.stream(method, url, content=body, headers=headers) as response:
                return self._answer(response, wants), response.headers
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, UnicodeError) as error:
            raise TroubleError(Trouble.OFFLINE) from error

    def _answer(self, response: httpx2.Response, wants: str) -> bytes:
        """Return an answer that is one of ours; raises `TroubleError`."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.headers.get("content-encoding", "identity") != "identity":
            raise TroubleError(Trouble.OFFLINE)
        is_good = response.status_code in (200, 201, 204)
        body = _bounded(response, _MOST_OF.get(wants, _MOST_WORDS) if is_good else _MOST_WORDS)
        if is_good:
            if kind == wants or not (wants or body):
                return body
            raise TroubleError(Trouble.OFFLINE)  # a page of somebody between us
        if kind != _PROBLEM:
            raise TroubleError(Trouble.OFFLINE)
        wait = _read(body, Problem).retry_after * 1000
        raise TroubleError(_TROUBLES.get(response.status_code, Trouble.OFFLINE), wait)


class RelayTransport:
    """One space on a relay."""

    def __init__(self, relay: Relay, space: bytes) -> None:
        """Use a relay at which this device is enrolled."""
        self._relay, self._space = relay, space

    def answer(self, call: Call) -> Answer:
        """Carry a call out; what goes wrong in the world is an answer, too."""
        try:
            match call:
                case Ask():
                    return _held(self._relay.state(self._space))
                case Offer(envelopes=envelopes):
                    kept = self._relay.offer(self._space, envelopes)
                    return Kept(bytes.fromhex(kept.incarnation))
                case Fetch(after=after):
                    return self._relay.fetch(self._space, after)
                case _:
                    raise TypeError(f"a relay is not asked to {call}")
        except TroubleError as error:
            return error.failed


def _held(state: SpaceState) -> Held:
    heads = {
        bytes.fromhex(each.device): Head(each.sequence, bytes.fromhex(each.hash))
        for each in state.heads
    }
    return Held(bytes.fromhex(state.incarnation), heads)


def _bounded(response: httpx2.Response, most: int) -> bytes:
    found, size = list[bytes](), 0
    for part in response.iter_raw():
        found.append(part)
        size += len(part)
        if size > most:
            raise TroubleError(Trouble.OFFLINE)
    return b"".join(found)


def _read(body: bytes, kind: Callable[..., _T]) -> _T:
    try:
        return msgspec.json.decode(body, type=kind)  # type: ignore[no-any-return]
    except UNREADABLE as error:
        raise TroubleError(Trouble.OFFLINE) from error
