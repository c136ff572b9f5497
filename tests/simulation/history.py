"""One random history of laptops that share a space, and what must be true of it afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from rm_desktop.sync.calls import Answer, Call, Failed, Fetch, Offer, Trouble
from rm_desktop.sync.notices import NoticeKind
from tests.sync.laptops import Laptop, Relay, two_laptops

STEPS = 50
_MOST_LAPTOPS = 4
_QUIET_ROUNDS = 12
_CALLS = 400


class BrokenPromiseError(AssertionError):
    """What is promised of every history did not hold of one."""


class Network:
    """Between a laptop and the relay: loses requests, loses answers, repeats, cuts short."""

    def __init__(self, relay: Relay, dice: Random, *, bad: bool) -> None:
        self._relay, self._dice, self._bad = relay, dice, bad

    def answer(self, call: Call) -> Answer:
        if not self._bad or not isinstance(call, Offer | Fetch):
            return self._relay.answer(call)
        luck = self._dice.random()
        if luck < 0.1:
            return Failed(Trouble.OFFLINE)
        if luck < 0.2:
            self._relay.answer(call)  # it arrived; the answer did not
            return Failed(Trouble.OFFLINE)
        if luck < 0.25:
            self._relay.answer(call)
        answer = self._relay.answer(call)
        if luck < 0.35 and isinstance(answer, type(self._relay.answer(Fetch({})))):
            return self._shuffled(answer)
        return answer

    def _shuffled(self, answer: Answer) -> Answer:
        envelopes = list(getattr(answer, "envelopes", []))
        self._dice.shuffle(envelopes)
        return answer._replace(envelopes=envelopes)  # type: ignore[call-arg]


class History:
    """A world of its own, played by dice."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.seen: Counter[str] = Counter()
        self.relay = Relay(seed % 250 + 1)
        self.laptops = list(two_laptops(seed))
        self._backups: list[tuple[int, object]] = []
        self._relay_backup: dict[bytes, list[bytes]] | None = None
        self._words = 0

    def play(self, steps: int = STEPS) -> None:
        """Live through it, come to rest, and hold it to what is promised."""
        acts: list[tuple[int, Callable[[], None]]] = [
            (30, self.type),
            (30, self.sync),
            (8, self.start_again),
            (3, self.back_up),
            (2, self.restore),
            (2, self.clone),
            (2, self.back_up_relay),
            (2, self.restore_relay),
            (1, self.empty_relay),
        ]
        weights, choices = zip(*acts, strict=True)
        for _ in range(steps):
            act = self.dice.choices(choices, weights)[0]
            self.seen[act.__name__] += 1
            act()
        self.rest()
        self.hold()

    # -- what happens ---------------------------------------------------------------------

    def type(self) -> None:
        """Somebody types a word."""
        self._words += 1
        self.dice.choice(self.laptops).disk.type(f"word {self._words}")

    def sync(self) -> None:
        """A laptop syncs for a while over a bad network."""
        laptop = self.dice.choice(self.laptops)
        network = Network(self.relay, self.dice, bad=True)
        laptop.time += 10**9
        laptop.planner.look_again()
        for _ in range(self.dice.randrange(1, 12)):
            call = laptop.planner.turn()
            if call is None:
                return
            laptop.planner.answer(network.answer(call))
            laptop.time += 10**9

    def start_again(self) -> None:
        """A laptop is killed between two calls and started again."""
        self.dice.choice(self.laptops).start()

    def back_up(self) -> None:
        """A laptop makes a backup of its profile."""
        place = self.dice.randrange(len(self.laptops))
        self._backups.append((place, self.laptops[place].disk.copy()))

    def restore(self) -> None:
        """A laptop goes back to a backup: what was typed since and never sent is given up."""
        if not self._backups:
            return
        place, disk = self.dice.choice(self._backups)
        chance = Random(self.dice.random()).randbytes
        self.laptops[place] = Laptop(disk.copy(), chance)  # type: ignore[attr-defined]

    def clone(self) -> None:
        """A profile is copied to another computer, and both are used."""
        if len(self.laptops) < _MOST_LAPTOPS:
            disk = self.dice.choice(self.laptops).disk.copy()
            self.laptops.append(Laptop(disk, Random(self.dice.random()).randbytes))

    def back_up_relay(self) -> None:
        """The relay's owner makes a backup."""
        self._relay_backup = {key: list(chain) for key, chain in self.relay.chains.items()}

    def restore_relay(self) -> None:
        """The relay goes back to a backup, saying so or not."""
        if self._relay_backup is None:
            return
        self.relay.chains = {key: list(chain) for key, chain in self._relay_backup.items()}
        if self.dice.random() < 0.5:
            self.relay.incarnation = self.dice.randbytes(16)

    def empty_relay(self) -> None:
        """The relay's disk is replaced by an empty one."""
        self.relay.chains, self.relay.incarnation = {}, self.dice.randbytes(16)

    # -- what is promised -----------------------------------------------------------------

    def rest(self) -> None:
        """Everybody syncs over a good network until nothing changes."""
        self.wanted = {word for laptop in self.laptops for word in laptop.disk.words}
        network = Network(self.relay, self.dice, bad=False)
        for _ in range(_QUIET_ROUNDS):
            for laptop in self.laptops:
                laptop.time += 10**9
                laptop.sync(network, _CALLS)

    def hold(self) -> None:
        """All have the same, nothing that was on a disk is lost, nobody was stopped for nothing."""
        for place, laptop in enumerate(self.laptops):
            lost = self.wanted - laptop.disk.words.keys()
            if lost:
                raise BrokenPromiseError(f"laptop {place} lost {sorted(lost)}")
            if laptop.disk.words.keys() != self.laptops[0].disk.words.keys():
                raise BrokenPromiseError(f"laptop {place} differs")
            if laptop.planner.log.removed or laptop.disk.quarantine:
                raise BrokenPromiseError(f"laptop {place} was stopped")
            self.seen.update(str(kind) for kind in laptop.notices if kind != NoticeKind.NEW_STORE)
