"""What holds for every test: no display, no stray errors, quick keys, one choice under CI."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings
from nacl.pwhash import argon2id

from tests.founding import Founding

# Before anything imports Qt; the run with a window manager names its own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("RUST_BACKTRACE", "0")  # a refused document is expected, its trace is noise

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", settings.get_profile("here"), max_examples=50, derandomize=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_finish() -> None:
    """Let no collection of garbage go through the tests themselves, which all stay to the end."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture(scope="session", autouse=True)
def quick_keys() -> Iterator[Callable[..., bytes]]:
    """Let words become keys in no time; the real function, which takes 0.17 s by design."""
    real = argon2id.kdf

    def quick(size: int, words: bytes, salt: bytes, opslimit: int, memlimit: int) -> bytes:
        """Argon2id that asks for little, and still for other words and costs gives other keys."""
        asked = hashlib.blake2b(salt + b"%d %d" % (opslimit, memlimit), digest_size=16).digest()
        return real(size, words, asked, argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2id, "kdf", quick)
        yield real


@pytest.fixture
def real_keys(quick_keys: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys as people get them, for vaults that are shared with another process or older release."""
    monkeypatch.setattr(argon2id, "kdf", quick_keys)


@pytest.fixture(scope="session")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Founding:
    """An empty profile to be copied; ask for one once in a test, since its vault has one name."""
    return Founding(tmp_path_factory.mktemp("founded"))
