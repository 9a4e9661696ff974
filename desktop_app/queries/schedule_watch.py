"""What in the schedule wants the Kasubbag's decision: clashes, too few people, closed days (DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from db.tables_schedule import session
from desktop_app.office_time import today
from desktop_app.queries import office as office_rows
from desktop_app.queries import schedule_read
from desktop_app.queries.clashes import Clash, Level, SessionPlan, judge
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.office_calendar import OfficeCalendar
from desktop_app.sop.states import SessionState

DECIDE_WORKING_DAYS = 2
"""Minimum not reached is decided two working days before the class (DOMAIN 8.4)."""

PLANNED = frozenset({SessionState.DRAFT, SessionState.TENTATIVE, SessionState.FIXED})


class RemedyKind(StrEnum):
    """What a button beside a clash would do."""

    OTHER_TRAINER = "OTHER_TRAINER"
    OTHER_ROOM = "OTHER_ROOM"
    OTHER_DAY = "OTHER_DAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One act that solves a clash: its label and the fields of ``edit_session`` or ``move_session``."""

    kind: RemedyKind
    label: str
    room: str = ""
    trainers: tuple[str, ...] = ()
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """A session with what stands against it and, where there is one, the remedy."""

    row: SessionRow
    clash: Clash
    remedy: Remedy | None


def concerns(connection: Connection, first: date, last: date, now: datetime) -> tuple[Concern, ...]:
    """Planned sessions of the span that clash with rooms, trainers, closed days or absences declared since."""
    calendar = office_rows.load_calendar(connection)
    day = today(now)
    found: list[Concern] = []
    for row in schedule_read.month(connection, first, last, today=day):
        if row.state not in PLANNED or row.past:
            continue
        plan = plan_of(connection, row)
        verdict = judge(connection, calendar, plan)
        if verdict.level is Level.REFUSAL:
            clash = verdict.clashes[0]
            found.append(Concern(row, clash, _remedy(connection, calendar, plan, clash, day)))
    return tuple(found)


def plan_of(connection: Connection, row: SessionRow) -> SessionPlan:
    """A session of the calendar as the clash check judges it."""
    topic_id = connection.execute(select(session.c.topic_id).where(session.c.id == row.id)).scalar_one()
    return SessionPlan(
        topic_id=topic_id,
        days=row.days,
        starts=row.starts,
        ends=row.ends,
        room_id=row.room_id,
        trainer_ids=row.trainer_ids,
        session_id=row.id,
    )


def under_minimum(connection: Connection, now: datetime) -> tuple[SessionRow, ...]:
    """Sessions whose minimum is not reached although only two working days are left: run, merge or postpone."""
    calendar = office_rows.load_calendar(connection)
    day = today(now)
    limit, left = day, DECIDE_WORKING_DAYS
    while left > 0:
        limit += timedelta(days=1)
        left -= calendar.is_working_day(limit)
    least = {one.code: one.min_participants for one in office_rows.topics(connection, day, with_retired=True)}
    return tuple(
        row
        for row in schedule_read.month(connection, day, limit, today=day)
        if row.state in PLANNED and day < row.days[0] <= limit and row.seats.taken < least.get(row.topic.code, 1)
    )


def _remedy(
    connection: Connection, calendar: OfficeCalendar, plan: SessionPlan, clash: Clash, day: date
) -> Remedy | None:
    if clash.about == "trainer":
        return _other_trainer(connection, calendar, plan, day)
    if clash.about == "room":
        return _other_room(connection, calendar, plan, day)
    return _other_day(connection, calendar, plan)


def _free(connection: Connection, calendar: OfficeCalendar, plan: SessionPlan) -> bool:
    return judge(connection, calendar, plan).level is not Level.REFUSAL


def _other_trainer(connection: Connection, calendar: OfficeCalendar, plan: SessionPlan, day: date) -> Remedy | None:
    taught = office_rows.trainer_competences(connection)
    for one in office_rows.officers(connection, day):
        able = plan.topic_id in taught.get(one.id, frozenset()) and one.id not in plan.trainer_ids
        if able and _free(connection, calendar, replace(plan, trainer_ids=(one.id,))):
            return Remedy(
                kind=RemedyKind.OTHER_TRAINER, label=f"Ganti trainer ke {one.full_name}", trainers=(one.handle,)
            )
    return None


def _other_room(connection: Connection, calendar: OfficeCalendar, plan: SessionPlan, day: date) -> Remedy | None:
    for one in office_rows.rooms(connection, day):
        if one.id != plan.room_id and _free(connection, calendar, replace(plan, room_id=one.id)):
            return Remedy(kind=RemedyKind.OTHER_ROOM, label=f"Pindah ke {one.name}", room=one.code)
    return None


def _other_day(connection: Connection, calendar: OfficeCalendar, plan: SessionPlan) -> Remedy | None:
    for offset in range(1, 15):
        days = tuple(one + timedelta(days=offset) for one in plan.days)
        if _free(connection, calendar, replace(plan, days=days)):
            return Remedy(kind=RemedyKind.OTHER_DAY, label=f"Pindah ke {days[0]:%d-%m-%Y}", first_day=days[0])
    return None
