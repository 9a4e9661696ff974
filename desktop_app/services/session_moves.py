"""Classes that change after they were planned: moved, postponed, cancelled; who was told is told again (DOMAIN 8.4)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import RowMapping, select

from db.tables_requests import request as request_table
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from db.tables_schedule import session_day, session_trainer
from desktop_app.queries.clashes import SessionPlan, training_days
from desktop_app.services import progress, quotas, rounds, seats, steps
from desktop_app.services.sessions import (
    MadeSession,
    check_plan,
    plan_of,
    requests_in,
    room_by_id,
    room_with_code,
)
from desktop_app.services.text import clock
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import RequestState, SessionState


@use_case("move_session")
def move_session(
    work: Work,
    *,
    session: int,
    first_day: date,
    room: str | None = None,
    starts: str | None = None,
    ends: str | None = None,
) -> MadeSession:
    """Move a class to another day. Who was already told gets a new round: the old row stays as POSTPONED.

    In a smaller room it has that room's seats; refused where more are promised.
    """
    row = work.the_session
    old = plan_of(work, session)
    place = room_with_code(work, room) if room is not None else room_by_id(work, row["room_id"])
    plan = SessionPlan(
        topic_id=row["topic_id"],
        days=training_days(first_day, len(old.days)),
        starts=clock(starts or row["starts"], "starts"),
        ends=clock(ends or row["ends"], "ends"),
        room_id=None if place is None else place["id"],
        trainer_ids=old.trainer_ids,
        session_id=session,
    )
    check_plan(work, plan, now=work.occurred_at)
    if row["state"] == SessionState.FIXED and rounds.somebody_told(work, session):
        rounds.want_reason(work)
        return MadeSession(_succeed(work, row, plan), SessionState.FIXED.value)
    _replace_days(work, session, plan.days)
    limits = quotas.moved_along(work, row, plan)
    work.unit.update(session_table, session, room_id=plan.room_id, starts=plan.starts, ends=plan.ends, **limits)
    return MadeSession(session, row["state"])


def _succeed(work: Work, row: RowMapping, plan: SessionPlan) -> int:
    """A new row for the new date; seats move over, every request gets a new round of notices."""
    keep = {name: row[name] for name in ("topic_id", "venue", "state", "title", "fixed_at")}
    keep |= quotas.moved_along(work, row, plan)
    made = work.unit.insert(session_table, room_id=plan.room_id, starts=plan.starts, ends=plan.ends, **keep)
    for day in plan.days:
        work.unit.insert(session_day, session_id=made, day=day)
    for trainer_id in plan.trainer_ids:
        work.unit.insert(session_trainer, session_id=made, officer_id=trainer_id)
    affected = requests_in(work, row["id"])
    held = seats.held_seats(work, session_id=row["id"])
    seats.release(work, [s["id"] for s in held], "kelas dipindahkan")
    for one in held:
        work.unit.insert(
            seat_table,
            session_id=made,
            request_id=one["request_id"],
            participant_id=one["participant_id"],
            state="HELD",
            held_until=one["held_until"],
        )
    work.unit.update(
        session_table,
        row["id"],
        state=SessionState.POSTPONED.value,
        successor_id=made,
        state_reason=work.act.reason,
    )
    rounds.tell_again(work, affected)
    work.entry_session_id = made
    return made


@use_case("postpone_session")
def postpone_session(work: Work, *, session: int) -> MadeSession:
    """Put a class off without a new date: its requests wait for a schedule again with their first date of receipt."""
    return _dissolve(work, session, SessionState.POSTPONED)


@use_case("cancel_session")
def cancel_session(work: Work, *, session: int) -> MadeSession:
    """Cancel a class: its requests return to the top of the pool (DOMAIN 8.4)."""
    return _dissolve(work, session, SessionState.CANCELLED)


def _dissolve(work: Work, session_id: int, state: SessionState) -> MadeSession:
    affected = requests_in(work, session_id)
    was_fixed = work.the_session["state"] == SessionState.FIXED
    words = "kelas ditunda" if state is SessionState.POSTPONED else "kelas dibatalkan"
    seats.release(work, [s["id"] for s in seats.held_seats(work, session_id=session_id)], words)
    work.unit.update(session_table, session_id, state=state.value, state_reason=work.act.reason)
    for request_id in affected:
        back_to_queue(work, request_id, "RESCHEDULED", promised=was_fixed)
    return MadeSession(session_id, state.value)


def back_to_queue(work: Work, request_id: int, outcome: str, *, promised: bool) -> None:
    """Step 5 runs again; when a date had been promised, a new round begins."""
    if promised:
        progress.new_round(work, request_id, outcome)
    if steps.open_visit(work, request_id, 5) is None:
        steps.start(work, request_id, 5, work.occurred_at, round_no=int(_request_round(work, request_id)))
    steps.move(work, request_id, RequestState.SCHEDULING, reason=work.act.reason)


def _request_round(work: Work, request_id: int) -> int:
    return int(work.unit.get(request_table, request_id)["round"])


def _replace_days(work: Work, session_id: int, days: tuple[date, ...]) -> None:
    present = work.unit.connection.execute(
        select(session_day.c.id, session_day.c.day).where(
            session_day.c.session_id == session_id, session_day.c.voided_at.is_(None)
        )
    ).all()
    for row in present:
        if row.day not in days:
            work.unit.update(session_day, row.id, voided_at=work.recorded_at)
    for day in days:
        if day not in {row.day for row in present}:
            work.unit.insert(session_day, session_id=session_id, day=day)
