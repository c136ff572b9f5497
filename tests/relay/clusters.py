"""A PostgreSQL of one's own: made in a folder, reached by a socket in it, gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

#: Debian keeps the servers of several versions side by side, off the path.
_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"


def programs() -> Path | None:
    """Where initdb and postgres lie; None without a server."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda each: float(each.parts[-3]))
    return versions[-1].parent if versions else None


class Cluster:
    """A running server; `fsync` off is for tests in which the machine itself does not fail."""

    def __init__(self, folder: Path, *, fsync: bool) -> None:
        self.folder, self._fsync = folder, fsync
        self._made, self._free = 0, list[str]()
        self._run("initdb", "-D", str(folder / "data"), "-U", _USER, "-A", "trust", "-E", "UTF8")
        self.start()

    def start(self) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "on" if self._fsync else "off",
            "max_connections": "200",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        go_with_us = _as_nobody_special("--pdeathsig", "INT")  # however we end
        place = ("-D", str(self.folder / "data"))
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [*go_with_us, self._program("postgres"), *place, *options],
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        deadline = time.monotonic() + 30
        while True:
            try:
                self.connect("postgres").close()
                return
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, (self.folder / "log").read_text("utf-8")
                assert self._server.poll() is None, (self.folder / "log").read_text("utf-8")
                time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it; by SIGQUIT as in a crash: it recovers at the next start."""
        self._server.send_signal(how)
        self._server.wait(30)

    def connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=_USER, dbname=database, autocommit=True)

    def database(self) -> str:
        """Return the address of an empty database; one that was given back, if there is one."""
        if self._free:
            return self._free.pop()
        self._made += 1
        name = f"relay{self._made}"
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql://{_USER}@/{name}?host={self.folder}"

    def give_back(self, address: str) -> None:
        """Empty a database that nobody uses, for the next who wants one."""
        with self.connect(_name(address)) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        self._free.append(address)

    def copy(self, address: str) -> str:
        """Copy a database that nobody uses; the copy's address."""
        name, twin = _name(address), self.database()  # in the place of an empty one
        with self.connect("postgres") as connection:
            connection.execute(f"DROP DATABASE {_name(twin)}")
            connection.execute(f"CREATE DATABASE {_name(twin)} TEMPLATE {name}")
        return twin

    def put_back(self, address: str, copy: str) -> None:
        """Put a copy in a database's place."""
        with self.connect("postgres") as connection:
            connection.execute(f"DROP DATABASE {_name(address)} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {_name(address)} TEMPLATE {_name(copy)}")

    def _program(self, name: str) -> str:
        found = programs()
        assert found is not None
        return str(found / name)

    def _run(self, name: str, *arguments: str) -> None:
        command = [*_as_nobody_special(), self._program(name), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)


def _name(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


def _as_nobody_special(*more: str) -> list[str]:
    """Before a command: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return ["setpriv", *more] if more else []
    return ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups", *more]


@contextmanager
def cluster(*, fsync: bool = False) -> Iterator[Cluster]:
    """Run a server for as long as this is entered."""
    folder = Path(tempfile.mkdtemp(prefix="rm-pg-"))  # a socket's path is short
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _USER, _USER)
        running = Cluster(folder, fsync=fsync)
        try:
            yield running
        finally:
            running.stop(signal.SIGQUIT)  # nobody needs it any more
    finally:
        shutil.rmtree(folder, ignore_errors=True)
