"""What two people do all day, done in a pair that somebody filled with nonsense."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

from rm_desktop.domain.entities import WrapUp
from rm_desktop.domain.errors import KnownError
from rm_desktop.services.desk import Desk

SOON = datetime(2030, 5, 6, 10, 0)  # noqa: DTZ001 - local, as people say it
_A_FEW = 4


@contextlib.contextmanager
def maybe() -> Iterator[None]:
    """Bear what the app says to a person; anything else is a bug."""
    with contextlib.suppress(KnownError):
        yield


def write_everywhere(desk: Desk) -> None:
    """Change something of each kind, also what a partner filled."""
    _topics(desk)
    _sessions(desk)
    _around(desk)
    _questions(desk)
    _agreement(desk)


def _topics(desk: Desk) -> None:
    pair = desk.open_pair.pair
    for item in pair.order[:_A_FEW]:
        with maybe():
            desk.agenda.edit(item, title="mine", minutes=7, outcome="done")
            desk.agenda.shift(item, 1)
            desk.agenda.move(item, pair.next_session.id)
            desk.agenda.mark_discussed(item)
            desk.agenda.delete(item)
            desk.agenda.restore(item)
    for action in sorted(pair.actions)[:_A_FEW]:
        with maybe():
            desk.actions.edit(action, text="mine")
            desk.actions.set_done(action, done=True)
    for objective in sorted(pair.objectives)[:_A_FEW]:
        with maybe():
            desk.together.edit_objective(objective, text="mine")


def _sessions(desk: Desk) -> None:
    upcoming = desk.open_pair.pair.next_session.id
    with maybe():
        desk.sessions.plan(upcoming, SOON, "Europe/London", 45)
        desk.sessions.rename(upcoming, "Ours")
        desk.sessions.set_minutes(upcoming, 50)
    if desk.open_pair.pair.session(upcoming).title != "Ours":
        raise AssertionError("a session that cannot be written")
    with maybe():
        desk.room.start(upcoming)
        desk.room.reading(upcoming)
        desk.room.close(upcoming, WrapUp.DONE)


def _around(desk: Desk) -> None:
    desk.together.set_purpose("to learn")
    desk.together.set_rhythm(every="2 weeks", count=6, minutes=60, zone="Europe/London")
    if desk.open_pair.pair.charter.purpose != "to learn":
        raise AssertionError("a charter that cannot be written")
    for member in sorted(desk.open_pair.pair.members)[:_A_FEW]:
        with maybe():
            desk.members.rename(member, "Somebody")
    assert desk.bin.contents() is not None
    for passage in desk.passages.all()[:_A_FEW]:
        with maybe():
            desk.passages.mark_seen(passage.id)


def _questions(desk: Desk) -> None:
    for number, difference in enumerate(desk.differences.open()[: 2 * _A_FEW]):
        with maybe():
            if number % 2:
                desk.differences.keep_both(difference)
            else:
                desk.differences.choose(difference, difference.versions[-1])
    assert desk.differences.words("Maya", "Henrik") is not None


def _agreement(desk: Desk) -> None:
    assert desk.agreement.state is not None
    for field in desk.agreement.fields[:2]:
        with maybe():
            desk.agreement.edit(field.id, "Words of ours")
    with maybe():
        desk.agreement.sign(desk.open_pair.you)
    assert desk.agreement.state is not None
