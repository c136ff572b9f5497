"""How often one says where one is, and how who falls silent goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from rm_desktop.domain.presence import Doing, Present, Whereabouts
from rm_desktop.services.attendance import Attendance
from rm_desktop.services.errands import Errands
from rm_desktop.sync.presence import FADES_AFTER_MS
from rm_desktop.ui.live.attending import PACE_MS, Attending
from rm_desktop.ui.live.company import Company
from tests.sync.devices import Device, founder, joined_by

Wait = Callable[[Callable[[], bool]], None]


class Line:
    """The little of a line that presence asks for."""

    address, token, space = "https://relay.example.org", "t" * 20, bytes(16)

    def __init__(self, device: Device) -> None:
        self.planner = self
        self.log = device.log


class Here(Attendance):
    """Presence that is written down and not sent."""

    def __init__(self, device: Device, clock: list[int]) -> None:
        super().__init__(Line(device), device.chance, lambda: clock[0])  # type: ignore[arg-type]
        self.said: list[Doing] = []
        self.sent: list[bytes] = []

    def say(self, doing: Doing) -> Callable[[], None]:
        self.said.append(doing)
        sealed = self._gathering.say(doing.where)  # type: ignore[arg-type]
        return lambda: self.sent.append(sealed)


class Desk:
    """Maya, whose courier is played here, and Henrik, who is somewhere else."""

    def __init__(self, wait: Wait) -> None:
        self.clock, self.wait = [0], wait
        maya = founder()
        self.henrik = Here(joined_by(maya), self.clock)
        self.maya = Here(maya, self.clock)
        self.company = Company()
        self.errands = Errands(lambda: None)
        self.attending = Attending(self.maya, self.errands, self.company, self.company)

    def carry(self) -> None:
        """Do what the courier does: bring outcomes home, and Henrik what was sent."""
        while outcome := self.errands.wait(0.05):
            self.attending.take(outcome)
        for sealed in self.maya.sent:
            self.henrik.hear(sealed)
        self.maya.sent.clear()

    @property
    def carried(self) -> list[Doing]:
        """What Maya has said, once it was carried."""
        self.carry()
        return self.maya.said

    def henrik_says(self, doing: Doing) -> None:
        work = self.henrik.say(doing)
        work()
        sealed, self.henrik.sent = self.henrik.sent, []
        self.attending.hear(sealed)

    def meet(self) -> None:
        self.attending.announce()
        self.carry()
        self.henrik_says(Doing(Whereabouts.ROOM))
        self.wait(lambda: len(self.carried) == 2)


@pytest.fixture
def desk(wait: Wait, qtbot: QtBot) -> Desk:
    return Desk(wait)


def test_nobody_is_told_while_nobody_is_there(desk: Desk, qtbot: QtBot) -> None:
    desk.company.say(Doing(Whereabouts.ROOM))
    qtbot.wait(2 * PACE_MS)
    assert desk.maya.said == []


def test_who_comes_is_answered_once(desk: Desk, qtbot: QtBot) -> None:
    desk.meet()
    assert [each.doing.where for each in desk.company.here] == [Whereabouts.ROOM]
    desk.henrik_says(Doing(Whereabouts.ROOM))
    qtbot.wait(2 * PACE_MS)
    assert len(desk.maya.said) == 2
    assert [each.doing.where for each in desk.henrik.here] == [Whereabouts.ELSEWHERE]


def test_a_caret_that_runs_is_told_of_now_and_then_and_where_it_stops(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.meet()
    qtbot.wait(2 * PACE_MS)
    for number in range(200):
        desk.company.say(Doing(Whereabouts.ROOM, "topic", b"%d" % number))
        if number % 20 == 0:
            desk.carry()
    desk.wait(lambda: desk.carried[-1].caret == b"199")
    assert len(desk.maya.said) < 30


@pytest.mark.parametrize("is_live", [True, False])
def test_what_got_lost_is_said_again_while_the_relay_speaks(
    wait: Wait, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, is_live: bool
) -> None:
    monkeypatch.setattr("rm_desktop.ui.live.attending.RENEWED_EVERY_MS", 2 * PACE_MS)
    desk = Desk(wait)
    desk.attending.is_live = is_live
    say = desk.maya.say

    def lose(doing: Doing) -> Callable[[], object]:
        say(doing)
        return lambda: False

    monkeypatch.setattr(desk.maya, "say", lose)
    desk.attending.announce()
    desk.carry()
    monkeypatch.setattr(desk.maya, "say", say)
    qtbot.wait(4 * PACE_MS)
    assert len(desk.carried) == (2 if is_live else 1)


def test_who_falls_silent_goes(desk: Desk, wait: Wait) -> None:
    desk.meet()
    desk.clock[0] += FADES_AFTER_MS - 10
    desk.henrik_says(Doing(Whereabouts.PREPARING))
    desk.clock[0] += FADES_AFTER_MS - 10
    assert [each.doing.where for each in desk.company.here] == [Whereabouts.PREPARING]
    desk.attending.hear([])
    desk.clock[0] += 20
    desk.attending.show()
    assert desk.company.here == ()


def test_at_leaving_those_who_are_there_hear_it(desk: Desk) -> None:
    desk.meet()
    desk.carry()
    assert desk.attending.leave() is desk.maya
    desk.carry()
    assert desk.maya.said[-1] == Doing(Whereabouts.LEFT)
    assert [each.doing.where for each in desk.henrik.here] == [Whereabouts.LEFT]
    assert desk.company.here == ()
    desk.company.say(Doing(Whereabouts.ROOM, "after"))
    assert desk.maya.said[-1] == Doing(Whereabouts.LEFT)


def test_company_tells_only_of_what_changed(qtbot: QtBot) -> None:
    company, told = Company(), list[str]()
    company.changed.connect(lambda: told.append("changed"))
    company.moved.connect(lambda: told.append("moved"))
    here = (Present("maya", Doing()),)
    for _ in range(2):
        company.show(here)
        company.say(Doing(Whereabouts.ROOM))
    assert told == ["changed", "moved"]
