"""The record of a session that Maya and Henrik really had, through the services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.entities import ItemState, Role, WrapUp
from rm_desktop.domain.summary import Fate
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.vault.keys import MemoryKeyStore


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime.fromisoformat("2026-11-26T14:00"), "Europe/London")


@pytest.fixture
def profile(tmp_path: Path, clock: FakeClock) -> Iterator[Profile]:
    key = create_profile(tmp_path, MemoryKeyStore())
    made = open_profile(tmp_path, key, clock=clock, rng=Random(7), peeking=False)
    yield made
    made.close()


@pytest.fixture
def desk(profile: Profile) -> Desk:
    return profile.create_pair(
        Person("Maya Okafor", Role.MENTOR, "budgets", "short video"),
        Person("Henrik Berg", Role.MENTEE, "short video", "how a board decides"),
    )


def write(desk: Desk, item: str, text: str) -> None:
    notes = desk.notes(item)
    notes.splice(0, 0, text)
    notes.rest()


def test_the_record_is_built_from_agenda_timer_and_notes(desk: Desk, clock: FakeClock) -> None:
    session = desk.open_pair.pair.next_session.id
    brief = desk.agenda.add(session, "A creator brief", minutes=15)
    desk.agenda.add(session, "Voicemail", minutes=5)
    desk.room.start(session)
    write(desk, brief, "Half a **page**.")
    clock.advance(17 * 60)
    desk.room.next_topic(session)
    clock.advance(3 * 60)
    desk.actions.add("Send the clips", session=session)
    desk.room.set_takeaway(session, desk.open_pair.you, "The mouse, sooner.")
    desk.room.close(session, WrapUp.DONE)
    summary = desk.summaries.of(session)
    assert [(t.title, t.spent_ms // 60_000, t.fate) for t in summary.topics] == [
        ("A creator brief", 17, Fate.DISCUSSED),
        ("Voicemail", 3, Fate.CARRIED),
    ]
    assert summary.topics[0].notes == "Half a **page**."
    assert summary.elapsed_ms == 20 * 60_000
    assert "> The mouse, sooner." in desk.summaries.markdown(session)
    assert "Half a <strong>page</strong>." in desk.summaries.page(session)
    assert desk.summaries.file_title(session) == "Session 01 2026-11-26"


def test_the_record_stays_when_its_topics_move_on(desk: Desk, clock: FakeClock) -> None:
    first = desk.open_pair.pair.next_session.id
    items = [desk.agenda.add(first, title) for title in ("Carried", "Parked", "Dropped", "Done")]
    desk.room.start(first)
    clock.advance(60)
    desk.room.go_to(first, items[1])
    clock.advance(60)
    desk.agenda.park(items[1])
    desk.agenda.settle(items[2], first, ItemState.DROPPED)
    desk.agenda.settle(items[3], first, ItemState.DISCUSSED)
    desk.room.close(first, WrapUp.DONE)
    before = [(t.title, t.fate) for t in desk.summaries.of(first).topics]
    second = desk.open_pair.pair.next_session.id
    desk.agenda.bring_in([items[0]], second)
    desk.room.start(second)
    desk.agenda.settle(items[0], second, ItemState.DISCUSSED)
    desk.room.close(second, WrapUp.DONE)
    after = [(t.title, t.fate) for t in desk.summaries.of(first).topics]
    assert sorted(before) == sorted(after)
    assert dict(after) == {
        "Carried": Fate.CARRIED,
        "Parked": Fate.PARKED,
        "Dropped": Fate.DROPPED,
        "Done": Fate.DISCUSSED,
    }
    assert [t.fate for t in desk.summaries.of(second).topics] == [Fate.DISCUSSED]


def test_settling_a_topic_is_one_step_to_undo(desk: Desk) -> None:
    session = desk.open_pair.pair.next_session.id
    item = desk.agenda.add(session, "A topic")
    desk.agenda.park(item)
    desk.agenda.settle(item, session, ItemState.DISCUSSED)
    found = desk.open_pair.pair.items[item]
    assert (found.session, found.state) == (session, ItemState.DISCUSSED)
    desk.open_pair.history.undo()
    found = desk.open_pair.pair.items[item]
    assert (found.session, found.state) == ("", ItemState.OPEN)


def test_the_agenda_of_the_next_session_can_be_printed_before_it_is_written(desk: Desk) -> None:
    session = desk.open_pair.pair.next_session.id
    assert "# Session 1" in desk.summaries.agenda_markdown(session)
    assert "0 of 60 min planned" in desk.summaries.agenda_page(session)
