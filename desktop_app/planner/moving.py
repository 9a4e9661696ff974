"""A line of a proposal put on another day by hand: a room and a trainer free there, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.planner.instance import Instance
from desktop_app.planner.rules import NewSession, Plan, judge
from desktop_app.planner.wishes import Wishes
from desktop_app.sop.dates_in_words import short_date


@dataclass(frozen=True, slots=True)
class Moved:
    """The line at its new place, or ``None`` and the sentence that says what stands against every choice."""

    line: NewSession | None
    sentence: str = ""


def moved(instance: Instance, wishes: Wishes, line: NewSession, day: date) -> Moved:
    """``line`` on ``day`` beside the lines locked in ``wishes``: its own room and trainer first, then any other."""
    others = tuple(one for one in wishes.locked if one.requests != line.requests)
    settled = {*line.requests}
    settled.update(*(one.requests for one in others), *(one.requests for one in wishes.joined))
    rest = tuple(request.id for request in instance.requests if request.id not in settled)
    sentence = ""
    for choice in _choices(instance, line, day):
        violations = judge(instance, Plan((*others, choice), wishes.joined, rest)).violations
        if not violations:
            return Moved(choice)
        sentence = sentence or _plain(violations[0], choice)
    return Moved(None, sentence or "Tidak ada ruang dan trainer untuk kelas ini.")


def _plain(sentence: str, line: NewSession) -> str:
    """The rule's sentence without codes: it is read beside the day it is about."""
    short = sentence.replace(f"kelas {line.topic} {line.start}", "kelas ini")
    short = re.sub(r"\d{4}-\d\d-\d\d", lambda found: short_date(date.fromisoformat(found[0])), short)
    return short[:1].upper() + short[1:]


def _choices(instance: Instance, line: NewSession, day: date) -> Iterator[NewSession]:
    able = [one.id for one in instance.trainers if line.topic in one.topics]
    rooms = [one.id for one in sorted(instance.rooms, key=lambda one: one.capacity)]
    for room in dict.fromkeys((line.room, *rooms)):
        for trainer in dict.fromkeys((line.trainer, *able)):
            yield replace(line, start=day, room=room, trainer=trainer)
