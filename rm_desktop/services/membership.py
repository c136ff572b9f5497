"""The two people of the open pair: who they are, and who is at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.domain.entities import Member, Role
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import TITLE_LIMIT, one_line
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair

if TYPE_CHECKING:
    from rm_desktop.documents.pair import PairDocument


class Membership:
    """The two people of the open pair, and who is at the keyboard."""

    def __init__(self, pair: OpenPair) -> None:
        """Work on the open pair."""
        self._open = pair

    @property
    def you(self) -> Member:
        """The profile's owner."""
        pair: Pair = self._open.glance
        return pair.members.get(self._open.you, Member(self._open.you))

    @property
    def actor(self) -> Member:
        """The member at the keyboard."""
        return self._open.glance.members.get(self._open.actor, Member(self._open.actor))

    def hand_over(self) -> Changes:
        """Let the other one of the two take the keyboard."""
        self._open.actor = self._open.glance.partner_of(self._open.actor).id
        return self._open.tell(Changes(frozenset({Kind.ACTOR}), frozenset({self._open.actor})))

    def rename(self, member: str, name: str) -> Changes:
        """Change a member's name."""
        ready = one_line(name, TITLE_LIMIT)
        if not ready:
            raise BadInputError(tr("A name cannot be empty."), tr("Type the name to use."))
        label = tr("Rename {name}", name=self._open.pair.name(member))
        return self._open.change(
            label, lambda doc: doc.set_fields(Kind.MEMBER, member, self._open.actor, name=ready)
        )

    def swap_roles(self) -> Changes:
        """Let mentor and executive change places."""
        members = self._open.pair.members.values()
        other = {Role.MENTOR: str(Role.MENTEE), Role.MENTEE: str(Role.MENTOR)}

        def act(document: PairDocument) -> None:
            for member in members:
                role = other[Role(member.role)]
                document.set_fields(Kind.MEMBER, member.id, self._open.actor, role=role)

        return self._open.change(tr("Swap the roles"), act)
