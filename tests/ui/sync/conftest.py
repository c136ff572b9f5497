"""Henrik's laptop, shared with Maya's by a folder, and the screen on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rm_desktop.services.desk import Desk
from rm_desktop.services.spaces import Place as Meeting
from rm_desktop.sync.carrier import FOLDER
from rm_desktop.ui.dialogs import AnsweredDialogs
from rm_desktop.ui.house import House
from rm_desktop.ui.screen import Context
from rm_desktop.wire.content import Changes, Update
from tests.services.couple import Seat, founded, let_in
from tests.ui.conftest import Heard


class Couple:
    """The two laptops; Henrik's is the one that is looked at."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "shared"
        self.folder.mkdir()
        meeting = Meeting(f"{FOLDER}{self.folder}")
        self.maya = founded(root / "maya", meeting)
        self.add("How we brief creators")
        self.henrik = let_in(self.maya, root / "henrik", meeting)

    @property
    def pair(self) -> str:
        return self.henrik.line.pair

    @property
    def desk(self) -> Desk:
        return desk_of(self.henrik)

    def add(self, *titles: str) -> list[str]:
        return [desk_of(self.maya).agenda.add("", title) for title in titles]

    def carry(self) -> None:
        self.maya.sync()
        self.henrik.sync()

    def delete_much(self) -> None:
        """Let Maya delete seven of nine topics."""
        topics = self.add(*(f"Topic {n}" for n in range(8)))
        self.carry()
        for topic in topics[:7]:
            desk_of(self.maya).agenda.delete(topic)
        self.carry()

    def send_harm(self) -> None:
        """Let Maya's laptop send what no version of the app would write."""
        line = self.maya.line
        harm = Update(self.pair, "pair", b"no change of a document" * 40)
        line.planner.write(Changes(heads=line.planner.log.heads, updates=[harm]))
        self.carry()

    def close(self) -> None:
        for seat in (self.maya, self.henrik):
            seat.profile.close()


def desk_of(seat: Seat) -> Desk:
    assert seat.profile.desk is not None
    return seat.profile.desk


@pytest.fixture
def couple(tmp_path: Path) -> Iterator[Couple]:
    made = Couple(tmp_path)
    yield made
    made.close()


@pytest.fixture
def at_henriks(
    couple: Couple, dialogs: AnsweredDialogs, heard: Heard, qapp: QApplication
) -> Iterator[Context]:
    """What a screen on Henrik's laptop works with."""
    profile = couple.henrik.profile
    house = House(profile)
    yield Context(
        ground=None,
        profile=profile,
        desk=couple.desk,
        house=house,
        dialogs=dialogs,
        go=heard.places.append,
        say=heard.say,
        hand_over=lambda: None,
        lock=lambda: None,
        reopen=heard.reopen,
    )
    house.close()
