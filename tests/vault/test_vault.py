"""What is written comes back, together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from rm_desktop.vault.founding import found
from rm_desktop.vault.keys import MemoryKeyStore, unlock
from rm_desktop.vault.rows import ItemRow, PromptRow, SearchRow
from rm_desktop.vault.vault import COMPACT_BYTES, COMPACT_UPDATES, Vault
from tests.vault.samples import HOUR, topic, words


def test_a_document_comes_back_as_its_updates_in_order(vault: Vault) -> None:
    last = vault.write("pair", updates=[b"one", b"two"])
    stored = vault.load_document("pair")

    assert stored is not None
    assert (stored.kind, stored.snapshot, stored.updates) == ("pair", None, (b"one", b"two"))
    assert stored.upto == last
    assert vault.load_document("nobody") is None


def test_what_was_written_is_there_after_reopening(vault: Vault, path: Path, key: bytes) -> None:
    vault.write("pair", updates=[b"one"], items=[topic("t1", live=True, session="s1", at=7)])
    vault.write("notes", kind="text", updates=[b"typed"], dirty=True)
    before = vault.items(), vault.load_document("pair"), vault.load_document("notes")
    vault.close()

    again = Vault.open(path, key)
    assert (again.items(), again.load_document("pair"), again.load_document("notes")) == before
    assert (again.vault_id, again.device) == (vault.vault_id, vault.device)
    again.close()


def test_closing_leaves_one_file_and_its_header_and_may_be_repeated(
    vault: Vault, path: Path
) -> None:
    vault.write("pair", updates=[b"one"])
    vault.close()
    vault.close()
    assert sorted(entry.name for entry in path.parent.iterdir()) == [
        "workspace.vault",
        "workspace.vault.header",
    ]


def test_items_are_put_replaced_and_removed(vault: Vault) -> None:
    vault.write("pair", items=[topic("t1", "First", at=1), topic("t2", "Second", at=2)])
    vault.write("pair", items=[topic("t1", "Renamed", at=1)], removed=[("topic", "t2")])
    assert vault.items() == [topic("t1", "Renamed", at=1)]


def test_items_can_be_asked_for_by_document_kind_session_and_liveness(vault: Vault) -> None:
    first = topic("t1", session="s1", live=True, at=1)
    second = topic("t2", session="s2", at=2)
    session = ItemRow("pair", "session", "s1", at=3)
    other = topic("t9", document="other", at=4)
    vault.write("pair", items=[first, second, session])
    vault.write("other", items=[other])

    assert vault.items("pair") == [first, second, session]
    assert vault.items("pair", kind="topic") == [first, second]
    assert vault.items(session="s2") == [second]
    assert vault.items(live_only=True) == [first]
    assert vault.items(kind="topic") == [first, second, other]


@pytest.mark.parametrize("at", [-(10**15), -1, 0, HOUR, 10**18, 2**62])
def test_any_time_can_be_kept(vault: Vault, at: int) -> None:
    vault.write("pair", items=[topic("t1", at=at)], texts=[words("t1", "findable")])
    assert vault.items() == [topic("t1", at=at)]
    assert [found.at for found in vault.search("findable")] == [at]


def test_an_item_that_moves_in_time_takes_its_words_along(vault: Vault) -> None:
    vault.write(
        "pair",
        items=[topic("t1", at=1 * HOUR), topic("t2", at=2 * HOUR)],
        texts=[words("t1", "findable one"), words("t2", "findable two")],
    )
    vault.write("pair", items=[topic("t1", at=3 * HOUR)])

    assert [found.id for found in vault.search("findable")] == ["t1", "t2"]
    assert [item.id for item in vault.items()] == ["t2", "t1"]
    vault.write("pair", texts=[words("t1", "changed")])
    assert [found.id for found in vault.search("findable")] == ["t2"]
    assert vault.integrity() == ()


def test_a_failed_write_leaves_nothing_behind(vault: Vault) -> None:
    vault.write("pair", updates=[b"one"], items=[topic("t1")])
    before = vault.load_document("pair"), vault.items()
    with pytest.raises(IntegrityError):
        vault.write("pair", updates=[b"two"], items=[topic("t2", document="unknown")])
    assert (vault.load_document("pair"), vault.items()) == before


def test_several_writes_in_a_transaction_are_one(vault: Vault) -> None:
    def interrupted() -> None:
        with vault.transaction():
            vault.write("pair", updates=[b"one"])
            vault.write("notes", kind="text", updates=[b"typed"])
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    assert vault.documents("pair") == vault.documents("text") == ()

    with vault.transaction():
        vault.write("pair", updates=[b"one"])
        vault.write("notes", kind="text", updates=[b"typed"])
    assert (vault.documents("pair"), vault.documents("text")) == (("pair",), ("notes",))


def test_typing_marks_words_as_not_yet_searchable_until_they_are(vault: Vault) -> None:
    vault.write("pair", items=[topic("t1")])
    vault.write("notes", kind="text", updates=[b"typed"], dirty=True)
    vault.write("notes", kind="text", updates=[b"more"], dirty=True)
    assert vault.dirty_documents() == ("notes",)
    vault.write("notes", kind="text", texts=[words("t1", "typed more")])
    assert vault.dirty_documents() == ()
    assert [found.id for found in vault.search("typed")] == ["t1"]


def test_words_without_an_item_are_not_kept(vault: Vault) -> None:
    vault.write("pair", texts=[SearchRow("pair", "topic", "gone", "Title", "findable")])
    assert vault.search("findable") == []


def test_a_snapshot_replaces_the_updates_it_contains_and_no_others(vault: Vault) -> None:
    upto = vault.write("pair", updates=[b"one", b"two"])
    later = vault.write("pair", updates=[b"three"])
    vault.compact("pair", b"one+two", upto)

    stored = vault.load_document("pair")
    assert stored is not None
    assert (stored.snapshot, stored.updates, stored.upto) == (b"one+two", (b"three",), later)


def test_sequences_go_on_after_every_change_was_compacted(vault: Vault) -> None:
    upto = vault.write("pair", updates=[b"one"])
    vault.compact("pair", b"one", upto)
    assert vault.write("pair", updates=[b"two"]) > upto
    stored = vault.load_document("pair")
    assert stored is not None
    assert stored.updates == (b"two",)


@pytest.mark.parametrize("upto", [0, 99])
def test_a_snapshot_of_another_state_is_refused(vault: Vault, upto: int) -> None:
    vault.compact("pair", b"one", vault.write("pair", updates=[b"one"]))
    with pytest.raises(ValueError, match="snapshot"):
        vault.compact("pair", b"other", upto)
    stored = vault.load_document("pair")
    assert stored is not None
    assert stored.snapshot == b"one"


def test_what_was_not_written_since_is_not_asked(vault: Vault) -> None:
    seen = vault.write("old", updates=[b"u"] * (COMPACT_UPDATES + 1))
    vault.write("new", updates=[b"u"] * (COMPACT_UPDATES + 1))
    assert vault.due_for_compaction(seen) == ("new",)
    assert vault.due_for_compaction(vault.last_change()) == ()


def test_documents_become_due_by_number_and_by_size(vault: Vault) -> None:
    vault.write("many", updates=[b"u"] * COMPACT_UPDATES)
    vault.write("big", updates=[b"u" * COMPACT_BYTES])
    assert vault.due_for_compaction() == ()
    vault.write("many", updates=[b"u"])
    upto = vault.write("big", updates=[b"u"])
    assert vault.due_for_compaction() == ("big", "many")
    vault.compact("big", b"all", upto)
    assert vault.due_for_compaction() == ("many",)


def test_deleting_documents_leaves_no_trace_of_them_and_all_of_others(vault: Vault) -> None:
    for name in ("pair", "other"):
        row = topic("t1", document=name)
        text = words("t1", "findable", document=name)
        vault.write(name, updates=[b"one"], items=[row], texts=[text], dirty=True)
        vault.put_settings(name, {"colour": name})
    vault.delete_documents(["pair"])

    assert vault.documents("pair") == ("other",)
    assert [found.document for found in vault.search("findable")] == ["other"]
    assert [item.document for item in vault.items()] == ["other"]
    assert (vault.settings("pair"), vault.settings("other")) == ({}, {"colour": "other"})
    vault.write("pair", updates=[b"again"])
    stored = vault.load_document("pair")
    assert stored is not None
    assert stored.updates == (b"again",)


def test_a_projection_can_be_made_anew(vault: Vault) -> None:
    vault.write("pair", items=[topic("t1"), topic("t2")], texts=[words("t1", "findable")])
    with vault.transaction():
        vault.clear_projection("pair")
        vault.write("pair", items=[topic("t3")], texts=[words("t3", "findable")])
    assert vault.items() == [topic("t3")]
    assert [found.id for found in vault.search("findable")] == ["t3"]


def test_settings_are_kept_by_scope(vault: Vault) -> None:
    vault.put_settings("app", {"theme": "dark", "size": 1.25, "pairs": ["a", None]})
    vault.put_settings("app", {"theme": "light"})
    assert vault.settings("app") == {"theme": "light", "size": 1.25, "pairs": ["a", None]}
    assert vault.setting("app", "theme") == "light"
    assert vault.setting("other", "theme", "system") == "system"
    vault.forget_setting("app", "theme")
    assert vault.setting("app", "theme") is None


def test_prompts_are_put_replaced_and_deleted(vault: Vault) -> None:
    own, packed = PromptRow("p1", "own", "{}"), PromptRow("p2", "pack", "{}", binned_at=5)
    vault.put_prompts([own, packed])
    assert vault.prompts() == [own, packed]
    vault.put_prompts([PromptRow("p1", "own", '{"text": 1}')])
    assert vault.prompts("own") == [PromptRow("p1", "own", '{"text": 1}')]
    vault.delete_prompts(["p1"])
    assert vault.prompts() == [packed]


def test_nothing_written_can_be_read_on_the_disk(vault: Vault, path: Path) -> None:
    canary = "canarywordnobodyelseuses"
    vault.write(
        "pair",
        updates=[canary.encode()],
        items=[topic("t1", canary, body=f'{{"a": "{canary}"}}')],
        texts=[words("t1", canary, title=canary)],
    )
    vault.put_settings("app", {canary: canary})
    vault.close()
    on_disk = b"".join(entry.read_bytes() for entry in path.parent.iterdir())
    for trace in (canary.encode(), canary.encode("utf-16-le"), b"CREATE TABLE", b"SQLite format"):
        assert trace not in on_disk


def test_changes_owed_to_a_partner_outlive_the_snapshot_that_holds_them(vault: Vault) -> None:
    vault.write("pair", updates=[b"sent"])
    vault._core.exec_driver_sql("UPDATE change SET state = 'sent'")  # noqa: SLF001 - as sync will
    vault._core.exec_driver_sql("UPDATE document SET space = 'shared'")  # noqa: SLF001
    upto = vault.write("pair", updates=[b"owed"])
    vault.compact("pair", b"both", upto)

    left = vault._core.exec_driver_sql("SELECT bytes FROM change").scalars().all()  # noqa: SLF001
    stored = vault.load_document("pair")
    assert left == [b"owed"]
    assert stored is not None
    assert (stored.snapshot, stored.updates) == (b"both", ())


def test_a_vault_may_lie_in_a_folder_of_any_name(tmp_path: Path, store: MemoryKeyStore) -> None:
    path = tmp_path / "Ünï côde #1? 100% & 'more'" / "workspace.vault"
    path.parent.mkdir()
    found(path, store=store).close()
    vault = Vault.open(path, unlock(path, store))
    vault.backup_to(path.with_name("copy of it.vault"))
    vault.close()
    assert len(list(path.parent.iterdir())) == 4
