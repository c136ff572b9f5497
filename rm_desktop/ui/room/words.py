"""The room's words for people, dates and actions, from the context; no Qt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rm_desktop.domain.date_words import day_words
from rm_desktop.domain.entities import DUE_NEXT_SESSION
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.action_line import OTHER_DATE, ActionLine, action_line
from rm_desktop.ui.agenda.menu import Choices
from rm_desktop.ui.agenda.words import RowWords, changed_twice, day_held
from rm_desktop.ui.room.action_row import Pairs

if TYPE_CHECKING:
    from rm_desktop.ui.screen import Context


def row_words(context: Context) -> RowWords:
    """Return the words of agenda rows for whoever is at the keyboard."""
    zone = context.profile.clock.local_zone()
    pair = context.desk.open_pair.pair
    sessions = pair.sessions

    def day_of(session: str) -> date | None:
        found = sessions.get(session)
        return day_held(found, zone) if found else None

    today = context.profile.local_now().date()
    return RowWords(context.voice, context.word, day_of, today, changed_twice(pair))


def people(context: Context) -> Pairs:
    """Return the two members with their words, the person at the keyboard first."""
    opened = context.desk.open_pair
    pair = opened.pair
    both = (opened.actor, pair.partner_of(opened.actor).id)
    return tuple((member, harmless(context.word(member))) for member in both if member)


def choices(context: Context) -> Choices:
    """Return what the menu of a topic offers."""
    objectives = context.desk.open_pair.pair.live_objectives
    return Choices(
        (*people(context), ("", tr("Both"))),
        (("", tr("None")), *((each.id, harmless(each.text)) for each in objectives)),
    )


def due_choices(today: date) -> Pairs:
    """Return until when an action can be due."""
    weeks = (today + timedelta(days=7), today + timedelta(days=14))
    return (
        (DUE_NEXT_SESSION, tr("next session")),
        *((day.isoformat(), day_words(day, today)) for day in weeks),
        ("", tr("no date")),
        (OTHER_DATE, tr("another date…")),
    )


def action_lines(context: Context, item: str) -> tuple[ActionLine, ...]:
    """Return the actions of a topic, in the order in which they were promised."""
    if not item:
        return ()
    today = context.profile.local_now().date()
    actions = context.desk.open_pair.pair.actions_of(item=item)
    return tuple(
        action_line(each, context.word(each.owner), context.voice(each.owner), today)
        for each in actions
    )
