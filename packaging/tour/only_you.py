"""Stops at what only the owner sees on the screens of the two, locked and unlocked."""

from __future__ import annotations

from rm_desktop.ui.drafts.panel import DraftsPanel
from rm_desktop.ui.places import Place, Where
from tour.stage import Stage, Stop

DEMO = "Live demo: our tool in five clicks"


def today_locked(stage: Stage) -> None:
    """One quiet button in the place of what is private."""
    stage.open()
    stage.profile.private.lock()


def today_handed_over(stage: Stage) -> None:
    """The partner at the keyboard, with a passage to read."""
    conductor = stage.open()
    conductor.desk.members.hand_over()


def draft(stage: Stage) -> None:
    """A topic draft with a link."""
    stage.open()
    _open_draft(stage)


def draft_preview(stage: Stage) -> None:
    """What the partner will see of a draft."""
    draft(stage)
    stage.press("draft-add")
    stage.press("preview-with-text")


def prepare_private(stage: Stage) -> None:
    """A topic with its private notes covered."""
    _prepare(stage)


def prepare_private_open(stage: Stage) -> None:
    """A topic with its private notes uncovered."""
    _prepare(stage)
    stage.press("note-cover")


def prepare_locked(stage: Stage) -> None:
    """A topic while private pages are locked."""
    _prepare(stage)
    stage.profile.private.lock()


def room_folded(stage: Stage) -> None:
    """Private notes in the room, folded."""
    _room(stage)


def room_covered(stage: Stage) -> None:
    """Private notes in the room, unfolded and covered."""
    _room(stage)
    stage.press("private-notes-fold")


def room_open(stage: Stage) -> None:
    """Private notes in the room, written in."""
    room_covered(stage)
    stage.press("note-cover")


def room_locked(stage: Stage) -> None:
    """One button while they are locked."""
    _room(stage)
    stage.profile.private.lock()


def room_sharing(stage: Stage) -> None:
    """Others see the screen."""
    _room(stage)
    stage.press("room-sharing")


def prompt_to_reflect_on(stage: Stage) -> None:
    """A prompt for oneself."""
    stage.open(Place(Where.PROMPTS, "dig-02"))


def passages(stage: Stage) -> None:
    """What the two showed each other, in the record of a session."""
    conductor = stage.open()
    conductor.go(Place(Where.SUMMARY, conductor.desk.open_pair.pair.closed[3].id))


def _open_draft(stage: Stage) -> None:
    desk = stage.conductor.desk
    ident = next(page.id for page in desk.drafts.listed() if page.state == "draft")
    for panel in stage.frame.findChildren(DraftsPanel):
        if panel.isVisible():
            panel.open(ident)
    stage.settle()


def _prepare(stage: Stage) -> None:
    conductor = stage.open()
    session = conductor.desk.open_pair.pair.next_session.id
    conductor.go(Place(Where.PREPARE, session, _demo(stage)))
    stage.settle()


def _room(stage: Stage) -> None:
    conductor = stage.open()
    room, session = conductor.desk.room, conductor.desk.open_pair.pair.next_session.id
    room.start(session)
    stage.clock.advance(14 * 60)
    room.next_topic(session)
    conductor.go(Place(Where.ROOM, session, _demo(stage)))
    stage.settle()
    stage.clock.advance(7.6 * 60)
    stage.tick(restart=True)


def _demo(stage: Stage) -> str:
    items = stage.conductor.desk.open_pair.pair.items.values()
    upcoming = stage.conductor.desk.open_pair.pair.next_session.id
    return next(i.id for i in items if i.title == DEMO and i.session == upcoming)


STOPS: dict[str, Stop] = {
    "today-locked": today_locked,
    "today-handed-over": today_handed_over,
    "draft": draft,
    "draft-preview": draft_preview,
    "prepare-private": prepare_private,
    "prepare-private-open": prepare_private_open,
    "prepare-locked": prepare_locked,
    "room-private": room_folded,
    "room-private-covered": room_covered,
    "room-private-open": room_open,
    "room-locked": room_locked,
    "room-sharing": room_sharing,
    "prompt-to-reflect-on": prompt_to_reflect_on,
    "summary-passages": passages,
}
