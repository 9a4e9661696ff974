"""The visits of a case to the eight steps: opened when the paper reaches a lane, finished when it leaves (DOMAIN 9)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, bindparam, func, select

from db.tables_requests import clock_pause, step_visit
from db.tables_requests import request as request_table
from desktop_app.errors import UserError
from desktop_app.office_time import wall
from desktop_app.services.use_case import Work
from desktop_app.sop.states import Lane, RequestState
from desktop_app.sop.steps import step

_OPEN_VISIT = (
    select(step_visit)
    .where(
        step_visit.c.request_id == bindparam("wanted_request"),
        step_visit.c.step_no == bindparam("wanted_step"),
        step_visit.c.done_at.is_(None),
        step_visit.c.voided_at.is_(None),
    )
    .order_by(step_visit.c.id.desc())
)


def open_visit(work: Work, request_id: int, number: int) -> RowMapping | None:
    """The unfinished visit of a step, newest first."""
    found = work.unit.connection.execute(_OPEN_VISIT, {"wanted_request": request_id, "wanted_step": number})
    return found.mappings().first()


def start(work: Work, request_id: int, number: int, received_at: datetime, *, round_no: int = 1) -> int:
    """The paper reaches the lane of step ``number``; a second visit of the same step is counted as such."""
    waiting = open_visit(work, request_id, number)
    if waiting is not None:
        return int(waiting["id"])
    visits = work.unit.connection.execute(
        select(func.count()).where(
            step_visit.c.request_id == request_id,
            step_visit.c.step_no == number,
            step_visit.c.voided_at.is_(None),
        )
    ).scalar()
    return work.unit.insert(
        step_visit,
        request_id=request_id,
        step_no=number,
        round=round_no,
        visit=int(visits or 0) + 1,
        lane=step(number).lane.value,
        received_at=received_at,
    )


def finish(work: Work, request_id: int, number: int, outcome: str, *, done_at: datetime | None = None) -> datetime:
    """The lane has done step ``number``; returns when.

    Raises :class:`UserError` when the time given is before the paper reached the lane (DOMAIN 9.1 point 6).
    """
    moment = done_at or work.occurred_at
    visit = open_visit(work, request_id, number)
    if visit is None:
        visit = work.unit.get(step_visit, start(work, request_id, number, moment))
    if moment < visit["received_at"]:
        raise UserError(
            f"Waktu {wall(moment):%d-%m-%Y %H.%M} lebih awal daripada langkah sebelumnya "
            f"({wall(visit['received_at']):%d-%m-%Y %H.%M}). Periksa tanggal dan jam pada lembar.",
            field="occurred_at",
        )
    by_user = step(number).lane is Lane.LPSE_USER
    work.unit.update(
        step_visit,
        visit["id"],
        done_at=moment,
        outcome=outcome,
        performed_by_id=None if by_user else work.performer_id,
        acting_kind=work.act.acting_kind,
        recorded_by_id=work.actor.officer_id,
        recorded_at=work.recorded_at,
        from_paper=work.act.from_paper,
    )
    return moment


def close_open_visits(work: Work, request_id: int, outcome: str) -> None:
    """End every running clock of a case that stops here, a pause too."""
    resume(work, request_id)
    waiting = work.unit.connection.execute(
        select(step_visit.c.step_no).where(
            step_visit.c.request_id == request_id,
            step_visit.c.done_at.is_(None),
            step_visit.c.voided_at.is_(None),
        )
    ).scalars()
    for number in list(waiting):
        visit = open_visit(work, request_id, number)
        moment = max(work.occurred_at, visit["received_at"]) if visit else work.occurred_at
        finish(work, request_id, number, outcome, done_at=moment)


def move(work: Work, request_id: int, state: RequestState, *, reason: str | None = None) -> None:
    """Put a request into ``state``; the journal keeps where it was."""
    work.unit.update(request_table, request_id, state=state.value, state_reason=reason)


WAITING_APPLICANT = "waiting_applicant"

_RUNNING_PAUSE = select(clock_pause.c.id).where(
    clock_pause.c.request_id == bindparam("wanted_request"),
    clock_pause.c.ends_at.is_(None),
    clock_pause.c.voided_at.is_(None),
)


def running_pause(work: Work, request_id: int) -> int | None:
    """The pause of a case that has not ended, if any."""
    return work.unit.connection.execute(_RUNNING_PAUSE, {"wanted_request": request_id}).scalar()


def pause(work: Work, request_id: int, cause: str, note: str = "") -> None:
    """Stop the clocks of a case from now on; a pause already running goes on (DOMAIN 9.1 point 7)."""
    if running_pause(work, request_id) is None:
        work.unit.insert(
            clock_pause,
            request_id=request_id,
            reason=cause,
            note=note,
            starts_at=work.occurred_at,
            recorded_by_id=work.actor.officer_id,
        )


def resume(work: Work, request_id: int) -> bool:
    """Let the clocks run again; ``False`` when they were running."""
    running = running_pause(work, request_id)
    if running is None:
        return False
    work.unit.update(clock_pause, running, ends_at=work.occurred_at)
    return True
