"""What an invitation made here is: where it stands, for whom, and what a screen shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.services.pairing import Pairings
from rm_desktop.services.pairing_counts import Counts, counts_of
from rm_desktop.services.pairing_course import Course
from rm_desktop.services.pairing_rows import HostRow
from rm_desktop.sync.pairing import Inviter
from rm_desktop.wire.pairing import GOOD_FOR_MS, Invitation, link_of

if TYPE_CHECKING:
    from rm_desktop.domain.pair import Pair
    from rm_desktop.services.sync_line import Line


class Invited(Course[HostRow]):
    """An invitation as the vault has it; at the end `is_done`."""

    def __init__(self, pairings: Pairings, row: HostRow) -> None:
        """Go on from what is in the vault."""
        super().__init__(pairings, row)
        self._inviter: Inviter | None = None
        if row.kept:
            device = self._line.planner.log.device
            self._inviter = Inviter.again(row.kept, device, pairings.chance)

    @property
    def pair(self) -> str:
        """The pair it invites to."""
        return self._row.pair

    @property
    def own_device(self) -> bool:
        """Tell whether it is for another laptop of the same person."""
        return self._row.own_device

    @property
    def good_until(self) -> int:
        """When it runs out, in milliseconds since 1970 UTC."""
        return self._row.made_at + GOOD_FOR_MS

    @property
    def guest(self) -> str:
        """The name of whom it is for."""
        return self._known_pair.name(self._row.member)

    @property
    def link(self) -> str:
        """What is sent to the guest: a link, which is also a file's text and a QR code's words."""
        if self._inviter is None or self._row.stage in ("enrol", "permit", "offer"):
            return ""
        relay = "" if self._line.is_folder else self._row.address
        return link_of(Invitation(self._inviter.secret, relay))

    @property
    def digits(self) -> str:
        """The six digits to compare, empty while there are none."""
        if self._inviter is None or self._row.stage not in ("reveal", "compare"):
            return ""
        return self._inviter.digits

    @property
    def counts(self) -> Counts:
        """What the pair holds now."""
        return counts_of(self._vault, self._known_pair)

    @property
    def _line(self) -> Line:
        line = self.pairings.profile.sync.line(self._row.pair)
        if line is None:
            raise LookupError("the pair is not shared any more")
        return line

    @property
    def _known_pair(self) -> Pair:
        return self._line.merging.opened().pair

    @property
    def _known_inviter(self) -> Inviter:
        if self._inviter is None:
            raise LookupError("nothing was offered yet")
        return self._inviter

    @property
    def _secret(self) -> bytes:
        return self._known_inviter.secret

    @property
    def _is_nobody_elses(self) -> bool:
        return self._row.founded and len(self._line.planner.log.chains) == 1
