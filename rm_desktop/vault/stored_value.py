"""What the JSON of a setting says; apart from the rows, which the start has no use for."""

from __future__ import annotations

import json
from typing import Any


def stored_value(words: str) -> Any:  # noqa: ANN401 - JSON
    """Return what the JSON of a setting says, None where it is none."""
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        return None
