"""The timer in figures and words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rm_desktop.domain.prompts import Stage
from rm_desktop.domain.session_clock import Reading, read
from rm_desktop.domain.time_budget import TimedItem
from rm_desktop.domain.timer_events import EventKind, TimerEvent
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.room import faces

PLAN = (TimedItem("a", 20), TimedItem("b", 30, "flexible"), TimedItem("c", 10, "landing"))
IDS = ("a", "b", "c")


def reading(
    seconds: float, *kinds: tuple[float, EventKind, str], plan: tuple[TimedItem, ...] = PLAN
) -> Reading:
    """The timer so many seconds after the start, with events at moments before."""
    clock = FakeClock(datetime(2026, 11, 26, 14, 0, tzinfo=UTC))
    begun = clock.now()
    first = plan[0].id if plan else None
    events = [TimerEvent("0", EventKind.STARTED, begun, first)]
    for n, (at, kind, item) in enumerate(kinds, start=1):
        events.append(TimerEvent(str(n), kind, begun.later(round(at * 1000)), item or None))
    return read(events, plan, begun.later(round(seconds * 1000)), 60)


@pytest.mark.parametrize(
    ("seconds", "big", "small", "tone", "word"),
    [
        (456, "12:24", "of 20:00", "normal", ""),
        (16 * 60, "4:00", "of 20:00", "warn", "A fifth left"),
        (19 * 60 + 30, "0:30", "of 20:00", "danger", "Nearly up"),
        (22 * 60 + 5, "+2:05", "of 20:00", "overtime", "Over time"),
    ],
)
def test_colour_and_word_go_together(
    seconds: float, big: str, small: str, tone: str, word: str
) -> None:
    face = faces.face(reading(seconds))
    assert (face.big, face.small, face.tone, face.word) == (big, small, tone, word)


def test_a_pause_says_so() -> None:
    paused = reading(900, (456, EventKind.PAUSED, ""))
    assert faces.face(paused).word == "Paused"
    assert faces.face(paused).big == "12:24"
    assert faces.controls(paused, IDS).press == "resume"


def test_before_the_start_and_after_the_close() -> None:
    clock = FakeClock(datetime(2026, 11, 26, 14, 0, tzinfo=UTC))
    before = read((), PLAN, clock.now(), 60)
    assert (faces.face(before).big, faces.face(before).small) == ("60 min", "planned")
    assert faces.controls(before, IDS) == faces.Controls("start", False, False, False)
    assert faces.pace_words(before, "15:00") == ""
    assert faces.end_words(before) == "60 min planned"
    closed = reading(900, (600, EventKind.CLOSED, ""))
    assert faces.face(closed).word == "Closed"
    assert faces.controls(closed, IDS).press == ""
    assert faces.end_words(closed) == "10 minutes"


def test_talk_without_a_time_counts_up() -> None:
    talk = reading(754, plan=(TimedItem("talk"),))
    face = faces.face(talk)
    assert (face.big, face.small, face.tone) == ("12:34", "so far", "normal")


def test_ahead_and_behind_in_words() -> None:
    late = reading(24 * 60)
    assert faces.pace_words(late, "15:04") == "4 minutes behind · ends 15:04"
    assert faces.is_behind(late)
    assert faces.pace_words(reading(60), "15:00") == "on time · ends 15:00"
    assert faces.end_words(reading(27 * 60)) == "40 min to the end"


def test_back_and_next_know_the_ends_of_the_agenda() -> None:
    first = faces.controls(reading(60), IDS)
    assert not first.can_go_back
    assert not first.last
    last = faces.controls(
        reading(300, (60, EventKind.ADVANCED, "b"), (120, EventKind.ADVANCED, "c")), IDS
    )
    assert last.can_go_back
    assert last.last


def extended(minutes: int, plan: tuple[TimedItem, ...]) -> tuple[Reading, Reading]:
    clock = FakeClock(datetime(2026, 11, 26, 14, 0, tzinfo=UTC))
    begun = TimerEvent("0", EventKind.STARTED, clock.now(), plan[0].id)
    more = TimerEvent("1", EventKind.EXTENDED, clock.now(), ms=minutes * 60_000)
    return read([begun], plan, clock.now(), 60), read([begun, more], plan, clock.now(), 60)


def test_extending_says_what_it_does_to_the_end() -> None:
    words = faces.extension_words(5, *extended(5, PLAN), "15:00")
    assert words == "+5 minutes · the end stays"
    fixed = (TimedItem("a", 20), TimedItem("b", 30), TimedItem("c", 10, "landing"))
    words = faces.extension_words(10, *extended(10, fixed), "15:10")
    assert words == "+10 minutes · the end moves to 15:10"


def test_prompts_suit_the_part_of_the_session() -> None:
    assert faces.stage_of(reading(10), IDS) == Stage.OPENING
    middle = reading(900, (600, EventKind.ADVANCED, "b"))
    assert faces.stage_of(middle, IDS) == Stage.DEEPENING
    landing = reading(900, (600, EventKind.ADVANCED, "c"))
    assert faces.stage_of(landing, IDS) == Stage.CLOSING


@pytest.mark.parametrize("seconds", [0.25, 456.9, 1199.999, 1325.3])
def test_the_next_beat_comes_when_the_figures_change(seconds: float) -> None:
    now = reading(seconds)
    wait = faces.next_change_ms(now) / 1000
    assert 0 < wait <= 1
    assert faces.face(reading(seconds + wait + 0.008)).big != faces.face(now).big
    assert faces.face(reading(seconds + wait - 0.002)).big == faces.face(now).big
