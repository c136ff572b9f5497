"""What is deleted for good is not kept in the history of a pair's document."""

from __future__ import annotations

import loro
import pytest

from rm_desktop.services.desk import Desk
from rm_desktop.services.shedding import SHARED_ONCE, owes_shedding
from rm_desktop.services.upkeep import tidy
from rm_desktop.vault.vault import Vault
from tests.laptop import Laptop
from tests.services.seen import assert_in_step

CANARY = "xqzvwkjhyp"


def stored(laptop: Laptop) -> bytes:
    """Return everything the vault holds of the pair's document, and what Loro reads in it."""
    found = laptop.vault.load_document(laptop.desk.open_pair.id)
    assert found is not None
    doc = loro.LoroDoc()
    for blob in (found.snapshot or b"", *found.updates):
        if blob:
            doc.import_(blob)
    readable = doc.export_json_updates(doc.shallow_since_vv, doc.oplog_vv)
    return b"".join((found.snapshot or b"", *found.updates)) + str(readable).encode()


def test_words_deleted_for_good_are_in_no_history(laptop: Laptop, desk: Desk) -> None:
    kept = desk.agenda.add("", "Kept")
    item = desk.agenda.add("", f"{CANARY} one")
    desk.agenda.edit(item, title="Something else", outcome=f"{CANARY} two")
    assert CANARY.encode() in stored(laptop)
    desk.agenda.delete(item)
    desk.bin.purge(desk.bin.contents())
    assert CANARY.encode() not in stored(laptop)
    assert not owes_shedding(desk.open_pair.id, laptop.vault)
    assert list(laptop.pair.items) == [kept]


def test_everything_else_goes_on_as_before(laptop: Laptop, desk: Desk) -> None:
    desk.agenda.add("", "Kept")
    desk.agenda.delete(desk.agenda.add("", "Gone"))
    desk.bin.purge(desk.bin.contents())
    before = laptop.pair
    desk.agenda.add(laptop.upcoming, "New")
    desk.agenda.edit(laptop.topic("Kept").id, title="Kept and edited")
    desk.open_pair.history.undo()
    desk.open_pair.history.undo()
    assert laptop.pair == before
    desk.open_pair.history.redo()
    assert_in_step(laptop.profile)
    after = laptop.pair
    laptop.restart()
    assert laptop.pair == after
    assert laptop.titles(laptop.upcoming) == ["New"]


def test_a_kill_before_the_history_went_is_made_up_for(
    laptop: Laptop, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.agenda.delete(desk.agenda.add("", CANARY))

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "compact", killed)
        with pytest.raises(SystemExit):
            desk.bin.purge(desk.bin.contents())
    laptop.crash()
    laptop.start()
    assert CANARY.encode() in stored(laptop)
    tidy(laptop.profile)
    assert CANARY.encode() not in stored(laptop)


def test_a_passage_taken_back_is_in_no_history_after_the_next_start(laptop: Laptop) -> None:
    private = laptop.profile.private
    private.open(private.make("copper otter seventeen"))
    page = laptop.desk.journal.begin(text="written")
    page.rest()
    shared = laptop.desk.passages.share(page.id, CANARY)
    laptop.desk.passages.withdraw(shared.id)
    laptop.restart()
    tidy(laptop.profile)
    assert CANARY.encode() not in stored(laptop)


def test_a_pair_that_other_devices_have_keeps_its_history(laptop: Laptop, desk: Desk) -> None:
    laptop.vault.put_settings(desk.open_pair.id, {SHARED_ONCE: True})
    desk.agenda.delete(desk.agenda.add("", CANARY))
    desk.bin.purge(desk.bin.contents())
    assert CANARY.encode() in stored(laptop)
    assert owes_shedding(desk.open_pair.id, laptop.vault)
    assert list(laptop.pair.items) == []
