"""Everything `/openapi.json` says, asked by schemathesis: all its checks, sequences too (D32).

    python -m tests.relay.questions [--examples 100] [--seed S] [--postgres] [--json]

Counts what was asked; fails for anything that the description does not say, and for any 5xx.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx2

from rm_desktop.relay.limits import Settings
from rm_desktop.relay.serve import Plan, door_for, server_for
from tests.relay.clusters import cluster
from tests.relay.guests import Guest
from tests.relay.stores import Postgres, Sqlite, Store

PROGRAM = Path(sys.executable).with_name("schemathesis")
CONFIG = Path(__file__).with_name("schemathesis.toml")
SETTINGS = Settings(open_door=True, stranger_burst=10**9, burst=10**9, quota=10**9)


@dataclass
class Asked:
    """What was asked and answered; `said` is what schemathesis complained of."""

    store: str
    seed: int
    questions: int = 0
    broken: int = 0
    failed: bool = False
    said: str = ""


@contextmanager
def served(store: Store) -> Iterator[str]:
    """Serve a store in a thread, with no limits on how often one may ask."""
    plan = Plan(store.address, port=0, settings=SETTINGS)
    server, door = server_for(plan), door_for(plan)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        door.close()


def ask(store: Store, *, examples: int, seed: int, phases: str) -> Asked:
    """Ask one relay everything."""
    asked = Asked("sqlite" if store.address.startswith("sqlite") else "postgresql", seed)
    with (
        served(store) as address,
        tempfile.TemporaryDirectory() as folder,
        httpx2.Client(base_url=address) as client,
    ):
        guest = Guest(client)
        done = subprocess.run(
            [
                *(str(PROGRAM), "--config-file", str(CONFIG), "run", f"{address}/openapi.json"),
                *("-H", f"Authorization: Bearer {guest.token}", "--checks", "all"),
                *("-n", str(examples), "--seed", str(seed), "--phases", phases),
                *("--exclude-path", "/v1/events"),  # it never ends; its own tests listen
                *("--continue-on-failure", "--suppress-health-check", "all", "--no-color"),
            ],
            cwd=folder,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.relay.hooks", "RM_DEVICE": guest.id}
            | {"PYTHONPATH": str(CONFIG.parents[2])},
            capture_output=True,
            text=True,
            check=False,
        )
        counts = client.get("/metrics").text
    _count(asked, counts)
    asked.failed = done.returncode != 0
    asked.said = (done.stdout + done.stderr) if asked.failed else ""
    return asked


def _count(asked: Asked, metrics: str) -> None:
    """Take the relay's own counts: calls that met no route are not among them."""
    for status, count in re.findall(r'calls_total\{.*status="(\d+)"\} (\d+)', metrics):
        asked.questions += int(count)
        asked.broken += int(count) if status.startswith("5") and status != "507" else 0


def main() -> int:
    """Ask; 0 if everything was as described."""
    parser = argparse.ArgumentParser(prog="tests.relay.questions")
    parser.add_argument("--examples", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store: Store = Sqlite(folder)
        if wanted.postgres:
            store = Postgres(stack.enter_context(cluster()))
        phases = "examples,coverage,fuzzing,stateful"
        asked = ask(store, examples=wanted.examples, seed=wanted.seed, phases=phases)
    found: dict[str, Any] = asdict(asked)
    print(json.dumps(found) if wanted.json else "\n".join(f"{k}: {v}" for k, v in found.items()))
    return 1 if asked.failed or asked.broken else 0


if __name__ == "__main__":
    sys.exit(main())
