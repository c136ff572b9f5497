"""How much one device or address may ask for; counted in this process, forgotten at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from rm_desktop.relay.problems import RefusalError

#: Buckets are dropped when there are so many: full ones say nothing anyway.
_MOST_BUCKETS = 100_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What an owner may set; bytes and calls."""

    open_door: bool = False
    #: Who is behind a proxy that ends TLS and names the caller's address.
    behind_proxy: bool = False
    quota: int = 256 * 1024 * 1024
    most_body: int = 8 * 1024 * 1024
    most_fetched: int = 4 * 1024 * 1024
    #: So long may a device that was shut out of a space still read there, in milliseconds.
    farewell_ms: int = 7 * 24 * 3_600_000
    #: So long may what is sent with a call take to come, in seconds.
    patience_s: float = 60.0
    #: Calls a second that a device may make in the long run, and at once.
    calls: float = 50.0
    burst: int = 400
    #: Strangers: enrolling and mailboxes, by address.
    stranger_calls: float = 1.0
    stranger_burst: int = 60


class Buckets:
    """One bucket of calls for each who calls; it fills at a rate up to its size."""

    def __init__(self, rate: float, size: int, seconds: Callable[[], float]) -> None:
        """Begin with full buckets."""
        self._rate, self._size, self._seconds = rate, size, seconds
        self._buckets: dict[object, tuple[float, float]] = {}

    def take(self, who: object) -> None:
        """Count a call; raises `RefusalError` with the time to wait when the bucket is empty."""
        now = self._seconds()
        left, then = self._buckets.get(who, (float(self._size), now))
        left = min(self._size, left + (now - then) * self._rate)
        if left < 1:
            self._buckets[who] = (left, now)
            raise RefusalError("too_many", retry_after=max(1, ceil((1 - left) / self._rate)))
        if len(self._buckets) >= _MOST_BUCKETS:
            self._buckets.clear()
        self._buckets[who] = (left - 1, now)
