"""Warns of files and functions that outgrow their aim; it never fails, people decide.

Aims: half of the source files within 110 lines, a source file within 350, a test file within 500,
a function within 40.
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEDIAN, SOURCE, TEST, FUNCTION = 110, 350, 500, 40


def warnings(path: Path, limit: int) -> Iterator[str]:
    """A line for each thing in the file that is longer than its aim."""
    name = path.relative_to(ROOT)
    text = path.read_text("utf-8")
    length = text.count("\n")
    if length > limit:
        yield f"{name}: {length} lines, the aim is {limit}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                yield f"{name}:{node.lineno}: {node.name} has {lines} lines, the aim is {FUNCTION}"


def main() -> None:
    """Print every warning, then the median."""
    lengths = []
    for folder, limit in (("rm_desktop", SOURCE), ("packaging", SOURCE), ("tests", TEST)):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for warning in warnings(path, limit):
                print(warning)
            if folder == "rm_desktop" and path.name != "__init__.py":
                lengths.append(path.read_text("utf-8").count("\n"))
    median = statistics.median(lengths) if lengths else 0
    over = f", the aim is {MEDIAN}" if median > MEDIAN else ""
    print(f"median source file: {median:.0f} lines{over}")


if __name__ == "__main__":
    main()
