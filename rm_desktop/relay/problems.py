"""Why a relay refuses a call; every one becomes a `Problem` with its status."""

from __future__ import annotations

from rm_desktop.wire.relay import KINDS, Problem


class RefusalError(Exception):
    """A call that is not carried out; nothing was changed."""

    def __init__(self, kind: str, words: str = "", retry_after: int = 0) -> None:
        """Name one of `KINDS`, in words for a log and for people."""
        super().__init__(words or kind)
        self.problem = Problem(kind, words or kind.replace("_", " "), retry_after)
        self.status = KINDS[kind]
