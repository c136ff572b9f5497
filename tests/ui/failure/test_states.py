"""No two states of a profile that cannot be opened look alike, and each offers what helps."""

from __future__ import annotations

import itertools

import pytest

from rm_desktop.domain import errors
from rm_desktop.domain.errors import CannotOpenError
from rm_desktop.ui.failure.states import Offer, offer_words, state_of
from rm_desktop.ui.private.tries import Tries, rest_words

KINDS = CannotOpenError.__subclasses__()


def test_every_state_has_a_title_of_its_own() -> None:
    titles = [state_of(kind("What.", "Then."), passphrase=False).title for kind in KINDS]
    assert len(titles) == len(set(titles)) == 11
    assert state_of(CannotOpenError("What."), passphrase=False).title not in titles


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_says_what_happened_and_offers_a_way_on(kind: type[CannotOpenError]) -> None:
    state = state_of(kind("What happened.", "What to do."), passphrase=False)
    assert (state.sentence, state.next_step) == ("What happened.", "What to do.")
    assert state.offers
    assert not state.asks_passphrase


def test_trying_again_comes_first_where_the_world_may_have_changed() -> None:
    passing = (errors.DiskFullError, errors.ReadOnlyError, errors.InUseError, errors.NoKeyringError)
    for kind in passing:
        assert state_of(kind("What."), passphrase=False).offers[0] == Offer.RETRY


def test_a_newer_or_foreign_file_is_not_tried_again_in_vain() -> None:
    for kind in (errors.NewerError, errors.ForeignError):
        assert Offer.RETRY not in state_of(kind("What."), passphrase=False).offers


def test_a_profile_with_a_passphrase_is_no_failure() -> None:
    state = state_of(errors.KeyNotFoundError("No key."), passphrase=True)
    assert state.asks_passphrase
    assert "passphrase" in state.title
    assert not state_of(errors.DamagedError("Broken."), passphrase=True).asks_passphrase


def test_every_offer_has_words() -> None:
    assert len({offer_words(offer) for offer in Offer}) == len(Offer)


def test_two_slips_cost_nothing_then_the_wait_grows_to_a_limit() -> None:
    tries = Tries()
    assert [tries.miss() for _ in range(8)] == [0, 0, 2, 4, 8, 16, 30, 30]
    assert all(a <= b for a, b in itertools.pairwise([tries.miss() for _ in range(40)]))
    assert "30 seconds" in rest_words(30)
    assert rest_words(0) == ""


def test_a_phrase_is_offered_where_there_is_one_and_it_helps() -> None:
    for kind in (errors.KeyNotFoundError, errors.WrongKeyError, errors.NoKeyringError):
        assert Offer.PHRASE in state_of(kind("What."), passphrase=False, phrase=True).offers
        assert Offer.PHRASE not in state_of(kind("What."), passphrase=False).offers
    damaged = state_of(errors.DamagedError("What."), passphrase=False, phrase=True)
    assert damaged.offers[0] == Offer.RESTORE
    assert Offer.PHRASE not in damaged.offers
