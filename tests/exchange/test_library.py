from __future__ import annotations

from collections import Counter

import pytest

from rm_desktop.domain.journal_templates import ENERGY_LOG, Energy, read_energy
from rm_desktop.domain.prompts import LIBRARY, AskedBy, Prompt, Stage
from rm_desktop.domain.templates import PresentTopic, SegmentKind, SessionTemplate, fit
from rm_desktop.exchange.library import (
    load_agreement_fields,
    load_categories,
    load_journal_templates,
    load_prompts,
    load_session_templates,
)
from rm_desktop.exchange.packs import Pack, PackFormat, read_pack, write_pack

TITLES = [
    "Purpose",
    "Digital fluency",
    "AI at work",
    "Generations",
    "Lived experience",
    "Channels",
    "Customers",
    "Wellbeing",
    "Ways of working",
    "Vulnerability",
    "Feedback",
    "Awkward moments",
    "Closing",
    "Stories",
]


def test_there_are_140_prompts_ten_in_each_of_14_categories() -> None:
    by_category = Counter(prompt.category for prompt in load_prompts())
    assert by_category == dict.fromkeys((c.id for c in load_categories()), 10)
    assert len(load_categories()) == 14
    assert len({prompt.id for prompt in load_prompts()}) == 140


def test_the_categories_stand_in_the_order_of_the_screen() -> None:
    assert [category.title for category in load_categories()] == TITLES
    assert [category.order for category in load_categories()] == list(range(1, 15))
    assert all(category.name for category in load_categories())


def test_the_prompts_are_spread_over_stages_roles_and_depths_as_the_domain_paper_says() -> None:
    prompts = load_prompts()
    assert Counter(prompt.stage for prompt in prompts) == {
        Stage.BEFORE: 28,
        Stage.OPENING: 30,
        Stage.DEEPENING: 53,
        Stage.CLOSING: 15,
        Stage.AFTER: 14,
    }
    roles = {AskedBy.MENTOR: 48, AskedBy.MENTEE: 53, AskedBy.BOTH: 39}
    assert Counter(prompt.role for prompt in prompts) == roles
    assert Counter(prompt.depth for prompt in prompts) == {1: 68, 2: 56, 3: 16}
    assert sum(bool(prompt.caution) for prompt in prompts) == 53
    assert all(prompt.caution for prompt in prompts if prompt.depth == 3)


def test_every_prompt_is_complete_and_typographic() -> None:
    for prompt in load_prompts():
        assert prompt.why
        assert prompt.follow_up
        assert prompt.pack == LIBRARY
        written = prompt.text + prompt.why + prompt.follow_up + prompt.caution
        assert not set(written) & set("'\"\n")


def test_the_shipped_prompts_would_pass_as_a_pack() -> None:
    prompts = load_prompts()
    for kind in PackFormat:
        back = read_pack(write_pack(Pack(LIBRARY, prompts), kind), f"library.{kind}")
        assert back == Pack(LIBRARY, prompts)


def test_some_words_of_the_library_are_where_they_belong() -> None:
    found = {prompt.id: prompt for prompt in load_prompts()}["fbk-06"]
    assert found == Prompt(
        id="fbk-06",
        category="feedback",
        stage=Stage.DEEPENING,
        role=AskedBy.MENTEE,
        depth=2,
        text="What do you think people soften before it reaches me?",
        why=found.why,
        follow_up=found.follow_up,
        caution="Never ask who. Ask what and how.",
        pack=LIBRARY,
    )


def test_there_is_a_template_for_every_session_of_the_arc_and_for_the_rescue() -> None:
    lengths = {template.id: template.lengths for template in load_session_templates()}
    hour = (45, 60, 90)
    assert lengths == {
        "first": hour,
        "learning": hour,
        "show-me": hour,
        "listening": hour,
        "mid-point": hour,
        "closing": hour,
        "rescue": (20,),
    }


@pytest.mark.parametrize("template", load_session_templates(), ids=lambda template: template.id)
def test_every_column_of_a_template_adds_up(template: SessionTemplate) -> None:
    for column, length in enumerate(template.lengths):
        assert sum(segment.minutes[column] for segment in template.segments) == length


@pytest.mark.parametrize("template", load_session_templates(), ids=lambda template: template.id)
def test_a_template_can_give_way_and_ends_in_its_landing(template: SessionTemplate) -> None:
    kinds = [segment.kind for segment in template.segments]
    assert kinds.count(SegmentKind.FLEXIBLE) in (1, 2)
    assert kinds.count(SegmentKind.LANDING) == 1
    assert kinds[-1] == SegmentKind.LANDING
    assert template.title
    assert template.purpose
    assert all(segment.title and segment.note for segment in template.segments)


def test_topics_take_the_place_of_exploring_in_a_learning_hour() -> None:
    learning = next(t for t in load_session_templates() if t.id == "learning")
    plan = fit(learning, 60, [PresentTopic("a", 20)])
    assert [(item.topic or item.title, item.minutes) for item in plan.items] == [
        ("Check in, energy", 4),
        ("Since last time: actions", 7),
        ("Today’s question", 4),
        ("a", 20),
        ("Explore", 7),
        ("Turn the tables", 5),
        ("So what: insight and commitment", 8),
        ("Close: one helped, one to change", 5),
    ]


def test_the_agreement_has_its_eleven_fields() -> None:
    fields = load_agreement_fields()
    assert len({field.id for field in fields}) == len(fields) == 11
    assert fields[0].title == "Why us, why now"
    assert fields[-1].title == "Review date"
    assert all(field.help and field.default == field.default.strip() for field in fields)


def test_ten_journal_templates_begin_with_their_questions() -> None:
    templates = load_journal_templates()
    assert len({template.id for template in templates}) == len(templates) == 10
    assert len({template.name for template in templates}) == 10
    for template in templates:
        assert 1 <= template.minutes <= 12
        assert template.when
        headings = [line for line in template.text().splitlines() if line.startswith("## ")]
        assert headings == [f"## {question}" for question in template.questions]


def test_the_energy_log_is_read_back() -> None:
    log = next(t for t in load_journal_templates() if t.id == ENERGY_LOG)
    typed = log.text().replace("\n", "\n−2\n", 1)
    assert read_energy(typed, log) == Energy(-2, None)
