"""What the timer says, as values for the ring, the header and the words around them; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rm_desktop.domain.prompts import Stage
from rm_desktop.domain.session_clock import Reading, Tone
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.summary import whole_minutes
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.timer_words import clock_face, of_total, pace, stopwatch, to_the_end
from rm_desktop.domain.words import tr, trn

RingTone = Literal["normal", "warn", "danger", "overtime"]
Press = Literal["start", "pause", "resume", ""]

#: Talk of the first minutes is opening talk even if the first topic is short.
_OPENING_MS = 5 * MINUTE_MS
_SECOND_MS = 1_000
#: What *Extend…* offers, in minutes.
EXTENSIONS = (5, 10, 15, 20)


@dataclass(frozen=True, slots=True)
class Face:
    """What the ring shows; `word` names the state so that colour is never the only sign.

    `topic` is whose time it is, None where no topic's.
    """

    fraction: float
    big: str
    small: str
    tone: RingTone
    word: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Controls:
    """Which buttons there are: the one for Space, and what can be pressed now.

    `last` says that *Next* leads to the close.
    """

    press: Press
    can_steer: bool
    can_go_back: bool
    last: bool


def face(reading: Reading) -> Face:
    """Return what the ring shows."""
    match reading.state:
        case TimerState.NOT_STARTED:
            minutes = tr("{n} min", n=reading.planned_ms // MINUTE_MS)
            return Face(1.0, minutes, tr("planned"), "normal", "")
        case TimerState.CLOSED:
            return Face(0.0, stopwatch(reading.elapsed_ms), tr("together"), "normal", tr("Closed"))
        case _:
            tone, word = _urgency(reading)
            if reading.state == TimerState.PAUSED:
                word = tr("Paused")
            if not reading.timed:
                big = stopwatch(reading.topic.spent_ms)
                return Face(1.0, big, tr("so far"), tone, word, reading.current)
            big, total = clock_face(reading.left_ms), of_total(reading.topic.allotted_ms)
            return Face(reading.fraction_left, big, total, tone, word, reading.current)


def _urgency(reading: Reading) -> tuple[RingTone, str]:
    tones: dict[Tone, tuple[RingTone, str]] = {
        Tone.NORMAL: ("normal", ""),
        Tone.TWENTY_PERCENT: ("warn", tr("A fifth left")),
        Tone.FIVE_PERCENT: ("danger", tr("Nearly up")),
        Tone.OVERTIME: ("overtime", tr("Over time")),
    }
    return tones[reading.tone]


def controls(reading: Reading, topics: tuple[str, ...]) -> Controls:
    """Return which buttons there are; `topics` are the ids on the agenda in their order."""
    press: dict[TimerState, Press] = {
        TimerState.NOT_STARTED: "start",
        TimerState.RUNNING: "pause",
        TimerState.PAUSED: "resume",
        TimerState.CLOSED: "",
    }
    return Controls(
        press[reading.state],
        can_steer=reading.open,
        can_go_back=reading.open and bool(topics) and reading.current != topics[0],
        last=reading.open and reading.next_item is None,
    )


def pace_words(reading: Reading, end: str) -> str:
    """Return "2 minutes behind · ends 15:02"; nothing before the start and after the close."""
    if not reading.open:
        return ""
    return tr("{pace} · ends {time}", pace=pace(reading.ahead_ms), time=end)


def is_behind(reading: Reading) -> bool:
    """Tell whether the session is behind by a minute or more."""
    return reading.open and reading.ahead_ms <= -MINUTE_MS


def end_words(reading: Reading) -> str:
    """Return "33 min to the end", "60 min planned" before and "58 min" after the session."""
    if reading.state == TimerState.NOT_STARTED:
        return tr("{n} min planned", n=reading.planned_ms // MINUTE_MS)
    if reading.state == TimerState.CLOSED:
        return trn("{n} minute", "{n} minutes", whole_minutes(reading.elapsed_ms))
    return to_the_end(reading.left_to_end_ms)


def extension_words(minutes: int, before: Reading, after: Reading, end: str) -> str:
    """Say what more minutes do to the end; `end` is the time of day it would then have."""
    moved = after.end_moved_ms - before.end_moved_ms
    if moved < MINUTE_MS // 2:
        return tr("+{n} minutes · the end stays", n=minutes)
    return tr("+{n} minutes · the end moves to {time}", n=minutes, time=end)


def stage_of(reading: Reading, topics: tuple[str, ...]) -> Stage:
    """Return the part of the session a prompt should suit."""
    if reading.landing_started:
        return Stage.CLOSING
    at_first = bool(topics) and reading.current == topics[0] and len(topics) > 1
    early = reading.elapsed_ms < _OPENING_MS
    return Stage.OPENING if early or at_first else Stage.DEEPENING


def next_change_ms(reading: Reading) -> int:
    """Return in how many ms the figures change: a clock that is asked then never skips a second."""
    if reading.timed:
        return reading.left_ms % _SECOND_MS or _SECOND_MS
    return _SECOND_MS - reading.topic.spent_ms % _SECOND_MS
