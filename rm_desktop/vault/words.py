"""What a person types into a search, as an expression of FTS5 that cannot be anything else."""

from __future__ import annotations

import re
import unicodedata

LONGEST_QUERY = 200
MOST_TERMS = 16
# A quoted phrase, closed or still being typed, or a word.
_TERM = re.compile(r'["“”„](?P<phrase>[^"“”„]*)(?P<closed>["“”„]?)|(?P<word>[^\s"“”„]+)')


def match_expression(typed: str) -> str | None:
    """Quote every word, so that no sign means anything to FTS5; None if nothing can be found.

    All words must be there; words in quotation marks stand together; the last word may be the
    beginning of a longer one, unless a sign or a closing quotation mark has ended it.
    """
    clean = typed[:LONGEST_QUERY].replace("\0", " ").encode("utf-8", "ignore").decode()
    clean = unicodedata.normalize("NFC", clean)
    terms = [match for match in _TERM.finditer(clean) if _can_match(match)][:MOST_TERMS]
    if not terms:
        return None
    quoted = " ".join(f'"{_words(match)}"' for match in terms)
    ended = terms[-1]["closed"] or not _words(terms[-1])[-1].isalnum()
    return quoted if ended else f"{quoted}*"


def _words(match: re.Match[str]) -> str:
    return match["word"] or match["phrase"]


def _can_match(match: re.Match[str]) -> bool:
    return any(letter.isalnum() for letter in _words(match))
