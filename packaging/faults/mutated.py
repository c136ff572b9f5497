"""Broken files at every reader: each ends in a value or in a sentence, in time and in memory (D29).

Children read some hundred of them, each within two seconds of the processor and 256 MB more than
it had; opening a socket is an error. An input that fails is kept in the folder of its turn.
"""

from __future__ import annotations

import resource
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from faults.child import Child, Tell
from faults.mutations import mutated, seeds
from faults.run import Run, Turn, promise
from rm_desktop.domain.errors import KnownError
from rm_desktop.exchange.journal_entries import UnreadableError
from rm_desktop.exchange.journal_markdown import TextFile, read_text
from rm_desktop.exchange.journal_sources import read_journal
from rm_desktop.exchange.markdown_view import render
from rm_desktop.exchange.packs import read_pack
from rm_desktop.exchange.pair_reading import read_pair
from rm_desktop.vault.header import header_path, read_header

_PARSERS = 10
#: Inputs of a turn, and the children that share them; the short run has one turn a parser, the
#: long one a hundred thousand inputs.
_INPUTS, _MANY, _AT_ONCE = 500, 2_000, 2
SHORT, LONG = _PARSERS, _PARSERS * 100_000 // _MANY
_SECONDS, _BYTES = 2.0, 256 << 20
#: A child that gets no processor, or waits for something that never comes, ends after so long.
_PATIENCE = 120

Reader = Callable[[bytes, Path], object]


def play(run: Run) -> None:
    """Break files and read them."""
    whole = seeds(run.folder)
    names = sorted(whole)
    promise(len(names) == _PARSERS, "a parser without a count")
    inputs = _MANY if run.long else _INPUTS

    def attempt(turn: Turn) -> None:
        name = names[(turn.seed - run.seed) % _PARSERS]
        _read_many(turn, name, whole[name], inputs)
        run.facts["inputs"] += inputs
        run.facts[f"{name}"] += inputs

    run.each(attempt)


def _read_many(turn: Turn, name: str, whole: list[bytes], inputs: int) -> None:
    """Let some children read at once, each its share."""
    share = inputs // _AT_ONCE
    parts = [range(n * share, (n + 1) * share) for n in range(_AT_ONCE)]
    places = [turn.folder / f"part-{n}" for n in range(_AT_ONCE)]
    children = [_child(turn.seed, name, whole, *each) for each in zip(parts, places, strict=True)]
    statuses = [child.wait() for child in children]  # all of them, before one is complained about
    for part, place, child, status in zip(parts, places, children, statuses, strict=True):
        said = child.told()
        last = max((number for number in said if isinstance(number, int)), default=part.start)
        if status:
            (turn.folder / f"failed-{last}").write_bytes(_input(turn.seed, last, whole))
        promise(status != -signal.SIGPROF, f"{name}, input {last}: more than {_SECONDS} s")
        promise(not status, f"{name}, input {last}: ended with {status}: {said[-1:]}")
        left = [path.name for path in place.iterdir() if not path.name.startswith("input")]
        promise(not left, f"{name}: wrote {left}")
        promise(said[-1] == part.stop, f"{name}: read {said[-1]} of {part.stop}")


def _child(seed: int, name: str, whole: list[bytes], part: range, place: Path) -> Child:
    place.mkdir()
    told = place.with_suffix(".told")
    return Child(lambda tell: _work(seed, name, whole, part, place, tell), told)


def _work(seed: int, name: str, whole: list[bytes], part: range, scratch: Path, tell: Tell) -> None:
    signal.alarm(_PATIENCE)
    _limit_memory()
    vars(socket)["socket"] = _no_socket
    read = READERS[name]
    for number in part:
        content = _input(seed, number, whole)
        tell(number)
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        try:
            read(content, scratch)
        except (KnownError, UnreadableError):
            pass
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    tell(part.stop)


def _input(seed: int, number: int, whole: list[bytes]) -> bytes:
    return mutated(Random(f"{seed}/{number}"), whole)


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + _BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _no_socket(*_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever a socket is made with
    raise AssertionError("a reader opened a socket")


def _journal(ending: str) -> Reader:
    def read(content: bytes, scratch: Path) -> object:
        path = scratch / f"input{ending}"
        path.write_bytes(content)
        return list(read_journal(path, "Europe/Oslo"))

    return read


def _text(ending: str) -> Reader:
    return lambda content, _: read_text(TextFile(f"a{ending}", "a", 0, content), "Europe/Oslo")


def _pack(ending: str) -> Reader:
    return lambda content, _: read_pack(content, f"pack{ending}")


def _header(content: bytes, scratch: Path) -> object:
    vault = scratch / "input.vault"
    header_path(vault).write_bytes(content)
    return read_header(vault)


READERS: dict[str, Reader] = {
    "journal json": _journal(".json"),
    "day one": _journal(".json"),
    "zip": _journal(".zip"),
    "markdown file": _text(".md"),
    "text file": _text(".txt"),
    "pack toml": _pack(".toml"),
    "pack csv": _pack(".csv"),
    "pair json": lambda content, _: read_pair(content, "pair.json"),
    "header": _header,
    "shown markdown": lambda content, _: render(content.decode("utf-8", "replace")),
}
