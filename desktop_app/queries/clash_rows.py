"""A planned session and what stands against it, as rows: plan, clash, verdict (DOMAIN.md sections 2.5 and 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from desktop_app.sop.dates_in_words import SHORT_DAYS


class Level(IntEnum):
    """How much a clash weighs."""

    NOTE = 1
    WARNING = 2
    REFUSAL = 3


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing against the plan, as a sentence that names with what.

    ``about`` is day, past, hours, room, trainer, competence, participant, quota, topic, deadline or preferred. The
    ids say with what: the other session, the trainer, the request whose people are meant; ``names`` are those people.
    """

    level: Level
    about: str
    sentence: str
    session_id: int | None = None
    trainer_id: int | None = None
    request_id: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """A session that someone wants to hold; ``session_id`` is left out of the comparison when it moves.

    ``request_ids`` are to be seated in it (of them only ``participant_ids``, when given); without them the people
    who sit in it already are meant. ``quota`` is the own setting that somebody typed, judged against room, computers
    and topic.
    """

    topic_id: int
    days: tuple[date, ...]
    starts: str
    ends: str
    room_id: int | None
    trainer_ids: tuple[int, ...] = ()
    session_id: int | None = None
    request_ids: tuple[int, ...] = ()
    participant_ids: tuple[int, ...] = ()
    quota: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All clashes of a plan, the weightiest first."""

    clashes: tuple[Clash, ...]

    @property
    def level(self) -> Level | None:
        """The weight of the worst one, ``None`` when nothing stands against the plan."""
        return self.clashes[0].level if self.clashes else None

    @property
    def sentence(self) -> str:
        """The worst one in words; empty when the plan is fine."""
        return self.clashes[0].sentence if self.clashes else ""

    def of(self, level: Level) -> tuple[Clash, ...]:
        """The clashes of one weight."""
        return tuple(one for one in self.clashes if one.level is level)


def training_days(first: date, count: int) -> tuple[date, ...]:
    """``count`` adjacent calendar days from ``first``; whether they are open is the verdict's business."""
    return tuple(first + timedelta(days=offset) for offset in range(count))


def day_words(day: date) -> str:
    """ "Sen 7"."""
    return f"{SHORT_DAYS[day.weekday()]} {day.day}"


def clock_words(text: str) -> str:
    """ "08.30" of "08:30"."""
    return text.replace(":", ".")
