"""`rm-desktop serve` as an owner types it: what it refuses, says, remembers, and how it ends."""

from __future__ import annotations

import json
import logging
import re
import shutil
import signal
import sqlite3
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from rm_desktop import serving
from rm_desktop.__main__ import main
from rm_desktop.relay.app import make_app
from rm_desktop.relay.database import Database
from rm_desktop.relay.migrations import HEAD
from rm_desktop.relay.migrations.upgrade import Steps, bring_up_to_date
from rm_desktop.relay.problems import NewerStoreError
from rm_desktop.relay.serve import Plan, prepare
from rm_desktop.relay.tables import metadata
from rm_desktop.sync.http import Relay, TroubleError
from rm_desktop.sync.keys import DeviceKeys, space_id
from rm_desktop.sync.sealing import Epoch, Sealer
from rm_desktop.wire.content import Changes, Update
from rm_desktop.wire.envelope import NO_HEAD
from tests.relay.conftest import Start
from tests.relay.guests import CHANCE, Guest
from tests.relay.running import relay, said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--host 0.0.0.0", "Plain HTTP on 0.0.0.0"),
        ("--host relay.example.org", "Plain HTTP on relay.example.org"),
        ("--database mysql://h/d", "neither SQLite nor PostgreSQL"),
        ("--database nothing", "no address of a database"),
        ("--database postgresql://u:hushhush@127.0.0.1:1/d", "The database does not answer"),
        ("--tls-cert none.pem --tls-key none.pem", "The certificate or its key"),
        ("--unix none/there.sock", "Nothing can listen there"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_sentence(
    options: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--data", str(tmp_path), *options.split()]) == 1
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told
    assert "hushhush" not in told


@pytest.mark.parametrize(
    "options",
    [
        "--port x",
        "--port 65536",
        "--quota 0",
        "--tls-cert c.pem",
        "--unix s --port 1",
        "--enrol-token short",
        "--nothing",
        "--open=yes",
    ],
)
def test_options_without_sense_are_misuse(options: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *options.split()]) == 2
    assert capsys.readouterr().err.startswith("rm-desktop: ")


def test_without_its_libraries_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda _name: None)
    assert main(["serve"]) == 2
    assert "pip install 'rm-desktop[server]'" in capsys.readouterr().err


def test_it_serves_stops_when_told_and_goes_on(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"), "--port", "0")
    with relay(*data, "--enrol-token", "a-token-of-the-owner-1") as running:
        client = Relay(running.address)
        keys, epoch = DeviceKeys.make(CHANCE), Epoch(1, CHANCE(32))
        with pytest.raises(TroubleError):
            client.enrol(keys)
        client.enrol(keys, "a-token-of-the-owner-1")
        space = space_id(keys.id, CHANCE(16))
        client.open_space(space, [keys.id])
        content = Changes(heads={}, updates=[Update("pair", "pair", b"words")])
        sealed = Sealer(space, keys, CHANCE).seal(content, epoch, NO_HEAD)
        client.offer(space, [sealed.data])
        heard: list[str] = []
        listener = threading.Thread(target=listen, args=(running.address, client.token, heard))
        listener.start()
        until(lambda: len(heard) > 1)
        assert running.stop() == 0
        listener.join(10)
        assert running.first[1:] == []
    with relay(*data) as running:
        again = Relay(running.address, client.token)
        assert again.state(space).position == 1
        assert running.stop(signal.SIGINT) == 0
        again.close()
    client.close()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def listen(address: str, token: str, heard: list[str]) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.stream("GET", f"{address}/v1/events", headers=headers) as response:
        for line in response.iter_lines():
            heard.append(line)  # noqa: PERF402 - each at once


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_token_can_be_made_and_is_said_once(tmp_path: Path) -> None:
    code, token = said("--data", str(tmp_path), "--make-token")
    assert code == 0
    assert re.fullmatch(r"[\w-]{43}\n", token)
    assert token.strip().encode() not in b"".join(each.read_bytes() for each in tmp_path.iterdir())
    with relay("--data", str(tmp_path), "--port", "0") as running:
        client = Relay(running.address)
        client.enrol(DeviceKeys.make(CHANCE), token.strip())
        with pytest.raises(TroubleError):
            client.enrol(DeviceKeys.make(CHANCE), token.strip())
        client.close()
        running.stop()


def test_one_that_lets_nobody_in_says_how(tmp_path: Path) -> None:
    with relay("--data", str(tmp_path), "--port", "0") as running:
        running.stop()
    assert running.first[1] == "Nobody can enrol yet. For a token: rm-desktop serve --make-token"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
def test_it_speaks_tls_by_certificate_files(tmp_path: Path) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    files = ("--tls-cert", str(certificate), "--tls-key", str(key))
    with relay("--data", str(tmp_path), "--port", "0", "--host", "0.0.0.0", *files) as running:
        address = running.address.replace("0.0.0.0", "127.0.0.1")
        trusting = ssl.create_default_context(cafile=certificate)
        assert httpx2.get(f"{address}/healthz", verify=trusting).status_code == 200
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(address.replace("https", "http") + "/healthz")
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(f"{address}/healthz")
        assert running.stop() == 0


def test_a_socket_of_this_computer_will_do(tmp_path: Path) -> None:
    path = tmp_path / "relay.sock"
    with relay("--data", str(tmp_path), "--unix", str(path), "--proxied") as running:
        transport = httpx2.HTTPTransport(uds=str(path))
        with httpx2.Client(transport=transport) as client:
            assert client.get("http://relay/healthz").status_code == 200
        assert running.stop() == 0


# -- its schema ---------------------------------------------------------------------------


def test_the_steps_make_what_the_tables_say(address: str) -> None:
    from sqlalchemy import inspect

    database = Database(address)
    with database.writing() as connection:
        bring_up_to_date(connection)
    found = inspect(database.engine)
    assert set(found.get_table_names()) == {*metadata.tables, "alembic_version"}
    for name, table in metadata.tables.items():
        columns = {each["name"]: each["nullable"] for each in found.get_columns(name)}
        assert columns == {each.name: each.nullable for each in table.columns}
        assert found.get_pk_constraint(name)["constrained_columns"] == [
            each.name for each in table.primary_key
        ]
        indexes = {tuple(each["column_names"]) for each in found.get_indexes(name)}
        assert indexes >= {tuple(each.name for each in index.columns) for index in table.indexes}
    database.close()


def test_a_newer_store_is_refused_and_left_alone(address: str, start: Start) -> None:
    start()
    database = Database(address)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(NewerStoreError):
        prepare(Plan(address))
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")
    database.close()
    prepare(Plan(address)).close()


def test_a_step_is_taken_once_and_with_the_data(address: str, tmp_path: Path) -> None:
    guest_store = prepare(Plan(address))
    guest_store.close()
    (tmp_path / "v0999_more.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"revision, down_revision = '0999', '{HEAD}'\n"
        "def upgrade():\n    op.add_column('space', sa.Column('more', sa.Integer))\n",
        "utf-8",
    )
    first = Steps().versions
    steps = Steps("0999", frozenset({HEAD}), (*first, tmp_path))
    database = Database(address)
    for _ in range(2):
        with database.writing() as connection:
            bring_up_to_date(connection, steps)
            connection.exec_driver_sql("SELECT more FROM space")
    database.close()


# -- what it tells ------------------------------------------------------------------------


def test_its_counts_are_prometheus_text(client: object, maya: Guest) -> None:
    maya.open()
    answer = maya.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    line = re.compile(
        r'(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"\n]*"(,\w+="[^"\n]*")*\})? -?[\d.e+-]+)\Z'
    )
    lines = answer.text.splitlines()
    assert [each for each in lines if not line.match(each)] == []
    assert {"rm_relay_calls_total", "rm_relay_listening", "rm_relay_waiting"} <= {
        each.split()[2] for each in lines if each.startswith("# TYPE")
    }


def test_nothing_that_matters_is_logged(
    start: Start, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    guest = Guest(start())
    space = guest.open()
    said_here = guest.say(space, b"quokka")
    monkeypatch.setattr(
        "rm_desktop.relay.spaces.after", lambda *_: (_ for _ in ()).throw(ValueError(guest.token))
    )
    status, body = guest.call("POST", f"/spaces/{space}/fetch", b"[]")
    assert (status, json.loads(body)["kind"]) == (500, "broken")
    ours = [each for each in caplog.records if not each.name.startswith("httpx2")]  # the client's
    told = "\n".join(each.getMessage() for each in ours)
    assert "ValueError" in told
    for secret in (guest.token, guest.id, space, "quokka", said_here.hex()):
        assert secret not in told


def test_tokens_and_permits_are_kept_as_hashes_only(tmp_path: Path) -> None:
    permit = "a-permit-of-the-owner"
    plan = Plan(f"sqlite:///{tmp_path / 'r.db'}", permits=(permit, f"{permit}-2"))
    with TestClient(make_app(prepare(plan))) as client:
        guest = Guest(client, permit)
        assert guest.answer == 201
    with sqlite3.connect(tmp_path / "r.db") as raw:
        kept = raw.execute("SELECT hash FROM permit UNION SELECT token FROM device").fetchall()
    raw.close()
    assert sorted(len(each) for (each,) in kept) == [32, 32]
    found = (tmp_path / "r.db").read_bytes()
    assert permit.encode() not in found
    assert guest.token.encode() not in found
