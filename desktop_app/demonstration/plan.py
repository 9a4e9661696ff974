"""Which cases and classes a demonstration has, and when: drawn up backwards from its last moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from desktop_app.demonstration.office_days import OfficeDays

HALL = "aula"
ROOMS = (("lpse", 20), ("lab", 15), (HALL, 40))
TEACHES = {
    "SPSE_PENYEDIA": ("reza", "andi"),
    "E_KATALOG": ("maya", "andi"),
    "SIRUP": ("maya", "andi"),
    "SIKAP": ("reza", "andi"),
    "SPSE_PPK": ("andi", "maya"),
}
TWO_DAYS = frozenset({"SPSE_PPK"})
QUOTA = {"SPSE_PENYEDIA": 20, "E_KATALOG": 15, "SIRUP": 20, "SIKAP": 20, "SPSE_PPK": 20}
SET_ASIDE = 2
"""Seats the example office keeps for individuals."""

SMALL = 150
"""A demonstration with more cases than this (for load) leaves out what does not change the state of old ones."""

BRANCHES = ("REJECTED", "WITHDRAWN", "ARCHIVED", "ARCHIVED")


@dataclass(slots=True)
class ClassPlan:
    """A class to be: ``fate`` is what becomes of it; ``fix_at`` when the Kasubbag sets it (``None``: never yet)."""

    fate: str
    topic: str
    first: date
    days: int
    room: str
    trainer: str
    fix_at: datetime | None
    quota: int | None = None
    members: list[Story] = field(default_factory=list)
    session: int | None = None
    done: bool = False
    fixed: bool = False
    moved_to: date | None = None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=self.days - 1)


@dataclass(slots=True)
class Story:
    """A case to be: ``fate`` is the state it ends in or the name of its branch."""

    fate: str
    kind: str
    people: int
    topic: str
    arrives: datetime
    group: ClassPlan | None = None
    request: int | None = None
    done: bool = False
    brief: bool = False
    typed_late: bool = False


FATES: tuple[tuple[str, str, str], ...] = (
    ("WITH_HEAD", "letter", "20"),
    ("SCHEDULING", "letter", "2d"),
    ("CONFIRMED", "letter", "coming"),
    ("ARCHIVED", "letter", "past"),
    ("REGISTERED", "letter", "6"),
    ("NOTIFIED", "letter", "full"),
    ("SCHEDULED", "letter", "tentative"),
    ("WITH_SUBHEAD", "letter", "75"),
    ("TRAINED", "letter", "finished"),
    ("INCOMPLETE", "letter", "1d"),
    ("RETURNED", "letter", "200"),
    ("REJECTED", "letter", "3d"),
    ("WAITLISTED", "letter", "6d"),
    ("POSTPONED", "letter", "9d"),
    ("WITHDRAWN", "letter", "4d"),
    ("VOIDED", "letter", "2d"),
    ("DUPLICATE", "letter", "2d"),
    ("HANDED_BACK", "letter", "5d"),
    ("CONFIRMED", "letter", "running"),
    ("NOTIFIED", "letter", "moved"),
    ("SCHEDULED", "letter", "fixed"),
    ("SCHEDULING", "letter", "cancelled"),
    ("SCHEDULING", "form", "3d"),
    ("SCHEDULING", "letter", "1d"),
    ("NOTIFIED", "form", "full"),
    ("NOTIFIED", "form", "full"),
    ("SCHEDULING", "form", "2d"),
    ("SCHEDULING", "letter", "4d"),
    ("CONFIRMED", "form", "coming"),
    ("WITH_HEAD", "letter", "55"),
    ("SCHEDULING", "form", "2d"),
    ("WITH_HEAD", "form", "30"),
    ("SCHEDULING", "letter", "8d"),
    ("REGISTERED", "form", "3"),
    ("SCHEDULING", "form", "1d"),
    ("CONFIRMED", "letter", "coming"),
    ("WITH_SUBHEAD", "letter", "110"),
    ("TRAINED", "form", "finished"),
)
"""Most wanted first. The last word is the class, or how long before the end it arrives (minutes, working days)."""

TYPED_LATE = (("SCHEDULING", "8d"), ("ARCHIVED", "past"))
"""Cases whose sheet came back in a pile and was keyed in two working days later."""


class Planner:
    """Draws up stories and classes that neither share a room nor a trainer on a day."""

    def __init__(self, days: OfficeDays, dice: Random, end: datetime) -> None:
        self.days, self.dice, self.end = days, dice, end
        self.taken: set[tuple[date, str]] = set()
        self.classes: dict[str, ClassPlan] = {}
        self.past: list[ClassPlan] = []
        self.stories: list[Story] = []

    def plan(self, count: int) -> list[Story]:
        """``count`` stories with their classes."""
        for fate, kind, where in FATES[:count]:
            self.stories.append(self._special(fate, kind, where))
            self.stories[-1].typed_late = (fate, where) in TYPED_LATE
        rest = count - len(self.stories)
        branches = rest // 20
        for number in range(branches):
            fate = BRANCHES[number % 2]
            self.stories.append(self._loose(fate, "letter", f"{10 + self.dice.randrange(30 + rest // 12)}d"))
        self._fill_past(rest - branches)
        if count >= 20:
            self._class("open")
        return self.stories

    def _special(self, fate: str, kind: str, where: str) -> Story:
        if where[0].isdigit():
            return self._loose(fate, kind, where)
        if where == "past":
            return self._join(self._past_class(self.days.shifted(self._running_day(), -3)), fate, kind)
        return self._join(self.classes.get(where) or self._class(where), fate, kind)

    def _loose(self, fate: str, kind: str, ago: str) -> Story:
        if ago.endswith("d"):
            arrives = self.days.some_moment(self.days.shifted(self.end.date(), -int(ago[:-1])), self.dice)
        else:
            arrives = self.days.before(self.end, int(ago))
        return Story(fate, kind, self._people(kind), self.dice.choice(tuple(TEACHES)), arrives)

    def _people(self, kind: str) -> int:
        return 1 if kind == "form" else self.dice.choice((2, 2, 3, 3, 4, 5))

    def _join(self, group: ClassPlan, fate: str, kind: str, people: int | None = None) -> Story:
        count = people or (4 if group.fate == "full" and kind == "letter" else self._people(kind))
        settled = group.fix_at or self.end
        day = self.days.shifted(settled.date(), -self.dice.choice((2, 3, 3, 4, 5, 8)))
        story = Story(fate, kind, count, group.topic, self.days.some_moment(day, self.dice, morning=True), group)
        group.members.append(story)
        return story

    def _running_day(self) -> date:
        today = self.end.date()
        return today if self.end >= self.days.at(today, 9, 45) else self.days.shifted(today, -1)

    def _class(self, fate: str) -> ClassPlan:
        ahead = {"coming": 3, "full": 4, "moved": 2, "tentative": 8, "fixed": 7, "cancelled": 5, "open": 10}
        fixed = {"coming": -2, "full": -1, "moved": -3, "cancelled": -4}
        today = self.end.date()
        fix_at: datetime | None = None
        if fate in ahead:
            first = self.days.shifted(today, ahead[fate])
        else:
            first = self.days.shifted(self._running_day(), {"running": 0, "finished": -1}[fate])
            fix_at = self.days.at(self.days.shifted(first, -5), 10, 20)
        if fate in fixed:
            fix_at = self.days.at(self.days.shifted(today, fixed[fate]), 9, 40)
        elif fate == "fixed":
            fix_at = self.days.before(self.end, 25)
        made = self._placed(fate, first, fix_at, one_day=True)
        if fate == "moved":
            made.moved_to = self._second_day(made)
        self.classes[fate] = made
        return made

    def _second_day(self, group: ClassPlan) -> date:
        """A later day on which its trainer and the hall are free."""
        day = self.days.shifted(group.first, 3)
        while (day, group.trainer) in self.taken or (day, HALL) in self.taken:
            day = self.days.shifted(day, 1)
        self.taken.update(((day, group.trainer), (day, HALL)))
        return day

    def _placed(self, fate: str, first: date, fix_at: datetime | None, *, one_day: bool) -> ClassPlan:
        while True:
            for topic in self.dice.sample(tuple(TEACHES), len(TEACHES)):
                length = 2 if topic in TWO_DAYS else 1
                if (one_day and length > 1) or not self.days.training_fits(first, length):
                    continue
                span = [first + timedelta(days=offset) for offset in range(length)]
                room = next((r for r, _ in ROOMS if all((d, r) not in self.taken for d in span)), None)
                trainer = next((t for t in TEACHES[topic] if all((d, t) not in self.taken for d in span)), None)
                if room and trainer:
                    self.taken.update((d, one) for d in span for one in (room, trainer))
                    quota = 6 if fate == "full" else None
                    return ClassPlan(fate, topic, first, length, room, trainer, fix_at, quota)
            first = self.days.shifted(first, 1 if fate != "past" else -1)

    def _past_class(self, before: date) -> ClassPlan:
        made = self._placed("past", before, None, one_day=self.dice.random() < 0.6)
        made.fix_at = self.days.at(self.days.shifted(made.first, -5), 9, self.dice.randrange(10, 59))
        self.past.append(made)
        return made

    def _fill_past(self, count: int) -> None:
        per_day = 1 if count <= SMALL else 3
        day = self.days.shifted(self._running_day(), -5)
        used_today = 0
        group: ClassPlan | None = self.past[0] if self.past else None
        for number in range(count):
            kind = "form" if number % 10 in (2, 5, 8) else "letter"
            people = self._people(kind) if count <= SMALL or kind == "form" else self.dice.choice((1, 2, 2, 3))
            if group is None or not self._fits(group, kind, people):
                if used_today >= per_day:
                    day, used_today = self.days.shifted(day, -2 if count <= 60 else -1), 0
                group = self._past_class(day)
                used_today += 1
            one = self._join(group, "ARCHIVED", kind, people)
            one.brief = count > SMALL
            one.typed_late = number % 6 == 1
            self.stories.append(one)

    def _fits(self, group: ClassPlan, kind: str, people: int) -> bool:
        limit = min(dict(ROOMS)[group.room], QUOTA[group.topic])
        letters = sum(one.people for one in group.members if one.kind == "letter")
        forms = sum(one.people for one in group.members if one.kind == "form")
        if kind == "form":
            return letters + forms + people <= limit and forms < 5
        return letters + max(forms, SET_ASIDE) + people <= limit - 3
