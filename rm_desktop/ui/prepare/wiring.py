"""Which intent of a list or a card is which deed."""

from __future__ import annotations

from rm_desktop.ui.agenda.agenda_list import AgendaList
from rm_desktop.ui.prepare.deeds import Deeds
from rm_desktop.ui.prepare.view import PrepareView


def wire_list(topics: AgendaList, deeds: Deeds) -> None:
    """Let what is done to one topic in a list be done."""
    topics.title_edited.connect(deeds.rename)
    topics.minutes_edited.connect(deeds.set_minutes)
    topics.leads_chosen.connect(deeds.set_leads)
    topics.objective_chosen.connect(deeds.set_objective)
    topics.shift_requested.connect(deeds.shift)
    topics.discussed_toggled.connect(deeds.set_discussed)
    topics.park_requested.connect(deeds.park)
    topics.dismiss_requested.connect(deeds.drop)
    topics.delete_requested.connect(deeds.delete)
    topics.versions_requested.connect(deeds.look_at_versions)


def wire_around(view: PrepareView, deeds: Deeds) -> None:
    """Let what the cards around the agenda ask for be done."""
    view.carried.keep_requested.connect(deeds.keep)
    view.carried.park_requested.connect(deeds.park)
    view.carried.drop_requested.connect(deeds.drop)
    view.topic.leads_chosen.connect(deeds.set_leads)
    view.topic.objective_chosen.connect(deeds.set_objective)
    view.topic.outcome_edited.connect(deeds.set_outcome)
    view.prompt.add_requested.connect(deeds.add_prompt)
    view.since.done_requested.connect(deeds.finish_action)
