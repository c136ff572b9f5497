"""The stops of the tour: every screen, and every state of it that is worth seeing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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
    field = stage.frame.findChild(QWidget, "palette-field")
    if field is not None:
        field.setProperty("text", "video")


def keys(stage: Stage) -> None:
    """The list of keys."""
    stage.open()
    stage.panels.open_keys()


def sessions(stage: Stage) -> None:
    """All sessions."""
    stage.open(Place(Where.SESSIONS))


STOPS: dict[str, Stop] = {
    "today": today,
    "palette": palette,
    "keys": keys,
}
