"""What the gallery shows: one card per family of widgets, every one in every state.

Its words are samples, not strings of the app, so they are not translated.
"""

from __future__ import annotations

from itertools import cycle

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rm_desktop.ui.theme import px
from rm_desktop.ui.theme.tokens import S, TextKind
from rm_desktop.ui.widgets.audience import Audience
from rm_desktop.ui.widgets.avatar import Avatar, AvatarPair
from rm_desktop.ui.widgets.button import Button, ButtonTone
from rm_desktop.ui.widgets.card import Card
from rm_desktop.ui.widgets.check_box import CheckBox
from rm_desktop.ui.widgets.chip import Chip, ChipTone, FilterChip
from rm_desktop.ui.widgets.divider import Divider
from rm_desktop.ui.widgets.elided_label import ElidedLabel
from rm_desktop.ui.widgets.empty_state import EmptyState
from rm_desktop.ui.widgets.field_row import FieldRow
from rm_desktop.ui.widgets.flow_layout import FlowRow
from rm_desktop.ui.widgets.ground import Ground
from rm_desktop.ui.widgets.icon_button import IconButton
from rm_desktop.ui.widgets.key_cap import KeyCap
from rm_desktop.ui.widgets.keyboard_chip import KeyboardChip
from rm_desktop.ui.widgets.label import Label, LabelTone
from rm_desktop.ui.widgets.markdown_view import MarkdownView
from rm_desktop.ui.widgets.menu_button import MenuButton
from rm_desktop.ui.widgets.middle_card import MiddleCard
from rm_desktop.ui.widgets.minutes_edit import MinutesEdit
from rm_desktop.ui.widgets.nav_button import NavButton
from rm_desktop.ui.widgets.new_passphrase import NewPassphrase
from rm_desktop.ui.widgets.note import Note
from rm_desktop.ui.widgets.notice import Notice
from rm_desktop.ui.widgets.passphrase_field import PassphraseField
from rm_desktop.ui.widgets.progress_line import ProgressLine
from rm_desktop.ui.widgets.search_button import SearchButton
from rm_desktop.ui.widgets.search_field import SearchField
from rm_desktop.ui.widgets.segmented import Segmented
from rm_desktop.ui.widgets.status_dot import DotTone, StatusDot
from rm_desktop.ui.widgets.status_line import StatusLine
from rm_desktop.ui.widgets.step_dots import StepDots
from rm_desktop.ui.widgets.text_area import TextArea
from rm_desktop.ui.widgets.text_field import TextField
from rm_desktop.ui.widgets.timer_ring import TimerRing
from rm_desktop.ui.widgets.voice_bar import BarVoice, VoiceBar
from rm_desktop.ui.workers import Workers

PARAGRAPH = (
    "You have not written about session 3 yet. Five minutes, three questions. Only you can read it."
)
NOTES = (
    "# First impressions\nHenrik found the *filter* by himself; the export took **three** tries.\n"
    "- [x] the new view\n- [ ] ~~a report~~ a habit\n\n> I would have asked for a report.\n\n"
    "`export` is explained at https://example.org/export."
)


def buttons() -> Card:
    """The button in its tones, with hints and icons, disabled; icon and menu buttons."""
    card = Card("Buttons")
    tones: tuple[ButtonTone, ...] = ("primary", "secondary", "quiet", "danger")
    for texts, drawing, hint, live in (
        (("Open agenda", "Start session now", "Move…", "Delete pair"), "", "", True),
        (("Close", "Pause", "Add", "Delete"), "", "Space", True),
        (("Start", "Draw one", "Share a passage", "Delete"), "dice", "", True),
        (("Open agenda", "Start session now", "Move…", "Delete pair"), "", "", False),
        (("Close", "Pause", "Add", "Delete"), "dice", "Space", False),
    ):
        line = row()
        for tone, text in zip(tones, texts, strict=True):
            button = Button(text, tone, icon=drawing, hint=hint)
            button.setEnabled(live)
            line.addWidget(button)
        line.addStretch()
        card.body.addLayout(line)
    return card


def small_buttons() -> Card:
    """Icon buttons, menu buttons, segments, boxes to tick."""
    card = Card("Choices")
    line = row()
    for name, words in (("bin", "Delete"), ("more", "More"), ("printer", "Print")):
        line.addWidget(IconButton(name, words))
    star = IconButton("star-filled", "Favourite", checkable=True)
    star.setChecked(True)
    line.addWidget(star)
    line.addWidget(IconButton("close", "Dismiss", small=True))
    off = IconButton("undo", "Undo")
    off.setEnabled(False)
    line.addWidget(off)
    line.addStretch()
    card.body.addLayout(line)
    line = row()
    line.addWidget(MenuButton("Stage", (("o", "opening"), ("m", "middle"))))
    line.addWidget(MenuButton("Who asks", (("e", "either"),)))
    line.addStretch()
    card.body.addLayout(line)
    line = row()
    line.addWidget(Segmented("Theme", (("s", "System"), ("l", "Light"), ("d", "Dark")), "l"))
    off_segments = Segmented("Length", (("45", "45"), ("60", "60"), ("90", "90")), "60")
    off_segments.setEnabled(False)
    line.addWidget(off_segments)
    line.addStretch()
    card.body.addLayout(line)
    line = row()
    for text, checked, live in (("Open", 0, 1), ("Done", 1, 1), ("Off", 0, 0), ("Was done", 1, 0)):
        box = CheckBox(text)
        box.setChecked(bool(checked))
        box.setEnabled(bool(live))
        line.addWidget(box)
    line.addStretch()
    card.body.addLayout(line)
    return card


def chips() -> Card:
    """Chips in their tones, filters that wrap, key caps, dots."""
    card = Card("Chips")
    card.add_action(Label("11 prompts · 4 not yet used by you two", "caption", "ink-3"))
    flow = FlowRow()
    tones: tuple[tuple[str, ChipTone], ...] = (
        ("3 topics from you", "you"),
        ("1 from Henrik", "them"),
        ("50 of 60 min planned", "neutral"),
        ("#listening", "accent"),
        ("Sensitive", "warn"),
        ("2 days overdue", "danger"),
    )
    for text, tone in tones:
        flow.add(Chip(text, tone))
    flow.add(Chip("Henrik is in the room", "them", dot=True))
    card.body.addWidget(flow)
    filters = FlowRow()
    for text in ("All", "Purpose", "Digital fluency", "AI at work", "Generations", "Channels"):
        filters.add(FilterChip(text, checked=text == "Generations"))
    off = FilterChip("Stories")
    off.setEnabled(False)
    filters.add(off)
    card.body.addWidget(filters)
    line = row()
    dots: tuple[tuple[DotTone, str], ...] = (
        ("good", "Saved just now"),
        ("neutral", "Paused"),
        ("warn", "Waiting"),
        ("danger", "Not saved"),
    )
    for dot, text in dots:
        line.addWidget(StatusDot(dot))
        line.addWidget(Label(text, "caption", "ink-2"))
    line.addWidget(KeyCap("Ctrl K"))
    line.addWidget(KeyCap("N"))
    line.addWidget(KeyCap("Ctrl 1", bare=True))
    line.addStretch()
    card.body.addLayout(line)
    return card


def fields() -> Card:
    """Fields with their audience, wrong, disabled; minutes; search; several lines."""
    card = Card("Fields")
    wrong = FieldRow("First date", TextField("First date"), None)
    wrong.show_problem("This date is in the past. Choose one from today on.")
    off = TextField("Name", "Disabled")
    off.setEnabled(False)
    line = row()
    line.addWidget(TextField("Add a topic", "Add a topic…"), 1)
    minutes = MinutesEdit("Minutes")
    minutes.show_minutes("1.5h")
    line.addWidget(minutes)
    card.body.addLayout(line)
    card.body.addWidget(FieldRow("Objective", TextArea("Objective", "What…"), Audience("Henrik")))
    card.body.addWidget(FieldRow("Private notes", TextField("Notes", "Write…"), Audience()))
    card.body.addWidget(wrong)
    card.body.addWidget(off)
    card.body.addWidget(FieldRow("Passphrase", PassphraseField("Passphrase")))
    card.body.addWidget(NewPassphrase("Use it"))
    card.body.addWidget(Note("warn", "warning", "Nobody can reset a passphrase."))
    card.body.addWidget(SearchField("Search prompts", "Search prompts…", hint="Ctrl F"))
    card.body.addWidget(SearchButton())
    return card


def words() -> Card:
    """Every kind of text, every tone, wrapped and elided."""
    card = Card("Text")
    kinds: tuple[tuple[TextKind, str], ...] = (
        ("figure", "29 of 30"),
        ("title", "Good afternoon, Maya"),
        ("subtitle", "How our customers really use short video"),
        ("heading", "Topics you are preparing"),
        ("lead", "What did you expect to happen when you clicked that?"),
        ("strong", "Giving up the mouse"),
        ("medium", "What a creator brief looks like"),
        ("body", "Try one stand-up without slides"),
        ("label", "Next session · Saturday 28 Nov, 15:00–16:00"),
        ("caption", "Ready · 2 links, 1 prompt"),
    )
    for kind, text in kinds:
        card.body.addWidget(Label(text, kind))
    card.body.addWidget(Label(PARAGRAPH, "body", "ink-2", wrap=True))
    card.body.addWidget(Label(PARAGRAPH, "caption", "ink-3", wrap=True))
    card.body.addWidget(ElidedLabel(PARAGRAPH, "medium"))
    line = row()
    tones: tuple[LabelTone, ...] = ("ink-2", "ink-3", "accent", "them", "good", "warn", "danger")
    for tone in tones:
        line.addWidget(Label(tone, "body", tone))
    line.addStretch()
    card.body.addLayout(line)
    struck = Label("Arrive", "medium", "ink-3")
    struck.set_struck(True)
    card.body.addWidget(struck)
    return card


def rings() -> Card:
    """The ring in its four tones, the dots of a rhythm, bars."""
    card = Card("Time")
    line = row()
    for fraction, big, small, tone, word in (
        (0.62, "12:24", "of 20:00", "normal", ""),
        (0.2, "4:00", "of 20:00", "warn", "Time to land"),
        (0.04, "0:48", "of 20:00", "danger", "Nearly over"),
        (0.0, "+2:10", "of 20:00", "overtime", "Over time"),
    ):
        ring = TimerRing()
        ring.show_time(fraction, big, small, tone, word)  # type: ignore[arg-type]
        line.addWidget(ring)
    line.addStretch()
    card.body.addLayout(line)
    card.body.addWidget(StepDots(("kept", "kept", "missed", "moved", "next", "planned")))
    card.body.addWidget(Label("Every second Saturday · 3 kept, one moved", "caption", "ink-3"))
    for fraction, text in ((0.8, "nearly there"), (0.4, "on the way"), (0.0, "just begun")):
        bar = ProgressLine()
        bar.show_progress(fraction, text)
        card.body.addWidget(bar)
    return card


def topics() -> Card:
    """Rows as in an agenda: bars of both voices, people."""
    card = Card("Topics you are preparing")
    card.add_action(Button("New topic", "quiet", hint="Ctrl N"))
    names: tuple[tuple[BarVoice, str, str], ...] = (
        ("you", "What a creator brief looks like", "Ready · 2 links, 1 prompt"),
        ("them", "Where I would say no, and why", "Henrik leads"),
        ("both", "What did we learn?", "both"),
    )
    for voice, title, about in names:
        line = row()
        line.addWidget(VoiceBar(voice, about))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(ElidedLabel(title, "medium"))
        text.addWidget(Label(about, "caption", "ink-3"))
        line.addLayout(text, 1)
        line.addWidget(Label("15 min", "caption", "ink-3"), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
    card.body.addWidget(Divider())
    line = row()
    line.addWidget(AvatarPair("Maya Okafor", "Henrik Berg"))
    line.addWidget(Avatar("Maya Okafor"))
    line.addWidget(Avatar("Henrik", "them"))
    line.addWidget(Avatar("Maya Okafor", large=True))
    keyboard = KeyboardChip()
    line.addWidget(keyboard)
    keyboard.show_person("Henrik")
    line.addStretch()
    card.body.addLayout(line)
    return card


def quiet_things() -> Card:
    """Notice and empty state."""
    card = Card("Quiet things")
    for text, action in (("Topic deleted", "Undo"), ("Copied as Markdown", "")):
        notice = Notice()
        card.body.addWidget(notice)
        notice.show_notice(text, action)
    card.body.addWidget(EmptyState("No topics yet. The first one starts the hour.", "Add a topic"))
    card.body.addWidget(MiddleCard(Label("A step of several, in the middle of its page.")))
    return card


def rail() -> QWidget:
    """Entries of the rail, open and collapsed, as they stand on the sunken ground."""
    ground = Ground("rail")
    ground.setFixedWidth(px(208))
    column = QVBoxLayout(ground)
    people = row()
    people.addWidget(AvatarPair("Maya Okafor", "Henrik Berg"))
    names = QVBoxLayout()
    names.setSpacing(0)
    names.addWidget(ElidedLabel("Maya & Henrik", "strong"))
    names.addWidget(Label("Session 4 of 6", "caption", "ink-3"))
    people.addLayout(names, 1)
    column.addLayout(people)
    for (name, text, hint), chosen in zip(
        (("home", "Today", "Ctrl 1"), ("calendar", "Sessions", "Ctrl 2"), ("gear", "Settings", "")),
        cycle((True, False, False)),
        strict=False,
    ):
        entry = NavButton(name, text, hint=hint)
        entry.setChecked(chosen)
        column.addWidget(entry)
    for icon, role, words in (
        ("check", "good", "Up to date at 10:42"),
        ("offline", "ink-2", "Offline since Saturday, and three changes waiting"),
        ("warning", "warn", "Needs attention"),
    ):
        state = StatusLine()
        state.show_line(icon, role, words)  # type: ignore[arg-type]
        column.addWidget(state)
    folded = NavButton("rings", "Together", hint="Ctrl 4")
    folded.set_collapsed(True)
    column.addWidget(folded, 0, Qt.AlignmentFlag.AlignLeft)
    return ground


def row() -> QHBoxLayout:
    """A line of things."""
    line = QHBoxLayout()
    line.setSpacing(S)
    return line


def notes() -> Card:
    """Shared notes as they are read."""
    card = Card("Notes")
    view = MarkdownView("Shared notes", Workers(card))
    view.show_markdown(NOTES)
    card.body.addWidget(view)
    return card
