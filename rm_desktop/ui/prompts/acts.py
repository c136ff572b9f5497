"""What can be done with prompts from the screen: each act, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr, trn
from rm_desktop.services.packs import OWN, Incoming, PackError
from rm_desktop.ui.places import new_entry
from rm_desktop.ui.prompts.draft import Draft
from rm_desktop.ui.prompts.pack_words import PackView, preview, refusal
from rm_desktop.ui.prompts.rules import DEEPER, HOMEWORK
from rm_desktop.ui.screen import Context

_ENDINGS = (".toml", ".csv")


class Acts:
    """The verbs of the screen. The pack that was looked at last waits in `incoming`."""

    def __init__(self, context: Context) -> None:
        """Act on the context's desk and say so in its window."""
        self._context = context
        self._desk = context.desk
        self.incoming: Incoming | None = None

    def add(self, ident: str) -> None:
        """Put a prompt on the agenda of the next session."""
        session, number = self._desk.open_pair.pair.next_session.id, self.upcoming
        if self._attempted(lambda: self._desk.prompts.add_to_agenda(ident, session)):
            self._say(tr("Added to the agenda of session {n}.", n=number))

    def write(self, ident: str) -> None:
        """Reflect on a prompt alone, in the journal."""
        self._context.go(new_entry(prompt=ident))

    def set_favourite(self, ident: str, on: bool) -> None:
        """Mark a prompt as a favourite of the pair, or no longer."""
        self._attempted(lambda: self._desk.prompts.set_favourite(ident, on=on))

    def set_hidden(self, ident: str, on: bool) -> None:
        """Put a prompt out of sight, or bring it back."""
        done = self._attempted(lambda: self._desk.prompts.set_hidden(ident, on=on))
        if done and on:
            self._say(tr("Marked as not for us. It is not shown or drawn any more."))

    def delete(self, ident: str) -> None:
        """Take a prompt of one's own, or one of a pack, out."""
        if self._attempted(lambda: self._desk.prompts.delete(ident)):
            self._say(tr("Prompt deleted."))

    def keep(self, draft: Draft) -> bool:
        """Keep a prompt of one's own, new or changed."""
        if not self._attempted(lambda: self._desk.prompts.save(draft.prompt())):
            return False
        self._say(tr("Changes kept.") if draft.id else tr("Prompt added to your own."))
        return True

    def set_tick(self, rule: str, member: str, on: bool) -> None:
        """Note one person's yes to a depth, or that the homework is done."""
        prompts = self._desk.prompts
        if rule == HOMEWORK:
            self._attempted(lambda: prompts.set_homework(done=on))
        else:
            depth = 2 if rule == DEEPER else 3
            self._attempted(lambda: prompts.set_depth_choice(depth, member, on=on))

    def set_limit(self, category: str, on: bool) -> None:
        """Take a theme off the table, or put it back."""
        self._attempted(lambda: self._desk.prompts.set_limit(category, on=on))

    # -- packs ----------------------------------------------------------------------------

    def choose_pack(self) -> PackView | None:
        """Let a file be chosen and look at it; None if the person thought better of it."""
        patterns = tr("Packs of prompts (*.toml *.csv)")
        path = self._context.dialogs.pick_open(tr("Import pack"), patterns)
        if path is None:
            return None
        self.incoming = None
        try:
            self.incoming = self._desk.packs.look_at(path)
        except PackError as error:
            return refusal(error, error.problems)
        except KnownError as error:
            return refusal(error, ())
        return preview(self.incoming)

    def take_in(self) -> bool:
        """Take in the pack that was looked at."""
        incoming, self.incoming = self.incoming, None
        if incoming is None:
            return False
        if not self._attempted(lambda: self._desk.packs.take_in(incoming)):
            self.incoming = incoming
            return False
        self._say(trn("{n} prompt imported.", "{n} prompts imported.", len(incoming.prompts)))
        return True

    def export(self, which: str) -> None:
        """Write one's own prompts or an imported pack into a file."""
        name = which or tr("Our prompts")
        suggestion = f"{'-'.join(name.lower().split())}.toml".replace("/", "-")
        patterns = tr("TOML (*.toml);;CSV (*.csv)")
        path = self._context.dialogs.pick_save(tr("Export pack"), suggestion, patterns)
        if path is None:
            return
        if path.suffix.lower() not in _ENDINGS:
            path = Path(f"{path}.toml")
        count = self._context.attempt(lambda: self._desk.packs.export_pack(path, which))
        if count:
            words = trn(
                "{n} prompt written to “{name}”.", "{n} prompts written to “{name}”.", count,
                name=harmless(path.name),
            )  # fmt: skip
            self._context.say(words, "", None)

    def remove_pack(self, which: str) -> None:
        """Take an imported pack out."""
        if self._attempted(lambda: self._desk.packs.remove(which)):
            self._say(tr("Pack “{name}” removed.", name=harmless(which)))

    @property
    def upcoming(self) -> int:
        """The number of the next session."""
        return self._desk.open_pair.pair.next_number

    def has_own(self) -> bool:
        """Tell whether there are prompts of one's own to export."""
        return any(p.pack == OWN for p in self._desk.prompts.own())

    def _attempted(self, act: Callable[[], object]) -> bool:
        """Tell whether something could be done; if not, the context has said why."""
        return self._context.attempt(lambda: (act(),)) is not None

    def _say(self, sentence: str) -> None:
        self._context.say(sentence, tr("Undo"), self._desk.open_pair.history.way_back())
