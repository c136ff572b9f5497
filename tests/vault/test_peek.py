"""The glance before SQLAlchemy shows what the vault shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rm_desktop.domain.errors import DamagedError, WrongKeyError
from rm_desktop.vault.cipher import connect
from rm_desktop.vault.header import founding_path
from rm_desktop.vault.peek import Peeked, peek
from rm_desktop.vault.rows import ItemRow
from rm_desktop.vault.vault import Vault
from tests.vault.samples import HOUR, topic

HEAVY = ("sqlalchemy", "alembic", "nacl", "keyring", "sqlite3", "platformdirs")
SCRIPT = """
import sys
from pathlib import Path
import rm_desktop.system.keyring_store, rm_desktop.system.paths, rm_desktop.system.single_instance
import rm_desktop.vault.keys
from rm_desktop.vault.peek import peek
found = peek(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
print(len(found.rows), *[name for name in sys.argv[3:] if name in sys.modules])
"""


@pytest.fixture
def filled(vault: Vault) -> Vault:
    live = [topic(f"t{n}", at=n * HOUR, live=True, body=json.dumps({"n": n})) for n in range(20)]
    past = [topic(f"p{n}", at=n * HOUR) for n in range(500)]
    pair = ItemRow("pair", "pair", "pair", "Ada and Grace", live=True)
    vault.write("pair", items=[pair, *live, *past])
    vault.write("other", items=[topic("x", document="other", live=True)])
    vault.put_settings("app", {"open_pair": "pair", "theme": "dark"})
    vault.put_settings("pair", {"colour": 3})
    return vault


def test_it_returns_what_the_vault_returns(filled: Vault, path: Path, key: bytes) -> None:
    seen = peek(path, key)
    assert seen is not None
    live = filled.items("pair", live_only=True)
    assert seen.rows == tuple((row.kind, row.id, row.body) for row in live)
    assert seen.settings == filled.settings("app")
    assert seen.pair == filled.setting("app", "open_pair") == "pair"
    filled.close()
    assert peek(path, key) == seen


def test_a_vault_without_an_open_pair_shows_none(vault: Vault, path: Path, key: bytes) -> None:
    assert peek(path, key) == Peeked(None, {}, ())


def test_another_schema_is_left_to_the_vault(filled: Vault, path: Path, key: bytes) -> None:
    connection = connect(path, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert peek(path, key) is None


def test_an_unfinished_founding_is_left_to_the_vault(filled: Vault, path: Path, key: bytes) -> None:
    filled.close()
    path.rename(founding_path(path))
    assert peek(path, key) is None
    assert founding_path(path).exists()


def test_wrong_key_and_damage_are_told_apart(filled: Vault, path: Path, key: bytes) -> None:
    filled.close()
    with pytest.raises(WrongKeyError):
        peek(path, bytes(32))
    path.write_bytes(b"x" * 8192)
    with pytest.raises(DamagedError):
        peek(path, key)


def test_nothing_heavy_is_imported(filled: Vault, path: Path, key: bytes) -> None:
    command = [sys.executable, "-c", SCRIPT, str(path), key.hex(), *HEAVY]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["21"]
