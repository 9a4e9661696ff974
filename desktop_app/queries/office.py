"""The office as it is on a day: calendar, settings, officers, rooms, topics and organizations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from db.tables_office import (
    closed_day,
    closed_period,
    office_setting,
    officer,
    officer_role,
    open_day,
    organization,
    ramadan,
    room,
    room_closure,
    topic,
    trainer_absence,
    trainer_topic,
    work_hours,
)
from db.tables_requests import request
from desktop_app.office_time import wall
from desktop_app.queries.setting_names import DEFAULTS
from desktop_app.sop.calendar_rows import ClosedDay, ClosedPeriod, HoursRow, OpenDay, RamadanPeriod
from desktop_app.sop.office_calendar import OfficeCalendar
from desktop_app.sop.states import Role


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer with the roles he holds on the day asked about."""

    id: int
    handle: str
    full_name: str
    title: str
    nip: str
    rank_grade: str
    active: bool
    pin_must_change: bool
    roles: tuple[Role, ...]
    acting_kind: str | None = None


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A training room; ``capacity`` is the least of seats and computers."""

    id: int
    code: str
    name: str
    seats: int
    computers: int | None
    equipment: tuple[str, ...]
    starts: str
    ends: str
    valid_from: date = date.min
    valid_to: date | None = None
    retired: bool = False

    @property
    def capacity(self) -> int:
        """How many people can work here at once."""
        return self.seats if self.computers is None else min(self.seats, self.computers)


_Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """An application taught, with its defaults (DOMAIN.md section 2.4)."""

    id: int
    code: str
    name: str
    short_name: str
    version: str
    color: str
    default_days: int
    quota: int | None
    min_participants: int
    materials: tuple[str, ...]
    retired: bool = False
    prerequisites: str = ""
    active_from: date = date.min
    active_to: date | None = None


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """A sender known to the office, with what his last letter said."""

    id: int
    name: str
    kind: str
    letters_this_year: int = 0
    last_received: date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    signer_name: str = ""
    signer_position: str = ""


# Read for every list that shows a clock: the statements are built once, and rows that did not change are not unpacked.
_HOURS = select(
    work_hours.c.valid_from,
    work_hours.c.valid_to,
    work_hours.c.weekday,
    work_hours.c.starts,
    work_hours.c.ends,
    work_hours.c.season,
).where(work_hours.c.voided_at.is_(None))
_FASTING = select(ramadan.c.first_day, ramadan.c.last_day).where(ramadan.c.voided_at.is_(None))
_CLOSED = (
    select(closed_day.c.day, closed_day.c.kind, closed_day.c.name)
    .where(closed_day.c.voided_at.is_(None))
    .order_by(closed_day.c.day)
)
_OPENED = select(open_day.c.day).where(open_day.c.voided_at.is_(None))
_PERIODS = select(closed_period.c.starts_at, closed_period.c.ends_at, closed_period.c.reason).where(
    closed_period.c.voided_at.is_(None)
)


def load_calendar(connection: Connection) -> OfficeCalendar:
    """The office calendar of all years from its dated rows (DOMAIN.md section 4)."""
    tables = (_HOURS, _FASTING, _CLOSED, _OPENED, _PERIODS)
    return _calendar_of(*(tuple(tuple(row) for row in connection.execute(one)) for one in tables))


@lru_cache(maxsize=4)
def _calendar_of(hours: _Rows, fasting: _Rows, closed: _Rows, opened: _Rows, periods: _Rows) -> OfficeCalendar:
    """The same rows are the same calendar, which remembers the days it has worked out."""
    return OfficeCalendar(
        hours=tuple(
            HoursRow(first, last, weekday, _clock(starts), _clock(ends), season)
            for first, last, weekday, starts, ends, season in hours
        ),
        ramadan=tuple(RamadanPeriod(*row) for row in fasting),
        closed_days=tuple(ClosedDay(*row) for row in closed),
        open_days=tuple(OpenDay(*row) for row in opened),
        closed_periods=tuple(ClosedPeriod(wall(starts), wall(ends), reason) for starts, ends, reason in periods),
    )


def _clock(text: str) -> time:
    return time.fromisoformat(text)


def setting(connection: Connection, name: str, day: date) -> Any:
    """The value of a setting in force on ``day``; the shipped default when the office never set it."""
    value = connection.execute(
        select(office_setting.c.value)
        .where(
            office_setting.c.name == name,
            office_setting.c.valid_from <= day,
            office_setting.c.voided_at.is_(None),
        )
        .order_by(office_setting.c.valid_from.desc(), office_setting.c.id.desc())
        .limit(1)
    ).first()
    return DEFAULTS[name] if value is None else value[0]


# Read at every act (roles hold at the moment of the act), so built once.
_OFFICERS = select(officer).order_by(officer.c.id)
_ROLES_ON = (
    select(officer_role)
    .where(
        officer_role.c.voided_at.is_(None),
        officer_role.c.valid_from <= bindparam("wanted_day"),
        or_(officer_role.c.valid_to.is_(None), officer_role.c.valid_to >= bindparam("wanted_day")),
    )
    .order_by(officer_role.c.id)
)


def officers(connection: Connection, day: date, *, only_active: bool = True) -> tuple[OfficerRow, ...]:
    """Officers in the order they were added, with their roles on ``day``."""
    roles: dict[int, list[tuple[Role, str | None]]] = {}
    for row in connection.execute(_ROLES_ON, {"wanted_day": day}):
        roles.setdefault(row.officer_id, []).append((Role(row.role), row.acting_kind))
    found = connection.execute(_OFFICERS)
    return tuple(
        OfficerRow(
            r.id,
            r.handle,
            r.full_name,
            r.title,
            r.nip,
            r.rank_grade,
            r.active,
            r.pin_must_change,
            tuple(dict.fromkeys(role for role, _ in roles.get(r.id, []))),
            next((kind for _, kind in roles.get(r.id, []) if kind), None),
        )
        for r in found
        if r.active or not only_active
    )


def holder(connection: Connection, role: Role, day: date) -> OfficerRow | None:
    """The officer who holds ``role`` on ``day`` (the acting one before the titular one)."""
    held = [o for o in officers(connection, day) if role in o.roles]
    acting = [o for o in held if o.acting_kind]
    return next(iter(acting or held), None)


def rooms(connection: Connection, day: date, *, with_retired: bool = False) -> tuple[RoomRow, ...]:
    """Rooms in use on ``day``; the others too when asked, marked."""
    made = (
        RoomRow(
            r.id,
            r.code,
            r.name,
            r.seats,
            r.computers,
            tuple(r.equipment),
            r.starts,
            r.ends,
            r.valid_from,
            r.valid_to,
            retired=r.valid_from > day or (r.valid_to is not None and r.valid_to < day),
        )
        for r in connection.execute(select(room).order_by(room.c.id))
    )
    return tuple(row for row in made if with_retired or not row.retired)


def room_closures(connection: Connection, first: date, last: date) -> dict[int, list[tuple[date, date, str]]]:
    """Closures of rooms that touch the span: room id to (first day, last day, reason)."""
    closures: dict[int, list[tuple[date, date, str]]] = {}
    for r in connection.execute(
        select(room_closure).where(
            room_closure.c.voided_at.is_(None),
            room_closure.c.first_day <= last,
            room_closure.c.last_day >= first,
        )
    ):
        closures.setdefault(r.room_id, []).append((r.first_day, r.last_day, r.reason))
    return closures


def topics(connection: Connection, day: date, *, with_retired: bool = False) -> tuple[TopicRow, ...]:
    """Topics offered on ``day``; retired ones too when asked, marked."""
    rows = connection.execute(select(topic).order_by(topic.c.id))
    made = (
        TopicRow(
            r.id,
            r.code,
            r.name,
            r.short_name,
            r.version,
            r.color,
            r.default_days,
            r.quota,
            r.min_participants,
            tuple(r.materials),
            retired=r.active_from > day or (r.active_to is not None and r.active_to < day),
            prerequisites=r.prerequisites,
            active_from=r.active_from,
            active_to=r.active_to,
        )
        for r in rows
    )
    return tuple(row for row in made if with_retired or not row.retired)


def trainer_competences(connection: Connection) -> dict[int, frozenset[int]]:
    """Officer id to the topics he teaches."""
    taught: dict[int, set[int]] = {}
    for r in connection.execute(select(trainer_topic).where(trainer_topic.c.voided_at.is_(None))):
        taught.setdefault(r.officer_id, set()).add(r.topic_id)
    return {officer_id: frozenset(ids) for officer_id, ids in taught.items()}


def trainer_absences(connection: Connection, first: date, last: date) -> dict[int, list[tuple[date, date, str]]]:
    """Absences of trainers that touch the span: officer id to (first day, last day, reason)."""
    away: dict[int, list[tuple[date, date, str]]] = {}
    for r in connection.execute(
        select(trainer_absence).where(
            trainer_absence.c.voided_at.is_(None),
            trainer_absence.c.first_day <= last,
            trainer_absence.c.last_day >= first,
        )
    ):
        away.setdefault(r.officer_id, []).append((r.first_day, r.last_day, r.reason))
    return away


def find_organizations(
    connection: Connection, text: str, this_year: int, *, limit: int = 8
) -> tuple[OrganizationRow, ...]:
    """Organizations whose name contains ``text`` anywhere, those who write most often first."""
    folded = fold_name(text)
    letters = (
        select(
            request.c.organization_id,
            func.count().filter(request.c.agenda_year == this_year).label("letters"),
            func.max(request.c.received_at).label("last_received"),
            func.max(request.c.id).label("last_id"),
        )
        .where(request.c.organization_id.is_not(None), request.c.state != "VOIDED")
        .group_by(request.c.organization_id)
        .subquery()
    )
    found = connection.execute(
        select(organization, letters.c.letters, letters.c.last_received, letters.c.last_id)
        .join(letters, letters.c.organization_id == organization.c.id, isouter=True)
        .where(
            organization.c.voided_at.is_(None),
            organization.c.search_name.contains(folded, autoescape=True),
        )
        .order_by(func.coalesce(letters.c.letters, 0).desc(), organization.c.name)
        .limit(limit)
    ).all()
    return tuple(_organization(connection, row) for row in found)


def _organization(connection: Connection, row: Any) -> OrganizationRow:
    last = None
    if row.last_id is not None:
        last = connection.execute(select(request).where(request.c.id == row.last_id)).mappings().first()
    return OrganizationRow(
        row.id,
        row.name,
        row.kind,
        int(row.letters or 0),
        wall(last["received_at"]).date() if last else None,
        last["contact_name"] if last else "",
        last["contact_phone"] if last else row.phone,
        last["contact_email"] if last else row.email,
        last["signer_name"] if last else "",
        last["signer_position"] if last else "",
    )


def fold_name(text: str) -> str:
    """A name as it is searched: case and accents folded, blanks single."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
