"""How hard a passphrase is to guess, in words a person can act on.

An estimate, not a promise: known patterns (words, repeated and neighbouring characters) count for
little, whatever they are decorated with.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import IntEnum

from rm_desktop.domain.words import tr

#: Bits of guessing that a passphrase needs to be taken, and to be called strong. Each guess costs
#: an attacker 64 MB and a fifth of a second on a laptop, so these are lower than for a website.
TAKEN, STRONG = 35, 50
#: Letters in a row count as one word of a dictionary at most, and a little for an unusual length.
_WORD_BITS, _LETTER_BITS, _USUAL = 13.0, 3.0, 8
_PATTERN_BITS = 1.0
_SHORTEST_WORD = 3
_OTHER, _SIGNS = 40, 500


class Strength(IntEnum):
    """How a passphrase is called."""

    WEAK = 0
    FAIR = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said about a passphrase typed twice; without a problem it can be used."""

    strength: Strength
    words: str
    problem: str = ""


def judge_passphrase(first: str, second: str) -> Verdict:
    """Judge a passphrase and its repetition."""
    strength = strength_of(first)
    words = {
        Strength.WEAK: tr("Easy to guess. Four or five unrelated words are hard to guess."),
        Strength.FAIR: tr("Fair. One more word makes it strong."),
        Strength.STRONG: tr("Strong."),
    }[strength]
    if not first:
        return Verdict(strength, "", tr("Type a passphrase."))
    if strength == Strength.WEAK:
        return Verdict(strength, words, words)
    if not second:
        return Verdict(strength, words, tr("Type it once more, so that no slip locks you out."))
    if first != second:
        return Verdict(strength, words, tr("The two are not the same."))
    return Verdict(strength, words)


def strength_of(passphrase: str) -> Strength:
    """Return how hard a passphrase is to guess."""
    bits = guess_bits(passphrase)
    return Strength.WEAK if bits < TAKEN else Strength.FAIR if bits < STRONG else Strength.STRONG


def guess_bits(passphrase: str) -> float:
    """Return about how many bits a guesser has to get through; a word said twice counts once."""
    seen: set[str] = set()
    bits = 0.0
    for part in re.findall(r"[^\W\d_]+|[\d\W_]+", passphrase):
        known = part.casefold()
        if known in seen:
            bits += _PATTERN_BITS
            continue
        seen.add(known)
        bits += min(_by_letters(part, passphrase), _most(part))
    return bits


def _most(part: str) -> float:
    """Return the bits that a part can have at most: a word is guessed from a dictionary."""
    spelled = any(c.islower() or c.isupper() for c in part)  # else each character may be a word
    if not spelled or len(part) < _SHORTEST_WORD:
        return math.inf
    return _WORD_BITS + _LETTER_BITS * max(0, len(part) - _USUAL)


def _by_letters(part: str, passphrase: str) -> float:
    each = math.log2(_alphabet(passphrase))
    bits = 0.0
    for before, character in zip([None, *part], part, strict=False):
        step = abs(ord(character) - ord(before)) if before else len(part)
        bits += _PATTERN_BITS if before and step <= 1 else each
    return bits


def _alphabet(passphrase: str) -> int:
    """Return how many characters a guesser has to try at each place."""
    kinds = (
        (26, str.islower),
        (26, str.isupper),
        (10, lambda c: c.isalnum() and not c.isalpha()),
        (_OTHER, lambda c: not c.isalnum()),
        (_SIGNS, lambda c: c.isalpha() and not (c.islower() or c.isupper())),
    )
    return sum(size for size, has in kinds if any(map(has, passphrase)))
