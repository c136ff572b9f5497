"""Notes as harmless HTML: what somebody else wrote can neither load, run nor hang anything.

HTML in a note is shown as it was typed. What would take too long (Markdown's rules need quadratic
time for rows of brackets, and recursion for deep nesting) is shown as plain text instead.
"""

from __future__ import annotations

import html
import re
import time

from rm_desktop.domain.text import harmless

#: A longer note is shown as plain text, in characters.
RICH_LIMIT = 20_000
#: Rendering that takes longer than this gives way to plain text, in seconds.
PATIENCE = 0.4

_TAGS = (
    "p br strong b em i del code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 hr a "
    "table thead tbody tr th td"
)
# No `title`: Qt shows it as a tooltip, takes it for HTML and loads what that names.
_ATTRIBUTES = {"*": set[str](), "a": {"href"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}

#: Rows of signs that a parser has to try at every place, and nesting that nobody reads.
_TOO_DENSE = re.compile(r"(?:[\[!(\]] ?){200}|^(?:[ \t]{0,4}>){20}|^[ \t]{80}", re.MULTILINE)
_TASK = re.compile(r"^(?P<bullet>\s{0,40}(?:[-*+]|\d{1,9}[.)])\s)\[(?P<mark>[ xX])\](?=\s)")
_LIST = re.compile(r"^\s{0,3}(?:[-*+]|\d{1,9}[.)])\s+\S")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")


def render(text: str, patience: float = PATIENCE) -> str:
    """Return a note as HTML of a few harmless tags; as plain text where that takes too long.

    `patience` is in seconds.
    """
    shown = harmless(text)
    if len(shown) > RICH_LIMIT or _TOO_DENSE.search(shown):
        return plain(shown)
    from rm_desktop.exchange.markdown_rules import TooSlowError, convert

    try:
        return _cleaned(convert(_prepared(shown), time.monotonic() + patience))
    except (RecursionError, TooSlowError):
        return plain(shown)


def plain(text: str) -> str:
    """Return a text as HTML that looks as it was typed."""
    lines = html.escape(harmless(text), quote=False).split("\n")
    return f"<p>{'<br>'.join(lines)}</p>"


def _cleaned(page: str) -> str:
    import nh3

    return nh3.clean(
        page,
        tags=set(_TAGS.split()),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _prepared(text: str) -> str:
    """Let a list begin right below a line, and turn its boxes into signs; code is left alone."""
    lines: list[str] = []
    fence, in_text = "", False
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1][:3]
        elif mark and mark[1].startswith(fence):
            fence = ""
        if fence or mark:
            lines.append(line)
            in_text = False
            continue
        in_list = bool(_LIST.match(line))
        if in_list and in_text:
            lines.append("")
        lines.append(_TASK.sub(_box, line))
        in_text = bool(line.strip()) and not in_list and (in_text or not line.startswith(" "))
    return "\n".join(lines)


def _box(match: re.Match[str]) -> str:
    return match["bullet"] + ("☐" if match["mark"] == " " else "☑")
