"""What the form about two people makes of what was typed: answers, or sentences at fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rm_desktop.domain.date_words import day_words, time_words
from rm_desktop.domain.entities import Role
from rm_desktop.domain.errors import BadInputError
from rm_desktop.domain.text import harmless, one_line
from rm_desktop.domain.typed_dates import parse_when
from rm_desktop.domain.words import tr
from rm_desktop.services.desk import Desk
from rm_desktop.services.pairs import Person
from rm_desktop.services.profile import Profile

#: The names of the fields, for sentences about them.
NAME, PARTNER, FIRST = "name", "partner", "first"


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands; a person's wishes are what they want to learn and what they give."""

    name: str = ""
    role: str = Role.MENTOR
    wants: str = ""
    gives: str = ""
    partner: str = ""
    partner_wants: str = ""
    partner_gives: str = ""
    first: str = ""

    @property
    def partner_role(self) -> str:
        """The other one's role: one of the two teaches."""
        return other_role(self.role)


@dataclass(frozen=True, slots=True)
class WelcomeAnswers:
    """Two people and, if they have one, the local time of their first session."""

    you: Person
    partner: Person
    first: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Answers that can be used, or what to put right at which field."""

    answers: WelcomeAnswers | None
    problems: dict[str, str]


def judge(typed: Typed, now: datetime) -> Judged:
    """Read a form at a local time. Only the two names are needed."""
    name, partner = one_line(typed.name), one_line(typed.partner)
    problems: dict[str, str] = {}
    if not name:
        problems[NAME] = tr("Type your name.")
    if not partner:
        problems[PARTNER] = tr("Type your partner’s name.")
    elif partner.casefold() == name.casefold():
        problems[PARTNER] = tr("Both names are the same. Add a surname to one of them.")
    first: datetime | None = None
    try:
        first = read_first(typed.first, now)
    except BadInputError as error:
        problems[FIRST] = str(error)
    if problems:
        return Judged(None, problems)
    you = Person(name, typed.role, typed.wants, typed.gives)
    they = Person(partner, typed.partner_role, typed.partner_wants, typed.partner_gives)
    return Judged(WelcomeAnswers(you, they, first), {})


def read_first(text: str, now: datetime) -> datetime | None:
    """Return the first session's local time, None where nothing was typed."""
    if not text.strip():
        return None
    moment = parse_when(text, now.date())
    if moment < now:
        raise BadInputError(tr("That moment has passed."), tr("Type a later one, or leave it out."))
    return moment


def first_words(text: str, now: datetime) -> str:
    """Return the date being typed as it would be understood, empty while it is not yet one."""
    try:
        moment = read_first(text, now)
    except BadInputError:
        return ""
    if moment is None:
        return ""
    return tr("{day}, {time}", day=day_words(moment.date(), now.date()), time=time_words(moment))


def other_role(role: str) -> str:
    """Return the role that is left for the partner."""
    return str(Role.MENTEE if role == Role.MENTOR else Role.MENTOR)


def role_words(role: str) -> str:
    """Return a role as it is read on screen."""
    return tr("mentor") if role == Role.MENTOR else tr("executive")


def role_line(partner: str, role: str) -> str:
    """Say which role is left for the partner."""
    name = harmless(one_line(partner)) or tr("Your partner")
    return tr("{name} is the {role}.", name=name, role=role_words(role))


def make_pair(profile: Profile, answers: WelcomeAnswers) -> Desk:
    """Make and open the pair that was answered for, its first date set."""
    desk = profile.create_pair(answers.you, answers.partner)
    if answers.first is not None:
        session = desk.open_pair.pair.next_session
        desk.sessions.plan(session.id, answers.first, session.zone)
        desk.open_pair.history.clear()
    return desk
