"""The child of `rehearsal`: takes updates in where they can do no harm, and names the bad ones.

A process of its own, started by name: `python -m rm_desktop.documents.rehearse MEGABYTES`. It reads
frames from standard input and answers each with one: the places of the harmful updates, or nothing
at all where it cannot tell which they are. It has no files and no network to lose, a limit on its
memory, and less stack than any thread of the app; whoever waits for it has the clock.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import BinaryIO, NamedTuple, Self

import loro

from rm_desktop.documents.bounds import size_of, weigh
from rm_desktop.documents.guard import DocumentError, guard
from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.text import TextDocument

#: Merging may not take longer on the window's thread, nor opening so much longer than before, in
#: seconds of work: how busy the computer is makes no difference.
MOST_S = 2.0
#: The most places in the order of topics.
MOST_PLACES = 80_000
#: Bytes of a length, and of the stack on which updates are read.
_LENGTH, _STACK = 4, 512 * 1024
_UNKNOWN = (2**32 - 1).to_bytes(_LENGTH, "big")
#: Where a blob says what it is, and what a whole document is called there.
_MODE, _SNAPSHOT = slice(20, 22), b"\x00\x03"
_KINDS: dict[bytes, type[PairDocument | TextDocument]] = {
    b"pair": PairDocument,
    b"text": TextDocument,
}


def packed(parts: list[bytes]) -> bytes:
    """Return a frame: the number of its parts, then each after its length."""
    sizes = (len(part).to_bytes(_LENGTH, "big") + part for part in parts)
    return len(parts).to_bytes(_LENGTH, "big") + b"".join(sizes)


def answered(stream: BinaryIO) -> list[int] | None:
    """Read an answer: the places of harmful updates, None where that is not known.

    Raises `EOFError` when the child is gone.
    """
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        raise EOFError
    if head == _UNKNOWN:
        return None
    places = stream.read(_LENGTH * int.from_bytes(head, "big"))
    return [
        int.from_bytes(places[at : at + _LENGTH], "big") for at in range(0, len(places), _LENGTH)
    ]


def main(stream: BinaryIO, answers: BinaryIO) -> None:
    """Answer frames until there are no more."""
    _answer(answers, [])  # the imports are done
    last = Last()
    while True:
        parts = _frame(stream)
        if parts is None:
            return
        _answer(answers, harmful(parts[0], parts[1], parts[2:], last))


class _Opened(NamedTuple):
    """A document that was read from nothing but these bytes, and how long that took."""

    whole: bytes
    document: PairDocument | TextDocument
    seconds: float

    @classmethod
    def of(cls, kind: type[PairDocument | TextDocument], whole: bytes) -> Self:
        began = time.thread_time()
        document = kind("", whole)
        return cls(whole, document, time.thread_time() - began)


class Last:
    """What the last good trial ended with: where somebody writes live, the next begins with it.

    To open a document takes longer than all else, and this is open already.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._opened: _Opened | None = None

    def take(self, kind: type[PairDocument | TextDocument], state: bytes) -> _Opened:
        """Return a document as it was written; it is not kept, for it is about to change."""
        last, self._opened = self._opened, None
        if last is not None and last.whole == state and isinstance(last.document, kind):
            return last
        return _Opened.of(kind, state)

    def put(self, opened: _Opened) -> None:
        """Keep a document that was opened and that nobody changed."""
        self._opened = opened


def harmful(
    kind: bytes, state: bytes, updates: list[bytes], last: Last | None = None
) -> list[int] | None:
    """Return the places of updates that cannot be read; None if the others together do harm.

    They are read in full, written out and read again, as every later start will do.
    """
    if kind not in _KINDS:
        return list(range(len(updates)))
    try:
        bad = _unreadable(state, updates)
        good = [update for place, update in enumerate(updates) if place not in bad]
        return sorted(bad) if _bears(_KINDS[kind], state, good, last or Last()) else None
    except Exception:  # noqa: BLE001 - whatever it is, it must not reach the app
        return None


def _unreadable(state: bytes, updates: list[bytes]) -> set[int]:
    """Return the places of updates that Loro refuses."""
    doc, bad = _raw([state]), set[int]()
    for place, update in enumerate(updates):
        try:
            guard(doc.import_, update)
        except DocumentError:
            bad.add(place)
            good = [each for n, each in enumerate(updates[:place]) if n not in bad]
            doc = _raw([state, *good])  # it may be spoilt now
    return bad


def _raw(blobs: list[bytes]) -> loro.LoroDoc:
    doc = loro.LoroDoc()
    for blob in filter(None, blobs):
        guard(doc.import_, blob)
    return doc


def _bears(
    kind: type[PairDocument | TextDocument], state: bytes, good: list[bytes], last: Last
) -> bool:
    opened = last.take(kind, state)
    document = opened.document
    before = size_of(document, len(state))
    merging = time.thread_time()
    document.merge(good)
    merged = time.thread_time()
    whole = document.snapshot()
    again = _Opened.of(kind, whole)
    if max(merged - merging, again.seconds - opened.seconds) > MOST_S:
        return False
    if size_of(document, len(whole)).outgrows(before) or not weigh(document):
        return False
    if not (_same(again.document, document) and _order_in(whole) <= MOST_PLACES):
        return False
    if state or not any(update[_MODE] == _SNAPSHOT for update in good):
        last.put(again)
        return True
    # a whole document brings a state of its own, which need not be what its changes make
    changes = guard(_raw(good).export, loro.ExportMode.Updates(loro.VersionVector()))
    return _same(kind("replayed", b"", [bytes(changes)]), document)


def _order_in(whole: bytes) -> int:
    """Return how many places the order of topics has, unknown and doubled ones among them."""
    return len(guard(_raw([whole]).get_movable_list("order").to_vec))


def _same(one: PairDocument | TextDocument, other: PairDocument | TextDocument) -> bool:
    if isinstance(one, TextDocument) and isinstance(other, TextDocument):
        return (one.text, one.about) == (other.text, other.about)
    if isinstance(one, PairDocument) and isinstance(other, PairDocument):
        return vars(one.pair) | {"id": ""} == vars(other.pair) | {"id": ""}
    return False


def _answer(answers: BinaryIO, places: list[int] | None) -> None:
    answers.write(_UNKNOWN if places is None else _numbers([len(places), *places]))
    answers.flush()


def _numbers(numbers: list[int]) -> bytes:
    return b"".join(number.to_bytes(_LENGTH, "big") for number in numbers)


def _frame(stream: BinaryIO) -> list[bytes] | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    return [
        stream.read(int.from_bytes(stream.read(_LENGTH), "big"))
        for _ in range(int.from_bytes(head, "big"))
    ]


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows limits by a job, which needs its own API
        return
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory(int(sys.argv[1]))
    threading.stack_size(_STACK)
    reading = threading.Thread(target=main, args=(sys.stdin.buffer, sys.stdout.buffer))
    reading.start()
    reading.join()
