"""The stops of the tour: every screen, and every state of it that is worth seeing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from rm_desktop.domain.entities import WrapUp
from rm_desktop.ui.places import Place, Where
from tour import apart, failures, first_run, journal, locked, only_you, pairing, shared
from tour.stage import Stage, Stop

PASTED = """Hi Henrik, for Saturday I would like to talk about

- Two videos that worked, and one that did not (15 min)
- What legal really asks for (10 min)
- Your first post, read by three people
    - what they noticed first
- Next date - 5 min
"""


def today(stage: Stage) -> None:
    """Two days before a session."""
    stage.open()


def today_empty(stage: Stage) -> None:
    """A pair that has just met."""
    stage.open(empty=True)


def today_look_back(stage: Stage) -> None:
    """The day after a session that was closed without its closing minutes."""
    conductor = stage.open()
    desk = conductor.desk
    session = desk.open_pair.pair.next_session.id
    desk.room.start(session)
    stage.clock.advance(58 * 60)
    desk.room.close(session, WrapUp.PENDING)
    stage.clock.advance(20 * 3600)
    conductor.go(Place(Where.TODAY))
    conductor.house.minute_passed.emit()


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


def at(where: Where, stage: Stage) -> None:
    """A screen as one finds it."""
    stage.open(Place(where))


def prepare_empty(stage: Stage) -> None:
    """An agenda with nothing on it."""
    stage.open(Place(Where.PREPARE), empty=True)


def prepare_over(stage: Stage) -> None:
    """An agenda that is longer than the hour."""
    conductor = stage.open(Place(Where.PREPARE))
    session = conductor.desk.open_pair.pair.next_session.id
    conductor.desk.agenda.add(session, "Everything we know about newsletters", minutes=20)


def paste(stage: Stage) -> None:
    """A list from an e-mail, before it becomes topics."""
    stage.open(Place(Where.PREPARE))
    QApplication.clipboard().setText(PASTED)
    stage.press("paste-list")


def templates(stage: Stage) -> None:
    """Session templates."""
    stage.open(Place(Where.PREPARE))
    stage.press("templates")


def room(stage: Stage) -> None:
    """In the middle of the second topic, with a prompt drawn."""
    run(stage, 7.6)
    stage.press("prompt-draw")


def room_twenty(stage: Stage) -> None:
    """A fifth of the topic's time is left."""
    run(stage, 16.5)


def room_overtime(stage: Stage) -> None:
    """Two minutes over."""
    run(stage, 22.1)


def room_paused(stage: Stage) -> None:
    """Paused."""
    session = run(stage, 5)
    stage.conductor.desk.room.pause(session)


def room_slept(stage: Stage) -> None:
    """The one question after sleep."""
    run(stage, 5)
    stage.settle()
    stage.clock.sleep(25 * 60)
    stage.tick()


def mini_timer(stage: Stage) -> QWidget | None:
    """The small window that stays on top."""
    run(stage, 7.6)
    stage.settle()
    stage.key(Qt.Key.Key_M)
    stage.settle()
    return stage.window("mini-timer")


def hand_over(stage: Stage) -> None:
    """The cover between the two."""
    stage.open()
    stage.conductor.hand_over()


def close(stage: Stage) -> None:
    """The closing minutes."""
    session = run(stage, 18)
    desk = stage.conductor.desk
    desk.room.next_topic(session)
    desk.room.set_takeaway(
        session, desk.members.you.id, "He finds the answer if I wait ten seconds."
    )
    stage.conductor.go(Place(Where.CLOSE, session))


def summary(stage: Stage) -> None:
    """The record of the last session."""
    conductor = stage.open()
    conductor.go(Place(Where.SUMMARY, conductor.desk.open_pair.pair.closed[-1].id))


def prompt_detail(stage: Stage) -> None:
    """Why a prompt works."""
    stage.open(Place(Where.PROMPTS, "lea-03"))


def prompt_drawn(stage: Stage) -> None:
    """A card drawn by the rules."""
    stage.open(Place(Where.PROMPTS))
    stage.press("prompts-draw")


def agreement(stage: Stage) -> None:
    """The working agreement, opened."""
    stage.open(Place(Where.TOGETHER, focus="agreement"))


def run(stage: Stage, minutes: float) -> str:
    """Start the next session, finish its first topic, and be some minutes into the second."""
    conductor = stage.open()
    room_, pair = conductor.desk.room, conductor.desk.open_pair.pair
    session = pair.next_session.id
    room_.start(session)
    stage.clock.advance(14 * 60)
    room_.next_topic(session)
    conductor.go(Place(Where.ROOM, session))
    stage.settle()
    stage.clock.advance(minutes * 60)
    stage.tick(restart=True)
    return session


STOPS: dict[str, Stop] = {
    "welcome": first_run.welcome,
    "welcome-passphrase": first_run.passphrase,
    "today": today,
    "today-empty": today_empty,
    "today-look-back": today_look_back,
    "sessions": partial(at, Where.SESSIONS),
    "prepare": partial(at, Where.PREPARE),
    "prepare-empty": prepare_empty,
    "prepare-over": prepare_over,
    "paste": paste,
    "templates": templates,
    "room": room,
    "room-twenty-percent": room_twenty,
    "room-overtime": room_overtime,
    "room-paused": room_paused,
    "room-slept": room_slept,
    "mini-timer": mini_timer,
    "hand-over": hand_over,
    "close": close,
    "summary": summary,
    "prompts": partial(at, Where.PROMPTS),
    "prompt-detail": prompt_detail,
    "prompt-drawn": prompt_drawn,
    "together": partial(at, Where.TOGETHER),
    "agreement": agreement,
    "settings": partial(at, Where.SETTINGS),
    "palette": palette,
    "keys": keys,
    **journal.STOPS,
    **only_you.STOPS,
    **apart.STOPS,
    **locked.STOPS,
    **shared.STOPS,
    **pairing.STOPS,
    **failures.STOPS,
}
