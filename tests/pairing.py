"""Two laptops that are to be joined: what each does, one act after the other."""

from __future__ import annotations

from pathlib import Path
from random import Random

from rm_desktop.domain.entities import Role
from rm_desktop.domain.pair import Pair
from rm_desktop.services.hosting import Hosting
from rm_desktop.services.joining import Joining
from rm_desktop.services.pairing import Pairings
from rm_desktop.services.pairs import Person
from rm_desktop.sync.calls import Answer, TroubleError
from tests.laptop import Laptop

Course = Hosting | Joining


class Table:
    """Maya's laptop with a pair on it, and Henrik's, new; `address` is where they meet."""

    def __init__(self, root: Path, address: str, *, permit: str = "") -> None:
        self.address, self.permit = address, permit
        self.maya, self.henrik = Laptop(root / "maya"), Laptop(root / "henrik", seed=8)
        self.henrik.name_ids("henriks")
        self.chance = Random(11).randbytes
        self.maya.meet()

    @property
    def folder(self) -> Path | None:
        """The folder they share, None where they meet at a relay."""
        folder = self.address.removeprefix("folder:")
        return Path(folder) if folder != self.address else None

    def pairings(self, laptop: Laptop) -> Pairings:
        return Pairings(laptop.profile, self.chance)

    def invite(self, *, own_device: bool = False) -> Hosting:
        """Let Maya invite, up to the link."""
        pair = self.maya.desk.open_pair.id
        pairings = self.pairings(self.maya)
        hosting = pairings.invite(pair, self.address, self.permit, own_device=own_device)
        go_on(hosting, until="answer")
        return hosting

    def look(self, link: str, laptop: Laptop | None = None) -> Joining:
        """Let Henrik open the link, up to who invites."""
        joining = self.pairings(laptop or self.henrik).look_at(link, self.folder)
        act_once(joining)
        return joining

    def compare(self) -> tuple[Hosting, Joining]:
        """Bring both to the six digits."""
        hosting = self.invite()
        joining = self.look(hosting.link)
        joining.accept()
        together(hosting, joining, until=("compare", "compare"))
        return hosting, joining

    def join(self, copied_from: str = "", topics: tuple[str, ...] = ()) -> tuple[Hosting, Joining]:
        """Join the two laptops."""
        hosting, joining = self.compare()
        hosting.confirm()
        joining.confirm()
        together(hosting, joining, until=("done", "preview"))
        joining.agree(copied_from, topics)
        together(hosting, joining, until=("done", "done"))
        return hosting, joining

    def sync(self) -> None:
        """Carry everything to and fro until both are quiet."""
        for _ in range(3):
            for laptop in (self.maya, self.henrik):
                carry(laptop)

    def off(self) -> None:
        self.maya.off()
        self.henrik.off()


def stage_of(course: Course) -> str:
    return "done" if course.is_done else course.stage


def act_once(course: Course) -> bool:
    """Do the next thing, as a worker would; tell whether there was any."""
    work = course.turn()
    if work is None:
        return False
    try:
        result = work()
    except TroubleError as error:
        course.fail(error)
    else:
        course.take(result)
    return True


def go_on(course: Course, *, until: str, most: int = 60) -> None:
    for _ in range(most):
        if stage_of(course) == until:
            return
        act_once(course)
        assert course.ended is None or stage_of(course) in ("closing", until), course.ended
    raise AssertionError(f"{stage_of(course)}, not {until}; {course.trouble}")


def together(hosting: Hosting, joining: Joining, *, until: tuple[str, str], most: int = 80) -> None:
    """Let both go on by turns until each is where it should be."""
    for _ in range(most):
        if (stage_of(hosting), stage_of(joining)) == until:
            return
        for course, end in ((hosting, until[0]), (joining, until[1])):
            if stage_of(course) != end:
                act_once(course)
    found = stage_of(hosting), stage_of(joining)
    raise AssertionError(f"{found}, not {until}; {hosting.ended}, {joining.ended}")


def carry(laptop: Laptop, most: int = 100) -> None:
    """Do what a laptop's lines want, once through."""
    for line in laptop.profile.sync.lines():
        line.hurry()
        for _ in range(most):
            work = line.turn()
            if work is None:
                break
            answer = work()
            assert isinstance(answer, Answer)
            line.answer(answer)


def shape(pair: Pair) -> dict[str, object]:
    """Return what both must agree on."""
    return {
        "members": dict(pair.members),
        "items": dict(pair.items),
        "order": pair.order,
        "sessions": dict(pair.sessions),
    }


HENRIK_ALONE = Person("Henrik Berg", Role.MENTEE), Person("Maya", Role.MENTOR)
