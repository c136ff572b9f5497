"""Twelve words, however they are typed, open what was sealed to them; nothing else does."""

from __future__ import annotations

import dataclasses
import json
import secrets
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain.errors import BadInputError, DamagedError, KeyNotFoundError, WrongKeyError
from rm_desktop.vault.founding import found
from rm_desktop.vault.header import header_path, parsed
from rm_desktop.vault.keys import MEMORY, PASSES, MemoryKeyStore, unlock, unlock_with_phrase, unwrap
from rm_desktop.vault.phrase import (
    PhraseLock,
    checked,
    is_phrase_of,
    is_sealed_by,
    new_lock,
    new_phrase,
    seal,
    unseal,
)
from rm_desktop.vault.vault import Vault

# The list's own published example of sixteen zero bytes.
ZEROS = (*("abandon",) * 11, "about")
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def words() -> tuple[str, ...]:
    return new_phrase()


@pytest.fixture(scope="module")
def lock(words: tuple[str, ...]) -> PhraseLock:
    return new_lock(words)


def test_a_phrase_is_twelve_words_by_chance() -> None:
    assert new_phrase(bytes) == ZEROS
    assert len({new_phrase() for _ in range(20)}) == 20
    assert all(len(new_phrase()) == 12 for _ in range(20))


@given(st.binary(min_size=16, max_size=16), st.randoms(use_true_random=False))
def test_a_phrase_is_read_however_it_is_set_out(entropy: bytes, dice: Any) -> None:
    words = new_phrase(lambda _: entropy)
    gaps = [" ", "\n", "  ", "\t", ", ", " \r\n", "; "]
    for number in ("", "{n}. ", "{n}) ", "#{n} ", "{n}: ", "{n}."):
        typed = [
            number.format(n=n) + dice.choice((word, word.upper(), word.title()))
            for n, word in enumerate(words, start=1)
        ]
        assert checked("".join(word + dice.choice(gaps) for word in typed)) == words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "these are 0"),
        (" ".join(ZEROS[1:]), "these are 11"),
        (" ".join((*ZEROS, "about")), "these are 13"),
        (" ".join(ZEROS[:11]) + " abuot", r"Word 12, “abuot”.*Is it “about”"),
        ("1. abandonn " + " ".join(ZEROS[1:]), r"Word 1, “abandonn”.*Is it “abandon”"),
        ("xqzw " + " ".join(ZEROS[1:]), r"Word 1, “xqzw”.*Look at your paper"),
        (" ".join(("abandon",) * 12), "do not belong together"),
        ("a " * 4_000, "much longer"),
        ("слово " * 12, "Word 1, “слово”"),
    ],
)
def test_a_slip_is_named(text: str, says: str) -> None:
    with pytest.raises(BadInputError, match=says) as refused:
        checked(text)
    assert refused.value.next_step


@given(st.text(max_size=300))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInputError):
        checked(text)


def test_what_is_sealed_comes_back_for_its_words_and_its_vault_alone(
    words: tuple[str, ...], lock: PhraseLock
) -> None:
    method = seal(KEY, "vault", lock)
    assert unseal([method], "vault", words) == KEY
    assert seal(KEY, "vault", lock) != method  # each time under a passing key
    with pytest.raises(WrongKeyError, match="do not open"):
        unseal([method], "another vault", words)
    with pytest.raises(WrongKeyError):
        unseal([method], "vault", ZEROS)
    assert KEY.hex() not in json.dumps(dataclasses.asdict(method))


def test_one_of_several_phrases_is_enough(words: tuple[str, ...], lock: PhraseLock) -> None:
    methods = [seal(KEY, "vault", new_lock(ZEROS)), seal(KEY, "vault", lock)]
    assert unseal(methods, "vault", words) == unseal(methods, "vault", ZEROS) == KEY


def test_nobody_seals_a_vault_of_theirs_to_the_public_half(
    words: tuple[str, ...], lock: PhraseLock
) -> None:
    theirs = dataclasses.replace(lock, tag_key=secrets.token_hex(32))
    forged = seal(b"theirs".ljust(32), "vault", theirs)
    assert not is_sealed_by(forged, "vault", lock)
    with pytest.raises(WrongKeyError):
        unseal([forged], "vault", words)


def test_a_lock_knows_its_words_and_what_it_sealed(
    words: tuple[str, ...], lock: PhraseLock
) -> None:
    assert is_phrase_of(words, lock)
    assert not is_phrase_of(ZEROS, lock)
    method = seal(KEY, "vault", lock)
    assert is_sealed_by(method, "vault", lock)
    assert not is_sealed_by(method, "another vault", lock)
    assert not is_sealed_by(dataclasses.replace(method, sealed="00"), "vault", lock)
    assert PhraseLock.of(json.loads(json.dumps(lock.plain()))) == lock


@pytest.mark.parametrize("changes", [{"passes": "3"}, {"salt": 5}, {"more": 1}], ids=repr)
def test_a_lock_of_another_shape_is_none(lock: PhraseLock, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no lock"):
        PhraseLock.of({**lock.plain(), **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"passes": PASSES - 1},
        {"memory": MEMORY // 2},
        {"passes": 10**6},
        {"memory": 1 << 40},
        {"salt": "not hexadecimal"},
        {"salt": "00"},
    ],
    ids=repr,
)
def test_costs_and_forms_we_never_write_are_refused_at_once(
    words: tuple[str, ...], lock: PhraseLock, changes: dict[str, Any]
) -> None:
    method = dataclasses.replace(seal(KEY, "vault", lock), **changes)
    with pytest.raises(DamagedError):
        unseal([method], "vault", words)


@pytest.mark.parametrize("name", ["public", "sealed", "tag"])
def test_a_changed_field_opens_nothing(words: tuple[str, ...], lock: PhraseLock, name: str) -> None:
    method = seal(KEY, "vault", lock)
    digits: str = getattr(method, name)
    other = ("1" if digits[0] == "0" else "0") + digits[1:]
    with pytest.raises(WrongKeyError):
        unseal([dataclasses.replace(method, **{name: other})], "vault", words)  # type: ignore[arg-type]


def test_a_vault_founded_later_opens_with_the_phrase(
    path: Path, words: tuple[str, ...], lock: PhraseLock
) -> None:
    found(path, passphrase="seven small boats", phrases=[lock]).close()
    Vault.open(path, unlock_with_phrase(path, words)).close()
    with pytest.raises(WrongKeyError):
        unlock_with_phrase(path, ZEROS)
    said = header_path(path).read_text("ascii")
    assert lock.tag_key not in said
    assert not any(word in said for word in words if len(word) > 4)


def test_a_vault_without_a_phrase_says_so(path: Path, store: MemoryKeyStore) -> None:
    found(path, store=store).close()
    with pytest.raises(KeyNotFoundError, match="No recovery phrase"):
        unlock_with_phrase(path, ZEROS)
    assert unlock(path, store)


@pytest.mark.usefixtures("real_keys")
def test_a_header_of_this_format_is_opened_by_every_later_version() -> None:
    header = parsed((Path(__file__).parents[1] / "specimens" / "header-2").read_bytes())
    assert header.passphrase is not None
    for key in (
        unseal(header.phrases, header.vault_id, ZEROS),
        unwrap(header.passphrase, header.vault_id, "seven small boats"),
    ):
        assert key == KEY
        header.verify(key)
