"""Invitations as links, and the messages of a pairing as bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.wire.content import PublicKeys
from rm_desktop.wire.envelope import BadMessageError, Head
from rm_desktop.wire.pairing import (
    Answer,
    EpochKey,
    Invitation,
    Offer,
    Reveal,
    Welcome,
    answer_from,
    invitation_from,
    link_of,
    offer_from,
    packed_message,
    reveal_from,
    welcome_from,
)

KEYS = PublicKeys(b"s" * 32, b"b" * 32)
secrets = st.binary(min_size=16, max_size=16)
relays = st.sampled_from(
    ["", "https://relay.example.org", "http://127.0.0.1:8080", "https://example.org/mentoring"]
)


@given(st.builds(Invitation, secrets, relays))
def test_an_invitation_survives_being_a_link(invitation: Invitation) -> None:
    assert invitation_from(f"  {link_of(invitation)}\n") == invitation


def test_the_secret_stands_in_the_fragment_alone() -> None:
    link = link_of(Invitation(b"\x01" * 16, "https://relay.example.org"))
    assert link.split("#")[0] == "https://relay.example.org/join"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "hello",
        "https://relay.example.org/join",
        "https://relay.example.org/join#short",
        "https://relay.example.org/other#AQEBAQEBAQEBAQEBAQEBAQ",
        "file:///join#AQEBAQEBAQEBAQEBAQEBAQ",
        "https://user:word@relay.example.org/join#AQEBAQEBAQEBAQEBAQEBAQ",
        "https:///join#AQEBAQEBAQEBAQEBAQEBAQ",
        "https://[bad/join#AQEBAQEBAQEBAQEBAQEBAQ",
        "https://relay.example.org/join#AQEBAQEBAQEBAQEBAQEB!!",
        "x" * 3000,
    ],
)
def test_what_is_no_invitation_is_refused(link: str) -> None:
    with pytest.raises(BadMessageError):
        invitation_from(link)


def test_the_four_messages_are_read_as_they_were_written() -> None:
    offer = Offer(
        1, b"o" * 16, KEYS, b"e" * 32, b"c" * 32, "Maya & Henrik", "Maya", own_device=False
    )
    answer = Answer(1, KEYS, b"e" * 32, "Henrik")
    welcome = Welcome(
        [EpochKey(1, b"k" * 32)], {b"d" * 16: KEYS}, {b"d" * 16: Head(3, b"h" * 32)}, "p", "m"
    )
    assert offer_from(packed_message(offer)) == offer
    assert reveal_from(packed_message(Reveal(b"n" * 32))) == Reveal(b"n" * 32)
    assert answer_from(packed_message(answer)) == answer
    assert welcome_from(packed_message(welcome)) == welcome


@given(st.binary(max_size=200))
def test_garbage_is_no_message(data: bytes) -> None:
    for read in (offer_from, answer_from, reveal_from, welcome_from):
        with pytest.raises(BadMessageError):
            read(data)
