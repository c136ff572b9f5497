"""What becomes of a document when some of its changes may be missing or spoilt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import loro

from rm_desktop.documents.guard import DocumentError, guard


class PutTogether(NamedTuple):
    """A document as far as its changes follow on each other, as a full copy.

    `is_whole` says that every one of them could be read and none waits for one that is missing.
    Changes that are missing at the very end leave no trace here.
    """

    snapshot: bytes
    is_whole: bool
    is_empty: bool


def put_together(changes: Iterable[bytes]) -> PutTogether:
    """Apply what can be applied; Loro's own sums refuse whatever was spoilt."""
    doc = loro.LoroDoc()
    waiting: list[bytes] = []
    refused = 0
    for change in changes:
        try:
            if guard(doc.import_, change).pending:
                waiting.append(change)
        except DocumentError:
            refused += 1
    still = [change for change in waiting if guard(doc.import_, change).pending]
    snapshot = bytes(guard(doc.export, loro.ExportMode.Snapshot()))
    is_empty = not guard(lambda: doc.len_ops)
    return PutTogether(snapshot, not (still or refused), is_empty)
