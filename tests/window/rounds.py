"""Two people write at once, round after round, and at random moments a program is killed.

    python -m tests.window.rounds --rounds N --seed S [--minutes M] [--json]

It ends at the first broken promise, with what was seen; else with figures: letters that were
acknowledged (typed on a laptop that lived on, or stored or seen by the partner before a kill), how
many of them were lost, and how often which program was killed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.window.desktop import until
from tests.window.laptops import STORED_WITHIN, Laptop, Two, letters, two_laptops

_WORDS = (
    "begin",
    "with",
    "the",
    "end",
    "in",
    "mind",
    "what",
    "would",
    "a",
    "board",
    "ask",
    "first",
)
_PAUSED = "Paused. The clock stands still."
#: Who is killed in a round; nobody now and then.
_VICTIMS = ("", "maya", "henrik", "relay", "maya relay", "maya henrik", "henrik relay")
_LONGEST_OUTAGE = 4.0


class Turn:
    """What one of them types in a round, and how much of it must be there afterwards."""

    def __init__(self, laptop: Laptop, dice: Random, *, hers: bool) -> None:
        """Put the caret somewhere."""
        words = " ".join(dice.choices(_WORDS, k=dice.randint(15, 40))) + dice.choice((" ", "\n"))
        self.laptop, self._hers = laptop, hers
        self._typed = words if hers else words.upper()
        text = laptop.notes
        laptop.write_notes()
        place = dice.choice((0, len(text), dice.randint(0, min(len(text), 40))))
        at_end = place == len(text)
        laptop.press(*(["ctrl+End"] if at_end else ["ctrl+Home", *["Right"] * place]))
        until(lambda: laptop.editor.caret == place, lambda: f"the caret at {place}")
        self._before, self._after = self._own(text[:place]), self._own(text[place:])
        self._looks: list[tuple[float, int]] = []
        self.owed = 0

    @property
    def whole(self) -> str:
        return self._before + self._own(self._typed) + self._after

    def begin(self) -> subprocess.Popen[bytes]:
        return self.laptop.writing(self._typed)

    def look(self, two: Two) -> None:
        """Note what is on the disk by now, and what the other one sees."""
        length = len(self._before + self._after)
        for laptop in two:
            if laptop.process is not None:
                seen = len(self._own(laptop.notes)) - length
                if laptop is not self.laptop:
                    self.owed = max(self.owed, seen)
                else:
                    self._looks.append((time.monotonic(), seen))
        now = time.monotonic()
        old = [seen for then, seen in self._looks if now - then > STORED_WITHIN]
        self.owed = max([self.owed, *old])

    def live_on(self) -> None:
        """Wait until everything typed stands on the screen: all of it is owed."""
        until(lambda: self._own(self.laptop.notes) == self.whole, lambda: f"{self.laptop.editor}")
        self.owed = len(self._own(self._typed))

    def lost(self, text: str) -> int:
        """Return how many letters are missing of what is owed; words in disorder are all lost."""
        found = self._own(text)
        middle = found[len(self._before) : len(found) - len(self._after)]
        there = self._own(self._typed).startswith(middle)
        if not there or self._before + middle + self._after != found:
            return len(self.whole)
        return max(0, self.owed - len(middle))

    def _own(self, text: str) -> str:
        return letters(text, hers=self._hers)


class Evening:
    """One run of rounds."""

    def __init__(self, two: Two, dice: Random) -> None:
        self._two, self._dice = two, dice
        self.counts: Counter[str] = Counter()
        self._is_paused = False

    def round(self) -> None:
        two, dice = self._two, self._dice
        turns = [Turn(laptop, dice, hers=laptop is two.maya) for laptop in two]
        victims = dice.choice(_VICTIMS).split()
        typing = [turn.begin() for turn in turns]
        moment = time.monotonic() + dice.uniform(0.2, 5)
        while time.monotonic() < moment:
            for turn in turns:
                turn.look(two)
        for victim in victims:
            getattr(two, victim).kill()
            self.counts[f"killed {victim}"] += 1
        for each in typing:
            each.wait()
        for turn in turns:
            if turn.laptop.process is not None:
                turn.live_on()
        self._bring_back(victims)
        text = two.agree()
        for turn in turns:
            self.counts["acknowledged"] += turn.owed
            self.counts["lost"] += turn.lost(text)
        self.counts["rounds"] += 1
        if self.counts["lost"]:
            told = [vars(turn) for turn in turns]
            raise AssertionError(f"{dict(self.counts)}; killed {victims}; {told}; {text}")
        self._steer()

    def _bring_back(self, victims: list[str]) -> None:
        if "relay" in victims:
            ends = time.monotonic() + self._dice.uniform(0, _LONGEST_OUTAGE)
            until(lambda: time.monotonic() > ends, "the end of the outage")
            self._two.relay.start_again()
        for laptop in self._two:
            if laptop.process is None:
                laptop.start()
                laptop.enter_room()

    def _steer(self) -> None:
        """Let one of them stop the clock or let it go on, now and then."""
        if self._dice.random() < 1 / 2:
            return
        self._dice.choice(list(self._two)).click("room-press")
        self._is_paused = not self._is_paused
        until(self._clocks_agree, "the same clock on both")
        self.counts["timer"] += 1

    def _clocks_agree(self) -> bool:
        return all((_PAUSED in laptop.lines()) == self._is_paused for laptop in self._two)


def main(arguments: list[str]) -> int:
    """Play as many rounds as were asked for, or as many minutes."""
    parser = argparse.ArgumentParser(prog="tests.window.rounds")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="rm-desktop-rounds-") as folder,
        two_laptops(Path(folder)) as two,
    ):
        two.meet()
        evening = Evening(two, Random(asked.seed))
        for _ in range(asked.rounds):
            if time.monotonic() - began > asked.minutes * 60:
                break
            evening.round()
        text = two.agree()
        assert two.quit().notes == text
    row = {"seed": asked.seed, "seconds": round(time.monotonic() - began), **evening.counts}
    told = json.dumps(row) if asked.json else "\n".join(f"{name}: {row[name]}" for name in row)
    sys.stdout.write(f"{told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
