from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.services.desk import Desk
from tests.laptop import Laptop


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "profile")
    laptop.meet()
    yield laptop
    laptop.off()


@pytest.fixture
def desk(laptop: Laptop) -> Desk:
    return laptop.desk
