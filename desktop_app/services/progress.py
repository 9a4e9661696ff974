"""Where a scheduled case stands: state and step clocks follow from its rows after every act of steps 5 to 8."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import RowMapping, bindparam, func, select

from db.tables_requests import archive_file, step_visit
from db.tables_requests import request as request_table
from db.tables_schedule import confirmation, contact_attempt, seat, session, session_day
from desktop_app.office_time import at, wall
from desktop_app.queries.office import load_calendar, setting
from desktop_app.queries.seats_wanted import seats_wanted
from desktop_app.queries.setting_names import CONFIRM_BEFORE_CLASS, CONFIRM_DAYS
from desktop_app.services import steps
from desktop_app.services.people import active_participants
from desktop_app.services.use_case import Work
from desktop_app.sop.states import ENDED, SEATED, RequestState
from desktop_app.sop.workflow import CaseFacts, progress

SUCCESSFUL = frozenset({"REACHED", "SENT"})
"""Outcomes of a contact that count as told (SOP step 6)."""

FINAL_ANSWERS = frozenset({"PRESENT", "DECLINED", "SUBSTITUTED"})


# Read after every act of steps 5 to 8: built once, for building a statement costs more than running it.
_ACTIVE_SEATS = (
    select(seat, session.c.state.label("session_state"), session.c.id.label("of_session"))
    .join(session, session.c.id == seat.c.session_id)
    .where(seat.c.request_id == bindparam("case"), seat.c.state != "RELEASED", seat.c.voided_at.is_(None))
)
_ANSWERED = select(confirmation.c.participant_id).where(
    confirmation.c.request_id == bindparam("case"),
    confirmation.c.round == bindparam("this_round"),
    confirmation.c.answer.in_(FINAL_ANSWERS),
    confirmation.c.voided_at.is_(None),
)
_TOLD = select(func.count()).where(
    contact_attempt.c.request_id == bindparam("case"),
    contact_attempt.c.round == bindparam("this_round"),
    contact_attempt.c.outcome.in_(SUCCESSFUL),
    contact_attempt.c.voided_at.is_(None),
)
_FILED = select(func.count()).where(archive_file.c.request_id == bindparam("case"), archive_file.c.voided_at.is_(None))


def active_seats(work: Work, request_id: int) -> list[RowMapping]:
    """Seats a request holds in sessions that are not postponed or cancelled."""
    return list(work.unit.connection.execute(_ACTIVE_SEATS, {"case": request_id}).mappings())


def facts_of(work: Work, request_id: int) -> CaseFacts:
    """The facts that decide the state, read inside the lock."""
    seats = active_seats(work, request_id)
    people = {p["id"] for p in active_participants(work, request_id)}
    wanted = seats_wanted(work.unit.connection, [request_id]).get(request_id, {})
    all_seated = bool(people) and not any(wanted.values())
    connection, of_round = work.unit.connection, {"case": request_id, "this_round": _round(work, request_id)}
    answered = set(connection.execute(_ANSWERED, of_round).scalars())
    told = connection.execute(_TOLD, of_round).scalar()
    filed = connection.execute(_FILED, {"case": request_id}).scalar()
    return CaseFacts(
        all_seated=all_seated,
        schedule_fixed=bool(seats) and all(s["session_state"] in ("FIXED", "RUNNING", "DONE") for s in seats),
        notice_sent=bool(told),
        letter_archived=bool(filed),
        all_answered=bool(people) and people <= answered,
        training_done=bool(seats) and all_seated and all(s["session_state"] == "DONE" for s in seats),
    )


def refresh(work: Work, request_id: int) -> RequestState:
    """Recompute the state of a case in its schedule, finish and open the steps that follow from it."""
    before = RequestState(work.unit.get(request_table, request_id)["state"])
    if before in ENDED:
        return before
    facts = facts_of(work, request_id)
    after = progress(facts)
    if after is before is RequestState.CONFIRMED or (before is RequestState.CONFIRMED and after in SEATED):
        after = RequestState.CONFIRMED if facts.all_seated and facts.schedule_fixed else after
    _clocks(work, request_id, facts, after)
    if after is not before:
        steps.move(work, request_id, after)
    return after


def _clocks(work: Work, request_id: int, facts: CaseFacts, state: RequestState) -> None:
    if facts.all_seated and facts.schedule_fixed:
        if steps.open_visit(work, request_id, 5) is not None:
            moment = _finish(work, request_id, 5, "FIXED")
            steps.start(work, request_id, 6, moment, round_no=_round(work, request_id))
        if work.unit.get(request_table, request_id)["confirm_by"] is None:
            set_deadline(work, request_id)
    if state in (RequestState.NOTIFIED, RequestState.CONFIRMED) and steps.open_visit(work, request_id, 6) is not None:
        moment = _finish(work, request_id, 6, "NOTIFIED")
        steps.start(work, request_id, 7, moment, round_no=_round(work, request_id))
    if state is RequestState.CONFIRMED and steps.open_visit(work, request_id, 7) is not None:
        _finish(work, request_id, 7, "CONFIRMED")
        steps.start(work, request_id, 8, first_moment(work, request_id), round_no=_round(work, request_id))
    if state is RequestState.TRAINED:
        _close_training(work, request_id)


def _close_training(work: Work, request_id: int) -> None:
    for number in (5, 6, 7):
        if steps.open_visit(work, request_id, number) is not None:
            _finish(work, request_id, number, "TRAINED")
    if steps.open_visit(work, request_id, 8) is None and not _has_done(work, request_id, 8):
        steps.start(work, request_id, 8, min(first_moment(work, request_id), work.occurred_at))
    if steps.open_visit(work, request_id, 8) is not None:
        _finish(work, request_id, 8, "TRAINED")


def _finish(work: Work, request_id: int, number: int, outcome: str) -> datetime:
    visit = steps.open_visit(work, request_id, number)
    moment = work.occurred_at if visit is None else max(work.occurred_at, visit["received_at"])
    return steps.finish(work, request_id, number, outcome, done_at=moment)


def _has_done(work: Work, request_id: int, number: int) -> bool:
    return bool(
        work.unit.connection.execute(
            select(func.count()).where(
                step_visit.c.request_id == request_id,
                step_visit.c.step_no == number,
                step_visit.c.round == _round(work, request_id),
                step_visit.c.done_at.is_not(None),
                step_visit.c.voided_at.is_(None),
            )
        ).scalar()
    )


def _round(work: Work, request_id: int) -> int:
    return int(work.unit.get(request_table, request_id)["round"])


def first_moment(work: Work, request_id: int) -> datetime:
    """When the first training day of a request begins."""
    row = work.unit.connection.execute(
        select(session_day.c.day, session.c.starts)
        .join(session, session.c.id == session_day.c.session_id)
        .join(seat, seat.c.session_id == session.c.id)
        .where(
            seat.c.request_id == request_id,
            seat.c.state != "RELEASED",
            seat.c.voided_at.is_(None),
            session_day.c.voided_at.is_(None),
        )
        .order_by(session_day.c.day)
        .limit(1)
    ).first()
    return work.occurred_at if row is None else at(row.day, time.fromisoformat(row.starts))


def told_in_round(work: Work, request_id: int) -> bool:
    """Whether somebody of this request was told the date that holds now."""
    of_round = {"case": request_id, "this_round": _round(work, request_id)}
    return bool(work.unit.connection.execute(_TOLD, of_round).scalar())


def answered_in_round(work: Work, request_id: int) -> frozenset[int]:
    """The participants whose answer for the date that holds now is final."""
    of_round = {"case": request_id, "this_round": _round(work, request_id)}
    return frozenset(work.unit.connection.execute(_ANSWERED, of_round).scalars())


def set_deadline(work: Work, request_id: int) -> None:
    """Reply deadline: so many working days after now, and some working days before the class (DOMAIN 8.4).

    Set when the date is fixed and again with the first notice, for the time to answer begins with that.
    """
    connection = work.unit.connection
    calendar = load_calendar(connection)
    now = wall(work.occurred_at)
    by_notice = calendar.add_working_days(now, int(setting(connection, CONFIRM_DAYS, now.date()))).date()
    day = wall(first_moment(work, request_id)).date()
    left = int(setting(connection, CONFIRM_BEFORE_CLASS, now.date()))
    while left > 0 and day > now.date():
        day -= timedelta(days=1)
        left -= calendar.is_working_day(day)
    work.unit.update(request_table, request_id, confirm_by=max(now.date(), min(by_notice, day)))


def new_round(work: Work, request_id: int, outcome: str) -> None:
    """The promised date no longer holds: steps 6 and 7 begin again for this request (DOMAIN 8.4)."""
    for number in (6, 7, 8):
        if steps.open_visit(work, request_id, number) is not None:
            _finish(work, request_id, number, outcome)
    work.unit.update(request_table, request_id, round=_round(work, request_id) + 1, confirm_by=None)
