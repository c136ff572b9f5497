"""How hard a passphrase is to guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.passphrase import Strength, guess_bits, judge_passphrase, strength_of


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "a",
        "password",
        "Password123",
        "12345678901234567890",
        "qwertzuiop",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "coffee coffee coffee coffee",
        "maya okafor",
    ],
)
def test_what_a_guesser_tries_first_is_weak(passphrase: str) -> None:
    assert strength_of(passphrase) == Strength.WEAK


@pytest.mark.parametrize(
    "passphrase",
    ["correct horse battery staple", "k7#Qv!2xLw", "吾輩は猫である名前はまだ無い"],
)
def test_what_takes_long_to_guess_is_strong(passphrase: str) -> None:
    assert strength_of(passphrase) == Strength.STRONG


def test_one_more_word_makes_a_fair_one_strong() -> None:
    assert strength_of("blue kettle window") == Strength.FAIR
    assert strength_of("blue kettle window eleven") == Strength.STRONG
    assert "One more word" in judge_passphrase("blue kettle window", "").words


@given(st.text(max_size=40))
def test_any_text_is_judged(passphrase: str) -> None:
    assert (guess_bits(passphrase) > 0) == bool(passphrase)


@given(st.text(max_size=40), st.text(max_size=10))
def test_more_characters_are_never_easier_to_guess_by_much(first: str, more: str) -> None:
    # a letter may join a word that was counted by its letters before
    assert guess_bits(first + " " + more) >= guess_bits(first) - 1


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("", "", "Type a passphrase."),
        ("monkey", "monkey", "Easy to guess"),
        ("correct horse battery staple", "", "once more"),
        ("correct horse battery staple", "correct horse battery", "not the same"),
        ("correct horse battery staple", "correct horse battery staple", ""),
    ],
)
def test_a_passphrase_is_taken_when_it_is_fit_and_typed_twice(
    first: str, second: str, problem: str
) -> None:
    verdict = judge_passphrase(first, second)
    assert problem in verdict.problem
    assert bool(verdict.problem) == bool(problem)
