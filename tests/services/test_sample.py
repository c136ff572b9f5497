"""The sample pair: five sessions behind them, the next one prepared, whatever day it is."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from rm_desktop.bootstrap import build_sample, open_profile
from rm_desktop.domain.agenda import budget, by_objective, carried_over
from rm_desktop.domain.agreement import Standing
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import DUE_NEXT_SESSION, ItemState, SessionState, to_plain
from rm_desktop.domain.session_course import TimerState
from rm_desktop.domain.timer_events import read_events
from rm_desktop.services.desk import Desk
from rm_desktop.services.doctor import examine
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.vault.keys import MemoryKeyStore

TODAY = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local, in the zone beside it
ZONE = "Europe/London"


def open_sample(root: Path, today: datetime = TODAY, zone: str = ZONE) -> Profile:
    ids = itertools.count(1)
    key = build_sample(
        root, today, zone, MemoryKeyStore(), ids=lambda: f"id{next(ids):05d}", rng=Random(1)
    )
    return open_profile(root, key, clock=FakeClock(today, zone), peeking=False)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    profile = open_sample(tmp_path_factory.mktemp("sample") / "profile")
    yield profile
    profile.close()


@pytest.fixture
def desk(sample: Profile) -> Desk:
    assert sample.desk is not None
    return sample.desk


def test_the_next_session_is_prepared_as_in_the_picture(desk: Desk) -> None:
    pair = desk.open_pair.pair
    session = pair.next_session
    topics = pair.agenda(session.id)
    assert session.title == "How our customers really use short video"
    assert session.starts == "2026-11-28T15:00"
    assert pair.next_number == 6
    assert [pair.name(topic.leads) for topic in topics].count("Maya Okafor") == 3
    assert [pair.name(topic.leads) for topic in topics].count("Henrik Berg") == 1
    assert (budget(topics, session.minutes).planned, session.minutes) == (50, 60)


def test_five_sessions_were_run_and_closed_by_their_timers(desk: Desk) -> None:
    pair = desk.open_pair.pair
    assert [s.ordinal for s in pair.closed] == [1, 2, 3, 4, 5]
    for session in pair.closed:
        reading = desk.room.reading(session.id)
        assert reading.state == TimerState.CLOSED
        assert 45 < reading.elapsed_ms / 60_000 < 65
        assert len(session.takeaways) == 2
        assert local_time(session.closed_at, ZONE).date() == date.fromisoformat(session.starts[:10])
    assert [s.moved for s in pair.closed] == [0, 0, 0, 1, 0]


def test_talked_about_is_discussed_with_an_outcome_or_notes(desk: Desk) -> None:
    pair = desk.open_pair.pair
    done = [i for s in pair.closed for i in pair.agenda(s.id) if i.state == ItemState.DISCUSSED]
    assert len(done) > 20
    assert sum(bool(item.outcome) for item in done) > 10
    assert sum("##" in desk.notes(item.id).text for item in done) > 3


def test_two_topics_wait_to_be_carried_over_and_one_of_them_for_a_decision(desk: Desk) -> None:
    pair = desk.open_pair.pair
    carried = carried_over(pair, pair.next_session.id)
    assert [(each.times, each.needs_decision) for each in carried] == [(3, True), (1, False)]


def test_one_topic_of_the_next_session_came_from_the_last(desk: Desk) -> None:
    pair = desk.open_pair.pair
    moved = [i for i in pair.agenda(pair.next_session.id) if i.origin]
    assert [item.title for item in moved] == ["Live demo: our tool in five clicks"]
    assert moved[0].origin == pair.closed[-1].id


def test_actions_are_done_open_overdue_and_due_next_time(desk: Desk) -> None:
    pair = desk.open_pair.pair
    due = {action.text: action.due for action in pair.open_actions}
    assert due == {
        "Try one stand-up without slides": "2026-11-24",
        "Share the onboarding survey": "2026-11-27",
        "Bring one video you would refuse, and why": DUE_NEXT_SESSION,
    }
    assert sum(bool(action.done_at) for action in pair.actions.values()) >= 8


def test_both_signed_the_agreement_twice_the_last_time_on_15_october(desk: Desk) -> None:
    state = desk.agreement.state
    assert state.standing == Standing.AGREED
    assert local_time(state.agreed_at, ZONE).date() == date(2026, 10, 15)
    versions = desk.agreement.current.versions
    assert [len(version.signatures) for version in versions] == [2, 2]
    assert not [field for field, text in versions[-1].fields.items() if "…" in text]


def test_objectives_stand_at_three_points_and_got_minutes(desk: Desk) -> None:
    pair = desk.open_pair.pair
    assert sorted(o.progress for o in pair.live_objectives) == [1, 1, 2]
    talked = [i for s in pair.closed for i in pair.agenda(s.id)]
    assert all(minutes > 0 for minutes in by_objective(pair, talked).values())


def test_prompts_were_asked_liked_refused_and_written(desk: Desk) -> None:
    marks = desk.open_pair.pair.marks.values()
    assert sum(mark.favourite for mark in marks) == 3
    assert sum(mark.hidden for mark in marks) == 1
    assert desk.prompts.used_in("dig-03") == (2,)
    assert len(desk.prompts.own()) == 2
    every = {prompt.id for prompt in desk.prompts.every()}
    assert {mark.id for mark in marks} <= every


def test_maya_has_the_keyboard_and_the_bin_holds_one_thing(desk: Desk) -> None:
    assert desk.members.actor.name == "Maya Okafor"
    assert [entity.id != "" for entity in desk.bin.contents()] == [True]
    assert len(desk.open_pair.pair.backlog) == 3


def test_lists_and_search_agree_with_what_was_lived(tmp_path: Path) -> None:
    key = build_sample(tmp_path / "p", TODAY, ZONE, MemoryKeyStore())
    report = examine(tmp_path / "p", key)
    assert report.sound
    assert report.compared > 50


def test_words_in_notes_are_found(desk: Desk) -> None:
    assert desk.search.find("warehouse")
    assert not desk.search.find("agency’s offer")


@pytest.mark.parametrize(
    ("today", "zone"),
    [
        (datetime(2026, 3, 30, 0, 5), "Europe/Berlin"),  # noqa: DTZ001 the clocks went forward
        (datetime(2028, 2, 29, 23, 59), "America/New_York"),  # noqa: DTZ001
        (datetime(2026, 4, 6, 8, 0), "Australia/Lord_Howe"),  # noqa: DTZ001
    ],
)
def test_it_is_as_fresh_on_any_other_day(tmp_path: Path, today: datetime, zone: str) -> None:
    profile = open_sample(tmp_path / "p", today, zone)
    assert profile.desk is not None
    pair = profile.desk.open_pair.pair
    assert pair.next_session.starts == f"{today.date() + timedelta(2):%Y-%m-%d}T15:00"
    assert len(pair.closed) == 5
    assert all(s.state != SessionState.RUNNING for s in pair.in_order)
    profile.close()


def test_the_same_ids_and_dice_give_the_same_pair(tmp_path: Path) -> None:
    first, second = (plainly(open_sample(tmp_path / name)) for name in ("a", "b"))
    assert first == second


def plainly(profile: Profile) -> Any:
    assert profile.desk is not None
    pair = profile.desk.open_pair.pair
    shelves = (pair.members, pair.sessions, pair.items, pair.actions, pair.objectives, pair.marks)
    notes = [profile.desk.notes(item).text for item in pair.order]
    events = [read_events(t.events) for _, t in sorted(pair.timelines.items())]
    plain = [[to_plain(shelf[key]) for key in sorted(shelf)] for shelf in shelves]
    profile.close()
    return json.dumps(plain), pair.order, notes, events


def test_the_owner_wrote_for_herself_and_showed_two_passages(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    key = build_sample(tmp_path / "p", TODAY, ZONE, store)
    profile = open_profile(tmp_path / "p", key, clock=FakeClock(TODAY, ZONE), store=store)
    profile.private.open(profile.private.fetch_copy())
    desk = profile.desk
    assert desk is not None
    entries = [each.page for each in desk.journal.listed()]
    assert {page.session for page in entries} >= {s.id for s in desk.open_pair.pair.closed[:4]}
    assert date.fromisoformat(entries[-1].written[:10]) == date(2025, 11, 26)
    assert {draft.state for draft in desk.drafts.listed()} == {"idea", "draft", "ready"}
    noted = desk.private_notes.noted(desk.open_pair.pair.items)
    assert len(noted) == 2
    waiting = desk.passages.waiting_for(desk.open_pair.pair.mentee.id)
    assert [p.seen_at > 0 for p in desk.passages.all()] == [False, True]
    assert len(waiting) == 1
    profile.close()
