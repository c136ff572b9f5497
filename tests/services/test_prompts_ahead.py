"""The prompt that is offered while a session is prepared suits where the pair stands."""

from __future__ import annotations

from rm_desktop.domain.prompts import Prompt, Stage
from rm_desktop.services.desk import Desk
from tests.laptop import Laptop


def all_offered(desk: Desk, session: str) -> list[Prompt]:
    """Draw and put aside until nothing is left."""
    found: list[Prompt] = []
    while prompt := desk.prompts.draw_ahead(session):
        assert desk.prompts.suits_ahead(prompt, session)
        desk.prompts.put_aside(prompt.id)
        found.append(prompt)
    return found


def test_a_first_session_is_offered_nothing_that_closes(laptop: Laptop, desk: Desk) -> None:
    offered = all_offered(desk, laptop.upcoming)
    assert offered
    assert {prompt.stage for prompt in offered} <= {Stage.OPENING, Stage.DEEPENING}
    assert "closing" not in {prompt.category for prompt in offered}


def test_the_last_session_is_offered_endings_first(laptop: Laptop, desk: Desk) -> None:
    desk.together.set_rhythm(every="1 month", count=1, minutes=60, zone="Europe/London")
    desk.sessions.apply_template(laptop.upcoming, "closing", 60)
    offered = all_offered(desk, laptop.upcoming)
    assert offered[0].category == "closing"
    assert Stage.CLOSING in {prompt.stage for prompt in offered}
