"""What a backup holds and what the present has beyond it, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from rm_desktop.domain.changes import Kind
from rm_desktop.domain.journal import PageKind
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.restore import Preview
from rm_desktop.vault.contents import PAIR, PROMPT

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sentences(preview: Preview) -> Iterator[str]:
    """Yield what somebody should know before restoring, a line each; times in UTC."""
    yield tr("This backup was made on {date} UTC.", date=moment(preview.made_at))
    yield tr("It holds {things}.", things=counted(preview.counts))
    if preview.newest:
        yield tr("Its newest change is of {date} UTC.", date=moment(preview.newest))
    if preview.is_other:
        yield tr("It belongs to other notes than those that are open now.")
    elif preview.lacks is not None and preview.lacks.counts:
        lacked = counted(preview.lacks.counts)
        yield tr("The present has what it lacks, or has it otherwise: {things}.", things=lacked)
        if preview.lacks.newest:
            yield tr("The newest of that is of {date} UTC.", date=moment(preview.lacks.newest))
    elif preview.lacks is not None:
        yield tr("The present holds nothing that it lacks.")
    yield tr("The present notes are kept as a dated copy.")


def counted(counts: Mapping[str, int]) -> str:
    """Return counts of what people know by name; “nothing” if there is none of it."""
    said = [say(counts[kind]) for kind, say in _SAID.items() if counts.get(kind)]
    return ", ".join(said) or tr("nothing")


def moment(ms: int) -> str:
    """Return a moment in UTC to the minute, as it sorts."""
    return (_EPOCH + timedelta(milliseconds=ms)).strftime("%Y-%m-%d %H:%M")


_SAID: Mapping[str, Callable[[int], str]] = {
    PAIR: lambda n: trn("{n} pair", "{n} pairs", n),
    Kind.SESSION: lambda n: trn("{n} session", "{n} sessions", n),
    Kind.ITEM: lambda n: trn("{n} topic", "{n} topics", n),
    Kind.NOTES: lambda n: trn("{n} topic with notes", "{n} topics with notes", n),
    Kind.ACTION: lambda n: trn("{n} action", "{n} actions", n),
    PROMPT: lambda n: trn("{n} prompt of your own", "{n} prompts of your own", n),
    PageKind.ENTRY: lambda n: trn("{n} journal entry", "{n} journal entries", n),
    PageKind.NOTE: lambda n: trn("{n} private note", "{n} private notes", n),
    PageKind.DRAFT: lambda n: trn("{n} topic draft", "{n} topic drafts", n),
}
