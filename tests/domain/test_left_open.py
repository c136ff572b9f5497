from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.left_open import RestProposal, rest, suspicious
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.timer_events import EventKind, TimerEvent
from tests.domain.timer_desk import MINUTE, Desk

HOUR_S = 3_600


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.start()
    return desk


def put_to_rest(desk: Desk, proposal: RestProposal) -> None:
    desk.events = (*desk.events, TimerEvent("rest", EventKind.CLOSED, proposal.at))


def test_an_ordinary_hour_is_not_suspicious(desk: Desk) -> None:
    for _ in range(8):
        desk.wait(1_750)
        assert not suspicious(desk.reading())
    desk.wait(HOUR_S)
    assert suspicious(desk.reading())
    desk.close()
    assert not suspicious(desk.reading())
    assert not suspicious(Desk().reading())


def test_twelve_hours_left_open_close_at_the_planned_end(desk: Desk) -> None:
    desk.wait(1_200)
    desk.go("brief")
    desk.wait(12 * HOUR_S)
    assert suspicious(desk.reading())
    proposal = rest(desk.events, desk.plan, desk.clock.now(), 60)
    assert proposal.at_planned_end
    assert proposal.elapsed_ms == 60 * MINUTE
    assert proposal.left_out_ms == (12 * HOUR_S - 2_400) * 1000
    put_to_rest(desk, proposal)
    reading = desk.reading()
    assert reading.state == TimerState.CLOSED
    assert reading.elapsed_ms == 60 * MINUTE
    assert reading.ends_at_ms == reading.started_at_ms + 60 * MINUTE
    assert reading.time_of("arrive").spent_ms == 20 * MINUTE


def test_a_session_paused_over_night_closes_at_the_pause(desk: Desk) -> None:
    desk.wait(1_500)
    desk.pause()
    desk.wait(11 * HOUR_S)
    assert not suspicious(desk.reading())
    desk.reboot(2 * HOUR_S)
    assert suspicious(desk.reading())
    proposal = rest(desk.events, desk.plan, desk.clock.now(), 60)
    assert not proposal.at_planned_end
    assert proposal.elapsed_ms == 25 * MINUTE
    put_to_rest(desk, proposal)
    assert desk.reading().ends_at_ms == desk.reading().started_at_ms + 25 * MINUTE


def test_overtime_that_was_used_is_kept(desk: Desk) -> None:
    desk.wait(75 * 60)
    desk.go("learn")
    desk.wait(12 * HOUR_S)
    proposal = rest(desk.events, desk.plan, desk.clock.now(), 60)
    assert proposal.elapsed_ms == 75 * MINUTE
    assert not proposal.at_planned_end


def test_a_lid_shut_at_the_end_closes_when_the_computer_last_saw_it_run(desk: Desk) -> None:
    desk.wait(57 * 60)
    last_tick = desk.clock.now()
    desk.sleep(2 * HOUR_S)
    assert not suspicious(desk.reading())
    assert suspicious(desk.reading(), asleep_ms=2 * HOUR_S * 1000)
    proposal = rest(desk.events, desk.plan, desk.clock.now(), 60, last_tick)
    assert proposal.elapsed_ms == 57 * MINUTE
    assert not proposal.at_planned_end
    put_to_rest(desk, proposal)
    assert desk.reading().elapsed_ms == 57 * MINUTE


def test_a_short_nap_before_the_end_is_an_ordinary_question(desk: Desk) -> None:
    desk.wait(600)
    desk.sleep(40 * 60)
    assert not suspicious(desk.reading(), asleep_ms=40 * 60_000)
    desk.wait(600)
    assert not suspicious(desk.reading(), asleep_ms=60_000)


def test_a_clock_put_ten_years_forward_over_a_restart_is_put_to_rest(desk: Desk) -> None:
    desk.wait(600)
    desk.reboot(10 * 365 * 86_400)
    assert suspicious(desk.reading())
    proposal = rest(desk.events, desk.plan, desk.clock.now(), 60)
    assert proposal.elapsed_ms == 60 * MINUTE


def test_a_session_that_never_began_has_nothing_to_rest() -> None:
    desk = Desk()
    proposal = rest((), desk.plan, desk.clock.now(), 60, desk.clock.now())
    assert (proposal.at, proposal.elapsed_ms) == (desk.clock.now(), 0)


@given(
    st.lists(st.tuples(st.integers(0, 5_000), st.sampled_from("pnrb")), max_size=10),
    st.integers(0, 20 * HOUR_S),
)
def test_rest_loses_nothing_before_the_last_event_and_stays_plausible(
    steps: list[tuple[int, str]], idle: int
) -> None:
    desk = Desk()
    desk.start()
    for seconds, step in steps:
        desk.wait(seconds)
        match step:
            case "p":
                desk.pause()
            case "n":
                desk.go("demo")
            case "r":
                desk.resume()
            case _:
                desk.reboot(seconds)
    desk.go("learn")
    used = desk.reading().elapsed_ms
    desk.wait(idle)
    whole = desk.reading().elapsed_ms
    proposal = rest(desk.events, desk.plan, desk.clock.now(), 60)
    assert used <= proposal.elapsed_ms <= whole
    assert proposal.elapsed_ms <= max(used, 60 * MINUTE)
    put_to_rest(desk, proposal)
    assert desk.reading().elapsed_ms == proposal.elapsed_ms
