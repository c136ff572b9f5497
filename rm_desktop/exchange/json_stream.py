"""A JSON object read piece by piece, so that a long list in it never stands in memory whole."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from typing import IO, Any

from rm_desktop.domain.words import tr
from rm_desktop.exchange.journal_entries import UnreadableError

_CHUNK = 1 << 20
#: One value, as an entry of a list, may have so many characters.
LONGEST_VALUE = 1 << 24
_WHITE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def members(stream: IO[bytes], lists: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield the members of the outermost object; those that `lists` names entry by entry.

    Raises:
        UnreadableError: from here on it is no JSON; what came before was.
    """
    reader = _Reader(stream)
    reader.expect("{")
    while reader.sign() == '"':
        name = reader.value()
        reader.expect(":")
        if name in lists and reader.sign() == "[":
            for each in reader.entries():
                yield name, each
        else:
            yield name, reader.value()
        if reader.sign() != ",":
            break
        reader.expect(",")
    reader.expect("}")


class _Reader:
    """The text so far, and a place in it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._is_over = "", 0, False

    def sign(self) -> str:
        """Return the next character that is not white, "" at the end."""
        while True:
            found = _WHITE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read():
                return ""

    def expect(self, sign: str) -> None:
        """Go past a sign that has to stand here."""
        if self.sign() != sign:
            raise UnreadableError(tr("no JSON, or it was cut off"))
        self._at += 1

    def entries(self) -> Iterator[Any]:
        """Yield the values of a list."""
        self.expect("[")
        while self.sign() != "]":
            yield self.value()
            if self.sign() != ",":
                break
            self.expect(",")
        self.expect("]")

    def value(self) -> Any:  # noqa: ANN401 - JSON
        """Return the value that stands here."""
        self.sign()
        ahead = _CHUNK
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_over or not self._read_ahead(ahead):
                    raise UnreadableError(tr("no JSON, or it was cut off")) from error
            except RecursionError as error:
                raise UnreadableError(tr("nested too deeply")) from error
            except ValueError as error:  # a number of thousands of digits
                raise UnreadableError(tr("a number too long to read")) from error
            else:
                if end < len(self._text) or self._is_over:
                    self._at = end
                    return found
                self._read()
            ahead *= 2

    def _read_ahead(self, ahead: int) -> bool:
        """Have so many characters from here on, or all there are; tell whether it may be more."""
        if len(self._text) - self._at > LONGEST_VALUE:
            raise UnreadableError(tr("one entry is larger than any entry is"))
        while len(self._text) - self._at < ahead and self._read():
            pass
        return True

    def _read(self) -> bool:
        if self._is_over:
            return False
        chunk = self._stream.read(_CHUNK)
        self._is_over = not chunk
        try:
            more = self._decoder.decode(chunk, final=self._is_over)
        except UnicodeDecodeError as error:
            raise UnreadableError(tr("not text in UTF-8")) from error
        self._text = self._text[self._at :] + more
        self._at = 0
        return not self._is_over
