"""A real relay on a port of this computer, and doors behind which somebody else answers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, server_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def relay_running(
    database: Path, port: int = 0, tls: tuple[Path, Path] | None = None
) -> Iterator[str]:
    """Run a relay on a store until the block ends; its address. `tls`: a certificate, its key."""
    settings = Settings(open_door=True, stranger_burst=10_000)
    certificate, key = tls or (None, None)
    plan = Plan(
        f"sqlite:///{database}",
        port=port or free_port(),
        certificate=certificate,
        key=key,
        settings=settings,
    )
    server = server_for(plan)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{plan.port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """Answer each connection with the next of some bytes; the last one again and again."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        door.settimeout(0.05)
        over = threading.Event()

        def play() -> None:
            left, open_ones = list(answers), []
            while not over.is_set():
                try:
                    connection, _ = door.accept()
                except TimeoutError:
                    continue
                connection.settimeout(10)
                open_ones.append(connection)
                connection.recv(65_536)
                words = left.pop(0) if len(left) > 1 else left[0]
                try:
                    connection.sendall(words)
                    if not words.endswith(b"<wait>"):
                        connection.close()
                except OSError:  # it hung up on us, as it should
                    continue
            for connection in open_ones:
                connection.close()

        thread = threading.Thread(target=play, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            over.set()
            thread.join(10)


@contextmanager
def dripping(start: bytes, drop: bytes, every: float) -> Iterator[str]:
    """Answer one connection, and then go on with a drop now and then."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        over = threading.Event()

        def play() -> None:
            connection, _ = door.accept()
            with connection, suppress(OSError):
                connection.recv(65_536)
                connection.sendall(start)
                while not over.wait(every):
                    connection.sendall(drop)

        thread = threading.Thread(target=play, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            over.set()
            thread.join(10)
