"""What is to be planned, as frozen rows (PLANNER.md, "Instance"); reading them from JSON is in ``reading``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["group", "individual"]


@dataclass(frozen=True, slots=True)
class Room:
    """A training room with its seats and the days it is closed."""

    id: str
    capacity: int
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Trainer:
    """A trainer, what he teaches and the days he is away."""

    id: str
    topics: frozenset[str]
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Topic:
    """An application taught: how many adjacent days, and how many people a class needs and takes."""

    id: str
    days: int
    min_participants: int
    max_participants: int


@dataclass(frozen=True, slots=True)
class Request:
    """A letter (group) or a registration form (individual) that waits for a date.

    Requests of one ``letter`` are the same people for several topics: never two classes on one day. ``busy`` are
    days on which they sit in a class already.
    """

    id: str
    received: date
    participants: int
    topic: str
    preferred: tuple[date, ...] = ()
    kind: Kind = "group"
    letter: str = ""
    busy: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class FixedSession:
    """A session already promised: never moved, but its free seats may be given away.

    ``room`` or ``trainer`` is ``None`` when it is none of ours. ``reserved`` seats are closed to groups (quota.py).
    """

    id: str
    topic: str
    start: date
    room: str | None
    trainer: str | None
    quota: int
    taken: int
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """From when to when after its receipt a request may be trained, and when it is due."""

    earliest_after_days: int = 1
    window_calendar_days: int = 28
    due_working_days: int = 7


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the cost (PLANNER.md, "Cost")."""

    unplaced_base: float = 60
    unplaced_per_participant: float = 60
    late_per_participant_day: float = 4
    session_day: float = 25
    preferred_per_day: float = 2
    preferred_cap_days: float = 5
    balance: float = 10

    @property
    def whole(self) -> bool:
        """Whether every cost is a whole number, so that a bound may be rounded up."""
        numbers = (
            *(self.unplaced_base, self.unplaced_per_participant, self.late_per_participant_day),
            *(self.session_day, self.preferred_per_day, self.preferred_cap_days, self.balance),
        )
        return all(float(number).is_integer() for number in numbers)


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything a proposal is made from.

    Only an office has ``open_days`` (weekend days on which it works) and ``reserved`` (seats of a new session that
    groups leave to individuals, unless one group alone needs them).
    """

    name: str
    first_day: date
    last_day: date
    closed_days: frozenset[date]
    rooms: tuple[Room, ...]
    trainers: tuple[Trainer, ...]
    topics: tuple[Topic, ...]
    requests: tuple[Request, ...]
    sessions: tuple[FixedSession, ...] = ()
    rules: Rules = Rules()
    weights: Weights = Weights()
    open_days: frozenset[date] = frozenset()
    reserved: int = 0
