"""Why a relay refuses a call, each a `Problem` with its status; and why it does not even start."""

from __future__ import annotations

from rm_desktop.wire.relay import KINDS, Problem


class RefusalError(Exception):
    """A call that is not carried out; nothing was changed."""

    def __init__(self, kind: str, words: str = "", retry_after: int = 0) -> None:
        """Name one of `KINDS`, in words for a log and for people."""
        super().__init__(words or kind)
        self.problem = Problem(kind, words or kind.replace("_", " "), retry_after)
        self.status = KINDS[kind]


class CannotServeError(Exception):
    """A relay that does not start; what there is was not changed. Says what it is about."""


class NewerStoreError(CannotServeError):
    """The database was written by a newer version, or is none of a relay's; its revision."""


class NoDatabaseError(CannotServeError):
    """The database does not answer, or its address is none; why."""


class NoDriverError(CannotServeError):
    """The database wants a library that is not installed; its name."""


class NoCertificateError(CannotServeError):
    """The certificate or its key cannot be read; why."""


class NoAddressError(CannotServeError):
    """Nothing can listen there; why."""
