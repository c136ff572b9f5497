"""What holds for every test: no display, no stray errors, the same examples under CI."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt; the run with a window manager names its own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("RUST_BACKTRACE", "0")  # a refused document is expected, its trace is noise

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", settings.get_profile("here"), max_examples=50, derandomize=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") else "here")


class _Stray(logging.Handler):
    """Keeps every record of an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_stray_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs an error, unless it asks for `caplog` to judge the log itself."""
    if "caplog" in request.fixturenames:
        yield
        return
    stray = _Stray()
    logging.getLogger().addHandler(stray)
    yield
    logging.getLogger().removeHandler(stray)
    assert not stray.sentences
