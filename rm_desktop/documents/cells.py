"""A field that two people may write: a cell for each hand that did, and which of them stand.

A cell is stored under `field~member~hand` as `[stamp, value, seen]`. A *hand* is a device, so that
two laptops of one person never write over each other's cell; the device of old has none. `seen` is
what the writer knew of the other hands: the stamp of each one's cell. So a cell stands until
somebody who had seen it writes another: with one cell a hand and all others' stamps in it that is
a version vector, exact for any number of edits and hands. Cells of two parts are from before hands
were told apart: their writer is taken to have seen all that has a lower stamp.

Stamps only order what is shown: a hand's grow with all it knows of the document, undone edits
included, so that none is given twice. No clock is involved.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from typing import Any, NamedTuple

#: Between the parts of a cell's key.
MARK = "~"
#: Writes what nobody chose, as the length of a session that has just been made; anybody's word
#: goes before it, and it is part of no question.
NOBODY = "pair"
#: A higher stamp counts as 0: nobody edits so often, and there has to be one above it.
LAST_STAMP = 2**52

_OLD, _FULL = 2, 3


class Cell(NamedTuple):
    """What one hand last put into a field; `seen` is None in a cell of two parts."""

    writer: str
    stamp: int
    value: Any
    seen: Mapping[str, int] | None = None

    @property
    def member(self) -> str:
        """Who wrote it."""
        return self.writer.partition(MARK)[0]

    @property
    def stored(self) -> list[Any]:
        """The cell as a document holds it: 0 for nobody seen, which is read faster."""
        return [self.stamp, self.value, dict(self.seen) if self.seen else 0]


def read_cell(writer: str, value: object) -> Cell | None:
    """Return a stored cell, None if it is none."""
    if not isinstance(value, list) or len(value) not in (_OLD, _FULL):
        return None
    stamp, seen = _stamp(value[0]), value[2] if len(value) == _FULL else None
    if stamp is None:
        return None
    if seen is not None:
        known = seen if isinstance(seen, dict) else {}
        seen = {hand: mark for hand, mark in known.items() if _stamp(mark) is not None}
    return Cell(writer, 0 if writer == NOBODY else stamp, value[1], seen)


def parted(stored: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the plain entries of a stored map, and by field what its writers stored."""
    plain: dict[str, Any] = {}
    fields: dict[str, dict[str, Any]] = {}
    for key, value in stored.items():
        field, mark, writer = key.partition(MARK)
        if mark:
            fields.setdefault(field, {})[writer] = value
        else:
            plain[key] = value
    return plain, fields


def read_cells(raw: Mapping[str, Any]) -> list[Cell]:
    """Return the cells of a field from what its writers stored."""
    found = (read_cell(writer, value) for writer, value in raw.items())
    return [cell for cell in found if cell is not None]


def read_field(raw: Mapping[str, Any]) -> tuple[list[Any], bool]:
    """Return the value of a field (none if nobody stored one), and whether it waits for an answer.

    Most fields have one cell, and a document of ten years has tens of thousands of them.
    """
    if len(raw) == 1:
        (value,) = raw.values()
        if isinstance(value, list) and len(value) in (_OLD, _FULL) and type(value[0]) is int:
            return [value[1]], False
        return [], False
    cells = read_cells(raw)
    return ([shown(cells).value], is_open(cells)) if cells else ([], False)


def shown(cells: Iterable[Cell]) -> Cell:
    """Return the cell to show: the highest stamp, and of equal ones the higher writer's."""
    return max(cells, key=lambda cell: (cell.writer != NOBODY, cell.stamp, cell.writer))


def standing(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells that no other writer had seen, by writer; nobody's are left out.

    One pass over what is stored: a partner who writes thousands of cells makes it long, not slow.
    """
    told = sorted((c for c in cells if c.writer != NOBODY), key=lambda cell: cell.writer)
    seen: dict[str, int] = {}
    for cell in told:
        for writer, stamp in (cell.seen or {}).items():
            if writer != cell.writer:
                seen[writer] = max(stamp, seen.get(writer, -1))
    all_below = max((cell.stamp for cell in told if cell.seen is None), default=-1)
    return [
        cell for cell in told if cell.stamp >= all_below and cell.stamp > seen.get(cell.writer, -1)
    ]


def is_open(cells: list[Cell]) -> bool:
    """Tell whether values stand that were written without knowledge of each other and differ."""
    if len(cells) <= 1:
        return False
    standing_ = standing(cells)
    return any(_differ(cell.value, standing_[0].value) for cell in standing_[1:])


def written(
    cells: Collection[Cell], writer: str, value: object, clock: int, seen: Container[str]
) -> Cell:
    """Return a new cell of somebody who has seen some writers' cells, or all of them.

    `clock` counts all that has ever been done to the document, as far as it is known here.
    """
    if writer == NOBODY:
        return Cell(writer, 0, value, {})
    stamp = max(clock, 0, *(cell.stamp for cell in cells)) + 1
    others = (cell for cell in cells if cell.writer not in (writer, NOBODY))
    known = {cell.writer: cell.stamp for cell in others if cell.writer in seen}
    return Cell(writer, min(stamp, LAST_STAMP), value, known)


def _differ(one: object, other: object) -> bool:
    return type(one) is not type(other) or one != other


def _stamp(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if value <= LAST_STAMP else 0
