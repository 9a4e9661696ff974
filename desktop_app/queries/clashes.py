"""What stands against a planned session: one check for drop, form, proposal, import and command line.

Three levels: a note only informs, a warning needs a reason, a refusal cannot be overridden. Screens show the same
verdict live that the service enforces (DOMAIN.md sections 2.5 and 8.4).
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from db.tables_office import officer, room, topic
from db.tables_schedule import session, session_day, session_trainer
from desktop_app.office_time import wall
from desktop_app.queries import clash_people, clash_quota
from desktop_app.queries import office as office_rows
from desktop_app.queries.clash_rows import (
    Clash,
    Level,
    SessionPlan,
    Verdict,
    clock_words,
    day_words,
    training_days,
)
from desktop_app.sop.office_calendar import OfficeCalendar

__all__ = ["Clash", "Level", "SessionPlan", "Verdict", "begun", "judge", "training_days"]

ALIVE = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING")


def judge(connection: Connection, calendar: OfficeCalendar, plan: SessionPlan, now: datetime | None = None) -> Verdict:
    """Everything that stands against ``plan``; with ``now`` also that its day or hour has begun already."""
    found = [
        *begun(plan, now),
        *_closed_days(calendar, plan),
        *_hours(calendar, plan),
        *_room(connection, plan),
        *clash_quota.seats_enough(connection, plan),
        *_trainers(connection, plan),
        *clash_people.participants(connection, plan),
        *_topic(connection, plan),
        *clash_people.deadlines(connection, calendar, plan),
    ]
    return Verdict(tuple(sorted(found, key=lambda clash: -clash.level)))


def begun(plan: SessionPlan, now: datetime | None) -> list[Clash]:
    """A refusal when the first day is over or its hour has struck."""
    if now is None or not plan.days:
        return []
    moment, first = wall(now), min(plan.days)
    if first < moment.date():
        words = f"{day_words(first)}: sudah lewat. Pilih hari ini atau sesudahnya."
        return [Clash(Level.REFUSAL, "past", words)]
    if first == moment.date() and time.fromisoformat(plan.starts) <= moment.time():
        words = (
            f"{day_words(first)}: kelas {clock_words(plan.starts)} sudah mulai, sekarang {moment:%H.%M}. "
            "Pilih jam atau hari lain."
        )
        return [Clash(Level.REFUSAL, "past", words)]
    return []


def _closed_days(calendar: OfficeCalendar, plan: SessionPlan) -> list[Clash]:
    return [
        Clash(Level.REFUSAL, "day", f"{day_words(day)}: {calendar.closed_reason(day)}. Pilih hari kerja lain.")
        for day in plan.days
        if not calendar.is_working_day(day)
    ]


def _hours(calendar: OfficeCalendar, plan: SessionPlan) -> list[Clash]:
    starts, ends = time.fromisoformat(plan.starts), time.fromisoformat(plan.ends)
    for day in plan.days:
        open_hours = calendar.intervals(day)
        if open_hours and (starts < open_hours[0][0] or ends > open_hours[-1][1]):
            opens, closes = open_hours[0][0], open_hours[-1][1]
            return [
                Clash(
                    Level.WARNING,
                    "hours",
                    f"{day_words(day)}: kelas {clock_words(plan.starts)}–{clock_words(plan.ends)} di luar jam kantor "
                    f"{opens:%H.%M}–{closes:%H.%M}.",
                )
            ]
    return []


def _room(connection: Connection, plan: SessionPlan) -> list[Clash]:
    if plan.room_id is None or not plan.days:
        return []
    found: list[Clash] = []
    for row in connection.execute(select(room).where(room.c.id == plan.room_id)):
        if max(plan.days) > (row.valid_to or date.max) or min(plan.days) < row.valid_from:
            words = f"{day_words(plan.days[0])}: {row.name} tidak dipakai pada hari itu. Pilih ruang lain."
            found.append(Clash(Level.REFUSAL, "room", words))
    closures = office_rows.room_closures(connection, min(plan.days), max(plan.days))
    for first, last, reason in closures.get(plan.room_id, []):
        for day in plan.days:
            if first <= day <= last:
                found.append(Clash(Level.REFUSAL, "room", f"{day_words(day)}: ruang ditutup ({reason})."))
    for row in _sessions_on(connection, plan, session.c.room_id == plan.room_id):
        words = f"{day_words(row.day)}: ruang dipakai {_named(row)}."
        found.append(Clash(_weight(row), "room", words, session_id=row.id))
    return found


def _weight(row: Any) -> Level:
    """A draft promises nothing to anybody: it warns, where a class that was promised refuses."""
    return Level.WARNING if row.state == "DRAFT" else Level.REFUSAL


def _named(row: Any) -> str:
    kind = "konsep kelas" if row.state == "DRAFT" else "kelas"
    return f"{kind} {row.title or 'lain'} {clock_words(row.starts)}–{clock_words(row.ends)}"


def _topic(connection: Connection, plan: SessionPlan) -> list[Clash]:
    """A topic that is no longer (or not yet) taught on that day (DOMAIN 2.4)."""
    row = connection.execute(select(topic).where(topic.c.id == plan.topic_id)).first()
    if row is None or not plan.days or row.active_from <= plan.days[0] <= (row.active_to or date.max):
        return []
    words = f"{day_words(plan.days[0])}: {row.short_name} tidak diajarkan pada hari itu menurut daftar topik."
    return [Clash(Level.WARNING, "topic", words)]


def _trainers(connection: Connection, plan: SessionPlan) -> list[Clash]:
    if not plan.trainer_ids:
        return [Clash(Level.NOTE, "trainer", "Trainer belum ditentukan.")]
    found: list[Clash] = []
    names = {r.id: r.full_name for r in connection.execute(select(officer.c.id, officer.c.full_name))}
    taught = office_rows.trainer_competences(connection)
    away = office_rows.trainer_absences(connection, min(plan.days), max(plan.days)) if plan.days else {}
    for trainer_id in plan.trainer_ids:
        name = names.get(trainer_id, "Trainer")
        for first, last, reason in away.get(trainer_id, []):
            for day in plan.days:
                if first <= day <= last:
                    words = f"{day_words(day)}: {name} {reason}."
                    found.append(Clash(Level.REFUSAL, "trainer", words, trainer_id=trainer_id))
        if taught and plan.topic_id not in taught.get(trainer_id, frozenset()):
            words = f"{name} tidak tercatat mengajar topik ini."
            found.append(Clash(Level.WARNING, "competence", words, trainer_id=trainer_id))
        busy = _sessions_on(
            connection,
            plan,
            session.c.id.in_(
                select(session_trainer.c.session_id).where(
                    session_trainer.c.officer_id == trainer_id, session_trainer.c.voided_at.is_(None)
                )
            ),
        )
        for row in busy:
            words = f"{day_words(row.day)}: {name} mengajar {_named(row)}."
            found.append(Clash(_weight(row), "trainer", words, session_id=row.id, trainer_id=trainer_id))
    return found


def _sessions_on(connection: Connection, plan: SessionPlan, condition: ColumnElement[bool]) -> list[Any]:
    rows = connection.execute(
        select(session.c.id, session.c.state, session.c.title, session.c.starts, session.c.ends, session_day.c.day)
        .join(session_day, session_day.c.session_id == session.c.id)
        .where(
            condition,
            session.c.state.in_(ALIVE),
            session.c.voided_at.is_(None),
            session_day.c.voided_at.is_(None),
            session_day.c.day.in_(plan.days),
            session.c.starts < plan.ends,
            session.c.ends > plan.starts,
        )
    )
    return [row for row in rows if row.id != plan.session_id]
