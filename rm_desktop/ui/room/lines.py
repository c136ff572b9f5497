"""Topics and actions as the room shows them, line by line; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from rm_desktop.domain.date_words import due_words
from rm_desktop.domain.entities import DUE_NEXT_SESSION, Action, AgendaItem
from rm_desktop.domain.session_clock import Reading, TopicTime
from rm_desktop.domain.text import harmless
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.timer_words import stopwatch
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.agenda.words import RowWords

Voice = Literal["you", "them", "both"]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as a row: who, what, until when."""

    id: str
    text: str
    owner: str
    owner_word: str
    voice: Voice
    due: str
    due_word: str
    overdue: bool
    done: bool


def topic_row(item: AgendaItem, reading: Reading, words: RowWords) -> AgendaRow:
    """Return a topic of the agenda with what its time has become."""
    time = reading.time_of(item.id)
    is_current = reading.open and item.id == reading.current
    row = words.row(item, _note(item, time, words, is_current=is_current), current=is_current)
    minutes = round(time.allotted_ms / MINUTE_MS) if time.allotted_ms else item.minutes
    done = (row.discussed or time.finished) and not is_current
    return replace(row, minutes=minutes, discussed=done)


def _note(item: AgendaItem, time: TopicTime, words: RowWords, *, is_current: bool) -> str:
    if is_current:
        return words.leads(item.leads)
    if time.finished:
        return tr("done · {time}", time=stopwatch(time.spent_ms)) if time.spent_ms else tr("done")
    if time.spent_ms:
        leads = words.leads(item.leads)
        return tr("{leads} · {time} so far", leads=leads, time=stopwatch(time.spent_ms))
    return words.note(item)


def action_line(action: Action, word: str, voice: str, today: date) -> ActionLine:
    """Return an action as a row; a due date that cannot be read is shown as it is."""
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
        harmless(word.partition(" ")[0]),
        cast("Voice", voice),
        action.due,
        tr("done") if action.done_at else due,
        overdue,
        bool(action.done_at),
    )
