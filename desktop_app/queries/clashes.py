"""What stands against a planned session: one check for drop, form, proposal, import and command line.

Three levels: a note only informs, a warning needs a reason, a refusal cannot be overridden. Screens show the same
verdict live that the service enforces (DOMAIN.md sections 2.5 and 8.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from db.tables_office import officer
from db.tables_schedule import session, session_day, session_trainer
from desktop_app.queries import office as office_rows
from desktop_app.sop.office_calendar import OfficeCalendar

ALIVE = ("DRAFT", "TENTATIVE", "FIXED", "RUNNING")


class Level(IntEnum):
    """How much a clash weighs."""

    NOTE = 1
    WARNING = 2
    REFUSAL = 3


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing against the plan, as a sentence; ``about`` is room, trainer, day, competence or hours."""

    level: Level
    about: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """A session that someone wants to hold; ``session_id`` is left out of the comparison when it moves."""

    topic_id: int
    days: tuple[date, ...]
    starts: str
    ends: str
    room_id: int | None
    trainer_ids: tuple[int, ...] = ()
    session_id: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All clashes of a plan, the weightiest first."""

    clashes: tuple[Clash, ...]

    @property
    def level(self) -> Level | None:
        """The weight of the worst one, ``None`` when nothing stands against the plan."""
        return self.clashes[0].level if self.clashes else None

    @property
    def sentence(self) -> str:
        """The worst one in words; empty when the plan is fine."""
        return self.clashes[0].sentence if self.clashes else ""


def training_days(first: date, count: int) -> tuple[date, ...]:
    """``count`` adjacent calendar days from ``first``; whether they are open is the verdict's business."""
    return tuple(first + timedelta(days=offset) for offset in range(count))


def judge(connection: Connection, calendar: OfficeCalendar, plan: SessionPlan) -> Verdict:
    """Everything that stands against ``plan``."""
    found = [
        *_closed_days(calendar, plan),
        *_hours(calendar, plan),
        *_room(connection, plan),
        *_trainers(connection, plan),
    ]
    return Verdict(tuple(sorted(found, key=lambda clash: -clash.level)))


def _closed_days(calendar: OfficeCalendar, plan: SessionPlan) -> list[Clash]:
    return [
        Clash(Level.REFUSAL, "day", f"{_day(day)}: {calendar.closed_reason(day)}. Pilih hari kerja lain.")
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
                    f"{_day(day)}: kelas {_clock(plan.starts)}–{_clock(plan.ends)} di luar jam kantor "
                    f"{opens:%H.%M}–{closes:%H.%M}.",
                )
            ]
    return []


def _room(connection: Connection, plan: SessionPlan) -> list[Clash]:
    if plan.room_id is None or not plan.days:
        return []
    found: list[Clash] = []
    closures = office_rows.room_closures(connection, min(plan.days), max(plan.days))
    for first, last, reason in closures.get(plan.room_id, []):
        for day in plan.days:
            if first <= day <= last:
                found.append(Clash(Level.REFUSAL, "room", f"{_day(day)}: ruang ditutup ({reason})."))
    for row in _sessions_on(connection, plan, session.c.room_id == plan.room_id):
        found.append(
            Clash(
                Level.REFUSAL,
                "room",
                f"{_day(row.day)}: ruang dipakai kelas {row.title or 'lain'} {_clock(row.starts)}–{_clock(row.ends)}.",
            )
        )
    return found


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
                    found.append(Clash(Level.REFUSAL, "trainer", f"{_day(day)}: {name} {reason}."))
        if taught and plan.topic_id not in taught.get(trainer_id, frozenset()):
            found.append(Clash(Level.WARNING, "competence", f"{name} tidak tercatat mengajar topik ini."))
        busy = _sessions_on(
            connection,
            plan,
            session.c.id.in_(
                select(session_trainer.c.session_id).where(
                    session_trainer.c.officer_id == trainer_id, session_trainer.c.voided_at.is_(None)
                )
            ),
        )
        found.extend(
            Clash(
                Level.REFUSAL,
                "trainer",
                f"{_day(row.day)}: {name} mengajar kelas {row.title or 'lain'} "
                f"{_clock(row.starts)}–{_clock(row.ends)}.",
            )
            for row in busy
        )
    return found


def _sessions_on(connection: Connection, plan: SessionPlan, condition: ColumnElement[bool]) -> list[Any]:
    rows = connection.execute(
        select(session.c.id, session.c.title, session.c.starts, session.c.ends, session_day.c.day)
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


def _day(day: date) -> str:
    names = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
    return f"{names[day.weekday()]} {day.day}"


def _clock(text: str) -> str:
    return text.replace(":", ".")
