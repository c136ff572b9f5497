"""Where the rows of a long grid stand, measured only as far as somebody has looked."""

from __future__ import annotations

from collections.abc import Callable


class Rows:
    """Rows one below the other; `measure` returns a row's height in pixels and may be slow.

    Below what has been measured the rows count as high as those above are on average.
    """

    def __init__(self, count: int, measure: Callable[[int], int], gap: int) -> None:
        """Begin with nothing measured."""
        self.count = count
        self._measure = measure
        self._gap = gap
        self._tops = [0]

    @property
    def total(self) -> int:
        """The height of all rows together, partly a guess."""
        known = len(self._tops) - 1
        if not self.count:
            return 0
        mean = self._tops[-1] / known if known else 0
        return round(self._tops[-1] + mean * (self.count - known)) - self._gap

    def top(self, row: int) -> int:
        """Return where a row begins."""
        self._reach(lambda: len(self._tops) > row)
        return self._tops[row]

    def height(self, row: int) -> int:
        """Return how high a row is."""
        self._reach(lambda: len(self._tops) > row + 1)
        return self._tops[row + 1] - self._tops[row] - self._gap

    def between(self, first: int, last: int) -> range:
        """Return the rows of which something lies between two heights."""
        self._reach(lambda: self._tops[-1] > last)
        seen = [n for n in range(len(self._tops) - 1) if self._touches(n, first, last)]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def _touches(self, row: int, first: int, last: int) -> bool:
        return self._tops[row] <= last and self._tops[row + 1] - self._gap >= first

    def _reach(self, enough: Callable[[], bool]) -> None:
        while len(self._tops) <= self.count and not enough():
            row = len(self._tops) - 1
            self._tops.append(self._tops[-1] + self._measure(row) + self._gap)
