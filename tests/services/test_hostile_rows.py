"""Whatever a partner writes into the document, lists, search and Today say what it says."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import loro
import pytest

from rm_desktop.documents.guard import guard
from rm_desktop.services.desk import Desk
from rm_desktop.services.merging import any_loss
from tests.attacks.poisons import Poisons, written
from tests.laptop import Laptop
from tests.services.seen import assert_in_step

#: One id for things of several kinds, as only a partner who means harm would give.
SAME = "zz>$/.."
FAR = 10**18


def take(laptop: Laptop, *acts: Callable[[loro.LoroDoc], None]) -> None:
    """Let updates of a partner come, as one step of sync."""
    opened = laptop.desk.open_pair
    base = opened.document.snapshot()
    with laptop.vault.transaction():
        opened.merge([written(base, act) for act in acts], any_loss)
    assert_in_step(laptop.profile)


def put(**fields: int | str) -> Callable[[loro.LoroDoc], None]:
    """Return an act that gives fields (`root_field`) to the things that bear the same id."""

    def act(doc: loro.LoroDoc) -> None:
        for place, value in fields.items():
            root, field = place.split("__")
            guard(doc.get_map(root).ensure_mergeable_map(SAME).insert, field, value)

    return act


def test_two_things_of_one_id_that_move_in_time_keep_their_own_words(laptop: Laptop) -> None:
    take(laptop, put(sessions__ordinal=FAR, actions__added_at=FAR, items__added_at=FAR))
    take(laptop, put(sessions__title="Planets", actions__text="Comets", items__title="Moons"))
    move = put(sessions__ordinal=2, actions__added_at=2, items__added_at=2, members__name="x")
    take(laptop, move)
    for word, kind in (("planets", "session"), ("comets", "action"), ("moons", "item")):
        assert [(found.kind, found.id) for found in laptop.desk.search.find(word)] == [(kind, SAME)]


def test_notes_move_in_time_with_their_topic(laptop: Laptop, desk: Desk) -> None:
    take(laptop, put(items__title="Moons", items__added_at=FAR))
    notes = desk.notes(SAME)
    notes.splice(0, 0, "Callisto")
    notes.rest()
    take(laptop, put(items__added_at=5))
    assert [(found.id, found.at) for found in desk.search.find("callisto")] == [(SAME, 5)]
    assert_in_step(laptop.profile)


@pytest.mark.parametrize("seed", [22, 123])
def test_rows_follow_odd_values(laptop: Laptop, desk: Desk, seed: int) -> None:
    dice = Random(seed)
    desk.agenda.add(laptop.upcoming, "Budget")
    for _ in range(25):
        poisons = Poisons(dice, desk.open_pair.document.snapshot())
        take(laptop, *(poisons.scribble for _ in range(dice.choice((1, 3, 10)))))
