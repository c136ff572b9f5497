"""What the screen decides without Qt: drafts, agreement in words, comparing, rhythm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rm_desktop.domain import agreement as rules
from rm_desktop.domain.agreement import Agreement, AgreementField
from rm_desktop.domain.entities import Charter, Member, Objective, Session, SessionState
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.pair import CHARTER_ID, Pair
from rm_desktop.domain.rhythm import agreed_day
from rm_desktop.ui.together.agreement_words import AgreementView, People, agreement_view
from rm_desktop.ui.together.aims import aim_views
from rm_desktop.ui.together.compare import compare
from rm_desktop.ui.together.drafting import Drafting
from rm_desktop.ui.together.rhythm import OWN, RhythmPlan, preset_choices, rhythm_view
from rm_desktop.ui.together.versions import PRESENT, Versions

DAY_MS = 86_400_000
NAMES = {"m": "Maya", "h": "Henrik"}
FIELDS = (AgreementField("why", "Why", "", ""), AgreementField("notes", "Notes", "", ""))
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 local


def day(moment: int) -> date:
    return date.fromordinal(TODAY.toordinal() + moment // DAY_MS)


def people(actor: str = "m") -> People:
    return People(NAMES, lambda member: "you" if member == "m" else "them", actor)


def view(agreement: Agreement, actor: str = "m") -> AgreementView:
    return agreement_view(
        agreement, rules.state(agreement, tuple(NAMES)), people(actor), day, TODAY
    )


class TestDrafts:
    def test_half_typed_words_are_not_overwritten(self) -> None:
        draft = Drafting("old")
        draft.type("new wor")
        assert draft.tell("partner’s") is None
        assert (draft.typed, draft.pending) == ("new wor", True)

    def test_a_space_at_the_end_is_no_change_and_stays_in_the_editor(self) -> None:
        draft = Drafting("")
        draft.type("A word ")
        assert draft.tell("A word") is None
        assert (draft.typed, draft.pending) == ("A word ", False)

    def test_what_others_change_is_shown_where_nothing_is_typed(self) -> None:
        draft = Drafting("old")
        assert draft.tell("undone") == "undone"

    def test_going_back_shows_what_is_kept(self) -> None:
        draft = Drafting("kept")
        draft.type("")
        assert draft.revert() == "kept"
        assert not draft.pending

    @given(st.lists(st.tuples(st.booleans(), st.text("ab ", max_size=4)), max_size=12))
    def test_nothing_typed_is_ever_lost_before_it_was_kept(
        self, steps: list[tuple[bool, str]]
    ) -> None:
        draft, editor = Drafting(""), ""
        for typing, text in steps:
            if typing:
                editor = text
                draft.type(text)
            else:
                pending = draft.pending
                shown = draft.tell(text)
                assert not (pending and shown is not None)
                editor = editor if shown is None else shown
            assert editor == draft.typed


class TestAgreement:
    draft = Agreement({"why": "Because.\nOf this.", "notes": "None."})

    def test_nobody_signed(self) -> None:
        shown = view(self.draft)
        assert shown.state == "Draft, nobody has signed yet"
        assert (shown.may_sign, shown.hand_to, shown.versions) == ("Maya", "", ())

    def test_one_signed_and_hands_over(self) -> None:
        one = rules.sign(self.draft, "m", 0, tuple(NAMES))
        assert view(one).state == "Waiting for Henrik"
        assert (view(one).may_sign, view(one).hand_to) == ("", "Henrik")
        assert (view(one, "h").may_sign, view(one, "h").hand_to) == ("Henrik", "")
        assert view(one).versions[0].title == "Version 1 · Maya signed on 26 November"

    def test_both_signed_and_then_somebody_edits(self) -> None:
        both = rules.sign(rules.sign(self.draft, "m", 0, tuple(NAMES)), "h", DAY_MS, tuple(NAMES))
        assert view(both).state == "Agreed on 27 November"
        assert [s.signed for s in view(both).signers] == ["26 November", "27 November"]
        assert (view(both).may_sign, view(both).hand_to) == ("", "")
        edited = replace(both, draft={**both.draft, "notes": "Some."})
        assert view(edited).state == "Changed since 27 November; both sign again"
        assert [s.signed for s in view(edited).signers] == ["", ""]
        assert view(edited).versions[0].title == "Version 1 · agreed on 27 November"

    def test_versions_are_held_against_each_other_and_the_present(self) -> None:
        both = rules.sign(rules.sign(self.draft, "m", 0, tuple(NAMES)), "h", 0, tuple(NAMES))
        edited = replace(both, draft={**both.draft, "why": "Because.\nOf that."})
        versions = Versions(FIELDS)
        assert versions.view(edited, NAMES, day, TODAY) is None
        versions.read(1)
        alone = versions.view(edited, NAMES, day, TODAY)
        assert alone is not None
        assert not any(field.changed for field in alone.fields)
        versions.hold_against(PRESENT)
        against = versions.view(edited, NAMES, day, TODAY)
        assert against is not None
        why = against.fields[0]
        assert [(line.text, line.put_in) for line in why.lines] == [
            ("Because.", None),
            ("Of this.", False),
            ("Of that.", True),
        ]
        twice = rules.sign(edited, "m", DAY_MS, tuple(NAMES))
        versions.hold_against("2")
        later = versions.view(twice, NAMES, day, TODAY)
        assert later is not None
        assert later.fields[0].lines == why.lines
        versions.hold_against("7")
        gone = versions.view(twice, NAMES, day, TODAY)
        assert gone is not None
        assert gone.choice == "alone"

    @given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12))
    def test_a_comparison_holds_both_texts(self, before: str, after: str) -> None:
        (field, _) = compare({"why": before}, {"why": after}, FIELDS)
        old = [line.text for line in field.lines if line.put_in is not True]
        new = [line.text for line in field.lines if line.put_in is not False]
        assert old == before.strip().splitlines()
        assert new == after.strip().splitlines()


def pair(**fields: object) -> Pair:
    members = {"m": Member("m", "Maya Okafor", "mentor"), "h": Member("h", "Henrik", "mentee")}
    charter = Charter(CHARTER_ID, every="2 weeks", count=4, zone="Europe/London")
    return Pair("p", members=members, charter=charter, **fields)  # type: ignore[arg-type]


def closed(ordinal: int, days_ago: int) -> Session:
    at = int(NOW.timestamp() * 1000) - days_ago * DAY_MS
    return Session(f"s{ordinal}", ordinal, state=SessionState.CLOSED, closed_at=at)


class TestAims:
    def test_minutes_owner_and_steps_in_words(self) -> None:
        goals = {
            "a": Objective("a", "Formats", "h", 2, added_at=1),
            "b": Objective("b", "Briefs", "", 9, added_at=2),
        }
        first, second = aim_views(pair(objectives=goals), {"a": 48}, lambda m: "them")
        assert (first.owner, first.note, first.fraction) == ("Henrik", "48 min so far", 0.8)
        assert (second.owner, second.note, second.fraction) == ("Both", "no minutes yet", 1.0)

    def test_one_without_minutes_in_two_sessions_is_named_unless_it_is_reached(self) -> None:
        goals = {"a": Objective("a", "Open"), "b": Objective("b", "Done", progress=3)}
        sessions = {s.id: s for s in (closed(1, 30), closed(2, 15))}
        views = aim_views(pair(objectives=goals, sessions=sessions), {}, lambda m: "both")
        assert [view.note for view in views] == [
            "no minutes yet · none in your last two sessions",
            "no minutes yet",
        ]


class TestRhythm:
    def test_dates_go_on_in_the_rhythm_to_the_agreed_number(self) -> None:
        planned = Session("s2", 2, starts="2026-11-28T15:00", zone="Europe/London")
        sessions = {"s1": closed(1, 12), "s2": planned}
        shown = rhythm_view(pair(sessions=sessions), NOW, "Europe/London")
        assert shown.dates.splitlines() == [
            "Saturday 28 Nov, 15:00–16:00",
            "Saturday 12 Dec, 15:00–16:00",
            "Saturday 26 Dec, 15:00–16:00",
        ]
        assert shown.words == "Every second Saturday, 1 h, 4 sessions"
        assert shown.counts == "1 session kept, none moved"
        assert shown.gap == ""

    def test_the_rhythm_goes_by_what_was_agreed_not_by_when_a_session_was_held(self) -> None:
        held = replace(closed(1, 5), starts="2026-11-14T15:00", zone="Europe/London")
        shown = rhythm_view(pair(sessions={"s1": held}), NOW, "Europe/London")
        assert shown.words == "Every second Saturday, 1 h, 4 sessions"
        both = {"s1": held, "s2": Session("s2", 2)}
        assert agreed_day(pair(sessions=both), "Europe/London") == date(2026, 11, 14)

    def test_a_date_that_is_set_by_hand_stands_as_it_is(self) -> None:
        sessions = {
            "s1": Session("s1", 1, starts="2026-11-28T15:00", zone="Europe/London", moved=1),
            "s2": Session("s2", 2, starts="2026-12-10T09:00", zone="Europe/London", minutes=45),
        }
        shown = rhythm_view(pair(sessions=sessions), NOW, "Europe/London")
        assert shown.dates.splitlines()[1:3] == [
            "Thursday 10 Dec, 09:00–09:45",
            "Thursday 24 Dec, 09:00–10:00",
        ]
        assert shown.counts == "0 sessions kept, 1 moved"

    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (20, ""),
            (21, "It has been longer than usual"),
            (28, "Twenty minutes are enough"),
            (42, "Pause, plan anew, or finish well?"),
        ],
    )
    def test_a_growing_gap_gets_a_neutral_word(self, days: int, words: str) -> None:
        shown = rhythm_view(pair(sessions={"s1": closed(1, days)}), NOW, "Europe/London")
        assert words in shown.gap
        assert bool(shown.gap) == bool(words)
        assert shown.dates == ""

    def test_a_new_pair_has_everything_ahead(self) -> None:
        shown = rhythm_view(pair(), NOW, "Europe/London")
        assert (shown.words, shown.counts) == (
            "Every 2 weeks, 1 h, 4 sessions",
            "Your first session is ahead of you.",
        )

    @pytest.mark.parametrize("key", [key for key, _ in preset_choices() if key != OWN])
    def test_a_preset_is_recognised_and_keeps_the_zone(self, key: str) -> None:
        plan = RhythmPlan(zone="Asia/Tokyo").with_preset(key)
        assert (plan.preset, plan.zone) == (key, "Asia/Tokyo")
        assert replace(plan, minutes=50).preset == OWN
        assert plan.with_preset(OWN) == plan

    def test_typed_values_become_a_plan(self) -> None:
        plan = RhythmPlan().with_every("3", "week").with_count("").with_minutes("1.5h")
        assert plan == RhythmPlan("3 weeks", 0, 90)
        assert RhythmPlan().with_zone("new york").zone == "America/New_York"
        assert RhythmPlan().with_zone("europe/OSLO").zone == "Europe/Oslo"

    @pytest.mark.parametrize(
        ("change", "text"),
        [
            (RhythmPlan.with_count, "many"),
            (RhythmPlan.with_count, "501"),
            (RhythmPlan.with_minutes, "1"),
            (RhythmPlan.with_minutes, ""),
            (RhythmPlan.with_zone, "Atlantis"),
            (RhythmPlan.with_zone, ""),
            (lambda plan, text: plan.with_every(text, "week"), "0"),
            (lambda plan, text: plan.with_every(text, "week"), "²"),
        ],
    )
    def test_what_cannot_be_is_a_sentence(
        self, change: Callable[[RhythmPlan, str], RhythmPlan], text: str
    ) -> None:
        with pytest.raises(BadInputError):
            change(RhythmPlan(), text)
