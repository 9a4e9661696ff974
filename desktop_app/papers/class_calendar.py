"""The schedule as an .ics file: one class, or everything a trainer teaches, for calendars of other programs (B 8).

What was moved or called off stays in the file as cancelled, so that a calendar which has the old date drops it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, select

from db.tables_office import officer
from db.tables_schedule import session, session_day, session_trainer
from desktop_app.documents.calendar_file import ClassEvent, render_calendar
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.queries.schedule_read import session_rows
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.states import SessionState

SESSION, TRAINER = "sesi:", "petugas:"
DAYS_BACK = 31
"""A trainer's file goes a month back: what is over need not come again with every file."""

CALLED_OFF = (SessionState.POSTPONED, SessionState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarBytes:
    """A finished file; ``file_name`` is a proposal."""

    title: str
    file_name: str
    data: bytes
    classes: int


def make_calendar(connection: Connection, key: str, *, now: datetime) -> CalendarBytes:
    """The file of a class (``sesi:12``) or of a trainer (``petugas:andi``). Raises ``UserError`` for another key."""
    name = key.strip()
    if name.startswith(SESSION):
        title, rows = _of_session(connection, name.removeprefix(SESSION))
    elif name.startswith(TRAINER):
        title, rows = _of_trainer(connection, name.removeprefix(TRAINER), today(now))
    else:
        raise UserError("Kalender dibuat untuk satu kelas (sesi:12) atau satu trainer (petugas:andi).", field="key")
    if not rows:
        raise UserError(f"{title}: belum ada kelas untuk ditulis ke kalender.", field="key")
    events = tuple(_event(row) for row in rows if row.days)
    return CalendarBytes(
        title=title,
        file_name=f"jadwal-{name.replace(':', '-')}.ics",
        data=render_calendar(events, made_at=now, title=title),
        classes=len(events),
    )


def _of_session(connection: Connection, number: str) -> tuple[str, tuple[SessionRow, ...]]:
    wanted = int(number) if number.isdecimal() and len(number) < 10 else 0
    rows = session_rows(connection, select(session).where(session.c.id == wanted, session.c.voided_at.is_(None)))
    if not rows:
        raise UserError(f"Kelas sesi:{number} tidak ada. Periksa nomornya.", field="key")
    return f"Training {rows[0].topic.name} {rows[0].days_text}", rows


def _of_trainer(connection: Connection, handle: str, day: date) -> tuple[str, tuple[SessionRow, ...]]:
    who = connection.execute(select(officer.c.id, officer.c.full_name).where(officer.c.handle == handle)).first()
    if who is None:
        raise UserError(f"Petugas “{handle}” tidak ada. Periksa nama pendeknya.", field="key")
    teaches = select(session_trainer.c.session_id).where(
        session_trainer.c.officer_id == who.id, session_trainer.c.voided_at.is_(None)
    )
    ahead = select(session_day.c.session_id).where(
        session_day.c.day >= day - timedelta(days=DAYS_BACK), session_day.c.voided_at.is_(None)
    )
    found = select(session).where(session.c.id.in_(teaches), session.c.id.in_(ahead), session.c.voided_at.is_(None))
    return f"Jadwal mengajar {who.full_name}", session_rows(connection, found)


def _event(row: SessionRow) -> ClassEvent:
    off = row.state in CALLED_OFF
    people = f"{row.seats.taken} dari {row.seats.quota} kursi terisi"
    return ClassEvent(
        key=row.key,
        topic=row.topic.name,
        days=row.days,
        starts=time.fromisoformat(row.starts),
        ends=time.fromisoformat(row.ends),
        place=row.place,
        trainers=row.trainers,
        state=row.state_label,
        description=row.state_reason if off else f"{row.who}, {people}",
        cancelled=off,
    )
