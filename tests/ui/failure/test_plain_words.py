"""What a page says twice, or in words of ours, helps nobody."""

from __future__ import annotations

import re

import pytest

from rm_desktop.domain.errors import CannotOpenError
from rm_desktop.ui.failure.states import state_of
from rm_desktop.vault import cipher, header, keys

_REFUSALS = (
    cipher.disk_full(),
    cipher.foreign(),
    cipher.missing(),
    cipher.read_only(),
    header.newer(),
    header._broken(),  # noqa: SLF001
    keys.unusable(),
)


@pytest.mark.parametrize("error", _REFUSALS, ids=lambda e: e.sentence)
def test_a_page_says_each_thing_once_and_plainly(error: CannotOpenError) -> None:
    state = state_of(error, passphrase=False)
    said = [state.title, *re.split(r"[.;:] ?", f"{state.sentence} {state.next_step}")]
    said = [each.casefold() for each in said if each]
    assert len(said) == len(set(said))
    assert not re.search(r"vault|header|nothing was changed", " ".join(said))
