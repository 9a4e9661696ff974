"""What the settings screens list: roles with their dates, closed days, hours, agenda books, backups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from db.tables_office import agenda_book, closed_day, officer, officer_role, ramadan, trainer_absence, work_hours
from db.tables_requests import request
from db.tables_schedule import outgoing_letter
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import DEFAULTS
from desktop_app.sop.states import Role


@dataclass(frozen=True, slots=True)
class RolePeriod:
    """A role of an officer with its dates; ``acting_kind`` is Plt. or Plh."""

    role: Role
    acting_kind: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class OfficerDetail:
    """An officer as the administrator sees him, switched off ones too."""

    id: int
    handle: str
    full_name: str
    title: str
    nip: str
    rank_grade: str
    mobile: str
    active: bool
    pin_must_change: bool
    roles: tuple[RolePeriod, ...]


@dataclass(frozen=True, slots=True)
class ClosedDayRow:
    """A closed day with its number, so that it can be struck out."""

    id: int
    day: date
    kind: str
    name: str
    source: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class RamadanRow:
    """The fasting month of a year."""

    year: int
    first_day: date
    last_day: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class HoursOfDay:
    """One stretch of working time now in force."""

    season: str
    weekday: int
    starts: str
    ends: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class BookRow:
    """An agenda book of a year; ``used`` is how many numbers were taken."""

    direction: str
    year: int
    source: str
    first_number: int
    used: int
    closed: bool


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A trainer who is away."""

    trainer_id: int
    first_day: date
    last_day: date
    reason: str


def officer_details(connection: Connection) -> tuple[OfficerDetail, ...]:
    """Every officer, in the order they were added, with roles of all times that still count."""
    roles: dict[int, list[RolePeriod]] = {}
    for row in connection.execute(
        select(officer_role).where(officer_role.c.voided_at.is_(None)).order_by(officer_role.c.id)
    ):
        period = RolePeriod(Role(row.role), row.acting_kind, row.valid_from, row.valid_to)
        roles.setdefault(row.officer_id, []).append(period)
    return tuple(
        OfficerDetail(
            r.id,
            r.handle,
            r.full_name,
            r.title,
            r.nip,
            r.rank_grade,
            r.mobile,
            r.active,
            r.pin_must_change,
            tuple(roles.get(r.id, ())),
        )
        for r in connection.execute(select(officer).order_by(officer.c.id))
    )


def closed_days(connection: Connection, first: date) -> tuple[ClosedDayRow, ...]:
    """Closed days from ``first`` on that were not struck out."""
    found = connection.execute(
        select(closed_day)
        .where(closed_day.c.voided_at.is_(None), closed_day.c.day >= first)
        .order_by(closed_day.c.day, closed_day.c.id)
    )
    return tuple(ClosedDayRow(r.id, r.day, r.kind, r.name, r.source, r.estimated) for r in found)


def ramadan_rows(connection: Connection, first_year: int) -> tuple[RamadanRow, ...]:
    """Fasting months from a year on."""
    found = connection.execute(
        select(ramadan).where(ramadan.c.voided_at.is_(None), ramadan.c.year >= first_year).order_by(ramadan.c.first_day)
    )
    return tuple(RamadanRow(r.year, r.first_day, r.last_day, r.confirmed) for r in found)


def hours_in_force(connection: Connection, day: date) -> tuple[HoursOfDay, ...]:
    """Office hours in force on a day, both seasons."""
    found = connection.execute(
        select(work_hours)
        .where(work_hours.c.voided_at.is_(None), work_hours.c.valid_from <= day)
        .order_by(work_hours.c.season, work_hours.c.weekday, work_hours.c.starts)
    )
    return tuple(
        HoursOfDay(r.season, r.weekday, r.starts, r.ends, r.valid_from)
        for r in found
        if r.valid_to is None or r.valid_to >= day
    )


def agenda_books(connection: Connection) -> tuple[BookRow, ...]:
    """Every agenda book, the newest year first."""
    incoming = _counts(connection, request.c.agenda_year)
    outgoing = _counts(connection, outgoing_letter.c.year)
    rows = connection.execute(select(agenda_book).order_by(agenda_book.c.year.desc(), agenda_book.c.direction))
    return tuple(
        BookRow(
            r.direction,
            r.year,
            r.source,
            r.first_number,
            (outgoing if r.direction == "outgoing" else incoming).get(r.year, 0),
            r.closed_at is not None,
        )
        for r in rows
    )


def _counts(connection: Connection, year: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in connection.execute(select(year, func.count()).group_by(year))}


def absences(connection: Connection, first: date) -> tuple[AbsenceRow, ...]:
    """Absences of trainers that end on ``first`` or later."""
    found = connection.execute(
        select(trainer_absence)
        .where(trainer_absence.c.voided_at.is_(None), trainer_absence.c.last_day >= first)
        .order_by(trainer_absence.c.first_day)
    )
    return tuple(AbsenceRow(r.officer_id, r.first_day, r.last_day, r.reason) for r in found)


def settings_on(connection: Connection, day: date) -> dict[str, Any]:
    """Every setting by name, as it stands on a day."""
    return {name: setting(connection, name, day) for name in DEFAULTS}
