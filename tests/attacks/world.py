"""Two laptops that share a pair, and what must be true of them whatever a server does."""

from __future__ import annotations

from random import Random

from rm_desktop.sync.calls import Answer, Call
from tests.attacks.speaking import Bend, Speaker, straight
from tests.attacks.tally import BreachError
from tests.sync.laptops import Laptop, Relay, two_laptops

_A_WHILE_MS = 10**9


class World:
    """Maya, Henrik, their relay, and what each of them typed."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.relay = Relay(dice.randrange(1, 250))
        self.maya, self.henrik = two_laptops(dice.getrandbits(32))
        self.laptops = (self.maya, self.henrik)
        self.typed: dict[bytes, set[str]] = {each.planner.log.me: set() for each in self.laptops}
        self._names = tuple(each.planner.log.me for each in self.laptops)

    def type(self, laptop: Laptop, words: int = 1) -> None:
        """Let somebody type, each time an envelope of its own."""
        for _ in range(words):
            word = f"word {self.dice.getrandbits(60):x}"
            laptop.disk.type(word)
            self.typed[laptop.planner.log.me].add(word)

    def write(self, laptop: Laptop, envelopes: int) -> None:
        """Let somebody type and sync, so that it makes so many envelopes."""
        for _ in range(envelopes):
            self.type(laptop)
            self.sync(laptop)

    def sync(self, laptop: Laptop, bend: Bend = straight) -> None:
        """Sync until there is nothing to do, as a person does who asks for it."""
        plug = Speaker(self.relay, bend).plug(laptop)
        laptop.planner.hurry()
        laptop.sync(plug)

    def try_to_sync(self, laptop: Laptop, bend: Bend, turns: int) -> None:
        """Sync for a while with a relay that may not let it come to an end."""
        plug = Speaker(self.relay, bend).plug(laptop)
        laptop.planner.hurry()
        for _ in range(turns):
            laptop.time += _A_WHILE_MS
            call = laptop.planner.turn()
            if call is None:
                return
            self.answer(laptop, plug.answer(call), call)

    def answer(self, laptop: Laptop, answer: Answer, _call: Call) -> None:
        """Hand an answer over."""
        laptop.planner.answer(answer)

    def settle(self, *laptops: Laptop) -> None:
        """Let all sync over an honest relay until all know everything."""
        for _ in range(3):
            for laptop in laptops or self.laptops:
                self.sync(laptop)

    def hold(self) -> None:
        """Nothing forged is anywhere, nothing of one's own is lost, nobody became another."""
        genuine = {data for each in self.laptops for chain in self._own(each) for data in chain}
        everything = set().union(*self.typed.values())
        for laptop, name in zip(self.laptops, self._names, strict=True):
            log, disk = laptop.planner.log, laptop.disk
            if log.me != name or log.removed:
                raise BreachError("a device was made another, or thrown out")
            if not disk.words.keys() <= everything or disk.quarantine:
                raise BreachError("words that nobody typed")
            if not self.typed[name] <= disk.words.keys():
                raise BreachError("one's own words are lost")
            if not {data for chain in disk.held.values() for data in chain} <= genuine:
                raise BreachError("an envelope that nobody sealed")
            if log.chains.keys() - set(self._names) or any(
                chain.disputed or chain.ends for chain in log.chains.values()
            ):
                raise BreachError("a device nobody let in, or a dispute nobody had")

    def recover(self) -> None:
        """An honest relay brings everybody everything, as if nothing had been."""
        self.settle()
        self.hold()
        everything = set().union(*self.typed.values())
        if any(each.disk.words.keys() != everything for each in self.laptops):
            raise BreachError("what was typed does not arrive any more")

    def _own(self, laptop: Laptop) -> list[list[bytes]]:
        return [laptop.disk.held.get(laptop.planner.log.me, [])]
