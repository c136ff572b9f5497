"""Killed at every step of the acts that have several: before or after, never between (D2)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from faults.act import Act
from faults.points import count_points, kill_before
from faults.rewraps import REWRAPS
from faults.run import Run, Turn, promise
from faults.stage import files_in, hold_sound, make_profile, start, vault_of
from faults.traces import plain_traces
from faults.work import facts
from rm_desktop.bootstrap import make_demo, open_profile
from rm_desktop.services.export import Form, export
from rm_desktop.services.upkeep import compact
from rm_desktop.vault.examine import schema
from rm_desktop.vault.founding import found
from rm_desktop.vault.header import header_path, is_new
from rm_desktop.vault.keys import MemoryKeyStore
from rm_desktop.vault.migrations.upgrade import Plan, bring_up_to_date
from rm_desktop.vault.vault import COMPACT_UPDATES, Vault

SHORT, LONG = 30, 600
_KEY = bytes(range(32))
_SPECIMEN = Path(__file__).parents[2] / "tests/specimens/workspace-1.vault"
_NEXT = """
from __future__ import annotations
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0004", "0003"
def upgrade() -> None:
    with op.batch_alter_table("prompt") as prompt:
        prompt.add_column(sa.Column("stars", sa.Integer, nullable=False, server_default="0"))
    op.create_index("prompt_by_pack", "prompt", ["pack"])
"""


class Founding(Act):
    """A first start."""

    name = "founding"

    def do(self, folder: Path) -> None:
        chance = iter([_KEY])
        target = folder / "workspace.vault"
        found(target, store=MemoryKeyStore(), chance=lambda n: next(chance, bytes(n))).close()

    def hold(self, folder: Path) -> None:
        target = folder / "workspace.vault"
        if is_new(target):
            self.do(folder)
        vault = Vault.open(target, _KEY)
        vault.put_settings("app", {"a": 1})
        promise(vault.integrity() == (), "a vault that was founded twice is unsound")
        vault.close()
        left = {path.name for path in folder.iterdir()}
        wanted = {target.name, header_path(target).name}
        promise(left == wanted, f"left beside the vault: {sorted(left - wanted)}")


class Migration(Act):
    """The oldest schema there is a specimen of, brought to one that is newer than any."""

    name = "migration"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        for path in (_SPECIMEN, header_path(_SPECIMEN)):
            shutil.copy(path, base)
        versions = base.with_name("versions")
        versions.mkdir()
        (versions / "v0004_next.py").write_text(_NEXT, encoding="utf-8")
        self._plan = Plan("0004", frozenset({"0001", "0002", "0003"}), (*Plan().versions, versions))

    def do(self, folder: Path) -> None:
        bring_up_to_date(folder / _SPECIMEN.name, _KEY, "0001", self._plan)

    def hold(self, folder: Path) -> None:
        path = folder / _SPECIMEN.name
        if schema(path, _KEY) == "0001":
            before = Vault.open(path, _KEY)  # still entirely what it was
            promise(before.integrity() == (), "unsound before the migration")
            before.close()
            self.do(folder)
        promise(schema(path, _KEY) == "0004", "the migration did not finish when tried again")
        copies = sorted((folder / "backups").glob("*-migration.vault"))
        promise(copies, "no backup of what was migrated")
        for copy in copies:  # one more for an attempt that was killed
            promise(schema(copy, _KEY) < "0004", "the backup is not an old one")
            backup = Vault.open(copy, _KEY)
            title = backup.items("pair", kind="topic")[0].title
            promise(title == "Feedback", "the backup is empty")
            backup.close()
        # whether kept or tried again: nothing of the attempt lies about
        left = [p.name for p in folder.iterdir() if "rehearsal" in p.name or ".part" in p.name]
        promise(not left, f"left beside the vault: {left}")


class _OfProfile(Act):
    """An act on a profile with a full log."""

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self._key = make_profile(base / "profile")
        profile = start(base / "profile", self._key)
        desk = profile.desk
        if desk is None:
            raise AssertionError
        item = desk.agenda.add("", "Budget", minutes=5)
        notes = desk.notes(item)
        with profile.ports.vault().transaction():
            for n in range(COMPACT_UPDATES + 5):
                notes.splice(0, 0, f"word{n} ")
                notes.save()
        notes.rest()
        self._facts = facts(profile)
        profile.close()

    def hold_unchanged(self, folder: Path) -> None:
        """Hold the profile to what it said before."""
        profile = start(folder / "profile", self._key)
        promise(facts(profile) == self._facts, "the profile says something else")
        profile.close()
        hold_sound(folder / "profile", self._key)


class Compaction(_OfProfile):
    """A long log folded into a snapshot."""

    name = "compaction"

    def do(self, folder: Path) -> None:
        vault = Vault.open(vault_of(folder / "profile"), self._key)
        compact(vault)
        vault.close()

    def hold(self, folder: Path) -> None:
        self.hold_unchanged(folder)
        self.do(folder)
        self.hold_unchanged(folder)


class Backup(_OfProfile):
    """A copy written over an older one."""

    name = "backup"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.do(base)

    def do(self, folder: Path) -> None:
        vault = Vault.open(vault_of(folder / "profile"), self._key)
        vault.backup_to(folder / "kept.vault")
        vault.close()

    def hold(self, folder: Path) -> None:
        self.hold_copy(folder)
        self.hold_unchanged(folder)
        self.do(folder)
        self.hold_copy(folder)
        left = [path.name for path in folder.iterdir() if ".part" in path.name]
        promise(not left, f"left beside the backup: {left}")

    def hold_copy(self, folder: Path) -> None:
        """Hold the backup to being whole, the old one or the new one."""
        copy = Vault.open(folder / "kept.vault", self._key)
        promise(copy.integrity() == (), "the backup is unsound")
        promise(len(copy.documents("text")) == 1, "the backup is empty")
        copy.close()


class FirstBackup(Backup):
    """A copy where none was: it is there with its header or not at all."""

    name = "first backup"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        for path in base.glob("kept*"):
            path.unlink()

    def hold_copy(self, folder: Path) -> None:
        if (folder / "kept.vault").exists():
            super().hold_copy(folder)


class Export(Act):
    """The sample pair written out."""

    name = "export"

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self._key = make_demo(base / "profile")
        self._whole: set[str] = set()
        scratch = base.with_name("export-whole")
        shutil.copytree(base, scratch)
        self.do(scratch)
        self._whole = set(files_in(scratch / "out"))

    def do(self, folder: Path) -> None:
        profile = open_profile(folder / "profile", self._key, peeking=False)
        export(profile, folder / "out", Form.JSON)
        profile.close()

    def hold(self, folder: Path) -> None:
        out = folder / "out"
        if out.exists():
            promise(set(files_in(out)) == self._whole, "half an export bears its final name")
            shutil.rmtree(out)
        hold_sound(folder / "profile", self._key)
        self.do(folder)
        promise(set(files_in(out)) == self._whole, "the export is not whole when tried again")
        left = [path.name for path in folder.iterdir() if path.name.endswith(".part")]
        promise(not left, f"words in clear are left in {left}")


_ACTS: tuple[type[Act], ...] = (
    Founding,
    Migration,
    Compaction,
    Backup,
    FirstBackup,
    Export,
    *REWRAPS,
)


def play(run: Run) -> None:
    """Find the steps of each act, then kill a child before each of them."""
    run.each(killing(run, [act(run.folder / act.name) for act in _ACTS]))


def killing(run: Run, acts: Sequence[Act]) -> Callable[[Turn], None]:
    """Find the steps of each act; return what kills a child before one of them."""
    cases: list[tuple[Act, int]] = []
    for act in acts:
        act.do(_copy(act, run.folder / f"{act.name} warm"))  # imports are no steps
        trial = _copy(act, run.folder / f"{act.name} trial")
        found_steps = count_points(lambda act=act, trial=trial: act.do(trial), trial / "told")  # type: ignore[misc]
        run.facts[f"steps of {act.name}"] = len(found_steps)
        cases += [(act, point) for point in range(len(found_steps))]
    if run.long:
        run.least = max(run.least, len(cases))  # every one

    def attempt(turn: Turn) -> None:
        at = turn.seed - run.seed
        act, point = cases[at % len(cases)] if run.long else turn.dice.choice(cases)
        folder = _copy(act, turn.folder / "work")
        kill_before(point, lambda: act.do(folder), turn.folder / "told")
        if not isinstance(act, Export):
            clear = plain_traces(files_in(folder), ["Budget", "Feedback", "word1"])
            promise(not clear, f"{act.name}, step {point}: {clear}")
        try:
            act.hold(folder)
        except Exception as error:
            error.add_note(f"{act.name}, killed before step {point}")
            raise

    return attempt


def _copy(act: Act, target: Path) -> Path:
    shutil.copytree(act.base, target)
    return target
