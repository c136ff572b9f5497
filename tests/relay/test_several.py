"""Several processes on one PostgreSQL, and relays that are killed while devices push."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rm_desktop.sync.http import Relay
from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.sealing import Epoch, Sealer
from rm_desktop.wire.content import Changes, Update
from rm_desktop.wire.envelope import NO_HEAD
from tests.relay.clusters import Cluster
from tests.relay.ears import Ears
from tests.relay.guests import CHANCE
from tests.relay.kills import play
from tests.relay.running import relay
from tests.relay.stores import Store


@pytest.mark.postgresql
def test_what_one_process_keeps_another_tells(postgres: Cluster, tmp_path: Path) -> None:
    options = ("--data", str(tmp_path), "--database", postgres.database(), "--port", "0")
    with relay(*options, "--open") as first, relay(*options, "--open") as second:
        assert urlsplit(first.address).port != urlsplit(second.address).port
        maya, henrik = Relay(first.address), Relay(second.address)
        keys = DeviceKeys.make(CHANCE), DeviceKeys.make(CHANCE)
        maya.enrol(keys[0])
        henrik.enrol(keys[1])
        space = space_id(keys[0].id, CHANCE(16))
        maya.open_space(space, [each.id for each in keys])
        ears = Ears(second.address, henrik.token)
        ears.hear(lambda line: '"position":0' in line)
        content = Changes(heads={}, updates=[Update("pair", "pair", b"words")])
        sealed = Sealer(space, keys[0], CHANCE).seal(content, Epoch(1, CHANCE(32)), NO_HEAD)
        maya.offer(space, [sealed.data])
        assert space.hex() in ears.hear(lambda line: '"position":1' in line)
        maya.say_presence(space, b"sealed")
        ears.hear(lambda line: line == "event: presence")
        maya.close()
        henrik.close()
        assert (first.stop(), second.stop()) == (0, 0)
        ears.close()


def test_what_was_acknowledged_survives_a_kill(
    store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    on_postgres = store.address.startswith("postgresql")
    server = request.getfixturevalue("postgres") if on_postgres else None
    outcome = play(tmp_path, 24, 7, server, between=12)
    assert outcome.pushes == 24
    assert outcome.holds, outcome
