"""What a device knows of a space's log, and what a transport told it, as bytes for a vault."""

from __future__ import annotations

import msgspec

from rm_desktop.sync.keys import KEY_BYTES, DeviceKeys, device_id
from rm_desktop.sync.log import Chain, Hashes, SpaceLog
from rm_desktop.sync.sealing import Epoch
from rm_desktop.sync.store import Told
from rm_desktop.wire.content import PublicKeys
from rm_desktop.wire.envelope import Head


class _Chain(msgspec.Struct, frozen=True, array_like=True):
    keys: PublicKeys
    member: str
    head: Head
    ends: Head | None
    disputed: bool
    former: bytes = b""


class _Log(msgspec.Struct, frozen=True, array_like=True):
    chains: list[_Chain]
    epochs: list[tuple[int, bytes]]
    vouched: dict[bytes, dict[bytes, Head]]
    removed: bool
    formers: list[bytes] = []
    kept: list[bytes] = []
    gone: dict[bytes, Head] = {}


class _Told(msgspec.Struct, frozen=True, array_like=True):
    incarnation: bytes
    heads: dict[bytes, Head]


_encoder = msgspec.msgpack.Encoder()
_logs = msgspec.msgpack.Decoder(_Log)
_tolds = msgspec.msgpack.Decoder(_Told)


def packed_log(log: SpaceLog) -> bytes:
    """Return a log without the secrets that the device signs with now."""
    chains = [
        _Chain(each.keys, each.member, each.head, each.ends, each.disputed, each.former)
        for each in log.chains.values()
    ]
    epochs = [(epoch.number, epoch.key) for epoch in log.epochs.values()]
    formers = [packed_keys(keys) for keys in log.formers]
    return _encoder.encode(
        _Log(chains, epochs, log.vouched, log.removed, formers, sorted(log.kept), log.gone)
    )


def unpacked_log(data: bytes, space: bytes, keys: DeviceKeys, hashes: Hashes) -> SpaceLog:
    """Return the log that was packed."""
    stored = _logs.decode(data)
    log = SpaceLog(space, keys, hashes, vouched=stored.vouched, removed=stored.removed)
    log.formers = tuple(unpacked_keys(each) for each in stored.formers)
    log.kept, log.gone = set(stored.kept), stored.gone
    log.formers = tuple(map(unpacked_keys, stored.formers))
    for chain in stored.chains:
        log.chains[device_id(chain.keys)] = Chain(
            chain.keys, chain.member, chain.head, chain.ends, chain.disputed, chain.former
        )
    for number, key in stored.epochs:
        epoch = Epoch(number, key)
        log.epochs[epoch.id] = epoch
    return log


def packed_keys(keys: DeviceKeys) -> bytes:
    """Return a device's secrets, for a vault and nowhere else."""
    return keys.signing + keys.sealing


def unpacked_keys(data: bytes) -> DeviceKeys:
    """Return the secrets that were packed."""
    return DeviceKeys(data[:KEY_BYTES], data[KEY_BYTES:])


def packed_told(told: Told) -> bytes:
    """Return what a transport told."""
    return _encoder.encode(_Told(told.incarnation, told.heads))


def unpacked_told(data: bytes) -> Told:
    """Return what a transport had told, nothing for no bytes."""
    if not data:
        return Told()
    stored = _tolds.decode(data)
    return Told(stored.incarnation, stored.heads)
