"""What the room makes of a topic's minutes: taken away, not set, hardly used."""

from __future__ import annotations

from rm_desktop.domain.entities import ItemState
from rm_desktop.services.desk import Desk
from tests.ui.conftest import Heard
from tests.ui.room.conftest import Hour


def test_a_topic_keeps_the_minutes_it_has_taken_and_the_room_says_so(
    running: Hour, heard: Heard
) -> None:
    running.press("timer-minus-1")
    assert heard.said == []
    running.press("timer-minus-5")
    assert running.reading.topic.allotted_ms == 60_000
    words = "A topic keeps the minutes it has taken so far, and one at least."
    assert heard.said == [(words, "")]


def test_the_ring_is_called_by_the_topic_it_shows(running: Hour, desk: Desk) -> None:
    brief = running.items["What a creator brief looks like"]
    desk.agenda.edit(brief, minutes=0)
    running.wait(90)
    running.press("timer-next")
    assert running.room.view.timer.ring.accessibleName() == "0:00 so far"


def test_the_last_topic_skipped_is_not_marked_on_the_way_to_the_close(
    running: Hour, desk: Desk
) -> None:
    desk.agenda.delete(running.items["What did we learn?"])
    for _ in range(4):
        running.press("timer-next")
    assert {item.state for item in desk.open_pair.pair.agenda(running.session)} == {ItemState.OPEN}
    first = running.room.view.agenda.topics.row_of(running.items["Arrive"])
    assert first is not None
    assert not first.discussed
