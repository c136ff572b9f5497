"""What a vault keeps beside documents: prompts of one's own, and settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Executable

from rm_desktop.vault import statements
from rm_desktop.vault.connection import Connected
from rm_desktop.vault.rows import ItemRow, PromptRow, SearchRow
from rm_desktop.vault.stored_value import stored_value
from rm_desktop.vault.tables import prompt as prompt_table


class Shelf:
    """Prompts and settings over one connection, and the ways to write on it."""

    def __init__(self, connection: Connected) -> None:
        self._connection = connection

    @property
    def connection(self) -> Connected:
        """The connection, for what other shelves keep in the same file."""
        return self._connection

    @property
    def _core(self) -> Connection:
        return self._connection.core

    def transaction(self) -> AbstractContextManager[None]:
        """Several writes as one: all are kept or none is. May be nested."""
        return self._connection.transaction()

    def setting(self, scope: str, key: str, default: object = None) -> Any:  # noqa: ANN401 - JSON
        """Return the value of a setting as it was put."""
        found = self._core.execute(statements.SETTING, {"scope": scope, "name": key}).first()
        return default if found is None else stored_value(found.value)

    def settings(self, scope: str) -> dict[str, Any]:
        """Return all settings of a scope: `app`, or a document's id."""
        rows = self._core.execute(statements.SETTINGS, {"scope": scope})
        return {row.key: stored_value(row.value) for row in rows}

    def put_settings(self, scope: str, values: Mapping[str, Any]) -> None:
        """Keep settings; values are anything JSON can hold."""
        rows = [
            {"scope": scope, "key": key, "value": json.dumps(value, ensure_ascii=False)}
            for key, value in values.items()
        ]
        with self.transaction():
            self._run_each(statements.PUT_SETTING, rows)

    def forget_setting(self, scope: str, key: str) -> None:
        """Go back to the default of a setting."""
        with self.transaction():
            self._run(statements.FORGET_SETTING, {"of": scope, "name": key})

    def prompts(self, pack: str | None = None) -> list[PromptRow]:
        """Return the prompts of one pack, or all, binned ones too."""
        query = statements.PROMPTS
        if pack is not None:
            query = query.where(prompt_table.c.pack == pack)
        return [PromptRow(*row) for row in self._core.execute(query)]

    def put_prompts(self, rows: Iterable[PromptRow]) -> None:
        """Keep prompts, all or none; one with a known id replaces the old one."""
        with self.transaction():
            self._run_each(statements.PUT_PROMPT, [fields(row) for row in rows])

    def delete_prompts(self, ids: Iterable[str]) -> None:
        """Delete prompts for good."""
        with self.transaction():
            self._run_each(statements.DELETE_PROMPT, [{"of": id} for id in ids])

    def _run(self, statement: Executable, row: Mapping[str, Any]) -> int:
        """Execute once and return how many rows it touched."""
        return self._core.execute(statement, row).rowcount

    def _run_each(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._core.execute(statement, rows)


def fields(row: ItemRow | SearchRow | PromptRow) -> dict[str, Any]:
    """Return a row as the names and values a statement takes."""
    return {name: getattr(row, name) for name in row.__slots__}
