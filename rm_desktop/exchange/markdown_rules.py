"""The Markdown we read, as a converter that watches the clock. Imports the library: load it late.

Left out: HTML and pictures. Added: ~~struck out~~ and bare web addresses.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from re import Match
from xml.etree.ElementTree import Element  # only made here, never read from anywhere

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.util import AtomicString

_EXTENSIONS = ("fenced_code", "tables", "sane_lists", "nl2br")
_LEFT_OUT = ("html", "image_link", "image_reference", "short_image_ref")
_STRUCK = r"(~~)(?=\S)([^~\n]{1,2000})(?<=\S)~~"
_ADDRESS = r"\bhttps?://[^\s<>()\[\]\"'`]{1,2000}(?<![.,;:!?*_])"


class TooSlowError(Exception):
    """Converting used up its time."""


class _BareAddress(InlineProcessor):
    """A web address that somebody just typed or pasted becomes a link."""

    # Named by the library.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: Match[str], _data: str
    ) -> tuple[Element, int, int]:
        link = Element("a", {"href": self.unescape(m[0])})
        link.text = AtomicString(m[0])
        return link, m.start(), m.end()


def convert(text: str, until: float) -> str:
    """Return Markdown as HTML that still has to be cleaned.

    Raises:
        TooSlowError: `time.monotonic()` has passed `until`.
        RecursionError: it is nested too deeply.
    """
    converter = Markdown(extensions=_EXTENSIONS)
    converter.preprocessors.deregister("html_block")
    patterns = converter.inlinePatterns
    for name in _LEFT_OUT:
        patterns.deregister(name)
    patterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "del", 55)
    patterns.register(_BareAddress(_ADDRESS, converter), "address", 115)
    _watch(converter, until)
    return converter.convert(text)


def _watch(converter: Markdown, until: float) -> None:
    """Look at the clock before every rule that is tried: none of them takes long by itself."""

    def watched(rule: Callable[..., object]) -> Callable[..., object]:
        def try_rule(*args: object) -> object:
            if time.monotonic() > until:
                raise TooSlowError
            return rule(*args)

        return try_rule

    for pattern in converter.inlinePatterns:
        vars(pattern)["handleMatch"] = watched(pattern.handleMatch)
    for block in converter.parser.blockprocessors:
        vars(block)["test"] = watched(block.test)
