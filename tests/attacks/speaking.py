"""A relay that speaks HTTP within one process, and whoever bends what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import httpx2
import msgspec

from rm_desktop.sync.calls import (
    Answer,
    Ask,
    Call,
    Came,
    Fetch,
    Held,
    Kept,
    Offer,
    Rehearse,
)
from rm_desktop.sync.http import Relay as HttpRelay
from rm_desktop.sync.http import RelayTransport
from rm_desktop.wire.envelope import NO_HEAD, Head, joined, parted
from rm_desktop.wire.relay import ENVELOPES_TYPE, Problem, SpaceHead, SpaceState
from rm_desktop.wire.relay import Kept as KeptMessage
from tests.sync.laptops import Laptop, Relay

JSON, PROBLEM = "application/json", "application/problem+json"
_CONFLICT = 409


class Said(NamedTuple):
    """An answer over HTTP."""

    status: int
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


#: Bends an answer to a request; the path tells which message it is.
Bend = Callable[[str, Said], Said]


def straight(_path: str, said: Said) -> Said:
    """Say what is true."""
    return said


class Speaker:
    """A relay's answers as a client of ours hears them, bent on the way."""

    def __init__(self, relay: Relay, bend: Bend = straight) -> None:
        self.relay, self.bend = relay, bend
        self.calls = 0

    def plug(self, laptop: Laptop) -> Plug:
        """Return a laptop's transport to this relay."""
        return Plug(self, laptop)

    def hear(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request."""
        self.calls += 1
        path = request.url.path
        said = self.bend(path, self._truth(path, request.read()))
        named = (*said.headers, ("content-type", said.kind))
        headers = [(name.encode(), value.encode()) for name, value in named]
        return httpx2.Response(said.status, headers=headers, stream=httpx2.ByteStream(said.body))

    def _truth(self, path: str, body: bytes) -> Said:
        if path.endswith("/envelopes"):
            answer = self.relay.answer(Offer(parted(body), {}))
            if not isinstance(answer, Kept):
                words = msgspec.json.encode(Problem("conflict", "another one is there"))
                return Said(_CONFLICT, PROBLEM, words)
            kept = KeptMessage(answer.incarnation.hex(), 1)
            return Said(200, JSON, msgspec.json.encode(kept))
        if path.endswith("/fetch"):
            heads = msgspec.json.decode(body, type=list[SpaceHead])
            after = {
                bytes.fromhex(each.device): Head(each.sequence, NO_HEAD.hash) for each in heads
            }
            came = self.relay.answer(Fetch(after))
            assert isinstance(came, Came)
            more = (("rm-more", "1"),) if came.more else ()
            return Said(200, ENVELOPES_TYPE, joined(came.envelopes), more)
        held = self.relay.answer(Ask())
        assert isinstance(held, Held)
        state = SpaceState(
            held.incarnation.hex(),
            1,
            [SpaceHead(each.hex(), h.sequence, h.hash.hex()) for each, h in held.heads.items()],
            1,
            10**9,
        )
        return Said(200, JSON, msgspec.json.encode(state))


class Plug:
    """One laptop's transport: a relay over HTTP, and a child that rehearses."""

    def __init__(self, speaker: Speaker, laptop: Laptop) -> None:
        self._speaker = speaker
        client = HttpRelay(
            "http://127.0.0.1:1", "t" * 40, transport=httpx2.MockTransport(speaker.hear)
        )
        self._transport = RelayTransport(client, laptop.planner.log.space)

    def answer(self, call: Call) -> Answer:
        if isinstance(call, Rehearse):
            return self._speaker.relay.answer(call)
        return self._transport.answer(call)
