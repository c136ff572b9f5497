"""Henrik's laptop beside Maya's: the same pair in a profile of its own, merged by hand."""

from __future__ import annotations

from pathlib import Path

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Changes, Kind, Origin
from rm_desktop.services import projection
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import YOU
from tests.laptop import Laptop


def henriks(maya: Laptop, root: Path) -> Laptop:
    """Return a laptop of Henrik's that has the pair as Maya's has it now."""
    laptop = Laptop(root, seed=8)
    laptop.name_ids("hb")
    document, vault = maya.desk.open_pair.document, laptop.vault
    rows = projection.project(document.pair, projection.everything(document.pair))
    with vault.transaction():
        vault.write(document.id, updates=[document.snapshot()], items=rows.items, texts=rows.texts)
        vault.put_settings(document.id, {YOU: maya.henrik})
    laptop.profile.open_pair(document.id)
    return laptop


def exchange(*desks: Desk) -> None:
    """Let each laptop take in all that the others have."""
    told = [desk.open_pair.document.snapshot() for desk in desks]
    for desk in desks:
        take_in(desk, told)


def take_in(desk: Desk, updates: list[bytes]) -> None:
    """Take in what came, as sync does, and tell the house."""
    opened = desk.open_pair
    touched = opened.merge(updates, lambda _before, _after: True)
    assert touched is not None
    kinds, ids = frozenset(k for k, _ in touched), frozenset(i for _, i in touched)
    opened.tell(Changes(kinds, ids, Origin.REMOTE))


def disagree(desk: Desk) -> tuple[str, str]:
    """Change two topics here and on the partner's laptop at once, and merge; return their ids.

    All words are words of the pair's own, so that nothing new stands on a screen.
    """
    opened = desk.open_pair
    pair, document = opened.pair, opened.document
    theirs = PairDocument(document.id, document.snapshot(), hand="train")
    partner = pair.partner_of(opened.you)
    first, second = list(pair.agenda(pair.next_session.id))[:2]
    here, there = partner.wants, partner.gives
    desk.agenda.edit(first.id, title=here, minutes=12, leads="")
    desk.agenda.edit(second.id, outcome=here)
    theirs.set_fields(Kind.ITEM, first.id, partner.id, title=there, minutes=25, leads=partner.id)
    theirs.set_fields(Kind.ITEM, second.id, partner.id, outcome=there)
    take_in(desk, [theirs.snapshot()])
    return first.id, second.id
