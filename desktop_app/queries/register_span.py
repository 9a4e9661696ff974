"""Which lines of a book a register shows: a year, days, and the cases that a filter leaves (DOMAIN.md section 1.2)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, true

from db.tables_requests import request
from desktop_app.queries.archive_filter import CaseFilter, cases_where
from desktop_app.queries.queue_sources import day_bounds
from desktop_app.sop.dates_in_words import MONTHS, plain_date

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A year of the book, days inclusive, and the cases of ``only`` (the list's filter) where there is one."""

    year: int | None = None
    first: date = FIRST_DAY
    last: date = LAST_DAY
    only: CaseFilter | None = None

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, the year taken into account."""
        if self.year is None:
            return self.first, self.last
        return max(self.first, date(self.year, 1, 1)), min(self.last, date(self.year, 12, 31))

    @property
    def words(self) -> str:
        """ "Tahun 2026", "November 2026", "3 Desember 2026", "1 Nov 2026 s.d. 15 Nov 2026", or "Semua"."""
        if self.first == FIRST_DAY and self.last == LAST_DAY:
            return "Semua" if self.year is None else f"Tahun {self.year}"
        first, last = self.days
        if first == last:
            return plain_date(first)
        if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
            return f"{MONTHS[first.month - 1]} {first.year}"
        begin = "awal" if first == FIRST_DAY else plain_date(first)
        end = "sekarang" if last == LAST_DAY else plain_date(last)
        return f"{begin} s.d. {end}"

    def requests(self) -> ColumnElement[bool]:
        """The condition on requests: the book's year, the day of receipt, the filter."""
        condition: ColumnElement[bool] = request.c.received_at >= day_bounds(self.first)[0]
        condition &= request.c.received_at < day_bounds(self.last)[1]
        if self.only is not None:
            condition &= cases_where(self.only)
        return condition if self.year is None else condition & (request.c.agenda_year == self.year)

    def among(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """The filter on another table's ``request_id``."""
        return true() if self.only is None else column.in_(select(request.c.id).where(cases_where(self.only)))
