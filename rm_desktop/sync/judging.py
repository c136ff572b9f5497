"""What one device makes of an envelope that comes: judged by where it stands, its seal, its say.

Looking changes nothing: a verdict is stored first, together with what it brought, and then taken.
See PROTOCOL.md, *Receiving*.
"""

from __future__ import annotations

from dataclasses import dataclass

from rm_desktop.sync.keys import RefusedError, check_signature, device_id, space_id
from rm_desktop.sync.log import Chain, SpaceLog
from rm_desktop.sync.sealing import hash_of, opened, unsigned
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


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges envelopes by what a log knows at that moment."""

    log: SpaceLog

    def look(self, data: bytes) -> Verdict:
        """Say what an envelope is to us."""
        try:
            envelope = decoded(data)
        except BadMessageError as error:
            return Refused(str(error))
        if envelope.space != self.log.space:
            return Refused("of another space")
        chain = self.log.chains.get(envelope.device)
        if chain is None:
            return self._of_a_newcomer(envelope, data)
        return self._placed(chain, envelope, data)

    def _of_a_newcomer(self, envelope: Envelope, data: bytes) -> Verdict:
        """Let in a device that one we know signed for; others have to wait for an admission."""
        content = self._succession(envelope)
        former = self.log.chains.get(content.former) if content else None
        if content is None or former is None:
            return Early(envelope.device, envelope.sequence)
        words = succession_words(self.log.space, envelope.device)
        try:
            check_signature(former.keys, words, content.signature)
            check_signature(content.keys, signed(envelope), envelope.signature)
        except RefusedError as error:
            return Refused(str(error))
        if device_id(content.keys) != envelope.device or len(self.log.chains) >= MOST_DEVICES:
            return Refused("a successor of nobody", content.former)
        known = envelope.device in self.log.kept or self.log.vouched_for(envelope.device).sequence
        if former.ends is not None and not known:
            return Refused("a successor of a device that was removed", content.former)
        return self._accepted(envelope, data, content)

    def _succession(self, envelope: Envelope) -> Succession | None:
        """Return what an unknown device says of itself; nothing of it is proved yet."""
        if envelope.sequence != 1 or envelope.previous != NO_HEAD.hash:
            return None
        try:
            content = unsigned(envelope, self.log.epochs)
        except (RefusedError, BadMessageError):
            return None
        return content if isinstance(content, Succession) else None

    def _placed(self, chain: Chain, envelope: Envelope, data: bytes) -> Verdict:
        """Look where it stands in its chain before its seal is opened."""
        device, sequence = envelope.device, envelope.sequence
        if sequence <= chain.head.sequence:
            if self.log.hash_at(device, sequence) in (hash_of(data), None):
                return Known(device, sequence)
            return self._if_genuine(chain, envelope, self._split(envelope))
        if device == self.log.me:
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
        if chain.ends is not None and sequence > self.log.last_of(device, chain.ends):
            return Refused("of a device that was removed", device)
        return self._read(chain, envelope, data)

    def _split(self, envelope: Envelope) -> Verdict:
        if envelope.device == self.log.me:
            return self._elsewhere(envelope)
        return Forked(envelope.device, envelope.sequence)

    def _elsewhere(self, envelope: Envelope) -> Verdict:
        before = envelope.sequence - 1
        ours = self.log.hash_at(self.log.me, before) if before else NO_HEAD.hash
        return Elsewhere(envelope.sequence if envelope.previous == ours else 0)

    def _if_genuine(self, chain: Chain, envelope: Envelope, verdict: Verdict) -> Verdict:
        """Return a verdict that only the device itself can bring about, if it did.

        Its signature says so, also in an epoch whose key we lack: a copy of us may have begun it.
        """
        return verdict if _is_signed(envelope, chain.keys) else Refused("signed by nobody")

    def _read(self, chain: Chain, envelope: Envelope, data: bytes) -> Verdict:
        device = envelope.device
        try:
            content = opened(envelope, chain.keys, self.log.epochs)
        except RefusedError as error:
            if envelope.key not in self.log.epochs and _is_signed(envelope, chain.keys):
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
            if device in self.log.chains and head.sequence and self._denies(device, head)
        }

    def _denies(self, device: bytes, head: Head) -> bool:
        if head.hash == NO_HEAD.hash:
            return True  # its sender knows of two histories
        if head.sequence > self.log.chains[device].head.sequence:
            return False
        return self.log.hash_at(device, head.sequence) not in (head.hash, None)

    def _improper(self, device: bytes, envelope: Envelope, content: Content) -> str | None:
        """Return why a device may not say this, None if it may."""
        match content:
            case Succession(keys=keys):  # known from a welcome, it may still say whom it was
                own = envelope.sequence == 1 and device_id(keys) == device
                if not (own and self._is_signed_for(device, content)):
                    return "a succession of a device that is known"
            case Founding(keys=keys, number=number):
                first = envelope.sequence == 1 and device_id(keys) == device
                if not first or space_id(device, number) != self.log.space:
                    return "a founding by somebody else"
            case Removal(epoch=epoch, sealed_keys=sealed):
                if epoch != envelope.epoch + 1:
                    return "an epoch out of turn"
                if self.log.me in sealed and self.log.begun_by(content) is None:
                    return "a key of an epoch that cannot be opened"
            case Admission(keys=keys):
                if len(self.log.chains) >= MOST_DEVICES and device_id(keys) not in self.log.chains:
                    return "more devices than two people have"
            case _:
                pass
        return None

    def _is_signed_for(self, device: bytes, content: Succession) -> bool:
        """Tell whether a device we know signed for the one that it became."""
        former = self.log.chains.get(content.former)
        try:
            words = succession_words(self.log.space, device)
            check_signature(former.keys if former else content.keys, words, content.signature)
        except RefusedError:
            return False
        return former is not None


def _is_signed(envelope: Envelope, keys: PublicKeys) -> bool:
    try:
        check_signature(keys, signed(envelope), envelope.signature)
    except RefusedError:
        return False
    return True
