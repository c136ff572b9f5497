"""Errors of the world: a sentence and a next step, each state its own."""

from __future__ import annotations

import pytest

from rm_desktop.domain import errors
from rm_desktop.domain.errors import BadInputError, CannotOpenError, KnownError, refused

STATES = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, CannotOpenError) and each is not CannotOpenError
]


def test_an_error_reads_as_its_sentence_and_what_to_do() -> None:
    error = KnownError("The disk is full.", "Make room.")
    assert (error.sentence, error.next_step) == ("The disk is full.", "Make room.")
    assert str(error) == "The disk is full. Make room."
    assert str(KnownError("Gone.")) == "Gone."


def test_what_is_too_long_is_refused_with_its_limit() -> None:
    error = refused("A takeaway", "2,000 characters long")
    assert isinstance(error, BadInputError)
    assert error.sentence == "A takeaway can be at most 2,000 characters long."
    assert error.next_step == "Shorten it and try again; nothing was changed."


def test_there_are_eleven_states_in_which_a_vault_cannot_be_opened() -> None:
    assert len(STATES) == 11


@pytest.mark.parametrize("state", STATES)
def test_no_state_is_taken_for_another(state: type[CannotOpenError]) -> None:
    others = [each for each in STATES if each is not state]
    assert not any(issubclass(state, other) for other in others)
    assert state.__doc__ not in {other.__doc__ for other in others}
