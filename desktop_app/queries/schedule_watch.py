"""What in the schedule wants the Kasubbag's decision: clashes, too few people, closed days (DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from db.tables_office import trainer_topic
from db.tables_schedule import session
from desktop_app.office_time import today
from desktop_app.queries import office as office_rows
from desktop_app.queries import schedule_read
from desktop_app.queries.clashes import Clash, Level, SessionPlan, judge
from desktop_app.queries.remedies import Remedy, RemedyKind, remedy_for
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.states import SessionState

__all__ = ["Concern", "Remedy", "RemedyKind", "concerns", "plan_of", "under_minimum"]

DECIDE_WORKING_DAYS = 2
"""Minimum not reached is decided two working days before the class (DOMAIN 8.4)."""

PLANNED = frozenset({SessionState.DRAFT, SessionState.TENTATIVE, SessionState.FIXED})

PROMISED = PLANNED - {SessionState.DRAFT}


@dataclass(frozen=True, slots=True)
class Concern:
    """A session with what stands against it and, where there is one, the remedy."""

    row: SessionRow
    clash: Clash
    remedy: Remedy | None


DECLARED_LATER = frozenset({"hours", "quota", "participant", "topic"})
"""Warnings that may arise after a class was planned (work hours, room, people, topics change) and are listed too."""


def concerns(connection: Connection, first: date, last: date, now: datetime) -> tuple[Concern, ...]:
    """Planned sessions of the span that something declared since stands against: closed days, rooms, trainers, hours.

    A class agreed before the program came is listed only for what refuses it.
    """
    calendar = office_rows.load_calendar(connection)
    day = today(now)
    withdrawn = _withdrawn_competences(connection)
    found: list[Concern] = []
    for row in schedule_read.month(connection, first, last, today=day):
        if row.state not in PLANNED or row.past or row.days[0] < day:
            continue
        plan = plan_of(connection, row)
        clashes = judge(connection, calendar, plan).clashes
        clash = next((one for one in clashes if _worth_a_decision(one, row, plan, withdrawn)), None)
        if clash is None:
            continue
        found.append(Concern(row, clash, remedy_for(connection, calendar, plan, clash, now)))
    return tuple(found)


def _withdrawn_competences(connection: Connection) -> frozenset[tuple[int, int]]:
    """Trainer and topic he taught once: who never taught it was planned with a reason and is not asked about again."""
    rows = connection.execute(
        select(trainer_topic.c.officer_id, trainer_topic.c.topic_id).where(trainer_topic.c.voided_at.is_not(None))
    )
    return frozenset((row.officer_id, row.topic_id) for row in rows)


def _worth_a_decision(clash: Clash, row: SessionRow, plan: SessionPlan, withdrawn: frozenset[tuple[int, int]]) -> bool:
    if clash.level is Level.REFUSAL:
        return True
    later = clash.about in DECLARED_LATER
    if clash.about == "competence":
        later = (clash.trainer_id, plan.topic_id) in withdrawn
    return clash.level is Level.WARNING and later and not row.agreed_before


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
    """Sessions whose minimum is not reached although only two working days are left: run, merge or postpone.

    One that was decided to be held anyway is not asked about again.
    """
    calendar = office_rows.load_calendar(connection)
    day = today(now)
    limit, left = day, DECIDE_WORKING_DAYS
    while left > 0:
        limit += timedelta(days=1)
        left -= calendar.is_working_day(limit)
    least = {one.code: one.min_participants for one in office_rows.topics(connection, day, with_retired=True)}
    decided = set(connection.execute(select(session.c.id).where(session.c.run_reason.is_not(None))).scalars())
    return tuple(
        row
        for row in schedule_read.month(connection, day, limit, today=day)
        if row.state in PROMISED
        and row.id not in decided
        and day < row.days[0] <= limit
        and row.seats.taken < least.get(row.topic.code, 1)
    )
