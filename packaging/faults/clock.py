"""Sessions under clocks gone mad: topics never take longer than time went by (D11, D13)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from faults.run import Run, Turn, promise
from faults.stage import desk_of, fresh_ids, make_profile
from rm_desktop.bootstrap import open_profile
from rm_desktop.domain.changes import Changes
from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.session_clock import Reading
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock

SHORT, LONG = 20, 1000
_STEPS = 40
_TEN_YEARS = 3652 * 86_400
_JUMPS = (-1, 1, -3_600, 3_600, -86_400, 86_400, -_TEN_YEARS, _TEN_YEARS)
#: Half hours, quarter hours, both sides of the date line, zones that change twice a year.
_ZONES = (
    *("Europe/Oslo", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"),
    *("Pacific/Apia", "Pacific/Kiritimati", "Africa/Casablanca", "Asia/Kolkata"),
)
_FIRST, _LAST = 1_790_000_000, 2_150_000_000  # 2026 to 2038 and over the 32 bits' end
_TOLERANCE_MS = 1


def play(run: Run) -> None:
    """Play sessions by dice and compare with the time that really went by."""
    base = run.folder / "base"
    key = make_profile(base)

    def attempt(turn: Turn) -> None:
        root = turn.folder / "profile"
        shutil.copytree(base, root)
        history = History(root, key, turn.dice)
        for _ in range(_STEPS):
            history.step()
            history.hold()
        history.end()
        run.facts["clocks turned"] += history.turned
        run.facts["sleeps and restarts"] += history.gaps

    run.each(attempt)


class History:
    """One session on one laptop, and the seconds that really went by in it."""

    def __init__(self, root: Path, key: bytes, dice: Random) -> None:
        self._root, self._key, self._dice = root, key, dice
        self._ids = fresh_ids()
        began = datetime.fromtimestamp(dice.randrange(_FIRST, _LAST), UTC)
        self._clock = FakeClock(began, dice.choice(_ZONES))
        self.turned = self.gaps = 0
        self._real_ms = self._running_ms = 0
        self._off = 0
        self._paused = False
        self._seen_this_boot = True
        self._profile = self._start()
        desk = desk_of(self._profile)
        self._session = desk.open_pair.pair.next_session.id
        for _ in range(dice.randrange(6)):
            desk.agenda.add(self._session, "Budget", minutes=dice.randrange(30))
        desk.room.start(self._session)

    def step(self) -> None:
        """Let something happen to the session, its clocks or its computer."""
        room, session = desk_of(self._profile).room, self._session
        buttons: list[Callable[[], Changes]] = [
            lambda: room.next_topic(session),
            lambda: room.back(session),
            lambda: room.extend(session, self._dice.randint(1, 10)),
            lambda: room.adjust(session, self._dice.choice((-5, -1, 1, 5))),
            lambda: room.answer_sleep(session, self._dice.randrange(10**7), counted=True),
            lambda: room.answer_sleep(session, self._dice.randrange(10**6), counted=False),
            lambda: room.pause(session),
            lambda: room.resume(session),
        ]
        events: list[Callable[[], None]] = [self._turn, self._turn, self._sleep, self._reboot]
        events += [self._restart, self._travel, self._wait, self._wait]
        if self._dice.random() < 0.5:
            self._dice.choice(events)()
            return
        chosen = self._dice.choice(buttons)
        if chosen().kinds:
            self._seen_this_boot, self._off = True, 0
        if chosen in buttons[-2:]:
            self._paused = chosen is buttons[-2]

    def hold(self) -> None:
        """Hold the reading to what really went by."""
        reading = self._reading()
        spent = sum(reading.spent.values())
        promise(spent == reading.elapsed_ms, f"topics took {spent}, all {reading.elapsed_ms}")
        least = min(reading.spent.values(), default=0)
        promise(least >= 0, f"a topic took {least} ms")
        over = spent - self._running_ms
        promise(over <= _TOLERANCE_MS, f"{over} ms more than {self._running_ms} that went by")
        promise(reading.left_to_end_ms >= 0, "an end before the beginning")

    def end(self) -> None:
        """Close the session; its times stay as they are, whatever the clock does then."""
        desk_of(self._profile).room.close(self._session, WrapUp.SKIPPED)
        before = self._reading()
        self._clock.advance(7_200)
        self._clock.turn_wall(self._dice.choice(_JUMPS))
        after = self._reading()
        promise(before.spent == after.spent, "a closed session went on")
        promise(before.ends_at_ms == after.ends_at_ms, "a closed session ended again")
        self._profile.close()

    def _reading(self) -> Reading:
        return desk_of(self._profile).room.reading(self._session)

    def _start(self) -> Profile:
        return open_profile(self._root, self._key, clock=self._clock, ids=self._ids)

    def _pass(self, seconds: int) -> int:
        self._real_ms += seconds * 1000
        self._running_ms += 0 if self._paused else seconds * 1000
        return seconds

    def _wait(self) -> None:
        self._clock.advance(self._pass(self._dice.randrange(1_200)))

    def _sleep(self) -> None:
        self._clock.sleep(self._pass(self._dice.choice((60, 5_400, 28_800))))
        self.gaps += 1

    def _turn(self) -> None:
        # Between a restart and the next event the wall clock is all there is: nobody could tell.
        jump = self._dice.choice(_JUMPS)
        if not self._seen_this_boot or abs(self._off + jump) > _TEN_YEARS:
            return
        self._clock.turn_wall(jump)
        self._off += jump
        self.turned += 1

    def _reboot(self) -> None:
        if not self._seen_this_boot:
            return
        if self._off > 0:  # put right before the computer is turned off, see above
            self._clock.turn_wall(-self._off)
        self._off = 0
        self._profile.close()
        self._clock.reboot(self._pass(self._dice.randrange(3_600)))
        self._profile = self._start()
        self._seen_this_boot = False
        self.gaps += 1

    def _restart(self) -> None:
        before = self._reading()
        self._profile.close()
        self._profile = self._start()
        promise(self._reading() == before, "a restart of the app changed the times")

    def _travel(self) -> None:
        self._clock.zone = self._dice.choice(_ZONES)
