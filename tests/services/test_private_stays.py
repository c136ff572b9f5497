"""No private word goes into anything that sync opens, seals or sends."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from rm_desktop.domain.journal import DraftState
from rm_desktop.services.desk import Desk
from rm_desktop.services.spaces import Place
from rm_desktop.sync.sealing import Sealer
from rm_desktop.wire.content import Content, packed
from tests.services.couple import Seat, founded, let_in

PACKAGE = Path(__file__).resolve().parents[2] / "rm_desktop"
PASSPHRASE = "copper otter seventeen"
#: What may carry words of a pair out of the house, and may know nothing private.
CARRIERS = (
    *sorted((PACKAGE / "sync").glob("*.py")),
    *sorted((PACKAGE / "wire").glob("*.py")),
    *(PACKAGE / "services" / f"{name}.py" for name in ("merging", "rehearsing", "spaces")),
    *(PACKAGE / "services" / f"{name}.py" for name in ("sync_line", "sync_store")),
)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Everything that is sealed, before it is."""
    found: list[bytes] = []
    seal = Sealer.seal

    def listening(self: Sealer, content: Content, *rest: object) -> object:
        found.append(packed(content))
        return seal(self, content, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Sealer, "seal", listening)
    return found


@pytest.fixture
def couple(tmp_path: Path, said: list[bytes]) -> Iterator[tuple[Seat, Seat]]:
    assert said == []
    (tmp_path / "shared").mkdir()
    place = Place(f"folder:{tmp_path / 'shared'}")
    maya = founded(tmp_path / "maya", place)
    henrik = let_in(maya, tmp_path / "henrik", place)
    yield maya, henrik
    for seat in (maya, henrik):
        seat.profile.close()


def write_privately(seat: Seat, words: Iterator[str]) -> str:
    """Put a word into every private place; return the topic it is about."""
    profile, desk = seat.profile, desk_of(seat)
    profile.private.open(profile.private.make(PASSPHRASE))
    topic = desk.agenda.add("", "A topic both know")
    entry = desk.journal.begin(title=next(words))
    entry.splice(0, 0, next(words))
    entry.rest()
    note = desk.private_notes.open(topic)
    note.splice(0, 0, next(words))
    note.rest()
    draft = desk.drafts.begin(next(words))
    draft.splice(0, 0, next(words))
    draft.rest()
    desk.drafts.set_state(draft.id, DraftState.READY)
    return topic


def desk_of(seat: Seat) -> Desk:
    assert seat.profile.desk is not None
    return seat.profile.desk


def test_no_private_word_is_sealed_or_sent(
    tmp_path: Path, couple: tuple[Seat, Seat], said: list[bytes]
) -> None:
    maya, henrik = couple
    dice = Random(4)
    words = ["".join(dice.choices("bcdfghjklmnpqrstvwxz", k=14)) for _ in range(5)]
    write_privately(henrik, iter(words))
    henrik.sync()
    maya.sync()
    henrik.line.store.unseal_everything()
    henrik.sync()
    henrik.profile.private.lock()
    henrik.sync()
    sealed = b"".join(said)
    assert b"A topic both know" in sealed
    sent = b"".join(path.read_bytes() for path in (tmp_path / "shared").rglob("*.envelopes"))
    there = maya.profile.ports.vault()
    theirs = b"".join(
        b"".join(filter(None, (stored.snapshot, *stored.updates)))
        for kind in ("pair", "text")
        for ident in there.documents(kind)
        if (stored := there.load_document(ident))
    )
    for word in (*words, PASSPHRASE):
        for spelt in (word.encode(), word.encode("utf-16-le")):
            assert spelt not in sealed
            assert spelt not in sent
            assert spelt not in theirs


def test_what_carries_words_out_knows_no_private_room() -> None:
    private = {"private", "pages", "journal", "drafts", "private_notes", "open_page", "passages"}
    for path in CARRIERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom | ast.Import):
                names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
                found = {part for name in names for part in name.split(".")} & private
                assert not found, f"{path.name} imports {found}"
            if isinstance(node, ast.Attribute):
                assert node.attr != "private", f"{path.name} reaches for what is private"
