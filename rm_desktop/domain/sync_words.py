"""How sharing stands, who sent what and when, as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from rm_desktop.domain.date_words import short_day, time_words, until_words, weekdays
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.names import first_name
from rm_desktop.domain.sync_state import Parcel, SyncDevice, SyncState, SyncStatus, is_cut_off
from rm_desktop.domain.text import harmless
from rm_desktop.domain.value import dataclass
from rm_desktop.domain.words import tr, trn

_MINUTE_MS, _HOUR_MS = 60_000, 3_600_000
_WEEK = 7
_KILO, _MEGA = 1_000, 1_000_000
_TENTHS_BELOW = 10


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose laptop this is, names by member, the clock and the zone on the wall.

    `is_home` tells whether its owner is at the keyboard, who alone is called "you".
    """

    you: str
    names: Mapping[str, str]
    now_ms: int
    zone: str
    is_home: bool = True

    def name(self, member: str) -> str:
        """Return the first name of a member, "Partner" for one who is not known."""
        return harmless(first_name(self.names.get(member, ""))) or tr("Partner")

    @property
    def partner(self) -> str:
        """The first name of the other one."""
        return self.name(next((each for each in self.names if each != self.you), ""))

    @property
    def now(self) -> datetime:
        """The present moment on the reader's clock."""
        return self.at(self.now_ms)

    def at(self, moment_ms: int) -> datetime:
        """Return a moment on the reader's clock."""
        return local_time(moment_ms, self.zone)


# -- moments and sizes ----------------------------------------------------------------------


def moment_words(moment_ms: int, reader: Reader) -> str:
    """Return "10:42", "yesterday 10:42", "Saturday 10:42" or "3 Oct, 10:42"."""
    moment = reader.at(moment_ms)
    day, clock = _day(moment.date(), reader.now.date()), time_words(moment)
    if not day:
        return clock
    if (reader.now.date() - moment.date()).days < _WEEK:
        return tr("{day} {time}", day=day, time=clock)
    return tr("{day}, {time}", day=day, time=clock)


def since_words(moment_ms: int, reader: Reader) -> str:
    """Return "09:10", or the day where that was not today: "yesterday", "Saturday", "3 Oct"."""
    moment = reader.at(moment_ms)
    return _day(moment.date(), reader.now.date()) or time_words(moment)


def size_words(size: int) -> str:
    """Return "640 bytes", "1.2 KB", "38 KB" or "2.5 MB"."""
    if size < _KILO:
        return trn("{n} byte", "{n} bytes", size)
    amount, unit = (size / _KILO, tr("KB")) if size < _MEGA else (size / _MEGA, tr("MB"))
    figure = f"{amount:.1f}" if amount < _TENTHS_BELOW else f"{amount:.0f}"
    return tr("{amount} {unit}", amount=figure, unit=unit)


def _day(day: date, today: date) -> str:
    """Return the day in a word; nothing for today, or for one that a turned clock puts ahead."""
    days = (today - day).days
    if days <= 0:
        return ""
    if days == 1:
        return tr("yesterday")
    return weekdays()[day.weekday()] if days < _WEEK else short_day(day, today)


# -- the state ------------------------------------------------------------------------------


def status_line(status: SyncStatus, reader: Reader) -> str:
    """Return the state in one short line, for the foot of the rail."""
    match status.state:
        case SyncState.OFF:
            return tr("Off")
        case SyncState.ATTENTION:
            return tr("Needs attention")
        case SyncState.CONNECTING:
            return tr("Connecting…")
        case SyncState.OFFLINE:
            return _offline_line(status, reader)
        case SyncState.WAITING:
            return waiting_words(status.waiting)
        case _:
            return _up_to_date_line(status, reader)


def waiting_words(count: int) -> str:
    """Return "3 changes waiting"."""
    return trn("{n} change waiting", "{n} changes waiting", count)


def _offline_line(status: SyncStatus, reader: Reader) -> str:
    if not status.offline_since:
        return tr("Offline")
    return tr("Offline since {when}", when=since_words(status.offline_since, reader))


def _up_to_date_line(status: SyncStatus, reader: Reader) -> str:
    if not status.partner_device:
        return tr("Shared with nobody now") if status.had_partner else tr("Nobody has joined yet")
    if status.live or not status.up_to_date_at:
        return tr("Up to date")
    moment = reader.at(status.up_to_date_at)
    days = (reader.now.date() - moment.date()).days
    if days <= 0:
        return tr("Up to date at {time}", time=time_words(moment))
    day = _day(moment.date(), reader.now.date())
    return tr("Up to date {day}", day=day) if days == 1 else tr("Up to date on {day}", day=day)


def heard_words(status: SyncStatus, reader: Reader) -> str:
    """Return "Last heard from Maya 2 hours ago"; whether they have joined at all, where not."""
    name = reader.partner
    if not status.partner_device and status.had_partner:
        return tr("No laptop of {name}’s is among those that share it.", name=name)
    if not status.partner_device:
        return tr("No laptop of {name}’s is here yet.", name=name)
    if not status.heard_at:
        return tr("Nothing has come from {name} yet.", name=name)
    return tr("Last heard from {name} {when}.", name=name, when=ago_words(status.heard_at, reader))


def ago_words(moment_ms: int, reader: Reader) -> str:
    """Return "just now", "5 minutes ago", "2 hours ago", "yesterday", "3 days ago"."""
    past = reader.now_ms - moment_ms
    if past < _MINUTE_MS:
        return tr("just now")
    if past < _HOUR_MS:
        return trn("{n} minute ago", "{n} minutes ago", past // _MINUTE_MS)
    moment = reader.at(moment_ms)
    if moment.date() == reader.now.date():
        return trn("{n} hour ago", "{n} hours ago", past // _HOUR_MS)
    return until_words(moment, reader.now)


def place_words(status: SyncStatus, *, begins: bool = False) -> str:
    """Return where the two meet: a relay's name, or a folder; it may begin a sentence."""
    if not status.is_folder:
        return harmless(urlsplit(status.place).netloc or status.place)
    path = status.place.removeprefix("folder:").replace("\\", "/").rstrip("/")
    name = harmless(path.rpartition("/")[2] or path)
    if begins:
        return tr("The folder “{name}”", name=name)
    return tr("the folder “{name}”", name=name)


def status_sentences(status: SyncStatus, reader: Reader) -> tuple[str, ...]:
    """Return the state as one paragraph says it, sentence by sentence, without its concerns."""
    if status.state == SyncState.OFF:
        return off_sentences(reader)
    said = [_state_sentence(status, reader)]
    if status.waiting and is_cut_off(status):
        said.append(
            trn(
                "{n} change of yours is on this laptop only.",
                "{n} changes of yours are on this laptop only.",
                status.waiting,
            )
        )
    elif status.waiting and status.state != SyncState.WAITING:
        said.append(
            trn(
                "{n} change is saved here and goes out by itself.",
                "{n} changes are saved here and go out by themselves.",
                status.waiting,
            )
        )
    said.append(heard_words(status, reader))
    return tuple(said)


def off_sentences(reader: Reader) -> tuple[str, ...]:
    """Say what is so while nothing is shared, and what sharing would be."""
    return (
        tr("This pair lives on this laptop only. Nothing of it goes anywhere."),
        tr(
            "Shared, it lies on {name}’s laptop, too: each of you writes on your own, with or "
            "without a network, and both come together by themselves. What only you can read "
            "never leaves this laptop.",
            name=reader.partner,
        ),
    )


def _state_sentence(status: SyncStatus, reader: Reader) -> str:
    place, name = place_words(status), reader.partner
    begun = place_words(status, begins=True)
    match status.state:
        case SyncState.CONNECTING:
            return tr("Asking {place} for news.", place=place)
        case SyncState.OFFLINE:
            return tr(
                "{place} cannot be reached. Go on as usual: everything is saved on this laptop.",
                place=begun,
            )
        case SyncState.WAITING:
            return trn(
                "{n} change is saved here and on its way to {place}.",
                "{n} changes are saved here and on their way to {place}.",
                status.waiting,
                place=place,
            )
        case SyncState.UP_TO_DATE if status.partner_device:
            return tr(
                "What you two wrote is on this laptop. {place} has a sealed copy, which {name}’s "
                "laptop fetches.",
                place=begun,
                name=name,
            )
        case SyncState.UP_TO_DATE:
            return tr("{place} has a sealed copy of what is on this laptop.", place=begun)
        case _:
            return tr("Something needs a look. What you write is saved on this laptop as ever.")


# -- parcels --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """One parcel: whose, in whose colour, what it held, and "10:42 · 1.2 KB"."""

    who: str
    is_yours: bool
    what: str
    when: str


def parcel_line(parcel: Parcel, reader: Reader) -> ParcelLine:
    """Return a parcel as the list says it."""
    is_yours = parcel.member == reader.you
    return ParcelLine(
        tr("You") if is_yours and reader.is_home else reader.name(parcel.member),
        is_yours,
        _what(parcel),
        tr(
            "{time} · {size}",
            time=moment_words(parcel.at_ms, reader),
            size=size_words(parcel.size),
        ),
    )


def _what(parcel: Parcel) -> str:
    if parcel.content == "changes":
        return _changes_words(parcel)
    others = {
        "founding": tr("Began to share"),
        "succession": tr("Went on as a new laptop"),
        "admission": tr("Let a laptop in"),
        "removal": tr("Removed a laptop; a new key from here on"),
        "snapshot": tr("Everything at once"),
    }
    return others.get(parcel.content, tr("Something this version has no word for"))


def _changes_words(parcel: Parcel) -> str:
    agenda = trn("{n} change to the agenda", "{n} changes to the agenda", parcel.changes)
    if not parcel.notes:
        return agenda
    if not parcel.changes:
        return trn("Notes of {n} topic", "Notes of {n} topics", parcel.notes)
    notes = trn("notes of {n} topic", "notes of {n} topics", parcel.notes)
    return tr("{agenda}, {notes}", agenda=agenda, notes=notes)


# -- devices --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One laptop: its name, what is known of it, and whether it can be removed from here."""

    id: str
    name: str
    detail: str
    is_yours: bool
    can_go: bool


def device_lines(devices: tuple[SyncDevice, ...], reader: Reader) -> tuple[DeviceLine, ...]:
    """Return the laptops, this one first, those that were removed last."""
    order = sorted(devices, key=lambda each: (each.is_removed, not each.is_this, each.member))
    several = [each.member for each in devices if not each.is_this and not each.is_removed]
    return tuple(
        DeviceLine(
            device.id,
            _device_name(device, reader, several=several.count(device.member) > 1),
            _device_detail(device, reader),
            device.member == reader.you,
            not (device.is_this or device.is_removed),
        )
        for device in order
    )


def _device_name(device: SyncDevice, reader: Reader, *, several: bool) -> str:
    if device.is_this:
        return tr("This laptop")
    if device.member == reader.you and reader.is_home:
        name = tr("Another laptop of yours")
    else:
        name = tr("{name}’s laptop", name=reader.name(device.member))
    if not (several or device.is_removed):
        return name
    return tr("{name} ({number})", name=name, number=device.id[:4])


def _device_detail(device: SyncDevice, reader: Reader) -> str:
    if device.is_removed:
        return tr("Removed. It keeps what it had and gets nothing new.")
    if device.is_this:
        owner = reader.name(device.member)
        return tr("Yours") if reader.is_home else tr("It is {name}’s", name=owner)
    if not device.last_at:
        return tr("Nothing has come from it yet")
    return tr("Last heard {when}", when=ago_words(device.last_at, reader))
