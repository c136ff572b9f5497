"""What changed between two texts of the agreement, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from rm_desktop.domain.agreement import AgreementField


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line; `put_in` is True for a new one, False for one taken out, None if it stayed."""

    text: str
    put_in: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field of the agreement with its lines in reading order."""

    title: str
    lines: tuple[ChangedLine, ...]

    @property
    def changed(self) -> bool:
        """Tell whether anything in it changed."""
        return any(line.put_in is not None for line in self.lines)


def compare(
    before: Mapping[str, str], after: Mapping[str, str], fields: tuple[AgreementField, ...]
) -> tuple[ChangedField, ...]:
    """Return every field with what was taken out and what was put in."""
    return tuple(
        ChangedField(field.title, tuple(_lines(before.get(field.id, ""), after.get(field.id, ""))))
        for field in fields
    )


def _lines(before: str, after: str) -> list[ChangedLine]:
    old, new = ([line.rstrip() for line in t.strip().splitlines()] for t in (before, after))
    found: list[ChangedLine] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [ChangedLine(line) for line in new[c:d]]
        else:
            found += [ChangedLine(line, put_in=False) for line in old[a:b]]
            found += [ChangedLine(line, put_in=True) for line in new[c:d]]
    return found
