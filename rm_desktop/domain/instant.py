"""A moment as a computer's clocks tell it, and how much time lies between two of them."""

from __future__ import annotations

from rm_desktop.domain.value import dataclass

#: Shorter gaps than this are not worth a question.
WORTH_ASKING_MS = 60_000


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment on four clocks, in milliseconds.

    `wall_ms` counts from 1970 in UTC and can be set by anybody; `boot_ms` counts from when the
    computer started and runs while it sleeps; `awake_ms` does not run then. `boot_id` names the
    start of the computer that both count from.
    """

    wall_ms: int
    boot_ms: int
    awake_ms: int
    boot_id: str

    def later(self, ms: int) -> Instant:
        """Return the moment that much waking time after this one, or before it if negative."""
        return Instant(self.wall_ms + ms, self.boot_ms + ms, self.awake_ms + ms, self.boot_id)


def elapsed_ms(earlier: Instant, later: Instant) -> int:
    """Return the time between two moments; never negative.

    Within one start of the computer the wall clock is not asked; across two it is all there is.
    """
    if earlier.boot_id == later.boot_id:
        return max(0, later.boot_ms - earlier.boot_ms)
    return max(0, later.wall_ms - earlier.wall_ms)


def asleep_gap(previous: Instant, now: Instant, *, ticking: bool = True) -> int:
    """Return how long the computer slept or stood still since `previous`; 0 if under a minute.

    `ticking` says that `previous` was the last tick of a clock that ticks every second or so: then
    a gap in the ticks is enough, which also finds sleep where a platform does not tell of it and a
    program that was frozen. Without it only sleep that the clocks report within one start counts.
    """
    gap = elapsed_ms(previous, now)
    if not ticking:
        same = previous.boot_id == now.boot_id
        gap = min(gap, gap - (now.awake_ms - previous.awake_ms)) if same else 0
    return gap if gap >= WORTH_ASKING_MS else 0
