"""One window per profile, however many starts there are."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.domain.errors import InUseError, ReadOnlyError
from rm_desktop.system.single_instance import SingleInstance, ask_to_raise

STARTS = 20
SCRIPT = """
import sys
from pathlib import Path
from rm_desktop.domain.errors import InUseError
from rm_desktop.system.single_instance import SingleInstance
print("ready", flush=True)
sys.stdin.readline()
try:
    instance = SingleInstance.acquire(Path(sys.argv[1]))
except InUseError as error:
    print("refused", error.next_step, flush=True)
else:
    print("mine", flush=True)
    import select
    raised = 0
    while raised < int(sys.argv[2]):
        select.select([instance], [], [], 10)
        raised += instance.accept_raise()
    sys.stdin.readline()
"""


def start(folder: Path, callers: int = 0) -> subprocess.Popen[str]:
    started = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(callers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def go(started: subprocess.Popen[str]) -> None:
    assert started.stdin is not None
    started.stdin.write("\n")
    started.stdin.flush()


def answer(started: subprocess.Popen[str]) -> str:
    assert started.stdout is not None
    return started.stdout.readline().strip()


def finish(started: subprocess.Popen[str]) -> None:
    try:
        started.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        started.kill()
        started.communicate()


@pytest.fixture
def first(tmp_path: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance.acquire(tmp_path)
    yield instance
    instance.release()


def test_of_twenty_starts_at_once_one_wins_and_is_called(tmp_path: Path) -> None:
    starts = [start(tmp_path, STARTS - 1) for _ in range(STARTS)]
    for started in starts:
        go(started)
    try:
        answers = [answer(started) for started in starts]
    finally:
        for started in starts:
            finish(started)

    assert answers.count("mine") == 1
    called = [
        line for line in answers if line == "refused That window has been brought to the front."
    ]
    assert len(called) == STARTS - 1
    assert [started.returncode for started in starts] == [0] * STARTS


def test_a_killed_window_leaves_nothing_that_blocks(tmp_path: Path) -> None:
    holder = start(tmp_path, 1)
    go(holder)
    assert answer(holder) == "mine"
    with pytest.raises(InUseError):
        SingleInstance.acquire(tmp_path, raise_first=False)
    holder.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    holder.communicate()

    assert (tmp_path / "instance.wake").exists()
    again = SingleInstance.acquire(tmp_path)
    again.release()


def test_a_profile_reached_by_another_name_is_the_same(
    first: SingleInstance, tmp_path: Path
) -> None:
    alias = tmp_path / "alias"
    alias.symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(InUseError):
        SingleInstance.acquire(alias, raise_first=False)


def test_released_it_can_be_taken_again(tmp_path: Path) -> None:
    instance = SingleInstance.acquire(tmp_path)
    instance.release()
    instance.release()
    SingleInstance.acquire(tmp_path).release()


def test_a_stranger_on_the_socket_raises_nothing(first: SingleInstance) -> None:
    with socket.socket(fileno=os.dup(first.fileno())) as listener:
        address = listener.getsockname()
    assert address[0] == "127.0.0.1"
    for words in (b"", b"0" * 32, b"x" * 10_000):
        with socket.create_connection(address) as stranger:
            stranger.sendall(words)
            assert first.accept_raise() is False
    assert first.accept_raise() is False  # nobody is waiting any more


def test_a_caller_with_the_token_is_answered(first: SingleInstance, tmp_path: Path) -> None:
    answers: list[bool] = []
    caller = threading.Thread(target=lambda: answers.append(ask_to_raise(tmp_path)))
    caller.start()
    while not first.accept_raise():
        pass
    caller.join()
    assert answers == [True]


@pytest.mark.parametrize("left", [b"", b"nonsense", b"1 abc", b"99999999 abc"])
def test_a_stale_address_only_costs_a_second(
    first: SingleInstance, tmp_path: Path, left: bytes
) -> None:
    (tmp_path / "instance.wake").write_bytes(left)
    with pytest.raises(InUseError, match="Close it"):
        SingleInstance.acquire(tmp_path)


def test_a_folder_that_is_not_there_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyError):
        SingleInstance.acquire(tmp_path / "nowhere")


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")
def test_the_token_is_for_its_owner_alone(first: SingleInstance, tmp_path: Path) -> None:
    assert (tmp_path / "instance.wake").stat().st_mode & 0o777 == 0o600
