"""A real profile with Maya and Henrik in it, and a context that writes down where one went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from rm_desktop.bootstrap import open_profile
from rm_desktop.domain.entities import Role
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from rm_desktop.services.private import Private
from rm_desktop.services.profile import Profile
from rm_desktop.system.clock import FakeClock
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.house import House
from rm_desktop.ui.places import Place
from rm_desktop.ui.private.door import door_of
from rm_desktop.ui.screen import Context
from rm_desktop.ui.theme import apply_theme, load_theme
from tests.founding import Founding


@dataclass
class Heard:
    """What a screen asked the window to do."""

    places: list[Place] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    act: Callable[[], object] | None = None
    reopened: list[tuple[str, Callable[[], Callable[[], str]]]] = field(default_factory=list)

    def reopen(self, words: str, begin: Callable[[], Callable[[], str]]) -> None:
        self.reopened.append((words, begin))

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        self.said.append((text, action))
        self.act = act

    def press_action(self) -> None:
        """Press the button of the latest notice."""
        assert self.act is not None
        self.act()


@pytest.fixture(autouse=True, scope="session")
def _look(qapp: QApplication) -> None:
    apply_theme(qapp, load_theme("light"))


@pytest.fixture(autouse=True)
def _closed_windows_go(qapp: QApplication) -> Iterator[None]:
    """Delete what was closed: whatever lives is styled again with every change of the theme."""
    yield
    qapp.processEvents()  # what is still to happen needs them
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 26, 14, 0), "Europe/London")  # noqa: DTZ001 local, in the zone beside it


@pytest.fixture
def profile(tmp_path: Path, clock: FakeClock, founding: Founding) -> Iterator[Profile]:
    key = founding.at(tmp_path)
    profile = open_profile(tmp_path, key, clock=clock, rng=Random(7), peeking=False)
    yield profile
    profile.close()


@pytest.fixture
def desk(profile: Profile) -> Desk:
    return profile.create_pair(
        Person("Maya Okafor", Role.MENTOR, "budgets", "short video"),
        Person("Henrik Berg", Role.MENTEE, "short video", "how a board decides"),
    )


@pytest.fixture
def dialogs() -> AnsweredDialogs:
    return AnsweredDialogs()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def context(
    profile: Profile, desk: Desk, dialogs: AnsweredDialogs, heard: Heard, qapp: QApplication
) -> Iterator[Context]:
    house = House(profile)

    def hand_over() -> None:
        desk.members.hand_over()

    made = Context(
        ground=None,
        profile=profile,
        desk=desk,
        house=house,
        dialogs=dialogs,
        go=heard.places.append,
        say=heard.say,
        hand_over=hand_over,
        lock=lambda: door_of(made).lock(),
        reopen=heard.reopen,
    )
    yield made
    house.close()


@pytest.fixture
def unlocked(profile: Profile, desk: Desk) -> Private:
    """The owner's private pages, open."""
    assert desk.open_pair.you
    private = profile.private
    private.open(private.make("copper otter seventeen"))
    return private
