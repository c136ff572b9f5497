"""What a device says first under a new name: whom it was, and again what it had decided.

Others may follow a history of its former chain in which it let nobody in and removed nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec

from rm_desktop.sync.keys import DeviceKeys, seal_to
from rm_desktop.sync.log import SpaceLog
from rm_desktop.sync.sealing import Epoch, unsigned
from rm_desktop.wire.content import Admission, Removal, Succession, succession_words
from rm_desktop.wire.envelope import decoded


class Decision(NamedTuple):
    """Somebody was let in or removed; sealed in an epoch that all who must hear of it know."""

    epoch: Epoch
    content: Admission | Removal
    #: The epoch that a removal began.
    begun: Epoch | None = None


def decisions(log: SpaceLog, envelopes: Iterable[bytes]) -> list[Decision]:
    """Return what was decided in envelopes of our own, in order."""
    found = list[Decision]()
    for data in envelopes:
        envelope = decoded(data)
        content = unsigned(envelope, log.epochs)
        if isinstance(content, Admission):
            found.append(Decision(log.epochs[envelope.key], content))
        elif isinstance(content, Removal):
            found.append(Decision(log.epochs[envelope.key], content, log.begun_by(content)))
    return found


def first_epoch(log: SpaceLog, decided: Iterable[Decision]) -> Epoch:
    """Return the epoch for the first words: the one before any that others may not know."""
    return next((each.epoch for each in decided if each.begun), log.epoch)


def removal(log: SpaceLog, leaving: Collection[bytes], key: bytes) -> tuple[Removal, Epoch]:
    """Return the removal of devices under every name they have, and the epoch it begins."""
    begun = Epoch(log.epoch.number + 1, key)
    boxes = {each: seal_to(keys, key) for each, keys in log.staying(leaving).items()}
    content = Removal(
        heads=log.heads,
        devices=log.every_name(leaving),
        epoch=begun.number,
        sealed_keys=boxes,
        begins=begun.id,
    )
    return content, begun


def succession(log: SpaceLog, former: DeviceKeys) -> Succession:
    """Return the first content of a log's own chain, signed for by the device it was."""
    return Succession(
        heads=log.heads,
        keys=log.device.public,
        former=former.id,
        signature=former.sign(succession_words(log.space, log.me)),
        member=log.chains[log.me].member,
    )


def again(log: SpaceLog, decision: Decision) -> Admission | Removal:
    """Return a decision as it is said under the new name, to all who are here now."""
    content = msgspec.structs.replace(decision.content, heads=log.heads)
    if not isinstance(content, Removal) or decision.begun is None:
        return content
    key = decision.begun.key
    boxes = {each: seal_to(keys, key) for each, keys in log.staying(content.devices).items()}
    return msgspec.structs.replace(content, sealed_keys=boxes)
