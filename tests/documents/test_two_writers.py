"""A field that two people write: what stands, what is asked, and what an answer settles."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.documents.cells import Cell, is_open, read_cells, read_field, shown, standing
from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Kind

ITEM = (Kind.ITEM, "a")
HANDS = (("maya", "one"), ("henrik", "two"), ("maya", "three"))


@dataclass(frozen=True)
class Edit:
    """An edit as the reference knows it: with all that its writer knew."""

    number: int
    value: str
    past: frozenset[Edit] = field(repr=False)


class Copy:
    """A document beside a reference that keeps every edit ever heard of."""

    def __init__(self, member: str, hand: str) -> None:
        self.member = member
        self.document = PairDocument("pair", hand=hand)
        self.known: frozenset[Edit] = frozenset()

    def edit(self, number: int, value: str) -> None:
        self.document.set_fields(*ITEM, self.member, title=value)
        self._note(number, value)

    def answer(self, number: int, value: str) -> None:
        self.document.settle(*ITEM, "title", self.member, value)
        self._note(number, value)

    def hear(self, other: Copy) -> None:
        self.document.merge([other.document.snapshot()])
        self.known |= other.known

    def _note(self, number: int, value: str) -> None:
        if self.document.commit()[0]:  # to say what is shown already is no edit
            self.known |= {Edit(number, value, self.known)}

    @property
    def expected(self) -> set[str]:
        """The values that nobody wrote over knowingly."""
        covered = frozenset[Edit]().union(*(edit.past for edit in self.known))
        return {edit.value for edit in self.known - covered}

    @property
    def offered(self) -> list[str]:
        return [cell.value for cell in self.document.offered(*ITEM, "title")]

    @property
    def asks(self) -> bool:
        return "title" in self.document.pair.unsettled.get(ITEM, ())


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("edit", "edit", "answer", "hear", "hear")),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from("xyz"),
    ),
    max_size=40,
)


@given(STEPS)
def test_it_is_asked_exactly_when_values_were_written_unknown_to_each_other(
    steps: list[tuple[str, int, int, str]],
) -> None:
    copies, numbers = [Copy(*hand) for hand in HANDS], count()
    for act, at, other, value in steps:
        copy = copies[at]
        if act == "hear":
            copy.hear(copies[other])
        elif act == "answer":
            copy.answer(next(numbers), value)
        else:
            copy.edit(next(numbers), value)
        assert set(copy.offered) == copy.expected
        assert copy.asks == (len(copy.expected) > 1)
    for copy in copies * 2:
        for each in copies:
            copy.hear(each)
    assert len({(tuple(copy.offered), copy.asks) for copy in copies}) == 1
    for copy in copies:
        assert set(copy.offered) == copy.expected
        again = PairDocument("pair", copy.document.snapshot())
        assert again.pair == copy.document.pair


def apart() -> tuple[Copy, Copy]:
    """Return two laptops whose people wrote different titles."""
    maya, henrik = Copy("maya", "one"), Copy("henrik", "two")
    maya.edit(0, "x")
    henrik.hear(maya)
    maya.edit(1, "From Maya")
    henrik.edit(2, "From Henrik")
    maya.hear(henrik)
    henrik.hear(maya)
    return maya, henrik


def test_an_answer_on_one_side_settles_it_on_both() -> None:
    maya, henrik = apart()
    assert (maya.asks, henrik.asks) == (True, True)
    assert set(maya.offered) == {"From Maya", "From Henrik"}
    first = maya.offered[0]
    assert maya.document.pair.items["a"].title == first, "what is shown comes first"
    maya.answer(3, first)
    henrik.hear(maya)
    assert (maya.asks, henrik.asks) == (False, False)
    assert henrik.document.pair.items["a"].title == first


def test_two_answers_at_once_that_agree_settle_it_and_others_ask_again() -> None:
    maya, henrik = apart()
    maya.answer(3, "From Henrik")
    henrik.answer(4, "From Henrik")
    maya.hear(henrik)
    assert (maya.asks, maya.document.pair.items["a"].title) == (False, "From Henrik")
    maya, henrik = apart()
    maya.answer(3, "From Henrik")
    henrik.answer(4, "From Maya")
    maya.hear(henrik)
    assert maya.asks
    assert set(maya.offered) == {"From Maya", "From Henrik"}


def test_undoing_an_answer_asks_again_on_both_sides_and_redoing_it_settles() -> None:
    maya, henrik = apart()
    maya.answer(3, "From Henrik")
    for step, asks in ((maya.document.undo, True), (maya.document.redo, False)):
        step()
        henrik.hear(maya)
        assert (maya.asks, henrik.asks) == (asks, asks)


def test_an_undone_edit_does_not_hide_the_next_one_from_who_saw_it() -> None:
    maya, henrik = apart()
    maya.answer(3, "Settled")
    henrik.hear(maya)
    maya.edit(4, "Taken back")
    henrik.hear(maya)
    henrik.edit(5, "Henrik knew of that")
    maya.document.undo()
    maya.edit(6, "Maya did not know")
    maya.hear(henrik)
    assert maya.asks
    assert set(maya.offered) == {"Henrik knew of that", "Maya did not know"}


def test_an_undo_that_the_other_wrote_over_asks_nothing() -> None:
    maya, henrik = apart()
    maya.answer(3, "Settled")
    maya.edit(4, "Taken back")
    henrik.hear(maya)
    henrik.edit(5, "Better")
    maya.document.undo()
    maya.hear(henrik)
    assert (maya.asks, maya.document.pair.items["a"].title) == (False, "Better")


def test_the_same_words_twice_are_no_question() -> None:
    maya, henrik = Copy("maya", "one"), Copy("henrik", "two")
    maya.edit(0, "x")
    henrik.hear(maya)
    maya.edit(1, "y")
    henrik.edit(2, "y")
    henrik.hear(maya)
    assert not henrik.asks


def test_what_came_while_a_text_was_half_typed_was_not_known() -> None:
    maya, henrik = apart()
    maya.answer(3, "Settled")
    henrik.hear(maya)
    henrik.document.let_see(sees=False)
    maya.edit(4, "From Maya, meanwhile")
    henrik.hear(maya)
    henrik.edit(5, "Half ty")
    henrik.edit(6, "Half typed")
    henrik.document.let_see(sees=True)
    assert henrik.document.pair.unsettled
    maya.hear(henrik)
    assert set(maya.offered) == {"From Maya, meanwhile", "Half typed"}
    henrik.edit(7, "Seen by now")
    assert not henrik.document.pair.unsettled
    draft = (Kind.AGREEMENT, "")
    henrik.document.let_see(sees=False)
    maya.document.set_agreement("draft", "why", "Maya’s", "maya")
    maya.document.commit()
    henrik.hear(maya)
    henrik.document.set_agreement("draft", "why", "Henrik’s", "henrik")
    henrik.document.commit()
    assert henrik.document.pair.unsettled == {draft: ("why",)}


def test_what_nobody_chose_is_part_of_no_question() -> None:
    maya, henrik = Copy("maya", "one"), Copy("henrik", "two")
    for copy, minutes in ((maya, 60), (henrik, 45)):
        copy.document.set_fields(Kind.SESSION, "s1", "", ordinal=1, minutes=minutes)
        copy.document.commit()
    henrik.document.set_fields(Kind.SESSION, "s1", "henrik", minutes=30)
    henrik.document.commit()
    for n in range(30):
        maya.edit(n, str(n))  # far ahead in counting
    maya.document.set_fields(Kind.SESSION, "s2", "", minutes=60)
    maya.document.commit()
    maya.hear(henrik)
    assert maya.document.pair.sessions["s1"].minutes == 30
    assert not maya.document.pair.unsettled


def test_a_draft_of_the_agreement_is_asked_about_too() -> None:
    maya, henrik = Copy("maya", "one"), Copy("henrik", "two")
    for copy in (maya, henrik):
        copy.document.set_agreement("draft", "why", f"So says {copy.member}", copy.member)
        copy.document.commit()
    maya.hear(henrik)
    key = (Kind.AGREEMENT, "")
    assert maya.document.pair.unsettled == {key: ("why",)}
    maya.document.settle(*key, "why", "maya", "We both do")
    maya.document.commit()
    henrik.hear(maya)
    assert not henrik.document.pair.unsettled
    assert henrik.document.pair.agreement["draft"] == {"why": "We both do"}


def test_a_takeaway_typed_on_two_laptops_is_kept_twice() -> None:
    maya, henrik = Copy("maya", "one"), Copy("henrik", "two")
    field_ = "takeaway/henrik"
    key = (Kind.SESSION, "s1")
    own: dict[str, Any] = {field_: "On my own laptop"}
    lent: dict[str, Any] = {field_: "At Maya’s, handed over"}
    henrik.document.set_fields(*key, "henrik", **own)
    maya.document.set_fields(*key, "henrik", **lent)
    henrik.document.commit()
    maya.document.commit()
    maya.hear(henrik)
    assert maya.document.pair.unsettled == {key: (field_,)}
    assert {cell.value for cell in maya.document.offered(*key, field_)} == {
        "On my own laptop",
        "At Maya’s, handed over",
    }


def test_cells_of_two_parts_have_seen_what_is_below_them() -> None:
    old = {"maya": [1, "a"], "henrik": [2, "b"]}
    assert [cell.value for cell in standing(read_cells(old))] == ["b"]
    assert read_field(old) == (["b"], False)
    assert read_field({"maya": [2, "a"], "henrik": [2, "b"]}) == (["a"], True)
    newer = read_cells(old | {"maya~one": [9, "c", {"henrik": 2}]})
    assert [cell.value for cell in standing(newer)] == ["c"]


ODD: tuple[Any, ...] = (
    None,
    True,
    "x",
    [],
    [1],
    [1, 2, 3, 4],
    ["1", "x", {}],
    [True, "x", {}],
    [1.5, "x"],
    [2**60, "x", {}],
    [-(2**60), "x", {}],
    [3, ["x"], {"henrik~two": "much"}],
    [3, {"x": 1}, [1, 2]],
    [3, "x", {"henrik~two": 2**62, "": -1}],
    [3, float("nan"), {"maya~one": 5}],
)


@pytest.mark.parametrize("value", ODD)
def test_what_is_no_cell_or_an_odd_one_does_no_harm(value: Any) -> None:
    for raw in ({"maya~one": value}, {"": value}, {"maya~one": value, "henrik~two": [1, "b", 0]}):
        cells = read_cells(raw)
        values, asks = read_field(raw)
        assert len(values) == min(1, len(cells))
        assert asks == is_open(cells)
        assert {cell.writer for cell in standing(cells)} <= {cell.writer for cell in cells}


def test_cells_that_claim_to_have_seen_each_other_leave_one_to_show() -> None:
    cells = [Cell("a~1", 5, "x", {"b~2": 9}), Cell("b~2", 6, "y", {"a~1": 9})]
    assert (standing(cells), is_open(cells), shown(cells).value) == ([], False, "y")


def test_ten_thousand_writers_of_one_field_are_one_pass() -> None:
    seen = {f"w{n}": 1 for n in range(100)}
    cells = [Cell(f"w{n}", 1 + (n > 99), n, seen) for n in range(10_000)]
    assert len(standing(cells)) == 9_900
