"""A line of a proposal put on another day by hand: a class, a room and a trainer free there, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.planner.instance import Instance
from desktop_app.planner.rules import Joining, NewSession, Plan, judge
from desktop_app.planner.wishes import Wishes
from desktop_app.sop.dates_in_words import short_date

ProposedLine = NewSession | Joining


@dataclass(frozen=True, slots=True)
class Moved:
    """The line at its new place, or ``None`` and the sentence that says what stands against every choice."""

    line: ProposedLine | None
    sentence: str = ""


def held_requests(wishes: Wishes) -> set[str]:
    """The requests of every locked line."""
    held = {request for line in wishes.locked for request in line.requests}
    return held | {request for line in wishes.joined for request in line.requests}


def without(wishes: Wishes, line: ProposedLine) -> Wishes:
    """The wishes that do not concern the requests of this line."""
    own = set(line.requests)
    return replace(
        wishes,
        locked=tuple(one for one in wishes.locked if own.isdisjoint(one.requests)),
        joined=tuple(one for one in wishes.joined if own.isdisjoint(one.requests)),
    )


def with_line(wishes: Wishes, line: ProposedLine) -> Wishes:
    """The wishes with this line locked where it is."""
    left = without(wishes, line)
    if isinstance(line, NewSession):
        return replace(left, locked=(*left.locked, line))
    return replace(left, joined=(*left.joined, line))


def moved(instance: Instance, wishes: Wishes, line: ProposedLine, day: date) -> Moved:
    """``line`` on ``day`` beside what is locked: into a class promised there, else a new one, its own room first."""
    sentence = ""
    for choice in _choices(instance, line, day):
        wished = with_line(wishes, choice)
        settled = held_requests(wished)
        rest = tuple(request.id for request in instance.requests if request.id not in settled)
        violations = judge(instance, Plan(wished.locked, wished.joined, rest)).violations
        if not violations:
            return Moved(choice)
        if isinstance(choice, NewSession):
            sentence = sentence or _plain(violations[0], choice)
    return Moved(None, sentence or "Tidak ada ruang dan trainer untuk kelas ini.")


def _plain(sentence: str, line: NewSession) -> str:
    """The rule's sentence without codes: it is read beside the day it is about."""
    short = sentence.replace(f"kelas {line.topic} {line.start}", "kelas ini")
    short = re.sub(r"\d{4}-\d\d-\d\d", lambda found: short_date(date.fromisoformat(found[0])), short)
    return short[:1].upper() + short[1:]


def _choices(instance: Instance, line: ProposedLine, day: date) -> Iterator[ProposedLine]:
    if isinstance(line, NewSession):
        topic, own_room, own_trainer = line.topic, [line.room], [line.trainer]
    else:
        topic = next(one.topic for one in instance.sessions if one.id == line.session)
        own_room, own_trainer = [], []
    for session in instance.sessions:
        if session.topic == topic and session.start == day:
            yield Joining(session.id, line.requests)
    able = [one.id for one in instance.trainers if topic in one.topics]
    rooms = [one.id for one in sorted(instance.rooms, key=lambda one: one.capacity)]
    for room in dict.fromkeys((*own_room, *rooms)):
        for trainer in dict.fromkeys((*own_trainer, *able)):
            yield NewSession(topic, day, room, trainer, line.requests)
