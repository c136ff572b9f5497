"""Entities as JSON and back, whatever another version wrote."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.entities import (
    Action,
    AgendaItem,
    Charter,
    Entity,
    Member,
    Objective,
    PromptMark,
    Session,
    Timeline,
    from_plain,
    to_plain,
)

KINDS = (Member, Session, AgendaItem, Action, Objective, PromptMark, Charter)
WORDS = st.text(max_size=5)


@pytest.mark.parametrize("kind", KINDS)
def test_an_entity_of_a_newer_version_is_read_without_what_we_do_not_know(
    kind: type[Entity],
) -> None:
    assert from_plain(kind, {"id": "x", "invented_later": [1, 2]}) == kind("x")


@given(st.data())
def test_an_entity_comes_back_from_json_as_it_was(data: st.DataObject) -> None:
    kinds = st.sampled_from(KINDS)
    entity: Entity = data.draw(kinds.flatmap(lambda kind: st.builds(kind, id=WORDS)))
    assert from_plain(type(entity), json.loads(json.dumps(to_plain(entity)))) == entity


def test_lists_become_tuples_all_the_way_down_and_events_stay_as_they_are() -> None:
    session = from_plain(Session, {"id": "s", "takeaways": [["maya", "Let him drive"]]})
    assert session.takeaways == (("maya", "Let him drive"),)
    events = ({"id": "e", "kind": "started"},)
    plain = json.loads(json.dumps(to_plain(Timeline("s", events))))
    assert from_plain(Timeline, plain) == Timeline("s", events)


def test_a_templates_part_is_nobodys_until_it_has_an_outcome_or_a_prompt() -> None:
    part = AgendaItem("a", added_by="template:learning")
    assert part.is_segment
    assert not AgendaItem("a", added_by="maya").is_segment
    assert not from_plain(AgendaItem, to_plain(part) | {"outcome": "agreed"}).is_segment
    assert not from_plain(AgendaItem, to_plain(part) | {"prompt": "pur-01"}).is_segment
