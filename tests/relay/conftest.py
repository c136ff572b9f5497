from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rm_desktop.relay.app import make_app
from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, prepare
from tests.relay.guests import Guest

Start = Callable[..., TestClient]


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'relay.db'}"


@pytest.fixture
def start(address: str) -> Iterator[Start]:
    """Start a relay on the same database as before; give settings, or `restored`."""
    running: list[TestClient] = []

    def go(
        *, restored: bool = False, permits: tuple[str, ...] = (), **limits: object
    ) -> TestClient:
        while running:
            running.pop().__exit__()
        settings = Settings(**({"open_door": True, "stranger_burst": 10_000} | limits))  # type: ignore[arg-type]
        plan = Plan(address, restored=restored, permits=permits, settings=settings)
        client = TestClient(make_app(prepare(plan)))
        client.__enter__()
        running.append(client)
        return client

    yield go
    while running:
        running.pop().__exit__()


@pytest.fixture
def client(start: Start) -> TestClient:
    return start()


@pytest.fixture
def maya(client: TestClient) -> Guest:
    return Guest(client)


@pytest.fixture
def henrik(client: TestClient) -> Guest:
    return Guest(client)
