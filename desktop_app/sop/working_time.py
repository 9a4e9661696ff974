"""Working minutes and working days of the office, due times, pauses and the clock of each SOP step.

Source: DOMAIN.md sections 4 (hours, holidays) and 9 (clocks).  This is the door: ``OfficeCalendar`` and its
rows are imported from here.

Every ``datetime`` is **naive wall time of Asia/Jakarta** (WIB, UTC+7, no summer time); ``office_time.wall`` makes it
from a stored instant.  Minutes are whole minutes, rounded down once, at the very end; a limit is inclusive ("tepat
pada batas" is on time).  Pure: it reads no clock and no file, and a calendar is built from rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desktop_app.sop.calendar_rows import (
    ClosedDay,
    ClosedKind,
    ClosedPeriod,
    HalfDay,
    HoursRow,
    OpenDay,
    RamadanPeriod,
    Season,
)
from desktop_app.sop.office_calendar import NO_HOURS_TEXT, WEEKEND_TEXT, NoWorkingTime, OfficeCalendar, Pause

__all__ = [
    "NO_HOURS_TEXT",
    "WEEKEND_TEXT",
    "ClosedDay",
    "ClosedKind",
    "ClosedPeriod",
    "DaysElapsed",
    "Elapsed",
    "HalfDay",
    "HoursRow",
    "Level",
    "NoWorkingTime",
    "OfficeCalendar",
    "OpenDay",
    "Pause",
    "RamadanPeriod",
    "Season",
    "is_recorded_late",
    "judge",
    "judge_days",
    "judge_training_days",
    "level",
]

Level = Literal["quiet", "near", "over"]


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The clock of a step whose limit is in minutes.

    ``minutes`` is the judged number (pauses taken out), ``minutes_with_pauses`` the other one that reports
    must show beside it.  ``judged`` is False for a step that was typed in later: it is then shown as
    "dicatat kemudian" and stays quiet.
    """

    minutes: int
    minutes_with_pauses: int
    limit: int
    level: Level
    judged: bool


@dataclass(frozen=True, slots=True)
class DaysElapsed:
    """The clock of a step whose limit is in working days; ``due`` is the closing time of the last one, wall
    time.
    """

    days: int
    limit: int
    due: datetime
    level: Level
    judged: bool


def level(elapsed: int, limit: int) -> Level:
    """'quiet' below 80 % of the limit, 'near' from 80 % to the limit inclusive, 'over' strictly after it
    (DOMAIN 9.1.8).
    """
    if limit <= 0:
        raise ValueError("limit must be positive")
    if elapsed > limit:
        return "over"
    return "near" if elapsed * 5 >= limit * 4 else "quiet"


def is_recorded_late(calendar: OfficeCalendar, occurred_at: datetime, recorded_at: datetime) -> bool:
    """Whether a step was typed in more than one working day after it happened ("dicatat kemudian", DOMAIN
    9.1.6).
    """
    return calendar.working_days_between(occurred_at, recorded_at) > 1


def judge(
    calendar: OfficeCalendar,
    limit: int,
    received_at: datetime,
    until: datetime,
    pauses: Sequence[Pause] = (),
    *,
    recorded_late: bool = False,
) -> Elapsed:
    """Clock of steps 2, 3, 4, 6 and 7: working minutes from ``received_at`` to ``until`` (done, or now
    while it is open).
    """
    minutes = calendar.minutes_between_without(received_at, until, pauses)
    verdict: Level = "quiet" if recorded_late else level(minutes, limit)
    return Elapsed(minutes, calendar.minutes_between(received_at, until), limit, verdict, not recorded_late)


def judge_days(
    calendar: OfficeCalendar,
    received_at: datetime,
    until: datetime,
    pauses: Sequence[Pause] = (),
    *,
    limit: int = 7,
    near_from: int = 5,
    recorded_late: bool = False,
) -> DaysElapsed:
    """Clock of step 5 ("1-7 hari", tentatif): near from working day 5, over after closing time of day 7
    (DOMAIN 9.1.4).

    A day that was paused from open to close is not counted.  Finishing on the day of receipt is 0 days and
    fine.
    """
    running = calendar.with_pauses(pauses, until)
    days, due = running.working_days_between(received_at, until), running.add_working_days(received_at, limit)
    verdict: Level = "over" if until > due else "near" if days >= near_from else "quiet"
    return DaysElapsed(days, limit, due, "quiet" if recorded_late else verdict, not recorded_late)


def judge_training_days(days: int, limit: int = 2) -> Level:
    """Step 8 ("1-2 hari"): a count of training days, not a deadline; more than the limit is 'over' and
    needs a reason.
    """
    return "over" if days > limit else "quiet"
