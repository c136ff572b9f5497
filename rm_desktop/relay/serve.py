"""A relay as it is run: its plan, its sockets, and a server that stops gracefully."""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from sqlalchemy.exc import DatabaseError

from rm_desktop.relay.accounts import add_permit, has_doorkeeper
from rm_desktop.relay.app import make_app
from rm_desktop.relay.calls import Calls
from rm_desktop.relay.database import Database
from rm_desktop.relay.incarnation import Seen, Tide, seen_in, settle
from rm_desktop.relay.limits import Settings
from rm_desktop.relay.migrations.upgrade import bring_up_to_date
from rm_desktop.relay.problems import (
    CannotServeError,
    NoAddressError,
    NoCertificateError,
    NoDatabaseError,
)
from rm_desktop.relay.wary_protocol import WaryProtocol

_PATIENCE_S = 10
_WAITING = 2048


class UnsafeError(CannotServeError):
    """What was asked for would send tokens in clear over a network; the host."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a relay is to be run.

    `seen` is the file that remembers the store's tide; `unix` a socket's path, not an address.
    """

    database: str
    host: str = "127.0.0.1"
    port: int = 8443
    certificate: Path | None = None
    key: Path | None = None
    permits: tuple[str, ...] = ()
    restored: bool = False
    settings: Settings = field(default_factory=Settings)
    seen: Path | None = None
    unix: Path | None = None

    def check(self) -> None:
        """Raise `UnsafeError` for plain HTTP that others can hear."""
        if self.unix or self.certificate or self.settings.behind_proxy or _is_loopback(self.host):
            return
        raise UnsafeError(self.host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def prepare(plan: Plan) -> Calls:
    """Make the database ready and return what serves it; raises `CannotServeError`."""
    plan.check()
    database = Database(plan.database)
    seen = _settled(database, plan)
    return Calls(database, plan.settings, Tide(database, plan.seen, seen))


def _settled(database: Database, plan: Plan) -> Seen:
    try:
        with database.writing() as connection:
            bring_up_to_date(connection)
            seen = settle(connection, seen_in(plan.seen), restored=plan.restored)
            for words in plan.permits:
                add_permit(connection, None, 0, words)
            return seen
    except DatabaseError as error:
        database.close()
        raise NoDatabaseError(str(error.orig).partition("\n")[0]) from error
    except CannotServeError:
        database.close()
        raise


def new_permit(plan: Plan) -> str:
    """Make a permit for one device and return it; the relay may be running."""
    database = Database(plan.database)
    _settled(database, plan)
    with database.writing() as connection:
        found = add_permit(connection, None, 0)
    database.close()
    return found


class Stopping(uvicorn.Server):
    """A server that ends its listeners first: they would hold it up for ever."""

    def __init__(self, config: uvicorn.Config, calls: Calls) -> None:
        super().__init__(config)
        self._calls = calls

    def lets_somebody_in(self) -> bool:
        """Tell whether a permit waits for a device, or one is enrolled that can make some."""
        with self._calls.database.reading() as connection:
            return has_doorkeeper(connection)

    def let_go(self) -> None:
        """Give up without having been started."""
        self._calls.close()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._calls.hub.close()
        await super().shutdown(sockets)


def server_for(plan: Plan) -> Stopping:
    """Return a server that was not started yet; it stops on SIGTERM after the calls under way."""
    calls = prepare(plan)
    config = uvicorn.Config(
        make_app(calls),
        host=plan.host,
        port=plan.port,
        ssl_certfile=plan.certificate,
        ssl_keyfile=plan.key,
        access_log=False,  # addresses and ids are nobody's business
        log_level=logging.WARNING,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE_S,
        proxy_headers=False,
        http=WaryProtocol,
        ws="none",
    )
    try:
        config.load()
    except (OSError, ssl.SSLError) as error:
        calls.close()
        raise NoCertificateError(error.strerror or "it is no certificate") from error
    return Stopping(config, calls)


def door_for(plan: Plan) -> socket.socket:
    """Return the socket a relay listens on; raises `NoAddressError`."""
    try:
        if plan.unix:
            return _door_at(plan.unix)
        family = socket.AF_INET6 if ":" in plan.host else socket.AF_INET
        door = socket.create_server((plan.host, plan.port), family=family, backlog=_WAITING)
    except OSError as error:
        raise NoAddressError(error.strerror or "that is no address") from error
    # asyncio sets this only on sockets that name their protocol; without it each answer, which goes
    # out in two pieces, waits 40 ms for the other side to confirm the first (measured)
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return door


def _door_at(path: Path) -> socket.socket:
    if path.is_socket():  # of a relay that was killed
        path.unlink()
    door = socket.socket(socket.AF_UNIX)
    try:
        door.bind(str(path))
        door.listen(_WAITING)
    except OSError:
        door.close()
        raise
    return door


def run(server: Stopping, door: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; then finish what was begun and return.

    `ready` is told once it could be stopped; who connects from then on is served.
    """

    def stop(_kind: int, _frame: object) -> None:
        server.should_exit = True

    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, stop)  # until the server hears them itself, and when it repeats them
    with door:
        ready()
        server.run(sockets=[door])
