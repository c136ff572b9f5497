"""What a screen asks of a change: is any of it mine."""

from __future__ import annotations

from rm_desktop.domain.changes import NOTHING, Changes, Kind, Origin


def test_a_screen_looks_again_when_one_of_its_kinds_changed() -> None:
    changes = Changes(frozenset({Kind.ITEM, Kind.ORDER}), frozenset({"a"}))
    assert changes.touches(Kind.SESSION, Kind.ORDER)
    assert not changes.touches(Kind.SESSION)
    assert not changes.touches()
    assert (changes.origin, changes.label) == (Origin.LOCAL, "")


def test_nothing_touches_no_screen() -> None:
    assert not any(NOTHING.touches(kind) for kind in Kind)
