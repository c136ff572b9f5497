"""Pictures and files in an imported text: they are not taken, and the text says which ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from rm_desktop.domain.words import tr

#: Places in a folder, not on the web: `![a](b.png)`, `![[b.png]]`, `<img src="b.png">`.
_PICTURE = re.compile(
    r"!\[(?P<words>[^\[\]\n]{0,300}+)\]\((?P<place>[^()\s]{1,500})(?: \"[^\"\n]{0,300}\")?\)"
)
_WIKI = re.compile(r"!\[\[(?P<place>[^\[\]\n]{1,300}+)\]\]")
_TAG = re.compile(
    r"<img\b[^<>\n]{0,500}?\bsrc=[\"'](?P<place>[^\"'<>\n]{1,500})[\"'][^<>\n]{0,500}>",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\[(?P<words>[^\[\]\n]{0,300}+)\]\((?P<place>(?:\.\./|\./)*_resources/[^()\s]{1,500})\)"
)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def left_out(name: str) -> str:
    """Return what stands in a text for a picture or file that was not taken."""
    return tr("(left out: {name})", name=name)


def without_files(text: str) -> str:
    """Return Markdown with a word in the place of each picture or file that lay beside it."""
    if "![" not in text and "_resources/" not in text and "<img" not in text.lower():
        return text
    for shape in (_PICTURE, _WIKI, _TAG, _FILE):
        text = shape.sub(_said, text)
    return text


def with_moments(text: str, name_of: Callable[[str], str]) -> str:
    """Return a Day One text with a word in the place of each moment (a photo, a sound, a file)."""
    return _MOMENT.sub(lambda found: left_out(name_of(found[1])), text)


_MOMENT = re.compile(
    r"!\[[^\[\]\n]{0,300}+\]\(dayone-[a-z]{1,10}:/{1,2}(?:[a-z]{1,20}/)?([0-9a-z-]{1,80})\)",
    re.IGNORECASE,
)


def _said(found: re.Match[str]) -> str:
    place = found["place"]
    if _ELSEWHERE.match(place):
        return found[0]
    words = found.groupdict().get("words") or ""
    name = unquote(place.partition("|")[0]).replace("\\", "/").rpartition("/")[2]
    return left_out(f"{words}, {name}" if words and words != name else name)
