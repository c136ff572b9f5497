"""Only the right device, place, space and epoch open an envelope; every other byte is refused."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.sync.keys import (
    DeviceKeys,
    RefusedError,
    device_id,
    seal_to,
    space_id,
)
from rm_desktop.sync.sealing import Epoch, Sealer, hash_of, opened
from rm_desktop.wire.content import Changes, PublicKeys, Update
from rm_desktop.wire.envelope import NO_HEAD, BadMessageError, Envelope, Head, decoded, encoded

CHANCE: Callable[[int], bytes] = Random(4).randbytes
MAYA, HENRIK = DeviceKeys.make(CHANCE), DeviceKeys.make(CHANCE)
SPACE = space_id(MAYA.id, bytes(16))
EPOCH, OTHER = Epoch(1, CHANCE(32)), Epoch(1, CHANCE(32))
EPOCHS = {EPOCH.id: EPOCH}
CONTENT = Changes(heads={HENRIK.id: Head(2, b"h" * 32)}, updates=[Update("p", "pair", b"data")])


def sealed(content: Changes = CONTENT, head: Head = NO_HEAD) -> bytes:
    return Sealer(SPACE, MAYA, CHANCE).seal(content, EPOCH, head).data


def test_what_is_sealed_is_opened() -> None:
    assert opened(decoded(sealed()), MAYA.public, EPOCHS) == CONTENT


def test_a_chain_names_what_came_before() -> None:
    sealer = Sealer(SPACE, MAYA, CHANCE)
    first = sealer.seal(CONTENT, EPOCH, NO_HEAD)
    second = sealer.seal(CONTENT, EPOCH, first.head)
    assert decoded(second.data).previous == hash_of(first.data) == first.head.hash
    assert second.head.sequence == 2


@given(st.data())
def test_no_changed_bit_is_accepted(data: st.DataObject) -> None:
    whole = sealed()
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    flipped = bytearray(whole)
    flipped[at // 8] ^= 1 << at % 8
    with pytest.raises((RefusedError, BadMessageError)):
        opened(decoded(bytes(flipped)), MAYA.public, EPOCHS)


@pytest.mark.parametrize(
    "changes",
    [
        {"space": bytes(16)},
        {"epoch": 2},
        {"device": HENRIK.id},
        {"sequence": 7},
        {"previous": b"p" * 32},
        {"nonce": bytes(24)},
        {"sealed": b""},
    ],
)
def test_no_field_can_be_swapped_even_by_one_who_signs_it_anew(changes: dict[str, object]) -> None:
    moved: Envelope = msgspec.structs.replace(decoded(sealed()), **changes)
    with pytest.raises((RefusedError, BadMessageError)):
        opened(decoded(encoded(moved)), MAYA.public, EPOCHS)
    from rm_desktop.wire.envelope import signed

    forged = msgspec.structs.replace(moved, signature=HENRIK.sign(signed(moved)))
    with pytest.raises((RefusedError, BadMessageError)):
        opened(forged, HENRIK.public, EPOCHS)


def test_another_key_of_the_same_epoch_does_not_open_it() -> None:
    with pytest.raises(RefusedError):
        opened(decoded(sealed()), MAYA.public, {OTHER.id: OTHER})
    with pytest.raises(RefusedError):
        opened(decoded(sealed()), MAYA.public, {EPOCH.id: Epoch(1, OTHER.key)})


def test_an_id_belongs_to_its_keys() -> None:
    swapped = PublicKeys(MAYA.public.signing, HENRIK.public.sealing)
    assert len({device_id(swapped), MAYA.id, HENRIK.id}) == 3


def test_what_is_sealed_to_one_device_opens_for_it_alone() -> None:
    box = seal_to(MAYA.public, b"key")
    assert MAYA.open_sealed(box) == b"key"
    for other, content in ((HENRIK, box), (MAYA, box[:-1]), (MAYA, b"")):
        with pytest.raises(RefusedError):
            other.open_sealed(content)


def test_keys_do_not_print_themselves() -> None:
    assert MAYA.signing.hex() not in repr(MAYA)
    assert str(MAYA.signing) not in repr(MAYA)
