"""HTTP as uvicorn reads it, but for strangers: the head of a call is bounded, in size and in time.

The parser itself takes a header of any length, for as long as somebody goes on sending it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: The longest head of a call, in bytes (read pieces count whole), and its time, in seconds.
MOST_HEAD, HEAD_S = 64 * 1024, 20.0


class _AsOne:
    """A transport on which all that is written in one turn of the loop goes out as one packet.

    An answer's head and body are written apart; two packets cost a call a sixth more (measured).
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._parts: list[bytes] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a transport can do
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send soon."""
        if not self._parts:
            self._loop.call_soon(self._send)
        self._parts.append(data)

    def close(self) -> None:
        """Send what was written, and close."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        parts, self._parts = self._parts, []
        if parts:
            self._transport.write(b"".join(parts))


class WaryProtocol(HttpToolsProtocol):
    """One connection; between a head's end and the next call's first byte others keep watch."""

    head_s = HEAD_S

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's business
        super().__init__(*given, **named)
        self._head, self._in_head = 0, True
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(_AsOne(transport, self.loop))  # type: ignore[arg-type]
        self._deadline = self.loop.call_later(self.head_s, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._head = self._head + len(data) if self._in_head else 0
        if self._head > MOST_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of this call is too long.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head = True
        self._forget_deadline()
        self._deadline = self.loop.call_later(self.head_s, self.transport.close)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._forget_deadline()
        super().on_headers_complete()

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
