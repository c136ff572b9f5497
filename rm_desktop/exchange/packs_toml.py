"""Prompt packs as TOML: a name, and a `[[prompt]]` table for each prompt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from rm_desktop.domain.prompts import Prompt
from rm_desktop.domain.words import tr
from rm_desktop.exchange.pack_cells import COLUMNS
from rm_desktop.exchange.pack_rows import Problem, Row, Sheet, UnreadableError, filled

#: Strings and comments, an unfinished one up to where TOML gives up.
_WORDS = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*",
    re.DOTALL,
)
_TABLE = re.compile(r"[ \t]*\[")
_PROMPT = re.compile(r"[ \t]*\[\[[ \t]*prompt[ \t]*\]\]")
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

#: A pack needs no dotted keys, and long ones take a parser minutes.
_MAX_DOTS = 8


def sheet(text: str, name: str) -> Sheet:
    """Take a TOML text apart; it is called `name` unless it says otherwise.

    Raises:
        UnreadableError: it is not TOML, or its prompts are not `[[prompt]]` tables.
    """
    text = text.replace("\r\n", "\n")
    lines = _bare_lines(text)
    for number, line in enumerate(lines, start=1):
        if line.count(".") > _MAX_DOTS:
            raise UnreadableError(Problem(number, tr("a pack has no keys with dots.")))
    page = _parsed(text, len(lines))
    head, tables = _places(lines)
    prompts = page.pop("prompt", [])
    if not isinstance(prompts, list) or len(prompts) != len(tables):
        what = tr("write each prompt under a line of its own that says [[prompt]].")
        raise UnreadableError(Problem(head.get("prompt", 0), what))
    rows = (
        Row(line, filled(table), keys) for (line, keys), table in zip(tables, prompts, strict=True)
    )
    title = page.pop("name", name)
    unknown = (
        Problem(
            head.get(key, 0),
            tr(
                "“{key}” is not a key of a pack. The keys are {known}.",
                key=key[:40],
                known="name, prompt",
            ),
        )
        for key in page
    )
    return Sheet(title, tuple(rows), tuple(unknown), head.get("name", 0))


def written(name: str, prompts: Iterable[Prompt]) -> str:
    """Return prompts as a TOML text under a name."""
    return "\n".join([f"name = {_quoted(name)}\n", *(_table(prompt) for prompt in prompts)])


def _parsed(text: str, last: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise UnreadableError(Problem(0, tr("The file is nested too deeply."))) from error
    except ValueError as error:  # besides its own, the parser lets those of numbers through
        place = _PLACE.search(str(error))
        reason = _PLACE.sub("", str(error))
        line = int(place[1] or last) if place else 0
        raise UnreadableError(
            Problem(line, tr("this is not TOML: {reason}.", reason=reason))
        ) from error


def _bare_lines(text: str) -> list[str]:
    """Return the lines without what is written in strings and comments."""
    return _WORDS.sub(lambda found: '""' + "\n" * found[0].count("\n"), text).split("\n")


def _places(lines: list[str]) -> tuple[dict[str, int], list[tuple[int, dict[str, int]]]]:
    """Return the lines of the head's keys, and of each prompt and its keys."""
    head: dict[str, int] = {}
    tables: list[tuple[int, dict[str, int]]] = []
    keys = head
    for number, line in enumerate(lines, start=1):
        if _PROMPT.match(line):
            keys = {}
            tables.append((number, keys))
        elif _TABLE.match(line):
            keys = {}
        elif found := _KEY.match(line):
            keys.setdefault(found[1], number)
    return head, tables


def _table(prompt: Prompt) -> str:
    lines = ["[[prompt]]"]
    for column in COLUMNS:
        value = getattr(prompt, column)
        if value:
            lines.append(f"{column} = {value if isinstance(value, int) else _quoted(value)}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda c: f"\\u{ord(c[0]):04x}", escaped) + '"'
