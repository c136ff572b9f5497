"""Facts at the head of a Markdown file, between two lines of dashes.

What is read is the part of YAML that people and programs write there: a key and a text on a line,
texts in quotation marks, lists on one line or one entry a line, and texts over several lines
(`>` and `|`). Keys of keys, anchors and types are not looked into. Nothing here can fail: a head
that makes no sense is text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

#: A longer head is none, in lines and in characters.
_MOST_LINES, _LONGEST = 500, 65_536
_KEY = re.compile(r"([^\s:#'\"\[\]{},&*!|>%@`-][^:#\n]{0,80}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ENTRY = re.compile(r"[ \t]*-(?:[ \t]+(.*)|[ \t]*)$")
_BLOCK = re.compile(r"([>|])[+-]?\d?[+-]?[ \t]*(?:#.*)?$")
# possessive where a retry could only cost time: a head may be one long row of blanks
_FLOW = re.compile(r"\s*+(\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'|[^,\"'\[\]{}]++)\s*+(?:,|$)")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*$")
_ESCAPES = {"n": "\n", "t": "\t", "0": "", "r": "\r", "e": "", "_": "\u00a0", "N": "\x85"}
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_LAST_CHARACTER = 0x10FFFF

Facts = dict[str, str | list[str]]


def written(facts: Mapping[str, object]) -> str:
    """Return facts as a head; empty ones are left out."""
    # JSON's strings and numbers are YAML's too
    lines = (
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items() if value
    )
    return "\n".join(("---", *lines, "---", "", ""))


def parted(text: str) -> tuple[Facts, str]:
    """Return the facts at the head of a text, keys in small letters, and what comes after them."""
    if not text.startswith("---"):
        return {}, text
    lines = text[:_LONGEST].split("\n", _MOST_LINES)
    if lines[0].rstrip() != "---":
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end or end == _MOST_LINES:
        return {}, text
    head = lines[1:end]
    facts = _facts(head)
    if not facts and any(line.strip() for line in head):
        return {}, text
    body = text[sum(len(line) + 1 for line in lines[: end + 1]) :]
    first, line_end, rest = body.partition("\n")
    return facts, rest if line_end and not first.strip() else body


def word(facts: Facts, *keys: str) -> str:
    """Return the first of these facts that says something in one text."""
    found = (facts.get(key) for key in keys)
    return next((each for each in found if isinstance(each, str) and each), "")


def words(facts: Facts, *keys: str) -> list[str]:
    """Return the first of these facts that says something, as a list."""
    for key in keys:
        found = facts.get(key)
        if isinstance(found, list) and found:
            return found
        if isinstance(found, str) and found:
            return [part.strip() for part in found.split(",")]
    return []


def _facts(lines: list[str]) -> Facts:
    facts: Facts = {}
    at = 0
    while at < len(lines):
        found = _KEY.match(lines[at])
        at += 1
        if found is None:
            continue
        value = (found[2] or "").strip()
        below = at
        while below < len(lines) and _belongs(lines[below]):
            below += 1
        facts[found[1].strip().lower()] = _value(value, lines[at:below])
        at = below
    return facts


def _belongs(line: str) -> bool:
    """Tell whether a line goes on with what the key above it began."""
    return not line.strip() or line[0] in " \t" or line == "-" or line.startswith("- ")


def _value(value: str, below: list[str]) -> str | list[str]:
    block = _BLOCK.match(value)
    if block:
        return _folded(below) if block[1] == ">" else _as_it_stands(below)
    bare = _COMMENT.sub("", value).rstrip() if value[:1] not in ('"', "'") else value
    if not bare:
        entries = [_ENTRY.match(line) for line in below if line.strip()]
        return [_scalar(entry[1] or "") for entry in entries if entry] if entries else ""
    if bare[:1] == "[":
        return _flow(" ".join([bare, *(line.strip() for line in below)]))
    return _scalar(" ".join([value, *(line.strip() for line in below if line.strip())]))


def _flow(text: str) -> list[str]:
    inner = text.strip()[1:].rpartition("]")[0] or text.strip()[1:].removesuffix("]")
    try:
        plain = json.loads(f"[{inner}]")
    except (ValueError, RecursionError):
        plain = None
    if isinstance(plain, list) and all(isinstance(each, str) for each in plain):
        return plain
    found, at = [], 0
    while at < len(inner):
        part = _FLOW.match(inner, at)
        if part is None or part.end() == at:
            break
        found.append(_scalar(part[1]))
        at = part.end()
    return found


def _scalar(text: str) -> str:
    text = text.strip()
    if text[:1] == '"':
        within = _within(text, '"')
        try:
            return str(json.loads(f'"{within}"', strict=False))
        except ValueError:  # YAML knows more ways to write a character
            return _ESCAPE.sub(_escaped, within)
    if text[:1] == "'":
        return _within(text, "'").replace("''", "'")
    bare = _COMMENT.sub("", text).rstrip()
    return "" if bare in ("~", "null") else bare


def _within(text: str, mark: str) -> str:
    """Return what stands between two marks, without what a comment says after them."""
    end = 1
    while end < len(text) and text[end] != mark:
        end += 2 if mark == '"' and text[end] == "\\" else 1
        if mark == "'" and text[end : end + 2] == "''":
            end += 2
    return text[1:end]


def _escaped(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits is None:
        return _ESCAPES.get(found[4], found[4])
    code = int(digits, 16)
    return chr(code) if code <= _LAST_CHARACTER else ""


def _folded(lines: list[str]) -> str:
    parts = "\n".join(line.strip() for line in lines).strip("\n").split("\n\n")
    return "\n".join(" ".join(part.split("\n")) for part in parts).strip()


def _as_it_stands(lines: list[str]) -> str:
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[indent:] for line in lines).strip("\n")
