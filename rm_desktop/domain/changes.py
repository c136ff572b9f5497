"""What a change tells the house: which kinds and ids it touched, and who began it."""

from __future__ import annotations

from enum import StrEnum

from rm_desktop.domain.value import dataclass


class Kind(StrEnum):
    """What can change. The first nine are entities of a pair's document."""

    MEMBER = "member"
    SESSION = "session"
    ITEM = "item"
    ACTION = "action"
    OBJECTIVE = "objective"
    MARK = "mark"
    CHARTER = "charter"
    PASSAGE = "passage"
    TIMELINE = "timeline"
    AGREEMENT = "agreement"
    ORDER = "order"
    NOTES = "notes"
    PROMPT = "prompt"
    SETTING = "setting"
    PAIR = "pair"
    ACTOR = "actor"
    SAVED = "saved"
    PAGE = "page"
    PRIVATE = "private"
    BACKUP = "backup"
    SYNC = "sync"


class Origin(StrEnum):
    """Who began a change."""

    LOCAL = "local"
    REMOTE = "remote"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Changes:
    """One change as screens hear of it; `label` says it in words for the undo notice."""

    kinds: frozenset[Kind]
    ids: frozenset[str] = frozenset()
    origin: Origin = Origin.LOCAL
    label: str = ""

    def touches(self, *kinds: Kind) -> bool:
        """Tell whether a screen that shows these kinds has to look again."""
        return not self.kinds.isdisjoint(kinds)


NOTHING = Changes(frozenset())
