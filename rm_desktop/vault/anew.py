"""A new, sound vault with what was rescued of a damaged one, its documents still to come."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Table as Shape
from sqlalchemy import insert

from rm_desktop.vault import migrations, tables
from rm_desktop.vault.atomic import put_in_place
from rm_desktop.vault.backup import check_copy, discard
from rm_desktop.vault.cipher import disk_error
from rm_desktop.vault.connection import Connected, connected
from rm_desktop.vault.header import Header, write_header
from rm_desktop.vault.salvage import Rescued
from rm_desktop.vault.vessel import Row

_ID_BYTES = 16


def write_anew(
    target: Path,
    key: bytes,
    header: Header,
    rescued: Rescued,
    chance: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Write a sound vault with what was rescued, its search still empty; raises `KnownError`.

    It opens with the same key in the same ways, and is a device of its own.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        discard(part)
        part.touch(mode=0o600, exist_ok=False)
        with connected(part, key, fresh=True) as fresh:
            _fill(fresh, _facts(header, rescued, chance), rescued)
        if check_copy(part, key):
            raise AssertionError("a vault made anew must be sound")
        write_header(target, header)
        put_in_place(part, target)
    except OSError as error:
        raise disk_error(error) from error
    finally:
        discard(part)


def _facts(header: Header, rescued: Rescued, chance: Callable[[int], bytes]) -> dict[str, str]:
    found = {str(row[0]): str(row[1]) for row in rescued.rows.get("meta", {}).values()}
    found.pop("installed", None)
    new = {"device": chance(_ID_BYTES).hex(), "install_nonce": chance(_ID_BYTES).hex()}
    return {"founded_at": "0", **found, "vault_id": header.vault_id, **new}


def _fill(fresh: Connected, facts: dict[str, str], rescued: Rescued) -> None:
    """Make the tables; documents and their lists are written by whoever can read them."""
    with fresh.transaction():
        tables.metadata.create_all(fresh.core)
        fresh.core.exec_driver_sql(tables.SEARCH_DDL)
        fresh.core.execute(insert(tables.alembic_version), {"version_num": migrations.HEAD})
        put = [{"key": name, "value": value} for name, value in facts.items()]
        fresh.core.execute(insert(tables.meta), put)
        for shape in (tables.prompt, tables.setting):
            if rows := _by_key(shape, rescued.rows.get(shape.name, {})):
                fresh.core.execute(insert(shape), rows)


def _by_key(shape: Shape, rows: Mapping[int, Row]) -> list[dict[str, Any]]:
    """Return rows by column; of several with one key, as a free page may hold, the latest."""
    keys = [column.name for column in shape.primary_key]
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _, row in sorted(rows.items()):
        named = dict(zip(shape.columns.keys(), row, strict=False))
        found[tuple(named[name] for name in keys)] = named
    return list(found.values())
