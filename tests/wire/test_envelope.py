"""Envelopes and contents as bytes: one way to write each, and nothing else is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.wire.content import (
    Admission,
    Changes,
    Content,
    Founding,
    PublicKeys,
    Removal,
    Snapshot,
    Update,
    packed,
    padded_size,
    unpacked,
)
from rm_desktop.wire.envelope import (
    LEAST_BYTES,
    NOTHING_BEFORE,
    BadMessageError,
    Envelope,
    Head,
    associated,
    decoded,
    encoded,
    joined,
    parted,
    signed,
)

ids = st.binary(min_size=16, max_size=16)
keys = st.binary(min_size=32, max_size=32)
heads = st.dictionaries(ids, st.builds(Head, st.integers(0, 2**53), keys), max_size=4)
updates = st.lists(
    st.builds(
        Update,
        st.text(min_size=1, max_size=40),
        st.sampled_from(["pair", "text"]),
        st.binary(max_size=300),
    ),
    max_size=5,
)
public = st.builds(PublicKeys, keys, keys)
contents: st.SearchStrategy[Content] = st.one_of(
    st.builds(Changes, heads=heads, updates=updates),
    st.builds(Founding, heads=heads, keys=public, number=ids, member=st.text(max_size=40)),
    st.builds(Admission, heads=heads, keys=public, member=st.text(max_size=40)),
    st.builds(
        Removal,
        heads=heads,
        devices=heads,
        epoch=st.integers(1, 2**53),
        sealed_keys=st.dictionaries(ids, st.binary(max_size=100), max_size=4),
    ),
    st.builds(Snapshot, heads=heads, documents=updates),
)
envelopes = st.builds(
    Envelope,
    version=st.just(1),
    space=ids,
    epoch=st.integers(1, 2**53),
    key=st.binary(min_size=8, max_size=8),
    device=ids,
    sequence=st.integers(1, 2**53),
    previous=keys,
    nonce=st.binary(min_size=24, max_size=24),
    sealed=st.binary(max_size=500),
    signature=st.binary(min_size=64, max_size=64),
)


def envelope(**other: object) -> Envelope:
    plain: dict[str, object] = {
        "version": 1,
        "space": bytes(16),
        "epoch": 1,
        "key": bytes(8),
        "device": bytes(16),
        "sequence": 1,
        "previous": NOTHING_BEFORE,
        "nonce": bytes(24),
        "sealed": b"sealed",
        "signature": bytes(64),
    }
    return Envelope(**(plain | other))  # type: ignore[arg-type]


@given(envelopes)
def test_an_envelope_is_read_as_it_was_written(made: Envelope) -> None:
    assert decoded(encoded(made)) == made


@given(contents)
def test_a_content_is_read_as_it_was_written(made: Content) -> None:
    assert unpacked(packed(made)) == made


@given(st.integers(1, 10**9))
def test_padding_tells_little_and_costs_little(size: int) -> None:
    padded = padded_size(size)
    assert padded >= size
    assert padded <= max(32, size * 1.0625)
    assert padded_size(padded) == padded


@pytest.mark.parametrize(
    "other",
    [
        {"version": 2},
        {"space": bytes(15)},
        {"epoch": 0},
        {"sequence": 0},
        {"sequence": 2**53 + 1},
        {"epoch": -1},
        {"previous": bytes(31)},
        {"nonce": bytes(25)},
        {"signature": b""},
        {"key": bytes(9)},
        {"device": bytes(17)},
    ],
)
def test_what_we_would_not_write_is_refused(other: dict[str, object]) -> None:
    with pytest.raises(BadMessageError):
        decoded(encoded(envelope(**other)))


def test_one_envelope_has_one_way_to_be_written() -> None:
    data = encoded(envelope())
    longer = data.replace(b"\x01", b"\xcc\x01", 1)  # the version in two bytes instead of one
    for other in (longer, data + b"\x00", data[:-1], b"", b"\xc1" * 100):
        with pytest.raises(BadMessageError):
            decoded(other)


@given(st.binary(max_size=300))
def test_garbage_is_refused_and_nothing_else_happens(data: bytes) -> None:
    for read in (decoded, unpacked, parted):
        try:
            read(data)
        except BadMessageError:
            continue


@given(envelopes, st.sampled_from(["space", "epoch", "key", "device", "sequence", "previous"]))
def test_everything_that_says_whose_it_is_is_bound_and_signed(made: Envelope, name: str) -> None:
    value = getattr(made, name)
    other = value + 1 if isinstance(value, int) else bytes([value[0] ^ 1]) + value[1:]
    changed = envelope(**{field: getattr(made, field) for field in made.__struct_fields__})
    changed = envelope(**({f: getattr(changed, f) for f in made.__struct_fields__} | {name: other}))
    assert associated(changed) != associated(made)
    assert signed(changed) != signed(made)


@given(st.lists(st.binary(min_size=LEAST_BYTES, max_size=LEAST_BYTES + 99), max_size=5))
def test_a_stream_is_parted_where_it_was_joined(several: list[bytes]) -> None:
    assert parted(joined(several)) == several


@given(st.lists(st.binary(min_size=LEAST_BYTES, max_size=300), min_size=1, max_size=4), st.data())
def test_a_torn_stream_is_noticed(several: list[bytes], data: st.DataObject) -> None:
    whole = joined(several)
    ends = {len(joined(several[:n])) for n in range(len(several) + 1)}
    cut = data.draw(st.integers(0, len(whole) - 1))
    if cut in ends:
        assert parted(whole[:cut]) == several[: len(parted(whole[:cut]))]
        return
    with pytest.raises(BadMessageError):
        parted(whole[:cut])


def test_the_smallest_envelope_is_not_smaller_than_the_least() -> None:
    assert len(encoded(envelope(sealed=b""))) == LEAST_BYTES
    for torn in (bytes(4), bytes(4000), (LEAST_BYTES - 1).to_bytes(4, "big") + bytes(300)):
        with pytest.raises(BadMessageError):
            parted(torn)


@pytest.mark.parametrize(
    "heads",
    [
        {b"short": Head(1, bytes(32))},
        {bytes(16): Head(-1, bytes(32))},
        {bytes(16): Head(2**64 - 1, bytes(32))},
        {bytes(16): Head(1, b"short")},
        {bytes(16): Head(1, bytes(1000))},
        {n.to_bytes(16, "big"): Head(1, bytes(32)) for n in range(65)},
    ],
)
def test_heads_that_no_store_could_hold_are_refused(heads: dict[bytes, Head]) -> None:
    with pytest.raises(BadMessageError):
        unpacked(packed(Changes(heads=heads, updates=[])))


def test_padding_must_be_zeros_of_the_right_number() -> None:
    whole = packed(Changes(heads={}, updates=[Update("a", "text", b"data")]))
    for other in (whole[:-1] + b"\x01", whole + bytes(1), whole[:-1], whole + bytes(32), b""):
        with pytest.raises(BadMessageError):
            unpacked(other)
