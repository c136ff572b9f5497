"""The command line: opens the app; everything else it can do is in `commands`.

Little is imported before the window stands: arguments are read by hand (argparse costs as much as
a tenth of the first frame), and bootstrap is loaded when its doors are first used.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rm_desktop import __version__
from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.words import tr

if TYPE_CHECKING:
    from rm_desktop.services.doors import Doors
    from rm_desktop.vault.keys import KeyStore

PROGRAM = "rm-desktop"
USAGE = f"""\
{PROGRAM} [--profile DIR] [--demo]                 open the app
{PROGRAM} doctor [--profile DIR] [--json] [--rebuild] [--private]
                                              look a profile through; make its lists anew
{PROGRAM} doctor [--profile DIR] --salvage --to DIR
                                              save what a damaged profile still holds
{PROGRAM} export [--profile DIR] --to DIR --format markdown|json [--private]
                                              write everything out; private pages on asking
{PROGRAM} import [--profile DIR] --from FILE|DIR [--yes]
                                              bring in an exported pair, or a journal
{PROGRAM} backup [--profile DIR] --to DIR        write verified copies into a folder
{PROGRAM} restore [--profile DIR] --from FILE [--yes]
                                              put a backup in place of what is there
{PROGRAM} serve [OPTIONS]                        run a relay for others; serve --help
{PROGRAM} --version | --help"""

OPEN, DOCTOR, EXPORT, IMPORT, BACKUP = "open", "doctor", "export", "import", "backup"
RESTORE, SERVE = "restore", "serve"
FORMATS = ("markdown", "json")
KEY_BYTES = 32
GARBAGE_EVERY = 50_000
_FAILED, _MISUSED = 1, 2
_LAST_DESCRIPTOR = 99_999_999  # systems allow fewer; Python takes a longer number for a path
_COMMON = {"--profile": True, "--key-fd": True}
#: The options of each command; True takes a value. `--key-fd N` is for tests and figures: the
#: vault's key, 32 bytes, is read from an inherited descriptor and stands in no list of processes.
_OPTIONS = {
    OPEN: {**_COMMON, "--demo": False, "--version": False, "--help": False},
    DOCTOR: {
        **_COMMON,
        "--json": False,
        "--rebuild": False,
        "--private": False,
        "--salvage": False,
        "--to": True,
        "--help": False,
    },
    EXPORT: {**_COMMON, "--to": True, "--format": True, "--private": False, "--help": False},
    IMPORT: {**_COMMON, "--from": True, "--yes": False, "--help": False},
    BACKUP: {**_COMMON, "--to": True, "--help": False},
    RESTORE: {**_COMMON, "--from": True, "--yes": False, "--help": False},
}


class MisuseError(Exception):
    """Arguments that make no sense, in one line."""


class Order:
    """What was asked for: a command and its options, flags with an empty value."""

    def __init__(self, command: str, options: dict[str, str]) -> None:
        self.command, self.options = command, options

    def __contains__(self, option: str) -> bool:
        return option in self.options

    @property
    def root(self) -> Path:
        """The profile's folder."""
        if "--profile" in self.options:
            return Path(self.options["--profile"]).expanduser().absolute()
        from rm_desktop.system.paths import default_root

        return default_root()


def parse(arguments: Sequence[str]) -> Order:
    """Read the arguments; raises `MisuseError`."""
    command = arguments[0] if arguments and not arguments[0].startswith("-") else OPEN
    if command not in (*_OPTIONS, SERVE) or arguments[:1] == [OPEN]:
        raise MisuseError(tr("there is no command “{name}”", name=command))
    known, repeated = _known(command)
    options = dict[str, str]()
    rest = list(arguments[command != OPEN :])
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in known or (equals and not known[name]):
            raise MisuseError(tr("there is no option “{name}” here", name=name))
        if known[name] and not equals:
            if not rest:
                raise MisuseError(tr("{name} needs a value", name=name))
            value = rest.pop(0)
        options[name] = f"{options[name]} {value}" if name in repeated & options.keys() else value
    _check(command, options)
    return Order(command, options)


def _known(command: str) -> tuple[dict[str, bool], frozenset[str]]:
    """Return the options of a command, and those that may be given again."""
    if command != SERVE:
        return _OPTIONS[command], frozenset()
    from rm_desktop import serving

    return serving.OPTIONS, serving.REPEATED


def _check(command: str, options: dict[str, str]) -> None:
    if "--help" in options or "--version" in options:
        return
    if "--demo" in options and len(options) > 1:
        raise MisuseError(tr("--demo makes a profile of its own and takes no other option"))
    if command == SERVE:
        from rm_desktop.serving import problem_with

        if problem := problem_with(options):
            raise MisuseError(problem)
        return
    _check_needs(command, options)
    if command == EXPORT and options.get("--format") not in FORMATS:
        raise MisuseError(tr("export needs --format markdown or --format json"))
    descriptor = options.get("--key-fd", "0")
    if not descriptor.isdecimal() or len(descriptor) > len(str(_LAST_DESCRIPTOR)):
        raise MisuseError(tr("--key-fd needs the number of a descriptor"))
    for name in ("--profile", "--to"):
        if options.get(name) == "":
            raise MisuseError(tr("{name} needs a folder", name=name))


def _check_needs(command: str, options: dict[str, str]) -> None:
    salvage = "--salvage" in options
    if (command in (EXPORT, BACKUP) or salvage) and "--to" not in options:
        name = f"{command} --salvage" if salvage else command
        raise MisuseError(tr("{name} needs --to and a folder", name=name))
    if command == DOCTOR and "--to" in options and not salvage:
        raise MisuseError(tr("{name} belongs to {other}", name="--to", other="--salvage"))
    if salvage and not options.keys().isdisjoint({"--json", "--rebuild"}):
        raise MisuseError(tr("--salvage goes with neither --json nor --rebuild"))
    if command in (RESTORE, IMPORT) and not options.get("--from"):
        raise MisuseError(tr("{name} needs --from and a file", name=command))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; return the exit code."""
    try:
        order = parse(sys.argv[1:] if arguments is None else arguments)
        if "--help" in order or "--version" in order:
            print(_usage(order.command) if "--help" in order else f"{PROGRAM} {__version__}")
            return 0
        _leave_no_core()
        if order.command == SERVE:
            from rm_desktop.serving import serve

            return serve(order.options)
        return _open(order) if order.command == OPEN else _perform(order)
    except MisuseError as error:
        return _complain(
            tr("{problem}; see {program} --help", problem=error, program=PROGRAM), _MISUSED
        )
    except KnownError as error:
        return _complain(str(error), _FAILED)
    except KeyboardInterrupt:
        return _FAILED


def _usage(command: str) -> str:
    if command != SERVE:
        return USAGE
    from rm_desktop import serving

    return serving.USAGE


def _leave_no_core() -> None:
    """Let a crash write no image of the memory: open notes and their keys would stand in it."""
    if sys.platform != "win32":  # 0.25 ms
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _complain(sentence: str, code: int) -> int:
    print(f"{PROGRAM}: {' '.join(sentence.split())}", file=sys.stderr)
    return code


# -- the app ------------------------------------------------------------------------------


def _open(order: Order) -> int:
    _need_a_display()
    if "--demo" in order:
        return _open_demo()
    from rm_desktop.system.keyring_store import KeyringStore

    return _run(order.root, KeyringStore(), key=_given_key(order))


def _open_demo() -> int:
    """Open the sample pair in a folder that is removed when the window is closed."""
    from tempfile import TemporaryDirectory

    from rm_desktop.bootstrap import make_demo
    from rm_desktop.vault.keys import MemoryKeyStore

    with TemporaryDirectory(prefix=f"{PROGRAM}-demo-") as folder:
        root, store = Path(folder) / "profile", MemoryKeyStore()
        return _run(root, store, key=make_demo(root, store), demo=True)


def _run(
    root: Path,
    store: KeyStore,
    *,
    key: bytes | None,
    demo: bool = False,
    report: Callable[[str], None] | None = None,
) -> int:
    look_for_garbage_seldom()
    from rm_desktop.services.start import Start
    from rm_desktop.ui.app import run

    doors = cast("Doors", _LateDoors(passing=demo or key is not None))
    return run(Start(root, store, doors, demo, key), report)


def look_for_garbage_seldom() -> None:
    """Python does it every 700 objects: at start, where next to nothing is, and while one types.

    That takes a tenth of a bare window's time, and 60 ms a time once ten years are in memory.
    """
    gc.set_threshold(GARBAGE_EVERY, 20, 20)


class _LateDoors:
    """Bootstrap's functions; the module is imported when the first of them is asked for.

    This computer remembers the profiles it opens, but for throw-away ones and those of tests.
    """

    def __init__(self, *, passing: bool) -> None:
        self._passing = passing

    def __getattr__(self, name: str) -> Callable[..., object]:
        from rm_desktop import bootstrap

        if name == "open_profile" and not self._passing:
            name = "open_installed"
        return cast("Callable[..., object]", getattr(bootstrap, name))


def _need_a_display() -> None:
    """Say in a line what Qt would say with a crash."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, named)):
        raise KnownError(
            tr("There is no display to open a window on."),
            tr("Start it in a desktop session; doctor and export need none."),
        )


# -- without a window ---------------------------------------------------------------------


def _perform(order: Order) -> int:
    from rm_desktop.commands import perform

    return perform(order.command, order.root, order.options, _given_key(order))


def _given_key(order: Order) -> bytes | None:
    if "--key-fd" not in order:
        return None
    key = b""
    try:
        with os.fdopen(int(order.options["--key-fd"]), "rb") as descriptor:
            key = descriptor.read(KEY_BYTES + 1)
    except OSError:
        pass
    if len(key) != KEY_BYTES:
        raise MisuseError(tr("--key-fd gave no key of {n} bytes", n=KEY_BYTES))
    return key


if __name__ == "__main__":
    sys.exit(main())
