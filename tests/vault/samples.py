"""Rows that tests put into vaults, and ways to look at what lies on the disk."""

from __future__ import annotations

from pathlib import Path

from rm_desktop.vault.rows import ItemRow, SearchRow

HOUR = 3_600_000


def topic(id: str, title: str = "A topic", *, document: str = "pair", **more: object) -> ItemRow:
    return ItemRow(document, "topic", id, title, **more)  # type: ignore[arg-type]


def words(id: str, body: str, *, title: str = "", document: str = "pair") -> SearchRow:
    return SearchRow(document, "topic", id, title, body)


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder; only for folders in which no vault is open."""
    return {entry.name: entry.read_bytes() for entry in sorted(folder.iterdir())}
