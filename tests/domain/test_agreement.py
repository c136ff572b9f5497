from __future__ import annotations

import json
from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.agreement import (
    Agreement,
    AgreementState,
    AgreementVersion,
    Standing,
    content_digest,
    sign,
    state,
)

MAYA, HENRIK = "maya", "henrik"
PAIR = (MAYA, HENRIK)
WHY = Agreement({"why": "To learn."})
TEXTS = [{"why": "To learn."}, {"why": "To teach."}, {"why": "To laugh.", "rhythm": "Monthly"}]


def agreed(agreement: Agreement, moment: int) -> Agreement:
    return sign(sign(agreement, MAYA, moment, PAIR), HENRIK, moment + 1, PAIR)


def test_a_text_nobody_signed_is_a_draft() -> None:
    assert state(WHY, PAIR) == AgreementState(Standing.DRAFT)


def test_the_first_signature_waits_for_the_second() -> None:
    waiting = state(sign(WHY, HENRIK, 5, PAIR), PAIR)
    assert waiting == AgreementState(Standing.WAITING, (MAYA,))


def test_both_signatures_make_it_agreed_since_the_later_one() -> None:
    both = agreed(WHY, 5)
    assert state(both, PAIR) == AgreementState(Standing.AGREED, (), 6)
    assert both.versions == (
        AgreementVersion(1, content_digest(WHY.draft), WHY.draft, {MAYA: 5, HENRIK: 6}),
    )


def test_signing_twice_keeps_the_first_moment() -> None:
    once = sign(WHY, MAYA, 5, PAIR)
    assert sign(once, MAYA, 9, PAIR) == once


def test_a_change_after_one_signature_makes_it_a_draft_again() -> None:
    edited = replace(sign(WHY, MAYA, 5, PAIR), draft=TEXTS[1])
    assert state(edited, PAIR) == AgreementState(Standing.DRAFT)


def test_a_change_after_both_says_that_it_changed_since() -> None:
    edited = replace(agreed(WHY, 5), draft=TEXTS[1])
    assert state(edited, PAIR) == AgreementState(Standing.CHANGED, (), 6)


def test_a_changed_text_that_one_signed_waits_and_remembers_the_last_agreement() -> None:
    edited = replace(agreed(WHY, 5), draft=TEXTS[1])
    signed = sign(edited, MAYA, 20, PAIR)
    assert state(signed, PAIR) == AgreementState(Standing.WAITING, (HENRIK,), 6)
    assert [version.ordinal for version in signed.versions] == [1, 2]


def test_taking_a_change_back_returns_to_what_is_agreed() -> None:
    half_signed = sign(replace(agreed(WHY, 5), draft=TEXTS[1]), MAYA, 20, PAIR)
    back = replace(half_signed, draft=TEXTS[0])
    assert state(back, PAIR) == AgreementState(Standing.AGREED, (), 6)


def test_going_back_to_an_agreement_that_was_replaced_takes_new_signatures() -> None:
    second = agreed(replace(agreed(WHY, 5), draft=TEXTS[1]), 20)
    back = replace(second, draft=TEXTS[0])
    assert state(back, PAIR) == AgreementState(Standing.CHANGED, (), 21)
    again = agreed(back, 30)
    assert state(again, PAIR) == AgreementState(Standing.AGREED, (), 31)
    assert [version.ordinal for version in again.versions] == [1, 2, 3]


def test_nothing_is_agreed_while_nobody_is_there_to_sign() -> None:
    assert state(replace(WHY, versions=agreed(WHY, 5).versions), ()).agreed_at == 0


def test_a_fingerprint_ignores_what_nobody_sees() -> None:
    seen = content_digest({"why": "Café\nhere"})
    assert content_digest({"why": " Cafe\u0301  \r\nhere\n", "notes": "  "}) == seen
    assert content_digest({"why": "Cafe\nhere"}) != seen
    assert content_digest({"notes": "Café\nhere"}) != seen


steps = st.lists(st.sampled_from([MAYA, HENRIK, 0, 1, 2]), max_size=14)


@given(steps)
def test_signatures_never_get_lost_and_never_stand_under_another_text(steps: list[object]) -> None:
    agreement = Agreement(TEXTS[0])
    for moment, step in enumerate(steps, start=1):
        before = agreement
        if isinstance(step, int):
            agreement = replace(agreement, draft=TEXTS[step])
        else:
            agreement = sign(agreement, str(step), moment, PAIR)
            assert str(step) not in state(agreement, PAIR).waiting_for
        assert len(agreement.versions) >= len(before.versions)
        for old, new in zip(before.versions, agreement.versions, strict=False):
            assert old.signatures.items() <= new.signatures.items()
            assert old.fields == new.fields
    assert all(version.digest == content_digest(version.fields) for version in agreement.versions)
    found = state(agreement, PAIR)
    assert (found.standing == Standing.WAITING) == bool(found.waiting_for)
    assert json.loads(json.dumps(asdict(agreement)))["draft"] == agreement.draft
