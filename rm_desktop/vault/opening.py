"""The last steps before a vault is open: founding finished, schema current."""

from __future__ import annotations

from pathlib import Path

from rm_desktop.vault import migrations, statements
from rm_desktop.vault.atomic import put_in_place
from rm_desktop.vault.cipher import disk_error
from rm_desktop.vault.connection import Connected, connected
from rm_desktop.vault.header import founding_path


def open_current(path: Path, key: bytes) -> tuple[Connected, dict[str, str]]:
    """Open a vault whose key is known to fit, with its facts; an older schema is migrated first."""
    _finish_founding(path, key)
    connection = Connected(path, key)
    try:
        stored = _revision(connection)
        if stored != migrations.HEAD:
            connection.close()
            connection = _migrated(path, key, stored)
        facts = {row.key: row.value for row in connection.core.execute(statements.META)}
        connection.opened()
    except BaseException:
        connection.close()
        raise
    return connection, facts


def _finish_founding(path: Path, key: bytes) -> None:
    """Give a verified new vault its name, where the start that made it ended before it could."""
    fresh = founding_path(path)
    if path.exists() or not fresh.exists():
        return
    with connected(fresh, key):
        pass
    try:
        put_in_place(fresh, path)
    except OSError as error:
        raise disk_error(error) from error


def _revision(connection: Connected) -> str:
    rows = connection.core.scalars(statements.REVISION).all()
    return str(rows[0]) if len(rows) == 1 else ""


def _migrated(path: Path, key: bytes, stored: str) -> Connected:
    from rm_desktop.vault.migrations.upgrade import Plan, bring_up_to_date

    bring_up_to_date(path, key, stored, Plan())
    return Connected(path, key)
