"""The card on the table, over a restart of the app in mid-session."""

from __future__ import annotations

from collections.abc import Callable

from rm_desktop.services.desk import Desk
from tests.ui.room.conftest import Hour


def test_a_drawn_card_still_lies_there_after_a_restart(
    running: Hour, open_room: Callable[[], Hour]
) -> None:
    running.press("prompt-draw")
    card = running.room.table.card
    assert card is not None
    again = open_room()
    assert again.words("prompt-text") == card.text
    assert again.button("prompt-draw").isHidden()
    again.press("prompt-another")
    second = again.room.table.card
    assert second is not None
    assert open_room().words("prompt-text") == second.text


def test_a_card_that_was_undrawn_or_went_on_the_agenda_does_not_come_back(
    running: Hour, desk: Desk, open_room: Callable[[], Hour]
) -> None:
    running.press("prompt-draw")
    card = running.room.table.card
    assert card is not None
    desk.prompts.note_asked(card.id, running.session, asked=False)
    assert open_room().room.table.card is None
    desk.prompts.note_asked(card.id, running.session)
    assert open_room().room.table.card == card
    running.press("prompt-add")
    assert open_room().room.table.card is None


def test_another_session_has_a_table_of_its_own(running: Hour, desk: Desk) -> None:
    running.press("prompt-draw")
    pair = desk.open_pair.pair
    assert desk.prompts.on_table(pair.following(pair.session(running.session)).id) is None
