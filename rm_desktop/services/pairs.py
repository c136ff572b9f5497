"""The pairs of a profile: making, switching, renaming, leaving and deleting them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain.changes import Kind
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import CHARTER_ID, notes_id
from rm_desktop.domain.text import FIELD_LIMIT, TITLE_LIMIT, check_length, one_line
from rm_desktop.domain.words import tr
from rm_desktop.services import projection

if TYPE_CHECKING:
    from rm_desktop.vault.vault import Vault

YOU = "you"
LEFT = "left"


@dataclass(frozen=True, slots=True)
class Person:
    """What *Welcome* asks of each of the two."""

    name: str
    role: str
    wants: str = ""
    gives: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One pair as the switcher shows it; `you` is the owner's member id."""

    id: str
    you: str
    names: tuple[str, str]
    left: bool = False


class Pairs:
    """The pairs of the profile; everything else belongs to the open one."""

    def __init__(
        self, vault: Callable[[], Vault], new_id: Callable[[], str], zone: Callable[[], str]
    ) -> None:
        """Work on the profile's vault."""
        self._vault = vault
        self._new_id = new_id
        self._zone = zone

    def listed(self) -> tuple[Listed, ...]:
        """Return every pair, the first one made first."""
        return tuple(self._listed(ident) for ident in self._vault().documents("pair"))

    def create(self, you: Person, partner: Person, *, minutes: int = 60) -> str:
        """Make a pair of two people and return its id."""
        if you.role == partner.role:
            raise BadInputError(
                tr("One of you is the mentor and the other the executive."),
                tr("Choose who teaches."),
            )
        pair, mine, theirs = self._new_id(), self._new_id(), self._new_id()
        document = PairDocument(pair)
        for ident, person in ((mine, you), (theirs, partner)):
            document.set_fields(Kind.MEMBER, ident, ident, **_fields(person))
        charter = {"zone": self._zone(), "minutes": minutes}
        document.set_fields(Kind.CHARTER, CHARTER_ID, mine, **charter)
        updates, _ = document.commit()
        rows = projection.project(document.pair, projection.everything(document.pair))
        with self._vault().transaction():
            self._vault().write(pair, updates=updates, items=rows.items, texts=rows.texts)
            self._vault().put_settings(pair, {YOU: mine})
        return pair

    def owner(self, pair: str) -> str:
        """Return the member id of the profile's owner in a pair."""
        return str(self._vault().settings(pair).get(YOU, ""))

    def delete(self, pair: str, items: Iterable[str]) -> None:
        """Forget a pair with every note of its topics; this cannot be undone."""
        from rm_desktop.vault.sync_shelf import SyncShelf

        shelf = SyncShelf(self._vault())
        for row in shelf.spaces():
            if row.pair == pair:
                shelf.forget(row.id)
        self._vault().delete_documents([pair, *(notes_id(item) for item in items)])
        self._vault().scrub_words()

    def _listed(self, ident: str) -> Listed:
        settings = self._vault().settings(ident)
        you = str(settings.get(YOU, ""))
        rows = self._vault().items(ident, kind=Kind.MEMBER)
        names = {row.id: row.title for row in rows}
        partner = next((name for member, name in names.items() if member != you), "")
        return Listed(ident, you, (names.get(you, ""), partner), bool(settings.get(LEFT)))

    def leave(self, pair: str, *, left: bool = True) -> None:
        """Put a pair away: it stays readable, nothing reminds of it; can be taken back."""
        self._vault().put_settings(pair, {LEFT: left})


def _fields(person: Person) -> dict[str, str]:
    name = one_line(person.name, TITLE_LIMIT)
    if not name:
        raise BadInputError(tr("Both names are needed."), tr("Type the missing one."))
    return {
        "name": name,
        "role": person.role,
        "wants": check_length(tr("A wish"), person.wants.strip(), FIELD_LIMIT),
        "gives": check_length(tr("A wish"), person.gives.strip(), FIELD_LIMIT),
    }
