"""Stops at sharing a pair between two laptops: two real profiles, and a folder between them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.domain.changes import Changes, Kind
from rm_desktop.services.profile import Profile
from rm_desktop.services.spaces import Place as Meeting
from rm_desktop.services.spaces import enter
from rm_desktop.sync.keys import DeviceKeys
from rm_desktop.ui.places import Place, Where
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.wire.content import Changes as Sent
from rm_desktop.wire.content import Update
from rm_desktop.wire.pairing import EpochKey, Welcome
from tour.stage import Stage, Stop

_MINUTE, _HOUR = 60, 3_600


@dataclass
class _Other:
    """The laptop of the partner."""

    profile: Profile
    pair: str

    def sync(self) -> None:
        """Carry everything there is."""
        _carry(self.profile, self.pair)

    def add(self, *titles: str) -> list[str]:
        """Put topics on the next agenda."""
        desk = self.profile.desk
        if desk is None:
            raise LookupError("nothing is open")
        session = desk.open_pair.pair.next_session.id
        return [desk.agenda.add(session, title) for title in titles]


def off(stage: Stage) -> None:
    """Not shared."""
    stage.open(Place(Where.SHARING))


def up_to_date(stage: Stage) -> None:
    """Everything is on both laptops."""
    _shared(stage)
    _show(stage)


def today_up_to_date(stage: Stage) -> None:
    """The line at the rail's foot."""
    _shared(stage)
    _show(stage, Place(Where.TODAY))


def waiting(stage: Stage) -> None:
    """Three changes that the folder does not have yet."""
    _shared(stage)
    desk = stage.conductor.desk
    session = desk.open_pair.pair.next_session.id
    for title in ("What a first post costs", "Who answers comments", "Next time: e-mail"):
        desk.agenda.add(session, title)
    _show(stage)


def offline(stage: Stage) -> None:
    """The folder is not there."""
    _shared(stage)
    folder = _folder(stage)
    folder.rename(folder.with_name("away"))
    stage.clock.advance(92 * _MINUTE)
    desk = stage.conductor.desk
    desk.agenda.add(desk.open_pair.pair.next_session.id, "Written on the train")
    _carry(stage.profile, desk.open_pair.id)
    stage.clock.advance(_HOUR)
    _show(stage)


def attention(stage: Stage) -> None:
    """The folder was put back from an older copy."""
    other = _shared(stage)
    folder = _folder(stage)
    for file in sorted(folder.rglob("*.envelopes"))[1:]:
        file.unlink()
    stage.clock.advance(12 * _MINUTE)
    _carry(stage.profile, other.pair)
    _show(stage)


def held(stage: Stage) -> None:
    """Much was deleted on the other laptop."""
    _deleted(stage)
    _show(stage)
    stage.press("held-show")


def banner(stage: Stage) -> None:
    """The notice about it, on Today."""
    _deleted(stage)
    _show(stage, Place(Where.TODAY))


def aside(stage: Stage) -> None:
    """A change that could not be read safely."""
    other = _shared(stage)
    _send_harm(other)
    stage.clock.advance(7 * _MINUTE)
    _carry(stage.profile, other.pair)
    _show(stage)


def removed(stage: Stage) -> None:
    """A former laptop of the partner's among the laptops."""
    other = _shared(stage)
    sync = stage.profile.sync
    ident = next(each.id for each in sync.devices(other.pair) if not each.is_this)
    sync.remove_device(other.pair, ident)
    _carry(stage.profile, other.pair)
    _show(stage)


def server(stage: Stage) -> None:
    """The very bytes."""
    _shared(stage)
    _show(stage, Place(Where.SHARING, focus="server"))


# -- bringing it about --------------------------------------------------------------------------


def _shared(stage: Stage) -> _Other:
    """Share the sample pair, let the partner's laptop in, and let both write."""
    conductor = stage.open()
    chance = Random(7).randbytes
    profile, pair = stage.profile, conductor.desk.open_pair.id
    folder = _folder(stage)
    folder.mkdir(parents=True)
    meeting = Meeting(f"folder:{folder}")
    profile.sync.chance = chance
    profile.sync.begin(pair, meeting)
    other = _let_in(stage, pair, meeting, DeviceKeys.make(chance))
    stage.clock.advance(18 * _HOUR)
    other.add("What our youngest customers watch")
    other.sync()
    _carry(profile, pair)
    stage.clock.advance(2 * _HOUR)
    desk = conductor.desk
    item = next(iter(desk.open_pair.pair.agenda(desk.open_pair.pair.next_session.id)))
    notes = desk.notes(item.id)
    notes.splice(notes.length, 0, "Ask for the two numbers first.")
    notes.rest()
    _carry(profile, pair)
    other.sync()
    stage.clock.advance(41 * _MINUTE)
    other.add("Where I would say no", "Who answers when it goes wrong")
    other.sync()
    stage.clock.advance(3 * _MINUTE)
    _carry(profile, pair)
    return other


def _let_in(stage: Stage, pair: str, meeting: Meeting, keys: DeviceKeys) -> _Other:
    """Let the partner's laptop in, as a pairing ends."""
    host = stage.profile.sync.line(pair)
    opened = stage.conductor.desk.open_pair
    if host is None:
        raise LookupError("the pair is not shared")
    member = opened.pair.partner_of(opened.you).id
    host.admit(keys.public, member)
    log = host.planner.log
    devices = {device: chain.keys for device, chain in log.chains.items()}
    welcome = Welcome(
        keys=[EpochKey(epoch.number, epoch.key) for epoch in log.epochs.values()],
        devices=devices | {keys.id: keys.public},
        since={},
        pair=pair,
        member=member,
    )
    root = stage.folder().with_name(f"{stage.folder().name}-partner")
    ids = (f"their{n:06d}" for n in itertools.count())
    key = create_profile(root, MemoryKeyStore())
    profile = open_profile(root, key, clock=stage.clock, ids=ids.__next__, peeking=False)
    profile.ports.vault().become(Random(9).randbytes(16).hex(), "1")
    stage.guests.append(profile)
    profile.sync.chance = Random(8).randbytes
    enter(profile.ports.vault(), keys, host.space, welcome, meeting)
    profile.sync.opened(pair)
    _carry(stage.profile, pair)
    _carry(profile, pair)
    profile.open_pair(pair)
    return _Other(profile, pair)


def _deleted(stage: Stage) -> None:
    other = _shared(stage)
    desk = other.profile.desk
    if desk is None:
        raise LookupError("nothing is open")
    pair = desk.open_pair.pair
    gone = [item for item in pair.agenda(pair.next_session.id) if not item.is_segment]
    for item in gone:
        desk.agenda.delete(item.id)
    other.sync()
    stage.clock.advance(6 * _MINUTE)
    _carry(stage.profile, other.pair)


def _send_harm(other: _Other) -> None:
    """Send what no version of the app would write."""
    line = other.profile.sync.line(other.pair)
    if line is None:
        raise LookupError("the pair is not shared")
    harm = Update(other.pair, "pair", b"no change of a document" * 40)
    line.planner.write(Sent(heads=line.planner.log.heads, updates=[harm]))
    other.sync()


def _carry(profile: Profile, pair: str) -> None:
    """Do all there is to do now, until nothing is left or the place is not there."""
    line = profile.sync.line(pair)
    if line is None:
        return
    profile.settle()
    line.look_again()
    while (work := line.turn()) is not None:
        line.answer(work())


def _folder(stage: Stage) -> Path:
    return stage.folder().with_name(f"{stage.folder().name}-between") / "Maya and Henrik"


def _show(stage: Stage, place: Place | None = None) -> None:
    stage.conductor.go(place or Place(Where.SHARING))
    stage.conductor.desk.open_pair.tell(Changes(frozenset({Kind.SYNC})))
    stage.settle()
    stage.following.look()
    stage.settle()


STOPS: dict[str, Stop] = {
    "sharing-off": off,
    "sharing-up-to-date": up_to_date,
    "sharing-waiting": waiting,
    "sharing-offline": offline,
    "sharing-attention": attention,
    "sharing-deletion": held,
    "sharing-set-aside": aside,
    "sharing-removed": removed,
    "sharing-bytes": server,
    "today-shared": today_up_to_date,
    "today-deletion": banner,
}
