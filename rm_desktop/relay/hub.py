"""Who listens, and telling them that there is news. Nothing said here is stored."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

#: A listener that is so far behind hears nothing more until it asks: it has to fetch anyway.
_MOST_WAITING = 200
#: One device may listen from so many places at once.
MOST_LISTENING = 4


class Hub:
    """The listeners of this process, by device."""

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self._ears: defaultdict[bytes, set[asyncio.Queue[bytes | None]]] = defaultdict(set)

    @property
    def listening(self) -> int:
        """How many listen."""
        return sum(map(len, self._ears.values()))

    @asynccontextmanager
    async def listen(self, device: bytes) -> AsyncIterator[asyncio.Queue[bytes | None]]:
        """Hear what is said to a device; None is the end."""
        ears = self._ears[device]
        while len(ears) >= MOST_LISTENING:
            ears.pop().put_nowait(None)
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        ears.add(queue)
        try:
            yield queue
        finally:
            ears.discard(queue)
            if not ears:
                self._ears.pop(device, None)

    def say(self, devices: frozenset[bytes], words: bytes) -> None:
        """Say something to those of the devices that listen here."""
        for device in devices & self._ears.keys():
            for queue in self._ears[device]:
                if queue.qsize() < _MOST_WAITING:
                    queue.put_nowait(words)

    def close(self) -> None:
        """End every listening, as when the relay stops."""
        for ears in self._ears.values():
            for queue in ears:
                queue.put_nowait(None)
