"""One line of an agenda as values: what a list paints and a screen reader says. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from rm_desktop.domain.words import tr, trn

Voice = Literal["you", "them", "both"]


class Offer(StrEnum):
    """What a list lets people do with its rows; everything else is not in its menu."""

    GO = "go"
    BRING_IN = "bring-in"
    EDIT = "edit"
    OUTCOME = "outcome"
    LEADS = "leads"
    OBJECTIVE = "objective"
    SHIFT = "shift"
    DISCUSS = "discuss"
    PARK = "park"
    DROP = "drop"
    DELETE = "delete"
    VERSIONS = "versions"


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A topic as it is shown: `note` is the second line, `minutes` 0 where none are set.

    `leads` is a member's id, empty for both; `objective` the id of the one it serves;
    `twice` that both changed it and its two versions wait to be looked at: `note` begins with
    `mark` then.
    """

    id: str
    title: str
    minutes: int = 0
    voice: Voice = "both"
    leads: str = ""
    note: str = ""
    objective: str = ""
    discussed: bool = False
    current: bool = False
    asks: bool = False
    twice: bool = False

    @property
    def mark(self) -> str:
        """What the second line begins with where there are two versions, and leads to them."""
        return tr("Two versions") if self.twice else ""

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        said = [self.title]
        if self.minutes:
            said.append(trn("{n} minute", "{n} minutes", self.minutes))
        said.append(self.note)
        if self.current:
            said.append(tr("current topic"))
        if self.discussed:
            said.append(tr("discussed"))
        return ", ".join(each for each in said if each)
