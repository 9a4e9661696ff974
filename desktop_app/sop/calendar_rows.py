"""The rows an office calendar is made of: dated hours, Ramadan, closed and opened days, half days, closures
(DOMAIN.md 4.1).

Each row is what one line of the settings screen holds.  ``working_time.OfficeCalendar`` turns them into
working time. Dates and times are wall time of Asia/Jakarta.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

Season = Literal["normal", "ramadan"]
ClosedKind = Literal["public_holiday", "joint_leave", "local", "closed_period"]


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One stretch of working time on one weekday (0 = Monday); several rows a day leave the breaks between
    them.

    ``valid_from``/``valid_to`` are inclusive; ``valid_to=None`` = until further notice.  Rows that overlap
    are merged.
    """

    valid_from: date
    valid_to: date | None
    weekday: int
    start: time
    end: time
    season: Season = "normal"

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"weekday {self.weekday} is not in 0..6")
        if self.start >= self.end:
            raise ValueError(f"work hours must start before they end: {self.start} - {self.end}")

    def is_valid_on(self, day: date) -> bool:
        """Whether the row is in force on ``day`` (whatever its weekday)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class RamadanPeriod:
    """First and last day of fasting, inclusive; entered and confirmed every year (DOMAIN 4.2, trap 4)."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A whole day on which the office is closed, with the name a clerk reads."""

    day: date
    kind: ClosedKind
    name: str


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day worked although it is a weekend or holiday.

    Without ``hours`` it takes the hours of its own weekday, or Monday's where the weekday has none.
    """

    day: date
    hours: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A planned early closing or late opening: the office is closed from ``start`` to ``end`` on ``day``."""

    day: date
    start: time
    end: time
    name: str = ""


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """An unplanned closure between two instants (flood, power cut, office move; DOMAIN 8.4)."""

    start: datetime
    end: datetime
    name: str = ""
