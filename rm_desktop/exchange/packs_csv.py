"""Prompt packs as CSV: one prompt a row, as spreadsheets write it and read it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from rm_desktop.domain.prompts import Prompt
from rm_desktop.domain.words import tr
from rm_desktop.exchange.pack_cells import COLUMNS, REQUIRED
from rm_desktop.exchange.pack_rows import Problem, Row, Sheet, UnreadableError, filled

_DELIMITERS = ",;\t"
#: Columns that are complained about; each of a hundred thousand would take minutes.
_MOST_COLUMNS = 100

#: How a cell begins that a spreadsheet takes for a formula; full-width signs count too.
_FORMULA = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
_DISARMED = re.compile(rf"'(?={_FORMULA.pattern})")


def sheet(text: str, name: str) -> Sheet:
    """Take a CSV text apart; the first line names the columns, in any order.

    Raises:
        UnreadableError: it is not CSV, or its columns are not those of a pack.
    """
    lines = _rows(text, _delimiter(text))
    header_line, header = next(lines, (1, []))
    columns = [_column(cell) for cell in header]
    wrong = _wrong_columns(columns, header_line)
    if wrong:
        raise UnreadableError(*wrong)
    problems, rows = [], []
    for line, cells in lines:
        if any(cell.strip() for cell in cells[len(columns) :]):
            problems.append(Problem(line, tr("there are more cells than columns.")))
        named = zip(columns, map(_armed, cells), strict=False)
        rows.append(Row(line, filled(dict(named))))
    return Sheet(name, tuple(rows), tuple(problems))


def written(prompts: Iterable[Prompt]) -> str:
    """Return prompts as a CSV text in which no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for prompt in prompts:
        writer.writerow([_disarmed(str(getattr(prompt, column))) for column in COLUMNS])
    return out.getvalue()


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows in which something is written, each with the line it starts at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not _names_the_delimiter(line, cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        what = tr("a quotation mark is missing, or stands where none belongs.")
        raise UnreadableError(Problem(line, what)) from error


def _names_the_delimiter(line: int, cells: list[str]) -> bool:
    """Tell whether this is the line `sep=;` that Excel puts first."""
    return line == 1 and cells[0].strip().lower().startswith("sep=")


def _delimiter(text: str) -> str:
    """Return the delimiter that makes the most columns of the first lines ours."""
    head = text[:1000].lower()
    after = {d: len(re.findall(rf"(?:{'|'.join(COLUMNS)})\"?\s*{d}", head)) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: after[delimiter])


def _column(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().lower())


def _wrong_columns(columns: list[str], line: int) -> list[Problem]:
    problems = []
    for n, column in enumerate(columns[:_MOST_COLUMNS]):
        if column in columns[:n]:
            problems.append(Problem(line, tr("the column “{key}” stands twice.", key=column[:40])))
        elif column not in COLUMNS:
            slots = {"key": column[:40], "known": ", ".join(COLUMNS)}
            what = tr("“{key}” is not a column of a pack. The columns are {known}.", **slots)
            problems.append(Problem(line, what))
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        what = tr(
            "the first line must name the columns; missing: {missing}.", missing=", ".join(missing)
        )
        problems.append(Problem(line, what))
    return problems


def _disarmed(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _armed(cell: str) -> str:
    return cell[1:] if _DISARMED.match(cell) else cell
