"""Two laptops over a real relay on a real socket, and everything that is no relay."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, Stopping, UnsafeError, server_for
from rm_desktop.sync.calls import (
    Answer,
    Ask,
    Call,
    Failed,
    Fetch,
    Rehearse,
    Rehearsed,
    Trouble,
)
from rm_desktop.sync.http import Relay, RelayTransport, TroubleError, is_safe
from rm_desktop.sync.notices import NoticeKind
from tests.sync.laptops import Laptop, two_laptops

Serve = Callable[..., str]
CHANCE = Random(6).randbytes


CLOSING: list[Relay] = []


@pytest.fixture(autouse=True)
def relays_are_let_go() -> Iterator[None]:
    yield
    while CLOSING:
        CLOSING.pop().close()


def relay_at(address: str) -> Relay:
    CLOSING.append(Relay(address))
    return CLOSING[-1]


class Plugged:
    """A laptop's transport: the relay, and a child that rehearses."""

    def __init__(self, address: str, laptop: Laptop) -> None:
        self.relay = relay_at(address)
        self._space = laptop.planner.log.space
        self.enrol(laptop)

    def enrol(self, laptop: Laptop) -> None:
        self._device = laptop.planner.log.device
        self.relay.enrol(self._device)

    def open(self, *devices: bytes) -> None:
        self.relay.open_space(self._space, list(devices))

    def answer(self, call: Call) -> Answer:
        if isinstance(call, Rehearse):
            return Rehearsed(frozenset())
        return RelayTransport(self.relay, self._space).answer(call)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Run a relay on a port of this computer; again on the same store after a stop."""
    running: list[tuple[Stopping, threading.Thread]] = []

    def stop() -> None:
        while running:
            server, thread = running.pop()
            server.should_exit = True
            thread.join(20)

    def start(*, restored: bool = False, name: str = "relay.db") -> str:
        stop()
        settings = Settings(open_door=True, stranger_burst=10_000, burst=100_000)
        plan = Plan(
            f"sqlite:///{tmp_path / name}", port=_free_port(), restored=restored, settings=settings
        )
        server = server_for(plan)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        running.append((server, thread))
        return f"http://127.0.0.1:{plan.port}"

    yield start
    stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def plugged(address: str) -> tuple[tuple[Laptop, Plugged], tuple[Laptop, Plugged]]:
    maya, henrik = two_laptops()
    pair = (maya, Plugged(address, maya)), (henrik, Plugged(address, henrik))
    pair[0][1].open(maya.planner.log.me, henrik.planner.log.me)
    return pair


def sync(*pairs: tuple[Laptop, Plugged]) -> None:
    for _ in range(3):
        for laptop, plug in pairs:
            laptop.sync(plug)


def test_two_laptops_share_over_a_real_relay(serve: Serve) -> None:
    maya, henrik = plugged(serve())
    maya[0].disk.type("budget")
    henrik[0].disk.type("video")
    sync(maya, henrik)
    assert maya[0].disk.words.keys() == henrik[0].disk.words.keys() == {"budget", "video"}
    assert not maya[0].notices | henrik[0].notices


def test_a_restored_relay_is_noticed_and_filled_again(serve: Serve, tmp_path: Path) -> None:
    maya, henrik = plugged(serve())
    maya[0].disk.type("before")
    sync(maya, henrik)
    address = serve(name="another.db")  # its store was lost altogether
    for laptop, plug in (maya, henrik):
        plug.relay = relay_at(address)
        plug.enrol(laptop)
    maya[1].open(maya[0].planner.log.me, henrik[0].planner.log.me)
    henrik[0].disk.type("after")
    sync(henrik, maya)
    assert maya[0].disk.words.keys() == henrik[0].disk.words.keys() == {"before", "after"}
    assert {NoticeKind.NEW_STORE, NoticeKind.ROLLED_BACK} <= henrik[0].notices


def test_nothing_that_was_typed_lies_in_the_relays_files(serve: Serve, tmp_path: Path) -> None:
    maya, henrik = plugged(serve())
    maya[0].disk.type("quokkabudget")
    sync(maya, henrik)
    found = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert found
    assert not any(b"quokka" in content for content in found)


def test_a_relay_that_stops_is_offline_and_nothing_is_lost(serve: Serve) -> None:
    maya, henrik = plugged(serve())
    sync(maya, henrik)
    serve(name="elsewhere.db")  # on another port
    maya[0].disk.type("typed on a train")
    maya[0].planner.look_again()
    call = maya[0].planner.turn()
    assert call is not None
    assert maya[1].answer(call) == Failed(Trouble.OFFLINE)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://relay.example.org", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost:1", True),
        ("http://relay.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("ftp://127.0.0.1", False),
        ("https://", False),
        ("relay", False),
        ("http://[bad", False),
    ],
)
def test_tokens_go_over_tls_or_stay_on_this_computer(address: str, safe: bool) -> None:
    assert is_safe(address) is safe
    if not safe:
        with pytest.raises(TroubleError):
            Relay(address)


def test_a_relay_does_not_listen_in_clear_for_others() -> None:
    with pytest.raises(UnsafeError):
        Plan("sqlite://", host="0.0.0.0").check()
    Plan("sqlite://", host="::1").check()


ANSWERS = {
    "a login page": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    b"Content-Length: 6\r\n\r\n<html>",
    "a redirect": b"HTTP/1.1 302 Found\r\nLocation: https://login.example.org/\r\n\r\n",
    "no content": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n",
    "an error page": b"HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno",
    "torn": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
    "no HTTP": b"SSH-2.0-OpenSSH_9.2p1\r\n",
    "nothing": b"",
    "compressed": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
    "nonsense": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]",
    "deep": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20000\r\n\r\n"
    + b"[" * 20000,
    "other fields": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    b'Content-Length: 9\r\n\r\n{"a": 12}',
    "too much": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    b"Content-Length: 11000000\r\n\r\n" + b" " * 11_000_000,
    "a problem that is none": b"HTTP/1.1 409 X\r\nContent-Type: application/problem+json\r\n"
    b"Content-Length: 2\r\n\r\n{}",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_is_no_relay_is_offline(name: str) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        door.settimeout(10)

        def play() -> None:
            for _ in range(2):
                connection, _ = door.accept()
                with connection:
                    connection.settimeout(10)
                    connection.recv(65_536)
                    try:
                        connection.sendall(ANSWERS[name])
                    except OSError:  # it hung up on us, as it should
                        continue

        thread = threading.Thread(target=play, daemon=True)
        thread.start()
        transport = RelayTransport(relay_at(f"http://127.0.0.1:{door.getsockname()[1]}"), bytes(16))
        assert transport.answer(Ask()) == Failed(Trouble.OFFLINE)
        assert transport.answer(Fetch({})) == Failed(Trouble.OFFLINE)
        thread.join(10)
