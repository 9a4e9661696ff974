"""Step 5, the classes: made, fixed, moved, postponed, cancelled (SOP step 5, DOMAIN.md section 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import RowMapping, select

from db.tables_office import room as room_table
from db.tables_office import topic as topic_table
from db.tables_schedule import contact_attempt, session_day, session_trainer
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.clashes import Level, SessionPlan, judge, training_days
from desktop_app.queries.office import load_calendar, setting
from desktop_app.queries.setting_names import RESERVED_SEATS
from desktop_app.services import progress, seats, steps
from desktop_app.services.dispositions import named_trainers
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.quota import quota_limit
from desktop_app.sop.states import RequestState, SessionState

MOST_SEATS = 200
LONGEST_CLASS_DAYS = 5


@dataclass(frozen=True, slots=True)
class MadeSession:
    """A session and its state."""

    session: int
    state: str


def make_session(
    work: Work,
    *,
    topic: str,
    first_day: date,
    days: int | None,
    room: str | None,
    venue: str,
    trainers: tuple[str, ...],
    quota: int | None,
    reserved: int | None,
    starts: str | None,
    ends: str | None,
    title: str,
    state: SessionState,
    agreed_before: bool = False,
) -> int:
    """Insert a session after the one clash check; refusals raise, warnings need a reason."""
    kind = _topic(work, topic)
    place = _room(work, room)
    count = days if days is not None else kind["default_days"]
    if not 1 <= count <= LONGEST_CLASS_DAYS:
        raise UserError(f"Lama kelas 1 sampai {LONGEST_CLASS_DAYS} hari, terisi {count}.", field="days")
    opens = _clock(starts or (place["starts"] if place else "08:30"), "starts")
    closes = _clock(ends or (place["ends"] if place else "15:00"), "ends")
    if opens >= closes:
        raise UserError("Jam mulai harus lebih awal daripada jam selesai.", field="ends")
    limit = _quota(quota, place, kind["quota"])
    teachers = named_trainers(work, trainers)
    plan = SessionPlan(
        topic_id=kind["id"],
        days=training_days(first_day, count),
        starts=opens,
        ends=closes,
        room_id=None if place is None else place["id"],
        trainer_ids=tuple(t.id for t in teachers),
    )
    if not agreed_before:
        check_plan(work, plan)
    set_aside = (
        reserved
        if reserved is not None
        else int(setting(work.unit.connection, RESERVED_SEATS, today(work.occurred_at)))
    )
    session_id = work.unit.insert(
        session_table,
        topic_id=kind["id"],
        room_id=plan.room_id,
        venue=line(venue, "venue", label="Tempat"),
        state=state.value,
        title=line(title, "title", label="Nama kelas") or kind["short_name"],
        quota=limit,
        reserved_for_individuals=min(max(0, set_aside), limit - 1),
        starts=opens,
        ends=closes,
        agreed_before=agreed_before,
        fixed_at=work.occurred_at if state is SessionState.FIXED else None,
    )
    for day in plan.days:
        work.unit.insert(session_day, session_id=session_id, day=day)
    for teacher in teachers:
        work.unit.insert(session_trainer, session_id=session_id, officer_id=teacher.id)
    work.entry_session_id = session_id
    return session_id


def check_plan(work: Work, plan: SessionPlan) -> None:
    """Enforce the one clash check: a refusal stops, a warning wants a reason."""
    verdict = judge(work.unit.connection, load_calendar(work.unit.connection), plan)
    if verdict.level is Level.REFUSAL:
        raise RuleRefusal(verdict.sentence, field=_field(verdict.clashes[0].about))
    if verdict.level is Level.WARNING and not (work.act.reason or "").strip():
        raise NeedsReason(f"{verdict.sentence} Tulis alasannya bila tetap dipakai.", field="reason")


def _field(about: str) -> str:
    return {"day": "first_day", "room": "room", "trainer": "trainers"}.get(about, "first_day")


@use_case("create_session")
def create_session(
    work: Work,
    *,
    topic: str,
    first_day: date,
    days: int | None = None,
    room: str | None = None,
    venue: str = "",
    trainers: tuple[str, ...] = (),
    quota: int | None = None,
    reserved: int | None = None,
    starts: str | None = None,
    ends: str | None = None,
    title: str = "",
) -> MadeSession:
    """Put an open class on the calendar, tentative; quota is the least of room, computers, topic and own setting."""
    made = make_session(
        work,
        topic=topic,
        first_day=first_day,
        days=days,
        room=room,
        venue=venue,
        trainers=trainers,
        quota=quota,
        reserved=reserved,
        starts=starts,
        ends=ends,
        title=title,
        state=SessionState.TENTATIVE,
    )
    return MadeSession(made, SessionState.TENTATIVE.value)


@use_case("record_running_session")
def record_running_session(
    work: Work,
    *,
    topic: str,
    first_day: date,
    days: int | None = None,
    room: str | None = None,
    venue: str = "",
    trainers: tuple[str, ...] = (),
    quota: int | None = None,
    starts: str | None = None,
    ends: str | None = None,
    title: str = "",
) -> MadeSession:
    """Take over a class agreed before the program came: fixed, without judging the agreement ("Isi jadwal ...")."""
    made = make_session(
        work,
        topic=topic,
        first_day=first_day,
        days=days,
        room=room,
        venue=venue,
        trainers=trainers,
        quota=quota,
        reserved=0,
        starts=starts,
        ends=ends,
        title=title,
        state=SessionState.FIXED,
        agreed_before=True,
    )
    return MadeSession(made, SessionState.FIXED.value)


@use_case("edit_session")
def edit_session(
    work: Work,
    *,
    session: int,
    room: str | None = None,
    trainers: tuple[str, ...] | None = None,
    quota: int | None = None,
    reserved: int | None = None,
    starts: str | None = None,
    ends: str | None = None,
    title: str | None = None,
) -> MadeSession:
    """Change room, trainers, hours, name or quota; a quota below the seats promised is refused."""
    row = work.the_session
    values: dict[str, Any] = {}
    place = _room(work, room) if room is not None else None
    if place is not None:
        values["room_id"] = place["id"]
    if starts is not None:
        values["starts"] = _clock(starts, "starts")
    if ends is not None:
        values["ends"] = _clock(ends, "ends")
    if title is not None:
        values["title"] = line(title, "title", label="Nama kelas")
    current = place or (_room_by_id(work, row["room_id"]))
    limit = _quota(
        quota if quota is not None else row["quota"], current, seats.topic_row(work, row["topic_id"])["quota"]
    )
    taken = seats.seats_of(work, session).taken
    if limit < taken:
        raise RuleRefusal(f"Sudah ada {taken} kursi terisi, kuota tidak dapat menjadi {limit}.", field="quota")
    values["quota"] = limit
    if reserved is not None:
        values["reserved_for_individuals"] = min(max(0, reserved), limit - 1)
    if trainers is not None:
        _replace_trainers(work, session, trainers)
    work.unit.update(session_table, session, **values)
    check_plan(work, plan_of(work, session))
    return MadeSession(session, row["state"])


@use_case("fix_session")
def fix_session(work: Work, *, session: int) -> MadeSession:
    """The Kasubbag sets the class to TETAP: step 5 ends for its requests, step 6 begins (DOMAIN 8.2)."""
    work.unit.update(session_table, session, state=SessionState.FIXED.value, fixed_at=work.occurred_at)
    for request_id in requests_in(work, session):
        progress.refresh(work, request_id)
    return MadeSession(session, SessionState.FIXED.value)


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
    """Move a class to another day. Who was already told gets a new round: the old row stays as POSTPONED."""
    row = work.the_session
    old = plan_of(work, session)
    place = _room(work, room) if room is not None else _room_by_id(work, row["room_id"])
    plan = SessionPlan(
        topic_id=row["topic_id"],
        days=training_days(first_day, len(old.days)),
        starts=_clock(starts or row["starts"], "starts"),
        ends=_clock(ends or row["ends"], "ends"),
        room_id=None if place is None else place["id"],
        trainer_ids=old.trainer_ids,
        session_id=session,
    )
    check_plan(work, plan)
    if row["state"] == SessionState.FIXED and _somebody_told(work, session):
        if not (work.act.reason or "").strip():
            raise NeedsReason("Jadwal lama sudah disampaikan. Tulis alasan perubahan untuk suratnya.", field="reason")
        return MadeSession(_succeed(work, row, plan), SessionState.FIXED.value)
    _replace_days(work, session, plan.days)
    work.unit.update(session_table, session, room_id=plan.room_id, starts=plan.starts, ends=plan.ends)
    return MadeSession(session, row["state"])


def _succeed(work: Work, row: RowMapping, plan: SessionPlan) -> int:
    """A new row for the new date; seats move over, every request gets a new round of notices."""
    keep = ("topic_id", "venue", "state", "title", "quota", "reserved_for_individuals", "fixed_at")
    made = work.unit.insert(
        session_table, room_id=plan.room_id, starts=plan.starts, ends=plan.ends, **{name: row[name] for name in keep}
    )
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
        )
    work.unit.update(
        session_table,
        row["id"],
        state=SessionState.POSTPONED.value,
        successor_id=made,
        state_reason=work.act.reason,
    )
    for request_id in affected:
        progress.new_round(work, request_id, "RESCHEDULED")
        steps.start(work, request_id, 6, work.occurred_at, round_no=int(_request_round(work, request_id)))
        steps.move(work, request_id, RequestState.SCHEDULED, reason=work.act.reason)
        progress.refresh(work, request_id)
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


def requests_in(work: Work, session_id: int) -> list[int]:
    """Requests that hold seats of a session, in order of their seats."""
    return list(dict.fromkeys(s["request_id"] for s in seats.held_seats(work, session_id=session_id)))


def plan_of(work: Work, session_id: int) -> SessionPlan:
    """A session as a plan, so that the clash check can judge it."""
    row = work.unit.get(session_table, session_id)
    days = work.unit.connection.execute(
        select(session_day.c.day)
        .where(session_day.c.session_id == session_id, session_day.c.voided_at.is_(None))
        .order_by(session_day.c.day)
    ).scalars()
    trainers = work.unit.connection.execute(
        select(session_trainer.c.officer_id).where(
            session_trainer.c.session_id == session_id, session_trainer.c.voided_at.is_(None)
        )
    ).scalars()
    return SessionPlan(
        topic_id=row["topic_id"],
        days=tuple(days),
        starts=row["starts"],
        ends=row["ends"],
        room_id=row["room_id"],
        trainer_ids=tuple(trainers),
        session_id=session_id,
    )


def _request_round(work: Work, request_id: int) -> int:
    from db.tables_requests import request as request_table

    return int(work.unit.get(request_table, request_id)["round"])


def _somebody_told(work: Work, session_id: int) -> bool:
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


def _replace_trainers(work: Work, session_id: int, handles: tuple[str, ...]) -> None:
    wanted = {t.id for t in named_trainers(work, handles)}
    present = work.unit.connection.execute(
        select(session_trainer).where(session_trainer.c.session_id == session_id, session_trainer.c.voided_at.is_(None))
    ).all()
    for row in present:
        if row.officer_id not in wanted:
            work.unit.update(session_trainer, row.id, voided_at=work.recorded_at)
    for officer_id in sorted(wanted - {row.officer_id for row in present}):
        work.unit.insert(session_trainer, session_id=session_id, officer_id=officer_id)


def _topic(work: Work, code: str) -> RowMapping:
    row = work.unit.connection.execute(select(topic_table).where(topic_table.c.code == code)).mappings().first()
    if row is None:
        raise UserError(f"Topik “{code}” tidak ada dalam daftar. Pilih dari daftar topik.", field="topic")
    return row


def _room(work: Work, code: str | None) -> RowMapping | None:
    if not code:
        return None
    row = work.unit.connection.execute(select(room_table).where(room_table.c.code == code)).mappings().first()
    if row is None:
        raise UserError(f"Ruang “{code}” tidak ada dalam daftar. Pilih dari daftar ruang.", field="room")
    return row


def _room_by_id(work: Work, room_id: int | None) -> RowMapping | None:
    return None if room_id is None else work.unit.get(room_table, room_id)


def _quota(own: int | None, place: RowMapping | None, topic_limit: int | None) -> int:
    if own is not None and not 1 <= own <= MOST_SEATS:
        raise UserError(f"Kuota harus 1 sampai {MOST_SEATS}, terisi {own}. Periksa angkanya.", field="quota")
    limit = quota_limit(
        room_seats=place["seats"] if place else None,
        computers=place["computers"] if place else None,
        topic_limit=topic_limit,
        own=own,
    )
    if limit is None:
        raise UserError("Kuota belum diketahui. Pilih ruang atau isi kuotanya.", field="quota")
    return limit


def _clock(text: str, field: str) -> str:
    try:
        moment = time.fromisoformat(text.replace(".", ":"))
    except ValueError:
        raise UserError(f"Jam “{text}” tidak dikenal. Tulis seperti 08.30.", field=field) from None
    return f"{moment:%H:%M}"
