"""Time against the standard and requests per month (picture 06, right; DOMAIN.md section 9.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select

from db.tables_requests import request, step_visit
from desktop_app.office_time import wall
from desktop_app.queries import gathered
from desktop_app.queries.labels import decimal_phrase, share_phrase
from desktop_app.queries.office import load_calendar
from desktop_app.queries.queue_sources import day_bounds
from desktop_app.queries.step_clocks import Clock, ClockRoom, clock_of, counts
from desktop_app.sop.dates_in_words import DAYS, SHORT_MONTHS
from desktop_app.sop.states import Lane
from desktop_app.sop.steps import STEPS, Step, brief_standard

KEPT_WELL = 0.8
"""A step kept less often than this is named in the sentence under the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimeRow:
    """One step over a span: median of ``unit`` against ``limit``, share on time (0 to 1), how many were counted.

    What was typed in later (``not_judged``) stands beside, outside the share. ``level`` is "over" where the median
    passes the standard or the step is often late. Steps 5 and 8 are "tentatif": reported, not judged.
    """

    number: int
    short: str
    lane: Lane
    unit: str
    limit: int
    standard: str
    median: float | None
    median_text: str
    on_time: float | None
    on_time_text: str
    count: int
    over: int
    not_judged: int
    level: Literal["quiet", "over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimes:
    """The chart: eight rows, how many requests finished in the span, and the sentence that says what is wrong."""

    rows: tuple[StepTimeRow, ...]
    finished_requests: int
    sentence: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Requests received in a month."""

    year: int
    month: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class TimedVisit:
    """A finished visit with its clock."""

    visit: RowMapping
    clock: Clock


def step_times(connection: Connection, first: date, last: date, now: datetime) -> StepTimes:
    """Steps finished from ``first`` to ``last`` (office days, inclusive); ``now`` is aware."""
    timed: dict[int, list[TimedVisit]] = {row.number: [] for row in STEPS}
    for one in finished_visits(connection, first, last, now):
        timed[one.visit["step_no"]].append(one)
    rows = tuple(_row(row, timed[row.number]) for row in STEPS)
    ended = len({one.visit["request_id"] for one in timed[8]})
    return StepTimes(rows=rows, finished_requests=ended, sentence=_sentence(rows, timed))


def finished_visits(connection: Connection, first: date, last: date, now: datetime) -> Iterator[TimedVisit]:
    """Every visit its lane finished in the span, with its clock, in order of its end."""
    span = _finished_in(first, last)
    visits = connection.execute(select(step_visit).where(span).order_by(step_visit.c.done_at, step_visit.c.id))
    ids = finished_ids(first, last)
    pauses = gathered.pauses_of(connection, ids)
    days = _training_days(connection, ids)
    room = ClockRoom(load_calendar(connection), wall(now))
    for visit in visits.mappings():
        if counts(visit):
            request_id = visit["request_id"]
            clock = clock_of(room, visit, pauses.get(request_id, []), training_days=days.get(request_id, 0))
            yield TimedVisit(visit, clock)


def finished_ids(first: date, last: date) -> Select[int]:
    """Ids of the requests with a step finished in the span."""
    return select(step_visit.c.request_id).where(_finished_in(first, last))


def _finished_in(first: date, last: date) -> ColumnElement[bool]:
    begin, end = day_bounds(first)[0], day_bounds(last)[1]
    return (step_visit.c.done_at >= begin) & (step_visit.c.done_at < end) & step_visit.c.voided_at.is_(None)


def _training_days(connection: Connection, ids: gathered.Ids) -> Mapping[int, int]:
    seated = gathered.seated_in(connection, ids)
    return {key: len({day for one in sessions for day in one.days}) for key, sessions in seated.items()}


def _row(row: Step, timed: Sequence[TimedVisit]) -> StepTimeRow:
    counted = [one.clock for one in timed if not one.clock.recorded_late and not unmeasured(one)]
    over = sum(not one.on_time for one in counted)
    middle = float(median(one.elapsed for one in counted)) if counted else None
    share = (len(counted) - over) / len(counted) if counted else None
    unit = counted[0].unit if counted else "mnt" if brief_standard(row).endswith("mnt") else "hari"
    bad = (middle is not None and middle > row.limit) or (share is not None and share < KEPT_WELL)
    return StepTimeRow(
        number=row.number,
        short=row.short,
        lane=row.lane,
        unit=unit,
        limit=row.limit,
        standard=row.standard,
        median=middle,
        median_text="–" if middle is None else f"{decimal_phrase(middle)} {unit}",
        on_time=share,
        on_time_text=share_phrase(share),
        count=len(counted),
        over=over,
        not_judged=len(timed) - len(counted),
        level="over" if bad else "quiet",
    )


def unmeasured(one: TimedVisit) -> bool:
    """Step 7 closed without an answer has no time of its own."""
    return one.visit["step_no"] == 7 and one.visit["started_at"] is None and one.visit["outcome"] != "CONFIRMED"


def _sentence(rows: Sequence[StepTimeRow], timed: Mapping[int, Sequence[TimedVisit]]) -> str:
    """What is wrong, with numbers and the weekday it happens on most; no blame (DESIGN_SYSTEM.md 10.10)."""
    bad = [row for row in rows if row.level == "over"]
    if not any(row.count for row in rows):
        return "Belum ada langkah selesai pada rentang ini."
    if not bad:
        return "Semua langkah dalam mutu baku."
    worst = min(bad, key=lambda row: (row.on_time or 0.0, row.number))
    late = [
        one
        for one in timed[worst.number]
        if not one.clock.recorded_late and not unmeasured(one) and not one.clock.on_time
    ]
    weekdays = Counter(wall(one.visit["received_at"]).weekday() for one in late)
    tail = f", terbanyak {DAYS[weekdays.most_common(1)[0][0]]}" if len(late) > 2 else ""
    standard = worst.standard.lower()
    return f"{worst.short} melewati {standard} pada {worst.over} dari {worst.count} surat{tail}."


def requests_per_month(connection: Connection, year: int) -> tuple[MonthCount, ...]:
    """Twelve months of a year by receipt; voided entries are not counted."""
    begin, end = day_bounds(date(year, 1, 1))[0], day_bounds(date(year, 12, 31))[1]
    received = connection.execute(
        select(request.c.received_at).where(
            request.c.received_at >= begin, request.c.received_at < end, request.c.state != "VOIDED"
        )
    ).scalars()
    months = Counter(wall(moment).month for moment in received)
    return tuple(MonthCount(year, number, SHORT_MONTHS[number - 1], months[number]) for number in range(1, 13))
