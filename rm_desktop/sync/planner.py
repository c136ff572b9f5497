"""What to do next to bring a device and a transport together; pure but for its store.

`turn` says what to call; `answer` takes what came back. One call is under way at a time. Clock,
chance, disk and network are handed in, so that a simulation can play years of it in a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rm_desktop.sync.calls import (
    Answer,
    Ask,
    Call,
    Came,
    Failed,
    Fetch,
    Heads,
    Held,
    Kept,
    Offer,
    Rehearse,
    Rehearsed,
    Trouble,
)
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.notices import Notice, NoticeKind
from rm_desktop.sync.own_chain import OwnChain
from rm_desktop.sync.patience import Patience
from rm_desktop.sync.reading import Reading, updates_of
from rm_desktop.sync.sealing import Epoch
from rm_desktop.sync.store import Store, Told
from rm_desktop.wire.content import MOST_DEVICES, Content
from rm_desktop.wire.envelope import NO_HEAD, Head

#: An offer holds about so much, in bytes.
MOST_OFFERED = 1024 * 1024
#: So many times in a row a transport is believed that it has news, if it has none when asked.
_BELIEVED = 3


@dataclass(slots=True)
class Planner:
    """Brings one device's store of one space up to date with one transport."""

    store: Store
    chance: Callable[[int], bytes]
    now_ms: Callable[[], int]
    notices: list[Notice] = field(default_factory=list)
    patience: Patience = field(init=False)
    #: What the transport holds, None while that is not known.
    held: Heads | None = None
    _has_news: bool = False
    _own: OwnChain = field(init=False)
    _told: Told = field(init=False)
    _under_way: Call | None = None
    _reading: Reading | None = None
    #: Chains of others of which the transport took no more of ours, and how far it held them then.
    _refused: Heads = field(default_factory=dict)
    #: What the transport held when fetching brought nothing we could use.
    _in_vain: Heads | None = None
    #: How long to believe no news of a transport that has none for us when asked.
    _fetching: Patience = field(init=False)
    _vain: int = 0

    def __post_init__(self) -> None:
        """Begin where the store left off."""
        self._own = OwnChain(
            self.store, self.chance, self.store.log(), lambda: self._notice(NoticeKind.NEW_IDENTITY)
        )
        self._told = self.store.told()
        self.patience = Patience(self.now_ms, self.chance)
        self._fetching = Patience(self.now_ms, self.chance)

    @property
    def log(self) -> SpaceLog:
        """What the device knows of the space."""
        return self._own.log

    @property
    def trouble(self) -> Trouble | None:
        """Why the last call was not answered, None if it was."""
        return self.patience.trouble

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is under way."""
        return self._under_way is None

    def turn(self) -> Call | None:
        """Return the next call, None when there is nothing to do for now."""
        if self._under_way is None and not self.log.removed and self.patience.is_over:
            self._under_way = self._next()
            if self._under_way is None:
                self.patience.succeed()  # there is nothing left that could go wrong
            return self._under_way
        return None

    def look_again(self) -> None:
        """Ask the transport anew at the next turn, as when it says that there is news."""
        self.held = None

    def hear_of_news(self) -> None:
        """Fetch at the next turn without asking what is there: the transport said there is news."""
        if self._reading is None:
            self.held, self._has_news = None, True

    def hurry(self) -> None:
        """Try everything now, as when the network came back or a person asked."""
        self.patience.hurry()
        self._fetching.hurry()
        self.look_again()

    def hear_of_network(self) -> None:
        """Try what the network stood in the way of: something else got through."""
        self.patience.hear_of_network()

    @property
    def due_at(self) -> int:
        """When `turn` may have something again that waits now; 0, or in the past, for nothing."""
        return self._fetching.retry_at if self.patience.is_over else self.patience.retry_at

    def answer(self, answer: Answer) -> None:
        """Take what a call brought."""
        call, self._under_way = self._under_way, None
        if isinstance(answer, Failed):
            if isinstance(call, Offer) and answer.trouble == Trouble.CONFLICT:
                held = self.held or {}
                refused = call.heads.keys() - {self.log.me}
                self._refused |= {each: held.get(each, NO_HEAD) for each in refused}
            self.patience.fail(answer)
            self.held = self._reading = None
            self._has_news = False
            return
        self.patience.be_answered()
        match call, answer:
            case Ask(), Held():
                self._hear(answer)
            case Offer(), Kept():
                self._take_as_kept(call, answer)
            case Fetch(), Came():
                self._read(answer)
            case Rehearse(), Rehearsed():
                self._keep(answer.harmful)
            case _:
                raise TypeError(f"{answer} answers no {call}")

    def become_another(self) -> None:
        """Take a new name, as a profile does that knows of itself that it was copied."""
        told = self._told.heads.get(self.log.me, NO_HEAD)
        self._own.take_another_name(self._own.decided(self.log.me, told.sequence))
        self.held = self._under_way = self._reading = None

    def write(self, content: Content) -> None:
        """Put an admission, a removal or a snapshot into our chain."""
        self._reading = self.held = None  # it began from a log without this: it is fetched again
        self._own.write(content)

    def remove(self, leaving: Iterable[bytes]) -> Epoch:
        """Shut devices out; return the epoch that begins, whose key those have who stay."""
        self._reading = self.held = None
        return self._own.remove(leaving)

    def last_offer(self, held: Heads) -> Offer | None:
        """Return our own chain from what a transport holds, also when we were removed."""
        return self._offered(self.log.me, held)

    # -- deciding ---------------------------------------------------------------------------

    def _next(self) -> Call | None:
        if self._reading is not None:
            return self._rehearse(self._reading)
        if self.log.is_disputed(self.log.me) and len(self.log.chains) <= MOST_DEVICES // 2:
            # a kill came between hearing of it and the new name
            self._own.take_another_name(self._own.decided(self.log.me))
        if self.held is None:
            return Fetch(self._known()) if self._has_news else Ask()
        if (after := self._behind(self.held)) is not None:
            return Fetch(after)
        self._complain_of_silence({})
        self._own.seal_what_waits()
        return self._offer(self.held)

    def _rehearse(self, reading: Reading) -> Call | None:
        updates = [each for one in reading.accepted for each in updates_of(one.content)]
        if updates:
            return Rehearse(updates)
        self._keep(frozenset())
        return None if self.log.removed else self._next()

    def _behind(self, held: Heads) -> Heads | None:
        """Return the heads to fetch from, None if the transport holds nothing new for us."""
        split = [device for device, head in held.items() if self._differs(device, head)]
        news = [
            device
            for device, head in held.items()
            if self._wants(device) and head.sequence > self._head_of(device).sequence
        ]
        if not (news or split) or self._is_in_vain(held):
            return None
        return self._known() | dict.fromkeys(split, NO_HEAD)

    def _known(self) -> Heads:
        return {device: chain.head for device, chain in self.log.chains.items()}

    def _is_in_vain(self, held: Heads) -> bool:
        """Tell whether fetching what a transport says it holds brought nothing, not long ago.

        What it says anew is believed at once a few times, then as seldom as the same again.
        """
        again = held == self._in_vain or self._vain > _BELIEVED
        return again and not self._fetching.is_over

    def _differs(self, device: bytes, head: Head) -> bool:
        """Tell whether the transport has another envelope than ours in the same place.

        Its word is not proof: the envelopes are asked for.
        """
        chain = self.log.chains.get(device)
        if chain is None or chain.disputed or not 0 < head.sequence <= chain.head.sequence:
            return False
        return self.log.hash_at(device, head.sequence) != head.hash

    def _wants(self, device: bytes) -> bool:
        chain = self.log.chains.get(device)
        return chain is None or not self.log.is_cut(device)

    def _head_of(self, device: bytes) -> Head:
        chain = self.log.chains.get(device)
        return chain.head if chain else NO_HEAD

    def _offer(self, held: Heads) -> Call | None:
        """Offer what we hold and the transport does not: our own first, then everybody's."""
        for device in sorted(self.log.chains, key=lambda each: each != self.log.me):
            if self._refused.get(device) == held.get(device, NO_HEAD):
                continue  # it holds another history, and has not changed its mind
            if (offer := self._offered(device, held)) is not None:
                return offer
        return None

    def _offered(self, device: bytes, held: Heads) -> Offer | None:
        there, here = held.get(device, NO_HEAD), self.log.chains[device].head
        if there.sequence >= here.sequence:
            return None
        envelopes = self.store.envelopes(device, there.sequence, MOST_OFFERED)
        last = there.sequence + len(envelopes)
        found = self.log.hash_at(device, last)
        if not envelopes or found is None:
            return None
        return Offer(envelopes, {device: Head(last, found)})

    # -- taking answers ---------------------------------------------------------------------

    def _hear(self, held: Held) -> None:
        told = self._told
        if any(told.incarnation) and held.incarnation != told.incarnation:
            self._notice(NoticeKind.NEW_STORE)
        for device, head in told.heads.items():
            known = device in self.log.chains  # of others a relay may say what it likes
            if known and held.heads.get(device, NO_HEAD).sequence < head.sequence:
                self._notice(NoticeKind.ROLLED_BACK, device, head.sequence)
        self.held = dict(held.heads)
        self._keep_told(Told(held.incarnation, dict(held.heads)))

    def _take_as_kept(self, offer: Offer, kept: Kept) -> None:
        if kept.incarnation != self._told.incarnation or self.held is None:
            self.held = None  # another store answered: ask it what it holds
            self.patience.fail(Failed(Trouble.CONFLICT))
            return
        self.patience.succeed()
        self.held |= offer.heads
        self._keep_told(Told(kept.incarnation, dict(self.held)))

    def _keep_told(self, told: Told) -> None:
        if told != self._told:
            self.store.keep_told(told)
            self._told = told

    def _read(self, came: Came) -> None:
        """Judge what came; what is worth keeping is rehearsed next."""
        reading = Reading(self.log.copy())
        reading.go_through(came.envelopes)
        for notice in reading.notices:
            self._notice(*notice)
        held, self.held = self.held, None  # and see what is left
        self._has_news = False
        if reading.elsewhere:
            decided = self._own.decided(self.log.me, reading.elsewhere - 1)
            self._own.take_another_name(decided, reading.elsewhere)
        elif reading.astray:
            self._own.take_another_name(self._own.decided(self.log.me))
        elif reading.accepted or reading.changed:
            self._reading = reading
            self._vain = 0
            self._fetching.succeed()
            if not (came.more or reading.early or reading.changed):
                self._take_as_held(self._told.heads if held is None else held, reading)
        else:
            self._in_vain, self._vain = held, self._vain + 1
            self._fetching.fail(Failed(Trouble.OFFLINE))
            self._complain_of_silence(reading.early)

    def _take_as_held(self, held: Heads, reading: Reading) -> None:
        """Spare a question: what came is there, and all that was asked for came."""
        self.held = held | {one.device: one.head for one in reading.accepted}
        self._keep_told(Told(self._told.incarnation, dict(self.held)))

    def _complain_of_silence(self, early: dict[bytes, int]) -> None:
        missing = {device: head.sequence for device, head in self.log.missing.items()}
        for device, sequence in (missing | early).items():
            self._notice(NoticeKind.MISSING, device, sequence)

    def _keep(self, harmful: frozenset[int]) -> None:
        reading, self._reading = self._reading, None
        if reading is None:
            return
        reading.log.recent.clear()
        news = [each for each in reading.log.chains if reading.log.is_disputed(each)]
        news = [each for each in news if not self.log.is_disputed(each)]
        if reading.heals:  # before the heads: after them, a kill would leave it undone
            self.store.unseal_everything()
        self.store.keep_received(reading.accepted, harmful, reading.log)
        had_rivals, self._own.log = self.log.has_rival_epochs, reading.log
        if reading.heals:
            self._own.heal(news, doubted=reading.doubted)
        elif self.log.has_rival_epochs and not had_rivals:
            self._own.begin_anew()
        elif reading.echoes:
            self.store.say_again(reading.echoes)
        if harmful:
            self._notice(NoticeKind.QUARANTINE)
        if self.log.removed:
            self._notice(NoticeKind.REMOVED)

    def _notice(self, kind: NoticeKind, device: bytes = b"", sequence: int = 0) -> None:
        known = [n for n, each in enumerate(self.notices) if each[:2] == (kind, device)]
        for place in known:  # a relay that says something else each time fills no list
            self.notices[place] = Notice(kind, device, sequence)
        if not known:
            self.notices.append(Notice(kind, device, sequence))
