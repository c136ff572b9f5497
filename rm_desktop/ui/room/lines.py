"""Topics as the room shows them, line by line; no Qt."""

from __future__ import annotations

from dataclasses import replace

from rm_desktop.domain.entities import AgendaItem
from rm_desktop.domain.session_clock import Reading, TopicTime
from rm_desktop.domain.time_budget import MINUTE_MS
from rm_desktop.domain.timer_words import stopwatch
from rm_desktop.domain.words import tr
from rm_desktop.ui.agenda.row import AgendaRow
from rm_desktop.ui.agenda.words import RowWords


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
