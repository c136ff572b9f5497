"""What strangers send to a relay costs it little and ends in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, door_for, server_for
from rm_desktop.relay.wary_protocol import MOST_HEAD, WaryProtocol
from tests.relay.stores import Sqlite

Call = Callable[[], socket.socket]
WELL = b"GET /healthz HTTP/1.1\r\nHost: r\r\n\r\n"


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """Connect to a relay that is not patient."""
    monkeypatch.setattr(WaryProtocol, "head_s", 0.5)
    settings = Settings(open_door=True, patience_s=0.3)
    server = server_for(Plan(Sqlite(tmp_path).address, settings=settings))
    door = door_for(Plan("", port=0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    open_ones: list[socket.socket] = []

    def connect() -> socket.socket:
        open_ones.append(socket.create_connection(door.getsockname(), 20))
        return open_ones[-1]

    yield connect
    for each in open_ones:
        each.close()
    server.should_exit = True
    thread.join()
    door.close()


def ask_whether_it_is_well(connection: socket.socket) -> None:
    connection.sendall(WELL)
    found = b""
    while not found.endswith(b"}"):
        found += connection.recv(65_536)
    assert found.startswith(b"HTTP/1.1 200")


def test_an_answer_goes_out_in_one_piece(call: Call) -> None:
    connection = call()
    for _ in range(30):
        connection.sendall(WELL)
        assert connection.recv(65_536).endswith(b"}")


def rest(connection: socket.socket) -> bytes:
    """Read until the other side hangs up."""
    found = b""
    try:
        while piece := connection.recv(65_536):
            found += piece
    except ConnectionResetError:  # it hung up on what we still sent
        pass
    return found


@pytest.mark.parametrize(
    "begin", [b"GET /healthz HTTP/1.1\r\nX-Long: ", b"GET /", b"GET / HTTP/1.1\r\n"]
)
def test_a_head_without_end_is_cut_off(call: Call, begin: bytes) -> None:
    connection, piece, sent = call(), (b"a" * 1000 + b"b: c\r\n"), len(begin)
    connection.sendall(begin)
    try:
        while sent < 50 * MOST_HEAD:
            connection.sendall(piece)
            sent += len(piece)
    except OSError:
        pass
    assert b"200 OK" not in rest(connection)
    assert sent < 50 * MOST_HEAD


@pytest.mark.parametrize("begin", [b"", b"GET /heal", b"GET /healthz HTTP/1.1\r\nHost:"])
def test_a_head_that_never_ends_is_let_go(call: Call, begin: bytes) -> None:
    connection, began = call(), time.monotonic()
    connection.sendall(begin)
    assert rest(connection) == b""
    assert time.monotonic() - began < 15


def test_the_second_call_of_a_connection_has_no_longer(call: Call) -> None:
    connection = call()
    ask_whether_it_is_well(connection)
    connection.sendall(WELL[:9])
    assert rest(connection) == b""


def test_a_body_that_comes_slowly_is_let_go(call: Call) -> None:
    connection = call()
    connection.sendall(b"POST /v1/devices HTTP/1.1\r\nHost: r\r\nContent-Length: 900\r\n\r\n{")
    assert connection.recv(4096).startswith(b"HTTP/1.1 400")


def test_a_large_body_is_no_head(call: Call) -> None:
    connection = call()
    body = b"x" * (3 * MOST_HEAD)
    head = b"PUT /v1/mailboxes/" + b"a" * 64 + b"/offer HTTP/1.1\r\nHost: r\r\n"
    connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert connection.recv(4096).startswith(b"HTTP/1.1 204")


def test_a_connection_lives_longer_than_a_head_may_take(call: Call) -> None:
    connection = call()
    for _ in range(3):
        time.sleep(0.3)
        ask_whether_it_is_well(connection)
