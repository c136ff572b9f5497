"""The working agreement of the open pair: its draft, its versions, both signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rm_desktop.documents.pair import PairDocument
from rm_desktop.domain import agreement as rules
from rm_desktop.domain.agreement import Agreement, AgreementField, AgreementState, AgreementVersion
from rm_desktop.domain.changes import NOTHING, Changes
from rm_desktop.domain.text import FIELD_LIMIT, check_length
from rm_desktop.domain.words import tr
from rm_desktop.services.open_pair import OpenPair

#: Characters of the fingerprint that go into a version's key.
_SHORT = 16


class WorkingAgreement:
    """Editing and signing; what was signed is kept word for word."""

    def __init__(self, pair: OpenPair, fields: tuple[AgreementField, ...]) -> None:
        """Work on the open pair with the eleven fields."""
        self._open = pair
        self.fields = fields

    @property
    def current(self) -> Agreement:
        """The draft (defaults where nobody wrote yet) and the signed versions."""
        return read(self._open.pair.agreement, self.fields)

    @property
    def state(self) -> AgreementState:
        """Where it stands between the two."""
        return rules.state(self.current, tuple(self._open.pair.members))

    def edit(self, field: str, text: str) -> Changes:
        """Change one field of the draft; what was signed stays as it was."""
        title = next(f.title for f in self.fields if f.id == field)
        ready = check_length(title, text.strip(), FIELD_LIMIT)
        if self.current.draft.get(field, "") == ready:
            return NOTHING
        label = tr("Edit “{title}”", title=title)
        return self._open.change(
            label, lambda doc: doc.set_agreement("draft", field, ready, self._open.actor)
        )

    def sign(self, member: str) -> Changes:
        """Put a member's name to the draft as it stands."""
        pair = self._open.pair
        signed = rules.sign(self.current, member, self._open.now_ms(), tuple(pair.members))
        draft = rules.content_digest(signed.draft)
        version = next(v for v in reversed(signed.versions) if v.digest == draft)
        key = f"{version.ordinal:03d}-{version.digest[:_SHORT]}"
        known = pair.agreement.get("versions", {})

        def act(document: PairDocument) -> None:
            if not (isinstance(known, Mapping) and key in known):
                text = {"digest": version.digest, "fields": dict(version.fields)}
                document.set_agreement("versions", key, {"ordinal": version.ordinal} | text)
            moment = version.signatures[member]
            document.set_agreement("signatures", f"{key}/{member}", moment)

        return self._open.change(tr("{name} signs", name=pair.name(member)), act)


def read(stored: Mapping[str, Any], fields: tuple[AgreementField, ...]) -> Agreement:
    """Return the agreement that a pair's document holds, defaults filled in."""
    draft = {field.id: field.default for field in fields} | _texts(stored.get("draft"))
    signatures: dict[str, dict[str, int]] = {}
    for key, moment in _mapping(stored.get("signatures")).items():
        version, _, member = key.rpartition("/")
        if isinstance(moment, int):
            signatures.setdefault(version, {})[member] = moment
    versions = (
        _version(_mapping(each), signatures.get(key, {}))
        for key, each in _mapping(stored.get("versions")).items()
    )
    return Agreement(draft, tuple(sorted(versions, key=lambda v: (v.ordinal, v.digest))))


def _version(stored: Mapping[str, Any], signatures: Mapping[str, int]) -> AgreementVersion:
    """Return a version; its fingerprint is taken anew, whatever it says of itself."""
    text, ordinal = _texts(stored.get("fields")), stored.get("ordinal")
    number = ordinal if isinstance(ordinal, int) else 0
    return AgreementVersion(number, rules.content_digest(text), text, signatures)


def _mapping(stored: object) -> Mapping[str, Any]:
    return stored if isinstance(stored, Mapping) else {}


def _texts(stored: object) -> dict[str, str]:
    return {key: text for key, text in _mapping(stored).items() if isinstance(text, str)}
