"""A proxy with a seed between the app and a real relay: a bad network, on purpose (D17)."""

from __future__ import annotations

import contextlib
import gzip
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from random import Random

_BLOCK = 65_536
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_BOMB = gzip.compress(bytes(30_000_000), 9)
_PAGE = b"<html><form action=/login>Please sign in</form></html>"


def _answered(head: bytes, body: bytes) -> bytes:
    return head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body


def _words(status: bytes, kind: bytes, body: bytes) -> bytes:
    return _answered(b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n", body)


class BadNetwork:
    """Listens on a port of this computer, and hands on to another what its dice let through."""

    def __init__(self, port: int, dice: Random) -> None:
        self._to, self.dice = ("127.0.0.1", port), dice
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self.is_good = False
        self.exchanges = 0
        self.seen: Counter[str] = Counter()
        self._late = b""
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Hear nobody any more."""
        self._door.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            self._serve(client)  # one after the other: the dice decide alone what happens

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(5)
            request = _message(client)
            if not request:
                return
            self.exchanges += 1
            fault = None if self.is_good else self.dice.choice(_FAULTS)
            self.seen[fault.__name__.strip("_") if fault else "none"] += 1
            if fault is None:
                client.sendall(self.pass_on(request))
            else:
                fault(self, client, request)

    def pass_on(self, request: bytes) -> bytes:
        """Return what the relay answers to a request."""
        with socket.create_connection(self._to, 5) as relay:
            relay.settimeout(5)
            relay.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            found = bytearray()
            while block := relay.recv(_BLOCK):
                found += block
        return bytes(found)

    # -- faults ---------------------------------------------------------------------------

    def _fine(self, client: socket.socket, request: bytes) -> None:
        client.sendall(self.pass_on(request))

    def _request_lost(self, client: socket.socket, request: bytes) -> None:
        """Nothing arrives."""

    def _request_torn(self, client: socket.socket, request: bytes) -> None:
        with socket.create_connection(self._to, 5) as relay:
            relay.sendall(request[: self.dice.randrange(len(request))])

    def _answer_lost(self, client: socket.socket, request: bytes) -> None:
        self.pass_on(request)

    def _doubled(self, client: socket.socket, request: bytes) -> None:
        self.pass_on(request)
        client.sendall(self.pass_on(request))

    def _reordered(self, client: socket.socket, request: bytes) -> None:
        """The answer to an earlier request comes in place of this one's."""
        late, self._late = self._late, self.pass_on(request)
        client.sendall(late or self._late)

    def _torn(self, client: socket.socket, request: bytes) -> None:
        answer = self.pass_on(request)
        client.sendall(answer[: self.dice.randrange(len(answer))])

    def _garbled(self, client: socket.socket, request: bytes) -> None:
        answer = bytearray(self.pass_on(request))
        for _ in range(self.dice.choice((1, 2, 20))):
            answer[self.dice.randrange(len(answer))] = self.dice.randrange(256)
        client.sendall(answer)

    def _wrong_length(self, client: socket.socket, request: bytes) -> None:
        length = self.dice.choice((b"0", b"1", b"7", b"99999", b"-1", b"1e3", b"9" * 30))
        answer = self.pass_on(request)
        client.sendall(_LENGTH.sub(b"content-length: " + length, answer, count=1))

    def _no_content(self, client: socket.socket, request: bytes) -> None:
        client.sendall(_words(b"204 No Content", b"application/json", b""))

    def _redirect(self, client: socket.socket, request: bytes) -> None:
        client.sendall(_answered(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\n", b""))

    def _login_page(self, client: socket.socket, request: bytes) -> None:
        client.sendall(_words(b"200 OK", b"text/html", _PAGE))

    def _bad_gateway(self, client: socket.socket, request: bytes) -> None:
        client.sendall(_words(b"502 Bad Gateway", b"text/html", _PAGE))

    def _bomb(self, client: socket.socket, request: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
        client.sendall(_answered(head, _BOMB))

    def _slow(self, client: socket.socket, request: bytes) -> None:
        """A byte now and then, for ever as far as the client can tell."""
        answer = self.pass_on(request)
        for at in range(len(answer)):
            client.sendall(answer[at : at + 1])
            time.sleep(0.002)

    def _not_yet(self, client: socket.socket, request: bytes) -> None:
        """An answer that is always about to come."""
        ends = time.monotonic() + 2
        while time.monotonic() < ends:
            client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 20)
            time.sleep(0.002)

    def _long_head(self, client: socket.socket, request: bytes) -> None:
        line = b"Set-Cookie: a%d=" % self.dice.getrandbits(40) + b"x" * 4_000 + b"\r\n"
        client.sendall(b"HTTP/1.1 200 OK\r\n" + line * self.dice.choice((5, 200)) + b"\r\n")

    def _too_much(self, client: socket.socket, request: bytes) -> None:
        kind = b"application/vnd.rm-desktop.envelopes"
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n")
        for _ in range(200):
            client.sendall(bytes(_BLOCK))

    def _another_voice(self, client: socket.socket, request: bytes) -> None:
        client.sendall(self.dice.choice((b"SSH-2.0-OpenSSH\r\n", b"\x16\x03\x01", bytes(500))))


_USUAL: tuple[Callable[[BadNetwork, socket.socket, bytes], None], ...] = tuple(
    found
    for name, found in vars(BadNetwork).items()
    if name
    in (
        *("_fine", "_request_lost", "_request_torn", "_answer_lost", "_doubled", "_reordered"),
        *("_torn", "_garbled", "_wrong_length", "_no_content", "_redirect", "_login_page"),
        *("_bad_gateway", "_long_head", "_another_voice"),
    )
)
_COSTLY = (BadNetwork._bomb, BadNetwork._slow, BadNetwork._not_yet, BadNetwork._too_much)  # noqa: SLF001
#: Most exchanges go well enough that something comes of them.
_FAULTS = (*(_USUAL * 8), *((BadNetwork._fine,) * 60), *_COSTLY)  # noqa: SLF001


def _message(client: socket.socket) -> bytes:
    """Return a request with its body, nothing for one that breaks off."""
    found = bytearray()
    while b"\r\n\r\n" not in found:
        block = client.recv(_BLOCK)
        if not block:
            return b""
        found += block
    length = _LENGTH.search(bytes(found))
    whole = found.index(b"\r\n\r\n") + 4 + (int(length[1]) if length else 0)
    while len(found) < whole:
        block = client.recv(_BLOCK)
        if not block:
            return b""
        found += block
    return bytes(found)
