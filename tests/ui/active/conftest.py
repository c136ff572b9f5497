"""Canaries, and payloads that are led to them.

Published corpora may be run through the same views: RM_DESKTOP_CORPUS names a folder of them, one
payload a line (`.txt`), or a list of texts (`.json`). Their addresses are led to our canaries.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.active.canaries import Canaries
from tests.ui.active.markup import shapes

LEAST = 1_300
_ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+(?::\d+)?", re.IGNORECASE)
_FILE = re.compile(r"file:/*[^\s\"'<>)]*|/etc/passwd", re.IGNORECASE)


@pytest.fixture
def canaries(tmp_path: Path, qapp: QApplication) -> Iterator[Canaries]:
    canaries = Canaries(tmp_path)
    with canaries.before_the_browser():
        yield canaries
    canaries.close()


@pytest.fixture
def payloads(canaries: Canaries) -> list[str]:
    made = list(dict.fromkeys(shapes(canaries.web, canaries.file)))
    assert len(made) >= LEAST
    return made + [_led(text, canaries) for text in published()]


def published() -> list[str]:
    """Return the texts of the corpora that the environment names."""
    folder = os.environ.get("RM_DESKTOP_CORPUS")
    found: list[str] = []
    for path in sorted(Path(folder).iterdir()) if folder else ():
        content = path.read_text("utf-8", "replace")
        found += json.loads(content) if path.suffix == ".json" else content.split("\n")
    return [text for text in dict.fromkeys(found) if text.strip()]


def _led(text: str, canaries: Canaries) -> str:
    return _FILE.sub(f"file://{canaries.file}", _ADDRESS.sub(canaries.web, text))
