"""When a deletion of somebody else's waits for a yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.deletions import taken_away, title_of
from rm_desktop.domain.entities import Action, AgendaItem, Charter, Objective, Session
from rm_desktop.domain.pair import CHARTER_ID, Pair


def pair_of(count: int, *, binned: int = 0, gone: int = 0) -> Pair:
    """Return a pair of some topics, the first of them in the bin, the last gone for good."""
    items = {
        f"i{n}": AgendaItem(f"i{n}", title=f"Topic {n}", binned_at=int(n < binned))
        for n in range(count - gone)
    }
    return Pair("p", charter=Charter(CHARTER_ID), items=items)


@pytest.mark.parametrize(
    ("count", "binned", "gone", "large"),
    [
        (10, 0, 0, False),
        (4, 1, 0, False),  # a quarter, but one
        (9, 2, 0, False),
        (10, 3, 0, True),
        (16, 3, 0, False),
        (100, 5, 0, False),
        (100, 6, 0, True),
        (100, 3, 3, True),
        (3, 0, 3, True),
    ],
)
def test_what_is_large(count: int, binned: int, gone: int, large: bool) -> None:
    found = taken_away(pair_of(count), pair_of(count, binned=binned, gone=gone))
    assert (len(found.things), found.of_all) == (binned + gone, count)
    assert found.is_large == large


def test_what_was_in_the_bin_before_does_not_count() -> None:
    found = taken_away(pair_of(9, binned=4), pair_of(9, binned=4, gone=1))
    assert (len(found.things), found.of_all) == (1, 5)


def test_everything_that_can_be_deleted_counts_and_has_a_name() -> None:
    before = replace(
        pair_of(1),
        sessions={"s": Session("s", 1, title="The first one")},
        actions={"a": Action("a", "Send the film")},
        objectives={"o": Objective("o", text="Budgets")},
    )
    found = taken_away(before, Pair("p", charter=before.charter))
    assert {kind: title_of(thing) for kind, thing in found.things} == {
        Kind.ITEM: "Topic 0",
        Kind.SESSION: "The first one",
        Kind.ACTION: "Send the film",
        Kind.OBJECTIVE: "Budgets",
    }
