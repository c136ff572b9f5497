"""What a relay says by itself."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import httpx2


class Ears:
    """What a relay says by itself, heard in a thread."""

    def __init__(self, address: str, token: str) -> None:
        self.lines: queue.Queue[str] = queue.Queue()
        self._client = httpx2.Client(timeout=30)
        self._thread = threading.Thread(target=self._listen, args=(address, token), daemon=True)
        self._thread.start()

    def _listen(self, address: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        with self._client.stream("GET", f"{address}/v1/events", headers=headers) as response:
            for line in response.iter_lines():
                self.lines.put(line)

    def hear(self, holds: Callable[[str], bool]) -> str:
        while True:
            line = self.lines.get(timeout=20)
            if holds(line):
                return line

    def rest(self) -> list[str]:
        """Return what else was heard, once it is closed."""
        return [self.lines.get_nowait() for _ in range(self.lines.qsize())]

    def close(self) -> None:
        self._thread.join(20)
        self._client.close()
