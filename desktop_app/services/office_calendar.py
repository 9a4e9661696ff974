"""The office's own calendar and settings, dated and editable; open due times follow, closed ones never change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.tables_office import closed_day, closed_period, office_setting, open_day, ramadan, work_hours
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.services.setting_rules import checked
from desktop_app.services.text import clock, line
from desktop_app.services.use_case import Work, use_case

SEASONS = ("normal", "ramadan")
KINDS = ("public_holiday", "joint_leave", "local", "closed_period")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDayEntry:
    """One closed day of a list."""

    day: date
    kind: str
    name: str
    source: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursEntry:
    """One stretch of working time on a weekday (0 Monday), as HH:MM."""

    weekday: int
    starts: str
    ends: str
    season: str = "normal"


@use_case("add_closed_day")
def add_closed_day(work: Work, *, days: tuple[ClosedDayEntry, ...]) -> None:
    """Add closed days (SKB list, local closures); a day already closed with the same name is left alone."""
    present = {
        (row.day, row.name)
        for row in work.unit.connection.execute(
            select(closed_day.c.day, closed_day.c.name).where(closed_day.c.voided_at.is_(None))
        )
    }
    for entry in days:
        if entry.kind not in KINDS:
            raise UserError("Jenis hari libur tidak dikenal. Pilih dari daftar.", field="kind")
        name = line(entry.name, "name", label="Nama hari libur", required=True)
        if (entry.day, name) not in present:
            work.unit.insert(
                closed_day,
                day=entry.day,
                kind=entry.kind,
                name=name,
                source=line(entry.source, "source", limit=500),
                estimated=entry.estimated,
            )


@use_case("void_closed_day")
def void_closed_day(work: Work, *, closed_day_id: int) -> None:
    """Strike a closed day out (the government changed the list in mid-year)."""
    work.unit.update(closed_day, closed_day_id, voided_at=work.recorded_at)


@use_case("add_open_day")
def add_open_day(work: Work, *, day: date, cause: str = "") -> None:
    """Work on a day that would be closed."""
    work.unit.insert(open_day, day=day, reason=line(cause, "cause"))


@use_case("add_closed_period")
def add_closed_period(work: Work, *, starts_at: datetime, ends_at: datetime, cause: str) -> None:
    """The office was closed for a while (power cut, flood, half day): every clock stands still meanwhile."""
    if ends_at <= starts_at:
        raise UserError("Selesai tutup harus sesudah mulai. Periksa jamnya.", field="ends_at")
    work.unit.insert(
        closed_period,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=line(cause, "cause", label="Alasan", required=True),
    )


@use_case("set_work_hours")
def set_work_hours(work: Work, *, valid_from: date, hours: tuple[HoursEntry, ...]) -> None:
    """Put new office hours in force from a day on; the old ones end the day before."""
    if not hours:
        raise UserError("Jam kerja belum diisi.", field="hours")
    seasons = {entry.season for entry in hours}
    if seasons - set(SEASONS):
        raise UserError("Musim jam kerja tidak dikenal. Pilih biasa atau Ramadan.", field="season")
    for row in work.unit.connection.execute(
        select(work_hours).where(work_hours.c.voided_at.is_(None), work_hours.c.valid_to.is_(None))
    ).all():
        if row.season not in seasons:
            continue
        if row.valid_from >= valid_from:
            work.unit.update(work_hours, row.id, voided_at=work.recorded_at)
        else:
            work.unit.update(work_hours, row.id, valid_to=date.fromordinal(valid_from.toordinal() - 1))
    for entry in hours:
        starts, ends = clock(entry.starts, "hours"), clock(entry.ends, "hours")
        if starts >= ends or not 0 <= entry.weekday <= 6:
            raise UserError("Jam mulai harus lebih awal daripada jam selesai.", field="hours")
        work.unit.insert(
            work_hours,
            season=entry.season,
            valid_from=valid_from,
            weekday=entry.weekday,
            starts=starts,
            ends=ends,
        )


@use_case("set_ramadan")
def set_ramadan(work: Work, *, first_day: date, last_day: date, confirmed: bool = False) -> None:
    """Enter or confirm the days of Ramadan of a year (sidang isbat)."""
    if not 27 <= (last_day - first_day).days <= 30:
        raise UserError("Ramadan berlangsung 29 atau 30 hari. Periksa tanggalnya.", field="last_day")
    for row in work.unit.connection.execute(
        select(ramadan.c.id).where(ramadan.c.year == first_day.year, ramadan.c.voided_at.is_(None))
    ).all():
        work.unit.update(ramadan, row.id, voided_at=work.recorded_at)
    work.unit.insert(ramadan, year=first_day.year, first_day=first_day, last_day=last_day, confirmed=confirmed)


@use_case("save_setting")
def save_setting(work: Work, *, name: str, value: Any, valid_from: date | None = None) -> None:
    """Put a setting in force from a day on; papers of earlier days keep the earlier value (DOMAIN 1.4)."""
    kept = checked(name, value)
    work.unit.insert(office_setting, name=name, value=kept, valid_from=valid_from or today(work.recorded_at))
