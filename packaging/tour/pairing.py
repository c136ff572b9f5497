"""Stops at the joining of two laptops: a real pairing with another profile, over a folder."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from random import Random

from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.services.hosting import Hosting
from rm_desktop.services.joining import Joining
from rm_desktop.services.pairing import Pairings
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.sync.calls import TroubleError
from rm_desktop.ui.pairing.guest_pages import LinkPage
from rm_desktop.ui.pairing.screen import PairingScreen
from rm_desktop.ui.pairing.share_page import SharePage
from rm_desktop.ui.places import JOIN, Place, Where
from rm_desktop.vault.keys import MemoryKeyStore
from tour.stage import Stage, Stop

HERE, THERE = 21, 22


def share(stage: Stage) -> None:
    """Where to meet."""
    _screen(stage)


def share_folder(stage: Stage) -> None:
    """In a folder."""
    screen = _screen(stage)
    page = screen.flow.page if screen.flow else None
    if isinstance(page, SharePage):
        page.where.show_choice("folder")
        page.where.chosen.emit("folder")
        page.show_folder(Path("/media/team-share/mentoring"))


def invitation(stage: Stage) -> None:
    """The link, and the QR code."""
    _invited(stage)


def host_digits(stage: Stage) -> None:
    """The six digits, at the host's."""
    _met(stage)


def withdrawn(stage: Stage) -> None:
    """After “No, they differ”."""
    _met(stage)
    stage.press("pairing-differ")
    stage.wait(lambda: _course(stage).is_done)


def let_in(stage: Stage) -> None:
    """Done, at the host's."""
    guest = _met(stage)
    stage.press("pairing-same")
    stage.wait(lambda: _course(stage).is_done)
    guest.confirm()


def have_invitation(stage: Stage) -> None:
    """The guest's first page."""
    _screen(stage, focus=JOIN)


def no_invitation(stage: Stage) -> None:
    """Something else was pasted."""
    screen = _screen(stage, focus=JOIN)
    page = screen.flow.page if screen.flow else None
    if isinstance(page, LinkPage):
        page.link.setText("See you on Saturday")
        page.look.click()


def heard(stage: Stage) -> None:
    """Who invites."""
    _heard(stage)


def guest_digits(stage: Stage) -> None:
    """The six digits, at the guest's."""
    _compared(stage)


def preview(stage: Stage) -> None:
    """What comes, and one's own topics to bring along."""
    host = _compared(stage)
    stage.press("pairing-same")
    host.confirm()
    stage.wait(lambda: _on(host, lambda: _course(stage).stage == "preview"))
    flow = _shown(stage).flow
    source = getattr(flow.page, "source", None) if flow else None
    if source is not None:
        choice = stage.conductor.desk.open_pair.id
        source.show_choice(choice)
        source.chosen.emit(choice)


# -- two laptops ------------------------------------------------------------------------------


def _screen(stage: Stage, *, focus: str = "") -> PairingScreen:
    conductor = stage.open(Place(Where.SETTINGS))
    stage.profile.sync.chance = Random(HERE).randbytes
    conductor.go(Place(Where.PAIRING, focus=focus))
    screen = _shown(stage)
    screen.pairings.chance = Random(HERE).randbytes
    stage.settle()
    return screen


def _shown(stage: Stage) -> PairingScreen:
    screen = stage.conductor.screen
    if not isinstance(screen, PairingScreen):
        raise TypeError("another screen is shown")
    return screen


def _course(stage: Stage) -> Hosting | Joining:
    flow = _shown(stage).flow
    if flow is None or flow.course is None:
        raise LookupError("nothing is under way")
    return flow.course


def _folder(stage: Stage) -> Path:
    folder = stage.folder().with_name(f"{stage.folder().name}-shared")
    folder.mkdir(exist_ok=True)
    return folder


def _other(stage: Stage) -> Pairings:
    """Return the pairings of another laptop, as new."""
    root = stage.folder().with_name(f"{stage.folder().name}-other")
    key = create_profile(root, MemoryKeyStore())
    ids = (f"other{n:06d}" for n in itertools.count())
    profile = open_profile(
        root, key, clock=stage.clock, ids=ids.__next__, rng=Random(THERE), peeking=False
    )
    profile.sync.chance = Random(THERE + HERE).randbytes
    stage.guests.append(profile)
    return Pairings(profile, Random(THERE).randbytes)


def _invited(stage: Stage) -> Hosting:
    screen = _screen(stage)
    page = screen.flow.page if screen.flow else None
    if isinstance(page, SharePage):
        page.invite_requested.emit(f"folder:{_folder(stage)}", "", False)  # noqa: FBT003 - a signal
    stage.wait(lambda: _course(stage).stage == "answer")
    stage.settle()
    course = _course(stage)
    if not isinstance(course, Hosting):
        raise TypeError(course)
    return course


def _met(stage: Stage) -> Joining:
    hosting = _invited(stage)
    guest = _other(stage).look_at(hosting.link, _folder(stage))
    _step(guest)
    guest.accept()
    stage.wait(lambda: _on(guest, lambda: bool(hosting.digits and guest.digits)))
    stage.wait(lambda: hosting.stage == "compare")
    return guest


def _heard(stage: Stage) -> Hosting:
    screen = _screen(stage, focus=JOIN)
    host = _hosted(_other(stage), _folder(stage))
    page = screen.flow.page if screen.flow else None
    if isinstance(page, LinkPage):
        stage.dialogs.path = _folder(stage)
        page.link_given.emit(host.link)
        page.folder_requested.emit()
    stage.wait(lambda: isinstance(c := _course(stage), Joining) and c.is_heard)
    return host


def _hosted(pairings: Pairings, folder: Path) -> Hosting:
    profile: Profile = pairings.profile
    desk = profile.create_pair(Person("Amara Diallo", "mentor"), Person("Maya Okafor", "mentee"))
    for title in ("What a junior sees first", "Reading a thread, not a report", "One hour offline"):
        desk.agenda.add(desk.open_pair.pair.next_session.id, title, minutes=15)
    host = pairings.invite(desk.open_pair.id, f"folder:{folder}")
    while host.stage != "answer":
        _step(host)
    return host


def _compared(stage: Stage) -> Hosting:
    host = _heard(stage)
    stage.settle()
    stage.press("pairing-accept")
    stage.wait(lambda: _on(host, lambda: _course(stage).stage == "compare"))
    return host


def _on(course: Hosting | Joining, done: Callable[[], bool]) -> bool:
    """Let the other side do its next thing; tell whether it is enough."""
    if not done():
        _step(course)
    return done()


def _step(course: Hosting | Joining) -> None:
    work = course.turn()
    if work is None:
        return
    try:
        course.take(work())
    except TroubleError as error:
        course.fail(error)


STOPS: dict[str, Stop] = {
    "pairing-share": share,
    "pairing-share-folder": share_folder,
    "pairing-invitation": invitation,
    "pairing-digits": host_digits,
    "pairing-withdrawn": withdrawn,
    "pairing-let-in": let_in,
    "pairing-link": have_invitation,
    "pairing-no-invitation": no_invitation,
    "pairing-heard": heard,
    "pairing-guest-digits": guest_digits,
    "pairing-preview": preview,
}
