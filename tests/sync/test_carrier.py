"""A carrier that is closed leaves no connection behind, whoever is in the middle of what."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from rm_desktop.sync import http
from rm_desktop.sync.calls import Failed, Fetch, Trouble, TroubleError
from rm_desktop.sync.carrier import carrier

PLACE = "http://127.0.0.1:9"


class Wire:
    """Stands for the HTTP client: counts connections, and holds a call until it is let go on."""

    def __init__(self) -> None:
        self.open = 0
        self.begun, self.go_on = threading.Event(), threading.Event()

    def relay(self, address: str, token: str = "", **_options: Any) -> Any:
        assert address == PLACE
        wire = self

        class Relay:
            def __init__(self) -> None:
                self.token = token
                wire.open += 1

            def close(self) -> None:
                wire.open -= 1

        return Relay()

    def call(self, *_given: object) -> Any:
        self.begun.set()
        assert self.go_on.wait(10)
        raise TroubleError(Trouble.OFFLINE)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    wire = Wire()
    monkeypatch.setattr(http, "Relay", wire.relay)
    monkeypatch.setattr(http.RelayTransport, "answer", wire.call)
    return wire


def test_a_call_that_is_under_way_lets_go_when_it_ends(wire: Wire) -> None:
    carried = carrier(PLACE, "token", bytes(16), bytes(16))
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(carried.answer(Fetch({}))))
    thread.start()
    assert wire.begun.wait(10)
    carried.close()
    assert wire.open == 1
    wire.go_on.set()
    thread.join(10)
    assert wire.open == 0
    assert isinstance(answers[0], Failed)


def test_a_call_after_the_end_leaves_nothing_open(wire: Wire) -> None:
    carried = carrier(PLACE, "token", bytes(16), bytes(16))
    wire.go_on.set()
    carried.close()
    carried.answer(Fetch({}))
    assert wire.open == 0
