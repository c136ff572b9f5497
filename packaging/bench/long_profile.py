"""Ten years of a pair for the figures: 500 sessions, 5,000 topics with notes, one change each.

Deterministic but for the documents' own ids. `RARE` stands in three topics, `COMMON` in every
fifth title and every note, `PHRASE` in one note of ten.

    python packaging/bench/long_profile.py DIR      prints the key in hexadecimal
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from rm_desktop.bootstrap import create_profile, open_profile  # noqa: E402
from rm_desktop.documents.pair import PairDocument  # noqa: E402
from rm_desktop.documents.text import TextDocument  # noqa: E402
from rm_desktop.domain.changes import Kind  # noqa: E402
from rm_desktop.domain.instant import Instant  # noqa: E402
from rm_desktop.domain.pair import notes_id, session_id  # noqa: E402
from rm_desktop.domain.timer_events import EventKind, TimerEvent, to_plain  # noqa: E402
from rm_desktop.services.notes import index_notes  # noqa: E402
from rm_desktop.services.open_pair import OpenPair  # noqa: E402
from rm_desktop.services.pairs import Person  # noqa: E402
from rm_desktop.services.upkeep import compact  # noqa: E402
from rm_desktop.system.clock import FakeClock  # noqa: E402
from rm_desktop.vault.keys import KeyStore, MemoryKeyStore  # noqa: E402
from rm_desktop.vault.vault import Vault  # noqa: E402

RARE, COMMON, PHRASE = "quincunx", "customer", "half a page"
NEXT_TOPIC = "What the last ten years were for"
WORDS = [
    "brief",
    "budget",
    "video",
    "report",
    "meeting",
    "promise",
    "question",
    "answer",
    "silence",
    "habit",
    "weekly",
    "number",
    "film",
    "approval",
    "draft",
    "colleague",
    "decision",
    "reason",
    "slide",
    "warehouse",
    "agency",
    "returns",
    "filter",
    "segment",
    "export",
    "sentence",
    "apology",
    "request",
    "quarter",
    "story",
    "practice",
    "listen",
    "notice",
    "change",
    "keep",
    "stop",
    "begin",
    "tomorrow",
]
_PER_NOTE = 60
_DAY_MS, _MINUTE_MS = 86_400_000, 60_000
_WEEK = timedelta(days=7)
_ZONE = "Europe/London"


def build_long(
    root: Path,
    store: KeyStore,
    *,
    today: datetime = datetime(2026, 11, 26, 14, 0),  # noqa: DTZ001 - local time
    sessions: int = 500,
    topics: int = 5000,
) -> bytes:
    """Make the profile and return its key; takes some seconds."""
    key = create_profile(root, store)
    ids, rng = (f"x{n:06d}" for n in count()), Random(7)
    clock = FakeClock(today, _ZONE)
    profile = open_profile(root, key, clock=clock, ids=lambda: next(ids), rng=rng, peeking=False)
    you, partner = Person("Maya Okafor", "mentor"), Person("Henrik Berg", "mentee")
    desk, vault = profile.create_pair(you, partner), profile.ports.vault()
    years = _Years(desk.open_pair, vault, rng)
    with vault.transaction():
        for ordinal in range(1, sessions + 1):
            share = topics * ordinal // sessions - topics * (ordinal - 1) // sessions
            years.hold(ordinal, today - _WEEK * (sessions - ordinal + 1), share, ids)
        upcoming = desk.open_pair.pair.next_session.id
        desk.sessions.plan(upcoming, today + timedelta(days=2), _ZONE, 60)
        desk.agenda.add(upcoming, NEXT_TOPIC, minutes=20)
        theirs = partner_id(desk.open_pair)
        desk.agenda.add(upcoming, "Who goes on from here?", minutes=15, leads=theirs)
    desk.open_pair.history.clear()
    compact(vault)
    profile.close()
    return key


def partner_id(pair: OpenPair) -> str:
    """Return the member id of the owner's partner."""
    return pair.pair.partner_of(pair.you).id


class _Years:
    """One session after another, each with its topics, actions and notes as one change."""

    def __init__(self, pair: OpenPair, vault: Vault, rng: Random) -> None:
        self._pair, self._vault, self._rng = pair, vault, rng
        self._both = (pair.you, partner_id(pair))
        self._made = 0

    def hold(self, ordinal: int, starts: datetime, topics: int, ids: Iterator[str]) -> None:
        """Let a session have taken place."""
        session = session_id(self._pair.id, ordinal)
        made = [(next(ids), self._title()) for _ in range(topics)]
        action = next(ids)
        at = round(starts.replace(tzinfo=ZoneInfo(_ZONE)).timestamp() * 1000)

        def act(document: PairDocument) -> None:
            self._write_session(document, session, ordinal, starts, at)
            for n, (ident, title) in enumerate(made):
                self._write_topic(document, session, ident, n, title, at)
            for event in _events(session, [ident for ident, _ in made], at):
                document.append_event(session, to_plain(event))
            promise = {
                "text": self._words(6),
                "owner": self._both[ordinal % 2],
                "session": session,
                "added_at": at,
                "done_at": at + _DAY_MS,
            }
            document.set_fields(Kind.ACTION, action, self._pair.actor, **promise)

        self._pair.change("", act, quiet=True)
        for ident, _ in made:
            self._write_notes(ident)

    def _write_session(
        self, document: PairDocument, session: str, ordinal: int, starts: datetime, at: int
    ) -> None:
        fields = {
            "ordinal": ordinal,
            "title": self._words(4).capitalize(),
            "starts": starts.strftime("%Y-%m-%dT%H:%M"),
            "zone": _ZONE,
            "state": "closed",
            "wrap_up": "done",
            "closed_at": at + 60 * _MINUTE_MS,
        }
        document.set_fields(Kind.SESSION, session, self._pair.actor, **fields)
        for member in self._both:
            document.collect(Kind.SESSION, session, "takeaway", member, self._words(9))

    def _write_topic(
        self, document: PairDocument, session: str, ident: str, n: int, title: str, at: int
    ) -> None:
        topic = {
            "session": session,
            "title": title,
            "minutes": 5 + n % 3 * 5,
            "leads": self._both[n % 2],
            "state": "discussed",
            "outcome": self._words(8),
            "added_by": self._pair.actor,
            "added_at": at - _DAY_MS,
        }
        document.set_fields(Kind.ITEM, ident, self._pair.actor, **topic)
        document.place(ident)

    def _write_notes(self, item: str) -> None:
        words = [self._words(12) for _ in range(_PER_NOTE // 12)]
        if self._made % 10 == 0:
            words.append(f"we wrote it on {PHRASE} and sent it")
        text = "## What we said\n- " + "\n- ".join([*words, f"one more {COMMON}"])
        document = TextDocument(notes_id(item))
        document.splice(0, 0, text)
        self._vault.write(notes_id(item), kind="text", updates=tuple(document.commit()))
        index_notes(item, text, self._pair.pair, self._vault)

    def _title(self) -> str:
        self._made += 1
        rare = f" {RARE}" if self._made in (11, 1234, 4321) else ""
        common = f" {COMMON}" if self._made % 5 == 0 else ""
        return self._words(5).capitalize() + rare + common

    def _words(self, n: int) -> str:
        return " ".join(self._rng.choices(WORDS, k=n))


def _events(session: str, topics: list[str], at: int) -> Iterator[TimerEvent]:
    """Yield the timer of an hour in which every topic had the same share."""
    share = 60 * _MINUTE_MS // max(1, len(topics))
    boot = f"boot-{session}"
    for n, topic in enumerate(topics):
        passed = n * share
        moment = Instant(at + passed, passed, passed, boot)
        kind = EventKind.ADVANCED if n else EventKind.STARTED
        yield TimerEvent(f"{session}e{n}", kind, moment, topic)
    hour = 60 * _MINUTE_MS
    yield TimerEvent(f"{session}end", EventKind.CLOSED, Instant(at + hour, hour, hour, boot))


if __name__ == "__main__":
    print(build_long(Path(sys.argv[1]), MemoryKeyStore()).hex())
