"""Rows of the books: agenda in and out, requests, participants, schedule, attendance, times (DOMAIN.md 1.2, 3 no. 8).

Voided entries stay, marked. Personal numbers come masked. Every datetime is wall time. ``papers`` turns these rows
into the registers of ``documents``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from db.tables_office import organization
from db.tables_requests import disposition, participant, request
from db.tables_schedule import attendance, outgoing_letter, seat, session_day
from db.tables_schedule import session as session_table
from desktop_app.office_time import wall
from desktop_app.queries import gathered
from desktop_app.queries.gathered import SeatedIn, wall_or_none
from desktop_app.queries.labels import (
    ATTENDANCE,
    LATE_NOTE,
    SENDER_KIND,
    days_phrase,
    joined,
    lane_word,
)
from desktop_app.queries.people_read import NAME_FOLLOWS, organization_of, places
from desktop_app.queries.queue_wording import sender_phrase
from desktop_app.queries.register_span import Span
from desktop_app.queries.reports import TimedVisit, finished_ids, finished_visits, unmeasured
from desktop_app.queries.schedule_read import session_rows
from desktop_app.queries.session_rows import SessionRow
from desktop_app.queries.step_clocks import current_step
from desktop_app.sop.dates_in_words import clock
from desktop_app.sop.identity_numbers import mask_email, mask_number, mask_phone
from desktop_app.sop.numbering import case_key
from desktop_app.sop.states import LANE_LABELS, REQUEST_STATE_LABELS, RequestState
from desktop_app.sop.steps import step


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One incoming entry with all that the book and the list of requests need."""

    request_id: int
    key: str
    number: int
    external_number: str
    kind: str
    received_at: datetime
    sender: str
    origin: str
    letter_number: str
    letter_date: date | None
    subject: str
    attachment: str
    forwarded_to: str
    remark: str
    topics: str
    people: int
    state: RequestState
    state_label: str
    step: int
    sessions: str
    voided: bool
    void_reason: str


def agenda_lines(connection: Connection, span: Span) -> Iterator[AgendaLine]:
    """Incoming entries in the order of their numbers, the voided ones too."""
    ids = select(request.c.id).where(span.requests())
    topics = gathered.topics_of(connection, ids)
    seated = gathered.seated_in(connection, ids)
    visits = gathered.visits_of(connection, ids)
    forwarded = _forwarded(connection, ids)
    found = connection.execute(
        select(request).where(request.c.id.in_(ids)).order_by(request.c.agenda_year, request.c.agenda_number)
    ).mappings()
    for row in found:
        state = RequestState(row["state"])
        voided = state is RequestState.VOIDED
        yield AgendaLine(
            request_id=row["id"],
            key=case_key(row["agenda_number"], row["agenda_year"]),
            number=row["agenda_number"],
            external_number=row["external_number"] or "",
            kind=row["kind"],
            received_at=wall(row["received_at"]),
            sender=sender_phrase(row),
            origin=SENDER_KIND.get(row["sender_kind"], row["sender_kind"]),
            letter_number=row["letter_number"] or "",
            letter_date=row["letter_date"],
            subject=row["subject"],
            attachment=row["attachment_count"],
            forwarded_to=joined(forwarded.get(row["id"], ())),
            remark=_remark(row, state),
            topics=joined(topic.name for topic in topics.get(row["id"], ())),
            people=row["participant_count"],
            state=state,
            state_label=REQUEST_STATE_LABELS[state],
            step=current_step(state, visits.get(row["id"], [])),
            sessions=_sessions(seated.get(row["id"], ())),
            voided=voided,
            void_reason=(row["state_reason"] or "") if voided else "",
        )


def _forwarded(connection: Connection, ids: Select[int]) -> dict[int, list[str]]:
    """Request id to the names it was forwarded to, in their order."""
    found: dict[int, list[str]] = {}
    for one in connection.execute(
        select(disposition.c.request_id, disposition.c.forwarded_to)
        .where(disposition.c.request_id.in_(ids), disposition.c.voided_at.is_(None))
        .order_by(disposition.c.id)
    ):
        found.setdefault(one.request_id, []).extend(lane_word(code) for code in one.forwarded_to)
    return found


def _remark(row: RowMapping, state: RequestState) -> str:
    outside = f"buku luar {row['external_number']}" if row["external_number"] else ""
    return joined([outside, REQUEST_STATE_LABELS[state]])


def _sessions(seated: tuple[SeatedIn, ...]) -> str:
    return "; ".join(days_phrase(one.days) for one in seated)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingLine:
    """One outgoing letter."""

    number: int
    full_number: str
    kind: str
    letter_date: date
    sent_on: date | None
    addressee: str
    address: str
    subject: str
    key: str
    voided: bool
    void_reason: str
    inserted_reason: str = ""


def outgoing_lines(connection: Connection, span: Span) -> Iterator[OutgoingLine]:
    """Outgoing letters in the order of their numbers, the voided ones too."""
    first, last = span.days
    found = connection.execute(
        select(outgoing_letter, request.c.agenda_number, request.c.agenda_year, organization.c.address)
        .join(request, request.c.id == outgoing_letter.c.request_id, isouter=True)
        .join(organization, organization.c.id == request.c.organization_id, isouter=True)
        .where(
            outgoing_letter.c.letter_date >= first,
            outgoing_letter.c.letter_date <= last,
            span.among(outgoing_letter.c.request_id),
        )
        .order_by(outgoing_letter.c.year, outgoing_letter.c.number, outgoing_letter.c.suffix)
    ).mappings()
    for row in found:
        sent = wall_or_none(row["sent_at"])
        yield OutgoingLine(
            number=row["number"],
            full_number=row["full_number"],
            kind=row["kind"],
            letter_date=row["letter_date"],
            sent_on=sent.date() if sent else None,
            addressee=row["addressee"],
            address=row["address"] or "",
            subject=row["subject"],
            key=case_key(row["agenda_number"], row["agenda_year"]) if row["agenda_number"] else "",
            voided=row["voided_at"] is not None,
            void_reason=row["void_reason"] or "",
            inserted_reason=row["inserted_reason"] or "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One named participant of a request, numbers masked and in full."""

    participant_id: int
    full_name: str
    nip: str
    nip_masked: str
    nik: str
    npwp: str
    rank_grade: str
    spse_user_id: str
    address: str
    position: str
    organization: str
    user_group: str
    mobile: str
    mobile_masked: str
    email: str
    email_masked: str
    key: str
    sessions: str
    state_label: str
    voided: bool


def person_lines(connection: Connection, span: Span) -> Iterator[PersonLine]:
    """Named participants in the order of the book; replaced and withdrawn ones say so."""
    ids = select(request.c.id).where(span.requests())
    seated = gathered.seated_in(connection, ids)
    query = (
        places()
        .add_columns(request.c.agenda_number, request.c.agenda_year, request.c.state.label("request_state"))
        .where(request.c.id.in_(ids), participant.c.person_id.is_not(None))
        .order_by(request.c.agenda_year, request.c.agenda_number, participant.c.position_no, participant.c.id)
    )
    words = {"REPLACED": "Diganti", "WITHDRAWN": "Batal"}
    for row in connection.execute(query).mappings():
        state = RequestState(row["request_state"])
        nip, mobile, email = row["nip"] or "", row["mobile"] or "", row["email"] or ""
        yield PersonLine(
            participant_id=row["id"],
            full_name=row["full_name"],
            nip=nip,
            nip_masked=mask_number(nip) if nip else "",
            nik=row["nik"] or "",
            npwp=row["npwp"] or "",
            rank_grade=row["rank_grade"] or "",
            spse_user_id=row["spse_user_id"] or "",
            address=row["address"] or "",
            position=row["position"],
            organization=organization_of(row),
            user_group=row["user_group"],
            mobile=mobile,
            mobile_masked=mask_phone(mobile) if mobile else "",
            email=email,
            email_masked=mask_email(email),
            key=case_key(row["agenda_number"], row["agenda_year"]),
            sessions=_sessions(seated.get(row["request_id"], ())),
            state_label=words.get(row["status"], REQUEST_STATE_LABELS[state]),
            voided=state is RequestState.VOIDED,
        )


def session_lines(connection: Connection, span: Span) -> tuple[SessionRow, ...]:
    """Sessions with a day in the span, whatever their state: postponed and cancelled ones stay in the register."""
    first, last = span.days
    in_span = select(session_day.c.session_id).where(session_day.c.day >= first, session_day.c.day <= last)
    found = select(session_table).where(session_table.c.id.in_(in_span))
    if span.only is not None:
        found = found.where(session_table.c.id.in_(select(seat.c.session_id).where(span.among(seat.c.request_id))))
    return session_rows(connection, found, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceLine:
    """One person on one day of a session."""

    day: date
    topic: str
    full_name: str
    organization: str
    key: str
    result: str
    remark: str


def attendance_lines(connection: Connection, span: Span) -> Iterator[AttendanceLine]:
    """Marks of attendance in the order of days and sessions."""
    first, last = span.days
    chips = gathered.topic_chips(connection)
    for row in connection.execute(_marks(first, last).where(span.among(participant.c.request_id))).mappings():
        arrived = wall_or_none(row["arrived_at"])
        remarks = ["datang langsung" if row["walk_in"] else "", f"datang {clock(arrived)}" if arrived else ""]
        yield AttendanceLine(
            day=row["day"],
            topic=chips[row["topic_id"]].name,
            full_name=row["full_name"] or NAME_FOLLOWS,
            organization=organization_of(row),
            key=case_key(row["agenda_number"], row["agenda_year"]),
            result=ATTENDANCE[row["mark"]],
            remark=joined([*remarks, row["mark_note"]]),
        )


def _marks(first: date, last: date) -> Select[Any]:
    """Marks of attendance with their person, seat and session."""
    return (
        places()
        .add_columns(
            request.c.agenda_number,
            request.c.agenda_year,
            attendance.c.day,
            attendance.c.status.label("mark"),
            attendance.c.arrived_at,
            attendance.c.note.label("mark_note"),
            session_table.c.topic_id,
            seat.c.walk_in,
        )
        .join(attendance, attendance.c.participant_id == participant.c.id)
        .join(session_table, session_table.c.id == attendance.c.session_id)
        .join(
            seat,
            (seat.c.session_id == attendance.c.session_id)
            & (seat.c.participant_id == participant.c.id)
            & (seat.c.state != "RELEASED")
            & seat.c.voided_at.is_(None),
            isouter=True,
        )
        .where(attendance.c.day >= first, attendance.c.day <= last, attendance.c.voided_at.is_(None))
        .order_by(attendance.c.day, session_table.c.id, participant.c.request_id, participant.c.position_no)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """One finished step with its time against the standard.

    ``judged`` is False for the steps that only inform (1, 5, 8) and for what was typed in later, ``recorded_late``.
    """

    key: str
    step: int
    step_label: str
    lane: str
    started_at: datetime
    finished_at: datetime
    standard: str
    standard_minutes: int | None
    minutes: int | None
    elapsed: int
    unit: str
    on_time: bool
    judged: bool
    recorded_late: bool
    remark: str


def time_lines(connection: Connection, span: Span, now: datetime) -> Iterator[TimeLine]:
    """Steps finished in the span, in order of their end ("mutu baku")."""
    first, last = span.days
    heads = gathered.keys_and_senders(connection, finished_ids(first, last))
    kept = None if span.only is None else set(connection.execute(select(request.c.id).where(span.requests())).scalars())
    for one in finished_visits(connection, first, last, now):
        if kept is not None and one.visit["request_id"] not in kept:
            continue
        visit, row = one.visit, step(one.visit["step_no"])
        head = heads[visit["request_id"]]
        begin, end = wall(visit["started_at"] or visit["received_at"]), wall(visit["done_at"])
        measured = one.clock.minutes is not None
        yield TimeLine(
            key=case_key(head["agenda_number"], head["agenda_year"]),
            step=row.number,
            step_label=row.short,
            lane=LANE_LABELS[row.lane],
            started_at=begin if row.number == 7 else wall(visit["received_at"]),
            finished_at=end,
            standard=row.standard,
            standard_minutes=row.limit if measured else None,
            minutes=one.clock.minutes,
            elapsed=one.clock.elapsed,
            unit=one.clock.unit,
            on_time=one.clock.on_time,
            judged=one.clock.judged,
            recorded_late=one.clock.recorded_late,
            remark=_time_remark(one),
        )


def _time_remark(one: TimedVisit) -> str:
    """What the number alone does not say: days of a step in days, an overrun of a tentative one, late typing."""
    shown = one.clock
    tentative = one.visit["step_no"] in (5, 8) and not shown.on_time
    return joined(
        [
            LATE_NOTE if shown.recorded_late else "",
            f"{shown.elapsed} hari" if shown.minutes is None else "",
            "melewati waktu tentatif" if tentative else "",
            "tanpa jawaban" if unmeasured(one) else "",
        ]
    )
