"""An invitation made here: from founding the space to the letter that lets the other laptop in.

    enrol ─▶ permit ─▶ offer ─▶ answer ─▶ reveal ─▶ compare ─▶ send ─▶ welcome ─▶ done
                                                       └─ no ─▶ closing

Each stage is in the vault before anything of it is done outside, and can be done again: a restart
goes on where it was. In a folder there is nobody to enrol with.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Self

from rm_desktop.domain.errors import KnownError
from rm_desktop.services import pairing_words as words
from rm_desktop.services.hosting_facts import Invited
from rm_desktop.services.pairing import Pairings
from rm_desktop.services.pairing_rows import (
    HostRow,
    drop_row,
    host_row,
    keep_row,
    keep_token,
    spare_token,
)
from rm_desktop.services.pairs import YOU
from rm_desktop.services.spaces import Place
from rm_desktop.sync.calls import Answer, Failed, Trouble, TroubleError
from rm_desktop.sync.keys import RefusedError, device_id
from rm_desktop.sync.pairing import Inviter, OtherVersionRefusedError, new_secret

if TYPE_CHECKING:
    from collections.abc import Callable


#: A permit that the relay is out of is no reason to wait longer than this, in milliseconds.
_LONG_MS = 60_000


class Hosting(Invited):
    """One invitation to one pair; at the end `is_done`, or `ended` says why not."""

    LASTING = frozenset({"closing"})

    def __init__(self, pairings: Pairings, row: HostRow) -> None:
        """Go on from what is in the vault."""
        super().__init__(pairings, row)
        self._begin_again()

    @classmethod
    def begin(
        cls, pairings: Pairings, pair: str, address: str, permit: str, *, own_device: bool
    ) -> Self:
        """Share the pair, unless it is, and begin an invitation to it."""
        sync, vault = pairings.profile.sync, pairings.profile.ports.vault()
        line = sync.line(pair)
        with vault.transaction():
            former = host_row(vault, pair)
            founded = line is None or bool(former and former.founded)
            if line is None:
                line = sync.begin(pair, Place(address))
            you = str(vault.setting(pair, YOU, ""))
            partner = line.merging.opened().pair.partner_of(you).id
            row = HostRow(
                pair=pair,
                space=line.space,
                address=line.address,
                made_at=pairings.now_ms(),
                member=you if own_device else partner,
                stage="offer" if line.is_folder else "enrol",
                founded=founded,
                own_device=own_device,
                permit=permit,
            )
            keep_row(vault, row)
        return cls(pairings, row)

    # -- what a person says ---------------------------------------------------------------------

    def confirm(self) -> None:
        """The numbers are the same: the other laptop is let in."""
        inviter = self._inviter
        if inviter is None or inviter.guest is None or self._row.stage != "compare":
            raise ValueError(self._row.stage)
        line, keys = self._line, inviter.guest.device
        with self._vault.transaction():
            if device_id(keys) not in line.planner.log.chains:
                line.admit(keys, self._row.member)
            self._keep(stage="send")
        self.pairings.profile.sync.admitted(line.pair)
        line.hurry()
        self._succeed()
        self._go_on()

    def give_up(self, why: KnownError) -> None:
        """Withdraw the invitation; what is done outside for it is the next turn's."""
        self.ended = why
        self._go_on()
        if self._row.stage != "closing":
            self._keep(stage="closing")

    # -- what a worker does ---------------------------------------------------------------------

    def fail(self, error: TroubleError) -> None:
        """Take that it could not be done."""
        if self.is_done or self._is_late(None):
            return
        trouble = error.failed.trouble
        stage = self._row.stage
        if stage == "closing":
            self.forget()
        elif stage == "enrol" and trouble in (Trouble.STRANGER, Trouble.REFUSED):
            keep_token(self._vault, self._row.address, "")  # of a relay that was begun anew
        elif stage == "permit" and (trouble == Trouble.REFUSED or error.failed.wait_ms > _LONG_MS):
            self._take_permit("")  # a relay that is open asks nobody for one
        elif trouble == Trouble.CLOSED:
            self.give_up(words.closed(self.host))
        elif trouble in (Trouble.GONE, Trouble.REFUSED) and stage not in ("enrol", "permit"):
            self.give_up(words.not_there(self.host, self._row.address))
        else:
            self._hold(error)

    def _turn_enrol(self) -> Callable[[], object] | None:
        line, row = self._line, self._row
        if line.token:
            self._keep(stage="permit", permit="")
            return self._turn_permit()
        if line.trouble in (Trouble.REFUSED, Trouble.UNTRUSTED):
            self.give_up(words.token_refused(row.address))
            return self._turn_closing()
        spare = spare_token(self._vault, row.address)
        if not row.permit and spare:
            return self._at_relay(spare, lambda relay: relay.permit())
        line.permit = row.permit
        return line.turn()

    def _take_enrol(self, result: object) -> None:
        if isinstance(result, str):
            self._keep(permit=result)
            return
        self._answer(result)

    def _turn_permit(self) -> Callable[[], object] | None:
        if not self._line.token:  # the relay was begun anew
            self._keep(stage="enrol")
            return self._turn_enrol()
        return self._at_relay(self._line.token, lambda relay: relay.permit())

    def _take_permit(self, result: object) -> None:
        self._keep(stage="offer", guest_permit=str(result))

    def _turn_offer(self) -> Callable[[], object]:
        if "offer" not in self._row.letters:
            inviter = self._inviter = self._new_inviter()
            letters = {"offer": inviter.offer()}
            self._keep(kept=inviter.kept, letters=letters, guest_permit="")
        return self._leave("offer")

    def _take_offer(self, _left: object) -> None:
        self._keep(stage="answer")

    def _turn_answer(self) -> Callable[[], object]:
        return self._at_mailbox(lambda box: box.read("answer"))

    def _take_answer(self, letter: object) -> None:
        inviter = self._known_inviter
        if not isinstance(letter, bytes):
            self._wait_for_the_other()
            return
        try:
            inviter.hear(letter)
        except OtherVersionRefusedError:
            self.give_up(words.other_version())
        except RefusedError:
            self.give_up(words.forged(self.host))
        else:
            letters = self._row.letters | {"reveal": inviter.reveal()}
            self._keep(stage="reveal", kept=inviter.kept, letters=letters)

    def _turn_reveal(self) -> Callable[[], object]:
        return self._leave("reveal")

    def _take_reveal(self, _left: object) -> None:
        self._keep(stage="compare")

    def _turn_compare(self) -> Callable[[], object]:
        return self._at_mailbox(lambda box: box.read("answer"))  # closed, if they said no

    def _take_compare(self, letter: object) -> None:
        self._take_answer_again(letter)
        self._wait_for_the_other()

    def _take_answer_again(self, letter: object) -> None:
        if isinstance(letter, bytes):
            try:
                self._known_inviter.hear(letter)
            except RefusedError:
                self.give_up(words.forged(self.host))

    def _turn_send(self) -> Callable[[], object] | None:
        """Bring everything to where they meet first: the welcome opens what is there."""
        line = self._line
        if line.is_level:
            self._keep(stage="welcome", letters=self._row.letters | {"welcome": self._welcome()})
            return self._turn_welcome()
        if line.trouble is not None:
            line.hurry()
        return line.turn()

    def _take_send(self, result: object) -> None:
        self._answer(result)

    def _turn_welcome(self) -> Callable[[], object]:
        return self._leave("welcome")

    def _take_welcome(self, _left: object) -> None:
        drop_row(self._vault, self._row)
        self.is_done = True

    def _turn_closing(self) -> Callable[[], object]:
        """Close the mailbox, and end the space if it was begun for this invitation alone."""
        row, inviter, token = self._row, self._inviter, self._line.token
        ends = self._is_nobody_elses and bool(token)

        def act() -> None:
            if inviter is not None and "offer" in row.letters:
                with suppress(TroubleError):
                    self.pairings.at_mailbox(row.address, inviter.secret, lambda box: box.close())
            if ends:
                self.pairings.at_relay(row.address, token, lambda relay: relay.end_space(row.space))

        return act

    def _take_closing(self, _closed: object) -> None:
        self.forget()

    def forget(self) -> None:
        """Leave nothing behind here: no secrets, and no space that nobody shares."""
        vault, row = self._vault, self._row
        token, alone = self._line.token, self._is_nobody_elses
        with vault.transaction():
            if token:
                keep_token(vault, row.address, token)
            if alone:
                self.pairings.profile.sync.leave(row.pair)
            drop_row(vault, row)
        self._inviter, self.is_done = None, True

    # -- parts ------------------------------------------------------------------------------------

    def _new_inviter(self) -> Inviter:
        line, pair = self._line, self._known_pair
        you = str(self._vault.setting(self._row.pair, YOU, ""))
        return Inviter(
            new_secret(self.pairings.chance),
            line.planner.log.device,
            line.space,
            self._row.pair,
            pair.name(you),
            self.pairings.chance,
            own_device=self._row.own_device,
            guest_name=pair.name(self._row.member),
            permit=self._row.guest_permit,
        )

    def _welcome(self) -> bytes:
        log = self._line.planner.log
        heads = {device: chain.head for device, chain in log.chains.items() if chain.head.sequence}
        devices = {device: chain.keys for device, chain in log.chains.items()}
        return self._known_inviter.welcome(
            log.epochs,
            devices,
            {},
            self._row.member,
            upto=heads,
            holds=self.counts,
            ended=log.ended,
            formers=log.former_names,
        )

    def _is_late(self, result: object) -> bool:
        """Tell whether work belongs to a stage that is over; a line still wants its answer."""
        is_late = super()._is_late(result)
        if is_late and isinstance(result, Answer) and not self._line.is_idle:
            self._line.answer(result)
        return is_late

    def _answer(self, result: object) -> None:
        """Hand what a line asked for back to it, and wait where it was refused."""
        line = self._line
        if isinstance(result, Answer):
            line.answer(result)
        if isinstance(result, Failed) and line.trouble not in (None, Trouble.CONFLICT):
            self._hold(TroubleError(result.trouble, result.wait_ms))

    def _at_relay(self, token: str, act: Callable[..., object]) -> Callable[[], object]:
        return partial(self.pairings.at_relay, self._row.address, token, act)

    def _leave(self, slot: str) -> Callable[[], object]:
        letter = self._row.letters[slot]
        return self._at_mailbox(lambda box: box.leave(slot, letter))
