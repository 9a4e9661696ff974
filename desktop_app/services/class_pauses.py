"""Power cut, network down, flood: a class pauses, goes on, or its rest is held on another day (DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import RowMapping, select

from db.tables_requests import request as request_table
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from db.tables_schedule import session_day, session_trainer
from db.tables_teaching import session_pause
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import wall
from desktop_app.queries.clashes import SessionPlan, training_days
from desktop_app.queries.labels import PAUSE_CAUSES
from desktop_app.services import progress, quotas, seats, steps
from desktop_app.services.sessions import (
    LONGEST_CLASS_DAYS,
    check_plan,
    plan_of,
    requests_in,
    room_by_id,
    room_with_code,
)
from desktop_app.services.text import clock, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import SEATED, RequestState, SessionState


@dataclass(frozen=True, slots=True)
class PausedClass:
    """The pause, and the follow-on class when one was made."""

    session: int
    pause: int
    follow_on: int | None = None


@use_case("pause_class")
def pause_class(
    work: Work,
    *,
    session: int,
    cause: str,
    note: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> PausedClass:
    """Stop the class for now; ``starts_at`` when the stop is noted later, ``ends_at`` when it is already over."""
    if cause not in PAUSE_CAUSES:
        raise UserError("Sebab berhenti tidak dikenal. Pilih dari daftar.", field="cause")
    began = starts_at or work.occurred_at
    if ends_at is None and open_pause(work, session) is not None:
        raise RuleRefusal("Kelas ini sudah dihentikan sementara. Lanjutkan dahulu, atau jadwalkan lanjutannya.")
    if began > work.occurred_at:
        raise UserError("Waktu berhenti belum terjadi. Periksa jamnya.", field="starts_at")
    day = wall(began).date()
    if day not in plan_of(work, session).days:
        raise RuleRefusal("Hari itu bukan hari kelas ini. Kelas yang belum mulai ditunda oleh Kasubbag.")
    if ends_at is not None:
        _check_over(work, session, began, ends_at)
    made = work.unit.insert(
        session_pause,
        session_id=session,
        day=day,
        cause=cause,
        note=line(note, "note", label="Keterangan"),
        starts_at=began,
        **({} if ends_at is None else {"ends_at": ends_at, "outcome": "CONTINUED"}),
    )
    return PausedClass(session, made)


def _check_over(work: Work, session: int, began: datetime, ends_at: datetime) -> None:
    """A stop that is already over lies on one day, behind us, beside the other stops."""
    if ends_at <= began or wall(ends_at).date() != wall(began).date():
        raise UserError("Jam lanjut harus sesudah jam berhenti, pada hari yang sama.", field="ends_at")
    if ends_at > work.occurred_at:
        raise UserError("Waktu lanjut belum terjadi. Kosongkan bila kelas belum dilanjutkan.", field="ends_at")
    others = work.unit.connection.execute(
        select(session_pause.c.starts_at, session_pause.c.ends_at).where(
            session_pause.c.session_id == session, session_pause.c.voided_at.is_(None)
        )
    )
    for other in others:
        if other.starts_at < ends_at and (other.ends_at is None or other.ends_at > began):
            raise UserError(
                f"Pada jam itu kelas sudah tercatat berhenti sejak {wall(other.starts_at):%H.%M}.", field="starts_at"
            )


@use_case("resume_class")
def resume_class(work: Work, *, session: int) -> PausedClass:
    """The class goes on the same day."""
    pause = _the_pause(work, session)
    if work.occurred_at < pause["starts_at"]:
        raise UserError("Waktu lanjut lebih awal daripada waktu berhenti. Periksa jamnya.", field="occurred_at")
    work.unit.update(session_pause, pause["id"], ends_at=work.occurred_at, outcome="CONTINUED")
    return PausedClass(session, pause["id"])


@use_case("plan_follow_on")
def plan_follow_on(
    work: Work,
    *,
    session: int,
    first_day: date,
    days: int = 1,
    room: str | None = None,
    starts: str | None = None,
    ends: str | None = None,
) -> PausedClass:
    """The rest is held on another day: a class of its own with the same people, trainers and topic.

    Steps 6 and 7 begin again for its requests, for nobody knows the new date yet; the cases are trained when both are.
    """
    pause = _the_pause(work, session)
    row, old = work.the_session, plan_of(work, session)
    if not 1 <= days <= LONGEST_CLASS_DAYS:
        raise UserError(f"Lama kelas 1 sampai {LONGEST_CLASS_DAYS} hari, terisi {days}.", field="days")
    if first_day <= max(old.days):
        raise UserError(f"Kelas lanjutan mulai sesudah {max(old.days):%d-%m-%Y}.", field="first_day")
    place = room_with_code(work, room) if room is not None else room_by_id(work, row["room_id"])
    plan = SessionPlan(
        topic_id=row["topic_id"],
        days=training_days(first_day, days),
        starts=clock(starts or row["starts"], "starts"),
        ends=clock(ends or row["ends"], "ends"),
        room_id=None if place is None else place["id"],
        trainer_ids=old.trainer_ids,
        session_id=session,
    )
    if time.fromisoformat(plan.starts) >= time.fromisoformat(plan.ends):
        raise UserError("Jam mulai harus lebih awal daripada jam selesai.", field="ends")
    check_plan(work, plan)
    made = _insert(work, row, plan)
    work.unit.update(session_pause, pause["id"], ends_at=work.occurred_at, outcome="FOLLOW_ON", follow_on_id=made)
    for request_id in requests_in(work, session):
        _tell_again(work, request_id)
    return PausedClass(session, pause["id"], made)


def _insert(work: Work, row: RowMapping, plan: SessionPlan) -> int:
    made = work.unit.insert(
        session_table,
        topic_id=row["topic_id"],
        room_id=plan.room_id,
        venue=row["venue"],
        state=SessionState.FIXED.value,
        title=f"{row['title']} (lanjutan)",
        starts=plan.starts,
        ends=plan.ends,
        agreed_before=row["agreed_before"],
        fixed_at=work.occurred_at,
        **quotas.moved_along(work, row, plan),
    )
    for day in plan.days:
        work.unit.insert(session_day, session_id=made, day=day)
    for trainer_id in plan.trainer_ids:
        work.unit.insert(session_trainer, session_id=made, officer_id=trainer_id)
    for one in seats.held_seats(work, session_id=row["id"]):
        work.unit.insert(
            seat_table,
            session_id=made,
            request_id=one["request_id"],
            participant_id=one["participant_id"],
            state="HELD",
            walk_in=one["walk_in"],
        )
    return made


def _tell_again(work: Work, request_id: int) -> None:
    if RequestState(work.unit.get(request_table, request_id)["state"]) not in SEATED:
        return
    progress.new_round(work, request_id, "FOLLOW_ON")
    number = int(work.unit.get(request_table, request_id)["round"])
    steps.start(work, request_id, 6, work.occurred_at, round_no=number)
    steps.move(work, request_id, RequestState.SCHEDULED, reason="kelas lanjutan")
    progress.refresh(work, request_id)


def open_pause(work: Work, session_id: int) -> RowMapping | None:
    """The pause that is still open, if any."""
    return (
        work.unit.connection.execute(
            select(session_pause).where(
                session_pause.c.session_id == session_id,
                session_pause.c.outcome == "OPEN",
                session_pause.c.voided_at.is_(None),
            )
        )
        .mappings()
        .first()
    )


def _the_pause(work: Work, session_id: int) -> RowMapping:
    pause = open_pause(work, session_id)
    if pause is None:
        raise RuleRefusal("Kelas ini tidak sedang dihentikan sementara.")
    return pause
