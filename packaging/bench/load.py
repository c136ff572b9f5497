"""A thousand pairs at one relay, on both databases, beside what the database does by itself."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.figure import Figure, p95
from bench.laptops import relay
from bench.stage import HERE, BenchError, Profile, surroundings
from tests.relay.clusters import Cluster, cluster, programs

PAIRS, ROUNDS = 1_000, 10
#: What a laptop sends that was away for some days, and one that is there.
MANY, ONE = 10, 1
#: Times the single commits of the same database (RELIABILITY D34 has the rest).
MOST_SQLITE_S, MOST_POSTGRES_S, MOST_MB = 5_000, 2_000, 512
_SECONDS = 5.0
_KILOBYTE = bytes(1024)
_INSERT = "INSERT INTO kept (bytes) VALUES (decode(repeat('ab', 1024), 'hex'));\n"


def load(_profiles: Mapping[str, Profile], _runs: int) -> Iterator[Figure]:
    """Measure once: each round is a sample."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rm-desktop-bench-")))
        yield from _on(root / "sqlite", "sqlite", (), MOST_SQLITE_S, lambda: _single(root))
        if programs() is None:
            return
        running = stack.enter_context(cluster(fsync=True))
        database = ("--database", running.database())
        yield from _on(
            root / "postgresql",
            "postgresql",
            database,
            MOST_POSTGRES_S,
            lambda: _pgbench(running, root),
        )


def _on(
    root: Path, name: str, options: tuple[str, ...], most_ms: float, raw: Callable[[], float]
) -> Iterator[Figure]:
    """Let the crowd in, twice: with one change each, and with what some days leave."""
    root.mkdir()
    with relay(root, "--proxied", *options) as running:
        for envelopes in (ONE, MANY):
            single = raw()
            came = _crowd(running.address, envelopes)
            title = f"relay.load.{name}.{envelopes}"
            rate = came["appends"] / sum(came["rounds"])
            # seconds for a thousand, so that less is better as everywhere
            yield Figure(f"{title}.1000_appends", [1000 / rate], "s", inf, [1000 / single])
            yield Figure(f"{title}.push.p50", came["pushes"], "ms", inf)
            yield Figure(f"{title}.push.p95", came["pushes"], "ms", most_ms, summary=p95)
            yield Figure(f"{title}.push.p99", came["pushes"], "ms", inf, summary=_p99)
            yield Figure(f"{title}.pull.p95", came["pulls"], "ms", most_ms, summary=p95)
            yield Figure(f"{title}.all_agree", came["rounds"], "s", 60, summary=max)
            errors = [float(n) for status, n in came["statuses"].items() if status >= "500"]
            yield Figure(f"{title}.errors", [sum(errors)], "", 0)
        yield Figure(f"relay.load.{name}.memory", [running.most_memory()], "MB", MOST_MB)


def _p99(samples: Any) -> float:  # noqa: ANN401
    ordered = sorted(samples)
    return float(ordered[round(0.99 * (len(ordered) - 1))])


def _crowd(address: str, envelopes: int) -> dict[str, Any]:
    counts = (str(PAIRS), str(ROUNDS), str(envelopes))
    done = subprocess.run(
        [sys.executable, str(HERE / "crowd.py"), address, *counts],
        capture_output=True,
        env=surroundings(),
        text=True,
        check=False,
    )
    with suppress(json.JSONDecodeError):
        return dict(json.loads(done.stdout))
    raise BenchError(f"the crowd did not come through: {done.stderr[-500:]}")


def _single(root: Path) -> float:
    """Return how many single commits of a kilobyte a second SQLite does here."""
    database = sqlite3.connect(root / "single.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE IF NOT EXISTS kept (n INTEGER PRIMARY KEY, bytes BLOB)")
    began, count = perf_counter(), 0
    while perf_counter() - began < _SECONDS:
        database.execute("INSERT INTO kept (bytes) VALUES (?)", (_KILOBYTE,))
        count += 1
    took = perf_counter() - began
    database.close()
    return count / took


def _pgbench(running: Cluster, root: Path) -> float:
    """Return how many commits of a kilobyte a second pgbench brings about with eight clients."""
    program = shutil.which("pgbench") or str((programs() or Path()) / "pgbench")
    with running.connect("postgres") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n serial PRIMARY KEY, bytes bytea)")
    script = root / "insert.sql"
    script.write_text(_INSERT, "ascii")
    place = ["-h", str(running.folder), "-U", "postgres", "-n", "-f", str(script)]
    said = subprocess.run(
        [program, *place, "-c", "8", "-T", str(int(_SECONDS)), "postgres"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    line = next(each for each in said.splitlines() if each.startswith("tps"))
    return float(line.split()[2])
