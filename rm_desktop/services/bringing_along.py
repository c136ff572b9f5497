"""Topics of one pair that are copied into another, as new edits by the profile's owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from rm_desktop.domain.entities import AgendaItem, ItemState
from rm_desktop.domain.pair import Pair, notes_id
from rm_desktop.services.notes import read_notes
from rm_desktop.services.open_pair import read_document
from rm_desktop.services.pairs import YOU
from rm_desktop.services.shedding import SHARED_ONCE

if TYPE_CHECKING:
    from rm_desktop.services.desk import Desk
    from rm_desktop.services.profile import Profile
    from rm_desktop.vault.vault import Vault

_ID_BYTES = 16


class Brought(NamedTuple):
    """How many topics were copied, and how many of them with notes."""

    topics: int
    notes: int


def topics_of(pair: Pair) -> list[AgendaItem]:
    """Return the topics of a pair that are still to be talked about, as they are ordered."""
    places = {ident: place for place, ident in enumerate(pair.order)}
    open_ones = [
        item
        for item in pair.items.values()
        if item.state == ItemState.OPEN and not (item.binned_at or item.is_segment)
    ]
    return sorted(open_ones, key=lambda item: places.get(item.id, len(places)))


def own_topics(profile: Profile, pair: str) -> list[AgendaItem]:
    """Return the topics of a pair of the profile that may be brought along."""
    return topics_of(read_document(pair, profile.ports.vault()).pair)


def bring_along(profile: Profile, pair: str, topics: Iterable[str], desk: Desk) -> Brought:
    """Copy topics into the backlog of the pair on the desk; what was copied before stays as it is.

    Each copy's id is made from the topic's and the pair's: a second try makes no second one.
    """
    vault, opened = profile.ports.vault(), desk.open_pair
    theirs = read_document(pair, vault).pair
    you = str(vault.setting(pair, YOU, ""))
    wanted = [theirs.items[item] for item in topics if item in theirs.items]
    new = [(_id(item.id, opened.id), item) for item in wanted]
    new = [(ident, item) for ident, item in new if ident not in opened.pair.items]
    desk.agenda.add_many("", [_copy(ident, item, you, opened.you) for ident, item in new])
    noted = 0
    for item in wanted:
        text, ident = read_notes(item.id, vault), _id(item.id, opened.id)
        notes = desk.notes(ident)
        if text.strip() and not notes.text:
            notes.splice(0, 0, text)
            notes.rest()
        noted += bool(text.strip())
    return Brought(len(wanted), noted)


def put_aside(vault: Vault, pair: str) -> dict[str, str]:
    """Take the notes of a pair's copy off the shelf, by topic, where it was never shared.

    Such a copy came out of a file. What a pair is made of merges by itself; but two texts that
    were typed apart have no letter in common for a merge, and would stand one behind the other.
    """
    if vault.load_document(pair) is None or vault.setting(pair, SHARED_ONCE):
        return {}
    known = set(vault.documents("text"))
    items = read_document(pair, vault).pair.items
    texts = {item: read_notes(item, vault) for item in items if notes_id(item) in known}
    vault.delete_documents([notes_id(item) for item in texts])
    return {item: text for item, text in texts.items() if text.strip()}


def put_back(desk: Desk, texts: Mapping[str, str]) -> None:
    """Add to the notes of topics what is in no notes yet; a second time adds nothing."""
    for item, mine in texts.items():
        notes = desk.notes(item)
        notes.splice(notes.length, 0, what_is_missing(notes.text, mine))
        notes.rest()


def what_is_missing(theirs: str, mine: str) -> str:
    """Return what to add to one text so that every line of another is in it."""
    if mine.startswith(theirs):
        return mine.removeprefix(theirs)
    known = {line.strip() for line in theirs.splitlines()}
    lines = [line for line in mine.splitlines() if line.strip() not in known]
    return "\n".join(["", "", *lines]) if any(map(str.strip, lines)) else ""


def _copy(ident: str, item: AgendaItem, was: str, you: str) -> dict[str, object]:
    """Return a topic's own fields; who leads is kept only where it is the owner."""
    return {
        "id": ident,
        "title": item.title,
        "minutes": item.minutes,
        "outcome": item.outcome,
        "leads": you if item.leads == was else "",
    }


def _id(item: str, pair: str) -> str:
    return blake2b(f"{item}\n{pair}".encode(), digest_size=_ID_BYTES).hexdigest()
