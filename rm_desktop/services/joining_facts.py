"""What an invitation that came is: who invites to what, and what a screen shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.services.bringing_along import Brought
from rm_desktop.services.pairing import Pairings
from rm_desktop.services.pairing_counts import Counts, counts_of
from rm_desktop.services.pairing_course import Course
from rm_desktop.services.pairing_rows import JoinRow
from rm_desktop.sync.carrier import FOLDER
from rm_desktop.sync.log_state import unpacked_keys
from rm_desktop.sync.pairing import Joiner
from rm_desktop.wire.pairing import Offer, Welcome

if TYPE_CHECKING:
    from rm_desktop.services.sync_line import Line

#: The stage of an invitation that was not answered: of it nothing is in the vault.
LOOKED_AT = "look"


class Heard(Course[JoinRow]):
    """An invitation as it was heard, and as the vault has it once it was answered."""

    def __init__(self, pairings: Pairings, row: JoinRow) -> None:
        """Go on from what is in the vault, or look at an invitation."""
        super().__init__(pairings, row)
        self._joiner: Joiner | None = None
        self._welcome: Welcome | None = None
        self._offer: Offer | None = None
        self.brought: Brought | None = None
        if row.stage != LOOKED_AT:
            self._joiner = Joiner.again(row.kept, unpacked_keys(row.keys), pairings.chance)
            self._offer = self._joiner.host
            if "welcome" in row.letters:
                self._welcome = self._joiner.enter(row.letters["welcome"])

    @property
    def is_heard(self) -> bool:
        """Tell whether it is known who invites."""
        return self._offer is not None

    @property
    def host(self) -> str:
        """Who invites, empty before that was heard."""
        return self._offer.host if self._offer else ""

    @property
    def guest(self) -> str:
        """Whom it is for, as the host calls them."""
        return self._offer.guest if self._offer else ""

    @property
    def own_device(self) -> bool:
        """Tell whether it is for another laptop of the host."""
        return bool(self._offer and self._offer.own_device)

    @property
    def digits(self) -> str:
        """The six digits to compare, empty while there are none."""
        return self._joiner.digits if self._joiner and self._row.stage == "compare" else ""

    @property
    def pair(self) -> str:
        """The pair's id, empty before that was heard."""
        return self._offer.pair if self._offer else ""

    @property
    def is_here_already(self) -> bool:
        """Tell whether a copy of this very pair is on this laptop; the two will be one."""
        return self._vault.load_document(self.pair) is not None

    @property
    def counts(self) -> Counts:
        """What comes, as the host counted it."""
        return Counts(*self._welcome.holds) if self._welcome else Counts(0, 0, 0)

    @property
    def came(self) -> Counts:
        """What is there now."""
        line = self._line
        return counts_of(self._vault, line.merging.opened().pair)

    @property
    def _secret(self) -> bytes:
        return self._row.secret

    @property
    def _is_folder(self) -> bool:
        return self._row.address.startswith(FOLDER)

    @property
    def _line(self) -> Line:
        line = self.pairings.profile.sync.line(self._known_welcome.pair)
        if line is None:
            raise LookupError("the pair is not shared any more")
        return line

    @property
    def _known_joiner(self) -> Joiner:
        if self._joiner is None:
            raise LookupError("nothing was answered")
        return self._joiner

    @property
    def _known_welcome(self) -> Welcome:
        if self._welcome is None:
            raise LookupError("nobody was let in")
        return self._welcome
