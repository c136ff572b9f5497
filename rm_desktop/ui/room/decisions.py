"""What the room decides at each tick: what to say, what to ask, and when; no Qt, no services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rm_desktop.domain.instant import Instant, asleep_gap, elapsed_ms
from rm_desktop.domain.left_open import RestProposal, suspicious
from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.timer_words import (
    Milestone,
    milestones,
    rest_question,
    sleep_question,
    spoken,
)
from rm_desktop.domain.words import tr


class About(StrEnum):
    """What the one question is about."""

    SLEEP = "sleep"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Question:
    """An inline question with two answers.

    `asleep_ms` is the time in doubt; `at` the moment at which the session would be closed.
    """

    about: About
    sentence: str
    yes: str
    no: str
    asleep_ms: int = 0
    at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """What one tick brings: a sentence to speak, a sound, and whether to note that it ran."""

    spoken: str = ""
    chime: bool = False
    note_seen: bool = False


@dataclass(frozen=True, slots=True)
class _Tick:
    now: Instant
    reading: Reading


class RoomDecisions:
    """Follows one session from tick to tick.

    `time_of` says a moment (wall-clock ms) as a time of day; `propose` works out when a session
    that was left open should be closed, given when it was last seen.
    """

    def __init__(
        self,
        time_of: Callable[[int], str],
        propose: Callable[[Instant, Instant | None], RestProposal],
        last_seen: Instant | None = None,
    ) -> None:
        """Begin; `last_seen` is when this laptop saw the session run before the app was started."""
        self.question: Question | None = None
        self._time_of = time_of
        self._propose = propose
        self._last: _Tick | None = None
        self._seen = last_seen
        self._noted: Instant | None = None
        self._ticking = False
        self._goes_on = False

    def look_away(self) -> None:
        """The ticks stop: time until the next one says nothing about sleep."""
        self._ticking = False

    def tick(self, reading: Reading, now: Instant) -> Beat:
        """Take in the timer as it reads now."""
        before, self._last = self._last, _Tick(now, reading)
        asleep, awake_at = self._slept(before, reading, now)
        if before and reading.since_last_event_ms < before.reading.since_last_event_ms:
            self._goes_on = False  # somebody pressed something: a later silence may be asked about
        self._ask(reading, now, asleep, awake_at)
        passed: tuple[Milestone, ...] = ()
        if before and self._ticking:
            passed = milestones(before.reading, reading)
        self._ticking = True
        return Beat(
            spoken(passed[-1]) if passed else "",
            Milestone.END in passed,
            self._is_to_be_noted(reading, now),
        )

    def go_on(self) -> None:
        """The session was not left open: ask only whether the sleep counts, if there was one."""
        asleep = self.question.asleep_ms if self.question else 0
        self._goes_on = True
        self.question = _about_sleep(asleep) if asleep else None

    def answered(self) -> None:
        """The question has its answer."""
        self.question = None

    def _slept(
        self, before: _Tick | None, reading: Reading, now: Instant
    ) -> tuple[int, Instant | None]:
        """Return how long the computer slept since it was last seen running, and when that was."""
        if before is not None:
            ran = before.reading.state == TimerState.RUNNING
            since = before.now
        elif self._seen is not None:
            # after a restart: only if nothing was pressed since
            away = elapsed_ms(self._seen, now)
            ran = reading.state == TimerState.RUNNING and away <= reading.since_last_event_ms
            since = self._seen
        else:
            return 0, None
        asleep = asleep_gap(since, now, ticking=self._ticking) if ran else 0
        return asleep, since if asleep else None

    def _ask(self, reading: Reading, now: Instant, asleep: int, awake_at: Instant | None) -> None:
        if not reading.open:
            self.question = None
            return
        open_question = self.question
        if open_question is not None:
            if not asleep:
                return  # once is enough
            asleep += open_question.asleep_ms
        if not self._goes_on and suspicious(reading, asleep):
            proposal = self._propose(now, awake_at)
            time = self._time_of(proposal.at.wall_ms)
            self.question = Question(
                About.REST,
                rest_question(time, at_planned_end=proposal.at_planned_end),
                tr("Close it at {time}", time=time),
                tr("Go on"),
                asleep,
                proposal.at,
            )
        elif asleep:
            self.question = _about_sleep(asleep)

    def _is_to_be_noted(self, reading: Reading, now: Instant) -> bool:
        """Tell whether to remember this moment: each minute, not while a question is open."""
        if reading.state != TimerState.RUNNING or self.question is not None:
            return False
        if self._noted is not None and 0 <= elapsed_ms(self._noted, now) < MINUTE_MS:
            return False
        self._noted = now
        return True


def _about_sleep(asleep_ms: int) -> Question:
    return Question(
        About.SLEEP, sleep_question(asleep_ms), tr("Count it"), tr("Leave it out"), asleep_ms
    )
