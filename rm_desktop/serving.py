"""`rm-desktop serve`: a relay from the command line's options. It needs the extra `server` only."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr

if TYPE_CHECKING:
    from rm_desktop.relay.problems import CannotServeError
    from rm_desktop.relay.serve import Plan

#: What `serve` understands; True takes a value.
OPTIONS = {
    "--data": True,
    "--database": True,
    "--host": True,
    "--port": True,
    "--unix": True,
    "--tls-cert": True,
    "--tls-key": True,
    "--proxied": False,
    "--enrol-token": True,
    "--make-token": False,
    "--open": False,
    "--quota": True,
    "--restored": False,
    "--help": False,
}
#: May be given again and again.
REPEATED = frozenset({"--enrol-token"})
USAGE = """\
rm-desktop serve [--data DIR]                 run a relay, which can read nothing that passes
  --database URL     postgresql://USER:PASSWORD@HOST/NAME; without it a SQLite file in --data
  --host, --port     where it listens: 127.0.0.1 and 8443, or --unix PATH for a socket
  --tls-cert, --tls-key FILE
                     its certificate and key; without them it listens on this computer alone
  --proxied          a proxy in front of it ends TLS and names the caller in X-Forwarded-For
  --make-token       print a token that lets one device enrol, and end; also while it runs
  --enrol-token TOKEN
                     a token of your own choice, of 20 characters or more; may be repeated
  --open             let anybody enrol
  --quota MIB        what one pair may keep: 256
  --restored         the database was put back from a copy: clients are to offer everything anew
RM_RELAY_DATABASE and RM_RELAY_ENROL_TOKENS (separated by spaces) stand in for --database and
--enrol-token, so that no secret stands in a list of processes."""

_FAILED, _MISUSED = 1, 2
_SHORTEST_TOKEN, _MOST_PORT, _MIB = 20, 65_535, 1024 * 1024
_NEEDED = ("starlette", "uvicorn", "httptools", "sqlalchemy", "alembic", "nacl", "msgspec")


def problem_with(options: Mapping[str, str]) -> str | None:
    """Tell in a few words what makes no sense in the options of `serve`; None if all do."""
    if not _is_number(options.get("--port", "0"), _MOST_PORT):
        return tr("--port needs a number up to {n}", n=_MOST_PORT)
    if not _is_number(options.get("--quota", "1"), _MIB) or options.get("--quota") == "0":
        return tr("--quota needs a number of MiB")
    if ("--tls-cert" in options) != ("--tls-key" in options):
        return tr("--tls-cert and --tls-key go together")
    if "--unix" in options and not options.keys().isdisjoint({"--host", "--port", "--tls-cert"}):
        return tr("--unix takes neither --host nor --port nor a certificate")
    if any(len(each) < _SHORTEST_TOKEN for each in _tokens(options)):
        return tr("a token needs {n} characters or more", n=_SHORTEST_TOKEN)
    return None


def _is_number(words: str, most: int) -> bool:
    return words.isascii() and words.isdecimal() and len(words) < 9 and int(words) <= most  # noqa: PLR2004


def serve(options: Mapping[str, str]) -> int:
    """Run a relay until it is told to stop, or make a token for one; the exit code."""
    if any(find_spec(name) is None for name in _NEEDED):
        print(tr("A relay needs more libraries: pip install 'rm-desktop[server]'"), file=sys.stderr)
        return _MISUSED
    from rm_desktop.relay.problems import CannotServeError, NoDriverError

    try:
        return _perform(options)
    except NoDriverError:
        print(
            tr("PostgreSQL needs a library more: pip install 'rm-desktop[server,postgres]'"),
            file=sys.stderr,
        )
        return _MISUSED
    except CannotServeError as error:
        raise _in_words(error) from error


def _perform(options: Mapping[str, str]) -> int:
    from rm_desktop.relay.serve import door_for, new_permit, run, server_for

    plan = _plan(options)
    if "--make-token" in options:
        print(new_permit(plan))
        return 0
    server = server_for(plan)
    try:
        door = door_for(plan)
    except BaseException:
        server.let_go()
        raise
    told = [tr("The relay listens on {place}; Ctrl+C stops it.", place=_place(plan, door))]
    if not (plan.settings.open_door or server.lets_somebody_in()):
        told.append(tr("Nobody can enrol yet. For a token: rm-desktop serve --make-token"))
    run(server, door, lambda: print(*told, sep="\n", flush=True))
    return 0


def _place(plan: Plan, door: object) -> str:
    if plan.unix:
        return str(plan.unix)
    host, port = door.getsockname()[:2]  # type: ignore[attr-defined]
    named = f"[{host}]" if ":" in host else host
    return f"{'https' if plan.certificate else 'http'}://{named}:{port}"


def _plan(options: Mapping[str, str]) -> Plan:
    from rm_desktop.relay.limits import Settings
    from rm_desktop.relay.serve import Plan

    data = _path(options, "--data") or _default_data()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            tr("The folder {path} cannot be used: {why}.", path=data, why=error.strerror),
            tr("Name another one with --data."),
        ) from error
    database = options.get("--database") or os.environ.get("RM_RELAY_DATABASE", "")
    return Plan(
        database or f"sqlite:///{data / 'relay.db'}",
        host=options.get("--host", "127.0.0.1"),
        port=int(options.get("--port", "8443")),
        certificate=_path(options, "--tls-cert"),
        key=_path(options, "--tls-key"),
        permits=_tokens(options),
        restored="--restored" in options,
        settings=Settings(
            open_door="--open" in options,
            behind_proxy="--proxied" in options,
            quota=int(options.get("--quota", "256")) * _MIB,
        ),
        seen=data / _remembered(database),
        unix=_path(options, "--unix"),
    )


def _remembered(database: str) -> str:
    """Name the file that remembers a store: another database in the same folder has its own."""
    if not database:
        return "relay.seen"
    from hashlib import blake2b

    return f"relay-{blake2b(database.encode(), digest_size=8).hexdigest()}.seen"


def _tokens(options: Mapping[str, str]) -> tuple[str, ...]:
    words = options.get("--enrol-token") or os.environ.get("RM_RELAY_ENROL_TOKENS", "")
    return tuple(words.split())


def _path(options: Mapping[str, str], name: str) -> Path | None:
    return Path(options[name]).expanduser().absolute() if options.get(name) else None


def _default_data() -> Path:
    import platformdirs

    return platformdirs.user_data_path("rm-desktop-relay", appauthor=False)


def _in_words(error: CannotServeError) -> KnownError:
    """Return why a relay does not start as a sentence with a next step."""
    from rm_desktop.relay import problems, serve

    match error:
        case serve.UnsafeError():
            return KnownError(
                tr("Plain HTTP on {host} could be read by others.", host=error),
                tr("Give it --tls-cert and --tls-key, or --proxied behind a proxy with TLS."),
            )
        case problems.NewerStoreError():
            return KnownError(
                tr("The database is of another version ({revision}).", revision=error),
                tr("Nothing was changed. Install the version of rm-desktop that wrote it."),
            )
        case problems.NoCertificateError():
            return KnownError(
                tr("The certificate or its key cannot be used: {why}.", why=error),
                tr("Check --tls-cert and --tls-key."),
            )
        case problems.NoAddressError():
            return KnownError(
                tr("Nothing can listen there: {why}.", why=error),
                tr("Check --host and --port; another program may use them."),
            )
        case _:
            return KnownError(
                tr("The database does not answer: {why}.", why=error),
                tr("Check --database, or the folder given with --data."),
            )
