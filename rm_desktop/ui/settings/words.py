"""What *Settings* says: the bin, the key, the folder's files, what deleting a pair takes away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rm_desktop.domain.date_words import day_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.entities import Action, AgendaItem, Objective, Session
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import Pair
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.bin import KEPT_DAYS, Binned
from rm_desktop.services.data_folder import DataFolder
from rm_desktop.services.pairs import Listed
from rm_desktop.services.prompts import BinnedPrompt

_DAY_MS = 86_400_000


# -- the bin ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BinRow:
    """One thing in the bin: what it is, when it went there and how long it stays."""

    entity: Binned
    title: str
    detail: str


def bin_rows(binned: Collection[Binned], now_ms: int, zone: str) -> tuple[BinRow, ...]:
    """Return the bin as it is read, the latest first as it comes."""
    today = local_time(now_ms, zone).date()
    rows = []
    for entity in binned:
        day = local_time(entity.binned_at, zone).date()
        left = max(0, KEPT_DAYS - (now_ms - entity.binned_at) // _DAY_MS)
        detail = tr(
            "{kind} · deleted {day} · {left}",
            kind=_kind_words(entity),
            day=tr("today") if day == today else day_words(day, today),
            left=trn("{n} day left", "{n} days left", left),
        )
        rows.append(BinRow(entity, harmless(_title(entity)), detail))
    return tuple(rows)


def _kind_words(entity: Binned) -> str:
    match entity:
        case AgendaItem():
            return tr("Topic")
        case Action():
            return tr("Action")
        case Objective():
            return tr("Objective")
        case Session():
            return tr("Session")
        case BinnedPrompt():
            return tr("Prompt")


def _title(entity: Binned) -> str:
    if isinstance(entity, Action | Objective | BinnedPrompt):
        return entity.text
    return entity.title or tr("Session without a title")


def empty_question(count: int) -> str:
    """Return the question before the bin is emptied."""
    return trn(
        "{n} thing and its notes will be deleted for good. This cannot be undone.",
        "{n} things and their notes will be deleted for good. This cannot be undone.",
        count,
    )


# -- the pair -----------------------------------------------------------------------------


def delete_question(pair: Pair) -> str:
    """Name everything that goes when a pair is deleted."""
    held = len(pair.closed)
    lost = ", ".join(
        (
            trn("{n} session held", "{n} sessions held", held),
            trn("{n} topic with its notes", "{n} topics with their notes", len(pair.items)),
            trn("{n} action", "{n} actions", len(pair.actions)),
        )
    )
    return tr(
        "Everything {mine} and {theirs} wrote goes for good: {lost}, the agreement and the "
        "purpose cards. This cannot be undone; export it first if you may want it later.",
        mine=harmless(pair.mentor.name),
        theirs=harmless(pair.mentee.name),
        lost=lost,
    )


def roles_line(pair: Pair) -> str:
    """Say who has which role."""
    return tr(
        "{mentor} is the mentor, {mentee} the executive.",
        mentor=harmless(pair.mentor.name),
        mentee=harmless(pair.mentee.name),
    )


def listed_words(listed: Listed) -> str:
    """Return one pair of the list."""
    you, partner = map(harmless, listed.names)
    words = tr("{you} & {partner}", you=you, partner=partner)
    return tr("{pair} (left)", pair=words) if listed.left else words


def find_zone(text: str, zones: Collection[str]) -> str:
    """Return the IANA name of a zone typed by its name or its city; refuse any other text."""
    typed = "_".join(text.split()).casefold()
    for zone in zones:
        if zone.casefold() == typed:
            return zone
    cities = [zone for zone in zones if zone.rpartition("/")[2].casefold() == typed]
    if typed and len(cities) == 1:
        return cities[0]
    raise BadInputError(
        tr("There is no time zone of that name."),
        tr("Type a region and a city, such as Europe/London."),
    )


# -- the data -----------------------------------------------------------------------------


def key_words(folder: DataFolder) -> str:
    """Say what keeps the key."""
    if folder.passing:
        return tr("This profile is a sample: its key is in memory only and goes with the app.")
    if folder.keyring:
        return tr("The key is kept in {keyring}.", keyring=_keyring_words(folder.keyring))
    return tr("A passphrase opens this profile. Nobody can reset it.")


def _keyring_words(backend: str) -> str:
    name = backend.casefold()
    known = {
        "secretservice": tr("this desktop’s keyring"),
        "libsecret": tr("this desktop’s keyring"),
        "kwallet": tr("KWallet"),
        "macos": tr("the macOS keychain"),
        "windows": tr("the Windows Credential Manager"),
    }
    return next((words for part, words in known.items() if part in name), backend)


def file_words() -> tuple[tuple[str, str], ...]:
    """Return the files of the folder and what each holds."""
    return (
        ("workspace.vault", tr("everything the pairs of this profile wrote, encrypted")),
        ("workspace.vault.header", tr("how the key is found; no secret in clear")),
        ("private.vault", tr("what only you read, encrypted with a key of its own")),
        ("backups", tr("verified copies of both, encrypted with the same keys")),
        ("rm-desktop.log", tr("errors of the app, without a word of yours")),
    )


def export_folder(parent: Path, now: datetime) -> Path:
    """Return the folder an export goes to: a new one inside the folder that was chosen."""
    name = tr("Reverse mentoring {day}", day=f"{now:%Y-%m-%d}")
    found = parent / name
    return found if not found.exists() else parent / f"{name} {now:%H-%M-%S}"
