"""What a device writes into its own chain, and the name under which it goes on.

The log goes on with every word; each is stored before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rm_desktop.sync.keys import KEY_BYTES, DeviceKeys
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.sealing import Epoch, Sealed, Sealer
from rm_desktop.sync.store import Store
from rm_desktop.sync.succession import (
    Decision,
    again,
    decisions,
    first_epoch,
    removal,
    succession,
)
from rm_desktop.sync.verdicts import Accepted
from rm_desktop.wire.content import MOST_DEVICES, Changes, Content
from rm_desktop.wire.envelope import NO_HEAD, Head

#: An envelope of changes holds about so much, and as much is read of a chain at once, in bytes.
MOST_SEALED, _MOST_READ = 512 * 1024, 1024 * 1024


@dataclass(slots=True)
class OwnChain:
    """The chain of one device; `named_anew` hears of it when there is another one instead."""

    store: Store
    chance: Callable[[int], bytes]
    log: SpaceLog
    named_anew: Callable[[], object]

    def seal_what_waits(self) -> None:
        """Put what is not sealed yet into envelopes."""
        if self.log.owes_a_word:
            self._give_word()
        while (waiting := self.store.unsealed(MOST_SEALED)).updates:
            content = Changes(heads=self.log.heads, updates=waiting.updates)
            self.write(content, waiting.upto)

    def write(self, content: Content, upto: int = 0, epoch: Epoch | None = None) -> None:
        """Seal something as our next envelope; `upto` is the last of the changes in it."""
        log = self.log.copy()
        sealed = self._sealed(log, content, epoch)
        self.store.keep_own(sealed, upto, log)
        self.log = log

    def remove(self, leaving: Iterable[bytes]) -> Epoch:
        """Shut devices out; return the epoch that begins, whose key those have who stay."""
        devices = frozenset(leaving)
        if self.log.me not in devices and self.log.is_copied_by(devices):
            self.take_another_name()
        content, begun = removal(self.log, devices, self.chance(KEY_BYTES))
        self.write(content)
        return begun

    def take_another_name(
        self, decided: Sequence[Decision] = (), sequence: int = 0, epoch: Epoch | None = None
    ) -> None:
        """Go on in a new chain: ours goes on somewhere else, or went on after our backup.

        `sequence` is the first envelope that is not ours, 0 if all we hold are. What others may
        not have heard that was decided is said again under the new name.
        """
        log, former = self.log.copy(), self.log.device
        here = log.head.sequence
        back_to = min(sequence - 1, here) if sequence else here
        found = log.hash_at(log.me, back_to) if back_to else NO_HEAD.hash
        log.rename(DeviceKeys.make(self.chance), Head(back_to, found or NO_HEAD.hash))
        first = self._sealed(log, succession(log, former), epoch or first_epoch(log, decided))
        more = [self._sealed(log, again(log, each), each.epoch) for each in decided]
        self.store.take_identity(former.id, [first, *more], log)
        self.log = log
        self.named_anew()

    def begin_anew(self) -> None:
        """Take another name in an epoch that all know: who began a rival may not read on here."""
        self.take_another_name(self.decided(self.log.me), epoch=self.log.first_epoch)

    def heal(self, disputed: Iterable[bytes], *, doubted: bool) -> None:
        """Offer everything again, since others follow another history of some chains.

        In a new chain where ours is doubted, or where somebody cannot read on in it for want of
        an epoch that began in a history of its own.
        """
        decided = [each for device in disputed for each in self.decided(device)]
        is_named_anew = len(self.log.chains) > MOST_DEVICES // 2  # somebody doubts each name
        if not is_named_anew and (doubted or any(each.begun for each in decided)):
            self.take_another_name(decided)
            return
        self.store.unseal_everything()
        for each in decided:
            self.write(again(self.log, each), epoch=each.epoch)

    def decided(self, device: bytes, after: int = 0) -> list[Decision]:
        """Return who was let in and removed in a chain, as far as we hold it."""
        return decisions(self.log, self._held_of(device, after))

    def _give_word(self) -> None:
        """Say how far we know the others, in an epoch that all know who may know no later one."""
        if self.log.has_rival_epochs:
            self.begin_anew()
        else:
            word = Changes(heads=self.log.heads, updates=[])
            self.write(word, epoch=self.log.first_epoch)

    def _sealed(self, log: SpaceLog, content: Content, epoch: Epoch | None = None) -> Sealed:
        """Seal something as the next envelope of our chain, and take it into a log."""
        sealed = Sealer(log.space, log.device, self.chance).seal(
            content, epoch or log.epoch, log.head
        )
        log.take(Accepted(sealed.data, log.me, sealed.head, content, {}))
        log.recent.clear()
        return sealed

    def _held_of(self, device: bytes, sequence: int) -> Iterator[bytes]:
        while found := self.store.envelopes(device, sequence, _MOST_READ):
            yield from found
            sequence += len(found)
