from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rm_desktop.domain.errors import KnownError
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.exchange.library import load_categories
from rm_desktop.exchange.packs import Pack, PackError, PackFormat, read_pack, write_pack

TOML = """\
name = "Our own"

[[prompt]]
id = "own-1"
category = "ai"
stage = "opening"
role = "mentor"
depth = 1
text = "What would you never hand to a machine?"

[[prompt]]
category = "Lived experience"
stage = "deepening"
role = "executive"
depth = 3
text = \"\"\"
When did you
pretend?\"\"\"
why = "It is rarely asked."
follow_up = "To whom?"
caution = "Passing is fine."
"""
CSV = """\
text,category,stage,role,depth,id\r
"What would you never hand to a ""machine""?",ai,opening,mentor,1,own-1\r
,,,,,\r
When did you pretend?,feedback,closing,either,2,\r
"""

KEYS = "The keys are id, category, stage, role, depth, text, why, follow_up, caution."


def problems(text: str | bytes, name: str = "pack.toml") -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(PackError) as refusal:
        read_pack(data, name)
    return [str(problem) for problem in refusal.value.problems]


# -- what is read -------------------------------------------------------------------------


def test_a_toml_pack_is_read_with_what_it_leaves_out() -> None:
    pack = read_pack(TOML.encode(), "file.toml")
    first, second = pack.prompts
    assert pack.name == first.pack == "Our own"
    assert (first.id, first.category, first.stage) == ("own-1", "ai", Stage.OPENING)
    assert (second.category, second.role) == ("inclusion-lived-experience", AskedBy.MENTEE)
    assert second.text == "When did you pretend?"
    assert second.id.startswith("our-own-")


def test_a_pack_without_a_name_is_called_like_its_file() -> None:
    assert read_pack(TOML.replace('name = "Our own"', "").encode(), "Team.toml").name == "Team"
    assert read_pack(CSV.encode(), "Team.CSV").name == "Team"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("before", ["", "sep={}\r\n"])
def test_a_csv_pack_is_read_as_spreadsheets_write_it(
    delimiter: str, mark: str, before: str
) -> None:
    text = mark + before.format(delimiter) + CSV.replace(",", delimiter)
    first, second = read_pack(text.encode(), "pack.csv").prompts
    assert first.text == 'What would you never hand to a "machine"?'
    assert (second.role, second.stage, second.depth) == (AskedBy.BOTH, Stage.CLOSING, 2)


def test_columns_may_be_written_as_people_write_them() -> None:
    text = "Follow-up;TEXT;Category;Stage;Role;Depth\nAnd then?;Why?;purpose;closing;both;1\n"
    assert read_pack(text.encode(), "pack.csv").prompts[0].follow_up == "And then?"


# -- what is refused ----------------------------------------------------------------------


def test_every_problem_is_listed_with_its_line() -> None:
    text = TOML.replace("depth = 1", "depth = 4").replace('"opening"', '"middle"')
    text = text.replace('caution = "Passing is fine."', 'level = 2\nid = "own-1"')
    assert problems(text) == [
        "Line 6: stage must be one of before, opening, deepening, closing, after, not “middle”.",
        "Line 8: depth must be 1, 2 or 3, not 4.",
        "Line 15: a prompt of depth 3 needs a caution.",
        "Line 21: “level” is not a key of a prompt. " + KEYS,
        "Line 22: the id “own-1” is used before, in line 4.",
    ]


def test_the_refusal_is_a_sentence_for_a_person() -> None:
    with pytest.raises(KnownError) as refusal:
        read_pack(b"", "team.toml")
    assert refusal.value.sentence == "“team.toml” has 1 problem, so nothing was imported."
    assert refusal.value.next_step == "Correct the file and import it again."


def test_lines_are_counted_past_texts_that_look_like_tables() -> None:
    text = TOML.replace("When did you\n", "[[prompt]]\ndepth = 9 # here\n'''\n")
    text = text.replace('category = "ai"', "# [[prompt]] '''\ncategory = 7")
    assert problems(text) == ["Line 6: category must be a text in quotes."]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x,purpose,opening,both,one,", "Line 2: depth must be 1, 2 or 3, not “one”."),
        ("x,purpose,opening,all,1,", "role must be one of mentor, mentee, both, not “all”."),
        ("x,love,opening,both,1,", "closing, communication-channels, customer-trends"),
        ("x,purpose,opening,both,1,a b", "id must be 1 to 64 letters (a–z), digits or dashes"),
        ("x,purpose,opening,both,3,", "Line 2: a prompt of depth 3 needs a caution."),
        ("\x07,purpose,opening,both,1,", "text holds a hidden control character (U+0007)."),
        ("\u202ex,purpose,opening,both,1,", "text holds a hidden control character (U+202E)."),
        (" ,purpose,opening,both,1,", "Line 2: text is missing."),
        ("x,purpose,opening,both,1,,more", "Line 2: there are more cells than columns."),
        ("y" * 1001 + ",purpose,opening,both,1,", "text has 1,001 characters; it can have at"),
        ('x,purpose,opening,both,1,\n"x', "Line 3: a quotation mark is missing"),
    ],
)
def test_a_bad_row_says_what_is_wrong(row: str, complaint: str) -> None:
    (problem,) = problems(f"text,category,stage,role,depth,id\n{row}\n", "pack.csv")
    assert complaint in problem


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "There is no prompt in this file."),
        ("name = 3\n" + TOML[18:], "Line 1: name must be a text in quotes."),
        ("name = ' '\n" + TOML[18:], "Line 1: name is missing."),
        ("tags = []\n" + TOML, "Line 1: “tags” is not a key of a pack. The keys are name, prompt."),
        ("\n\nprompt = [{id = 'a'}]", "Line 3: write each prompt under a line of its own"),
        (TOML + "[prompt.extra]\ndepth = 1", "Line 11: “extra” is not a key of a prompt. " + KEYS),
        ("prompt = 3", "Line 1: write each prompt under a line of its own"),
        ("[[prompt]]\ntext = 'a", "Line 2: this is not TOML: "),
        ('[[prompt]]\ntext = """a\n', "Line 3: this is not TOML: "),
        ("x = " + "[" * 5000, "The file is nested too deeply."),
        ("x = " + "9" * 5000, "this is not TOML: "),
        ("\n" + "a." * 5000 + "b = 1", "Line 2: a pack has no keys with dots."),
        (TOML.replace("= 1", "= 0x" + "f" * 9000), "depth must be 1, 2 or 3, not something else."),
        (TOML.replace("= 1", "= true"), "Line 8: depth must be 1, 2 or 3, not true."),
        (TOML.replace("= 1", '= "' + "a" * 90 + '"'), "not “" + "a" * 40 + "…”."),
    ],
)
def test_a_bad_toml_says_what_is_wrong(text: str, complaint: str) -> None:
    (problem,) = problems(text)
    assert complaint in problem


@pytest.mark.parametrize(
    ("data", "name", "complaint"),
    [
        (b"", "pack.txt", "A pack is a file that ends in .toml or .csv."),
        (b"a" * (1024 * 1024 + 1), "pack.csv", "A pack can be at most 1 MB."),
        (TOML.encode("utf-16"), "pack.toml", "The file is saved as UTF-16. Save it as UTF-8."),
        ("a\nKäse".encode("latin-1"), "pack.csv", "Line 2: this is not UTF-8."),
        (b"text,text\n", "pack.csv", "Line 1: the column “text” stands twice."),
        (b"text,mood\n", "pack.csv", "Line 1: “mood” is not a column of a pack."),
        (b"", "pack.csv", "missing: category, stage, role, depth, text"),
    ],
)
def test_a_bad_file_says_what_is_wrong(data: bytes, name: str, complaint: str) -> None:
    assert any(complaint in problem for problem in problems(data, name))


def test_ids_that_exist_already_are_refused() -> None:
    with pytest.raises(PackError) as refusal:
        read_pack(TOML.encode(), "pack.toml", taken={"own-1"})
    (problem,) = refusal.value.problems
    assert str(problem) == "Line 4: the id “own-1” is taken by another prompt."


def test_the_same_text_twice_without_an_id_is_refused() -> None:
    row = "Why?,purpose,opening,both,1\n"
    text = "text,category,stage,role,depth\n" + row + row
    assert problems(text, "pack.csv") == ["Line 3: the same prompt stands in line 2."]


def test_a_pack_ends_at_two_thousand_prompts() -> None:
    rows = "".join(f"Why {n}?,purpose,opening,both,1\n" for n in range(2001))
    text = "text,category,stage,role,depth\n" + rows
    limit = "Line 2002: a pack can hold at most 2,000 prompts."
    assert problems(text, "pack.csv") == [limit]
    assert (
        len(
            read_pack(
                text.removesuffix("Why 2000?,purpose,opening,both,1\n").encode(), "a.csv"
            ).prompts
        )
        == 2000
    )


# -- there and back -----------------------------------------------------------------------

FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"  # spreadsheets calculate these too
letters = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters="\u202a\u202b\u202c\u202d\u202e"
)
risky = st.sampled_from(
    ["=1+1", "'=1", "''-x", "@a", "+", "'", '"', ";", ",", "\\", "#", FULL_WIDTH]
)
lines = st.builds(
    lambda start, rest: " ".join((start + rest).split()),
    risky | st.just(""),
    st.text(letters, max_size=40),
)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", fullmatch=True)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    name = draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 -]{0,30}[A-Za-z0-9]", fullmatch=True))
    chosen = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    return Pack(name, tuple(draw(prompts(ident, name)) for ident in chosen))


def prompts(ident: str, pack: str) -> st.SearchStrategy[Prompt]:
    return st.builds(
        Prompt,
        id=st.just(ident),
        category=st.sampled_from([category.id for category in load_categories()]),
        stage=st.sampled_from(Stage),
        role=st.sampled_from(AskedBy),
        depth=st.sampled_from([1, 2, 3]),
        text=lines.filter(bool),
        why=lines,
        follow_up=lines,
        caution=lines.filter(bool),
        pack=st.just(pack),
    )


@given(packs(), st.sampled_from(PackFormat))
def test_a_written_pack_reads_as_it_was(pack: Pack, kind: PackFormat) -> None:
    assert read_pack(write_pack(pack, kind), f"{pack.name}.{kind}") == pack


@given(packs())
def test_no_cell_of_a_written_csv_is_a_formula(pack: Pack) -> None:
    data = write_pack(pack, PackFormat.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(tuple("=+-@\t\r" + FULL_WIDTH)) for cell in row)


def test_a_table_of_a_hundred_thousand_columns_is_refused_at_once() -> None:
    columns = ",".join(f"c{n}" for n in range(100_000))
    with pytest.raises(PackError) as refused:  # a minute and more, if each is complained about
        read_pack(columns.encode(), "wide.csv")
    assert len(refused.value.problems) <= 101


# -- what no pack may do ------------------------------------------------------------------

SEEDS = (TOML.encode(), CSV.encode(), CSV.replace(",", ";").encode("utf-8-sig"))
scraps = st.sampled_from(
    [
        b'"',
        b"'",
        b'"""',
        b"[[prompt]]",
        b"[",
        b"{",
        b"=",
        b"\n",
        b",",
        b";",
        b"\\",
        b"\x00",
        b"\xff",
        b"#",
        b".",
    ]
) | st.binary(max_size=6)
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), scraps), min_size=1, max_size=6)


def read_or_refused(data: bytes, name: str) -> Pack | PackError:
    try:
        return read_pack(data, name)
    except PackError as refusal:
        return refusal


@settings(max_examples=400)
@given(st.sampled_from(SEEDS), edits, st.sampled_from(["pack.toml", "pack.csv"]))
def test_a_mutated_pack_is_read_or_refused_in_words(
    seed: bytes, edits: list[tuple[float, int, bytes]], name: str
) -> None:
    data = seed
    for place, cut, scrap in edits:
        at = int(place * len(data))
        data = data[:at] + scrap + data[at + cut :]
    found = read_or_refused(data, name)
    if isinstance(found, PackError):
        last = data.count(b"\n") + data.count(b"\r") + 1
        assert found.problems
        assert all(0 <= problem.line <= last and str(problem) for problem in found.problems)
    else:
        assert read_pack(write_pack(found, PackFormat.TOML), "pack.toml") == found
