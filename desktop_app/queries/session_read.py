"""One session with its people: calls, answers, attendance, scores, report (pictures 04 and 05)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from desktop_app.queries.session_rows import BoardRow, SessionDetail, TrainerSession


def session(connection: Connection, session_id: int, now: datetime) -> SessionDetail:
    """A session; raises ``UserError`` when there is none with this id."""
    raise NotImplementedError


def notice_board(connection: Connection, now: datetime) -> tuple[BoardRow, ...]:
    """Sessions to tell and sessions all of whose people answered."""
    raise NotImplementedError


def sessions_for_trainer(connection: Connection, officer_id: int | None, today: date) -> tuple[TrainerSession, ...]:
    """A trainer's sessions today, next, and those without a report (``None``: everybody's)."""
    raise NotImplementedError
