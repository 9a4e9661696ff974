"""The list "belum jawab": who has not answered, how often he was tried, whose deadline is over (DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from desktop_app.office_time import today
from desktop_app.queries.session_read import notice_board, session
from desktop_app.queries.session_rows import SessionPerson, SessionRow
from desktop_app.sop.dates_in_words import date_range


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One person who has not answered for the class he sits in."""

    session: SessionRow
    person: SessionPerson
    confirm_by: date | None
    overdue: bool

    @property
    def deadline_words(self) -> str:
        """ "lewat 8 Des" or "sampai 8 Des"."""
        if self.confirm_by is None:
            return "tanpa batas"
        day = date_range(self.confirm_by, self.confirm_by)
        return f"lewat {day}" if self.overdue else f"sampai {day}"


def is_unanswered(person: SessionPerson) -> bool:
    """Holds a seat and has given no final answer."""
    return person.seat_state == "HELD" and person.answer not in ("PRESENT", "DECLINED", "SUBSTITUTED")


def reminders(connection: Connection, now: datetime) -> tuple[Reminder, ...]:
    """Everybody to remind, those past their deadline first, then by class and deadline."""
    day = today(now)
    found = [
        Reminder(
            session=board.session,
            person=person,
            confirm_by=person.confirm_by,
            overdue=person.confirm_by is not None and person.confirm_by < day,
        )
        for board in notice_board(connection, now)
        if board.unanswered
        for person in session(connection, board.session.id, now).people
        if is_unanswered(person)
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.overdue, one.confirm_by or date.max, one.session.days, one.session.id))
    )
