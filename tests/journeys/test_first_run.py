"""First run: two names, what each wants to learn, a first date; and the sample to look around."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import Random

from rm_desktop.bootstrap import (
    build_sample,
    create_profile,
    make_demo,
    open_profile,
    profile_is_new,
    profile_wants_passphrase,
)
from rm_desktop.domain.entities import Role
from rm_desktop.services.pairs import Person
from rm_desktop.services.settings import SAMPLE
from rm_desktop.system.clock import FakeClock
from rm_desktop.vault.keys import MemoryKeyStore
from tests.journeys.traveller import Traveller
from tests.laptop import NOON

FIRST = datetime(2026, 12, 3, 15, 0)  # noqa: DTZ001 local, in the zone beside it


def test_two_names_and_a_date_are_enough(maya: Traveller) -> None:
    assert maya.profile.desk is None
    desk = maya.profile.create_pair(
        Person("Maya Okafor", Role.MENTOR, wants="how a board decides", gives="short video"),
        Person("Henrik Berg", Role.MENTEE, wants="short video"),
    )
    assert maya.today().subtitle == "Thursday 26 November · the next session has no date yet"
    desk.sessions.plan(maya.upcoming, FIRST, "Europe/London")
    desk.agenda.add(maya.upcoming, "Why two-minute films work", minutes=15)
    maya.restart()
    today = maya.today()
    assert not maya.desk.open_pair.is_loaded, "Today needs no document"
    assert today.title == "Good afternoon, Maya"
    assert today.subtitle == "Thursday 26 November · next session in 7 days"
    assert today.session.headline == "Why two-minute films work"
    assert ("1 topic from you", "you") in today.session.chips
    assert ("15 of 60 min planned", "neutral") in today.session.chips
    assert [row.minutes for row in today.topics] == ["15 min"]
    assert maya.pair.mentee.wants == "short video"


def test_a_folder_is_new_until_a_profile_stands_in_it(tmp_path: Path) -> None:
    root, store = tmp_path / "new", MemoryKeyStore()
    assert profile_is_new(root)
    create_profile(root, store)
    assert not profile_is_new(root)
    assert not profile_wants_passphrase(root)
    create_profile(tmp_path / "other", store, "correct horse battery staple")
    assert profile_wants_passphrase(tmp_path / "other")


def test_who_looks_around_finds_maya_and_henrik_in_the_middle_of_it(tmp_path: Path) -> None:
    key = build_sample(tmp_path, NOON, "Europe/London", MemoryKeyStore(), rng=Random(3))
    clock = FakeClock(NOON, "Europe/London")
    profile = open_profile(tmp_path, key, clock=clock)
    assert profile.desk is not None
    seen = profile.desk.open_pair.glance
    assert (len(seen.closed), seen.next_number) == (5, 6)
    assert seen.next_session.starts
    assert seen.agenda(seen.next_session.id)
    profile.close()


def test_the_demo_is_a_profile_like_any_other(tmp_path: Path) -> None:
    key = make_demo(tmp_path)
    profile = open_profile(tmp_path, key)
    assert profile.desk is not None
    desk = profile.desk
    desk.agenda.add(desk.open_pair.pair.next_session.id, "One more")
    desk.open_pair.history.undo()
    assert len(profile.pairs.listed()) == 1
    assert profile.settings.get(SAMPLE)
    profile.close()
