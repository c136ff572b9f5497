from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.vault.founding import found
from rm_desktop.vault.keys import MemoryKeyStore, unlock
from rm_desktop.vault.vault import Vault

NOW = 1_750_000_000_000


@pytest.fixture
def store() -> MemoryKeyStore:
    return MemoryKeyStore()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.vault"


@pytest.fixture
def vault(path: Path, store: MemoryKeyStore) -> Iterator[Vault]:
    vault = found(path, store=store, now_ms=lambda: NOW)
    yield vault
    vault.close()


@pytest.fixture
def key(vault: Vault, path: Path, store: MemoryKeyStore) -> bytes:
    return unlock(path, store)
