"""A real relay on a real socket of this computer, for as long as a test needs it."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, Stopping, server_for


class RelayHere:
    """Starts at once; `stop` and `start` again on the same store and port."""

    def __init__(
        self, folder: Path, *, open_door: bool = False, permits: tuple[str, ...] = ()
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        settings = Settings(open_door=open_door, stranger_burst=100_000, burst=100_000)
        self._plan = Plan(
            f"sqlite:///{folder / 'relay.db'}", port=self.port, permits=permits, settings=settings
        )
        self._running: tuple[Stopping, threading.Thread] | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        server = server_for(self._plan)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        self._running = server, thread

    def stop(self) -> None:
        if self._running is not None:
            server, thread = self._running
            server.should_exit = True
            thread.join(20)
            self._running = None
