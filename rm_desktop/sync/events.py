"""What a relay says by itself: news of spaces, and who is there. Blocking, for a thread of its own.

Nothing that comes is believed: lines are bounded, the content's type is checked, and what is not
ours ends the stream, which is begun again after a while. A relay says something every 20 seconds;
one that is silent for a minute is gone, whatever the network pretends.
"""

from __future__ import annotations

import binascii
import contextlib
import socket
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import httpx2
import msgspec

from rm_desktop.sync.calls import Failed, Trouble, TroubleError
from rm_desktop.sync.http import is_safe
from rm_desktop.sync.network import own_addresses
from rm_desktop.sync.patience import Patience
from rm_desktop.sync.wary_client import WaryClient
from rm_desktop.wire.presence import MOST_BYTES
from rm_desktop.wire.relay import ROOT, Event, PresenceEvent

#: Silence that ends a stream, and how long a connection may take to come about, in seconds.
SILENCE_S, _CONNECT_S = 60.0, 10.0
#: While it waits, it looks so often whether there is another network, in seconds.
LOOK_S = 2.0
#: No event of ours is longer, in bytes: a presence in base64 and its space.
_MOST_EVENT = 2 * MOST_BYTES + 512
#: Two people who type together bring about forty events a second, of three lines each.
_MOST_LINES_A_SECOND = 2_000
#: What a network, or the system's proxy, brings about.
_WORLDLY = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    OSError,
    ValueError,
    ImportError,
)
_REFUSALS = {401: Trouble.STRANGER, 403: Trouble.REFUSED, 404: Trouble.GONE, 410: Trouble.GONE}


class Tuned(NamedTuple):
    """The relay listens and speaks: from now on news comes by itself."""


class Lost(NamedTuple):
    """The stream ended; it is begun again after a while."""

    trouble: Trouble


class News(NamedTuple):
    """A space is at a position now."""

    space: bytes
    position: int


class PresenceHeard(NamedTuple):
    """Somebody of a space says where they are."""

    space: bytes
    sealed: bytes


Heard = Tuned | Lost | News | PresenceHeard


class EventStream:
    """What one relay tells one device, without end until it is stopped."""

    def __init__(
        self,
        address: str,
        token: str,
        now_ms: Callable[[], int],
        chance: Callable[[int], bytes],
        *,
        silence: float = SILENCE_S,
        ways: Callable[[], frozenset[str]] = own_addresses,
        **options: Any,  # noqa: ANN401
    ) -> None:
        """Name the relay; nothing is sent yet. Options go to the HTTP client.

        `ways` are this computer's addresses: one that is new means that a network came back.
        """
        if not is_safe(address):
            raise TroubleError(Trouble.UNTRUSTED)
        self._address, self._silence = address, silence
        self._url = f"{address.rstrip('/')}{ROOT}/events"
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
        self._timeout = httpx2.Timeout(silence, connect=min(_CONNECT_S, silence))
        self._options, self._ways = options, ways
        self._now_ms = now_ms
        self._patience = Patience(now_ms, chance)
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._stopping = threading.Event()
        self._woken = threading.Event()

    def hear(self) -> Iterator[Heard]:
        """Say what the relay says, in the thread that goes through it, until `stop`."""
        while not self._stopping.is_set():
            try:
                yield from self._listen()
                failed = Failed(Trouble.OFFLINE)  # it stops, or somebody ended a long connection
            except TroubleError as error:
                failed = error.failed
            except _WORLDLY:
                failed = Failed(Trouble.OFFLINE)
            if self._stopping.is_set():
                return
            self._patience.fail(failed)
            yield Lost(failed.trouble)
            self._wait()

    def stop(self) -> None:
        """End it soon, from any thread; a connection that is just being made ends by itself."""
        with self._lock:
            self._stopping.set()
            self._woken.set()
            if self._socket is not None:
                # its own method: that of TLS would take the state away from who is reading
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def hurry(self) -> None:
        """Try again now, as when the network came back; from any thread."""
        self._patience.hurry()
        self._woken.set()

    def _wait(self) -> None:
        before = self._ways()
        while not (self._stopping.is_set() or self._patience.is_over):
            left = max(0.0, self._patience.retry_at - self._now_ms()) / 1000 + 0.001
            self._woken.wait(min(left, LOOK_S))
            self._woken.clear()
            now = self._ways()
            if now - before:
                self._patience.hear_of_network()
            before = now

    def _listen(self) -> Iterator[Heard]:
        with (
            WaryClient(self._address, self._silence, **self._options) as client,
            client.stream(
                "GET", self._url, headers=self._headers, timeout=self._timeout
            ) as response,
        ):
            _check(response)
            if not self._hold(response):
                return
            try:
                yield Tuned()
                for kind, data in _events(self._calm(_lines(response), client)):
                    self._patience.succeed()  # not sooner: some answer and hang up at once
                    heard = _read(kind, data)
                    if heard is not None:
                        yield heard
            finally:
                with self._lock:
                    self._socket = None

    def _calm(self, lines: Iterator[bytes], client: WaryClient) -> Iterator[bytes]:
        """Pass lines on, each of which has to be whole within the time that counts as silence.

        Raises `TroubleError` where somebody talks to keep us busy.
        """
        second, count = 0, 0
        for line in lines:
            client.begin(self._silence)
            now = self._now_ms() // 1_000
            second, count = (second, count + 1) if now == second else (now, 1)
            if count > _MOST_LINES_A_SECOND:
                raise TroubleError(Trouble.OFFLINE)
            yield line

    def _hold(self, response: httpx2.Response) -> bool:
        """Keep what `stop` ends; tell whether it has not been called yet."""
        stream = response.extensions.get("network_stream")
        with self._lock:
            self._socket = stream.get_extra_info("socket") if stream is not None else None
            return not self._stopping.is_set()


def _check(response: httpx2.Response) -> None:
    """Raise `TroubleError` for what is no stream of events."""
    status = response.status_code
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    plain = response.headers.get("content-encoding", "identity") == "identity"
    if status in _REFUSALS and kind == "application/problem+json":
        raise TroubleError(_REFUSALS[status])
    if status != httpx2.codes.OK or kind != "text/event-stream" or not plain:
        raise TroubleError(Trouble.OFFLINE)


def _lines(response: httpx2.Response) -> Iterator[bytes]:
    """Return whole lines without their ends; raises `TroubleError` for one that has none."""
    begun = b""
    for part in response.iter_raw():
        *whole, begun = (begun + part).split(b"\n")
        yield from (line.removesuffix(b"\r") for line in whole)
        if len(begun) > _MOST_EVENT:
            raise TroubleError(Trouble.OFFLINE)


def _events(lines: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Return each event's kind and data; a word between them that is no event has no kind."""
    kind = data = b""
    for line in lines:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"event":
            kind = value
        elif name == b"data":
            data += value
            if len(data) > _MOST_EVENT:
                raise TroubleError(Trouble.OFFLINE)
        elif not line:
            yield kind, data
            kind = data = b""


def _read(kind: bytes, data: bytes) -> Heard | None:
    """Return what an event says, None for one we do not know; raises `TroubleError`."""
    try:
        if kind == b"change":
            event = msgspec.json.decode(data, type=Event)
            return News(bytes.fromhex(event.space), event.position)
        if kind == b"presence":
            told = msgspec.json.decode(data, type=PresenceEvent)
            sealed = b64decode(told.sealed, validate=True)
            return PresenceHeard(bytes.fromhex(told.space), sealed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, binascii.Error) as error:
        raise TroubleError(Trouble.OFFLINE) from error
    return None
