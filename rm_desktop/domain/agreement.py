"""The working agreement: its text, the versions that were signed, and where it stands.

A version is what at least one of the two has signed, word for word. Moments are milliseconds
since 1970 in UTC, as everywhere in a pair's document.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class AgreementField:
    """One question of the agreement, with a text to start from."""

    id: str
    title: str
    help: str
    default: str


@dataclass(frozen=True, slots=True)
class AgreementVersion:
    """A text that was signed; `signatures` hold the moment by member id."""

    ordinal: int
    digest: str
    fields: Mapping[str, str]
    signatures: Mapping[str, int] = field(default_factory=dict)

    def signed_by_all(self, members: Collection[str]) -> bool:
        return bool(members) and all(member in self.signatures for member in members)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The text as it stands (by field id) and the versions, the first one first."""

    draft: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[AgreementVersion, ...] = ()


class Standing(StrEnum):
    """Where an agreement stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    AGREED = "agreed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class AgreementState:
    """An agreement's standing; whose signature is missing, and when all last agreed (0: never)."""

    standing: Standing
    waiting_for: tuple[str, ...] = ()
    agreed_at: int = 0


def content_digest(fields: Mapping[str, str]) -> str:
    """Return the fingerprint of a text: two that read the same have the same one.

    Empty fields, spaces at the ends of lines and how accents are composed make no difference.
    """
    read = {name: _as_read(text) for name, text in fields.items()}
    present = {name: text for name, text in read.items() if text}
    return sha256(json.dumps(present, sort_keys=True).encode()).hexdigest()


def state(agreement: Agreement, members: Collection[str]) -> AgreementState:
    """Return where an agreement stands between the members who have to sign it."""
    in_force = _in_force(agreement, members)
    agreed_at = max((in_force.signatures[m] for m in members), default=0) if in_force else 0
    found = _version_of_the_draft(agreement, members)
    if found is None:
        return AgreementState(Standing.CHANGED if in_force else Standing.DRAFT, (), agreed_at)
    missing = tuple(m for m in members if m not in found.signatures)
    return AgreementState(Standing.WAITING if missing else Standing.AGREED, missing, agreed_at)


def sign(agreement: Agreement, member: str, moment: int, members: Collection[str]) -> Agreement:
    """Put a member's name to the text as it stands; signing it twice keeps the first moment."""
    found = _version_of_the_draft(agreement, members)
    if found is None:
        ordinal = max((v.ordinal for v in agreement.versions), default=0) + 1
        text = dict(agreement.draft)
        new = AgreementVersion(ordinal, content_digest(text), text, {member: moment})
        return replace(agreement, versions=(*agreement.versions, new))
    signed = replace(found, signatures={member: moment} | dict(found.signatures))
    versions = tuple(signed if v is found else v for v in agreement.versions)
    return replace(agreement, versions=versions)


def _in_force(agreement: Agreement, members: Collection[str]) -> AgreementVersion | None:
    """Return the last version that everybody signed."""
    signed = (v for v in reversed(agreement.versions) if v.signed_by_all(members))
    return next(signed, None)


def _version_of_the_draft(
    agreement: Agreement, members: Collection[str]
) -> AgreementVersion | None:
    """Return the version in force or after it that has the draft's words.

    What was agreed and then replaced does not count: going back to it takes new signatures.
    """
    in_force = _in_force(agreement, members)
    first = in_force.ordinal if in_force else 0
    digest = content_digest(agreement.draft)
    same = (v for v in agreement.versions if v.ordinal >= first and v.digest == digest)
    return next(same, None)


def _as_read(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in composed.splitlines()).strip()
