"""The child of `rehearsal`: takes updates in where they can do no harm, and says whether it lived.

A process of its own, started by name: `python -m rm_desktop.documents.rehearse MEGABYTES`. It reads
frames from standard input and answers one byte to each, `+` or `-`. It has no files and no network
to lose, and a limit on its memory; whoever waits for it has the clock.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

from rm_desktop.documents.pair import PairDocument
from rm_desktop.documents.text import TextDocument

_LENGTH = 4
GOOD, BAD = b"+", b"-"
_KINDS: dict[bytes, type[PairDocument | TextDocument]] = {
    b"pair": PairDocument,
    b"text": TextDocument,
}


def packed(parts: list[bytes]) -> bytes:
    """Return a frame: the number of its parts, then each after its length."""
    sizes = (len(part).to_bytes(_LENGTH, "big") + part for part in parts)
    return len(parts).to_bytes(_LENGTH, "big") + b"".join(sizes)


def main(stream: BinaryIO, answers: BinaryIO) -> None:
    """Answer frames until there are no more."""
    answers.write(GOOD)  # the imports are done
    answers.flush()
    while True:
        parts = _frame(stream)
        if parts is None:
            return
        answers.write(GOOD if _bears(parts) else BAD)
        answers.flush()


def _frame(stream: BinaryIO) -> list[bytes] | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    return [
        stream.read(int.from_bytes(stream.read(_LENGTH), "big"))
        for _ in range(int.from_bytes(head, "big"))
    ]


def _bears(parts: list[bytes]) -> bool:
    """Tell whether a document with updates is read in full, written out and read again."""
    kind, state, *updates = parts
    try:
        document = _KINDS[kind]("rehearsed", state)
        document.merge(updates)
        again = _KINDS[kind]("again", document.snapshot())
        return _content(again) == _content(document)
    except Exception:  # noqa: BLE001 - whatever it is, it must not reach the app
        return False


def _content(document: PairDocument | TextDocument) -> object:
    if isinstance(document, TextDocument):
        return document.text, document.about
    pair = document.pair
    return pair.members, pair.sessions, pair.items, pair.order, pair.actions, pair.objectives


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
    main(sys.stdin.buffer, sys.stdout.buffer)
