"""Keys, passphrases, phrases and headers that do not fit: none is accepted, nothing written (D9).

Tried on the workspace and on the private vault of a profile, both open to one recovery phrase.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from faults.run import Run, Turn, promise
from faults.stage import files_in
from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.errors import (
    CannotOpenError,
    DamagedError,
    KnownError,
    WrongKeyError,
)
from rm_desktop.system.paths import ProfilePaths
from rm_desktop.vault.cipher import KEY_BYTES, open_for_writing
from rm_desktop.vault.header import PhraseMethod, header_path, key_check
from rm_desktop.vault.keys import MemoryKeyStore, unlock_with_passphrase, unlock_with_phrase
from rm_desktop.vault.peek import peek
from rm_desktop.vault.phrase import PhraseLock, checked, new_phrase, seal
from rm_desktop.vault.vault import Vault

SHORT, LONG = 300, 10_000
_PASSPHRASE = "seven small boats"  # noqa: S105 - of a throw-away profile
#: A try at the passphrase or the phrase takes 0.2 s by design.
_ONE_IN = 25
Try = Callable[[Random], None]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def play(run: Run) -> None:
    """Try what does not fit."""
    root = run.folder / "profile"
    key = create_profile(root, MemoryKeyStore(), _PASSPHRASE)
    profile = open_profile(root, key)
    words = profile.recovery.keep(profile.recovery.making()())
    private = profile.private.make(_PASSPHRASE, profile.recovery.locks)
    profile.close()
    whole = files_in(root)
    paths = ProfilePaths(root)
    locks = [
        Lock(root, path, k, words) for path, k in ((paths.workspace, key), (paths.private, private))
    ]

    def attempt(turn: Turn) -> None:
        at = turn.seed - run.seed
        lock = turn.dice.choice(locks)
        quick: tuple[Try, ...] = (
            lock.random_key,
            lock.near_key,
            lock.key_past_the_header,
            lock.flipped_header,
            lock.flipped_header,
            lock.forged_header,
            lock.misspelt_phrase,
        )
        slow: tuple[Try, ...] = (lock.passphrase, lock.phrase, lock.forged_phrase)
        chosen = slow[at // _ONE_IN % len(slow)] if at % _ONE_IN == 0 else quick[at % len(quick)]
        chosen(turn.dice)
        promise(files_in(root) == lock.there, "a refused key wrote something")
        lock.put_back()
        run.facts[chosen.__name__.replace("_", " ")] += 1

    run.each(attempt)
    promise(files_in(root) == whole, "something was written all in all")
    for lock in locks:
        lock.hold_that_the_right_ones_open()


class Lock:
    """A vault and the ways to try it; `there` is what lies in its folder during the try."""

    def __init__(self, root: Path, vault: Path, key: bytes, words: tuple[str, ...]) -> None:
        self._root, self._vault, self._key, self._words = root, vault, key, words
        self._header = header_path(self._vault)
        self._whole = self._header.read_bytes()
        self.there = files_in(root)

    def hold_that_the_right_ones_open(self) -> None:
        """Open it with everything that fits."""
        by_passphrase = unlock_with_passphrase(self._vault, _PASSPHRASE)
        by_phrase = unlock_with_phrase(self._vault, checked(" ".join(self._words)))
        promise(by_passphrase == by_phrase == self._key, "the right words give another key")
        Vault.open(self._vault, self._key).close()

    def put_back(self) -> None:
        """Bring back the header that fits."""
        self._change(self._whole)

    def random_key(self, dice: Random) -> None:
        """Try any key."""
        self._refused(dice.randbytes(KEY_BYTES), WrongKeyError)

    def near_key(self, dice: Random) -> None:
        """Try a key that is wrong by one bit."""
        self._refused(_flipped(self._key, dice), WrongKeyError)

    def key_past_the_header(self, dice: Random) -> None:
        """Try a wrong key on the file itself, as if the header said that it fits."""
        wrong = dice.choice((dice.randbytes(KEY_BYTES), _flipped(self._key, dice)))
        _hold(lambda: open_for_writing(self._vault, wrong), CannotOpenError)
        fields = json.loads(self._whole)
        fields["check"] = key_check(wrong, fields["vault_id"], fields["key_id"])
        self._change(_sealed(fields))
        self._refused(wrong, DamagedError)

    def flipped_header(self, dice: Random) -> None:
        """Try the right key under a header with flipped bits."""
        broken = self._whole
        for _ in range(dice.choice((1, 1, 1, 4))):
            broken = _flipped(broken, dice)
        if broken != self._whole:
            self._change(broken)
            self._refused(self._key, DamagedError)
            _hold(lambda: unlock_with_passphrase(self._vault, _PASSPHRASE), DamagedError)
            _hold(lambda: unlock_with_phrase(self._vault, self._words), DamagedError)

    def forged_header(self, dice: Random) -> None:
        """Try the right key under a header that somebody changed with care, its sum included."""
        fields = json.loads(self._whole)
        name = dice.choice(("vault_id", "key_id", "check"))
        fields[name] = _other_digit(fields[name], dice)
        self._change(_sealed(fields))
        self._refused(self._key, WrongKeyError)

    def passphrase(self, dice: Random) -> None:
        """Try a wrong passphrase, or the right one on a wrapped key that was changed with care."""
        if dice.random() < 0.5:
            wrong = dice.choice((_PASSPHRASE[:-1], _PASSPHRASE.title(), _PASSPHRASE + " ", "x"))
            _hold(lambda: unlock_with_passphrase(self._vault, wrong), WrongKeyError)
            return
        state = self._forge("passphrase", dice)
        _hold(lambda: unlock_with_passphrase(self._vault, _PASSPHRASE), state)

    def misspelt_phrase(self, dice: Random) -> None:
        """Try the phrase with one wrong letter, or two words in each other's place."""
        text = " ".join(self._words)
        at = dice.choice([n for n, letter in enumerate(text) if letter != " "])
        wrong = text[:at] + dice.choice(_LETTERS.replace(text[at], "")) + text[at + 1 :]
        if dice.random() < 0.2:
            one, other = dice.sample(range(len(self._words)), 2)
            words = list(self._words)
            words[one], words[other] = words[other], words[one]
            wrong = " ".join(words)
        if wrong != text:
            _hold(lambda: unlock_with_phrase(self._vault, checked(wrong)), KnownError)

    def phrase(self, dice: Random) -> None:
        """Try another phrase, or the right one on a sealed key that was changed with care."""
        if dice.random() < 0.3:
            other = new_phrase(dice.randbytes)
            _hold(lambda: unlock_with_phrase(self._vault, other), WrongKeyError)
            return
        state = self._forge("phrase", dice)
        _hold(lambda: unlock_with_phrase(self._vault, self._words), state)

    def forged_phrase(self, dice: Random) -> None:
        """Try the right phrase where somebody sealed a key of theirs to its public half."""
        fields = json.loads(self._whole)
        known = PhraseMethod(**fields["phrases"][0])
        theirs, vault_id = dice.randbytes(KEY_BYTES), fields["vault_id"]
        lock = PhraseLock(
            known.passes, known.memory, known.salt, known.public, dice.randbytes(KEY_BYTES).hex()
        )
        fields["phrases"] = [asdict(seal(theirs, vault_id, lock))]
        fields["check"] = key_check(theirs, vault_id, fields["key_id"])
        self._change(_sealed(fields))
        _hold(lambda: unlock_with_phrase(self._vault, self._words), WrongKeyError)

    def _forge(self, way: str, dice: Random) -> type[KnownError]:
        """Change one field of a method, the header's sum included; return what that must meet."""
        fields = json.loads(self._whole)
        method = fields["phrases"][0] if way == "phrase" else fields["passphrase"]
        name = dice.choice(list(method))
        if isinstance(method[name], str):
            method[name] = _other_digit(method[name], dice)
        else:
            method[name] -= 1
        self._change(_sealed(fields))
        return WrongKeyError if isinstance(method[name], str) else DamagedError

    def _refused(self, key: bytes, state: type[KnownError]) -> None:
        _hold(lambda: Vault.open(self._vault, key), state)
        _hold(lambda: peek(self._vault, key), state)

    def _change(self, header: bytes) -> None:
        self._header.write_bytes(header)
        self.there = self.there | {self._header.name: header}


def _hold(act: Callable[[], object], state: type[KnownError]) -> None:
    try:
        act()
    except KnownError as error:
        promise(isinstance(error, state), f"called {type(error).__name__}: {error}")
        promise(error.sentence and error.next_step, "a refusal without a next step")
        return
    promise(holds=False, words="accepted")


def _flipped(content: bytes, dice: Random) -> bytes:
    changed = bytearray(content)
    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _other_digit(digits: str, dice: Random) -> str:
    at = dice.randrange(len(digits))
    other = dice.choice([each for each in "0123456789abcdef" if each != digits[at]])
    return digits[:at] + other + digits[at + 1 :]


def _sealed(fields: dict[str, Any]) -> bytes:
    """Write a header as the app does, by what its docstring says of the outermost rule."""
    rest = {name: value for name, value in fields.items() if name != "sum"}
    words = json.dumps(rest, sort_keys=True, ensure_ascii=True).encode()
    total = hashlib.blake2b(words, digest_size=32).hexdigest()
    return json.dumps({**rest, "sum": total}, sort_keys=True, indent=1).encode() + b"\n"
