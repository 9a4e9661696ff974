"""Whose turn it is: an earlier one in line is passed over only with the reason shown and recorded (DOMAIN 8.3, 8.4)."""

from __future__ import annotations

from sqlalchemy import RowMapping, select

from db.tables_schedule import passed_over
from desktop_app.errors import NeedsReason
from desktop_app.queries.waiting_line import InLine, fits_now, passing_reason, waiting_line
from desktop_app.services.use_case import Work
from desktop_app.sop.quota import Seats


def keep(work: Work, request: RowMapping, session: RowMapping, now: Seats, people: int) -> None:
    """Record every earlier one whom this placement passes over; raises :class:`NeedsReason` for one who would fit."""
    for one in waiting_line(work.unit.connection, session["topic_id"]):
        earlier = (one.received_at, one.request_id) < (request["received_at"], request["id"])
        if not earlier or one.request_id == request["id"] or not _concerned(one, request, now, people):
            continue
        if not fits_now(one, now):
            _record(work, one, request, session, passing_reason(one, now))
            continue
        if not (work.act.reason or "").strip():
            what = "Formulir" if one.individual else "Surat"
            raise NeedsReason(
                f"{what} {one.key} masuk lebih dahulu untuk topik ini. Dahulukan itu, atau tulis alasannya.",
                field="reason",
            )
        _record(work, one, request, session, work.act.reason or "")


def _concerned(one: InLine, request: RowMapping, now: Seats, people: int) -> bool:
    """Groups wait for groups and individuals for individuals; a group also for the last seats it could have had."""
    individual = request["kind"] == "form"
    if one.individual == individual:
        return True
    if one.individual:
        return False
    after = Seats(now.quota, now.confirmed, now.held + people, now.reserved, now.individuals + people)
    return fits_now(one, now) and not fits_now(one, after)


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
