"""Either program is killed at every step of a pairing: it goes on, or is plainly dead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.services.hosting import Hosting
from rm_desktop.services.joining import Joining
from rm_desktop.services.pairing_left import left_over
from rm_desktop.sync.calls import TroubleError
from tests.laptop import Laptop
from tests.pairing import Course, Table, act_once, go_on, shape, stage_of

#: When a program ends: its work not done, done but not noted, or noted.
BEFORE, BETWEEN, AFTER = "before", "between", "after"
_MOST = 60


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    (tmp_path / "shared").mkdir()
    table = Table(tmp_path, f"folder:{tmp_path / 'shared'}")
    table.maya.desk.agenda.add("", "Short video")
    yield table
    table.off()


def end(laptop: Laptop) -> None:
    """Let the program end with nothing stored any more; the computer takes its children away."""
    laptop.profile.sync.close()
    laptop.crash()


class Play:
    """A pairing in which one program is killed at one of its steps, and started again."""

    def __init__(self, table: Table, victim: str, when: str, at: int) -> None:
        self.table, self.victim, self.when, self.at = table, victim, when, at
        self.steps = 0
        self.hosting: Hosting = table.invite()
        self.joining: Joining = table.look(self.hosting.link)
        self.joining.accept()
        self.killed = False

    def run(self) -> None:
        for _ in range(_MOST):
            for side in ("host", "guest"):
                self.say(side)
                self.step(side)
            if self.hosting.is_done and self.joining.is_done:
                return
        raise AssertionError(f"{stage_of(self.hosting)}, {stage_of(self.joining)}")

    def say(self, side: str) -> None:
        """Let the person say yes where they are asked."""
        if side == "host" and self.hosting.digits and self.hosting.stage == "compare":
            if self.joining.digits:
                assert self.hosting.digits == self.joining.digits
                self.hosting.confirm()
        elif side == "guest" and self.joining.stage == "compare" and not self.hosting.digits:
            self.joining.confirm()
        elif side == "guest" and self.joining.stage == "preview":
            self.joining.agree()

    def step(self, side: str) -> None:
        course: Course = self.hosting if side == "host" else self.joining
        if course.is_done:
            return
        if side != self.victim:
            act_once(course)
            return
        self.steps += 1
        dies = self.steps == self.at and not self.killed
        work = course.turn()
        if dies and self.when == BEFORE:
            self.kill()
            return
        try:
            result = work() if work is not None else None
        except TroubleError as error:
            if not dies:
                course.fail(error)
        else:
            if work is not None and not (dies and self.when == BETWEEN):
                course.take(result)
        if dies:
            self.kill()

    def kill(self) -> None:
        self.killed = True
        table = self.table
        laptop: Laptop = table.maya if self.victim == "host" else table.henrik
        end(laptop)
        laptop.start()
        pairings = table.pairings(laptop)
        if self.victim == "host":
            hosting = pairings.hosting(self.hosting.pair)
            if hosting is None:
                assert self.hosting.is_done
            else:
                self.hosting = hosting
        else:
            joining = pairings.joining()
            if joining is None:
                assert self.joining.is_done
            else:
                self.joining = joining


@pytest.mark.parametrize("when", [BEFORE, BETWEEN, AFTER])
@pytest.mark.parametrize("at", range(1, 12))
@pytest.mark.parametrize("victim", ["host", "guest"])
def test_a_kill_at_any_step_is_made_up_for(table: Table, victim: str, at: int, when: str) -> None:
    play = Play(table, victim, when, at)
    play.run()
    if play.steps < at:
        pytest.skip("it was done before")
    assert not play.hosting.ended
    assert not play.joining.ended
    table.sync()
    assert shape(table.henrik.pair) == shape(table.maya.pair)
    assert len(table.maya.pair.items) == 1
    for laptop in (table.maya, table.henrik):
        assert laptop.vault.settings("pairing") == {}


@pytest.mark.parametrize("when", [BEFORE, BETWEEN, AFTER])
@pytest.mark.parametrize("victim", ["host", "guest"])
def test_a_kill_while_it_is_withdrawn_leaves_it_withdrawn(
    table: Table, victim: str, when: str
) -> None:
    hosting, joining = table.compare()
    course: Course = hosting if victim == "host" else joining
    course.refuse()
    work = course.turn()
    assert work is not None
    if when != BEFORE:
        result = work()
        if when == AFTER:
            course.take(result)
    laptop = table.maya if victim == "host" else table.henrik
    end(laptop)
    laptop.start()
    assert left_over(laptop.profile) == ((), False)
    assert laptop.vault.settings("pairing") == {}
    assert laptop.profile.sync.lines() == []


def test_before_the_link_was_seen_a_kill_changes_nothing_either(table: Table) -> None:
    pair = table.maya.desk.open_pair.id
    table.pairings(table.maya).invite(pair, table.address)
    end(table.maya)
    table.maya.start()
    hosting = table.pairings(table.maya).hosting(pair)
    assert hosting is not None
    go_on(hosting, until="answer")
    assert left_over(table.maya.profile) == ((pair,), False)
    assert table.look(hosting.link).host == "Maya Okafor"


def test_what_ran_out_while_the_app_was_closed_is_forgotten(table: Table) -> None:
    hosting = table.invite()
    joining = table.look(hosting.link)
    joining.accept()
    for laptop in (table.maya, table.henrik):
        end(laptop)
        laptop.clock.advance(seconds=25 * 3600)
        laptop.start()
        assert left_over(laptop.profile) == ((), False)
        assert laptop.vault.settings("pairing") == {}
    assert table.maya.profile.sync.lines() == []
