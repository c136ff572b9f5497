"""Which signed text of the agreement is read, and against which one it is held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rm_desktop.domain.agreement import Agreement, AgreementField, AgreementVersion
from rm_desktop.domain.words import tr
from rm_desktop.ui.together.agreement_words import signature_lines
from rm_desktop.ui.together.compare import ChangedField, compare

#: Keys beside the ordinals of versions: nothing to compare with, and the present text.
ALONE, PRESENT = "alone", "present"


@dataclass(frozen=True, slots=True)
class VersionText:
    """Everything the page of one version says."""

    title: str
    signatures: str
    fields: tuple[ChangedField, ...]
    choices: tuple[tuple[str, str], ...]
    choice: str


class Versions:
    """The choice of a version and of the text it is compared with."""

    def __init__(self, fields: tuple[AgreementField, ...]) -> None:
        """Know the eleven fields."""
        self._fields = fields
        self._ordinal = 0
        self._against = ALONE

    def read(self, ordinal: int) -> None:
        """Read a version by itself."""
        self._ordinal, self._against = ordinal, ALONE

    def hold_against(self, key: str) -> None:
        """Compare it with another version (its ordinal) or the present text."""
        self._against = key

    def view(
        self,
        agreement: Agreement,
        names: dict[str, str],
        day: Callable[[int], date],
        today: date,
    ) -> VersionText | None:
        """Return what the page says, None if the version is gone (its signature was undone)."""
        found = _version(agreement, self._ordinal)
        if found is None:
            return None
        others = [v for v in agreement.versions if v.ordinal != self._ordinal]
        choices = (
            (ALONE, tr("nothing")),
            (PRESENT, tr("the present text")),
            *((str(v.ordinal), tr("version {n}", n=v.ordinal)) for v in others),
        )
        if self._against not in dict(choices):
            self._against = ALONE
        before, after = self._texts(agreement, found)
        return VersionText(
            tr("Version {n}", n=found.ordinal),
            signature_lines(found, names, day, today),
            compare(before, after, self._fields),
            choices,
            self._against,
        )

    def _texts(
        self, agreement: Agreement, found: AgreementVersion
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return the earlier and the later one of the two texts."""
        if self._against == ALONE:
            return found.fields, found.fields
        if self._against == PRESENT:
            return found.fields, agreement.draft
        other = _version(agreement, int(self._against)) or found
        first, second = sorted((found, other), key=lambda version: version.ordinal)
        return first.fields, second.fields


def _version(agreement: Agreement, ordinal: int) -> AgreementVersion | None:
    return next((v for v in agreement.versions if v.ordinal == ordinal), None)
