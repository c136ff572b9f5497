"""How private notes open, step by step."""

from __future__ import annotations

from rm_desktop.ui.private_notes.fold import Fold, Openness


def test_it_opens_step_by_step_and_covers_itself_for_another_topic() -> None:
    fold = Fold(folded=True)
    fold.turn_to("a")
    seen = [fold.openness]
    fold.toggle()
    seen.append(fold.openness)
    fold.uncover()
    seen.append(fold.openness)
    fold.turn_to("a")
    seen.append(fold.openness)
    fold.turn_to("b")
    seen.append(fold.openness)
    fold.toggle()
    seen.append(fold.openness)
    assert seen == [
        Openness.FOLDED,
        Openness.COVERED,
        Openness.OPEN,
        Openness.OPEN,
        Openness.COVERED,
        Openness.FOLDED,
    ]


def test_without_a_topic_nothing_is_open() -> None:
    fold = Fold(folded=False)
    fold.uncover()
    assert fold.openness == Openness.COVERED


def test_folding_covers() -> None:
    fold = Fold(folded=False)
    fold.turn_to("a")
    fold.uncover()
    fold.toggle()
    fold.toggle()
    assert fold.openness == Openness.COVERED
