"""When to try again: soon, then later and later, never all at the same moment."""

from __future__ import annotations

from collections.abc import Callable

from rm_desktop.sync.calls import Failed, Trouble

FIRST_WAIT_MS, LONGEST_WAIT_MS = 1_000, 5 * 60_000
#: What goes with the network; any other trouble keeps its wait when that is back.
_OF_NETWORK = frozenset({Trouble.OFFLINE, Trouble.UNTRUSTED})
#: A conflict is settled by looking, at once.
_AT_ONCE = frozenset({Trouble.CONFLICT})


class Patience:
    """How long to leave a transport alone after it failed."""

    def __init__(self, now_ms: Callable[[], int], chance: Callable[[int], bytes]) -> None:
        """Begin without having failed; `now_ms` is a clock that only goes forwards."""
        self._now_ms, self._chance = now_ms, chance
        self._failures = 0
        self._is_asked_to = False
        self.retry_at = 0
        self.trouble: Trouble | None = None

    @property
    def is_over(self) -> bool:
        """Tell whether it may be tried now."""
        return self._now_ms() >= self.retry_at

    def fail(self, failed: Failed) -> None:
        """Wait between a half and the whole of a time that doubles; longer if one is asked to."""
        self.trouble, self._is_asked_to = failed.trouble, failed.wait_ms > 0
        self._failures += 1
        if failed.trouble in _AT_ONCE and self._failures <= 1:
            return
        most = min(FIRST_WAIT_MS * 2 ** min(self._failures - 1, 20), LONGEST_WAIT_MS)
        jitter = int.from_bytes(self._chance(4), "big") / 2**32
        wait = int(most * (1 + jitter) / 2)
        self.retry_at = self._now_ms() + max(wait, min(failed.wait_ms, 86_400_000))

    def be_answered(self) -> None:
        """Note that it is there; that something came of it is another matter."""
        self.retry_at, self.trouble = 0, None

    def succeed(self) -> None:
        """Forget that it failed."""
        self._failures, self.retry_at, self.trouble = 0, 0, None

    def hear_of_network(self) -> None:
        """Try now what the network alone stood in the way of: something else got through."""
        if self.trouble in _OF_NETWORK and not self._is_asked_to:
            self.hurry()

    def hurry(self) -> None:
        """Try now, as when the network came back or a person asked."""
        self.retry_at = 0
