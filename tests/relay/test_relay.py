"""A relay keeps what is in its place, for those who may, and tells nobody else that it exists."""

from __future__ import annotations

import json

import msgspec
import pytest
from starlette.testclient import TestClient

from rm_desktop.wire.envelope import Head, decoded, encoded
from rm_desktop.wire.relay import Problem
from tests.relay.conftest import Start
from tests.relay.guests import Guest


def problem(answer: tuple[int, bytes]) -> tuple[int, str]:
    return answer[0], msgspec.json.decode(answer[1], type=Problem).kind


def test_what_one_offers_the_other_fetches(maya: Guest, henrik: Guest) -> None:
    space = maya.open(henrik)
    said = [maya.say(space, f"word {n}".encode()) for n in range(3)]
    answered = henrik.say(space)
    assert henrik.fetch(space) == [*said, answered]
    assert henrik.fetch(space, **{maya.id: 2}) == [said[2], answered]
    assert henrik.fetch(space, **{maya.id: 3, henrik.id: 1}) == []
    state = maya.state(space)
    assert {head.device: head.sequence for head in state.heads} == {maya.id: 3, henrik.id: 1}
    assert state.position == 4


def test_the_same_again_is_kept_once(maya: Guest, henrik: Guest) -> None:
    space = maya.open(henrik)
    said = maya.say(space)
    for guest in (maya, henrik):  # anybody may bring it again after a restore
        status, body = guest.offer(space, said)
        assert (status, guest.position(body)) == (200, 1)
    assert maya.fetch(space) == [said]


def test_another_envelope_in_the_same_place_and_a_gap_are_conflicts(maya: Guest) -> None:
    space = maya.open()
    first = maya.head
    maya.say(space)
    other = maya.sealed(space, b"other", first)
    assert problem(maya.offer(space, other.data)) == (409, "conflict")
    gap = maya.sealed(space, b"gap", Head(7, b"x" * 32))
    assert problem(maya.offer(space, gap.data)) == (409, "conflict")
    unchained = maya.sealed(space, b"x", Head(1, b"x" * 32))
    assert problem(maya.offer(space, unchained.data)) == (409, "conflict")


def test_an_offer_is_kept_whole_or_not_at_all(maya: Guest) -> None:
    space = maya.open()
    good = maya.sealed(space)
    bad = maya.sealed(space, b"gap", Head(5, b"x" * 32))
    assert maya.offer(space, good.data, bad.data)[0] == 409
    assert maya.fetch(space) == []


def test_nobody_takes_anothers_place(maya: Guest, henrik: Guest) -> None:
    space = maya.open(henrik)
    forged = msgspec.structs.replace(decoded(maya.sealed(space).data), device=henrik.keys.id)
    assert problem(maya.offer(space, encoded(forged))) == (403, "not_permitted")
    assert henrik.say(space)


def test_a_stranger_learns_nothing(maya: Guest, henrik: Guest) -> None:
    space, none = maya.open(), "0" * 32
    maya.say(space)
    envelope = henrik.sealed(space).data
    for path in (space, none):
        answers = (
            henrik.call("GET", f"/spaces/{path}"),
            henrik.call("DELETE", f"/spaces/{path}"),
            henrik.call("POST", f"/spaces/{path}/fetch", b"[]"),
            henrik.call("POST", f"/spaces/{path}/presence", b"x"),
            henrik.offer(path),
        )
        assert {problem(each) for each in answers} == {(404, "not_found")}
    assert problem(henrik.offer(space, envelope)) == (404, "not_found")
    body = json.dumps({"devices": [henrik.id]}).encode()
    assert problem(henrik.call("PUT", f"/spaces/{space}", body)) == (404, "not_found")
    assert len(maya.fetch(space)) == 1


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", "Basic abc"])
def test_without_a_token_there_is_nothing(client: TestClient, token: str) -> None:
    answer = client.get(f"/v1/spaces/{'0' * 32}", headers={"Authorization": token})
    assert answer.status_code == 401


def test_who_loses_access_is_a_stranger_once_the_farewell_is_over(start: Start) -> None:
    client = start(farewell_ms=0)
    maya, henrik = Guest(client), Guest(client)
    space = maya.open(henrik)
    maya.say(space)
    maya.open(space=space)
    assert henrik.call("POST", f"/spaces/{space}/fetch", b"[]")[0] == 404


def test_a_space_ends_with_everything_in_it(maya: Guest, henrik: Guest) -> None:
    space = maya.open(henrik)
    maya.say(space)
    assert henrik.call("DELETE", f"/spaces/{space}")[0] == 204
    assert maya.call("GET", f"/spaces/{space}")[0] == 404
    maya.open(space=space)
    assert maya.fetch(space) == []


def test_a_permit_lets_one_device_in(start: Start) -> None:
    client = start(open_door=False, permits=("a-permit-of-the-owner",))
    assert Guest(client).answer == 403
    first = Guest(client, "a-permit-of-the-owner")
    assert first.answer == 201
    assert Guest(client, "a-permit-of-the-owner").answer == 403
    status, body = first.call("POST", "/permits")
    assert status == 201
    assert Guest(client, json.loads(body)["permit"]).answer == 201


def test_enrolling_again_ends_the_old_token(maya: Guest) -> None:
    space, old = maya.open(), maya.token
    assert maya.enrol() == 201
    assert maya.token != old
    assert maya.state(space).position == 0
    maya.token = old
    assert maya.call("GET", f"/spaces/{space}")[0] == 401


def test_an_enrolment_for_another_relay_is_refused(maya: Guest) -> None:
    signature = maya.keys.sign(b"rm-desktop enrol 1\nelsewhere").hex()
    keys = maya.keys.public
    wish = {"signing": keys.signing.hex(), "sealing": keys.sealing.hex(), "signature": signature}
    assert problem(maya.call("POST", "/devices", json.dumps(wish).encode()))[0] == 400


def test_a_restored_store_says_so(start: Start) -> None:
    guest = Guest(start())
    space = guest.open()
    before = guest.state(space).incarnation
    guest.client = start()
    assert guest.state(space).incarnation == before
    guest.client = start(restored=True)
    assert guest.state(space).incarnation != before


def test_sizes_are_bounded(start: Start) -> None:
    guest = Guest(start(quota=2_000, most_body=5_000))
    space = guest.open()
    guest.say(space, b"x" * 1_000)
    made = guest.sealed(space, b"y" * 1_500)
    assert problem(guest.offer(space, made.data)) == (507, "full")
    assert problem(guest.call("POST", f"/spaces/{space}/envelopes", b"z" * 6_000)) == (
        413,
        "too_large",
    )
    assert guest.call("POST", f"/spaces/{space}/presence", b"p" * 3_000)[0] == 413


def test_too_many_calls_are_told_when_to_come_again(start: Start) -> None:
    guest = Guest(start(burst=5, calls=0.5))
    answers = [guest.call("GET", f"/spaces/{'1' * 32}") for _ in range(7)]
    assert [status for status, _ in answers] == [404] * 5 + [429] * 2
    assert msgspec.json.decode(answers[-1][1], type=Problem).retry_after >= 1


def test_a_mailbox_takes_one_of_each_and_a_second_answer_closes_it(
    maya: Guest, henrik: Guest
) -> None:
    box = f"/mailboxes/{'a' * 64}"
    assert henrik.call("PUT", f"{box}/answer", b"too early")[0] == 404
    assert maya.call("PUT", f"{box}/offer", b"offer")[0] == 204
    assert henrik.call("GET", f"{box}/offer") == (200, b"offer")
    assert henrik.call("GET", f"{box}/answer")[0] == 404
    assert henrik.call("PUT", f"{box}/answer", b"answer")[0] == 204
    assert henrik.call("PUT", f"{box}/answer", b"answer")[0] == 204
    assert maya.call("GET", f"{box}/answer") == (200, b"answer")
    assert problem(henrik.call("PUT", f"{box}/answer", b"mallory")) == (410, "gone")
    for slot in ("offer", "answer", "reveal", "welcome"):
        assert problem(maya.call("GET", f"{box}/{slot}")) == (410, "gone")


def test_the_app_can_be_asked_how_it_is(client: TestClient, maya: Guest) -> None:
    maya.open()
    metrics = client.get("/metrics").text
    assert 'rm_relay_calls_total{call="PUT /v1/spaces/{space}",status="201"} 1' in metrics
    assert maya.id not in metrics
    assert client.get("/openapi.json").json()["openapi"] == "3.1.0"


@pytest.mark.parametrize(
    "path",
    ["/v1/spaces/xyz", "/v1/spaces/" + "A" * 32, "/v1/spaces/" + "0" * 31, "/v1/nothing", "/"],
)
def test_what_does_not_exist_is_a_problem_in_json(maya: Guest, path: str) -> None:
    answer = maya.client.get(path, headers=maya.headers)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


# -- a farewell ---------------------------------------------------------------------------------


def test_who_is_shut_out_reads_why_and_does_nothing_more(maya: Guest, henrik: Guest) -> None:
    space = maya.open(henrik)
    henrik.say(space)
    maya.open(space=space)
    said = maya.say(space, b"you are removed")
    assert said in henrik.fetch(space)
    assert henrik.state(space).position == 2
    more = henrik.sealed(space).data
    assert problem(henrik.offer(space, more)) == (403, "not_permitted")
    mine = msgspec.json.encode({"devices": [henrik.id]})
    assert problem(henrik.call("PUT", f"/spaces/{space}", mine)) == (403, "not_permitted")
    assert problem(henrik.call("DELETE", f"/spaces/{space}")) == (403, "not_permitted")
    here = henrik.call("POST", f"/spaces/{space}/presence", b"x")
    assert problem(here) == (403, "not_permitted")
    maya.open(henrik, space=space)  # invited again
    henrik.say(space)


def test_a_farewell_ends_and_is_not_begun_anew(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [10**12]
    monkeypatch.setattr("rm_desktop.relay.calls._now_ms", lambda: now[0])
    client = start(farewell_ms=1_000)
    maya, henrik = Guest(client), Guest(client)
    space = maya.open(henrik)
    maya.open(space=space)
    now[0] += 999
    maya.open(space=space)
    assert henrik.fetch(space) == []
    now[0] += 1
    for call in (("GET", ""), ("DELETE", ""), ("POST", "/fetch")):
        answer = henrik.call(call[0], f"/spaces/{space}{call[1]}", b"[]")
        assert problem(answer) == (404, "not_found")
    assert problem(henrik.offer(space, henrik.sealed(space).data)) == (404, "not_found")


# -- a browser ----------------------------------------------------------------------------------


def test_a_browser_that_opens_an_invitation_is_told_what_to_do(client: TestClient) -> None:
    answer = client.get("/join")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "‘I have an invitation’" in answer.text
    assert not [
        each for each in ("<script", "src=", "href=", "style", "://") if each in answer.text
    ]
    assert client.get("/join?anything").text == answer.text
    assert client.head("/join").headers["content-length"] == str(len(answer.content))
