"""Two laptops with a display and a keyboard each, and the relay between them, as programs."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rm_desktop.bootstrap import open_profile
from rm_desktop.domain.pair import Pair
from rm_desktop.services.spaces import Place
from tests.laptop import HENRIK, MAYA
from tests.relay.running import Running
from tests.services.couple import Seat, let_in, pair_of
from tests.window import desktop
from tests.window.app import App, Seen
from tests.window.desktop import until
from tests.window.displays import display, sitting_at

#: What is typed is on the disk this much later, in seconds: what the editor promises.
STORED_WITHIN = 1.0
NOTES, TOPIC = "notes-edit", "How we brief creators"


class Relay:
    """A relay with a store in a file, which is killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = self._start("0")

    @property
    def address(self) -> str:
        return self._running.address

    def _start(self, port: str) -> Running:
        return Running("--data", str(self._folder), "--open", "--port", port)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._running.kill()

    def start_again(self) -> None:
        """Start it on what it had stored."""
        address = self.address
        self._running = self._start(address.rpartition(":")[2])
        assert self.address == address, self._running.first

    def end(self) -> None:
        """End it after a test, whatever state it is in."""
        if self._running.is_up:
            self._running.kill()


class Laptop(App):
    """A person's own: hands here move nothing on the other one's."""

    def __init__(self, folder: Path, screen: str, key: bytes | None = None) -> None:
        super().__init__(folder, key=key)
        self._screen = screen
        self._looks: list[tuple[float, str]] = []

    def environment(self) -> dict[str, str]:
        return super().environment() | {"DISPLAY": self._screen}

    def start(self, *arguments: str) -> None:
        with sitting_at(self._screen):
            super().start(*arguments)

    def quit(self) -> None:
        with sitting_at(self._screen):
            super().quit()

    def click(self, name: str, window: str = "frame") -> None:
        with sitting_at(self._screen):
            super().click(name, window)

    def press(self, *keys: str) -> None:
        with sitting_at(self._screen):
            desktop.press(*keys)

    def write(self, words: str) -> None:
        with sitting_at(self._screen):
            desktop.write(words)

    def writing(self, words: str) -> subprocess.Popen[bytes]:
        """Begin to type, as fast as people do, and go on while others do other things."""
        with sitting_at(self._screen):
            return subprocess.Popen(["xdotool", "type", "--delay", "25", "--", words])

    # -- the room ---------------------------------------------------------------------------

    def enter_room(self) -> None:
        """Go to the session that is running, and write in its notes."""
        self.click("To the room")
        self.write_notes()

    def write_notes(self) -> None:
        self.click(NOTES)
        self.await_focus(NOTES)

    @property
    def editor(self) -> Seen:
        """The notes as they stand on screen, with the caret and what is selected."""
        return until(lambda: self.find(NOTES), lambda: f"the notes among {self.lines()}")

    @property
    def notes(self) -> str:
        return self.editor.value

    def stored(self, least: int) -> str:
        """Look at the notes; return what must be on the disk by now, "" while it is too little.

        That is what stood there at a look so long ago that the program has stored it since, which
        it has shown to go on by letting us look again.
        """
        now = time.monotonic()
        self._looks.append((now, self.notes))
        old = [words for then, words in self._looks if now - then > STORED_WITHIN]
        return old[-1] if old and len(old[-1]) >= least else ""

    def go_behind(self, words: str) -> None:
        """Put the caret behind words, with keys."""
        place = self.notes.index(words) + len(words)
        self.press("ctrl+Home", *["Right"] * place)
        until(lambda: self.editor.caret == place, lambda: f"the caret at {place}: {self.editor}")

    def sees_notes(self, words: str) -> None:
        """Wait until the notes are exactly so."""
        until(lambda: self.notes == words, lambda: f"“{words}”: {self.editor}")

    def await_text(self, name: str) -> str:
        """Wait until something has this name or id, and return what stands in it."""
        return until(lambda: self.text(name), lambda: f"“{name}” among {self.lines()}")

    def says_of_sharing(self, words: str) -> None:
        """Wait until the foot of the rail says so."""
        until(lambda: self.text("rail-sharing").startswith(words), lambda: f"{self.lines()}")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a laptop's vault holds of the pair, its timers with it, and of the topic's notes."""

    pair: Pair
    notes: str


def kept(laptop: Laptop) -> Kept:
    """Read the vault of a laptop on which the program does not run."""
    assert laptop.key is not None
    profile = open_profile(laptop.profile, laptop.key, peeking=False)
    assert profile.desk is not None
    pair = profile.desk.open_pair.pair
    item = next(each.id for each in pair.items.values() if each.title == TOPIC)
    found = Kept(pair, profile.desk.notes(item).text)
    profile.close()
    return found


@dataclass(frozen=True, slots=True)
class Two:
    """Maya, who mentors, and Henrik, who have joined their laptops at a relay."""

    maya: Laptop
    henrik: Laptop
    relay: Relay

    def __iter__(self) -> Iterator[Laptop]:
        return iter((self.maya, self.henrik))

    def meet(self) -> None:
        """Start the program on both, begin the session on one and come to it on the other."""
        for laptop in self:
            if laptop.process is None:
                laptop.start()
        self.maya.click("Start session now")
        self.maya.sees("current topic")
        self.maya.write_notes()
        self.henrik.enter_room()
        self.maya.sees("Henrik is in the room")
        self.henrik.sees("Maya is in the room")

    def see_notes(self, words: str) -> None:
        for laptop in self:
            laptop.sees_notes(words)

    def agree(self) -> str:
        """Wait until both show the same notes, and return them."""

        def same() -> str:
            first, second = (laptop.notes for laptop in self)
            return first if first == second else ""

        return until(same, lambda: f"the same notes: {[laptop.editor for laptop in self]}")

    def quit(self) -> Kept:
        """Quit both and return what both vaults hold."""
        self.leave()
        return self.kept()

    def leave(self) -> None:
        for laptop in self:
            laptop.quit()

    def kept(self) -> Kept:
        first, second = (kept(laptop) for laptop in self)
        assert first == second
        return first


def letters(words: str, *, hers: bool) -> str:
    """Return what one of them typed: she writes in small letters, he in capitals."""
    return "".join(each for each in words if each.isalpha() and each.islower() == hers)


def at_once(*typing: subprocess.Popen[bytes]) -> None:
    """Let typing that goes on at the same time come to its end."""
    assert [each.wait(desktop.PATIENCE) for each in typing] == [0] * len(typing)


@contextmanager
def two_laptops(folder: Path) -> Iterator[Two]:
    """Join two laptops that have a topic for the next session; nothing runs on them yet."""
    with strangers(folder) as two:
        place = Place(two.relay.address)
        host = Seat(two.maya.profile, two.maya.key)
        host.profile.sync.begin(pair_of(host.profile), place)
        guest = let_in(host, two.henrik.profile, place)
        two.henrik.key = guest.key
        for seat in (host, guest):
            seat.profile.close()
        yield two


@contextmanager
def strangers(folder: Path) -> Iterator[Two]:
    """Give Maya a pair with a topic, Henrik a laptop on which the program never ran, and a relay.

    The folders are named as the two are.
    """
    with ExitStack() as stack:
        homes = [folder / name for name in ("maya", "henrik", "relay")]
        for each in homes:
            each.mkdir()
        host = Seat(homes[0] / "profile")
        desk = host.profile.create_pair(MAYA, HENRIK)
        desk.agenda.add(desk.open_pair.pair.next_session.id, TOPIC, minutes=20)
        host.profile.close()
        relay = Relay(homes[2])
        stack.callback(relay.end)
        screens = [stack.enter_context(display(1280, 800)) for _ in range(2)]
        maya, henrik = Laptop(homes[0], screens[0], host.key), Laptop(homes[1], screens[1])
        for laptop in (maya, henrik):
            stack.callback(laptop.end)
        yield Two(maya, henrik, relay)
