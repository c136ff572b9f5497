"""A server that does the least a relay can: takes octets, commits them to SQLite, says so.

    bare_post.py FILE

Says `ready PORT` when it listens; ends with its standard input.
"""

from __future__ import annotations

import socket
import sqlite3
import sys
import threading
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def main(path: Path) -> None:
    """Serve until nobody listens any more."""
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for words in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE kept (number INTEGER PRIMARY KEY, bytes BLOB)",
    ):
        database.execute(words)

    async def keep(request: Request) -> Response:
        database.execute("INSERT INTO kept (bytes) VALUES (?)", (await request.body(),))
        return Response(b"{}", media_type="application/json")

    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    app = Starlette(routes=[Route("/", keep, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))

    def wait() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=wait, daemon=True).start()
    print(listening.getsockname()[1], flush=True)
    server.run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
