"""A typing batch: some keys in a note of 20,000 words, stored durably, against a bare commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from time import perf_counter

from bench.figure import Figure
from bench.floors.bare_commit import bare_commit, bare_file
from bench.note import long_note, pair_with_note
from bench.stage import BenchError, Profile
from rm_desktop.services.notes import OpenNotes
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.cipher import connect

MOST = 2.0
#: What is typed while one batch waits: 0.3 seconds of a quick hand.
KEYS = "so it"
_BATCHES = 40
_NEWEST = "SELECT seq, bytes FROM change ORDER BY seq DESC LIMIT 1"


def typing(_profiles: Mapping[str, Profile], runs: int) -> Iterator[Figure]:
    """Measure in turn, batch by batch; a sample is the median of a run's batches."""
    app: list[float] = []
    floor: list[float] = []
    with pair_with_note(long_note()) as (_, notes, root, key):
        vault = connect(ProfilePaths(root).workspace, key, looking=True)
        bare = bare_file(root / "bare", key)
        newest = vault.execute(_NEWEST).fetchone()[0]
        for run in range(-1, runs):  # the first round warms up
            ours: list[float] = []
            theirs: list[float] = []
            for _ in range(_BATCHES):
                ours.append(_type(notes))
                stored, change = vault.execute(_NEWEST).fetchone()
                if stored != newest + 1:
                    raise BenchError("a batch did not become one change")
                newest = stored
                begun = perf_counter()
                bare_commit(bare, change)
                theirs.append((perf_counter() - begun) * 1000)
            if run >= 0:
                app.append(median(ours))
                floor.append(median(theirs))
        bare.close()
        vault.close()
    yield Figure("typing.batch", app, "ms", MOST, floor)


def _type(notes: OpenNotes) -> float:
    """Type in the middle and store; the milliseconds."""
    at = notes.length // 2
    begun = perf_counter()
    for n, sign in enumerate(KEYS):
        notes.splice(at + n, 0, sign)
    notes.save()
    return (perf_counter() - begun) * 1000
