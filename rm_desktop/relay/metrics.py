"""What a relay counts about itself, for Prometheus. No id of a person, device or space is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Calls by name and status, their times, and gauges that are asked when they are wanted."""

    def __init__(self, gauges: dict[str, Callable[[], float]]) -> None:
        """Begin to count."""
        self._gauges = gauges
        self._calls: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0

    def count(self, name: str, status: int, seconds: float) -> None:
        """Count one call."""
        self._calls[name, status] += 1
        self._seconds += seconds
        for bound in _BOUNDS:
            self._buckets[bound] += seconds <= bound

    def text(self) -> str:
        """Return everything in Prometheus' text format, version 0.0.4."""
        lines = [
            "# HELP rm_relay_calls_total Calls by name and status.",
            "# TYPE rm_relay_calls_total counter",
        ]
        lines += [
            f'rm_relay_calls_total{{call="{name}",status="{status}"}} {count}'
            for (name, status), count in sorted(self._calls.items())
        ]
        lines += [
            "# HELP rm_relay_call_seconds How long calls took.",
            "# TYPE rm_relay_call_seconds histogram",
        ]
        lines += [
            f'rm_relay_call_seconds_bucket{{le="{bound}"}} {self._buckets[bound]}'
            for bound in _BOUNDS
        ]
        total = self._calls.total()
        lines += [
            f'rm_relay_call_seconds_bucket{{le="+Inf"}} {total}',
            f"rm_relay_call_seconds_sum {self._seconds:.6f}",
            f"rm_relay_call_seconds_count {total}",
        ]
        for name, ask in self._gauges.items():
            lines += [f"# TYPE rm_relay_{name} gauge", f"rm_relay_{name} {ask():g}"]
        return "\n".join(lines) + "\n"
