"""What the pages of restoring say: a copy in a line, a preview in sentences; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rm_desktop.domain.backups import Reason
from rm_desktop.domain.date_words import day_words, time_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.words import tr
from rm_desktop.services.restore_words import counted

if TYPE_CHECKING:
    from rm_desktop.services.backups import Kept
    from rm_desktop.services.restore import Preview

_KB, _MB = 1000, 1_000_000


def moment_words(ms: int, zone: str, today: date) -> str:
    """Return "today, 14:00" or "Saturday 28 Nov, 14:00"."""
    moment = local_time(ms, zone)
    day = tr("today") if moment.date() == today else day_words(moment.date(), today)
    return tr("{day}, {time}", day=day, time=time_words(moment))


def vault_words(name: str) -> str:
    """Return what people call the vault that a copy is of."""
    return tr("Private pages") if name == "private" else tr("What you two share")


def reason_words(reason: str) -> str:
    """Return why a copy was made."""
    known = {
        Reason.DAILY: tr("made by itself"),
        Reason.MIGRATION: tr("before an update"),
        Reason.IMPORT: tr("before an import"),
        Reason.RESTORE: tr("before a restore"),
        Reason.PAIRING: tr("before pairing"),
        Reason.ASKED: tr("made because you asked"),
    }
    return next((words for each, words in known.items() if each == reason), "")


def size_words(size: int) -> str:
    """Return "1.2 MB"."""
    if size >= _MB:
        return tr("{n} MB", n=f"{size / _MB:.1f}")
    return tr("{n} KB", n=max(1, round(size / _KB)))


def kept_words(kept: Kept) -> str:
    """Return a copy in a line, but for its time."""
    parts = (
        vault_words(kept.vault),
        reason_words(kept.reason),
        counted(kept.counts) if kept.counts else "",
        size_words(kept.size),
    )
    return " · ".join(filter(None, parts))


def preview_words(preview: Preview, zone: str, today: date) -> Iterator[str]:
    """Yield what somebody should know before restoring, a sentence each."""
    if any(preview.counts.values()):
        yield tr("It holds {things}.", things=counted(preview.counts))
    elif preview.vault == "private":
        yield tr("It holds nothing: restoring it empties your journal and your private notes.")
    else:
        yield tr("It holds nothing: restoring it empties what you two share.")
    if preview.newest:
        newest = moment_words(preview.newest, zone, today)
        yield tr("Its newest change: {moment}.", moment=newest)
    if preview.is_other:
        yield tr("It belongs to other notes than those that are here now.")
    elif preview.lacks is None:
        yield tr("The present cannot be read, so the two cannot be compared.")
    elif preview.lacks.counts:
        things = counted(preview.lacks.counts)
        yield tr("Missing from it, or different in it: {things}.", things=things)
        if preview.lacks.newest:
            newest = moment_words(preview.lacks.newest, zone, today)
            yield tr("The newest of that: {moment}.", moment=newest)
    else:
        yield tr("The present holds nothing that it lacks.")
