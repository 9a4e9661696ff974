"""A promised date, hour or room that changes: who was told is told again, in a new round (DOMAIN 8.4)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from db.tables_requests import request as request_table
from db.tables_schedule import contact_attempt
from db.tables_schedule import seat as seat_table
from desktop_app.errors import NeedsReason
from desktop_app.services import progress, seats, steps
from desktop_app.services.use_case import Work
from desktop_app.sop.states import RequestState


def somebody_told(work: Work, session_id: int) -> bool:
    """Whether somebody was reached about this class."""
    return (
        work.unit.connection.execute(
            select(contact_attempt.c.id).where(
                contact_attempt.c.session_id == session_id,
                contact_attempt.c.outcome.in_(progress.SUCCESSFUL),
                contact_attempt.c.voided_at.is_(None),
            )
        ).first()
        is not None
    )


def want_reason(work: Work) -> None:
    """Raise :class:`NeedsReason` for a change that has to be told: its letter gives the reason."""
    if not (work.act.reason or "").strip():
        raise NeedsReason("Jadwal lama sudah disampaikan. Tulis alasan perubahan untuk suratnya.", field="reason")


def begin_anew(work: Work, session_id: int) -> None:
    """The class stays, its hour or room changed: seats wait for a new answer, steps 6 and 7 run again."""
    held = seats.held_seats(work, session_id=session_id)
    for one in held:
        if one["state"] == "CONFIRMED":
            work.unit.update(seat_table, one["id"], state="HELD")
    tell_again(work, dict.fromkeys(one["request_id"] for one in held))


def tell_again(work: Work, requests: Iterable[int]) -> None:
    """A new round of notices for these requests of a fixed class."""
    for request_id in requests:
        progress.new_round(work, request_id, "RESCHEDULED")
        round_no = int(work.unit.get(request_table, request_id)["round"])
        steps.start(work, request_id, 6, work.occurred_at, round_no=round_no)
        steps.move(work, request_id, RequestState.SCHEDULED, reason=work.act.reason)
        progress.refresh(work, request_id)
