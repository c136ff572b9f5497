"""Tells whoever is elsewhere that the partner began the session, or closed it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.ui.places import Place
from rm_desktop.ui.shell.conductor import Conductor
from rm_desktop.ui.shell.hour import Hour, News


class Calling(QObject):
    """One per window: a notice with a way there; nobody is taken anywhere."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        self._hour = Hour()
        self._told: News | None = None
        self._see()
        conductor.house.changed.connect(self._on_house_changed)
        conductor.went.connect(self._on_went)

    def _see(self) -> str | None:
        desk = self._conductor.profile.desk
        if desk is None:
            return None
        session = desk.room.running()
        return self._hour.see(desk.open_pair.id, session.id if session else "")

    @Slot(object)
    def _on_house_changed(self, changes: Changes) -> None:
        if not changes.touches(Kind.SESSION, Kind.TIMELINE, Kind.PAIR):
            return
        former, conductor = self._see(), self._conductor
        if former is None or conductor.is_covered:
            return
        opened = conductor.desk.open_pair
        news = self._hour.news(opened.pair, former, opened.actor, changes.origin, conductor.place)
        if news is not None:
            self._told = news
            conductor.frame.say(news.words, news.action, partial(conductor.go, news.place))

    @Slot(object)
    def _on_went(self, place: Place) -> None:
        """Call nobody any more who has come, by whatever way."""
        told, frame = self._told, self._conductor.frame
        if told is not None and told.place.where == place.where:
            self._told = None
            if frame.notice == told.words:
                frame.hush()
