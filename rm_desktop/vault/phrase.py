"""Twelve words on paper that open every vault of a profile, also one made after they were shown.

The words are stretched into a pair of keys and a third one. Sealing takes the public half only, so
what seals (a `PhraseLock`, kept inside the workspace vault) cannot open. The third key proves that
a sealed vault key was put there by somebody who could read the workspace vault: without it, anyone
could seal a vault of their own to the public half that stands in every header.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from rm_desktop.domain.errors import BadInputError, WrongKeyError
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr
from rm_desktop.system.hashing import blake2b, compare_digest
from rm_desktop.vault.cipher import KEY_BYTES
from rm_desktop.vault.header import PhraseMethod
from rm_desktop.vault.keys import MEMORY, PASSES, SALT_BYTES, check_costs, from_hex, stretch

if TYPE_CHECKING:
    from mnemonic import Mnemonic

WORDS = 12
_ENTROPY_BYTES = 16
_SEALED_BYTES = KEY_BYTES + 48  # with the passing public key and Poly1305's tag
_TAG_BYTES = 32
# A prefix of so many letters belongs to one word of the list at most.
_TELLING = 4
_LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class PhraseLock:
    """What seals a vault to a phrase: Argon2id's costs, and bytes in hexadecimal.

    Read it from inside the workspace vault only: a header can be changed by anybody.
    """

    passes: int
    memory: int
    salt: str
    public: str
    tag_key: str

    def plain(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {name: getattr(self, name) for name in self.__match_args__}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> PhraseLock:
        """Return what `plain` gave; anything else raises `ValueError`."""
        kinds = {"passes": int, "memory": int, "salt": str, "public": str, "tag_key": str}
        if {name: type(value) for name, value in plain.items()} != kinds:
            raise ValueError("no lock of a phrase")
        return cls(**plain)


def new_phrase(chance: Callable[[int], bytes] = secrets.token_bytes) -> tuple[str, ...]:
    """Return twelve words of the English list of BIP 39, 128 bits of chance among them."""
    return tuple(_list().to_mnemonic(chance(_ENTROPY_BYTES)).split())


def checked(text: str) -> tuple[str, ...]:
    """Return the twelve words in a text somebody typed or pasted, however they are set out.

    Numbers, signs and line breaks do not matter. Raises `BadInputError`, which says where to look.
    """
    if len(text) > _LONGEST_TEXT:
        raise BadInputError(
            tr("That is much longer than twelve words."), tr("Type the twelve words alone.")
        )
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = tuple(re.findall(r"[^\W\d_]+", plain))
    _check_known(words)
    if len(words) != WORDS:
        raise BadInputError(
            tr("A recovery phrase has twelve words; these are {n}.", n=len(words)),
            tr("Compare them with your paper, one by one."),
        )
    if not _list().check(" ".join(words)):
        raise BadInputError(
            tr("All twelve words are in the list, but they do not belong together."),
            tr("Check their order, and look for one that resembles another."),
        )
    return words


def _check_known(words: Sequence[str]) -> None:
    known = set(_list().wordlist)
    for at, word in enumerate(words, start=1):
        if word in known:
            continue
        near = _nearest(word)
        raise BadInputError(
            tr("Word {n}, “{word}”, is not in the list.", n=at, word=word[:20]),
            tr("Is it “{near}”?", near=near) if near else tr("Look at your paper again."),
        )


def _nearest(word: str) -> str:
    listed = _list().wordlist
    if len(word) >= _TELLING:
        begun = [each for each in listed if each.startswith(word[:_TELLING])]
        if begun:
            return begun[0]
    return next(iter(get_close_matches(word, listed, n=1, cutoff=0.6)), "")


def new_lock(
    words: Sequence[str], chance: Callable[[int], bytes] = secrets.token_bytes
) -> PhraseLock:
    """Return what seals to a phrase; about 0.2 s."""
    salt = chance(SALT_BYTES)
    public, _, tag_key = _keys(words, PASSES, MEMORY, salt)
    return PhraseLock(PASSES, MEMORY, salt.hex(), public.hex(), tag_key.hex())


def is_phrase_of(words: Sequence[str], lock: PhraseLock) -> bool:
    """Tell whether a lock was made of these words; about 0.2 s."""
    check_costs(lock.passes, lock.memory)
    salt = from_hex(lock.salt, SALT_BYTES)
    return _keys(words, lock.passes, lock.memory, salt)[0].hex() == lock.public


def seal(key: bytes, vault_id: str, lock: PhraseLock) -> PhraseMethod:
    """Seal a vault's key, so that only the lock's phrase gives it back."""
    from nacl.bindings import crypto_box_seal

    check_costs(lock.passes, lock.memory)
    sealed = crypto_box_seal(key, from_hex(lock.public, KEY_BYTES)).hex()
    tag_key = from_hex(lock.tag_key, KEY_BYTES)
    bare = PhraseMethod(lock.passes, lock.memory, lock.salt, lock.public, sealed, "")
    return replace(bare, tag=_tag(bare, vault_id, tag_key))


def is_sealed_by(method: PhraseMethod, vault_id: str, lock: PhraseLock) -> bool:
    """Tell whether a sealed key is one that was sealed with this lock for this vault."""
    costs = (method.passes, method.memory) == (lock.passes, lock.memory)
    same = costs and (method.salt, method.public) == (lock.salt, lock.public)
    return same and _fits(method, vault_id, from_hex(lock.tag_key, KEY_BYTES))


def unseal(methods: Sequence[PhraseMethod], vault_id: str, words: Sequence[str]) -> bytes:
    """Return the sealed key, or raise `WrongKeyError` where the phrase belongs to none of these."""
    from nacl.bindings import crypto_box_seal_open
    from nacl.exceptions import CryptoError

    for method in methods:
        check_costs(method.passes, method.memory)
        salt = from_hex(method.salt, SALT_BYTES)
        public, secret, tag_key = _keys(words, method.passes, method.memory, salt)
        if public.hex() != method.public or not _fits(method, vault_id, tag_key):
            continue
        try:
            return crypto_box_seal_open(from_hex(method.sealed, _SEALED_BYTES), public, secret)
        except CryptoError:
            continue
    raise WrongKeyError(
        tr("These twelve words do not open these notes."),
        tr("Look for the paper of the latest recovery phrase; a newer one replaces the older."),
    )


def _keys(
    words: Sequence[str], passes: int, memory: int, salt: bytes
) -> tuple[bytes, bytes, bytes]:
    """Return the public half, the secret half and the key of the tags."""
    from nacl.bindings import crypto_box_seed_keypair

    stretched = stretch(" ".join(words).encode(), salt, passes, memory, 2 * KEY_BYTES)
    public, secret = crypto_box_seed_keypair(stretched[:KEY_BYTES])
    return public, secret, stretched[KEY_BYTES:]


def _fits(method: PhraseMethod, vault_id: str, tag_key: bytes) -> bool:
    return compare_digest(_tag(method, vault_id, tag_key), method.tag)


def _tag(method: PhraseMethod, vault_id: str, tag_key: bytes) -> str:
    spoken_for = (method.passes, method.memory, method.salt, method.public, method.sealed)
    about = json.dumps(["rm-desktop phrase 1", vault_id, *spoken_for])
    return blake2b(about.encode(), key=tag_key, digest_size=_TAG_BYTES).hexdigest()


@cache
def _list() -> Mnemonic:
    """Return the words and their rules; reads a file."""
    from mnemonic import Mnemonic

    return Mnemonic("english")
