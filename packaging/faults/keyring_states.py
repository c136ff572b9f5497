"""What can happen to a keyring, brought about with a real one inside a session of its own.

    python -m faults.keyring_states STATE SEED FOLDER short|long

Each start of the app is a process of its own, for the library looks for keyrings once.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Timer

from faults.child import Tell, answers
from faults.run import promise
from faults.stage import files_in, vault_of
from faults.traces import plain_traces
from faults.window import fetch_beside_a_window
from rm_desktop.bootstrap import (
    create_profile,
    fetch_key,
    fetch_key_with_phrase,
    keep_key,
    open_profile,
)
from rm_desktop.domain.errors import (
    InUseError,
    KeyNotFoundError,
    KnownError,
    NoKeyringError,
    WrongKeyError,
)
from rm_desktop.system.keyring_store import KeyringStore
from rm_desktop.vault.header import read_header

_PASSWORD = "ci-password\n"  # noqa: S105 - of the keyring with_keyring.sh makes
_PASSPHRASE = "seven small boats"  # noqa: S105
_MOST_STOP = 0.2
_LONGEST_PROMPT = 20.0
_BARE = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A profile whose key lies in the session's keyring, and the paper with its phrase."""

    root: Path
    folder: Path
    key: bytes
    words: str
    dice: Random
    half_a_minute: bool

    @property
    def vault_id(self) -> str:
        """The name of the keyring's item."""
        return read_header(vault_of(self.root)).vault_id


Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class State:
    """A state, brought about in the process that starts the app; what undoes it is returned.

    `refusal` is what the start meets, in words `says`; none where the key comes all the same.
    `as_asked` happens in the worker when it begins to ask.
    """

    bring_about: Callable[[Scene], Undo]
    refusal: type[KnownError] | None = None
    says: str = ""
    as_asked: Callable[[Scene], object] = id


def _no_bus(_: Scene) -> Undo:
    address = os.environ.pop("DBUS_SESSION_BUS_ADDRESS")
    return lambda: os.environ.update(DBUS_SESSION_BUS_ADDRESS=address)


def _no_service(scene: Scene) -> Undo:
    """Move to a bus on which nothing answers for keys and nothing can be started for it."""
    config = scene.folder / "bare.conf"
    config.write_text(_BARE, "ascii")
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    before = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip() if bus.stdout else ""

    def undo() -> None:
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = before
        bus.terminate()
        bus.wait()

    return undo


def _locked(_: Scene) -> Undo:
    """Lock it where nobody can be asked: there is no display."""
    _lock()
    return _unlock


def _dismissed(scene: Scene) -> Undo:
    """Lock it and press Escape when it asks for its password, where a display can be had."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        return _locked(scene)
    reader, writer = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    display = f":{os.read(reader, 10).decode().strip()}"
    _run("dbus-update-activation-environment", f"DISPLAY={display}")
    _lock()
    prompt = "search --sync --onlyvisible --class gcr-prompter getwindowname"
    watcher = subprocess.Popen(
        ["xdotool", *prompt.split(), "windowfocus", "--sync", "key", "Escape"],
        env={**os.environ, "DISPLAY": display},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def undo() -> None:
        said, _ = watcher.communicate(timeout=_LONGEST_PROMPT)
        promise(said.strip(), "no prompt was there to be dismissed")
        screen.terminate()
        screen.wait()
        _run("dbus-update-activation-environment", "DISPLAY=")
        _unlock()

    return undo


def _deleted(scene: Scene) -> Undo:
    KeyringStore().delete(scene.vault_id)
    return _nothing


def _replaced(scene: Scene) -> Undo:
    KeyringStore().save(scene.vault_id, scene.dice.randbytes(32))
    return _nothing


def _moved(_: Scene) -> Undo:
    """Let another desktop's keyring answer, as the library finds one there."""
    import keyring
    import keyring.backend

    kept: dict[tuple[str, str], str] = {}

    class Wallet(keyring.backend.KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del kept[service, username]

    Wallet.__module__ = "keyring.backends.kwallet"
    keyring.set_keyring(Wallet())  # type: ignore[no-untyped-call]
    return _nothing


def _may_die(_: Scene) -> Undo:
    """Load what asks, so that nothing but the question is left to do."""
    import keyring

    keyring.get_keyring()
    return _unlock


def _dying(scene: Scene) -> None:
    """Let it hang on the question and die of it."""
    daemon = _daemon()
    os.kill(daemon, signal.SIGSTOP)
    Timer(scene.dice.uniform(0.3, 0.9), os.kill, (daemon, signal.SIGKILL)).start()


def _slow(scene: Scene) -> Undo:
    """Let it answer late: half a minute in the first of a long run, else seconds."""
    daemon = _daemon()
    os.kill(daemon, signal.SIGSTOP)
    seconds = 30.0 if scene.half_a_minute else scene.dice.uniform(1.0, 3.0)
    Timer(seconds, os.kill, (daemon, signal.SIGCONT)).start()
    return _nothing


STATES = {
    "no D-Bus": State(_no_bus, NoKeyringError, "no usable keyring"),
    "no service": State(_no_service, NoKeyringError, "no usable keyring"),
    "locked": State(_locked, NoKeyringError, "stayed locked"),
    "prompt dismissed": State(_dismissed, NoKeyringError, "stayed locked"),
    "item deleted": State(_deleted, KeyNotFoundError, "the key that opens them is not"),
    "item replaced": State(_replaced, WrongKeyError, "belongs to other notes"),
    "another keyring": State(_moved, KeyNotFoundError, "KDE Wallet answers"),
    "dying": State(_may_die, NoKeyringError, "does not answer", _dying),
    "slow": State(_slow),
}


def main(name: str, seed: int, folder: Path, *, half_a_minute: bool) -> None:
    """Make a profile, bring a state about, start, come in by the paper, take the keyring up."""
    root = folder / "profile"
    key, words = answers(lambda tell: _make(root, tell), folder / "made")[0]
    scene = Scene(root, folder, bytes.fromhex(key), words, Random(seed), half_a_minute)
    stopped, by_phrase = answers(lambda tell: _start(STATES[name], scene, tell), folder / "met")[-1]
    _hold_nothing_in_clear(scene)
    again = answers(lambda tell: _take_up(scene, tell), folder / "again")[-1]
    row = {"stopped": stopped, "by phrase": by_phrase, "taken up again": again}
    (folder / "told").write_text(json.dumps(row) + "\n", "utf-8")


def _make(root: Path, tell: Tell) -> None:
    key = create_profile(root, KeyringStore())
    profile = open_profile(root, key)
    profile.settings.put("text_size", 150)
    recovery = profile.recovery
    words = recovery.keep(recovery.making()())
    recovery.confirm({place: words[place - 1] for place in recovery.questions()})
    profile.close()
    tell([key.hex(), " ".join(words)])


def _start(state: State, scene: Scene, tell: Tell) -> None:
    """Start as the app does, and be refused kindly; then come in by the paper."""
    there = files_in(scene.root)
    undo = state.bring_about(scene)
    if state.refusal is None:  # the paper need not wait for the keyring
        promise(fetch_key_with_phrase(scene.root, scene.words) == scene.key, "another key")

    def fetch() -> bytes:
        state.as_asked(scene)
        return fetch_key(scene.root, KeyringStore())

    met, stopped = fetch_beside_a_window(fetch)
    promise(stopped < _MOST_STOP, f"the window stood still for {stopped:.2f} s")
    if state.refusal is None:
        promise(met == scene.key, f"instead of the key: {met!r}")
    else:
        promise(isinstance(met, state.refusal) and state.says in str(met), f"met {met!r}")
        promise("your recovery phrase" in str(met), f"the paper is not named: {met}")
    _hold_no_new_key(scene)
    promise(files_in(scene.root) == there, "a refused start wrote something")
    _come_in(scene)
    undo()
    tell([round(stopped * 1000), 1])


def _hold_no_new_key(scene: Scene) -> None:
    try:
        create_profile(scene.root, KeyringStore())
    except InUseError:
        return
    promise(holds=False, words="a new key was made over an old vault")


def _come_in(scene: Scene) -> None:
    """Open with the paper, find what was written, and set a passphrase for the time being."""
    key = fetch_key_with_phrase(scene.root, scene.words)
    keep_key(scene.root, key, KeyringStore(), _PASSPHRASE)
    profile = open_profile(scene.root, fetch_key(scene.root, KeyringStore(), _PASSPHRASE))
    promise(profile.settings.get("text_size") == 150, "the profile says something else")
    profile.close()


def _take_up(scene: Scene, tell: Tell) -> None:
    """Give the key to the keyring that answers now, once it does."""
    key = fetch_key_with_phrase(scene.root, scene.words)
    keep_key(scene.root, key, KeyringStore())
    promise(fetch_key(scene.root, KeyringStore()) == scene.key, "the keyring gives another key")
    tell(1)


def _hold_nothing_in_clear(scene: Scene) -> None:
    """Search the profile and the session's home, keyring and all, for the key and the phrase."""
    for place in (scene.root, Path(os.environ["HOME"])):
        files = files_in(place)
        found = plain_traces(files, [scene.key.hex(), scene.words])
        found += [name for name, content in files.items() if scene.key in content]
        promise(not found, f"in clear: {found}")


def _lock() -> None:
    import secretstorage

    connection = secretstorage.dbus_init()
    secretstorage.get_default_collection(connection).lock()
    connection.close()


def _unlock() -> None:
    """Open it as signing in does, in the place of one that is there or has died."""
    command = ["gnome-keyring-daemon", "--unlock", "--replace", "--components=secrets"]
    subprocess.run(command, input=_PASSWORD, text=True, capture_output=True, check=True)


def _nothing() -> None:
    """Undo what was done to the keyring by taking it up again: there is nothing else to undo."""


def _daemon() -> int:
    """Return the process that answers for keys on this session's bus."""
    to = "org.freedesktop.DBus"
    said = _run(
        "dbus-send",
        "--session",
        "--print-reply",
        f"--dest={to}",
        "/",
        f"{to}.GetConnectionUnixProcessID",
        "string:org.freedesktop.secrets",
    )
    return int(re.findall(r"uint32 (\d+)", said)[0])


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), half_a_minute=sys.argv[4] == "long")
