"""The stops of the tour: every screen, and every state of it that is worth seeing."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from rm_desktop.ui.places import Place, Where
from tour.stage import Stage, Stop


def today(stage: Stage) -> None:
    """Two days before a session."""
    stage.open()


def palette(stage: Stage) -> None:
    """Something typed into the palette."""
    stage.open()
    stage.panels.open_palette()
    stage.settle()
    field = stage.frame.findChild(QLineEdit, "palette-field")
    if field is not None:
        field.setText("video")


def keys(stage: Stage) -> None:
    """The list of keys."""
    stage.open()
    stage.panels.open_keys()


def sessions(stage: Stage) -> None:
    """All sessions."""
    stage.open(Place(Where.SESSIONS))


def prepare(stage: Stage) -> None:
    """The agenda of the next session."""
    stage.open(Place(Where.PREPARE))


def room(stage: Stage) -> None:
    """In the middle of the second topic."""
    _run(stage, 9.5)


def _run(stage: Stage, minutes: float) -> None:
    conductor = stage.open()
    desk = conductor.desk
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    stage.clock.advance(14 * 60)
    desk.room.next_topic(session)
    stage.clock.advance(minutes * 60)
    conductor.go(Place(Where.ROOM, session))


def prompts(stage: Stage) -> None:
    """The library."""
    stage.open(Place(Where.PROMPTS))


def settings(stage: Stage) -> None:
    """All settings."""
    stage.open(Place(Where.SETTINGS))


STOPS: dict[str, Stop] = {
    "today": today,
    "sessions": sessions,
    "prepare": prepare,
    "room": room,
    "prompts": prompts,
    "settings": settings,
    "palette": palette,
    "keys": keys,
}
