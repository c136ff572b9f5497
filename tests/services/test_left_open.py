"""A session nobody closed is put to rest at the next start, with nothing lost."""

from __future__ import annotations

import pytest

from rm_desktop.domain.entities import SessionState, WrapUp
from rm_desktop.services.desk import Desk
from rm_desktop.services.left_open import settle_forgotten
from tests.laptop import Laptop

HOUR = 3600
ZONE = "Europe/London"


@pytest.fixture
def session(laptop: Laptop, desk: Desk) -> str:
    """A session of two topics that began at noon."""
    topics = [{"title": "Budget", "minutes": 30}, {"title": "Board", "minutes": 30}]
    desk.agenda.add_many(laptop.upcoming, topics)
    session = laptop.upcoming
    desk.room.start(session)
    return session


def settle(laptop: Laptop) -> str:
    return settle_forgotten(laptop.desk, laptop.clock.now(), ZONE)


def test_a_lid_shut_at_the_end_closes_it_when_it_was_shut(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    laptop.clock.advance(58 * 60)
    desk.last_seen.note(session, laptop.clock.now())
    laptop.clock.sleep(2 * HOUR)
    desk = laptop.restart()
    assert settle(laptop) == (
        "Session 1 was left open. It is closed at 12:58, when it was last used."
    )
    found = desk.open_pair.pair.session(session)
    assert found.state == SessionState.CLOSED
    assert found.wrap_up == WrapUp.PENDING
    assert desk.room.reading(session).elapsed_ms == 58 * 60_000
    assert [item.title for item in desk.open_pair.pair.carried] == ["Budget", "Board"]
    assert settle(laptop) == ""


def test_the_next_day_it_ends_as_planned(laptop: Laptop, session: str) -> None:
    laptop.quit()
    laptop.clock.reboot(20 * HOUR)
    desk = laptop.start().desk
    assert desk is not None
    assert settle(laptop).endswith("It is closed at 13:00, its planned end.")


def test_undo_opens_it_again(laptop: Laptop, desk: Desk, session: str) -> None:
    laptop.clock.advance(20 * HOUR)
    assert settle(laptop)
    desk.open_pair.history.undo()
    assert desk.open_pair.pair.session(session).state == SessionState.RUNNING


def test_a_restart_in_the_middle_closes_nothing(laptop: Laptop, desk: Desk, session: str) -> None:
    laptop.clock.advance(20 * 60)
    desk.last_seen.note(session, laptop.clock.now())
    laptop.quit()
    laptop.clock.reboot(60)
    laptop.start()
    assert settle(laptop) == ""
    assert laptop.desk.room.reading(session).elapsed_ms == 21 * 60_000


def test_without_a_running_session_there_is_nothing_to_settle(laptop: Laptop) -> None:
    assert settle(laptop) == ""


def test_what_was_seen_of_another_session_does_not_count(
    laptop: Laptop, desk: Desk, session: str
) -> None:
    desk.last_seen.note("another", laptop.clock.now())
    assert desk.last_seen.of(session) is None
    desk.last_seen.note(session, laptop.clock.now())
    assert desk.last_seen.of(session) == laptop.clock.now()
