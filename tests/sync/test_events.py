"""News and presence from a real relay, and everything that is no relay."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from queue import Empty, SimpleQueue
from random import Random
from typing import Any

import httpx2
import pytest

from rm_desktop.sync import events, patience
from rm_desktop.sync.calls import Trouble, TroubleError
from rm_desktop.sync.events import EventStream, Heard, Lost, News, PresenceHeard, Tuned
from rm_desktop.sync.http import Relay
from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.network import own_addresses
from tests.relay.guests import CHANCE
from tests.sync.relays import answering, dripping, free_port, relay_running

SOON = 10.0
START = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


class Ear:
    """A thread that goes through a stream, and what it heard."""

    def __init__(self, stream: EventStream) -> None:
        self.stream = stream
        self.heard: SimpleQueue[Heard] = SimpleQueue()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        for heard in self.stream.hear():
            self.heard.put(heard)

    def next(self) -> Heard:
        return self.heard.get(timeout=SOON)

    def stop(self) -> float:
        """Stop it; return how long that took, in seconds."""
        began = time.monotonic()
        self.stream.stop()
        self._thread.join(SOON)
        assert not self._thread.is_alive()
        return time.monotonic() - began


class Member:
    """A device that is enrolled and shares one space."""

    def __init__(self, address: str) -> None:
        self.keys = DeviceKeys.make(CHANCE)
        self.relay = Relay(address)
        self.relay.enrol(self.keys)


Listen = Callable[..., Ear]


@pytest.fixture
def listen() -> Iterator[Listen]:
    ears: list[Ear] = []

    def begin(address: str, token: str = "t" * 20, **options: Any) -> Ear:
        chance = Random(1).randbytes
        stream = EventStream(address, token, now_ms, chance, **{"silence": SOON} | options)
        ears.append(Ear(stream))
        return ears[-1]

    yield begin
    for ear in ears:
        ear.stop()


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with relay_running(tmp_path / "relay.db") as address:
        yield address


@pytest.fixture
def two(address: str) -> Iterator[tuple[Member, Member, bytes]]:
    maya, henrik = Member(address), Member(address)
    space = space_id(maya.keys.id, CHANCE(16))
    maya.relay.open_space(space, [maya.keys.id, henrik.keys.id])
    yield maya, henrik, space
    maya.relay.close()
    henrik.relay.close()


def test_news_and_presence_come_from_a_real_relay(
    address: str, two: tuple[Member, Member, bytes], listen: Listen
) -> None:
    maya, henrik, space = two
    ear = listen(address, henrik.relay.token)
    assert ear.next() == Tuned()
    assert ear.next() == News(space, 0)  # where each space is to begin with
    maya.relay.say_presence(space, b"sealed \x00 words")
    assert ear.next() == PresenceHeard(space, b"sealed \x00 words")


def test_it_stops_at_once_while_nothing_is_said(
    address: str, two: tuple[Member, Member, bytes], listen: Listen
) -> None:
    ear = listen(address, two[1].relay.token)
    assert ear.next() == Tuned()
    assert ear.stop() < 1


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
def test_over_tls_it_hears_and_stops_as_well(tmp_path: Path, listen: Listen) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    made = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "2"),
        *("-subj", "/CN=here", "-addext", "subjectAltName=IP:127.0.0.1"),
    ]
    subprocess.run(made, check=True, capture_output=True)
    trusting = ssl.create_default_context(cafile=certificate)
    with relay_running(tmp_path / "relay.db", tls=(certificate, key)) as address:
        keys = DeviceKeys.make(CHANCE)
        relay = Relay(address, transport=httpx2.HTTPTransport(verify=trusting))
        relay.enrol(keys)
        space = space_id(keys.id, CHANCE(16))
        relay.open_space(space, [keys.id])
        ear = listen(address, relay.token, transport=httpx2.HTTPTransport(verify=trusting))
        assert ear.next() == Tuned()
        assert ear.next() == News(space, 0)
        assert ear.stop() < 1
        relay.close()
        assert listen(address, relay.token).next() == Lost(Trouble.OFFLINE)  # nobody vouches for it


def test_a_token_that_is_not_known_is_refused(address: str, listen: Listen) -> None:
    assert listen(address, "x" * 30).next() == Lost(Trouble.STRANGER)


def test_it_comes_back_when_the_relay_does(tmp_path: Path, listen: Listen) -> None:
    port = free_port()
    with relay_running(tmp_path / "relay.db", port) as address:
        member = Member(address)
        ear = listen(address, member.relay.token)
        assert ear.next() == Tuned()
    assert ear.next() == Lost(Trouble.OFFLINE)
    with relay_running(tmp_path / "relay.db", port):
        while (heard := ear.next()) != Tuned():
            assert heard == Lost(Trouble.OFFLINE)
            ear.stream.hurry()
        ear.stop()
    member.relay.close()


def test_it_is_tried_at_once_when_a_network_comes(
    listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_MS", patience.LONGEST_WAIT_MS)
    monkeypatch.setattr(events, "LOOK_S", 0.01)
    mine = set[str]()
    ear = listen(f"http://127.0.0.1:{free_port()}", ways=lambda: frozenset(mine))
    assert ear.next() == Lost(Trouble.OFFLINE)
    for address in ("192.0.2.7", "2001:db8::7"):
        with pytest.raises(Empty):
            ear.heard.get(timeout=0.1)
        mine.add(address)
        assert ear.next() == Lost(Trouble.OFFLINE)


def test_this_computer_knows_its_own_addresses_and_they_stay() -> None:
    assert own_addresses() == own_addresses()
    assert all(ip_address(each) for each in own_addresses())


def test_a_relay_that_never_ends_a_line_is_silent(listen: Listen) -> None:
    with dripping(START, b"x", every=0.2) as address:
        ear = listen(address, silence=1.5)
        assert ear.next() == Tuned()
        assert ear.next() == Lost(Trouble.OFFLINE)


def test_a_relay_that_falls_silent_is_lost(listen: Listen) -> None:
    with answering(START + b": here\n\n<wait>") as address:
        ear = listen(address, silence=1.5)
        assert ear.next() == Tuned()
        assert ear.next() == Lost(Trouble.OFFLINE)


ANSWERS = {
    "a login page": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>",
    "a redirect": b"HTTP/1.1 302 Found\r\nLocation: https://login.example.org/\r\n\r\n",
    "an error page": b"HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\n\r\nno",
    "compressed": b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
    b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00",
    "no HTTP": b"SSH-2.0-OpenSSH_9.2p1\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_is_no_relay_is_offline(name: str, listen: Listen) -> None:
    with answering(ANSWERS[name]) as address:
        assert listen(address).next() == Lost(Trouble.OFFLINE)


WORDS = {
    "a line without end": b"data: " + b"x" * 20_000 + b"<wait>",
    "data without end": b"data: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n" * 1_000 + b"<wait>",
    "no JSON": b"event: change\ndata: {\n\n<wait>",
    "other fields": b'event: change\ndata: {"space": "00", "position": 1}\n\n<wait>',
    "a negative place": b'event: change\ndata: {"space": "%s", "position": -1}\n\n<wait>'
    % (b"0" * 32),
    "no base64": b'event: presence\ndata: {"space": "%s", "sealed": "*"}\n\n<wait>' % (b"0" * 32),
    "a large presence": b'event: presence\ndata: {"space": "%s", "sealed": "%s"}\n\n<wait>'
    % (b"0" * 32, b"A" * 4_000),
    "chatter": b": still here\n" * 5_000 + b"<wait>",
    "deep": b"event: change\ndata: " + b"[" * 3_000 + b"\n\n<wait>",
}


@pytest.mark.parametrize("name", WORDS)
def test_words_that_are_not_a_relays_end_the_stream(name: str, listen: Listen) -> None:
    with answering(START + WORDS[name]) as address:
        ear = listen(address)
        assert ear.next() == Tuned()
        assert ear.next() == Lost(Trouble.OFFLINE)


def test_events_that_are_not_known_yet_are_passed_over(listen: Listen) -> None:
    known = b'event: change\ndata: {"space": "%s", "position": 4}\n\n' % (b"0" * 32)
    other = b"retry: 3\nid: 7\nevent: weather\ndata: rain\n\n: still here\r\n\r\n"
    with answering(START + other + known + b"<wait>") as address:
        ear = listen(address)
        assert ear.next() == Tuned()
        assert ear.next() == News(bytes(16), 4)


def test_who_answers_and_hangs_up_is_tried_less_and_less_often(listen: Listen) -> None:
    with answering(START) as address:
        ear = listen(address)
        assert ear.next() == Tuned()
        assert ear.next() == Lost(Trouble.OFFLINE)
        with pytest.raises(Empty):  # at least half a second goes by
            ear.heard.get(timeout=0.3)
        assert ear.stop() < 1  # also while it waits


def test_tokens_are_not_sent_in_clear_over_a_network() -> None:
    with pytest.raises(TroubleError):
        EventStream("http://relay.example.org", "t", now_ms, CHANCE)
