"""`rm-desktop serve`: a relay in one command, on SQLite unless it is told otherwise."""

from __future__ import annotations

import ipaddress
import logging
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn

from rm_desktop.relay.accounts import add_permit
from rm_desktop.relay.app import make_app
from rm_desktop.relay.calls import Calls
from rm_desktop.relay.database import Database
from rm_desktop.relay.limits import Settings

_PATIENCE_S = 10


class UnsafeError(Exception):
    """What was asked for would send tokens in clear over a network."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a relay is to be run."""

    database: str
    host: str = "127.0.0.1"
    port: int = 8443
    certificate: Path | None = None
    key: Path | None = None
    permits: tuple[str, ...] = ()
    restored: bool = False
    settings: Settings = field(default_factory=Settings)

    def check(self) -> None:
        """Raise `UnsafeError` for plain HTTP that others can hear."""
        if self.certificate or self.settings.behind_proxy or _is_loopback(self.host):
            return
        raise UnsafeError(self.host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def prepare(plan: Plan) -> Calls:
    """Make the database ready and return what serves it."""
    plan.check()
    database = Database(plan.database)
    database.prepare(restored=plan.restored)
    with database.writing() as connection:
        for words in plan.permits:
            add_permit(connection, None, 0, words)
    return Calls(database, plan.settings, database.incarnation)


def new_permit(plan: Plan) -> str:
    """Make a permit for one device and return it."""
    database = Database(plan.database)
    database.prepare()
    with database.writing() as connection:
        found = add_permit(connection, None, 0, secrets.token_urlsafe(16))
    database.close()
    return found


class Stopping(uvicorn.Server):
    """A server that ends its listeners first: they would hold it up for ever."""

    def __init__(self, config: uvicorn.Config, calls: Calls) -> None:
        super().__init__(config)
        self._calls = calls

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
        h11_max_incomplete_event_size=64 * 1024,
    )
    return Stopping(config, calls)
