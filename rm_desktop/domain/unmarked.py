"""Markdown as plain words: the text of a note without the signs that set it."""

from __future__ import annotations

import re

_LINES = re.compile(
    r"^(?P<room>[ \t]{0,12})(?:"
    r"(?P<fence>(?:`{3,}|~{3,})[ \t]*[\w+#.-]{0,20}[ \t]*$)|"
    r"(?P<head>#{1,6}[ \t]+)|(?P<quote>>[ \t]?)|"
    r"[-*+][ \t]+\[(?P<box>[ xX])\][ \t]+|(?P<dot>[-*+][ \t]+))",
    re.MULTILINE,
)
# bounded, so that rows of signs take no time
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\(([^()\s]{1,600})\)")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)([^\n]{1,600}?)(?<=\S)\1")
_SOFT = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,600})(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`\n]{1,600})`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!~>-])")


def unmarked(text: str) -> str:
    """Return the words of a text in Markdown; lists keep a dot, boxes and addresses are shown."""
    words = _LINES.sub(_line, text)
    words = _LINK.sub(_address, words)
    words = _CODE.sub(r"\1", words)
    words = _SOFT.sub(r"\2", _STRONG.sub(r"\2", words))
    return _ESCAPED.sub(r"\1", words).strip("\n")


def _line(found: re.Match[str]) -> str:
    if found["box"]:
        return found["room"] + ("☐ " if found["box"] == " " else "☑ ")
    return f"{found['room']}• " if found["dot"] else found["room"]


def _address(found: re.Match[str]) -> str:
    words, address = found.groups()
    return words if words == address else f"{words} ({address})"
