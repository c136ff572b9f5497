"""Where the working agreement stands, in words: who signed what, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rm_desktop.domain.agreement import (
    Agreement,
    AgreementField,
    AgreementState,
    AgreementVersion,
    Standing,
    content_digest,
)
from rm_desktop.domain.date_words import months
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr

#: Fields whose first sentence says on the overview what the agreement is about.
_GIST = ("stays-here", "pass-and-pause", "who-leads")


@dataclass(frozen=True, slots=True)
class Signer:
    """One of the two: first name, colour, and when they signed the present words ("": not yet)."""

    member: str
    name: str
    voice: str
    signed: str = ""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One text that somebody signed."""

    ordinal: int
    title: str
    version: AgreementVersion


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Everything the screen says about the agreement.

    `tone` is good, warn or neutral; `may_sign` names the person at the keyboard if they have not
    signed the present words, `hand_to` the other one if only theirs is missing.
    """

    state: str
    tone: str
    gist: str
    signers: tuple[Signer, ...]
    may_sign: str
    hand_to: str
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The two as the agreement names them, and who is at the keyboard."""

    names: dict[str, str]
    voice: Callable[[str], str]
    actor: str


def agreement_view(
    agreement: Agreement,
    state: AgreementState,
    people: People,
    day: Callable[[int], date],
    today: date,
) -> AgreementView:
    """Return the agreement in words; `day` turns a moment into a local date."""
    digest = content_digest(agreement.draft)
    standing = state.standing in (Standing.WAITING, Standing.AGREED)
    same = [v for v in agreement.versions if v.digest == digest] if standing else []
    present = same[-1].signatures if same else {}

    def when(moment: int) -> str:
        return _date(day(moment), today)

    signers = tuple(
        Signer(m, harmless(name), people.voice(m), when(present[m]) if m in present else "")
        for m, name in people.names.items()
    )
    missing = [s for s in signers if not s.signed]
    mine = [s for s in missing if s.member == people.actor]
    theirs = [s for s in missing if s.member != people.actor]
    return AgreementView(
        state_words(state, people.names, when),
        {Standing.AGREED: "good", Standing.DRAFT: "neutral"}.get(state.standing, "warn"),
        gist(agreement),
        signers,
        mine[0].name if mine else "",
        theirs[0].name if theirs and not mine else "",
        tuple(_version(v, people.names, when) for v in reversed(agreement.versions)),
    )


def state_words(state: AgreementState, names: dict[str, str], when: Callable[[int], str]) -> str:
    """Return where the agreement stands."""
    if state.standing == Standing.WAITING:
        waiting = ", ".join(harmless(names.get(m, "")) for m in state.waiting_for)
        return tr("Waiting for {name}", name=waiting)
    if state.standing == Standing.AGREED:
        return tr("Agreed on {day}", day=when(state.agreed_at))
    if state.standing == Standing.CHANGED:
        return tr("Changed since {day}; both sign again", day=when(state.agreed_at))
    return tr("Draft, nobody has signed yet")


def gist(agreement: Agreement) -> str:
    """Return the first lines of the fields that matter most at a glance."""
    texts = (agreement.draft.get(field, "").strip() for field in _GIST)
    return "\n".join(harmless(text.splitlines()[0]) for text in texts if text)


def field_texts(
    agreement: Agreement, fields: tuple[AgreementField, ...]
) -> tuple[tuple[AgreementField, str], ...]:
    """Return the fields with their present words."""
    return tuple((field, agreement.draft.get(field.id, "")) for field in fields)


def _version(
    version: AgreementVersion, names: dict[str, str], when: Callable[[int], str]
) -> VersionView:
    number = tr("Version {n}", n=version.ordinal)
    if version.signed_by_all(names):
        words = tr("agreed on {day}", day=when(max(version.signatures[m] for m in names)))
    else:
        parts = (
            tr("{name} signed on {day}", name=harmless(names.get(m, "")), day=when(moment))
            for m, moment in _signatures(version, names)
        )
        words = ", ".join(parts)
    return VersionView(version.ordinal, f"{number} · {words}", version)


def signature_lines(
    version: AgreementVersion, names: dict[str, str], day: Callable[[int], date], today: date
) -> str:
    """Return who signed a version and when."""
    lines = (
        tr("{name} signed on {day}", name=harmless(names.get(m, "")), day=_date(day(at), today))
        for m, at in _signatures(version, names)
    )
    return " · ".join(lines)


def _signatures(version: AgreementVersion, names: dict[str, str]) -> list[tuple[str, int]]:
    """Return members and moments, the first one first, of one moment in the order of `names`."""
    places = {member: n for n, member in enumerate(names)}
    signed = version.signatures.items()
    return sorted(signed, key=lambda each: (each[1], places.get(each[0], len(places))))


def _date(day: date, today: date) -> str:
    words = tr("{day} {month}", day=day.day, month=months()[day.month - 1])
    return words if day.year == today.year else tr("{day} {year}", day=words, year=day.year)
