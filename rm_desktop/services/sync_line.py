"""One shared pair and the place where its laptops meet.

`turn` hands out a piece of work for a thread, `answer` takes what it brought. All else happens in
the thread that writes the vault; nothing there waits for a network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import KnownError
from rm_desktop.services.rehearsing import Rehearsing
from rm_desktop.services.sync_store import VaultStore
from rm_desktop.sync.calls import Answer, Call, Failed, Join, Joined, Kept, Offer, Rehearse, Trouble
from rm_desktop.sync.carrier import Carrier, carrier
from rm_desktop.sync.notices import NoticeKind
from rm_desktop.sync.patience import Patience
from rm_desktop.sync.planner import Planner
from rm_desktop.vault.sync_shelf import ConcernRow, SpaceRow
from rm_desktop.wire.content import Admission, PublicKeys, Update

if TYPE_CHECKING:
    from rm_desktop.services.merging import Merging
    from rm_desktop.vault.vault import Vault

Work = Callable[[], Answer]
#: Tells whether it got there.
Farewell = Callable[[], bool]
_ID_BYTES, _KEY_BYTES = 16, 32


class Line:
    """Keeps one pair up to date with one place."""

    def __init__(
        self,
        row: SpaceRow,
        vault: Callable[[], Vault],
        merging: Merging,
        chance: Callable[[int], bytes],
        wall_ms: Callable[[], int],
        boot_ms: Callable[[], int],
    ) -> None:
        """Begin where the vault left off; nothing is sent yet."""
        self.space, self.pair, self.address = row.id, row.pair, row.address
        self.store = VaultStore(row.id, vault, merging, wall_ms)
        self.planner = Planner(self.store, chance, boot_ms)
        self.merging = merging
        self.permit = ""
        self.up_to_date_at, self.offline_since = row.up_to_date_at, 0
        self.has_answered = self._is_over = False
        self._vault, self._chance, self._wall_ms = vault, chance, wall_ms
        self._joining = Patience(boot_ms, chance)
        self._token = row.token
        self._enrols = not row.token and not self.is_folder
        self._opens = self._enrols
        self._under_way: Call | Join | None = None
        self._carrier: Carrier = self._carried()
        self._rehearsing = Rehearsing()
        if row.device != vault().device:  # a copy of a profile, or one that was put back
            self.planner.become_another()
            self._enrols = self._opens = not self.is_folder
            self._note()

    @property
    def is_folder(self) -> bool:
        """Tell whether there is no server."""
        return self.address.startswith("folder:")

    @property
    def token(self) -> str:
        """What this device shows at the relay, empty before it is known there."""
        return "" if self._enrols else self._token

    @property
    def trouble(self) -> Trouble | None:
        """Why the last work did not succeed, None if it did."""
        return self._joining.trouble or self.planner.trouble

    @property
    def due_at(self) -> int:
        """When `turn` is worth asking again after trouble, on the boot clock; 0 for at once."""
        return max(self._joining.retry_at, self.planner.due_at)

    @property
    def is_idle(self) -> bool:
        """Tell whether no work is under way."""
        return self._under_way is None

    @property
    def is_level(self) -> bool:
        """Tell whether the place knows our devices and confirmed everything of ours."""
        log, there = self.planner.log, self.store.told().heads.get(self.planner.log.me)
        sealed = there is not None and there.sequence >= log.head.sequence
        return sealed and not (self._opens or self.store.waiting)

    @property
    def waiting(self) -> int:
        """How many changes of ours the place has not confirmed."""
        log = self.planner.log
        there = self.store.told().heads.get(log.me)
        sealed = self.store.shelf.changes_after(self.space, log.me, there.sequence if there else 0)
        return sealed + self.store.waiting

    # -- work -------------------------------------------------------------------------------

    def turn(self) -> Work | None:
        """Return the next piece of work for a thread, None when there is nothing for now."""
        if self._under_way is not None or self._is_over:
            return None
        call = self._next()
        if call is None:
            return None
        self._under_way = call
        if isinstance(call, Rehearse):
            return self._rehearsing.work(call, self._vault(), self.merging)
        return partial(self._carrier.answer, call)

    def answer(self, answer: Answer) -> None:
        """Take what the work brought."""
        call, self._under_way = self._under_way, None
        if self._is_over:
            return  # the pair was left or deleted while it was under way
        if isinstance(call, Join):
            self._take_joined(answer)
            return
        if isinstance(answer, Failed):
            self._hear_of_trouble(answer.trouble)
        else:
            self.has_answered, self.offline_since = True, 0
        try:
            self.planner.answer(answer)
        except KnownError:
            self._refused_by_disk()
            return
        self._note()

    def look_again(self) -> None:
        """Ask what is new."""
        self.planner.look_again()

    def hear_of_news(self) -> None:
        """Fetch what is new, as when the place says that there is something."""
        self.planner.hear_of_news()

    def hurry(self) -> None:
        """Try now, as when the network came back or a person asked."""
        self.planner.hurry()
        self._joining.hurry()

    def hear_of_network(self) -> None:
        """Try what the network stood in the way of: something else got through."""
        self.planner.hear_of_network()
        self._joining.hear_of_network()

    def rest(self) -> None:
        """Let go of connections and of the child; a call that is under way does it when it ends."""
        self._is_over = True
        with suppress(KnownError, LookupError):
            self.store.settle()
        self._carrier.close()
        self._rehearsing.close()

    def expect_updates(self) -> None:
        """Get ready, in the thread of the works, for what the partner is about to write."""
        self._rehearsing.warm()

    def rehearsed(self, updates: list[Update]) -> Work:
        """Return the work that tries updates out by themselves."""
        return self._rehearsing.work(Rehearse(updates), self._vault(), self.merging)

    def _next(self) -> Call | Join | None:
        if self._opens and not self.planner.log.removed:
            return self._join() if self._joining.is_over else None
        try:
            call = self.planner.turn()
        except KnownError:
            self._refused_by_disk()
            return None
        self._note()
        if call is None and self.planner.trouble is None and self.has_answered:
            self.up_to_date_at = self._wall_ms()
        return call

    def _join(self) -> Join:
        log = self.planner.log
        devices = sorted(log.staying(()))
        known = tuple(each.keys for each in log.chains.values())
        return Join(log.device, devices, self._token, self.permit, self._enrols, known)

    def _take_joined(self, answer: Answer) -> None:
        if not isinstance(answer, Joined):
            failed = answer if isinstance(answer, Failed) else Failed(Trouble.REFUSED)
            if failed.trouble == Trouble.STRANGER:
                self._token = ""  # another store: nobody is known there
            self._joining.fail(failed)
            return
        self._joining.succeed()
        self.planner.hear_of_network()
        self._enrols = self._opens = False
        self.permit, self.offline_since = "", 0
        if answer.token != self._token:
            self._token = answer.token
            self.store.shelf.set_space(self.space, token=answer.token)
            self._carrier.close()
            self._carrier = self._carried()
        self.look_again()

    def _hear_of_trouble(self, trouble: Trouble) -> None:
        """Make ourselves known again where nobody knows us, or the space."""
        self.offline_since = self.offline_since or self._wall_ms()
        if self.is_folder:
            return
        if trouble == Trouble.STRANGER:
            self._token, self._enrols, self._opens = "", True, True
        elif trouble == Trouble.GONE:
            self._opens = True

    def _refused_by_disk(self) -> None:
        self.planner.patience.fail(Failed(Trouble.DISK))
        self.planner.look_again()

    def _note(self) -> None:
        """Keep what a person should hear of."""
        notices, self.planner.notices = self.planner.notices, []
        for notice in notices:
            row = ConcernRow(self.space, notice.kind, notice.device, self._wall_ms())
            self.store.shelf.add_concern(row)
            if notice.kind == NoticeKind.NEW_STORE and not self.is_folder:
                self._opens = True  # an older copy may not know whom we let in since

    def _carried(self) -> Carrier:
        return carrier(self.address, self._token, self.space, self._chance(_ID_BYTES))

    # -- acts of a person ---------------------------------------------------------------------

    def admit(self, keys: PublicKeys, member: str) -> None:
        """Let another device in."""
        heads = self.planner.log.heads
        self.planner.write(Admission(heads=heads, keys=keys, member=member))
        self._opens = not self.is_folder
        self.look_again()

    def remove(self, devices: Iterable[bytes]) -> None:
        """Shut devices out: those who stay get a new key, which they do not."""
        self.planner.remove(devices)
        self._opens = not self.is_folder
        self.look_again()

    def farewell(self) -> Farewell | None:
        """Leave, and return the work that lets the others know; then the space is forgotten."""
        self.remove([self.planner.log.me])
        held, calls = dict(self.store.told().heads), list[Offer]()
        while (call := self.planner.last_offer(held)) is not None:
            calls.append(call)
            held |= call.heads
        # a carrier of its own: this one's connections are let go of meanwhile
        return partial(_said_farewell, self._carried(), calls) if calls else None


def _said_farewell(carried: Carrier, calls: list[Offer]) -> bool:
    """Carry the last offers out, one after the other; the farewell is in the last of them."""
    try:
        return all(isinstance(carried.answer(call), Kept) for call in calls)
    finally:
        carried.close()
