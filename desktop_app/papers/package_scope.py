"""Which rows belong to the package of a year: its cases and everything their registers are made of.

A case of another year comes along where a register of this one names it: it sat in a class of this year, or a step of
it ended in this year. Its case file does not. What an import needs to be equal decides, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select, union

from db import tables
from db.tables_archive import disposal, disposal_request
from db.tables_office import agenda_book
from db.tables_requests import participant, person, request, sheet, sheet_request, step_visit
from db.tables_schedule import outgoing_letter, seat, session, session_day
from desktop_app.queries.queue_sources import day_bounds

LEFT_OUT = frozenset({"pin_hash", "failed_attempts", "last_failed_at", "pin_must_change"})
"""Columns of this installation, not of the record: who signs in here, and how."""

TEXTS_OF_SETTINGS = "office_setting"
LOCAL_SETTINGS = ("backup_folder", "backup_more_folders", "backup_minutes")
"""Settings that name folders of this PC."""


class YearScope:
    """The rows of one year, as conditions on each table."""

    def __init__(self, year: int) -> None:
        self.year = year
        first, last = date(year, 1, 1), date(year, 12, 31)
        begin, end = day_bounds(first)[0], day_bounds(last)[1]
        in_year = select(session_day.c.session_id).where(session_day.c.day >= first, session_day.c.day <= last)
        named = union(
            select(request.c.id).where(request.c.agenda_year == year),
            select(seat.c.request_id).where(seat.c.session_id.in_(in_year)),
            select(step_visit.c.request_id).where(step_visit.c.done_at >= begin, step_visit.c.done_at < end),
            select(outgoing_letter.c.request_id).where(
                outgoing_letter.c.letter_date >= first,
                outgoing_letter.c.letter_date <= last,
                outgoing_letter.c.request_id.is_not(None),
            ),
        ).subquery()
        self.requests: Select[Any] = select(named.c[0])
        sat = select(seat.c.session_id).where(seat.c.request_id.in_(self.requests))
        wanted = union(in_year, sat).subquery()
        self.sessions: Select[Any] = select(wanted.c[0])

    def condition(self, table: Table) -> ColumnElement[bool]:
        """The rows of ``table`` in this package."""
        special = self._special(table)
        if special is not None:
            return special
        columns = table.c
        by_request = columns.request_id.in_(self.requests) if "request_id" in columns else None
        by_session = columns.session_id.in_(self.sessions) if "session_id" in columns else None
        if "participant_id" in columns and by_request is None:
            by_request = columns.participant_id.in_(self._participants())
        if by_request is None:
            return by_session if by_session is not None else table.c.id > 0
        if by_session is None or table is seat:
            return by_request
        if columns[_case_column(table)].nullable:
            return or_(by_request, and_(columns[_case_column(table)].is_(None), by_session))
        return and_(by_request, by_session)

    def _participants(self) -> Select[Any]:
        return select(participant.c.id).where(participant.c.request_id.in_(self.requests))

    def _special(self, table: Table) -> ColumnElement[bool] | None:
        if table is request:
            return request.c.id.in_(self.requests)
        if table is session:
            return session.c.id.in_(self.sessions)
        if table is person:
            seated = select(participant.c.person_id).where(participant.c.request_id.in_(self.requests))
            applied = select(request.c.applicant_id).where(request.c.id.in_(self.requests))
            people = or_(person.c.id.in_(seated), person.c.id.in_(applied))
            for column in person.c:
                if any(key.column is person.c.id for key in column.foreign_keys):
                    shown = select(column).where(person.c.id.in_(seated), column.is_not(None))
                    people = or_(people, person.c.id.in_(shown))
            return people
        if table is sheet:
            return sheet.c.id.in_(select(sheet_request.c.sheet_id).where(sheet_request.c.request_id.in_(self.requests)))
        if table is disposal:
            return disposal.c.id.in_(
                select(disposal_request.c.disposal_id).where(disposal_request.c.request_id.in_(self.requests))
            )
        if table is agenda_book:
            return agenda_book.c.year == self.year
        if table.name == TEXTS_OF_SETTINGS:
            return table.c.name.not_in(LOCAL_SETTINGS)
        return None

    def rows(self, connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
        """The rows in the order of their ids, read in pieces."""
        columns = [column for column in table.columns if column.name not in LEFT_OUT]
        found = select(*columns).where(self.condition(table)).order_by(table.c.id).execution_options(yield_per=500)
        for row in connection.execute(found).mappings():
            yield dict(row)


def _case_column(table: Table) -> str:
    return "request_id" if "request_id" in table.c else "participant_id"


def packaged() -> tuple[Table, ...]:
    """Every table of the package, parents first."""
    return tables.journaled()
