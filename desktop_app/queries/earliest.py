"""Paling cepat ..., karena ...": the first day a letter can be taught, with the reason each earlier day fails (B 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from db.tables_requests import participant, request, request_topic
from desktop_app.errors import UserError
from desktop_app.office_time import today
from desktop_app.queries import office as office_rows
from desktop_app.queries import schedule_read
from desktop_app.queries.clashes import Level, SessionPlan, judge, training_days
from desktop_app.queries.session_rows import SessionRow
from desktop_app.sop.dates_in_words import short_date
from desktop_app.sop.office_calendar import OfficeCalendar
from desktop_app.sop.quota import fits

HORIZON_DAYS = 60
"""How far ahead one looks; later than this the answer is "belum ada"."""


@dataclass(frozen=True, slots=True)
class FailedDay:
    """A day that is too early, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarliestDate:
    """The answer: an existing class (``session_id``) or a new one in ``room_code`` with ``trainer_handles``.

    ``day`` is ``None`` when nothing fits within the horizon; ``sentence`` says it in words.
    """

    day: date | None
    session_id: int | None
    room_code: str
    trainer_handles: tuple[str, ...]
    failed: tuple[FailedDay, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class _Wish:
    request_id: int
    people: int
    individual: bool
    topic: office_rows.TopicRow


def earliest_date(connection: Connection, request_id: int, now: datetime) -> EarliestDate:
    """Look day by day from tomorrow on: a class of the topic with room first, else a free room with a free trainer.

    Raises :class:`UserError` for no such request.
    """
    wish = _wish(connection, request_id, today(now))
    calendar = office_rows.load_calendar(connection)
    first = today(now) + timedelta(days=1)
    last = first + timedelta(days=HORIZON_DAYS)
    planned = schedule_read.month(connection, first, last)
    failed: list[FailedDay] = []
    for offset in range(HORIZON_DAYS):
        day = first + timedelta(days=offset)
        closed = calendar.closed_reason(day)
        if closed is not None:
            failed.append(FailedDay(day, closed))
            continue
        found = _in_existing(wish, day, planned, failed) or _in_new(connection, calendar, wish, day, failed)
        if found is not None:
            return _answer(found, failed)
    return EarliestDate(
        day=None,
        session_id=None,
        room_code="",
        trainer_handles=(),
        failed=tuple(failed),
        sentence=f"Belum ada hari yang cocok dalam {HORIZON_DAYS} hari. Tambah trainer, ruang, atau bagi rombongan.",
    )


def _wish(connection: Connection, request_id: int, day: date) -> _Wish:
    row = connection.execute(select(request).where(request.c.id == request_id)).first()
    if row is None:
        raise UserError("Berkas itu tidak ditemukan. Segarkan layar, lalu pilih lagi.")
    people = len(
        connection.execute(
            select(participant.c.id).where(
                participant.c.request_id == request_id,
                participant.c.status == "ACTIVE",
                participant.c.voided_at.is_(None),
            )
        ).all()
    )
    asked = connection.execute(
        select(request_topic.c.topic_id)
        .where(request_topic.c.request_id == request_id, request_topic.c.voided_at.is_(None))
        .order_by(request_topic.c.id)
    ).scalar()
    topics = {one.id: one for one in office_rows.topics(connection, day, with_retired=True)}
    return _Wish(request_id, people, row.kind == "form", topics[int(asked or 0)])


def _in_existing(
    wish: _Wish, day: date, planned: tuple[SessionRow, ...], failed: list[FailedDay]
) -> EarliestDate | None:
    for one in planned:
        if one.days[0] != day or one.topic.code != wish.topic.code:
            continue
        verdict = fits(one.seats, wish.people, individual=wish.individual, name=f"Kelas {one.title}")
        if verdict.ok:
            return EarliestDate(
                day=day, session_id=one.id, room_code="", trainer_handles=(), failed=(), sentence="kelas yang sudah ada"
            )
        failed.append(FailedDay(day, verdict.reason))
    return None


def _in_new(
    connection: Connection, calendar: OfficeCalendar, wish: _Wish, day: date, failed: list[FailedDay]
) -> EarliestDate | None:
    if wish.individual:
        failed.append(FailedDay(day, "belum ada kelas topik ini yang dapat diisi"))
        return None
    days = training_days(day, wish.topic.default_days)
    if wish.topic.quota is not None and wish.people > wish.topic.quota:
        failed.append(FailedDay(day, f"kelas topik ini paling banyak {wish.topic.quota} orang, bagi rombongannya"))
        return None
    wide = [room for room in office_rows.rooms(connection, day) if room.capacity >= wish.people]
    if not wide:
        failed.append(FailedDay(day, f"tidak ada ruang untuk {wish.people} orang"))
        return None
    why = "semua ruang terpakai"
    for room in wide:
        for trainer in _teachers(connection, wish.topic.id, day):
            plan = SessionPlan(
                topic_id=wish.topic.id,
                days=days,
                starts=room.starts,
                ends=room.ends,
                room_id=room.id,
                trainer_ids=(trainer.id,),
            )
            verdict = judge(connection, calendar, plan)
            if verdict.level is not Level.REFUSAL:
                return EarliestDate(
                    day=day,
                    session_id=None,
                    room_code=room.code,
                    trainer_handles=(trainer.handle,),
                    failed=(),
                    sentence=f"{room.name}, {trainer.full_name}",
                )
            why = verdict.sentence
    failed.append(FailedDay(day, why))
    return None


def _teachers(connection: Connection, topic_id: int, day: date) -> list[office_rows.OfficerRow]:
    taught = office_rows.trainer_competences(connection)
    return [one for one in office_rows.officers(connection, day) if topic_id in taught.get(one.id, frozenset())]


def _answer(found: EarliestDate, failed: list[FailedDay]) -> EarliestDate:
    assert found.day is not None
    tail = f", karena {failed[-1].reason.rstrip('.')} pada {short_date(failed[-1].day)}" if failed else ""
    return EarliestDate(
        day=found.day,
        session_id=found.session_id,
        room_code=found.room_code,
        trainer_handles=found.trainer_handles,
        failed=tuple(failed),
        sentence=f"Paling cepat {short_date(found.day)} ({found.sentence}){tail}.",
    )
