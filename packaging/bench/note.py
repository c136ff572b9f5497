"""A note of 20,000 words, and a pair that has it: what editing is measured on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.long_profile import WORDS
from rm_desktop.bootstrap import create_profile, open_profile
from rm_desktop.services.notes import OpenNotes
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile
from rm_desktop.vault.keys import MemoryKeyStore

PARAGRAPHS, PER_PARAGRAPH = 250, 80


def long_note() -> str:
    """Return paragraphs with Markdown in all, every tenth a heading, every fifth in a list."""
    dice = Random(7)
    return "\n".join(_paragraph(number, dice) for number in range(PARAGRAPHS))


@contextmanager
def pair_with_note(text: str) -> Iterator[tuple[Profile, OpenNotes, Path, bytes]]:
    """Make a profile with one topic that has the note; it is gone afterwards."""
    with TemporaryDirectory(prefix="rm-desktop-bench-") as folder:
        root = Path(folder)
        key = create_profile(root, MemoryKeyStore())
        profile = open_profile(root, key, peeking=False)
        desk = profile.create_pair(Person("Maya", "mentor"), Person("Henrik", "mentee"))
        session = desk.open_pair.pair.next_session.id
        notes = desk.notes(desk.agenda.add(session, "What we found out"))
        notes.splice(0, 0, text)
        notes.rest()
        try:
            yield profile, notes, root, key
        finally:
            profile.close()


def _paragraph(number: int, dice: Random) -> str:
    words = dice.choices(WORDS, k=PER_PARAGRAPH)
    words[20], words[60] = f"**{words[20]}**", f"*{words[60]}*"
    sign = "## " if number % 10 == 0 else "- " if number % 5 == 0 else ""
    return sign + " ".join(words)
