"""Thousands of devices that push and pull at once, as a program of its own.

    crowd.py ADDRESS PAIRS ROUNDS ENVELOPES

Enrols two devices for each pair, then in each round every device offers some envelopes of a
kilobyte and fetches until it has what its partner offered. Writes one line of JSON.

A plain HTTP client over asyncio: a comfortable one costs more than the relay does.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import msgspec

from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.sealing import Epoch, Sealer
from rm_desktop.wire.content import Changes, Update
from rm_desktop.wire.envelope import NO_HEAD, Head, joined, parted
from rm_desktop.wire.relay import Enrol, enrolment_words

_AT_ONCE_ENROLLING = 64
_BUSY = frozenset({429, 503})
_SIZE = 800  # sealed and padded it is a kilobyte
_LONGEST_WAIT_S = 120


@dataclass(slots=True)
class Tally:
    """What came of all calls."""

    pushes: list[float] = field(default_factory=list)
    pulls: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    rounds: list[float] = field(default_factory=list)


class Caller:
    """One connection that is kept, as an app keeps its own."""

    def __init__(self, host: str, port: int, number: int) -> None:
        self._host, self._port = host, port
        # behind a proxy everybody has an address: strangers are counted by theirs
        self._from = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.token = ""

    async def call(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes, int]:
        """Return the status, the body and the seconds one is asked to wait."""
        try:
            return await self._call(method, path, body)
        except (asyncio.IncompleteReadError, ConnectionError):  # it was kept idle for too long
            self.close()
            return await self._call(method, path, body)

    async def _call(self, method: str, path: str, body: bytes) -> tuple[int, bytes, int]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self._host}",
            f"Content-Length: {len(body)}",
            f"X-Forwarded-For: {self._from}",
        ]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        found = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
        content = await reader.readexactly(int(found.get("content-length", 0)))
        if found.get("connection") == "close":
            self.close()
        return int(head[0].split()[1]), content, int(found.get("retry-after", 0))

    def close(self) -> None:
        """Let the connection go."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class Device:
    """A device with a chain in the space of its pair."""

    def __init__(self, caller: Caller, dice: Random, tally: Tally) -> None:
        self.caller, self._dice, self._tally = caller, dice, tally
        self.keys = DeviceKeys.make(dice.randbytes)
        self.head = NO_HEAD
        self.partner_head = NO_HEAD

    async def enrol(self, relay: str) -> None:
        """Come to the relay."""
        public = self.keys.public
        signing, sealing = public.signing.hex(), public.sealing.hex()
        signature = self.keys.sign(enrolment_words(relay, signing, sealing)).hex()
        wish = msgspec.json.encode(Enrol(signing, sealing, signature))
        self.caller.token = msgspec.json.decode(await self.surely("POST", "/v1/devices", wish))[
            "token"
        ]

    def write(self, space: bytes, epoch: Epoch, count: int) -> bytes:
        """Seal some changes; their octets."""
        sealer, made = Sealer(space, self.keys, self._dice.randbytes), []
        for _ in range(count):
            update = Update("pair", "pair", self._dice.randbytes(_SIZE))
            sealed = sealer.seal(Changes(heads={}, updates=[update]), epoch, self.head)
            self.head = sealed.head
            made.append(sealed.data)
        return joined(made)

    async def push(self, space: bytes, octets: bytes) -> None:
        """Offer what was sealed."""
        began = perf_counter()
        await self.surely("POST", f"/v1/spaces/{space.hex()}/envelopes", octets)
        self._tally.pushes.append(perf_counter() - began)

    async def pull(self, space: bytes, partner: Device, upto: int) -> None:
        """Fetch until the partner's envelopes are here."""
        while self.partner_head.sequence < upto:
            known = [
                {"device": each.keys.id.hex(), "sequence": head.sequence, "hash": head.hash.hex()}
                for each, head in ((self, self.head), (partner, self.partner_head))
            ]
            began = perf_counter()
            asked = msgspec.json.encode(known)
            found = parted(await self.surely("POST", f"/v1/spaces/{space.hex()}/fetch", asked))
            self._tally.pulls.append(perf_counter() - began)
            sequence = self.partner_head.sequence + len(found)
            self.partner_head = Head(sequence, self.partner_head.hash)
            if not found:
                await asyncio.sleep(0.2)

    async def surely(self, method: str, path: str, body: bytes = b"") -> bytes:
        """Call until it is answered; only a relay that is busy is asked again."""
        while True:
            status, content, wait = await self.caller.call(method, path, body)
            self._tally.statuses[status] += 1
            if status in _BUSY:
                await asyncio.sleep(wait or 1)
                continue
            if status >= 300:
                raise RuntimeError(f"{method} {path}: {status} {content[:200]!r}")
            return content


class Pair:
    """Two devices and their space."""

    def __init__(self, devices: tuple[Device, Device], dice: Random) -> None:
        self.devices = devices
        self.space = space_id(devices[0].keys.id, dice.randbytes(16))
        self.epoch = Epoch(1, dice.randbytes(32))

    async def begin(self, relay: str) -> None:
        """Enrol both and open the space."""
        for device in self.devices:
            await device.enrol(relay)
        access = {"devices": [device.keys.id.hex() for device in self.devices]}
        body = msgspec.json.encode(access)
        await self.devices[0].surely("PUT", f"/v1/spaces/{self.space.hex()}", body)


async def run(address: str, pairs: int, rounds: int, envelopes: int) -> dict[str, Any]:
    """Play all rounds; what came of it."""
    parts, dice, tally = urlsplit(address), Random(), Tally()
    callers = [Caller(parts.hostname or "", parts.port or 0, n) for n in range(2 * pairs)]
    devices = [Device(caller, dice, tally) for caller in callers]
    crowd = [Pair((devices[n], devices[n + 1]), dice) for n in range(0, 2 * pairs, 2)]
    _, body, _ = await callers[0].call("GET", "/healthz")
    await _some_at_once(pair.begin(json.loads(body)["incarnation"]) for pair in crowd)
    tally.statuses.clear()
    for _ in range(rounds):
        ready = [
            (pair, device, device.write(pair.space, pair.epoch, envelopes))
            for pair in crowd
            for device in pair.devices
        ]
        began = perf_counter()
        await asyncio.wait_for(
            asyncio.gather(*(_play(pair, device, octets) for pair, device, octets in ready)),
            _LONGEST_WAIT_S,
        )
        tally.rounds.append(perf_counter() - began)
    for caller in callers:
        caller.close()
    return {
        "pushes": [each * 1000 for each in tally.pushes],
        "pulls": [each * 1000 for each in tally.pulls],
        "rounds": tally.rounds,
        "appends": rounds * envelopes * 2 * pairs,
        "statuses": {str(status): count for status, count in tally.statuses.items()},
    }


async def _play(pair: Pair, device: Device, octets: bytes) -> None:
    partner = next(each for each in pair.devices if each is not device)
    await device.push(pair.space, octets)
    await device.pull(pair.space, partner, partner.head.sequence)


async def _some_at_once(begun: Iterable[Awaitable[None]]) -> None:
    limit = asyncio.Semaphore(_AT_ONCE_ENROLLING)

    async def one(work: Awaitable[None]) -> None:
        async with limit:
            await work

    await asyncio.gather(*(one(work) for work in begun))


if __name__ == "__main__":
    where, *counts = sys.argv[1:]
    print(json.dumps(asyncio.run(run(where, *map(int, counts)))))
