"""Whatever somebody does with their private pages: lists agree with texts, and nothing leaks."""

from __future__ import annotations

import logging
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rm_desktop.domain.changes import Changes
from rm_desktop.domain.errors import BadInputError, KnownError
from rm_desktop.domain.journal import DraftState
from rm_desktop.services.erase import erase_page
from rm_desktop.services.rebuild_pages import differences
from rm_desktop.services.upkeep import tidy
from rm_desktop.vault.examine import indexed_words
from tests.laptop import Laptop
from tests.services.seen import assert_in_step

STEPS = 50
CANARY = "xqzvwkjhyp"
WORDS = "copper otter seventeen"
MONTHS = 40 * 86_400


class Writer:
    """Each method is something the owner may do; it does nothing where there is nothing to do."""

    def __init__(self, laptop: Laptop, rng: Random) -> None:
        self.laptop = laptop
        self.rng = rng
        self.texts: dict[str, str] = {}

    @property
    def desk(self) -> Any:
        return self.laptop.desk

    def word(self) -> str:
        return f"{CANARY}{self.rng.randrange(10_000)} "

    def one(self, kind: str) -> str:
        vault = self.laptop.profile.private.vault()
        known = [row.id for row in vault.items(kind=kind)]
        return self.rng.choice(sorted(known)) if known else ""

    def any(self) -> str:
        return self.one(self.rng.choice(("entry", "note", "draft")))

    def entry(self) -> None:
        page = self.desk.journal.begin(title=self.rng.choice(("", self.word())), text=self.word())
        self.rng.choice((page.save, page.rest, lambda: self.desk.journal.pages.leave(page.id)))()

    def draft(self) -> None:
        page = self.desk.drafts.begin(self.word())
        page.splice(0, 0, self.word())
        page.rest()

    def note(self) -> None:
        if items := sorted(self.laptop.pair.items):
            page = self.desk.private_notes.open(self.rng.choice(items))
            page.splice(page.length, 0, self.word())
            self.rng.choice((page.save, page.rest, lambda: self.desk.private_notes.leave("x")))()

    def type(self) -> None:
        page = self.desk.journal.open(self.any() or "nobody")
        if page is None:
            return
        at = self.rng.randrange(page.length + 1)
        page.splice(at, min(self.rng.randrange(9), page.length - at), self.word())
        self.rng.choice((page.save, page.rest, page.undo, page.redo))()

    def empty(self) -> None:
        page = self.desk.journal.open(self.any() or "nobody")
        if page is not None:
            page.splice(0, page.length, "")
            page.change(title="")
            self.desk.journal.pages.leave(page.id)

    def tag(self) -> None:
        tags = tuple(f"{CANARY}{n}" for n in range(self.rng.randrange(3)))
        self.desk.journal.change(self.any(), "Tag", tags=tags, session=self.laptop.upcoming)

    def bin(self) -> None:
        self.desk.journal.bin(self.any())

    def restore(self) -> None:
        self.desk.drafts.restore(self.any())

    def undo(self) -> None:
        history = self.desk.journal.history
        self.rng.choice((history.undo, history.redo))()

    def undo_shared(self) -> None:
        history = self.desk.open_pair.history
        self.rng.choice((history.undo, history.redo))()

    def add_to_agenda(self) -> None:
        if ident := self.one("draft"):
            self.desk.drafts.set_state(ident, self.rng.choice(list(DraftState)))
            self.desk.drafts.pages.amend(ident, title="Plain title")
            before = len(self.laptop.pair.items)
            self.desk.drafts.add_to_agenda(ident, self.rng.choice(("", self.laptop.upcoming)))
            self.desk.drafts.add_to_agenda(ident)
            assert len(self.laptop.pair.items) <= before + 1

    def share(self) -> None:
        if ident := self.any():
            self.desk.passages.share(ident, f"plain words {self.rng.randrange(3)}")
            for passage in self.desk.passages.shared_from(ident):
                assert passage.by == self.desk.open_pair.you

    def withdraw(self) -> None:
        passages = self.desk.passages.all()
        if passages:
            self.desk.passages.withdraw(self.rng.choice(passages).id)

    def see(self) -> None:
        opened = self.desk.open_pair
        waiting = self.desk.passages.waiting_for(opened.pair.mentee.id)
        opened.actor = opened.pair.mentee.id
        try:
            for passage in waiting:
                self.desk.passages.mark_seen(passage.id)
        finally:
            opened.actor = opened.you

    def bring_back(self) -> None:
        if ident := self.any():
            for version in self.desk.versions.listed(ident)[:2]:
                self.desk.versions.bring_back(ident, version.mark)

    def topic(self) -> None:
        self.desk.agenda.add("", "Plain topic")

    def purge_topics(self) -> None:
        for item in sorted(self.laptop.pair.items)[:2]:
            self.desk.agenda.delete(item)
        self.desk.bin.purge(self.desk.bin.contents())

    def erase(self) -> None:
        if ident := self.any():
            erase_page(self.laptop.profile, ident)

    def wait(self) -> None:
        self.laptop.clock.advance(self.rng.choice((60, 3600, MONTHS)))

    def tidy(self) -> None:
        tidy(self.laptop.profile)

    def lock(self) -> None:
        private = self.laptop.profile.private
        key = private.key
        private.lock()
        private.open(key)

    def restart(self) -> None:
        key = self.laptop.profile.private.key
        self.laptop.restart()
        self.laptop.profile.private.open(key)


class Listening(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


DAILY = (
    Writer.entry, Writer.entry, Writer.draft, Writer.note, Writer.note, Writer.type, Writer.type,
    Writer.empty, Writer.tag, Writer.bin, Writer.restore, Writer.undo, Writer.undo_shared,
    Writer.add_to_agenda, Writer.share, Writer.withdraw, Writer.see, Writer.bring_back,
    Writer.topic, Writer.topic, Writer.purge_topics, Writer.wait, Writer.tidy, Writer.lock,
    Writer.restart, Writer.erase,
)  # fmt: skip


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Any:
    laptop = Laptop(tmp_path_factory.mktemp("private") / "profile")
    laptop.meet()
    private = laptop.profile.private
    private.open(private.make(WORDS))
    yield laptop
    laptop.off()


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32))
def test_lists_agree_with_pages_and_nothing_leaks(laptop: Laptop, seed: int) -> None:
    rng = Random(seed)
    writer, told, refused, said = Writer(laptop, rng), list[Changes](), list[str](), list[str]()
    handler = Listening(said)
    logging.getLogger().addHandler(handler)
    heard = laptop.profile
    stop = heard.listen(told.append)
    try:
        for _ in range(STEPS):
            act = rng.choice(DAILY)
            try:
                act(writer)
            except BadInputError as error:
                refused.append(str(error))
            if laptop.profile is not heard:
                heard = laptop.profile
                stop = heard.listen(told.append)
        assert_nothing_leaked(laptop, told, [*refused, *said])
        assert_pages_agree(laptop)
        assert_in_step(laptop.profile)
    finally:
        logging.getLogger().removeHandler(handler)
        with suppress(ValueError):
            stop()


def assert_pages_agree(laptop: Laptop) -> None:
    laptop.profile.settle()
    laptop.profile.pages.index_what_is_left()
    private = laptop.profile.private
    _, wrong = differences(private.vault(), indexed_words(private.path, private.key))
    assert wrong == set()


def assert_nothing_leaked(laptop: Laptop, told: list[Changes], said: list[str]) -> None:
    """Look for private words and page ids in all the workspace holds, and in what was told."""
    private = laptop.profile.private.vault()
    drafts = {row.id for row in private.items()} - {row.id for row in private.items(kind="note")}
    everything = "\n".join(workspace(laptop))
    for word in (CANARY, *drafts):
        assert word not in everything
    assert not any(CANARY in repr(changes) for changes in told)
    assert not any(CANARY in words for words in said)


def workspace(laptop: Laptop) -> list[str]:
    """Return every value of every row of the shared vault, documents unpacked too."""
    vault, found = laptop.vault, list[str]()
    core = vault._core  # noqa: SLF001
    names = core.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    for name in list(names):
        for row in core.exec_driver_sql(f'SELECT * FROM "{name}"'):
            found += [
                each.decode("latin-1") if isinstance(each, bytes) else str(each) for each in row
            ]
    pair = laptop.desk.open_pair.document.pair
    found.append(repr(pair))
    return found


def test_errors_name_no_private_words(laptop: Laptop) -> None:
    page = laptop.desk.journal.begin(title=CANARY, text=CANARY)
    page.rest()
    for act in (
        lambda: laptop.desk.passages.share(page.id, CANARY * 5_000),
        lambda: laptop.desk.passages.share("nobody", CANARY),
        lambda: laptop.desk.drafts.add_to_agenda(laptop.desk.drafts.begin("").id),
    ):
        with pytest.raises(KnownError) as caught:
            act()
        assert CANARY not in str(caught.value)
    laptop.desk.journal.pages.erase(page.id)
