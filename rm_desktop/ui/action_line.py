"""An action in a line, as the room and the close show it; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from rm_desktop.domain.date_words import due_words
from rm_desktop.domain.entities import DUE_NEXT_SESSION, Action
from rm_desktop.domain.names import first_name
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr

Voice = Literal["you", "them", "both"]

#: The choice of a due date that asks for one.
OTHER_DATE = "?"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Who, what, until when; `due_word` is empty where it is due at no time."""

    id: str
    text: str
    owner: str
    owner_word: str
    voice: Voice
    due: str
    due_word: str
    overdue: bool
    done: bool


def action_line(action: Action, word: str, voice: str, today: date) -> ActionLine:
    """Return an action as a line; a due date that cannot be read is shown as it is."""
    due, overdue = "", False
    if action.due == DUE_NEXT_SESSION:
        due = tr("next session")
    elif action.due:
        try:
            day = date.fromisoformat(action.due)
        except ValueError:
            due = harmless(action.due)
        else:
            due, overdue = due_words(day, today), day < today and not action.done_at
    return ActionLine(
        action.id,
        harmless(action.text),
        action.owner,
        first_name(harmless(word)),
        cast("Voice", voice),
        action.due,
        due,
        overdue,
        bool(action.done_at),
    )
