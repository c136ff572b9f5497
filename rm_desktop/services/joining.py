"""An invitation answered here: from the link to the pair on this laptop.

    look ─▶ (a person goes on) ─▶ enrol ─▶ answer ─▶ reveal ─▶ compare ─▶ welcome
         ─▶ preview ─▶ (a person agrees) ─▶ backup ─▶ fetch ─▶ done

While one only looks, nothing is stored or answered. From *enrol* on everything is in the vault
before it is done outside, and can be done again. Up to the yes at *preview* nothing of it is in the
pairs; one who thinks better of it leaves nothing behind.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Self

from rm_desktop.domain.backups import Reason
from rm_desktop.domain.errors import KnownError
from rm_desktop.services import pairing_words as words
from rm_desktop.services.bringing_along import bring_along, put_aside, put_back
from rm_desktop.services.joining_facts import LOOKED_AT, Heard
from rm_desktop.services.pairing import Pairings
from rm_desktop.services.pairing_rows import JoinRow, drop_row
from rm_desktop.services.spaces import Place, enter
from rm_desktop.sync.calls import Answer, Failed, Trouble, TroubleError
from rm_desktop.sync.keys import DeviceKeys, RefusedError
from rm_desktop.sync.log_state import packed_keys, unpacked_keys
from rm_desktop.sync.pairing import Joiner, OtherVersionRefusedError, offer_in
from rm_desktop.vault.sync_shelf import SyncShelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rm_desktop.services.sync_line import Line


class Joining(Heard):
    """One invitation seen from the other side; at the end `is_done`, or `ended` says why not."""

    LASTING = frozenset({LOOKED_AT, "fetch", "closing"})

    def __init__(self, pairings: Pairings, row: JoinRow) -> None:
        """Go on from what is in the vault, or look at an invitation."""
        super().__init__(pairings, row)
        self._begin_again()

    @classmethod
    def look(cls, pairings: Pairings, secret: bytes, address: str) -> Self:
        """Begin to look at an invitation."""
        now = pairings.now_ms()
        row = JoinRow(
            secret=secret, address=address, made_at=now, stage=LOOKED_AT, keys=b"", offer=b""
        )
        return cls(pairings, row)

    # -- what a person says ---------------------------------------------------------------------

    def accept(self) -> None:
        """Answer the invitation that was heard; from now on it is in the vault.

        Raises `BadInputError` where the pair is shared with this very laptop.
        """
        if self._offer is None or self._row.stage != LOOKED_AT:
            raise ValueError(self._row.stage)
        if self._is_shared_here(self._offer.space):
            raise words.own_invitation()
        keys = DeviceKeys.make(self.pairings.chance)
        joiner = Joiner(self._row.secret, keys, self._offer.guest, self.pairings.chance)
        joiner.hear(self._row.offer)
        self._joiner = joiner
        self._keep(
            stage="answer" if self._is_folder else "enrol",
            made_at=self.pairings.now_ms(),
            keys=packed_keys(keys),
            kept=joiner.kept,
            letters={"answer": joiner.answer()},
            permit=self._offer.permit,
        )

    def confirm(self) -> None:
        """The numbers are the same: wait for the host to say so, too."""
        if self._row.stage != "compare":
            raise ValueError(self._row.stage)
        self._keep(stage="welcome")
        self._go_on()

    def give_up(self, why: KnownError) -> None:
        """Think better of it; whoever invites hears of it with the next turn."""
        if self._row.stage == "fetch":
            raise ValueError(self._row.stage)
        self.ended = why
        self._go_on()
        if self._row.stage == LOOKED_AT:
            self.is_done = True
        elif self._row.stage != "closing":
            self._keep(stage="closing")

    def agree(self, copied_from: str = "", topics: Sequence[str] = ()) -> None:
        """Let the pair come in, and bring these topics of another pair along."""
        if self._row.stage != "preview":
            raise ValueError(self._row.stage)
        self.pairings.profile.settle()
        self._keep(stage="backup", copied_from=copied_from, copied=list(topics))
        self._go_on()

    # -- what a worker does ---------------------------------------------------------------------

    def fail(self, error: TroubleError) -> None:
        """Take that it could not be done."""
        if self.is_done or self._is_late(None):
            return
        trouble, stage = error.failed.trouble, self._row.stage
        if stage == "closing":
            self.forget()
        elif trouble == Trouble.CLOSED:
            self._end(words.closed(self.host))
        elif stage == "enrol" and trouble in (Trouble.REFUSED, Trouble.STRANGER):
            self._end(words.permit_used(self.host))
        elif trouble in (Trouble.GONE, Trouble.REFUSED) and stage != "fetch":
            self._end(words.not_there(self.host, self._row.address))
        elif trouble == Trouble.UNTRUSTED:
            self._end(words.no_address())
        else:
            self._hold(error)

    def _turn_look(self) -> Callable[[], object] | None:
        return None if self.is_heard else self._at_mailbox(lambda box: box.read("offer"))

    def _take_look(self, letter: object) -> None:
        if not isinstance(letter, bytes):
            self._end(words.not_there("", self._row.address))
            return
        try:
            self._offer = offer_in(self._row.secret, letter)
        except OtherVersionRefusedError:
            self._end(words.other_version())
        except RefusedError:
            self._end(words.no_invitation())
        else:
            self._row.offer = letter
            if self._is_shared_here(self._offer.space):
                self._end(words.own_invitation())

    def _turn_enrol(self) -> Callable[[], object]:
        keys, permit = unpacked_keys(self._row.keys), self._row.permit

        def enrol(relay: object) -> str:
            from rm_desktop.sync.http import Relay

            if not isinstance(relay, Relay):
                raise TypeError(relay)
            relay.enrol(keys, permit)
            return relay.token

        return partial(self.pairings.at_relay, self._row.address, "", enrol)

    def _take_enrol(self, token: object) -> None:
        self._keep(stage="answer", token=str(token), permit="")

    def _turn_answer(self) -> Callable[[], object]:
        letter = self._row.letters["answer"]
        return self._at_mailbox(lambda box: box.leave("answer", letter))

    def _take_answer(self, _left: object) -> None:
        self._keep(stage="reveal")

    def _turn_reveal(self) -> Callable[[], object]:
        return self._at_mailbox(lambda box: box.read("reveal"))

    def _take_reveal(self, letter: object) -> None:
        joiner = self._known_joiner
        if not isinstance(letter, bytes):
            self._wait_for_the_other()
            return
        try:
            joiner.hear_reveal(letter)
        except RefusedError:
            self.give_up(words.forged(self.host))
        else:
            self._keep(stage="compare", kept=joiner.kept)

    def _turn_compare(self) -> Callable[[], object]:
        return self._at_mailbox(lambda box: box.read("reveal"))  # closed, if they said no

    def _take_compare(self, _letter: object) -> None:
        self._wait_for_the_other()

    def _turn_welcome(self) -> Callable[[], object]:
        return self._at_mailbox(lambda box: box.read("welcome"))

    def _take_welcome(self, letter: object) -> None:
        if not isinstance(letter, bytes):
            self._wait_for_the_other()
            return
        try:
            self._welcome = self._known_joiner.enter(letter)
        except RefusedError:
            self.give_up(words.forged(self.host))
        else:
            self._keep(stage="preview", letters=self._row.letters | {"welcome": letter})

    def _turn_preview(self) -> None:
        return None

    def _turn_backup(self) -> Callable[[], object]:
        profile = self.pairings.profile
        if not profile.has_backups:
            return lambda: None
        backups = profile.backups
        return lambda: backups.make(Reason.PAIRING)

    def _take_backup(self, _made: object) -> None:
        welcome, row, profile = self._known_welcome, self._row, self.pairings.profile
        if self._offer is None:
            raise LookupError("nothing was heard")
        profile.settle()
        with self._vault.transaction():
            place = Place(row.address, row.token)
            texts = put_aside(self._vault, welcome.pair)
            enter(self._vault, unpacked_keys(row.keys), self._offer.space, welcome, place)
            self._keep(stage="fetch", texts=texts)
        profile.sync.opened(welcome.pair)

    def _turn_fetch(self) -> Callable[[], object] | None:
        line = self._line
        if self._has_come(line):
            self._finish(line)
            return None
        if line.trouble is not None:
            line.hurry()
        self._wait_for_the_other()
        work = line.turn()
        if work is None and line.is_idle:
            line.look_again()
        return work

    def _take_fetch(self, result: object) -> None:
        if isinstance(result, Answer):
            self._line.answer(result)
        if isinstance(result, Failed):
            self._hold(TroubleError(result.trouble, result.wait_ms))

    def _has_come(self, line: Line) -> bool:
        """Tell whether everything is here that the host had when it let us in."""
        chains = line.planner.log.chains
        return line.is_idle and all(
            device in chains and chains[device].head.sequence >= head.sequence
            for device, head in self._known_welcome.upto.items()
        )

    def _finish(self, line: Line) -> None:
        """Open the pair and bring one's own topics along."""
        profile, row = self.pairings.profile, self._row
        desk = profile.open_pair(line.pair)
        put_back(desk, row.texts)
        if row.copied:
            self.brought = bring_along(profile, row.copied_from, row.copied, desk)
        drop_row(self._vault, row)
        self.is_done = True
        line.look_again()

    def _turn_closing(self) -> Callable[[], object]:
        answered = self._row.letters

        def act() -> None:
            if answered:
                with suppress(TroubleError):
                    self._at_mailbox(lambda box: box.close())()

        return act

    def _take_closing(self, _closed: object) -> None:
        self.forget()

    def forget(self) -> None:
        """Leave nothing behind here."""
        drop_row(self._vault, self._row)
        self._joiner, self._welcome, self.is_done = None, None, True

    # -- parts ------------------------------------------------------------------------------------

    def _is_shared_here(self, space: bytes) -> bool:
        """Tell whether this laptop is in a space; one that was removed may come in again."""
        row = SyncShelf(self._vault).space(space)
        line = self.pairings.profile.sync.line(row.pair) if row is not None else None
        return line is not None and not line.planner.log.removed

    def _end(self, why: KnownError) -> None:
        """End without anything to undo outside."""
        self.ended = why
        if self._row.stage != LOOKED_AT:
            drop_row(self._vault, self._row)
        self.is_done = True
