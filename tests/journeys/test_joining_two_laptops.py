"""Maya invites Henrik: over a relay that somebody runs, and over a folder that both see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rm_desktop.services.notes import read_notes
from tests.pairing import HENRIK_ALONE, Table, shape, together
from tests.relay_here import RelayHere

TOKEN = "the-owner-gave-maya-these-words"


@pytest.fixture(params=["relay", "folder"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Table]:
    if request.param == "folder":
        (tmp_path / "shared").mkdir()
        table = Table(tmp_path, f"folder:{tmp_path / 'shared'}")
        yield table
        table.off()
        return
    relay = RelayHere(tmp_path, permits=(TOKEN,))
    table = Table(tmp_path, relay.address, permit=TOKEN)
    yield table
    table.off()
    relay.stop()


def test_maya_invites_henrik_and_both_work_on(table: Table) -> None:
    maya, henrik = table.maya, table.henrik

    # Maya has prepared; Henrik has tried the app alone, with a topic of his own.
    video = maya.desk.agenda.add(maya.upcoming, "Short video", minutes=20)
    notes = maya.desk.notes(video)
    notes.splice(0, 0, "Begin with the captions.")
    notes.rest()
    henrik.profile.create_pair(*HENRIK_ALONE)
    alone = henrik.desk.open_pair.id
    board = henrik.desk.agenda.add("", "What the board asks")

    # She sends the link; he sees who invites him, and both read the same six digits.
    hosting = table.invite()
    joining = table.look(hosting.link)
    assert (joining.host, joining.guest) == ("Maya Okafor", "Henrik Berg")
    assert henrik.desk.open_pair.id == alone
    joining.accept()
    together(hosting, joining, until=("compare", "compare"))
    assert hosting.digits == joining.digits

    # Both say yes; before anything comes in he sees how much it is.
    hosting.confirm()
    joining.confirm()
    together(hosting, joining, until=("done", "preview"))
    assert joining.counts == (1, 1, 1)
    assert len(henrik.profile.pairs.listed()) == 1

    # He takes his own topic along; a backup is made first.
    joining.agree(alone, [board])
    together(hosting, joining, until=("done", "done"))
    assert [kept.reason for kept in henrik.profile.backups.listed()] == ["pairing"]
    assert henrik.desk.open_pair.you == maya.henrik
    table.sync()
    assert maya.titles("") == ["What the board asks"]

    # A week on trains: each writes alone, and afterwards both have both.
    maya.desk.agenda.edit(video, minutes=25)
    maya.desk.agenda.add("", "From Maya’s train")
    henrik.desk.agenda.add("", "From Henrik’s train")
    notes = henrik.desk.notes(video)
    notes.splice(notes.length, 0, " End with a question.")
    notes.rest()
    table.sync()
    assert shape(maya.pair) == shape(henrik.pair)
    assert {"From Maya’s train", "From Henrik’s train"} <= set(henrik.titles(""))
    for laptop in (maya, henrik):
        text = read_notes(video, laptop.vault)
        assert text == "Begin with the captions. End with a question."
        assert laptop.vault.settings("pairing") == {}
    assert len(maya.pair.members) == 2
