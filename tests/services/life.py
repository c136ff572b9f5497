"""Two people who do anything at all with the app, in any order, by dice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from rm_desktop.domain.entities import DUE_NEXT_SESSION, ItemState, WrapUp
from rm_desktop.domain.prompts import AskedBy, Prompt, Stage
from rm_desktop.services.upkeep import compact
from tests.laptop import NOON, Laptop

#: Longer than the bin keeps anything.
MONTHS = 40 * 86_400


class Life:
    """Each method is something a person may do; it does nothing where there is nothing to do."""

    def __init__(self, laptop: Laptop, rng: Random) -> None:
        self.laptop = laptop
        self.rng = rng

    # -- choosing -------------------------------------------------------------------------

    def word(self) -> str:
        return f"{self.rng.choice(('Budget', 'Video', 'Board'))} {self.rng.randrange(10_000)}"

    def session(self) -> str:
        pair = self.laptop.pair
        return self.rng.choice([pair.next_session.id, pair.next_session.id, *pair.sessions])

    def place(self) -> str:
        return self.rng.choice(["", self.session(), self.session()])

    def item(self, *, binned: bool = False) -> str:
        return self.one(
            i.id for i in self.laptop.pair.items.values() if bool(i.binned_at) is binned
        )

    def before(self) -> str:
        return self.rng.choice(["", *self.laptop.pair.order])

    def member(self) -> str:
        return self.rng.choice(sorted(self.laptop.pair.members))

    def one(self, ids: Any) -> str:
        known = sorted(ids)
        return self.rng.choice(known) if known else ""

    def do_one(self, acts: Sequence[Callable[[], object]]) -> None:
        self.rng.choice(acts)()

    # -- topics ---------------------------------------------------------------------------

    def add(self) -> None:
        minutes = self.rng.randrange(30)
        agenda = self.laptop.desk.agenda
        agenda.add(self.place(), self.word(), minutes=minutes, before=self.before())

    def paste(self) -> None:
        topics = [{"title": self.word(), "minutes": n} for n in range(self.rng.randrange(4))]
        self.laptop.desk.agenda.add_many(self.place(), topics, self.before())

    def edit(self) -> None:
        fields: dict[str, Any] = {
            "title": self.word(),
            "minutes": self.rng.randrange(60),
            "outcome": self.word(),
            "leads": self.member(),
            "objective": self.one(self.laptop.pair.objectives),
        }
        chosen = self.rng.sample(sorted(fields), self.rng.randrange(1, 4))
        if item := self.item():
            self.laptop.desk.agenda.edit(item, **{name: fields[name] for name in chosen})

    def move(self) -> None:
        if item := self.item():
            self.laptop.desk.agenda.move(item, self.place(), self.before())

    def shift(self) -> None:
        if item := self.item():
            self.laptop.desk.agenda.shift(item, self.rng.choice((-1, 1)))

    def bring_in(self) -> None:
        items = [item.id for item in self.laptop.pair.carried if self.rng.random() < 0.6]
        self.laptop.desk.agenda.bring_in(items, self.laptop.upcoming, self.before())

    def decide(self) -> None:
        agenda = self.laptop.desk.agenda
        if item := self.item():
            self.do_one(
                [
                    lambda: agenda.park(item),
                    lambda: agenda.drop(item),
                    lambda: agenda.keep(item, 1 + self.rng.randrange(5)),
                    lambda: agenda.mark_discussed(item, discussed=self.rng.random() < 0.7),
                    lambda: agenda.settle(item, self.session(), self.rng.choice(list(ItemState))),
                ]
            )

    def delete_topic(self) -> None:
        if item := self.item():
            self.laptop.desk.agenda.delete(item)

    def restore_topic(self) -> None:
        if item := self.item(binned=True):
            self.laptop.desk.agenda.restore(item)

    def type(self) -> None:
        if item := self.item():
            notes = self.laptop.desk.notes(item)
            at = self.rng.randrange(notes.length + 1)
            notes.splice(at, min(2, notes.length - at), self.word())
            self.rng.choice((notes.save, notes.rest, lambda: None))()

    # -- actions --------------------------------------------------------------------------

    def promise(self) -> None:
        self.laptop.desk.actions.add(
            self.word(),
            owner=self.rng.choice(("", self.member())),
            due=self.rng.choice(("", DUE_NEXT_SESSION, "2026-12-24")),
            item=self.item(),
            session=self.place(),
        )

    def keep_promise(self) -> None:
        actions, known = self.laptop.desk.actions, self.laptop.pair.actions
        if action := self.one(known):
            done, binned = not known[action].done_at, known[action].binned_at
            self.do_one(
                [
                    lambda: actions.edit(action, text=self.word(), due=DUE_NEXT_SESSION),
                    lambda: actions.set_done(action, done=done),
                    lambda: (actions.restore if binned else actions.delete)(action),
                ]
            )

    # -- sessions -------------------------------------------------------------------------

    def plan(self) -> None:
        day = NOON + timedelta(days=self.rng.randrange(90))
        minutes = self.rng.choice((0, 45, 60))
        self.laptop.desk.sessions.plan(self.session(), day, "Europe/Oslo", minutes)

    def shape(self) -> None:
        sessions, session = self.laptop.desk.sessions, self.session()
        template = self.rng.choice(sessions.templates)
        self.do_one(
            [
                lambda: sessions.rename(session, self.word()),
                lambda: sessions.set_minutes(session, self.rng.randrange(600)),
                lambda: sessions.apply_template(session, template.id, template.lengths[-1]),
            ]
        )

    def change_plans(self) -> None:
        sessions, session = self.laptop.desk.sessions, self.session()
        self.rng.choice((sessions.skip, sessions.reopen, sessions.delete))(session)

    def restore_session(self) -> None:
        pair = self.laptop.pair
        if session := self.one(s.id for s in pair.sessions.values() if s.binned_at):
            self.laptop.desk.sessions.restore(session)

    # -- the hour -------------------------------------------------------------------------

    def begin(self) -> None:
        self.laptop.desk.room.start(self.rng.choice((self.laptop.upcoming, self.session())))

    def steer(self) -> None:
        room, session = self.laptop.desk.room, self.session()
        minutes = self.rng.choice((-5, -1, 1, 5))
        self.do_one(
            [
                lambda: room.pause(session),
                lambda: room.resume(session),
                lambda: room.next_topic(session),
                lambda: room.back(session),
                lambda: room.go_to(session, self.item()) if self.item() else None,
                lambda: room.extend(session, abs(minutes)),
                lambda: room.adjust(session, minutes),
                lambda: room.answer_sleep(session, 60_000, counted=self.rng.random() < 0.5),
            ]
        )

    def close(self) -> None:
        room, session = self.laptop.desk.room, self.laptop.upcoming
        if room.running():
            room.close(session, self.rng.choice(list(WrapUp)))

    def look_back(self) -> None:
        room, session = self.laptop.desk.room, self.session()
        if self.rng.random() < 0.6 or not self.laptop.pair.closed:
            room.set_takeaway(session, self.member(), self.rng.choice(("", self.word())))
        else:
            room.finish_wrap_up(self.laptop.pair.closed[-1].id, self.rng.choice(list(WrapUp)))

    # -- prompts --------------------------------------------------------------------------

    def ask(self) -> None:
        prompts = self.laptop.desk.prompts
        prompts.note_asked(self.rng.choice(prompts.every()).id, self.session())

    def choose(self) -> None:
        prompts, charter = self.laptop.desk.prompts, self.laptop.pair.charter
        mark = prompts.mark(self.rng.choice([p.id for p in prompts.every()][:8]))
        theme, member, ident = self.rng.choice(("purpose", "power")), self.member(), mark.id
        deeper, limited = member not in charter.deeper, theme not in charter.limits
        self.do_one(
            [
                lambda: prompts.set_favourite(ident, on=not mark.favourite),
                lambda: prompts.set_hidden(ident, on=not mark.hidden),
                lambda: prompts.set_depth_choice(2, member, on=deeper),
                lambda: prompts.set_limit(theme, on=limited),
                lambda: prompts.set_homework(done=not charter.homework),
                lambda: prompts.add_to_agenda(ident, self.place(), before=self.before()),
            ]
        )

    def write_prompt(self) -> None:
        prompts = self.laptop.desk.prompts
        own = self.one(p.id for p in prompts.own())
        if own and self.rng.random() < 0.3:
            prompts.delete(own)
            return
        ident = self.rng.choice(("", own))
        prompts.save(Prompt(ident, "purpose", Stage.OPENING, AskedBy.MENTOR, 1, self.word()))

    # -- together -------------------------------------------------------------------------

    def agree(self) -> None:
        agreement = self.laptop.desk.agreement
        if self.rng.random() < 0.6:
            agreement.edit(self.rng.choice(agreement.fields).id, self.word())
        else:
            agreement.sign(self.member())

    def mean(self) -> None:
        together = self.laptop.desk.together
        objective = self.one(self.laptop.pair.objectives)
        acts: list[Callable[[], object]] = [
            lambda: together.set_purpose(self.word()),
            lambda: together.set_programme(self.word()),
            lambda: together.set_wishes(self.member(), wants=self.word()),
            lambda: together.add_objective(self.word(), self.member()),
            lambda: together.set_rhythm(every="2 weeks", count=6, minutes=45, zone="Europe/Oslo"),
        ]
        if objective:
            acts += [
                lambda: together.edit_objective(objective, progress=self.rng.randrange(5)),
                lambda: (
                    together.restore_objective
                    if self.laptop.pair.objectives[objective].binned_at
                    else together.delete_objective
                )(objective),
            ]
        self.do_one(acts)

    def be(self) -> None:
        members = self.laptop.desk.members
        self.do_one(
            [
                members.hand_over,
                lambda: members.rename(self.member(), self.word()),
                members.swap_roles,
            ]
        )

    # -- around ---------------------------------------------------------------------------

    def set_up(self) -> None:
        history = self.laptop.desk.open_pair.history
        self.laptop.profile.settings.put("text_size", self.rng.randrange(80, 200), history)

    def bring_back(self) -> None:
        binned = self.laptop.desk.bin.contents()
        if binned:
            self.laptop.desk.bin.restore(self.rng.choice(binned))

    def wait(self) -> None:
        self.laptop.clock.advance(self.rng.choice((1, 60, 600)))

    def find(self) -> None:
        self.laptop.desk.search.find(self.word(), all_pairs=self.rng.random() < 0.3)

    def compact(self) -> None:
        compact(self.laptop.vault)
