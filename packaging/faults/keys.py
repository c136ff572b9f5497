"""Keys, passphrases and headers that do not fit: none is accepted, nothing is written (D9)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from faults.run import Run, Turn, promise
from faults.stage import files_in, vault_of
from rm_desktop.bootstrap import create_profile, fetch_key, open_profile
from rm_desktop.domain.errors import CannotOpenError, DamagedError, KnownError, WrongKeyError
from rm_desktop.vault.cipher import KEY_BYTES, open_for_writing
from rm_desktop.vault.header import header_path, key_check
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.peek import peek
from rm_desktop.vault.vault import Vault

SHORT, LONG = 300, 10_000
_PASSPHRASE = "seven small boats"  # noqa: S105 - of a throw-away profile
#: A try at the passphrase takes 0.2 s by design.
_ONE_IN = 25


def play(run: Run) -> None:
    """Try what does not fit."""
    root = run.folder / "profile"
    key = create_profile(root, MemoryKeyStore(), _PASSPHRASE)
    whole = files_in(root)
    lock = Lock(root, key)

    def attempt(turn: Turn) -> None:
        at = turn.seed - run.seed
        tries: tuple[Callable[[Random], None], ...] = (
            lock.random_key,
            lock.near_key,
            lock.key_past_the_header,
            lock.flipped_header,
            lock.flipped_header,
            lock.forged_header,
        )
        chosen = lock.passphrase if at % _ONE_IN == 0 else tries[at % len(tries)]
        chosen(turn.dice)
        promise(files_in(root) == lock.there, "a refused key wrote something")
        lock.put_back()
        run.facts[chosen.__name__.replace("_", " ")] += 1

    run.each(attempt)
    promise(files_in(root) == whole, "something was written all in all")
    open_profile(root, fetch_key(root, MemoryKeyStore(), _PASSPHRASE)).close()


class Lock:
    """A profile and the ways to try it; `there` is what lies in its folder during the try."""

    def __init__(self, root: Path, key: bytes) -> None:
        self._root, self._key = root, key
        self._vault = vault_of(root)
        self._header = header_path(self._vault)
        self._whole = self._header.read_bytes()
        self.there = files_in(root)

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
            _hold(lambda: fetch_key(self._root, MemoryKeyStore(), _PASSPHRASE), DamagedError)

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
            _hold(lambda: fetch_key(self._root, MemoryKeyStore(), wrong), WrongKeyError)
            return
        fields = json.loads(self._whole)
        method = fields["passphrase"]
        name = dice.choice(("wrapped", "nonce", "salt", "passes", "memory"))
        if isinstance(method[name], str):
            method[name] = _other_digit(method[name], dice)
        else:
            method[name] -= 1
        self._change(_sealed(fields))
        state = WrongKeyError if isinstance(method[name], str) else DamagedError
        _hold(lambda: fetch_key(self._root, MemoryKeyStore(), _PASSPHRASE), state)

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
