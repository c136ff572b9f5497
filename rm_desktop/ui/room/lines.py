"""Topics as the room shows them, line by line; no Qt."""

from __future__ import annotations

from dataclasses import replace

from rm_desktop.domain.entities import AgendaItem, ItemState
from rm_desktop.domain.session_clock import Reading, TopicTime
from rm_desktop.domain.summary import GLANCE_MS
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.timer_words import stopwatch
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.agenda.words import RowWords


def topic_row(item: AgendaItem, reading: Reading, words: RowWords) -> AgendaRow:
    """Return a topic of the agenda with what its time has become."""
    time = reading.time_of(item.id)
    is_current = reading.open and item.id == reading.current
    # what was passed at a glance is not done: the close carries it over
    passed = time.finished and time.spent_ms >= GLANCE_MS
    done = (item.state == ItemState.DISCUSSED or passed) and not is_current
    note = words.leads(item.leads) if is_current else _note(item, time, words, done=done)
    row = words.row(item, note, current=is_current)
    minutes = round(time.allotted_ms / MINUTE_MS) if time.allotted_ms else item.minutes
    return replace(row, minutes=minutes, discussed=done)


def _note(item: AgendaItem, time: TopicTime, words: RowWords, *, done: bool) -> str:
    if done:
        return tr("done · {time}", time=stopwatch(time.spent_ms)) if time.spent_ms else tr("done")
    if time.spent_ms:
        leads = words.leads(item.leads)
        return tr("{leads} · {time} so far", leads=leads, time=stopwatch(time.spent_ms))
    return words.note(item)
