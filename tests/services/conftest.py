from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.services.desk import Desk
from tests.founding import Founding
from tests.laptop import Laptop


@pytest.fixture
def laptop(tmp_path: Path, founding: Founding) -> Iterator[Laptop]:
    root = tmp_path / "profile"
    laptop = Laptop(root, founding.at(root))
    laptop.meet()
    yield laptop
    laptop.off()


@pytest.fixture
def desk(laptop: Laptop) -> Desk:
    return laptop.desk
