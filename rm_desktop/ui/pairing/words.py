"""What the pages of a pairing say about time, places and people; no Qt."""

from __future__ import annotations

from datetime import date

from rm_desktop.domain.date_words import day_words, time_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.bringing_along import Brought
from rm_desktop.services.pairing_counts import Counts
from rm_desktop.services.pairing_words import place_name
from rm_desktop.services.spaces import FOLDER


def until_words(ms: int, zone: str, today: date) -> str:
    """Return "today 10:42", "tomorrow 10:42" or the day by name."""
    moment = local_time(ms, zone)
    days = (moment.date() - today).days
    day = {0: tr("today"), 1: tr("tomorrow")}.get(days) or day_words(moment.date(), today)
    return tr("{day} {time}", day=day, time=time_words(moment))


def first_of(name: str) -> str:
    """Return the first word of a name, safe to show."""
    return harmless(name.split(maxsplit=1)[0]) if name.split() else tr("your partner")


def meeting_words(address: str) -> str:
    """Return where two laptops meet: "at relay.example", "in the folder /media/us"."""
    if address.startswith(FOLDER):
        return tr("in the folder {path}", path=place_name(address))
    return tr("at {name}", name=place_name(address))


def counted(counts: Counts) -> str:
    """Say how much there is, without what there is none of."""
    sessions, topics, notes = counts
    parts = [
        *([trn("{n} session", "{n} sessions", sessions)] if sessions else []),
        *([trn("{n} topic", "{n} topics", topics)] if topics else []),
        *([trn("{n} page of notes", "{n} pages of notes", notes)] if notes else []),
    ]
    if not parts:
        return tr("There is nothing on the agenda yet.")
    if len(parts) == 1:
        return tr("{what}.", what=parts[0])
    return tr("{what} and {last}.", what=", ".join(parts[:-1]), last=parts[-1])


def came_words(host: str, came: Counts, brought: Brought | None) -> str:
    """Say what is on this laptop now."""
    shared = tr("Shared with {name} now.", name=first_of(host))
    words = f"{shared} {counted(came)}"
    if brought is None or not brought.topics:
        return words
    copied = trn(
        "{n} topic of yours came along.", "{n} topics of yours came along.", brought.topics
    )
    return f"{words} {copied}"


def file_name(pair: str) -> str:
    """Return a name for an invitation's file."""
    kept = "".join(each for each in pair if each.isalnum() or each in " -&").strip()
    return tr("Invitation {name}.rm-invitation", name=kept)
