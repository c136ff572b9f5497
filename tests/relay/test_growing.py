"""What packaging/relay says about running and growing a relay is so."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from starlette.testclient import TestClient

from tests.relay.guests import Guest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packaging" / "relay"
#: What is imported under another name than it is installed by, or by uvicorn for us.
NAMES, FOR_OTHERS = {"nacl": "pynacl"}, {"httptools"}


@pytest.mark.postgresql
@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_the_large_table_can_be_divided(address: str, start: Callable[..., TestClient]) -> None:
    guest = Guest(start())
    space = guest.open()
    said = [guest.say(space, f"{n}".encode()) for n in range(5)]
    guest.client.__exit__()
    [steps] = re.findall(r"```sql\n(.+?)```", (FOLDER / "GROWING.md").read_text("utf-8"), re.DOTALL)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(steps)
        parts = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'envelope'::regclass"
        assert connection.execute(parts).fetchone() == (16,)
    guest.client = start()
    assert guest.fetch(space) == said
    said.append(guest.say(space, b"after"))
    assert guest.offer(space, said[0])[0] == 200
    assert guest.fetch(space) == said
    assert guest.call("DELETE", f"/spaces/{space}")[0] == 204


def required(name: str) -> dict[str, Requirement]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    found = [Requirement(each) for each in lines if each and not each.startswith("#")]
    return {canonicalize_name(each.name): each for each in found}


def test_a_relay_needs_what_its_list_names_and_no_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    ours = [*project["dependencies"], *extras["server"], *extras["postgres"]]
    known = {str(Requirement(each)) for each in ours}
    wanted = required("requirements.txt")
    assert {str(each) for each in wanted.values()} <= known
    assert imported() | FOR_OTHERS == set(wanted)


def imported() -> set[str]:
    folders = (ROOT / "rm_desktop" / "relay", ROOT / "rm_desktop" / "wire")
    files = [
        ROOT / "rm_desktop" / "serving.py",
        *(each for one in folders for each in one.rglob("*.py")),
    ]
    found = set[str]()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    outside = found - sys.stdlib_module_names - {"rm_desktop", "__future__"}
    return {canonicalize_name(NAMES.get(each, each)) for each in outside}
