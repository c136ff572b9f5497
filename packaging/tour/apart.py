"""Stops at what both changed while they could not see each other's words."""

from __future__ import annotations

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Changes, Kind, Origin
from rm_desktop.ui.places import Place, Where
from tour.stage import Stage, Stop


def today_both_changed(stage: Stage) -> None:
    """Back from the train: three things were changed on both laptops."""
    _apart(stage, Place(Where.TODAY))


def both_changed(stage: Stage) -> None:
    """The merge question."""
    _apart(stage, Place(Where.DIFFERENCES))


def prepare_both_changed(stage: Stage) -> None:
    """An agenda with a topic that stands twice."""
    _apart(stage, Place(Where.PREPARE))


def both_decided(stage: Stage) -> None:
    """After the first answer."""
    _apart(stage, Place(Where.DIFFERENCES))
    stage.press("keep-1")


def room_both_changed(stage: Stage) -> None:
    """In the middle of the hour, when the train comes out of the tunnel."""
    conductor = stage.open()
    session = conductor.desk.open_pair.pair.next_session.id
    conductor.desk.room.start(session)
    conductor.go(Place(Where.ROOM, session))
    conductor.settle_in()
    stage.settle()
    _disagree(stage)
    stage.tick(restart=True)


def nothing_to_decide(stage: Stage) -> None:
    """The page without a question."""
    stage.open(Place(Where.DIFFERENCES))


def _apart(stage: Stage, place: Place) -> None:
    conductor = stage.open()
    _disagree(stage)
    conductor.settle_in()
    conductor.go(place)
    stage.settle()


def _disagree(stage: Stage) -> None:
    """Let both edit the same lines apart, and merge the two documents."""
    desk = stage.conductor.desk
    opened = desk.open_pair
    pair, mine = opened.pair, opened.document
    session, partner = pair.next_session, pair.partner_of(opened.you).id
    own = [item for item in pair.agenda(session.id) if not item.is_segment]
    theirs = PairDocument(mine.id, mine.snapshot(), hand="train")
    desk.agenda.edit(own[0].id, title="Two videos that worked, and why", minutes=20)
    desk.agenda.edit(own[1].id, outcome="Henrik posts once himself, and we look at it together.")
    theirs.set_fields(
        Kind.ITEM, own[0].id, partner, title="What our youngest customers watch", minutes=15
    )
    words = "We know which three questions legal has to answer before the next post."
    theirs.set_fields(Kind.ITEM, own[1].id, partner, outcome=words)
    touched = opened.merge([theirs.snapshot()], lambda _before, _after: True) or frozenset()
    kinds, ids = frozenset(k for k, _ in touched), frozenset(i for _, i in touched)
    opened.tell(Changes(kinds, ids, Origin.REMOTE))


STOPS: dict[str, Stop] = {
    "today-both-changed": today_both_changed,
    "both-changed": both_changed,
    "both-changed-decided": both_decided,
    "both-changed-none": nothing_to_decide,
    "prepare-both-changed": prepare_both_changed,
    "room-both-changed": room_both_changed,
}
