"""The office's working time: which minutes of which day count, due times, minutes and days between two
moments.

Source: DOMAIN.md sections 4.1 and 9.1.  Import it from ``working_time``, which also holds the clock of each
step.  Every ``datetime`` here is naive wall time of Asia/Jakarta.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from desktop_app.sop.calendar_rows import ClosedDay, ClosedPeriod, HalfDay, HoursRow, OpenDay, RamadanPeriod

Pause = tuple[datetime, datetime | None]
"""Start and end of a recorded pause; ``None`` = still running."""

WEEKEND_TEXT = "akhir pekan"
NO_HOURS_TEXT = "bukan hari kerja menurut tabel jam kerja"

_ONE_DAY = timedelta(days=1)
_ONE_MINUTE = timedelta(minutes=1)
_ZERO = timedelta(0)
# Longest real closed block is 11 days (Idul Fitri 2025).  Two years without an opening means that the hours
# table is empty or has ended; saying so is better than counting to the year 9999.
_LONGEST_CLOSURE_DAYS = 731


class NoWorkingTime(ValueError):
    """The calendar has no working time where one is needed: its hours table is empty or has ended."""


class _Day(NamedTuple):
    """What is known about one day, computed once per calendar."""

    spans: tuple[tuple[datetime, datetime], ...]
    length: timedelta
    closing: datetime | None


class _Stretch(NamedTuple):
    """Working time and working days of several whole days."""

    length: timedelta
    days: int


_Spans = list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """The office's working time, from dated rows (DOMAIN 4.1); immutable, safe to share between threads.

    Order of rules for a day: an ``OpenDay`` beats weekend and closed day; then closed days; then the hours
    of the season; half days and closed periods are cut out last, also from an open day.
    """

    hours: tuple[HoursRow, ...]
    ramadan: tuple[RamadanPeriod, ...] = ()
    closed_days: tuple[ClosedDay, ...] = ()
    open_days: tuple[OpenDay, ...] = ()
    half_days: tuple[HalfDay, ...] = ()
    closed_periods: tuple[ClosedPeriod, ...] = ()
    _closed: dict[date, str] = field(init=False, repr=False, compare=False)
    _open: dict[date, OpenDay] = field(init=False, repr=False, compare=False)
    # A memo, not state: the same key always gets the same value, so a race between threads costs only time.
    _memo: dict[date, _Day] = field(init=False, repr=False, compare=False)
    _months: dict[int, tuple[_Stretch, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        closed: dict[date, str] = {}
        for row in self.closed_days:
            closed.setdefault(row.day, row.name)
        object.__setattr__(self, "_closed", closed)
        object.__setattr__(self, "_open", {row.day: row for row in self.open_days})
        object.__setattr__(self, "_memo", {})
        object.__setattr__(self, "_months", {})

    @classmethod
    def from_data(cls, work_hours: Mapping[str, Any], holidays: Mapping[str, Any]) -> OfficeCalendar:
        """Calendar from the parsed ``resources/work_hours.json`` and ``resources/holidays_id.json`` (or
        rows of that shape).
        """
        return cls(
            hours=tuple(
                HoursRow(
                    date.fromisoformat(row["valid_from"]),
                    date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                    row["weekday"],
                    time.fromisoformat(row["start"]),
                    time.fromisoformat(row["end"]),
                    row["season"],
                )
                for row in work_hours["rows"]
            ),
            ramadan=tuple(
                RamadanPeriod(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]))
                for row in holidays["ramadan"]
            ),
            closed_days=tuple(
                ClosedDay(date.fromisoformat(row["date"]), row["kind"], row["name"]) for row in holidays["days"]
            ),
        )

    # -- days ----------------------------------------------------------------------------------------------

    def is_working_day(self, day: date) -> bool:
        """Whether any working time is left on ``day``; a half day is a working day, a day flooded from open
        to close is not.
        """
        return bool(self._day(_plain(day)).spans)

    def intervals(self, day: date) -> tuple[tuple[time, time], ...]:
        """Working stretches of ``day`` in order, e.g. 07.30-12.00 and 13.00-16.00; empty when closed."""
        return tuple((start.time(), end.time()) for start, end in self._day(_plain(day)).spans)

    def minutes_of_day(self, day: date) -> int:
        """Working minutes of one day."""
        return self._day(_plain(day)).length // _ONE_MINUTE

    def closed_reason(self, day: date) -> str | None:
        """Why the office is closed on ``day`` in Indonesian, or None when it works; a holiday's name wins
        over the weekend.
        """
        day = _plain(day)
        if self._day(day).spans:
            return None
        if day not in self._open:
            if day in self._closed:
                return self._closed[day]
            if day.weekday() >= 5:
                return WEEKEND_TEXT
        for half in self.half_days:
            if half.day == day and half.name:
                return half.name
        for period in self.closed_periods:
            if period.start.date() <= day <= period.end.date() and period.name:
                return period.name
        return NO_HOURS_TEXT

    def is_ramadan(self, day: date) -> bool:
        """Whether the Ramadan clock applies on ``day``."""
        day = _plain(day)
        return any(period.first_day <= day <= period.last_day for period in self.ramadan)

    def next_opening(self, moment: datetime) -> datetime:
        """``moment`` itself when the office is working then, else the next instant at which it works.

        A closing time is not working time any more.  Raises NoWorkingTime when the hours table has run out.
        """
        day, idle = moment.date(), 0
        while idle < _LONGEST_CLOSURE_DAYS:
            for start, end in self._day(day).spans:
                if moment < end:
                    return max(moment, start)
            day, idle = day + _ONE_DAY, idle + 1
        raise NoWorkingTime(f"no working time within {_LONGEST_CLOSURE_DAYS} days after {moment:%Y-%m-%d}")

    # -- minutes -------------------------------------------------------------------------------------------

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The due time: the first instant by which ``minutes`` working minutes have passed since ``start``
        (inclusive limit).

        A start outside the hours begins at the next opening (DOMAIN 9.1.3).  Raises ValueError for negative
        minutes, NoWorkingTime when the hours table has run out.
        """
        if minutes < 0:
            raise ValueError("minutes must not be negative")
        moment, left = self.next_opening(start), timedelta(minutes=minutes)
        while True:
            for begin, end in self._day(moment.date()).spans:
                free = end - max(begin, moment)
                if free <= _ZERO:
                    continue
                if left <= free:
                    return max(begin, moment) + left
                left -= free
            moment = self.next_opening(datetime.combine(moment.date() + _ONE_DAY, time.min))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes from ``start`` to ``end``, rounded down; 0 when ``end`` is not after
        ``start``.
        """
        return self._between(start, end) // _ONE_MINUTE

    def minutes_between_without(self, start: datetime, end: datetime, pauses: Sequence[Pause]) -> int:
        """Like ``minutes_between`` with the recorded pauses taken out (DOMAIN 9.1.7).

        Pauses may overlap each other or reach beyond the period; one that still runs lasts until ``end``.
        """
        worked = self._between(start, end)
        for pause_start, pause_end in _merged((max(first, start), min(end, last or end)) for first, last in pauses):
            worked -= self._between(pause_start, pause_end)
        return worked // _ONE_MINUTE

    def due_at(self, start: datetime, minutes: int, pauses: Sequence[Pause] = ()) -> datetime | None:
        """``add_minutes`` that stands still during pauses; None while a pause is running, for then nobody
        can know.
        """
        if any(end is None for _, end in pauses):
            return None
        return self.with_pauses(pauses, start).add_minutes(start, minutes)

    def _between(self, start: datetime, end: datetime) -> timedelta:
        first, last = start.date(), end.date()
        if first > last:
            return _ZERO
        total = _ZERO
        for day in {first, last}:
            for begin, finish in self._day(day).spans:
                total += max(_ZERO, min(finish, end) - max(begin, start))
        return total if first == last else total + self._whole_days(first + _ONE_DAY, last - _ONE_DAY).length

    # -- working days --------------------------------------------------------------------------------------

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """Closing time of the ``days``-th working day after the day of receipt, which is day 0 (DOMAIN
        9.1.4).

        With 0 days: closing time of the day on which the paper can first be worked on.  Closing time is
        that of the hours table less half days; an unplanned closed period in the afternoon does not make
        the due time earlier. Raises ValueError for negative days, NoWorkingTime when the hours table has
        run out.
        """
        if days < 0:
            raise ValueError("days must not be negative")
        day = self.next_opening(start).date() if days == 0 else start.date()
        for _ in range(days):
            day = self.next_opening(datetime.combine(day + _ONE_DAY, time.min)).date()
        closing = self._day(day).closing
        assert closing is not None  # next_opening only stops on days with working time
        return closing

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end`` (the day of receipt is day 0); 0 when
        not later.

        Takes dates or datetimes; of a datetime only the day counts.
        """
        first, last = _plain(start), _plain(end)
        return self._whole_days(first + _ONE_DAY, last).days if first < last else 0

    def with_pauses(self, pauses: Sequence[Pause], until: datetime) -> OfficeCalendar:
        """The same calendar with the pauses as closed periods, so that a fully paused day is no working day.

        A pause that still runs is closed up to ``until``.
        """
        if not pauses:
            return self
        extra = tuple(ClosedPeriod(start, end or max(start, until), "jeda") for start, end in pauses)
        return replace(self, closed_periods=self.closed_periods + extra)

    def _whole_days(self, first: date, last: date) -> _Stretch:
        """The days from first to last, both included: a list holds hundreds of cases, an old one hundreds of days,
        so each month is summed up once, day by day.
        """
        if first > last:
            return _Stretch(_ZERO, 0)
        begin, end = _month_number(first), _month_number(last)
        before, upto = self._month(begin)[first.day - 1], self._month(end)[last.day]
        whole = [self._month(number)[-1] for number in range(begin, end)]
        length = sum((one.length for one in whole), upto.length - before.length)
        return _Stretch(length, sum(one.days for one in whole) + upto.days - before.days)

    def _month(self, number: int) -> tuple[_Stretch, ...]:
        """What the first 0, 1, 2 ... days of a month hold."""
        known = self._months.get(number)
        if known is None:
            year, month = divmod(number, 12)
            sums = [_Stretch(_ZERO, 0)]
            for day in range(1, monthrange(year, month + 1)[1] + 1):
                one = self._day(date(year, month + 1, day))
                sums.append(_Stretch(sums[-1].length + one.length, sums[-1].days + bool(one.spans)))
            known = self._months[number] = tuple(sums)
        return known

    # -- how a day is made ---------------------------------------------------------------------------------

    def _day(self, day: date) -> _Day:
        known = self._memo.get(day)
        if known is None:
            known = self._memo[day] = self._make_day(day)
        return known

    def _make_day(self, day: date) -> _Day:
        spans = _merged(
            (datetime.combine(day, start), datetime.combine(day, end)) for start, end in self._hours_on(day)
        )
        for half in self.half_days:
            if half.day == day:
                spans = _cut(spans, datetime.combine(day, half.start), datetime.combine(day, half.end))
        closing = spans[-1][1] if spans else None
        for period in self.closed_periods:
            if period.start.date() <= day <= period.end.date():
                spans = _cut(spans, period.start, period.end)
        return _Day(tuple(spans), sum((end - start for start, end in spans), _ZERO), closing)

    def _hours_on(self, day: date) -> tuple[tuple[time, time], ...]:
        opened = self._open.get(day)
        if opened is None:
            return () if day in self._closed else self._table_hours(day, day.weekday())
        return opened.hours or self._table_hours(day, day.weekday()) or self._table_hours(day, 0)

    def _table_hours(self, day: date, weekday: int) -> tuple[tuple[time, time], ...]:
        valid = [row for row in self.hours if row.is_valid_on(day)]
        seasonal = [row for row in valid if row.season == "ramadan"] if self.is_ramadan(day) else []
        # An office that entered no Ramadan hours keeps its normal ones rather than being closed for a month.
        chosen = seasonal or [row for row in valid if row.season == "normal"]
        return tuple((row.start, row.end) for row in chosen if row.weekday == weekday)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _plain(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _merged(spans: Iterable[tuple[datetime, datetime]]) -> _Spans:
    """Union of stretches in order; empty and reversed ones vanish, touching ones join."""
    result: _Spans = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def _cut(spans: _Spans, start: datetime, end: datetime) -> _Spans:
    """``spans`` without the stretch from ``start`` to ``end``."""
    if start >= end:
        return spans
    pieces: _Spans = []
    for first, last in spans:
        for piece in ((first, min(last, start)), (max(first, end), last)):
            if piece[0] < piece[1]:
                pieces.append(piece)
    return pieces
