"""What was asked of the database a moment ago, so that every call does not ask it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_MOST = 50_000
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Remembered(Generic[_Key, _Value]):
    """Values by key, each for some seconds; when there are too many, all are forgotten."""

    def __init__(self, for_s: float, seconds: Callable[[], float]) -> None:
        """Begin with nothing; `seconds` is a clock that only goes forwards."""
        self._for_s, self._seconds = for_s, seconds
        self._found: dict[_Key, tuple[_Value, float]] = {}

    def get(self, key: _Key) -> _Value | None:
        """Return a value that is still fresh."""
        value, until = self._found.get(key, (None, 0.0))
        return value if self._seconds() < until else None

    def put(self, key: _Key, value: _Value) -> None:
        """Remember a value from now on."""
        if len(self._found) >= _MOST:
            self._found.clear()
        self._found[key] = (value, self._seconds() + self._for_s)

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()
