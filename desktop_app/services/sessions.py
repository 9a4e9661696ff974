"""Step 5, the classes: made, fixed, moved, postponed, cancelled (SOP step 5, DOMAIN.md section 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, select

from db.tables_office import room as room_table
from db.tables_office import topic as topic_table
from db.tables_schedule import session as session_table
from db.tables_schedule import session_day, session_trainer
from desktop_app.errors import NeedsReason, RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.clashes import Level, SessionPlan, judge, training_days
from desktop_app.queries.office import load_calendar, setting
from desktop_app.queries.setting_names import RESERVED_SEATS
from desktop_app.services import progress, quotas, rounds, seats
from desktop_app.services.dispositions import named_trainers
from desktop_app.services.text import clock, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.quota import quota_limit
from desktop_app.sop.states import SessionState

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
    people: int = 0,
    requests: tuple[int, ...] = (),
) -> int:
    """Insert a session after the one clash check; refusals raise, warnings need a reason.

    ``people`` is the group the class is made for: seats set aside for individuals give way to it. ``requests`` are
    those it is made for, so that the check knows whether their people sit elsewhere.
    """
    kind = _topic(work, topic)
    place = room_with_code(work, room)
    count = days if days is not None else kind["default_days"]
    if not 1 <= count <= LONGEST_CLASS_DAYS:
        raise UserError(f"Lama kelas 1 sampai {LONGEST_CLASS_DAYS} hari, terisi {count}.", field="days")
    opens = clock(starts or (place["starts"] if place else "08:30"), "starts")
    closes = clock(ends or (place["ends"] if place else "15:00"), "ends")
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
        request_ids=requests,
        quota=quota,
    )
    if not agreed_before:
        check_plan(work, plan, now=work.occurred_at)
    set_aside = None if reserved is None else quotas.set_aside(reserved, limit)
    if set_aside is None:
        usual = int(setting(work.unit.connection, RESERVED_SEATS, today(work.occurred_at)))
        set_aside = min(usual, max(0, limit - people))
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


def check_plan(work: Work, plan: SessionPlan, *, now: datetime | None = None, only_refusals: bool = False) -> None:
    """Enforce the one clash check: a refusal stops, a warning wants a reason.

    ``now`` for a class that is put on a day: its hour must not have begun.
    """
    verdict = judge(work.unit.connection, load_calendar(work.unit.connection), plan, now)
    if verdict.level is Level.REFUSAL:
        raise RuleRefusal(verdict.sentence, field=_field(verdict.clashes[0].about))
    if verdict.level is Level.WARNING and not only_refusals and not (work.act.reason or "").strip():
        raise NeedsReason(f"{verdict.sentence} Tulis alasannya bila tetap dipakai.", field="reason")


def _field(about: str) -> str:
    fields = {"room": "room", "trainer": "trainers", "competence": "trainers", "quota": "quota", "hours": "starts"}
    return fields.get(about, "first_day")


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
    draft: bool = False,
) -> MadeSession:
    """Put an open class on the calendar, tentative; quota is the least of room, computers, topic and own setting.

    A ``draft`` is only thought of: nobody can be placed in it and it stands in nobody's way until made tentative.
    """
    state = SessionState.DRAFT if draft else SessionState.TENTATIVE
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
        state=state,
    )
    return MadeSession(made, state.value)


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
    """Change room, trainers, hours, name or quota; a quota below the seats promised is refused, naming whose they are.

    Another room or hour of a class that was told to somebody needs a reason and opens a new round of notices.
    """
    row = work.the_session
    values: dict[str, Any] = {}
    place = room_with_code(work, room) if room is not None else None
    if place is not None:
        values["room_id"] = place["id"]
    if starts is not None:
        values["starts"] = clock(starts, "starts")
    if ends is not None:
        values["ends"] = clock(ends, "ends")
    if title is not None:
        values["title"] = line(title, "title", label="Nama kelas")
    current = place or (room_by_id(work, row["room_id"]))
    limit = _quota(
        quota if quota is not None else row["quota"], current, seats.topic_row(work, row["topic_id"])["quota"]
    )
    quotas.refuse_below(work, {session: limit})
    values["quota"] = limit
    if reserved is not None:
        values["reserved_for_individuals"] = min(quotas.set_aside(reserved, limit), limit - 1)
    if trainers is not None:
        _replace_trainers(work, session, trainers)
    elsewhere = any(values.get(name, row[name]) != row[name] for name in ("room_id", "starts", "ends"))
    tell = elsewhere and row["state"] == SessionState.FIXED and rounds.somebody_told(work, session)
    if tell:
        rounds.want_reason(work)
    work.unit.update(session_table, session, **values)
    check_plan(work, plan_of(work, session, quota=quota))
    if tell:
        rounds.begin_anew(work, session)
    return MadeSession(session, row["state"])


@use_case("fix_session")
def fix_session(work: Work, *, session: int) -> MadeSession:
    """The Kasubbag sets the class to TETAP: step 5 ends for its requests, step 6 begins (DOMAIN 8.2).

    Refused while something stands against the class (a holiday declared since, a trainer who is away).
    """
    if not work.the_session["agreed_before"]:
        check_plan(work, plan_of(work, session), only_refusals=True)
    work.unit.update(session_table, session, state=SessionState.FIXED.value, fixed_at=work.occurred_at)
    for request_id in requests_in(work, session):
        progress.refresh(work, request_id)
    return MadeSession(session, SessionState.FIXED.value)


def requests_in(work: Work, session_id: int) -> list[int]:
    """Requests that hold seats of a session, in order of their seats."""
    return list(dict.fromkeys(s["request_id"] for s in seats.held_seats(work, session_id=session_id)))


def plan_of(
    work: Work,
    session_id: int,
    *,
    requests: tuple[int, ...] = (),
    participants: tuple[int, ...] = (),
    quota: int | None = None,
) -> SessionPlan:
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
        request_ids=requests,
        participant_ids=participants,
        quota=quota,
    )


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


def room_with_code(work: Work, code: str | None) -> RowMapping | None:
    """The room with this code; ``None`` for none given; raises :class:`UserError` at ``room``."""
    if not code:
        return None
    row = work.unit.connection.execute(select(room_table).where(room_table.c.code == code)).mappings().first()
    if row is None:
        raise UserError(f"Ruang “{code}” tidak ada dalam daftar. Pilih dari daftar ruang.", field="room")
    return row


def room_by_id(work: Work, room_id: int | None) -> RowMapping | None:
    """The room of a session."""
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
