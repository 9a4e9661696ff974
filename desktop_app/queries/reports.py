"""Time against the standard and requests per month (picture 06, right)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from desktop_app.sop.states import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimeRow:
    """One step over a span: median of ``unit`` against ``limit``, share on time (0 to 1), how many were counted."""

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
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimes:
    """The chart: eight rows, how many finished requests, and the sentence that says what is wrong."""

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


def step_times(connection: Connection, first: date, last: date, now: datetime) -> StepTimes:
    """Steps finished in the span (days inclusive)."""
    raise NotImplementedError


def requests_per_month(connection: Connection, year: int) -> tuple[MonthCount, ...]:
    """Twelve months of a year by receipt; voided ones are not counted."""
    raise NotImplementedError
