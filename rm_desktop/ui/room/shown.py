"""The room's state put on its panels, value by value; nothing here changes anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rm_desktop.domain.agenda import carried_over
from rm_desktop.domain.date_words import time_words
from rm_desktop.domain.dates import local_time
from rm_desktop.domain.names import first_name
from rm_desktop.domain.session_clock import Reading
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr
from rm_desktop.ui.only_you import is_sharing
from rm_desktop.ui.room import faces
from rm_desktop.ui.room.decisions import Question
from rm_desktop.ui.room.ending import Ending, ending_of
from rm_desktop.ui.room.faces import Controls, Face
from rm_desktop.ui.room.keys import let_clicks_keep_the_focus
from rm_desktop.ui.room.lines import topic_row
from rm_desktop.ui.room.prompt_table import PromptTable
from rm_desktop.ui.room.view import RoomView
from rm_desktop.ui.room.words import action_lines, choices, due_choices, people, row_words

if TYPE_CHECKING:
    from rm_desktop.ui.screen import Context


class Shown:
    """Shows one session in a view; told which by `session`."""

    def __init__(self, context: Context, view: RoomView) -> None:
        """Read from the context, write to the view."""
        self._context = context
        self._view = view
        self.session = ""

    @property
    def topics(self) -> tuple[str, ...]:
        """The ids on the agenda, in their order."""
        return tuple(item.id for item in self._context.desk.open_pair.pair.agenda(self.session))

    def title_of(self, item: str | None) -> str:
        """Return a topic's title as it is shown."""
        found = self._context.desk.open_pair.pair.items.get(item or "")
        return harmless(found.title) if found else ""

    def time_of(self, wall_ms: int) -> str:
        """Return a moment as the time of day here."""
        return time_words(local_time(wall_ms, self._context.profile.clock.local_zone()))

    def show_header(self) -> None:
        """Name the session."""
        opened = self._context.desk.open_pair
        found = opened.pair.session(self.session)
        number = opened.pair.numbers.get(found.id, opened.pair.next_number)
        partner = harmless(opened.pair.partner_of(opened.actor).name)
        subtitle = harmless(found.title) or tr("with {name}", name=partner)
        self._view.header.show_session(tr("Session {n}", n=number), subtitle)
        handed_over = opened.actor != opened.you
        self._view.header.show_sharing(on=is_sharing(self._context))
        self._view.header.show_keyboard(
            first_name(harmless(opened.pair.name(opened.actor))) if handed_over else ""
        )

    def show_time(self, reading: Reading) -> tuple[Face, Controls]:
        """Show the timer; called each second, so nothing is made anew."""
        view = self._view
        face = faces.face(reading)
        controls = faces.controls(reading, self.topics)
        pace = faces.pace_words(reading, self.time_of(reading.ends_at_ms))
        view.header.show_press(controls.press)
        view.timer.show_face(face)
        view.timer.show_pace(pace, behind=faces.is_behind(reading))
        view.timer.show_controls(controls)
        view.agenda.show_end(faces.end_words(reading))
        return face, controls

    def show_question(self, asked: Question | None) -> None:
        """Ask what there is to ask, or nothing."""
        if asked is None:
            self._view.question.show_question("")
        else:
            self._view.question.show_question(asked.sentence, asked.yes, asked.no)

    def show_ending(self) -> None:
        """Say how the session ended and where one goes from here, once it is closed."""
        ending = self.ending
        if ending is None:
            self._view.ending.show_question("")
        else:
            self._view.ending.show_question(ending.sentence, ending.yes, ending.no)

    @property
    def ending(self) -> Ending | None:
        """How the session ended for whoever is at the keyboard, None while it has not."""
        opened = self._context.desk.open_pair
        return ending_of(opened.pair, self.session, opened.actor)

    def show_prompt(self, table: PromptTable) -> None:
        """Show the card on the table."""
        card, view = table.card, self._view.prompt
        if card is not None:
            view.show_prompt(
                table.about, card.text, card.follow_up, card.caution, on_agenda=table.on_agenda
            )
        elif table.exhausted:
            view.show_none(tr("No card suits just now. The library has them all."), "")
        else:
            view.show_none(tr("A question for when you want to go deeper."), tr("Draw a prompt"))

    def show_agenda(self, reading: Reading, chosen: str) -> None:
        """Show the topics, what was carried over, and the backlog."""
        pair, view = self._context.desk.open_pair.pair, self._view.agenda
        words = row_words(self._context)
        rows = [topic_row(item, reading, words) for item in pair.agenda(self.session)]
        view.show_topics(rows, choices(self._context), tr("No topics yet. Add one below."))
        view.topics.show_chosen(chosen)
        carried = carried_over(pair, self.session)
        view.show_waiting([words.carried(each) for each in carried], words.rows(pair.backlog))

    def show_topic(self, reading: Reading, wanted: str) -> str:
        """Show a topic with notes, outcome and actions; return which, if the wanted one is gone."""
        context, notes = self._context, self._view.notes
        shown = wanted if wanted in self.topics else self._instead(reading)
        item = context.desk.open_pair.pair.items.get(shown)
        if item is None:
            notes.show_without_topic(
                tr("Open talk"),
                tr(
                    "There is no agenda, and you need none: press Start, and the time counts up "
                    "while you talk. Notes, outcome and actions then have their place here."
                ),
            )
            return ""
        text = context.attempt(lambda: context.desk.notes(shown))
        notes.show_topic(shown, self.title_of(shown), text, item.outcome)
        elsewhere = reading.open and shown != reading.current
        sentence = tr("The timer is on another topic.") if elsewhere else ""
        notes.show_elsewhere(sentence, can_go=elsewhere)
        today = context.profile.local_now().date()
        actor = context.desk.open_pair.actor
        notes.actions_list.show_choices(people(context), due_choices(today), actor)
        notes.actions_list.show_actions(action_lines(context, shown))
        let_clicks_keep_the_focus(notes.actions_list)
        self._view.agenda.topics.show_chosen(shown)
        return shown

    def _instead(self, reading: Reading) -> str:
        topics = self.topics
        open_ones = (t for t in topics if not reading.time_of(t).finished)
        return reading.current or next(open_ones, "") or next(iter(topics), "")
