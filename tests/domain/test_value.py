from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property

import pytest

from rm_desktop.domain.value import dataclass


@dataclass(frozen=True, slots=True)
class Cup:
    """Something to drink from."""

    colour: str
    handles: int = 1
    of: tuple[str, ...] = ()

    @property
    def is_mug(self) -> bool:
        return self.handles == 1


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    colour: str
    handles: int = 1
    of: tuple[str, ...] = ()


def test_it_is_made_by_position_or_name_with_defaults() -> None:
    assert Cup("red", 2) == Cup(handles=2, colour="red")
    assert Cup("red").handles == 1
    assert Cup("red").is_mug


def test_what_is_missing_or_too_much_is_refused_as_in_any_function() -> None:
    with pytest.raises(TypeError, match="colour"):
        Cup()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="lid"):
        Cup("red", lid=True)  # type: ignore[call-arg]


def test_it_cannot_be_changed() -> None:
    cup = Cup("red")
    with pytest.raises(dataclasses.FrozenInstanceError):
        cup.colour = "blue"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del cup.colour
    assert not hasattr(cup, "__dict__")


def test_equal_values_are_equal_and_hash_alike_but_not_to_another_kind() -> None:
    assert {Cup("red"), Cup("red"), Cup("blue")} == {Cup("blue"), Cup("red")}
    others: list[object] = [Twin("red"), ("red", 1, ())]
    assert Cup("red") not in others


def test_dataclasses_take_it_for_one_of_theirs() -> None:
    cup, twin = Cup("red", of=("clay",)), Twin("red", of=("clay",))
    assert dataclasses.is_dataclass(Cup)
    assert dataclasses.replace(cup, handles=2) == Cup("red", 2, ("clay",))
    assert dataclasses.asdict(cup) == dataclasses.asdict(twin)
    theirs = [(each.name, each.default) for each in dataclasses.fields(Twin)]
    assert [(each.name, each.default) for each in dataclasses.fields(Cup)] == theirs


def test_it_is_shown_copied_matched_and_sent_as_a_dataclass_is() -> None:
    cup = Cup("red", of=("clay",))
    assert repr(cup) == repr(Twin("red", of=("clay",))).replace("Twin", "Cup")
    assert copy.deepcopy(cup) == cup
    assert pickle.loads(pickle.dumps(cup)) == cup
    match cup:
        case Cup(colour, handles):
            assert (colour, handles) == ("red", 1)


@dataclass(frozen=True)
class Jug:
    litres: int
    of: str = "glass"

    @cached_property
    def pints(self) -> float:
        return self.litres / 0.568


def test_without_slots_it_keeps_what_was_worked_out() -> None:
    jug = Jug(2)
    assert jug.pints is jug.pints
    assert (jug, jug.of) == (Jug(2, of="glass"), "glass")
    assert dataclasses.replace(jug, litres=3) == Jug(3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        jug.litres = 1  # type: ignore[misc]
