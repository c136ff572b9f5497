"""Everything that can be done with the open pair, each capability made on first use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.instant import Instant
from rm_desktop.domain.value import dataclass
from rm_desktop.services.membership import Membership
from rm_desktop.services.open_pair import OpenPair

if TYPE_CHECKING:
    from rm_desktop.services.actions import Actions
    from rm_desktop.services.agenda import Agenda
    from rm_desktop.services.agreement import WorkingAgreement
    from rm_desktop.services.bin import Bin
    from rm_desktop.services.differences import Differences
    from rm_desktop.services.drafts import Drafts
    from rm_desktop.services.journal import Journal
    from rm_desktop.services.left_open import LastSeen
    from rm_desktop.services.notes import OpenNotes
    from rm_desktop.services.objectives import ObjectiveTimes
    from rm_desktop.services.packs import Packs
    from rm_desktop.services.pages import Pages
    from rm_desktop.services.passages import Passages
    from rm_desktop.services.private_notes import PrivateNotes
    from rm_desktop.services.prompts import Prompts
    from rm_desktop.services.room import Room
    from rm_desktop.services.search import Search
    from rm_desktop.services.sessions import Sessions
    from rm_desktop.services.summary import Summaries
    from rm_desktop.services.together import Together
    from rm_desktop.services.versions import Versions
    from rm_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Ports:
    """What comes from outside: the vault, the clock, ids and dice.

    The first `vault` opens it, and `close` closes it if it was opened; `aside` opens it once more,
    for the thread that calls it, which closes it.
    """

    vault: Callable[[], Vault]
    close: Callable[[], None]
    aside: Callable[[], Vault]
    now: Callable[[], Instant]
    zone: Callable[[], str]
    new_id: Callable[[], str]
    rng: Random


class Desk:
    """The services of one open pair. Imports wait until a capability is asked for."""

    def __init__(self, pair: OpenPair, ports: Ports, pages: Callable[[], Pages]) -> None:
        """Lay the open pair on the desk, beside the owner's private pages."""
        self.open_pair = pair
        self.members = Membership(pair)
        self._ports = ports
        self._pages = pages
        self._notes: dict[str, OpenNotes] = {}

    @cached_property
    def agenda(self) -> Agenda:
        """Topics, backlog and carry-over."""
        from rm_desktop.services.agenda import Agenda

        return Agenda(self.open_pair, self._ports.new_id)

    @cached_property
    def actions(self) -> Actions:
        """Action items."""
        from rm_desktop.services.actions import Actions

        return Actions(self.open_pair, self._ports.new_id)

    @cached_property
    def sessions(self) -> Sessions:
        """Dates and templates."""
        from rm_desktop.exchange.library import load_session_templates
        from rm_desktop.services.sessions import Sessions

        return Sessions(self.open_pair, self._ports.new_id, load_session_templates())

    @cached_property
    def room(self) -> Room:
        """The running session."""
        from rm_desktop.services.room import Room

        return Room(self.open_pair, self._ports.new_id, self._ports.now, self._noted)

    def _noted(self, item: str) -> bool:
        from rm_desktop.services.notes import read_notes

        return bool(read_notes(item, self._ports.vault()).strip())

    @cached_property
    def last_seen(self) -> LastSeen:
        """When this laptop last saw a session run."""
        from rm_desktop.services.left_open import LastSeen

        return LastSeen(self.open_pair, self._ports.vault)

    @cached_property
    def summaries(self) -> Summaries:
        """The records of sessions, to look at, copy and print."""
        from rm_desktop.services.summary import Summaries

        ports = self._ports
        return Summaries(self.open_pair, self.room.reading, ports.vault, ports.zone)

    @cached_property
    def prompts(self) -> Prompts:
        """Library, packs and own prompts."""
        from rm_desktop.exchange.library import load_categories, load_prompts
        from rm_desktop.services.prompts import Prompts

        ports = self._ports
        return Prompts(
            self.open_pair, ports.vault, ports.new_id, load_prompts, load_categories, ports.rng
        )

    @cached_property
    def journal(self) -> Journal:
        """The owner's journal, as far as it is about this pair."""
        from rm_desktop.services.journal import Journal

        ports = self._ports
        return Journal(self._pages(), self.open_pair, ports.new_id, ports.now, ports.zone)

    @cached_property
    def drafts(self) -> Drafts:
        """The owner's topics in the making."""
        from rm_desktop.services.drafts import Drafts

        ports, local_now = self._ports, self.journal.local_now
        return Drafts(
            self._pages(),
            self.open_pair,
            lambda: self.agenda,
            self.notes,
            ports.new_id,
            ports.now,
            local_now,
        )

    @cached_property
    def private_notes(self) -> PrivateNotes:
        """The owner's own notes beside topics."""
        from rm_desktop.services.private_notes import PrivateNotes

        return PrivateNotes(self._pages(), self.open_pair, self.journal.local_now)

    @cached_property
    def passages(self) -> Passages:
        """What the two showed each other from their private pages."""
        from rm_desktop.services.passages import Passages

        return Passages(self._pages, self.open_pair)

    @cached_property
    def versions(self) -> Versions:
        """Former states of private pages."""
        from rm_desktop.services.versions import Versions

        return Versions(self._pages)

    @cached_property
    def packs(self) -> Packs:
        """Packs of prompts as files."""
        from rm_desktop.services.packs import Packs

        return Packs(self.prompts)

    @cached_property
    def objective_times(self) -> ObjectiveTimes:
        """Minutes that served each objective."""
        from rm_desktop.services.objectives import ObjectiveTimes

        return ObjectiveTimes(self.open_pair, self.room.reading)

    @cached_property
    def together(self) -> Together:
        """Purpose, objectives and rhythm."""
        from rm_desktop.services.together import Together

        return Together(self.open_pair, self._ports.new_id)

    @cached_property
    def agreement(self) -> WorkingAgreement:
        """The working agreement."""
        from rm_desktop.exchange.library import load_agreement_fields
        from rm_desktop.services.agreement import WorkingAgreement

        return WorkingAgreement(self.open_pair, load_agreement_fields())

    @cached_property
    def differences(self) -> Differences:
        """Short fields that both changed without knowing of each other."""
        from rm_desktop.domain.dates import local_time
        from rm_desktop.services.differences import Differences

        ports = self._ports

        def prompt_title(ident: str) -> str:
            prompt = self.prompts.find(ident)
            return prompt.text if prompt else ""

        def agreement_title(field: str) -> str:
            return next((each.title for each in self.agreement.fields if each.id == field), field)

        return Differences(
            self.open_pair,
            ports.new_id,
            lambda: local_time(ports.now().wall_ms, ports.zone()).date(),
            prompt_title,
            agreement_title,
        )

    @cached_property
    def search(self) -> Search:
        """Full-text search."""
        from rm_desktop.services.search import Search

        return Search(self.open_pair, self._ports.vault)

    @cached_property
    def bin(self) -> Bin:
        """What was deleted in the last 30 days."""
        from rm_desktop.services.bin import Bin

        return Bin(self.open_pair, self._ports.vault, self.prompts)

    def notes(self, item: str) -> OpenNotes:
        """Return a topic's shared notes; the same object while the pair is open."""
        from rm_desktop.services.notes import OpenNotes

        if item not in self._notes:
            self._notes[item] = OpenNotes(item, self.open_pair, self._ports.vault)
        return self._notes[item]

    def opened_notes(self, item: str) -> OpenNotes | None:
        """Return a topic's notes if somebody asked for them before."""
        return self._notes.get(item)

    def settle(self) -> None:
        """Store and index everything that is still in memory, as at lock, sleep and quit."""
        failure: KnownError | None = None
        for store in (*(notes.rest for notes in self._notes.values()), self.open_pair.flush):
            try:
                store()
            except KnownError as error:  # one that cannot be stored holds up none of the others
                failure = failure or error
        if failure:
            raise failure
