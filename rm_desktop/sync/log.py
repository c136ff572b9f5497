"""What one device knows of a space: its devices with their heads, and the keys of its epochs.

What an envelope that comes is to it, `judging` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from rm_desktop.sync.keys import DeviceKeys, RefusedError, device_id
from rm_desktop.sync.sealing import Epoch
from rm_desktop.sync.verdicts import Accepted
from rm_desktop.wire.content import Admission, Founding, PublicKeys, Removal, Succession
from rm_desktop.wire.envelope import NO_HEAD, Head
from rm_desktop.wire.pairing import Welcome

Hashes = Callable[[bytes, int], bytes | None]


@dataclass(frozen=True, slots=True)
class Chain:
    """One device in a space.

    `ends` is where its removal cut it off; `disputed` says that there is another history of it
    somewhere, and that everything was offered again because of that; `former` is the device that
    this one was before it took another name.
    """

    keys: PublicKeys
    member: str = ""
    head: Head = NO_HEAD
    ends: Head | None = None
    disputed: bool = False
    former: bytes = b""


@dataclass(slots=True)
class SpaceLog:
    """The devices of a space with their heads, and the keys of its epochs.

    `hashes` looks up the hash of an envelope that is held, by device and sequence.
    """

    space: bytes
    device: DeviceKeys
    hashes: Hashes
    chains: dict[bytes, Chain] = field(default_factory=dict)
    epochs: dict[bytes, Epoch] = field(default_factory=dict)
    #: How far each device says it knows the chains of others: what is beyond ours is missing.
    vouched: dict[bytes, dict[bytes, Head]] = field(default_factory=dict)
    me: bytes = b""
    removed: bool = False
    #: Who we were: what was sealed to those is for us.
    formers: tuple[DeviceKeys, ...] = ()
    #: Devices that were named as staying when others were removed, perhaps before we knew them.
    kept: set[bytes] = field(default_factory=set)
    #: Devices that were removed, perhaps before we knew them, and where.
    gone: dict[bytes, Head] = field(default_factory=dict)
    #: Hashes of what was taken and is not stored yet.
    recent: dict[tuple[bytes, int], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.me = self.device.id

    @property
    def epoch(self) -> Epoch:
        """The epoch in which we write: the latest; of two begun at once the same for everybody."""
        return max(self.epochs.values(), key=lambda epoch: (epoch.number, epoch.id))

    @property
    def first_epoch(self) -> Epoch:
        """The epoch that everybody knows."""
        return min(self.epochs.values(), key=lambda epoch: epoch.number)

    @property
    def has_rival_epochs(self) -> bool:
        """Tell whether two epochs began at once, by people who did not know of each other."""
        return len({epoch.number for epoch in self.epochs.values()}) < len(self.epochs)

    @property
    def head(self) -> Head:
        """The head of our own chain."""
        return self.chains[self.me].head

    @property
    def heads(self) -> dict[bytes, Head]:
        """The heads of the others' chains, as our next envelope tells them.

        Of a disputed chain no hash is told: so everybody hears of the dispute, also the device
        itself, which then takes another name.
        """
        return {
            device: Head(chain.head.sequence, NO_HEAD.hash) if chain.disputed else chain.head
            for device, chain in self.chains.items()
            if device != self.me and chain.head.sequence
        }

    @property
    def missing(self) -> dict[bytes, Head]:
        """The chains that somebody knows further than we do."""
        found = {device: self.vouched_for(device) for device in self.chains}
        return {
            device: head
            for device, head in found.items()
            if head.sequence > self.chains[device].head.sequence
        }

    def vouched_for(self, device: bytes) -> Head:
        """Return how far those who were not removed know a chain; a word for oneself is none."""
        heads = (
            said[device]
            for voucher, said in self.vouched.items()
            if device in said and voucher != device and not self._was_removed(voucher)
        )
        return max(heads, key=lambda head: head.sequence, default=NO_HEAD)

    @property
    def owes_a_word(self) -> bool:
        """Tell whether we alone know how far a device got before it was removed."""
        return any(
            chain.ends is not None
            and device != self.me
            and chain.head.sequence > self.last_of(device, chain.ends)
            for device, chain in self.chains.items()
        )

    def _was_removed(self, device: bytes) -> bool:
        return device in self.chains and self.chains[device].ends is not None

    def hash_at(self, device: bytes, sequence: int) -> bytes | None:
        """Return the hash of an envelope; None for one we have not, as from before we came."""
        chain = self.chains.get(device)
        if chain is not None and chain.head.sequence == sequence:
            return chain.head.hash
        return self.recent.get((device, sequence)) or self.hashes(device, sequence)

    def is_cut(self, device: bytes) -> bool:
        """Tell whether a device was removed and nothing more of it counts."""
        chain = self.chains[device]
        if chain.ends is None:
            return False
        return chain.head.sequence >= self.last_of(device, chain.ends)

    def last_of(self, device: bytes, ends: Head) -> int:
        """Return how far a removed device counts: what a remaining one had taken in by then."""
        return max(ends.sequence, self.vouched_for(device).sequence)

    def begun_by(self, removal: Removal) -> Epoch | None:
        """Return the epoch that a removal begins, None if its key is not for us, or is no key."""
        for keys in (self.device, *self.formers):
            sealed = removal.sealed_keys.get(keys.id)
            try:
                key = keys.open_sealed(sealed) if sealed else b""
            except RefusedError:
                continue
            if len(key) == len(self.epoch.key):
                return Epoch(removal.epoch, key)
        return None

    def settle(self, device: bytes, head: Head) -> None:
        """Know a chain up to a head that is stored."""
        self.chains[device] = replace(self.chains[device], head=head)

    def take(self, accepted: Accepted) -> None:
        """Go on from an envelope that has been stored."""
        device, content = accepted.device, accepted.content
        if isinstance(content, Succession):
            self.admit(content.keys, content.member)
            self._succeed(device, content.former)
        self.settle(device, accepted.head)
        self.recent[device, accepted.head.sequence] = accepted.head.hash
        self.vouched[device] = content.heads
        match content:
            case Admission(keys=keys, member=member):
                self.admit(keys, member)
            case Founding(member=member):
                self.chains[device] = replace(self.chains[device], member=member)
            case Removal():
                self._remove(content)
            case _:
                pass

    def _succeed(self, device: bytes, former: bytes) -> None:
        """Note whom a device was; who goes on as a removed one goes as far as others vouch."""
        chain = replace(self.chains[device], former=former)
        if former in self.chains and self.chains[former].ends and device not in self.kept:
            chain = replace(chain, ends=chain.ends or NO_HEAD)
        self.chains[device] = chain

    def copy(self) -> SpaceLog:
        """Return a log to go on from tentatively, before anything is stored."""
        return replace(
            self,
            chains=dict(self.chains),
            epochs=dict(self.epochs),
            vouched=dict(self.vouched),
            recent=dict(self.recent),
            kept=set(self.kept),
            gone=dict(self.gone),
        )

    def admit(self, keys: PublicKeys, member: str) -> None:
        """Know a device from now on; one that is known stays as it is, and gets its member."""
        new = Chain(keys, member, ends=self.gone.get(device_id(keys)))
        chain = self.chains.setdefault(device_id(keys), new)
        if not chain.member:
            self.chains[device_id(keys)] = replace(chain, member=member)

    def enter(self, welcome: Welcome) -> None:
        """Begin with what a welcome says; the rest comes by fetching."""
        for public in welcome.devices.values():
            self.admit(public, "")
        self.admit(self.device.public, welcome.member)
        self.gone = dict(welcome.ended)
        for device in self.chains:
            former = welcome.formers.get(device, b"")
            ends = welcome.ended.get(device)
            self.chains[device] = replace(self.chains[device], ends=ends, former=former)
        self.kept = self.chains.keys() - welcome.ended.keys()
        for number, key in ((each.epoch, each.key) for each in welcome.keys):
            epoch = Epoch(number, key)
            self.epochs[epoch.id] = epoch

    def forget_others(self) -> None:
        """Know the others as if they had said nothing yet: everything of theirs is fetched anew."""
        self.vouched = {}
        for device, chain in self.chains.items():
            head = chain.head if device == self.me else NO_HEAD
            self.chains[device] = replace(chain, head=head, disputed=False)

    @property
    def ended(self) -> dict[bytes, Head]:
        """How far the chains count of devices that were removed, as a welcome tells it."""
        return {
            device: chain.head if chain.head.sequence > chain.ends.sequence else chain.ends
            for device, chain in self.chains.items()
            if chain.ends is not None
        }

    @property
    def former_names(self) -> dict[bytes, bytes]:
        """Whom devices were before, as a welcome tells it."""
        return {device: chain.former for device, chain in self.chains.items() if chain.former}

    def rename(self, keys: DeviceKeys, former: Head) -> None:
        """Go on as another device of the same member; the former chain is as anybody's."""
        chain = self.chains[self.me]
        self.chains[self.me] = replace(chain, head=former)
        self.formers = (*self.formers, self.device)
        self.device, self.me = keys, keys.id
        self.admit(keys.public, chain.member)

    def is_disputed(self, device: bytes) -> bool:
        """Tell whether there is another history of a chain somewhere."""
        return device in self.chains and self.chains[device].disputed

    def dispute(self, device: bytes) -> bool:
        """Note that others hold another history of a chain; tell whether that is news."""
        chain = self.chains[device]
        if chain.disputed:
            return False
        self.chains[device] = replace(chain, disputed=True)
        return True

    def _remove(self, removal: Removal) -> None:
        gone = self._gone_by(removal)
        for device in gone & self.chains.keys():
            chain = self.chains[device]
            ends = removal.devices.get(device, NO_HEAD)
            if chain.ends is None or ends.sequence < chain.ends.sequence:
                self.chains[device] = replace(chain, ends=ends)
                self.removed |= device == self.me
        self.gone = removal.devices | self.gone
        self.kept |= removal.sealed_keys.keys()
        if epoch := self.begun_by(removal):
            self.epochs[epoch.id] = epoch
        elif removal.begins and removal.begins not in self.epochs:
            self.removed = True  # whoever wrote this did not know of us

    def _gone_by(self, removal: Removal) -> set[bytes]:
        """Return who goes: under every name, also one that the remover had not heard of."""
        gone, known = set(removal.devices), 0
        while len(gone) > known:
            known = len(gone)
            gone |= {
                device
                for device, chain in self.chains.items()
                if chain.former in gone and device not in removal.sealed_keys
            }
        return gone

    def every_name(self, leaving: Iterable[bytes]) -> dict[bytes, Head]:
        """Return the heads of devices that are to leave, and of those that they were before.

        Who goes on under another name still has the secrets of the former one.
        """
        names = [
            name
            for device in leaving
            for name in self._names_of(device)
            if name == device or name != self.me
        ]
        return {name: self.chains[name].head for name in names}

    def is_copied_by(self, devices: Iterable[bytes]) -> bool:
        """Tell whether one of some devices was ours, and has the secrets we still use."""
        return any(self.me in self._names_of(device) for device in devices)

    def _names_of(self, device: bytes) -> list[bytes]:
        """Return a device and what it was before, the last name first."""
        names = list[bytes]()
        while device in self.chains and device not in names:
            names.append(device)
            device = self.chains[device].former
        return names

    def staying(self, leaving: Iterable[bytes]) -> dict[bytes, PublicKeys]:
        """Return the devices that are left when some leave."""
        gone = self.every_name(leaving)
        return {
            device: chain.keys
            for device, chain in self.chains.items()
            if device not in gone and chain.ends is None
        }
