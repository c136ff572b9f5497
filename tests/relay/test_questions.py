"""What `/openapi.json` says is so; a longer run is `python -m tests.relay.questions`."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.relay.questions import ask
from tests.relay.stores import Store
from tests.relay.test_access import CALLS


def test_everything_is_described_and_nothing_else(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    described = [
        (verb.upper(), path) for path in paths for verb in paths[path] if verb != "parameters"
    ]
    assert {each for each in described if each[0] != "PARAMETERS"} == set(CALLS)


def test_it_answers_as_it_says(store: Store) -> None:
    asked = ask(store, examples=2, seed=1, phases="coverage,stateful")
    assert not asked.failed, asked.said
    assert asked.broken == 0
    assert asked.questions > 200
