"""Clocks and the office's wall time (Asia/Jakarta, WIB, no daylight saving)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Protocol

WIB = timezone(timedelta(hours=7), "WIB")
"""The office's zone; fixed offset, so no zone database is needed on the PC."""


class Clock(Protocol):
    """Where the present moment comes from; tests and the demonstration give their own."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was put: for the demonstration and for tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was put to."""
        return self._now

    def put(self, moment: datetime) -> None:
        """Move to ``moment``."""
        self._now = moment.astimezone(UTC)

    def advance(self, **delta: float) -> datetime:
        """Move forward (keywords of ``timedelta``) and return the new moment."""
        self._now += timedelta(**delta)
        return self._now


def wall(moment: datetime) -> datetime:
    """The office's wall time of an aware moment, naive (what ``sop.working_time`` counts in)."""
    return moment.astimezone(WIB).replace(tzinfo=None)


def from_wall(moment: datetime) -> datetime:
    """The aware UTC moment of a naive wall time of the office."""
    return moment.replace(tzinfo=WIB).astimezone(UTC)


def at(day: date, clock: time) -> datetime:
    """The aware moment of a wall-clock time on a day."""
    return from_wall(datetime.combine(day, clock))


def today(moment: datetime) -> date:
    """The office's calendar day of a moment."""
    return wall(moment).date()
