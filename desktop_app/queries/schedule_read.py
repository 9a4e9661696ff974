"""Sessions of a span for the calendar, with derived seats; days that are closed; what fits a request."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from desktop_app.queries.session_rows import DayMark, FittingSession, SessionRow


def month(connection: Connection, first: date, last: date, *, today: date | None = None) -> tuple[SessionRow, ...]:
    """Sessions with a day in the span, in order of day and hour."""
    raise NotImplementedError


def day_marks(connection: Connection, first: date, last: date) -> tuple[DayMark, ...]:
    """Holidays, joint leave, local closures and opened days of the span."""
    raise NotImplementedError


def fitting_sessions(connection: Connection, request_id: int, now: datetime) -> tuple[FittingSession, ...]:
    """Sessions of the request's topics still to come, those with room first."""
    raise NotImplementedError
