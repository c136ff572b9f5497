"""What one device knows of a space's log, and what it makes of an envelope that comes.

Looking changes nothing: a verdict is stored first, together with what it brought, and then taken.
See PROTOCOL.md, *Receiving*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from rm_desktop.sync.keys import (
    DeviceKeys,
    RefusedError,
    check_signature,
    device_id,
    space_id,
)
from rm_desktop.sync.sealing import Epoch, hash_of, opened, unsigned
from rm_desktop.sync.verdicts import Accepted, Early, Elsewhere, Forked, Known, Refused, Verdict
from rm_desktop.wire.content import (
    MOST_DEVICES,
    Admission,
    Content,
    Founding,
    PublicKeys,
    Removal,
    Succession,
    succession_words,
)
from rm_desktop.wire.envelope import NO_HEAD, BadMessageError, Envelope, Head, decoded, signed
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
        found = {device: self._vouched_for(device) for device in self.chains}
        return {
            device: head
            for device, head in found.items()
            if head.sequence > self.chains[device].head.sequence
        }

    def _vouched_for(self, device: bytes) -> Head:
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
            and chain.head.sequence > self._last_of(device, chain.ends)
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

    def look(self, data: bytes) -> Verdict:
        """Say what an envelope is to us."""
        try:
            envelope = decoded(data)
        except BadMessageError as error:
            return Refused(str(error))
        if envelope.space != self.space:
            return Refused("of another space")
        chain = self.chains.get(envelope.device)
        if chain is None:
            return self._of_a_newcomer(envelope, data)
        return self._placed(chain, envelope, data)

    def _of_a_newcomer(self, envelope: Envelope, data: bytes) -> Verdict:
        """Let in a device that one we know signed for; others have to wait for an admission."""
        content = self._succession(envelope)
        former = self.chains.get(content.former) if content else None
        if content is None or former is None:
            return Early(envelope.device, envelope.sequence)
        words = succession_words(self.space, envelope.device)
        try:
            check_signature(former.keys, words, content.signature)
            check_signature(content.keys, signed(envelope), envelope.signature)
        except RefusedError as error:
            return Refused(str(error))
        if device_id(content.keys) != envelope.device or len(self.chains) >= MOST_DEVICES:
            return Refused("a successor of nobody", content.former)
        known = envelope.device in self.kept or self._vouched_for(envelope.device).sequence
        if former.ends is not None and not known:
            return Refused("a successor of a device that was removed", content.former)
        return self._accepted(envelope, data, content)

    def _succession(self, envelope: Envelope) -> Succession | None:
        """Return what an unknown device says of itself; nothing of it is proved yet."""
        if envelope.sequence != 1 or envelope.previous != NO_HEAD.hash:
            return None
        try:
            content = unsigned(envelope, self.epochs)
        except (RefusedError, BadMessageError):
            return None
        return content if isinstance(content, Succession) else None

    def _placed(self, chain: Chain, envelope: Envelope, data: bytes) -> Verdict:
        """Look where it stands in its chain before its seal is opened."""
        device, sequence = envelope.device, envelope.sequence
        if sequence <= chain.head.sequence:
            if self.hash_at(device, sequence) in (hash_of(data), None):
                return Known(device, sequence)
            return self._if_genuine(chain, envelope, self._split(envelope))
        if device == self.me:
            return self._if_genuine(chain, envelope, self._elsewhere(envelope))
        if sequence > chain.head.sequence + 1:
            if not _is_signed(envelope, chain.keys):
                return Refused("signed by nobody")
            return Early(device, sequence)
        return self._next(chain, envelope, data)

    def _next(self, chain: Chain, envelope: Envelope, data: bytes) -> Verdict:
        device, sequence = envelope.device, envelope.sequence
        if envelope.previous != chain.head.hash:
            return self._if_genuine(chain, envelope, Forked(device, sequence - 1))
        if chain.ends is not None and sequence > self._last_of(device, chain.ends):
            return Refused("of a device that was removed", device)
        return self._read(chain, envelope, data)

    def _split(self, envelope: Envelope) -> Verdict:
        if envelope.device == self.me:
            return self._elsewhere(envelope)
        return Forked(envelope.device, envelope.sequence)

    def _elsewhere(self, envelope: Envelope) -> Verdict:
        before = envelope.sequence - 1
        ours = self.hash_at(self.me, before) if before else NO_HEAD.hash
        return Elsewhere(envelope.sequence if envelope.previous == ours else 0)

    def _if_genuine(self, chain: Chain, envelope: Envelope, verdict: Verdict) -> Verdict:
        """Return a verdict that only the device itself can bring about, if it did.

        Its signature says so, also in an epoch whose key we lack: a copy of us may have begun it.
        """
        return verdict if _is_signed(envelope, chain.keys) else Refused("signed by nobody")

    def is_cut(self, device: bytes) -> bool:
        """Tell whether a device was removed and nothing more of it counts."""
        chain = self.chains[device]
        if chain.ends is None:
            return False
        return chain.head.sequence >= self._last_of(device, chain.ends)

    def _last_of(self, device: bytes, ends: Head) -> int:
        """Return how far a removed device counts: what a remaining one had taken in by then."""
        return max(ends.sequence, self._vouched_for(device).sequence)

    def _read(self, chain: Chain, envelope: Envelope, data: bytes) -> Verdict:
        device = envelope.device
        try:
            content = opened(envelope, chain.keys, self.epochs)
        except RefusedError as error:
            if envelope.key not in self.epochs and _is_signed(envelope, chain.keys):
                return Early(device, envelope.sequence)  # its epoch's key is still on its way
            return Refused(str(error))
        except BadMessageError as error:
            return Refused(str(error), device)
        if (why := self._improper(device, envelope, content)) is not None:
            return Refused(why, device)
        return self._accepted(envelope, data, content)

    def _accepted(self, envelope: Envelope, data: bytes, content: Content) -> Accepted:
        head = Head(envelope.sequence, hash_of(data))
        return Accepted(data, envelope.device, head, content, self._disputed(content.heads))

    def _disputed(self, heads: dict[bytes, Head]) -> dict[bytes, Head]:
        """Return where a device's heads and ours tell different histories.

        What it says beyond our head may be true: it is believed once the envelopes are there.
        """
        return {
            device: head
            for device, head in heads.items()
            if device in self.chains and head.sequence and self._denies(device, head)
        }

    def _denies(self, device: bytes, head: Head) -> bool:
        if head.hash == NO_HEAD.hash:
            return True  # its sender knows of two histories
        if head.sequence > self.chains[device].head.sequence:
            return False
        return self.hash_at(device, head.sequence) not in (head.hash, None)

    def _improper(self, device: bytes, envelope: Envelope, content: Content) -> str | None:
        """Return why a device may not say this, None if it may."""
        match content:
            case Succession(keys=keys):  # known from a welcome, it may still say whom it was
                own = envelope.sequence == 1 and device_id(keys) == device
                if not (own and self._is_signed_for(device, content)):
                    return "a succession of a device that is known"
            case Founding(keys=keys, number=number):
                first = envelope.sequence == 1 and device_id(keys) == device
                if not first or space_id(device, number) != self.space:
                    return "a founding by somebody else"
            case Removal(epoch=epoch, sealed_keys=sealed):
                if epoch != envelope.epoch + 1:
                    return "an epoch out of turn"
                if self.me in sealed and self.begun_by(content) is None:
                    return "a key of an epoch that cannot be opened"
            case Admission(keys=keys):
                if len(self.chains) >= MOST_DEVICES and device_id(keys) not in self.chains:
                    return "more devices than two people have"
            case _:
                pass
        return None

    def _is_signed_for(self, device: bytes, content: Succession) -> bool:
        """Tell whether a device we know signed for the one that it became."""
        former = self.chains.get(content.former)
        try:
            words = succession_words(self.space, device)
            check_signature(former.keys if former else content.keys, words, content.signature)
        except RefusedError:
            return False
        return former is not None

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


def _is_signed(envelope: Envelope, keys: PublicKeys) -> bool:
    try:
        check_signature(keys, signed(envelope), envelope.signature)
    except RefusedError:
        return False
    return True
