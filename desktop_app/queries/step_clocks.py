"""The clock of a step visit by the rules of DOMAIN.md section 9: one place for queues, cases, reports and registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import RowMapping

from desktop_app.office_time import wall
from desktop_app.sop.states import RequestState
from desktop_app.sop.steps import ClockKind, step
from desktop_app.sop.working_time import (
    Level,
    NoWorkingTime,
    OfficeCalendar,
    Pause,
    is_recorded_late,
    judge,
    judge_days,
    judge_training_days,
)

STEP_OF_STATE = {
    RequestState.REGISTERED: 2,
    RequestState.INCOMPLETE: 2,
    RequestState.RETURNED: 2,
    RequestState.WITH_HEAD: 3,
    RequestState.WITH_SUBHEAD: 4,
    RequestState.SCHEDULING: 5,
    RequestState.WAITLISTED: 5,
    RequestState.POSTPONED: 5,
    RequestState.CANCELLED: 5,
    RequestState.NOTIFIED: 7,
    RequestState.CONFIRMED: 8,
}
"""The step that is open in a state; SCHEDULED is 5 until the session is fixed, then 6."""


class Clock(NamedTuple):
    """What a clock shows. ``minutes`` are whole working minutes without pauses, for steps counted in minutes.

    ``elapsed`` and ``limit`` count ``unit`` ("mnt" or "hari"); ``judged`` is False for what was typed in later and
    for steps that only inform.
    """

    elapsed: int
    limit: int
    unit: str
    level: Level
    judged: bool
    recorded_late: bool
    minutes: int | None = None
    minutes_with_pauses: int | None = None

    @property
    def text(self) -> str:
        """ "2 mnt", "3 hari"."""
        return f"{self.elapsed} {self.unit}"

    @property
    def on_time(self) -> bool:
        """Whether the standard was kept, judged or not; a limit is inclusive."""
        return self.level != "over" and self.elapsed <= self.limit


@dataclass(frozen=True, slots=True)
class ClockRoom:
    """What clocks need beside the visit: the office calendar and the present moment as wall time."""

    calendar: OfficeCalendar
    now: datetime


NOT_THE_LANE = frozenset({"WITHDRAWN", "VOIDED", "DUPLICATE", "RESCHEDULED"})
"""Outcomes that ended a visit without the lane having done its step: no report counts them."""


def counts(visit: RowMapping) -> bool:
    """Whether the lane itself ended this visit, so that its time may be counted."""
    closed_by_training = visit["outcome"] == "TRAINED" and visit["step_no"] != 8
    return visit["outcome"] not in NOT_THE_LANE and not closed_by_training


def late_typed(room: ClockRoom, visit: RowMapping) -> bool:
    """Whether the end of a visit was typed in more than a working day after it happened (DOMAIN 9.1.6)."""
    if visit["done_at"] is None or visit["recorded_at"] is None:
        return False
    return is_recorded_late(room.calendar, wall(visit["done_at"]), wall(visit["recorded_at"]))


def clock_of(room: ClockRoom, visit: RowMapping, pauses: Sequence[Pause] = (), *, training_days: int = 0) -> Clock:
    """The clock of one visit, finished or still open (then up to now).

    Step 7 runs from the arrival of the answer; step 8 counts ``training_days``. An empty hours table gives zero.
    """
    row = step(visit["step_no"])
    late = late_typed(room, visit)
    until = room.now if visit["done_at"] is None else wall(visit["done_at"])
    begin = wall(visit["received_at"])
    if row.clock is ClockKind.TRAINING_DAYS:
        verdict: Level = "quiet" if late else judge_training_days(training_days, row.limit)
        return Clock(training_days, row.limit, "hari", verdict, row.judged and not late, late)
    if row.clock is ClockKind.WORKING_DAYS:
        return _days(room, begin, until, pauses, row.limit, late)
    if row.number == 7 and visit["started_at"] is None and visit["outcome"] != "CONFIRMED":
        return Clock(0, row.limit, "mnt", "quiet", False, late, 0, 0)
    if row.number == 7:
        begin = wall(visit["started_at"] or visit["received_at"])
    if row.clock is ClockKind.COUNTER_MINUTES:
        minutes = max(0, int((until - begin).total_seconds() // 60))
        return Clock(minutes, row.limit, "mnt", "quiet", False, late, minutes, minutes)
    found = judge(room.calendar, row.limit, begin, until, pauses, recorded_late=late)
    verdict = found.level if row.judged else "quiet"
    judged = found.judged and row.judged and counts(visit)
    return Clock(found.minutes, row.limit, "mnt", verdict, judged, late, found.minutes, found.minutes_with_pauses)


def _days(room: ClockRoom, begin: datetime, until: datetime, pauses: Sequence[Pause], limit: int, late: bool) -> Clock:
    try:
        found = judge_days(room.calendar, begin, until, pauses, limit=limit, recorded_late=late)
    except NoWorkingTime:
        return Clock(0, limit, "hari", "quiet", False, late)
    return Clock(found.days, limit, "hari", found.level, False, late)


def open_visit(visits: Sequence[RowMapping]) -> RowMapping | None:
    """The running visit of a case: of the highest step, the newest."""
    running = [visit for visit in visits if visit["done_at"] is None]
    return max(running, key=lambda visit: (visit["step_no"], visit["id"]), default=None)


def current_step(state: RequestState, visits: Sequence[RowMapping]) -> int:
    """The SOP step that is open: by the state, for a seated request by its running visit; 0 when none is."""
    if state is RequestState.SCHEDULED:
        running = open_visit(visits)
        return 6 if running is not None and running["step_no"] == 6 else 5
    return STEP_OF_STATE.get(state, 0)


def visit_of_step(visits: Sequence[RowMapping], number: int) -> RowMapping | None:
    """The visit that counts for a step: the newest."""
    return next((visit for visit in reversed(visits) if visit["step_no"] == number), None)


def done_steps(state: RequestState, visits: Sequence[RowMapping]) -> tuple[int, ...]:
    """The steps behind a case, for the dots: those finished before the open one."""
    now = current_step(state, visits)
    finished = {visit["step_no"] for visit in visits if visit["done_at"] is not None}
    return tuple(sorted(number for number in finished if now == 0 or number < now))


def since_of(visit: Any) -> datetime | None:
    """Wall time at which the paper reached the lane of a visit."""
    return None if visit is None else wall(visit["received_at"])
