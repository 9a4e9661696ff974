"""Whose turn it is: an earlier one in line is passed over only with the reason shown and recorded (DOMAIN 8.3, 8.4)."""

from __future__ import annotations

from sqlalchemy import RowMapping, select

from db.tables_schedule import passed_over
from desktop_app.errors import NeedsReason
from desktop_app.queries.waiting_line import InLine, overtaken, overtaking_words
from desktop_app.services.use_case import Work
from desktop_app.sop.quota import Seats


def keep(work: Work, request: RowMapping, session: RowMapping, now: Seats, people: int) -> None:
    """Record every earlier one whom this placement passes over; raises :class:`NeedsReason` for one who would fit."""
    fitting, passed = overtaken(work.unit.connection, request["id"], session["topic_id"], now, people)
    reason = (work.act.reason or "").strip()
    if fitting and not reason:
        raise NeedsReason(overtaking_words(fitting[0]), field="reason")
    for one in fitting:
        _record(work, one, request, session, reason)
    for other in passed:
        _record(work, other.one, request, session, other.reason)


def _record(work: Work, one: InLine, request: RowMapping, session: RowMapping, reason: str) -> None:
    """Once for each act, however many are placed by it."""
    known = work.unit.connection.execute(
        select(passed_over.c.id).where(
            passed_over.c.request_id == one.request_id,
            passed_over.c.session_id == session["id"],
            passed_over.c.passed_at == work.occurred_at,
            passed_over.c.voided_at.is_(None),
        )
    ).first()
    if known is None:
        work.unit.insert(
            passed_over,
            request_id=one.request_id,
            session_id=session["id"],
            instead_id=request["id"],
            reason=reason,
            passed_at=work.occurred_at,
        )
