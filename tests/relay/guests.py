"""Devices that speak to a relay by its calls, as any client could."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import httpx2
import msgspec
from httpx2 import Response

from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.sealing import Epoch, Sealed, Sealer
from rm_desktop.wire.content import Changes, Update
from rm_desktop.wire.envelope import NO_HEAD, Head, joined, parted
from rm_desktop.wire.relay import Enrol, Enrolled, Kept, SpaceState, enrolment_words

CHANCE: Callable[[int], bytes] = Random(3).randbytes


class Guest:
    """One device: its keys, its token, and a chain in a space."""

    def __init__(self, client: httpx2.Client, permit: str = "", *, enrols: bool = True) -> None:
        self.client = client
        self.keys = DeviceKeys.make(CHANCE)
        self.epoch = Epoch(1, CHANCE(32))
        self.head = NO_HEAD
        self.token = ""
        if not enrols:
            return
        self.answer = self.enrol(permit)
        if self.answer == 201:
            assert self.token

    @property
    def id(self) -> str:
        return self.keys.id.hex()

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def enrol(self, permit: str = "") -> int:
        status, body = self.enrolment(permit)
        if status == 201:
            self.token = msgspec.json.decode(body, type=Enrolled).token
        return status

    def enrolment(self, permit: str) -> tuple[int, bytes]:
        relay = self.client.get("/healthz").json()["incarnation"]
        public = self.keys.public
        signing, sealing = public.signing.hex(), public.sealing.hex()
        signature = self.keys.sign(enrolment_words(relay, signing, sealing)).hex()
        wish = Enrol(signing, sealing, signature, permit)
        answer: Response = self.client.post("/v1/devices", content=msgspec.json.encode(wish))
        return answer.status_code, answer.content

    def call(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        answer = self.client.request(method, f"/v1{path}", content=body, headers=self.headers)
        return answer.status_code, answer.content

    def open(self, *others: Guest, space: str = "") -> str:
        """Open a space to this device and others."""
        space = space or space_id(self.keys.id, CHANCE(16)).hex()
        body = msgspec.json.encode({"devices": [self.id, *(each.id for each in others)]})
        assert self.call("PUT", f"/spaces/{space}", body)[0] in (200, 201)
        return space

    def sealed(self, space: str, words: bytes = b"words", head: Head | None = None) -> Sealed:
        content = Changes(heads={}, updates=[Update("pair", "pair", words)])
        sealer = Sealer(bytes.fromhex(space), self.keys, CHANCE)
        return sealer.seal(content, self.epoch, head or self.head)

    def say(self, space: str, words: bytes = b"words") -> bytes:
        """Seal something, offer it and go on."""
        made = self.sealed(space, words)
        status, body = self.offer(space, made.data)
        assert status == 200, body
        self.head = made.head
        return made.data

    def offer(self, space: str, *envelopes: bytes) -> tuple[int, bytes]:
        return self.call("POST", f"/spaces/{space}/envelopes", joined(list(envelopes)))

    def position(self, body: bytes) -> int:
        return msgspec.json.decode(body, type=Kept).position

    def state(self, space: str) -> SpaceState:
        status, body = self.call("GET", f"/spaces/{space}")
        assert status == 200, body
        return msgspec.json.decode(body, type=SpaceState)

    def fetch(self, space: str, **known: int) -> list[bytes]:
        asked = [
            {"device": device, "sequence": sequence, "hash": "0" * 64}
            for device, sequence in known.items()
        ]
        status, body = self.call("POST", f"/spaces/{space}/fetch", msgspec.json.encode(asked))
        assert status == 200, body
        return parted(body)
