"""Databases of a relay that can be copied and put back, as an owner does."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

from tests.relay.clusters import Cluster


class Store(Protocol):
    """One database; it is copied and put back while no relay runs on it."""

    address: str

    def copy(self) -> None: ...

    def put_back(self) -> None: ...

    def empty(self) -> None: ...


class Sqlite:
    """A file."""

    def __init__(self, folder: Path) -> None:
        self._file, self._copy = folder / "relay.db", folder / "copy.db"
        self.address = f"sqlite:///{self._file}"

    def copy(self) -> None:
        shutil.copy(self._file, self._copy)

    def put_back(self) -> None:
        self.empty()
        shutil.copy(self._copy, self._file)

    def empty(self) -> None:
        for each in self._file.parent.glob("relay.db*"):
            each.unlink()


class Postgres:
    """A database of a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.address = cluster.database()
        self._copy = ""

    def copy(self) -> None:
        self._copy = self._cluster.copy(self.address)

    def put_back(self) -> None:
        self._cluster.put_back(self.address, self._copy)

    def empty(self) -> None:
        self._cluster.put_back(self.address, self._cluster.database())
