"""Mistakes that somebody could make in sync or in a store, to see that a history tells.

    python -m tests.simulation.faults [--histories N]

tells for each how many histories it took.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import patch

from rm_desktop.documents.pair import PairDocument
from rm_desktop.sync.calls import Offer
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.own_chain import OwnChain
from rm_desktop.sync.planner import Planner
from tests.simulation.documents import DocumentDisk
from tests.simulation.history import play
from tests.sync.laptops import Disk, Fuse

Plant = tuple[type, str, Callable[..., Any]]
MOST_HISTORIES = 1_000

_keep_own, _keep_received = Disk.keep_own, Disk.keep_received
_answer, _log, _burn = Planner.answer, Disk.log, Fuse._burn  # noqa: SLF001
_merge, _whole = Disk.merge, DocumentDisk.whole
_document_merge = DocumentDisk.merge


def _sealed_too_early(self: Disk, sealed: Any, upto: int, log: SpaceLog) -> None:
    _keep_own(self, sealed, upto + 1, log)


def _believed(self: Planner, answer: Any) -> None:
    call = self._under_way
    _answer(self, answer)
    if isinstance(call, Offer):
        self.held = {device: chain.head for device, chain in self.log.chains.items()}
        self._told = type(self._told)(self._told.incarnation, dict(self.held))
        self.look_again = lambda: None  # type: ignore[method-assign]


def _head_alone(self: Disk, received: Sequence[Any], harmful: Any, log: SpaceLog) -> None:
    skipped = harmful if len(received) < 3 else frozenset(range(10_000))
    _keep_received(self, received, skipped, log)
    self.quarantine = []


def _head_first(self: Fuse, act: Callable[..., None], *arguments: Any) -> None:
    if act.__name__ == "keep_received":
        self.disk.keep_log(arguments[2])
    _burn(self, act, *arguments)


def _forgetful(self: Disk) -> SpaceLog:
    log = _log(self)
    first = min(log.epochs.values(), key=lambda epoch: epoch.number)
    log.epochs = {first.id: first}
    return log


def _twice(self: Disk, update: Any) -> None:
    for word in update.data.decode().split("\n"):
        if word in self.words:
            self.words[f"{word} again"] = None
    _merge(self, update)


def _first_document(self: DocumentDisk) -> list[Any]:
    return _whole(self)[:1]


def _as_it_comes(self: DocumentDisk, update: Any) -> None:
    if update.document == "pair" or self.blobs.get(update.document):
        _document_merge(self, update)


def _hidden(self: PairDocument, kind: Any, ident: str) -> None:
    self.set_fields(kind, ident, "", state="dropped")


#: A fault by its name: over what it shows, and what is done wrong.
FAULTS: dict[str, tuple[str, list[Plant]]] = {
    "an edit counts as sealed before it is": ("words", [(Disk, "keep_own", _sealed_too_early)]),
    "a refusal is taken for an acknowledgement": ("words", [(Planner, "answer", _believed)]),
    "a head is stored without its edits": ("documents", [(Disk, "keep_received", _head_alone)]),
    "a head is stored before its edits": ("words", [(Fuse, "_burn", _head_first)]),
    "a sequence is used again": (
        "words",
        [(OwnChain, "take_another_name", lambda *_, **__: None)],
    ),
    "a fork is ignored": ("words", [(SpaceLog, "dispute", lambda *_: False)]),
    "nothing is offered again after a fork": (
        "words",
        [(Disk, "unseal_everything", lambda _: None)],
    ),
    "a key of an epoch is forgotten": ("words", [(Disk, "log", _forgetful)]),
    "a removal is not honoured": ("words", [(SpaceLog, "_gone_by", lambda *_: set())]),
    "who is removed gets the next key": (
        "words",
        [(SpaceLog, "every_name", lambda *_: {})],
    ),
    "decisions are not said again": (
        "words",
        [(OwnChain, "decided", lambda *_: [])],
    ),
    "an update counts twice": ("words", [(Disk, "merge", _twice)]),
    "a snapshot leaves documents out": ("documents", [(DocumentDisk, "whole", _first_document)]),
    "notes that come before their topic are dropped": (
        "documents",
        [(DocumentDisk, "merge", _as_it_comes)],
    ),
    "what is deleted for good is only hidden": (
        "documents",
        [(PairDocument, "purge", _hidden)],
    ),
}


def caught_at(name: str, seeds: Sequence[int]) -> int:
    """Return the first seed whose history does not hold with a fault, 0 if all of them do."""
    over, plants = FAULTS[name]
    patches = [patch.object(owner, attribute, wrong) for owner, attribute, wrong in plants]
    for each in patches:
        each.start()
    try:
        return next((seed for seed in seeds if _breaks(seed, over)), 0)
    finally:
        for each in patches:
            each.stop()


def _breaks(seed: int, over: str) -> bool:
    try:
        play(seed, over)
    except Exception:  # noqa: BLE001 - caught, in whatever way it shows
        return True
    return False


def main(arguments: list[str]) -> int:
    """Look for each fault; 1 if one of them is not caught."""
    parser = argparse.ArgumentParser(prog="tests.simulation.faults")
    parser.add_argument("--histories", type=int, default=MOST_HISTORIES)
    asked = parser.parse_args(arguments)
    missed = 0
    for name in FAULTS:
        seed = caught_at(name, range(1, asked.histories + 1))
        missed += not seed
        told = f"caught by history {seed}" if seed else "not caught"
        sys.stdout.write(f"{name}: {told}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
