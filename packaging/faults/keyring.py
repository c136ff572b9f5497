"""A keyring that is absent, locked, emptied, another, dying or slow: the paper opens it (D10).

Each try has a D-Bus session and a real keyring of its own, which never meets the person's; what
happens in there is in `keyring_states`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from faults.keyring_states import STATES
from faults.run import Run, Turn, promise

SHORT, LONG = len(STATES), 20 * len(STATES)
_NEEDED = ("bash", "dbus-run-session", "dbus-daemon", "dbus-send", "gnome-keyring-daemon")
_SESSION = Path(__file__).parents[1] / "devtools" / "with_keyring.sh"
#: A slow keyring takes half a minute at most; everything else seconds.
_LONGEST = 120


def play(run: Run) -> None:
    """Bring about one state after the other, each in a session of its own."""
    lacking = [each for each in _NEEDED if not shutil.which(each)]
    if lacking:
        run.skip(f"this machine lacks {', '.join(lacking)}")
        return

    def attempt(turn: Turn) -> None:
        state = list(STATES)[(turn.seed - run.seed) % len(STATES)]
        told = turn.folder / "told"
        told.touch()
        long = "long" if run.long and turn.seed - run.seed < len(STATES) else "short"
        command = ["bash", str(_SESSION), sys.executable, "-m", "faults.keyring_states"]
        done = subprocess.run(
            [*command, state, str(turn.seed), str(turn.folder), long],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, _paths()))},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
        said = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
        promise(done.returncode == 0, f"{state}: {said} {done.stderr[-2_000:]}")
        promise(said, f"{state}: the session ended without a word")
        run.facts[state] += 1
        run.facts["came in by the phrase"] += said[-1]["by phrase"]
        run.facts["keyring taken up again"] += said[-1]["taken up again"]
        longest = max(run.facts["longest stop of the window, ms"], said[-1]["stopped"])
        run.facts["longest stop of the window, ms"] = longest

    run.each(attempt)


def _paths() -> list[Path]:
    packaging = Path(__file__).parents[1]
    return [packaging, packaging.parent]
