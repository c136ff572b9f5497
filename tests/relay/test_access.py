"""Every call with everybody's names: nothing is read, changed or even hinted at (D33).

The calls are those of the application itself; one without a rule here fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import httpx2
import msgspec
import pytest
from sqlalchemy import select
from starlette.routing import Route
from starlette.testclient import TestClient

from rm_desktop.relay.app import make_app
from rm_desktop.relay.database import Database
from rm_desktop.relay.serve import Plan, prepare
from rm_desktop.relay.tables import metadata
from rm_desktop.wire.envelope import decoded, encoded, joined
from tests.relay.conftest import Start
from tests.relay.ears import Ears
from tests.relay.guests import CHANCE, Guest
from tests.relay.running import relay

#: Who may make a call. ANYBODY'S calls name nothing; a mailbox's name is known to two and is the
#: key to it; DEVICE'S calls concern the caller alone; SPACE'S are for those with access to it.
ANYBODY, MAILBOX, DEVICE, SPACE, CLAIM = "anybody", "mailbox", "device", "space", "claim"
RULES = {
    ("POST", "/v1/devices"): ANYBODY,
    ("GET", "/join"): ANYBODY,
    ("GET", "/healthz"): ANYBODY,
    ("GET", "/metrics"): ANYBODY,
    ("GET", "/openapi.json"): ANYBODY,
    ("PUT", "/v1/mailboxes/{name}/{slot}"): MAILBOX,
    ("GET", "/v1/mailboxes/{name}/{slot}"): MAILBOX,
    ("POST", "/v1/permits"): DEVICE,
    ("GET", "/v1/events"): DEVICE,
    ("GET", "/v1/spaces/{space}"): SPACE,
    ("DELETE", "/v1/spaces/{space}"): SPACE,
    ("POST", "/v1/spaces/{space}/envelopes"): SPACE,
    ("POST", "/v1/spaces/{space}/fetch"): SPACE,
    ("POST", "/v1/spaces/{space}/presence"): SPACE,
    # whoever names a space that nobody has makes it; its name is 128 random bits
    ("PUT", "/v1/spaces/{space}"): CLAIM,
}


def calls_of_the_app() -> list[tuple[str, str]]:
    calls = prepare(Plan("sqlite://"))
    app = make_app(calls)
    calls.close()
    routes = [each for each in app.routes if isinstance(each, Route)]
    assert len(routes) == len(app.routes)
    return [(verb, each.path) for each in routes for verb in (each.methods or ()) if verb != "HEAD"]


CALLS = calls_of_the_app()


def ruled(*rules: str) -> list[tuple[str, str]]:
    return [each for each in CALLS if RULES.get(each) in rules]


def test_every_call_has_a_rule() -> None:
    assert sorted(CALLS) == sorted(RULES)


#: All that the caller of a call can tell: status, body and headers.
Told = tuple[int, bytes, tuple[tuple[str, str], ...]]


class World(NamedTuple):
    """Two pairs on one relay, and what each has there."""

    client: TestClient
    maya: Guest
    henrik: Guest
    outsider: Guest
    left: Guest
    foreign: str
    deleted: str
    never: str
    own: str


@pytest.fixture
def world(start: Start) -> World:
    client = start(farewell_ms=0)
    maya, henrik, outsider, left = (Guest(client) for _ in range(4))
    space = maya.open(henrik, left)
    maya.say(space)
    maya.open(henrik, space=space)  # one of them has left
    deleted = outsider.open()
    outsider.say(deleted)
    outsider.head = type(outsider.head)(0, bytes(32))
    assert outsider.call("DELETE", f"/spaces/{deleted}")[0] == 204
    own = outsider.open()
    outsider.say(own)
    never = CHANCE(16).hex()
    return World(client, maya, henrik, outsider, left, space, deleted, never, own)


@pytest.fixture
def stored(address: str) -> Iterator[Callable[[], dict[str, list[str]]]]:
    database = Database(address)

    def look() -> dict[str, list[str]]:
        with database.reading() as connection:
            return {
                name: sorted(map(repr, connection.execute(select(table))))
                for name, table in metadata.tables.items()
                if name != "incarnation"
            }

    yield look
    database.close()


def ask(world: World, call: tuple[str, str], space: str, headers: dict[str, str]) -> Told:
    """Make a call about a space with a body that would do; all that its caller can tell."""
    verb, path = call
    heads = f'[{{"device":"{world.maya.id}","sequence":0,"hash":"{"0" * 64}"}}]'
    bodies = {
        "PUT": msgspec.json.encode({"devices": [world.outsider.id, world.left.id]}),
        "envelopes": joined([world.maya.sealed(space).data]),
        "fetch": heads.encode(),
        "presence": b"sealed",
    }
    body = bodies.get(verb) or bodies.get(path.rpartition("/")[2], b"")
    path = path.replace("{space}", space).replace("{name}", "a" * 64).replace("{slot}", "offer")
    answer = world.client.request(verb, path, content=body, headers=headers)
    told = {name: words for name, words in answer.headers.items() if name != "date"}
    return answer.status_code, answer.content, tuple(sorted(told.items()))


@pytest.mark.parametrize("call", ruled(SPACE), ids=" ".join)
def test_a_space_of_others_is_a_space_that_never_was(
    call: tuple[str, str], world: World, stored: Callable[[], object]
) -> None:
    before = stored()
    for guest in (world.outsider, world.left):
        answers = {
            ask(world, call, space, guest.headers)
            for space in (world.foreign, world.deleted, world.never)
        }
        assert len(answers) == 1
        assert answers.pop()[0] == 404
    assert stored() == before


@pytest.mark.parametrize("call", ruled(CLAIM), ids=" ".join)
def test_a_space_of_others_cannot_be_claimed(
    call: tuple[str, str], world: World, stored: Callable[[], object]
) -> None:
    before = stored()
    for guest in (world.outsider, world.left):
        status, body, _ = ask(world, call, world.foreign, guest.headers)
        assert status == 404 if guest is world.outsider else status in (400, 404)
        assert world.maya.id.encode() not in body
    assert stored() == before
    assert ask(world, call, world.never, world.outsider.headers)[0] == 201


@pytest.mark.parametrize("call", ruled(SPACE, CLAIM, DEVICE), ids=" ".join)
def test_without_a_token_all_places_are_alike(
    call: tuple[str, str], world: World, stored: Callable[[], object]
) -> None:
    before = stored()
    spaces = (world.foreign, world.own, world.deleted, world.never, "ab")
    for kind in ("none", "unknown", "device id", "hash", "other scheme", "other letters"):
        headers = bad_headers(kind, world)
        answers = {ask(world, call, space, headers) for space in spaces}
        assert len(answers) == 1
        assert answers.pop()[0] == 401
    assert stored() == before


def bad_headers(kind: str, world: World) -> dict[str, str]:
    from rm_desktop.relay.accounts import hashed

    token = world.maya.token
    words = {
        "none": "",
        "unknown": "Bearer " + "x" * 43,
        "device id": f"Bearer {world.maya.id}",
        "hash": f"Bearer {hashed(token).hex()}",
        "other scheme": f"Basic {token}",
        "other letters": f"Bearer {token.swapcase()}",
    }[kind]
    return {"Authorization": words} if words else {}


@pytest.mark.parametrize("call", ruled(MAILBOX), ids=" ".join)
def test_a_mailbox_is_reached_by_its_whole_name_alone(
    call: tuple[str, str], world: World, stored: Callable[[], object]
) -> None:
    name = CHANCE(32).hex()
    assert world.maya.call("PUT", f"/mailboxes/{name}/offer", b"offer")[0] == 204
    before = stored()
    near = (name[:-1] + ("0" if name[-1] != "0" else "1"), CHANCE(32).hex())
    bodies = set()
    for other in near:
        for slot in ("answer", "welcome"):
            for headers in ({}, world.maya.headers, world.outsider.headers):
                path = call[1].replace("{name}", other).replace("{slot}", slot)
                answer = world.client.request(call[0], path, content=b"x", headers=headers)
                assert answer.status_code == 404
                bodies.add(answer.content)
    assert len(bodies) == 1
    assert stored() == before


def test_who_is_enrolled_is_nobodys_business(world: World) -> None:
    """A device learns of another's being here neither by enrolling in its name nor by its chain."""
    known, unknown = world.maya, Guest(world.client, enrols=False)
    answers = set()
    for each in (known, unknown):
        public = each.keys.public
        wish = {
            "signing": public.signing.hex(),
            "sealing": public.sealing.hex(),
            "signature": "0" * 128,
        }
        answers.add(world.outsider.call("POST", "/devices", msgspec.json.encode(wish)))
    assert {status for status, _ in answers} == {400}
    assert len(answers) == 1
    forged = set()
    for each in (known, unknown):
        made = world.outsider.sealed(world.own, head=type(known.head)(0, bytes(32)))
        forged.add(world.outsider.offer(world.own, renamed(made.data, each.keys.id)))
    assert {status for status, _ in forged} == {403}
    assert len(forged) == 1


def renamed(data: bytes, device: bytes) -> bytes:
    return encoded(msgspec.structs.replace(decoded(data), device=device))


def test_a_permit_is_no_token_and_no_hint(start: Callable[..., TestClient]) -> None:
    client = start(open_door=False, permits=("a-permit-of-the-owner",))
    maya = Guest(client, "a-permit-of-the-owner")
    permit = msgspec.json.decode(maya.call("POST", "/permits")[1])["permit"]
    as_token = client.get("/v1/events", headers={"Authorization": f"Bearer {permit}"})
    assert as_token.status_code == 401
    used, never = (Guest(client, enrols=False) for _ in range(2))
    assert Guest(client, permit).answer == 201
    told = {used.enrolment(permit), never.enrolment("never-was-any-permit")}
    assert {status for status, _ in told} == {403}
    assert len(told) == 1


def test_one_hears_of_ones_own_spaces_only(tmp_path: Path) -> None:
    with relay("--data", str(tmp_path), "--port", "0", "--open") as running:
        guests = [Guest(httpx2.Client(base_url=running.address)) for _ in range(3)]
        maya, outsider, partner = guests
        theirs, ours = maya.open(), outsider.open(partner)
        ears = Ears(running.address, outsider.token)
        ears.hear(lambda line: ours in line)
        maya.say(theirs)
        assert maya.call("POST", f"/spaces/{theirs}/presence", b"x")[0] == 204
        partner.say(ours)
        heard = [ears.hear(lambda line: line.startswith("data"))]
        running.stop()
        ears.close()
        heard += ears.rest()
        assert not any(theirs in each for each in heard)
        for each in guests:
            each.client.close()
