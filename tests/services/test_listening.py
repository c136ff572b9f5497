"""What a relay says by itself waits until it is fetched, however much it is."""

from __future__ import annotations

import threading
import time
from base64 import b64encode
from pathlib import Path
from random import Random

from rm_desktop.services.errands import Errands
from rm_desktop.services.folder_listening import FolderListening
from rm_desktop.services.listening import Listening
from tests.sync.relays import answering

CHANCE = Random(2).randbytes
SPACE = bytes(16)
START = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


class Bell:
    """Counts how often it was rung."""

    def __init__(self) -> None:
        self.rung = threading.Semaphore(0)
        self.count = 0

    def ring(self) -> None:
        self.count += 1
        self.rung.release()


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def event(kind: str, body: str) -> bytes:
    return f'event: {kind}\ndata: {{"space": "{SPACE.hex()}", {body}}}\n\n'.encode()


def test_a_talkative_relay_rings_once_until_somebody_looks() -> None:
    said = b"".join(
        event("change", f'"position": {n}')
        + event("presence", f'"sealed": "{b64encode(b"%d" % n).decode()}"')
        for n in range(100)
    )
    bell = Bell()
    with answering(START + said + b"<wait>") as address:
        ear = Listening(address, "t" * 20, bell.ring, now_ms, CHANCE)
        heard = ear.overheard()
        found, news = list(heard.presences), set(heard.news)
        while (SPACE, b"99") not in found:
            assert bell.rung.acquire(timeout=10)
            heard = ear.overheard()
            assert len(heard.presences) <= 16
            found += heard.presences
            news |= heard.news
        ear.stop(5)
    assert news == {SPACE}
    assert heard.is_live
    assert bell.count < 100


def test_after_a_stop_nothing_rings() -> None:
    bell = Bell()
    with answering(START + b"<wait>") as address:
        ear = Listening(address, "t" * 20, bell.ring, now_ms, CHANCE)
        assert bell.rung.acquire(timeout=10)
        ear.stop(5)
        rung = bell.count
    assert bell.count == rung == 1


def test_a_folder_says_when_something_was_put_into_it(tmp_path: Path) -> None:
    bell = Bell()
    ear = FolderListening(tmp_path, SPACE, bell.ring)
    ear.pace = 0.01
    assert not ear.overheard().is_live  # nothing is there yet
    device = tmp_path / SPACE.hex() / "d"
    device.mkdir(parents=True)
    assert bell.rung.acquire(timeout=10)
    heard = ear.overheard()
    assert (heard.is_live, heard.is_new) == (True, True)  # as a share that came back
    (device / "1.envelopes").write_bytes(b"new")
    while not (heard := ear.overheard()).news:
        assert bell.rung.acquire(timeout=10)
    assert not heard.is_new
    ear.stop(5)


def test_errands_are_done_in_order_and_their_errors_are_outcomes() -> None:
    bell = Bell()
    errands = Errands(bell.ring)

    def fail() -> None:
        raise ValueError("no")

    for whose, work in (("a", lambda: 1), ("b", fail), ("c", lambda: 3)):
        errands.do(whose, work)
    outcomes = [errands.wait(10) for _ in range(3)]
    assert [(each.whose, each.result) for each in outcomes if each] == [
        ("a", 1),
        ("b", None),
        ("c", 3),
    ]
    assert isinstance(outcomes[1] and outcomes[1].error, ValueError)
    assert errands.wait(0) is None
    assert errands.stop(5)


def test_what_hangs_does_not_hold_a_stop_up() -> None:
    errands, door, begun = Errands(lambda: None), threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        door.wait()

    errands.do("a", hang)
    errands.do("b", lambda: 1)
    assert begun.wait(10)
    began = time.monotonic()
    assert not errands.stop(0.1)
    assert time.monotonic() - began < 5
    door.set()
    assert errands.stop(5)
    assert [outcome.whose for outcome in errands.outcomes()] == ["a"]
