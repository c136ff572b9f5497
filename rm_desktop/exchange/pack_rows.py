"""The rows of a prompt pack, whatever file they came from, checked into prompts.

A row knows the line of each of its cells, so that every complaint can name one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from rm_desktop.domain.prompts import DEPTHS, Prompt
from rm_desktop.domain.words import tr
from rm_desktop.exchange.pack_cells import READERS, REQUIRED, WrongCellError, name

MAX_PROMPTS = 2_000
_MAX_KEY_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a pack, and its line (0: the file as a whole)."""

    line: int
    what: str

    def __str__(self) -> str:
        return tr("Line {n}: {what}", n=self.line, what=self.what) if self.line else self.what


class UnreadableError(Exception):
    """The file cannot be taken apart into rows at all."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """One prompt as it was written: where it starts, its cells, and the lines of those."""

    line: int
    cells: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, column: str) -> int:
        return self.lines.get(column, self.line)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A pack as it was written: its name, its rows, and what was found wrong on the way."""

    name: object
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    name_line: int = 0


class Reading:
    """The check of one sheet: `name` and `prompts` count only while `problems` is empty."""

    def __init__(self, sheet: Sheet, taken: Collection[str]) -> None:
        self.problems = list(sheet.problems)
        self.name = ""
        self.prompts: list[Prompt] = []
        self._taken = taken
        self._lines_of_ids: dict[str, int] = {}
        self._read_name(sheet)
        if not sheet.rows and not self.problems:
            self.problems.append(Problem(0, tr("There is no prompt in this file.")))
        for row in sheet.rows[:MAX_PROMPTS]:
            self._read(row)
        for row in sheet.rows[MAX_PROMPTS : MAX_PROMPTS + 1]:
            what = tr("a pack can hold at most {limit} prompts.", limit=f"{MAX_PROMPTS:,}")
            self.problems.append(Problem(row.line, what))

    def _read_name(self, sheet: Sheet) -> None:
        try:
            self.name = name(sheet.name)
        except WrongCellError as wrong:
            self.problems.append(Problem(sheet.name_line, str(wrong)))

    def _read(self, row: Row) -> None:
        before = len(self.problems)
        values = self._values(row)
        if values.get("depth") == DEPTHS[-1] and "caution" not in row.cells:
            self._complain(row, "depth", tr("a prompt of depth 3 needs a caution."))
        self._check_id(row, values)
        if len(self.problems) == before:
            self.prompts.append(Prompt(**values, pack=self.name))

    def _values(self, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column, cell in row.cells.items():
            if column not in READERS:
                key = column[:_MAX_KEY_SHOWN]
                words = tr(
                    "“{key}” is not a key of a prompt. The keys are {known}.",
                    key=key,
                    known=", ".join(READERS),
                )
                self._complain(row, column, words)
                continue
            try:
                values[column] = READERS[column](cell)
            except WrongCellError as wrong:
                self._complain(row, column, str(wrong))
        for column in REQUIRED:
            if column not in row.cells:
                self._complain(row, column, tr("{column} is missing.", column=column))
        return values

    def _check_id(self, row: Row, values: dict[str, Any]) -> None:
        """Give a prompt without an id one made of its text; complain about ids in use."""
        if "id" not in row.cells and "text" in values:
            values["id"] = _made_id(self.name, values["text"])
        ident = values.get("id")
        if ident is None:
            return
        if ident in self._taken:
            self._complain(row, "id", tr("the id “{id}” is taken by another prompt.", id=ident))
        elif ident in self._lines_of_ids:
            slots = {"id": ident, "n": self._lines_of_ids[ident]}
            same = tr("the id “{id}” is used before, in line {n}.", **slots)
            if "id" not in row.cells:
                same = tr("the same prompt stands in line {n}.", **slots)
            self._complain(row, "id", same)
        self._lines_of_ids.setdefault(ident, row.line_of("id"))

    def _complain(self, row: Row, column: str, what: str) -> None:
        self.problems.append(Problem(row.line_of(column), what))


def filled(cells: Mapping[str, object]) -> dict[str, object]:
    """Return the cells in which something is written."""
    return {
        column: cell for column, cell in cells.items() if not isinstance(cell, str) or cell.strip()
    }


def _made_id(pack: str, text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", pack.lower()).strip("-")[:40] or "pack"
    return f"{slug}-{sha256(text.encode()).hexdigest()[:10]}"
