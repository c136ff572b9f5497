"""The calls of a relay, each from a request to what is stored or said; see `wire/relay.py`."""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from rm_desktop.relay import accounts, keeping, mailboxes, spaces
from rm_desktop.relay.database import Database
from rm_desktop.relay.hub import Hub
from rm_desktop.relay.incarnation import Tide, current
from rm_desktop.relay.limits import Buckets, Settings
from rm_desktop.relay.problems import RefusalError
from rm_desktop.relay.remembered import Remembered
from rm_desktop.relay.wake import Wake
from rm_desktop.relay.writer import Act, Writer
from rm_desktop.wire.envelope import BadMessageError, joined, parted
from rm_desktop.wire.pairing import MOST_MESSAGE_BYTES, SLOTS
from rm_desktop.wire.relay import (
    ENVELOPES_TYPE,
    Access,
    Enrol,
    Health,
    Kept,
    Permit,
    SpaceHead,
    SpaceState,
)

MOST_PRESENCE = 2048
#: A device's token may end at another process; its keys never change.
_TOKEN_S, _KEY_S = 10.0, 3600.0
#: So many signatures are checked where they came, more in a thread of their own: with ten, threads
#: that wait for one another cost more than they win (measured: 4,600 appends a second, not 5,250).
_FEW = 16
_HEARTBEAT_S = 20.0
_T = TypeVar("_T")


class Calls:
    """Everything a call needs, and one method for each."""

    def __init__(self, database: Database, settings: Settings, tide: Tide) -> None:
        """Begin to serve a database that was prepared."""
        self.database, self.settings = database, settings
        self.hub = Hub()
        self.wake = Wake(database, self.hub.say, self.hub.close)
        self.writer = Writer(database, tide.rise)
        self._tokens = Remembered[bytes, bytes](_TOKEN_S, time.monotonic)
        self._keys = Remembered[bytes, bytes](_KEY_S, time.monotonic)
        self._known = Buckets(settings.calls, settings.burst, time.monotonic)
        self._strangers = Buckets(settings.stranger_calls, settings.stranger_burst, time.monotonic)

    # -- coming in --------------------------------------------------------------------------

    async def enrol(self, request: Request) -> Response:
        """POST /devices."""
        self._strangers.take(self._address(request))
        wish = _decoded(await self._body(request, 4096), Enrol)
        accounts.check_proof(await self._read(current), wish)
        enrolment = accounts.Enrolment(wish, _now_ms(), self.settings.open_door)
        enrolled = await self._write(accounts.let_in, enrolment)
        self._tokens.clear()  # a former one of the device may be among them
        return _json(enrolled, 201)

    async def permit(self, request: Request) -> Response:
        """POST /permits."""
        by = await self._caller(request)
        words = await self._write(accounts.grant, accounts.Granting(by, _now_ms()))
        return _json(Permit(words), 201)

    # -- spaces -----------------------------------------------------------------------------

    async def open_space(self, request: Request) -> Response:
        """PUT /spaces/{space}."""
        by = await self._caller(request)
        of, asked = _space(request), _decoded(await self._body(request, 32_768), Access)
        devices = frozenset(map(bytes.fromhex, asked.devices))
        keys = tuple(
            (bytes.fromhex(each.signing), bytes.fromhex(each.sealing)) for each in asked.keys
        )
        farewell = self.settings.farewell_ms
        wish = spaces.Opening(of, by, devices, keys, _now_ms(), farewell)
        made = await self._write(spaces.open_to, wish)
        return Response(status_code=201 if made else 200)

    async def state(self, request: Request) -> Response:
        """GET /spaces/{space}."""
        by, of = await self._caller(request), _space(request)
        quota = self.settings.quota

        def state(connection: Connection) -> SpaceState:
            spaces.may_read(connection, of, by, _now_ms())
            return spaces.state_of(connection, of, quota)

        return _json(await self._read(state))

    async def keep(self, request: Request) -> Response:
        """POST /spaces/{space}/envelopes."""
        by, of = await self._caller(request), _space(request)
        body = await self._body(request, self.settings.most_body)
        offer = self._offered(of, by, body)
        devices = {each.device for each, _ in offer.envelopes}
        keys = {device: key for device in devices if (key := self._keys.get(device))}
        if len(keys) < len(devices):
            keys = await self._read(lambda each: keeping.keys_of(each, devices))
            for device, key in keys.items():
                self._keys.put(device, key)
        if len(offer.envelopes) > _FEW:  # 77 µs each
            await asyncio.to_thread(keeping.check_signatures, keys, offer)
        else:
            keeping.check_signatures(keys, offer)
        grown = await self._write(keeping.keep, offer)
        if grown.news and self.database.is_sqlite:  # else it was told with the writing
            self.hub.say(*grown.told)
        return _json(Kept(grown.incarnation, grown.position))

    def _offered(self, of: bytes, by: bytes, body: bytes) -> keeping.Offered:
        try:
            return keeping.read_offer(of, by, parted(body), self.settings.quota, _now_ms())
        except BadMessageError as error:
            raise RefusalError("bad_request", str(error)) from error

    async def fetch(self, request: Request) -> Response:
        """POST /spaces/{space}/fetch."""
        by, of = await self._caller(request), _space(request)
        asked = _decoded(await self._body(request, 16_384), list[SpaceHead])
        known = {bytes.fromhex(head.device): head.sequence for head in asked}
        wish = spaces.Fetch(of, by, known, self.settings.most_fetched, _now_ms())
        found = await self._read(lambda each: spaces.after(each, wish))
        headers = {"Rm-More": "1"} if found.more else {}
        return Response(joined(found.envelopes), media_type=ENVELOPES_TYPE, headers=headers)

    async def end_space(self, request: Request) -> Response:
        """DELETE /spaces/{space}."""
        by, of = await self._caller(request), _space(request)
        await self._write(spaces.end, spaces.Ending(of, by, _now_ms()))
        return Response(status_code=204)

    # -- live -------------------------------------------------------------------------------

    async def presence(self, request: Request) -> Response:
        """POST /spaces/{space}/presence: passed on and never stored."""
        by, of = await self._caller(request), _space(request)
        body = _something(await self._body(request, MOST_PRESENCE))
        devices = await self._read(lambda each: _others(each, of, by))
        told = msgspec.json.encode({"space": of.hex(), "sealed": b64encode(body).decode()})
        await self._say(devices, b"event: presence\ndata: " + told + b"\n\n")
        return Response(status_code=204)

    async def events(self, request: Request) -> Response:
        """GET /events: what happens in all spaces of the device, as long as it listens."""
        by = await self._caller(request)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._events(by), media_type="text/event-stream", headers=headers)

    async def _events(self, by: bytes) -> AsyncIterator[bytes]:
        async with self.hub.listen(by) as queue:
            yield b": here\n\n"
            for of, position in await self._read(
                partial(spaces.of_device, by=by, now_ms=_now_ms())
            ):
                yield keeping.event_of(of, position)
            while True:
                try:
                    words = await asyncio.wait_for(queue.get(), _HEARTBEAT_S)
                except TimeoutError:
                    words = b": still here\n\n"
                if words is None:
                    return
                yield words

    async def _say(self, devices: frozenset[bytes], words: bytes) -> None:
        """Tell devices something, wherever they listen."""
        if self.database.is_sqlite:
            self.hub.say(devices, words)
        else:
            await asyncio.to_thread(self.wake.say, devices, words)

    # -- pairing ----------------------------------------------------------------------------

    async def leave_letter(self, request: Request) -> Response:
        """PUT /mailboxes/{name}/{slot}."""
        self._strangers.take(self._address(request))
        body = _something(await self._body(request, MOST_MESSAGE_BYTES))
        name, slot = _mailbox(request)
        await self._write(mailboxes.leave, mailboxes.Letter(name, slot, body, _now_ms()))
        return Response(status_code=204)

    async def read_letter(self, request: Request) -> Response:
        """GET /mailboxes/{name}/{slot}."""
        self._strangers.take(self._address(request))
        name, slot = _mailbox(request)
        found = await self._read(lambda each: mailboxes.read(each, name, slot, _now_ms()))
        return Response(found, media_type="application/octet-stream")

    # -- common -----------------------------------------------------------------------------

    async def healthy(self, _request: Request) -> Response:
        """GET /healthz: the database answers; and which store it is, for enrolling."""
        return _json(Health(await self._read(current)))

    def close(self) -> None:
        """Finish what was begun."""
        self.hub.close()
        self.wake.close()
        self.writer.close()
        self.database.close()

    async def _caller(self, request: Request) -> bytes:
        """Return the device whose token came with a call."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise RefusalError("not_enrolled", "show a token")
        shown = accounts.hashed(token.strip())
        found = self._tokens.get(shown)
        if found is None:
            found = await self._read(lambda each: accounts.whose(each, shown))
        if found is None:
            self._strangers.take(self._address(request))
            raise RefusalError("not_enrolled", "this token is not known")
        self._tokens.put(shown, found)
        self._known.take(found)
        return found

    def _address(self, request: Request) -> str:
        if self.settings.behind_proxy:
            named = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
            if named:
                return named
        return request.client.host if request.client else ""

    async def _body(self, request: Request, most: int) -> bytes:
        """Return what was sent; raises `RefusalError` before too much of it is in memory."""
        said = request.headers.get("content-length", "0")
        if request.headers.get("content-encoding") or not said.isdecimal():
            raise RefusalError("bad_request", "send it plain, with its length")
        if int(said) > most:
            raise RefusalError("too_large", f"at most {most} bytes")
        try:
            async with asyncio.timeout(self.settings.patience_s):
                return await _read_body(request, most)
        except TimeoutError as error:
            raise RefusalError("bad_request", "it came too slowly") from error

    async def _write(self, act: Act, asked: object) -> Any:  # noqa: ANN401 - what the act returns
        return await self.writer.do(act, asked)

    async def _read(self, ask: Callable[[Connection], _T]) -> _T:
        if self.database.is_sqlite:  # a thread's turn takes longer than the answer (measured)
            return self.database.read(ask)
        return await asyncio.to_thread(self.database.read, ask)


def _others(connection: Connection, of: bytes, by: bytes) -> frozenset[bytes]:
    """Return the other devices of a space; raises `RefusalError` for one that may not use it."""
    who = spaces.readers(connection, [of], _now_ms())[of]
    who.check_uses(by)
    return who.using - {by}


def _decoded(body: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusalError("bad_request", str(error)) from error


async def _read_body(request: Request, most: int) -> bytes:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise RefusalError("too_large", f"at most {most} bytes")
    return bytes(found)


def _something(body: bytes) -> bytes:
    if not body:
        raise RefusalError("bad_request", "there is nothing in it")
    return body


def _json(message: msgspec.Struct, status: int = 200) -> Response:
    return Response(msgspec.json.encode(message), status, media_type="application/json")


def _space(request: Request) -> bytes:
    return _hex(request.path_params["space"], 16)


def _mailbox(request: Request) -> tuple[bytes, str]:
    slot = request.path_params["slot"]
    if slot not in SLOTS:
        raise RefusalError("not_found", "no such slot")
    return _hex(request.path_params["name"], 32), slot


def _hex(words: str, size: int) -> bytes:
    try:
        found = bytes.fromhex(words)
    except ValueError as error:
        raise RefusalError("not_found", "no such place") from error
    if len(found) != size or found.hex() != words:
        raise RefusalError("not_found", "no such place")
    return found


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
