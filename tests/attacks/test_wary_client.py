"""What a server may not get out of the client that speaks to it: time, memory, cookies, tokens."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from rm_desktop.sync.calls import Ask, Failed, Fetch, Trouble, TroubleError
from rm_desktop.sync.events import EventStream, Lost
from rm_desktop.sync.http import Relay, RelayTransport

Answer = Callable[[socket.socket], None]
TOKEN = "t" * 40


class Door:
    """A server that does one thing, and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[bytes] = []
        self._answer = answer
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            with client:
                client.settimeout(5)
                try:
                    self.asked.append(client.recv(65_536))
                    self._answer(client)
                except OSError:
                    continue

    def close(self) -> None:
        self._door.close()


@pytest.fixture
def doors() -> Iterator[Callable[[Answer], Door]]:
    made: list[Door] = []

    def make(answer: Answer) -> Door:
        made.append(Door(answer))
        return made[-1]

    yield make
    for door in made:
        door.close()


def ask(address: str, **options: float) -> tuple[object, float]:
    relay = Relay(address, TOKEN, **options)
    began = time.monotonic()
    try:
        return RelayTransport(relay, bytes(16)).answer(Ask()), time.monotonic() - began
    finally:
        relay.close()


def drip(head: bytes, each: bytes) -> Answer:
    def answer(client: socket.socket) -> None:
        client.sendall(head)
        for _ in range(500):
            client.sendall(each)
            time.sleep(0.01)

    return answer


JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
SLOW = {
    "a body": drip(JSON + b"Content-Length: 60000\r\n\r\n", b" "),
    "a head": drip(b"HTTP/1.1 200 OK\r\n", b"x"),
    "not yet": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "chunks": drip(JSON + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@pytest.mark.parametrize("name", SLOW)
def test_an_answer_ends_in_time_however_slowly_it_comes(
    doors: Callable[[Answer], Door], name: str
) -> None:
    found, took = ask(doors(SLOW[name]).address, whole_s=0.3)
    assert found == Failed(Trouble.OFFLINE)
    assert took < 3


def test_no_cookie_is_kept(doors: Callable[[Answer], Door]) -> None:
    page = JSON + b"Set-Cookie: who=maya; Path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    door = doors(lambda client: client.sendall(page))
    relay = Relay(door.address, TOKEN)
    for _ in range(2):
        RelayTransport(relay, bytes(16)).answer(Ask())
    relay.close()
    assert len(door.asked) == 2
    assert b"cookie" not in door.asked[1].lower()


def test_what_stays_on_this_computer_goes_through_no_proxy(
    doors: Callable[[Answer], Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, relay = doors(lambda _: None), doors(lambda _: None)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, proxy.address)
    ask(relay.address)
    stream = EventStream(relay.address, TOKEN, lambda: 0, bytes)
    assert isinstance(next(stream.hear()), Lost)
    stream.stop()
    assert not proxy.asked, "the token was shown to somebody else"
    assert len(relay.asked) == 2
    assert all(TOKEN.encode() in asked for asked in relay.asked)


def test_a_proxy_nobody_can_use_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "gopher://127.0.0.1:1")
    with pytest.raises(TroubleError) as caught:
        Relay("https://relay.example.org", TOKEN)
    assert caught.value.failed == Failed(Trouble.OFFLINE)


def test_a_redirect_takes_the_token_nowhere(doors: Callable[[Answer], Door]) -> None:
    thief = doors(lambda _: None)
    page = b"HTTP/1.1 307 X\r\nLocation: %s/v1/\r\nContent-Length: 0\r\n\r\n"
    door = doors(lambda client: client.sendall(page % thief.address.encode()))
    found, _ = ask(door.address)
    assert found == Failed(Trouble.OFFLINE)
    assert not thief.asked


@pytest.mark.parametrize(
    ("kind", "size"), [(b"application/json", 70_000), (b"application/x-other", 7_000_000)]
)
def test_words_are_never_as_large_as_envelopes(
    doors: Callable[[Answer], Door], kind: bytes, size: int
) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, size)
    door = doors(lambda client: client.sendall(head + b" " * size))
    relay = Relay(door.address, TOKEN)
    for call in (Ask(), Fetch({})):
        assert RelayTransport(relay, bytes(16)).answer(call) == Failed(Trouble.OFFLINE)
    relay.close()
