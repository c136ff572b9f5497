from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.traveller import Traveller


@pytest.fixture
def maya(tmp_path: Path) -> Iterator[Traveller]:
    """Maya's laptop before the app was ever started on it."""
    maya = Traveller(tmp_path / "profile")
    yield maya
    maya.off()
