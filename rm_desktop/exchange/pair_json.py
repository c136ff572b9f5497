"""A pair as JSON: complete, the bin included, so that a later version can read it in again.

The schema, version 1. One object with

- `format` ("rm-desktop pair"), `version` (1), `exported` (local time, ISO 8601),
- `id`, the pair's; `owner`, the id of the member whose laptop this was,
- `members`, `sessions`, `actions`, `objectives`, `marks` (what the pair noted about prompts),
  `passages` (words that one of them chose to show the other): lists of objects as
  `rm_desktop.domain.entities` describes them, field by field,
- `items`, the topics, in their order on screen; no `session` means the backlog,
- `charter`, purpose, rhythm and choices about prompts, one object,
- `timelines`, by session a list of timer events in the order in which they count,
- `agreement`, with `draft` (text by field), `versions` and `signatures` (moment by version/member),
- `notes`, the shared notes by topic, Markdown, word for word.

Moments are milliseconds since 1970 in UTC, 0 for never; meeting times are local ISO text plus an
IANA zone; `binned_at` other than 0 means that it lay in the bin. Of a field that both had edited at
the same time the newest value is kept. There is nothing private in it: only what both may read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rm_desktop.domain.entities import Entity, to_plain
from rm_desktop.exchange.held_pair import HeldPair

FORMAT, VERSION = "rm-desktop pair", 1


def pair_json(held: HeldPair) -> str:
    """Return a pair as JSON text."""
    pair = held.pair
    sessions = sorted(pair.sessions.values(), key=lambda session: session.ordinal)
    everything: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "exported": held.exported.isoformat(timespec="seconds"),
        "id": pair.id,
        "owner": held.owner,
        "members": _plain(pair.members.values()),
        "sessions": _plain(sessions),
        "items": _plain(pair.items[ident] for ident in pair.order),
        "actions": _plain(pair.actions.values()),
        "objectives": _plain(pair.objectives.values()),
        "marks": _plain(pair.marks.values()),
        "passages": _plain(pair.passages.values()),
        "charter": to_plain(pair.charter),
        "timelines": {line.id: list(line.events) for line in pair.timelines.values()},
        "agreement": dict(pair.agreement),
        "notes": dict(held.notes),
    }
    return json.dumps(everything, ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    return [to_plain(entity) for entity in entities]
