"""What a person types finds what they mean, and is never a command."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rm_desktop.vault.rows import MATCH_END, MATCH_START, ItemRow, SearchRow
from rm_desktop.vault.vault import Vault
from rm_desktop.vault.words import match_expression
from tests.vault.samples import HOUR, topic, words


@pytest.fixture
def library(vault: Vault) -> Vault:
    bodies = {
        "t1": "How we share notes between offices",
        "t2": "Notes to share: the café rota",
        "t3": "C++ and follow-up questions, 15 % of them",
    }
    vault.write(
        "pair",
        items=[topic(id, f"Title {id}", at=n * HOUR) for n, id in enumerate(bodies)],
        texts=[words(id, body, title=f"Title {id}") for id, body in bodies.items()],
    )
    return vault


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("notes", ["t2", "t1"]),
        ("NOT", ["t2", "t1"]),
        ("share notes", ["t2", "t1"]),
        ('"share notes"', ["t1"]),
        ('"share no', ["t1"]),
        ('"share no"', []),
        ("“share notes”", ["t1"]),
        ("cafe", ["t2"]),
        ("CAFÉ", ["t2"]),
        ("follow-up", ["t3"]),
        ("c++", ["t3"]),
        ("15 %", ["t3"]),
        ("title", ["t3", "t2", "t1"]),
        ("body: notes", []),
        ("notes OR questions", []),
        ("notes NOT share", []),
        ("notes*", ["t2", "t1"]),
        ("-notes", ["t2", "t1"]),
        ("", []),
        ("   ", []),
        ('"', []),
        ('""', []),
        ("***", []),
        ("🙂", []),
        ("notes\0", ["t2", "t1"]),
        ("\ud800", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(library: Vault, typed: str, found: list[str]) -> None:
    assert [row.id for row in library.search(typed)] == found


def test_hits_are_marked_in_title_and_body(library: Vault) -> None:
    [row] = library.search("cafe")
    assert row.snippet == f"Notes to share: the {MATCH_START}café{MATCH_END} rota"
    [row] = library.search("t2")
    assert row.title == f"Title {MATCH_START}t2{MATCH_END}"


def test_a_search_keeps_to_a_document_to_kinds_and_to_the_newest(vault: Vault) -> None:
    for document in ("pair", "other"):
        rows = [
            ItemRow(document, kind, f"{kind}{n}", at=n * HOUR)
            for n in range(4)
            for kind in ("topic", "action")
        ]
        texts = [SearchRow(document, row.kind, row.id, "", "findable") for row in rows]
        vault.write(document, items=rows, texts=texts)

    assert len(vault.search("findable")) == 16
    assert {row.document for row in vault.search("findable", document="other")} == {"other"}
    only = vault.search("findable", document="pair", kinds=["action"], limit=3)
    assert [row.id for row in only] == ["action3", "action2", "action1"]
    assert len(vault.search("findable", kinds=["action", "topic"])) == 16


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_is_a_command(typed: str) -> None:
    expression = match_expression(typed)
    assert expression is None or set(expression[1:].split('"')[1::2]) <= {" ", "", "*"}


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(
        alphabet=st.sampled_from(string.ascii_letters[:6] + " \"*:()^+-{}'\\%“”\0é🙂"), max_size=40
    )
)
def test_no_search_ever_fails(library: Vault, typed: str) -> None:
    assert len(library.search(typed)) <= 3


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_results_are_newest_first_however_items_came_and_moved(
    vault: Vault, hours: list[int]
) -> None:
    vault.write("pair")
    vault.clear_projection("pair")
    for n, hour in enumerate(hours):
        id = f"t{n % 5}"
        vault.write("pair", items=[topic(id, at=hour * HOUR)], texts=[words(id, "findable")])
    times = [row.at for row in vault.search("findable")]
    assert times == sorted(times, reverse=True)
    assert len(times) == min(5, len(hours))


def test_the_index_stays_sound_through_edits(library: Vault, tmp_path: Path) -> None:
    for n in range(30):
        library.write("pair", texts=[words("t1", f"wording number {n}")])
    assert library.integrity() == ()
    assert [row.id for row in library.search("wording")] == ["t1"]
    assert library.search("number 28") == []


def test_words_stay_with_their_item_when_several_move_at_once(vault: Vault) -> None:
    def write(at: int) -> None:
        rows = [ItemRow("pair", kind, "same", kind, at=at) for kind in ("session", "topic")]
        texts = [SearchRow("pair", row.kind, row.id, row.title, "findable") for row in rows]
        vault.write("pair", items=[ItemRow("pair", "action", f"same{at}"), *rows], texts=texts)

    for hour in (5, 0, 9):
        write(hour * HOUR)
        found = vault.search("findable")
        assert {(row.kind, row.title) for row in found} == {
            ("session", "session"),
            ("topic", "topic"),
        }
        assert [row.id for row in found] == ["same", "same"]
