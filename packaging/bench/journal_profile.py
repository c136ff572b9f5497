"""A journal for the figures: 10,000 entries of 250 words about the sample pair; as a file, too.

`RARE` stands in three entries, `COMMON` in every one, `PHRASE` in one of ten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from bench.long_profile import COMMON, PHRASE, RARE, WORDS
from rm_desktop.bootstrap import make_demo, open_profile
from rm_desktop.domain.journal import Page
from rm_desktop.services.journal_import import new_text
from rm_desktop.vault.keys import MemoryKeyStore

ENTRIES, WORDS_EACH, VOCABULARY = 10_000, 250, 6_000
_BATCH = 500
_NEWEST = datetime(2026, 11, 20, 21, 30)  # noqa: DTZ001 - as pages are dated: on a wall
_RARE = frozenset({17, 4_444, 9_001})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was written; `at` is local, to the minute."""

    id: str
    at: str
    title: str
    text: str


def entries(count: int) -> Iterator[Entry]:
    """Yield entries, the oldest first, eight hours apart, each in five paragraphs."""
    dice = Random(11)
    vocabulary = _vocabulary(dice)
    often = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    for number in range(count):
        words = dice.choices(vocabulary, cum_weights=often, k=WORDS_EACH)
        words[40] = COMMON
        if number % 10 == 0:
            words[90:93] = PHRASE.split()
        if number in _RARE:
            words[120] = RARE
        paragraphs = (" ".join(words[at : at + 50]) for at in range(0, WORDS_EACH, 50))
        at = _NEWEST - timedelta(hours=8 * (count - 1 - number))
        title = f"{words[0].capitalize()} and {words[1]}, {number}"
        yield Entry(f"{number:032x}", f"{at:%Y-%m-%dT%H:%M}", title, "\n\n".join(paragraphs))


def _vocabulary(dice: Random) -> list[str]:
    """Return as many words as a diarist uses, the commonest first: an index of 38 is no index."""
    parts = ("ba", "cor", "del", "en", "fi", "gra", "hol", "in", "ka", "lum", "mo", "nes", "or")
    made = {"".join(dice.choices(parts, k=dice.choice((1, 2, 2, 3, 3, 4)))) for _ in range(30_000)}
    return [*WORDS, *sorted(made, key=lambda word: (len(word), word))][:VOCABULARY]


def build_journal(root: Path) -> tuple[bytes, bytes]:
    """Make the sample pair's profile with the journal; return its key and the private one."""
    store = MemoryKeyStore()
    key = make_demo(root, store)
    profile = open_profile(root, key, store=store, peeking=False)
    private = profile.private.fetch_copy()
    profile.private.open(private)
    pair = profile.desk.open_pair.id if profile.desk else ""
    batch = [
        new_text(Page(each.id, pair=pair, title=each.title, written=each.at, made_at=1), each.text)
        for each in entries(ENTRIES)
    ]
    for at in range(0, len(batch), _BATCH):
        profile.private.vault().add_texts(batch[at : at + _BATCH])
    profile.close()
    return key, private


def write_day_one(target: Path, count: int) -> None:
    """Write the entries as Day One exports them."""
    rows = [
        {
            "uuid": each.id.upper(),
            "creationDate": f"{each.at}:00Z",
            "timeZone": "UTC",
            "text": f"# {each.title}\n\n{each.text}",
        }
        for each in entries(count)
    ]
    target.write_text(json.dumps({"metadata": {"version": "1.0"}, "entries": rows}))
