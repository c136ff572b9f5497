"""The two ways to write an export."""

from __future__ import annotations

from enum import StrEnum

#: The file beside every export that says what it holds.
README = "README.md"


class Form(StrEnum):
    """How an export is written."""

    MARKDOWN = "markdown"
    JSON = "json"
