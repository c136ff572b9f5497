"""One pair with everything it shares, ready to be written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rm_desktop.domain.agreement import Agreement, AgreementField
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.summary import SessionSummary
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr


@dataclass(frozen=True, slots=True)
class HeldPair:
    """A pair as it is exported: `owner` is the member the profile belongs to.

    `notes` are the shared notes by topic id, word for word; `sessions` are the records of all that
    are not in the bin; `exported` is local time.
    """

    pair: Pair
    owner: str
    notes: Mapping[str, str]
    sessions: tuple[SessionSummary, ...]
    agreement: Agreement
    agreement_fields: tuple[AgreementField, ...]
    exported: datetime

    @property
    def title(self) -> str:
        """Both names, the mentor's first."""
        pair = self.pair
        names = (pair.mentor.name, pair.mentee.name)
        return tr(" and ").join(harmless(name) for name in names if name)
