from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rm_desktop.relay.app import make_app
from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, prepare
from tests.relay.clusters import Cluster, cluster, programs
from tests.relay.guests import Guest
from tests.relay.stores import Postgres, Sqlite, Store

Start = Callable[..., TestClient]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    if programs() is None:
        assert not os.environ.get("CI"), "there is no PostgreSQL server on this machine"
        pytest.skip("there is no PostgreSQL server on this machine")
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database for a relay; every test that uses one is run on both kinds."""
    if request.param == "sqlite":
        yield Sqlite(tmp_path)
        return
    cluster = request.getfixturevalue("postgres")
    found = Postgres(cluster)
    yield found
    cluster.give_back(found.address)


@pytest.fixture
def address(store: Store) -> str:
    return store.address


@pytest.fixture
def start(address: str, tmp_path: Path) -> Iterator[Start]:
    """Start a relay on the same database as before; give settings, or `restored`."""
    running: list[TestClient] = []

    def go(
        *, restored: bool = False, permits: tuple[str, ...] = (), **limits: object
    ) -> TestClient:
        while running:
            running.pop().__exit__()
        settings = Settings(**({"open_door": True, "stranger_burst": 10_000} | limits))  # type: ignore[arg-type]
        plan = Plan(
            address,
            restored=restored,
            permits=permits,
            settings=settings,
            seen=tmp_path / "relay.seen",
        )
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
