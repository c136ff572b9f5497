"""What both sides of a pairing have in common: one stage after the other, with patience."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

import msgspec

from rm_desktop.domain.errors import KnownError
from rm_desktop.services import pairing_words as words
from rm_desktop.services.pairing_rows import HostRow, JoinRow, is_over, keep_row
from rm_desktop.sync.calls import Trouble, TroubleError

if TYPE_CHECKING:
    from rm_desktop.services.pairing import Pairings
    from rm_desktop.sync.mailbox import Mailbox
    from rm_desktop.vault.vault import Vault

#: How long to wait before asking again, in milliseconds: soon at first, later now and then.
_SOON_MS, _LATER_MS, _LATE_MS = 1_500, 4_000, 15_000
_SOON_FOR_MS, _LATER_FOR_MS = 3 * 60_000, 30 * 60_000

Row = TypeVar("Row", HostRow, JoinRow)


class Course(ABC, Generic[Row]):
    """One side of a pairing.

    Use: `turn` says what a worker is to do, or nothing; its result goes to `take`, its
    `TroubleError` to `fail`; then `turn` again after `pause_ms`. A stage has two methods:
    `_turn_STAGE` returns the worker's task, and `_take_STAGE` takes what it brought.
    """

    #: The stages in which an invitation does not run out.
    LASTING: ClassVar[frozenset[str]]

    def __init__(self, pairings: Pairings, row: Row) -> None:
        """Go on from what is in the vault."""
        self.pairings = pairings
        self._row: Row = row
        self.is_done = False
        #: Why it does not go on for now; it is tried again.
        self.trouble: KnownError | None = None
        #: Why it has ended without success.
        self.ended: KnownError | None = None
        self._failures = 0
        self._wait_ms = 0
        #: The stage whose work is under way: a person may have gone on from it meanwhile.
        self._asked = ""

    @property
    def host(self) -> str:
        """Who invites, empty on their own side and before that was heard."""
        return ""

    @property
    def stage(self) -> str:
        """How far it is: see the module of each side."""
        return self._row.stage

    @property
    def address(self) -> str:
        """Where the two meet."""
        return self._row.address

    @property
    def began_at(self) -> int:
        """When the invitation was made or answered, in milliseconds since 1970 UTC."""
        return self._row.made_at

    @property
    def pause_ms(self) -> int:
        """How long to wait before the next turn."""
        if self._failures:
            backoff = min(_SOON_MS * 2 ** min(self._failures, 6), 60_000)
            jitter = int.from_bytes(self.pairings.chance(1), "big") / 255
            return max(self._wait_ms, int(backoff * (1 + jitter) / 2))
        return self._wait_ms

    # -- what a person says ---------------------------------------------------------------------

    @abstractmethod
    def give_up(self, why: KnownError) -> None:
        """End it; what is done outside for that is the next turn's."""

    def refuse(self) -> None:
        """The numbers differ: nothing comes of it."""
        self.give_up(words.differ(self.host))

    # -- what a worker does ---------------------------------------------------------------------

    def turn(self) -> Callable[[], object] | None:
        """Return what a worker is to do next, None while there is nothing."""
        if self.is_done:
            return None
        self._run_out()
        step: Callable[[], Callable[[], object] | None] = getattr(self, f"_turn_{self._row.stage}")
        work = step()
        self._asked = self._row.stage
        return work

    def take(self, result: object) -> None:
        """Take what the worker brought."""
        if self.is_done or self._is_late(result):
            return
        self._succeed()
        self._go_on()
        step: Callable[[object], None] = getattr(self, f"_take_{self._row.stage}")
        step(result)

    @abstractmethod
    def fail(self, error: TroubleError) -> None:
        """Take that it could not be done."""

    # -- parts ------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def _secret(self) -> bytes:
        """The invitation's secret."""

    @property
    def _vault(self) -> Vault:
        return self.pairings.profile.ports.vault()

    def _at_mailbox(self, act: Callable[[Mailbox], object]) -> Callable[[], object]:
        return partial(self.pairings.at_mailbox, self._row.address, self._secret, act)

    def _keep(self, **values: object) -> None:
        row = msgspec.structs.replace(self._row, **values)
        keep_row(self._vault, row)
        self._row = row

    def _begin_again(self) -> None:
        """Go on after a start: some were withdrawn before it, some have run out since."""
        if self._row.stage == "closing":
            self.ended = words.closed(self.host)
        self._run_out()

    def _run_out(self) -> None:
        if self._row.stage in self.LASTING:
            return
        if is_over(self._row.made_at, self.pairings.now_ms()):
            self.give_up(words.expired(self.host))

    def _is_late(self, _result: object) -> bool:
        """Tell whether work belongs to a stage that is over."""
        return self._asked != self._row.stage

    def _wait_for_the_other(self) -> None:
        """Ask again, often at first: two people sit there and talk."""
        age = self.pairings.now_ms() - self.began_at
        soon, later = age < _SOON_FOR_MS, age < _LATER_FOR_MS
        self._wait_ms = _SOON_MS if soon else _LATER_MS if later else _LATE_MS

    def _go_on(self) -> None:
        self._wait_ms = 0

    def _hold(self, error: TroubleError) -> None:
        """Wait after a trouble that may pass; raises what it is otherwise."""
        self._failures += 1
        self._wait_ms = error.failed.wait_ms
        address = self._row.address
        self.trouble = words.waiting_for(error.failed.trouble, address)
        if self.trouble is None:
            self.trouble = words.waiting_for(Trouble.OFFLINE, address)

    def _succeed(self) -> None:
        self._failures, self.trouble = 0, None
