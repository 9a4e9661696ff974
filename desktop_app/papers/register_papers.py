"""Registers: lines of the books turned into the rows of ``documents`` (DOMAIN.md sections 1.2 and 3 no. 8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from sqlalchemy import Connection, select

from db.tables_office import organization
from db.tables_requests import request
from desktop_app.documents.common_data import Official, SignatureSlot
from desktop_app.documents.register_data import (
    ArchiveFileRow,
    AttendanceRow,
    DeliveryRow,
    FullParticipantRow,
    IncomingAgendaRow,
    OutgoingAgendaRow,
    ParticipantRow,
    RegisterDocument,
    RegisterRow,
    RequestRow,
    SessionRow,
    StandardTimeRow,
)
from desktop_app.documents.registers import PARTICIPANTS_IN_FULL, REGISTERS
from desktop_app.office_time import today
from desktop_app.papers.office_of_day import office_on, official_on
from desktop_app.queries import gathered
from desktop_app.queries.archive_filter import CaseFilter
from desktop_app.queries.delivery_read import BookClosing, book_closing, delivery_lines
from desktop_app.queries.labels import joined
from desktop_app.queries.office import officers
from desktop_app.queries.register_span import Span
from desktop_app.queries.registers_read import (
    agenda_lines,
    attendance_lines,
    outgoing_lines,
    person_lines,
    session_lines,
    time_lines,
)
from desktop_app.queries.retention_read import UNCONFIRMED, KeptCase, kept_cases
from desktop_app.sop.dates_in_words import clock, long_date, number_in_words
from desktop_app.sop.identity_numbers import show_phone
from desktop_app.sop.retention import Stage
from desktop_app.sop.states import Role, SessionState

Rows = tuple[RegisterRow, ...]
BOOKS = {"agenda-masuk": "incoming", "agenda-keluar": "outgoing"}
"""Registers that are books of a year and can be closed."""


def register_document(connection: Connection, what: str, span: Span, now: datetime) -> RegisterDocument:
    """A whole register over a span; ``what`` is a key of ``REGISTER_ROWS``."""
    day = today(now)
    closing = _closing_of(connection, what, span)
    head = SignatureSlot(role="Mengetahui,", official=official_on(connection, Role.SUBDIVISION_HEAD, day))
    return RegisterDocument(
        kind=what,
        office=office_on(connection, day),
        period=span.words,
        rows=REGISTER_ROWS[what](connection, span, now),
        dated=closing.closed_at.date() if closing else day,
        signatures=(head,) if closing is None else (_keeper(connection, closing), head),
        closing=_statement(REGISTERS[what].title, closing) if closing else "",
        filters=filter_words(connection, span.only),
    )


def people_in_full(connection: Connection, span: Span, now: datetime) -> RegisterDocument:
    """Participants with every number; the caller has noted the disclosure."""
    rows = tuple(
        FullParticipantRow(
            voided=one.voided,
            full_name=one.full_name,
            nip=one.nip,
            nik=one.nik,
            npwp=one.npwp,
            position=one.position,
            rank_grade=one.rank_grade,
            organization=one.organization,
            user_group=one.user_group,
            spse_user_id=one.spse_user_id,
            mobile=show_phone(one.mobile) if one.mobile else "",
            email=one.email,
            address=one.address,
            agenda=one.key,
            session=one.sessions,
            state=one.state_label,
        )
        for one in person_lines(connection, span)
    )
    day = today(now)
    return RegisterDocument(
        kind=PARTICIPANTS_IN_FULL.key, office=office_on(connection, day), period=span.words, rows=rows, dated=day
    )


def _closing_of(connection: Connection, what: str, span: Span) -> BookClosing | None:
    """The closing of the book when the whole of a closed year is shown."""
    whole = span.year is not None and span.words == f"Tahun {span.year}" and span.only is None
    if span.year is None or not whole or what not in BOOKS:
        return None
    return book_closing(connection, BOOKS[what], span.year)


def _statement(title: str, closing: BookClosing) -> str:
    """What the thick line at the end of the year stands over."""
    day = closing.closed_at.date()
    if not closing.entries:
        return f"Buku {title} tahun {closing.year} ditutup pada {long_date(day)} tanpa catatan."
    void = f", {closing.voided} di antaranya dibatalkan" if closing.voided else ""
    return (
        f"Buku {title} tahun {closing.year} ditutup pada {long_date(day)} pukul {clock(closing.closed_at)} WIB dengan "
        f"nomor {closing.first_number} sampai dengan {closing.last_number} "
        f"({number_in_words(closing.last_number)}), {closing.entries} catatan{void}. "
        f"Sesudah garis ini tidak ada nomor lagi untuk tahun {closing.year}."
    )


def _keeper(connection: Connection, closing: BookClosing) -> SignatureSlot:
    """Who closed the book signs as its keeper."""
    known = {one.id: one for one in officers(connection, closing.closed_at.date(), only_active=False)}
    row = known.get(closing.keeper_id) if closing.keeper_id is not None else None
    return SignatureSlot(
        role="Agendaris,", official=Official(name=row.full_name, title="", nip=row.nip) if row else None
    )


def filter_words(connection: Connection, wanted: CaseFilter | None) -> str:
    """What a filtered register says under its title."""
    if wanted is None:
        return ""
    topic = gathered.topic_chips(connection).get(wanted.topic_id) if wanted.topic_id is not None else None
    office = select(organization.c.name).where(organization.c.id == wanted.organization_id)
    parts = [
        f"tahun {wanted.year}" if wanted.year is not None else "",
        topic.name if topic else "",
        str(connection.execute(office).scalar() or "") if wanted.organization_id is not None else "",
        "yang selesai" if wanted.ended_only else "",
        "lewat mutu baku" if wanted.among is not None else "",
        f"memuat “{wanted.text}”" if wanted.text.strip() else "",
    ]
    told = joined(parts)
    return f"Saringan: {told}" if told else ""


def _incoming(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        IncomingAgendaRow(
            voided=one.voided,
            void_reason=one.void_reason,
            agenda_number=one.number,
            received_at=one.received_at,
            sender=one.sender,
            letter_number=one.letter_number or "tanpa nomor",
            letter_date=one.letter_date,
            subject=one.subject,
            attachment=one.attachment,
            forwarded_to=one.forwarded_to,
            remark=one.remark,
        )
        for one in agenda_lines(connection, span)
    )


def _outgoing(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        OutgoingAgendaRow(
            voided=one.voided,
            void_reason=one.void_reason,
            sequence=one.number,
            letter_number=one.full_number,
            letter_date=one.letter_date,
            sent_on=one.sent_on,
            addressee=one.addressee,
            addressee_address=one.address,
            subject=one.subject,
            remark=f"{one.key}; nomor sisipan: {one.inserted_reason}" if one.inserted_reason else one.key,
        )
        for one in outgoing_lines(connection, span)
    )


def _delivery(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        DeliveryRow(
            voided=one.voided,
            void_reason=one.void_reason,
            sequence=number,
            handed_at=one.at,
            agenda=one.key,
            sender=one.sender,
            letter_number=one.letter_number,
            subject=one.subject,
            giver=one.giver,
            taker=one.taker,
            receiver=one.receiver,
        )
        for number, one in enumerate(delivery_lines(connection, span), 1)
    )


def _requests(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        RequestRow(
            voided=one.voided,
            void_reason=one.void_reason,
            agenda=one.key,
            received_at=one.received_at,
            sender=one.sender,
            origin=one.origin,
            topics=one.topics,
            participant_count=one.people,
            state=one.state_label,
            step=one.step,
            session=one.sessions,
        )
        for one in agenda_lines(connection, span)
    )


def _participants(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        ParticipantRow(
            voided=one.voided,
            full_name=one.full_name,
            nip_masked=one.nip_masked,
            position=one.position,
            organization=one.organization,
            user_group=one.user_group,
            mobile_masked=one.mobile_masked,
            email_masked=one.email_masked,
            agenda=one.key,
            session=one.sessions,
            state=one.state_label,
        )
        for one in person_lines(connection, span)
    )


def _sessions(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        SessionRow(
            voided=one.state is SessionState.CANCELLED,
            void_reason=one.state_reason if one.state is SessionState.CANCELLED else "",
            first_day=one.days[0],
            last_day=one.days[-1],
            start=time.fromisoformat(one.starts),
            end=time.fromisoformat(one.ends),
            topic=one.topic.name,
            user_group=one.topic.short_name,
            seats_taken=one.seats.taken,
            quota=one.seats.quota,
            venue=one.place,
            trainers=", ".join(one.trainers),
            agendas=", ".join(one.request_keys),
            state=one.state_label,
        )
        for one in session_lines(connection, span)
        if one.days
    )


def _attendance(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        AttendanceRow(
            day=one.day,
            topic=one.topic,
            full_name=one.full_name,
            organization=one.organization,
            agenda=one.key,
            result=one.result,
            remark=one.remark,
        )
        for one in attendance_lines(connection, span)
    )


def _times(connection: Connection, span: Span, now: datetime) -> Rows:
    return tuple(
        StandardTimeRow(
            agenda=one.key,
            step=one.step,
            step_label=one.step_label,
            lane=one.lane,
            started_at=one.started_at,
            finished_at=one.finished_at,
            standard=one.standard,
            standard_minutes=one.standard_minutes,
            minutes=one.minutes,
            on_time=one.on_time,
            judged=not one.recorded_late,
            remark=one.remark,
        )
        for one in time_lines(connection, span, now)
    )


def _archive_files(connection: Connection, span: Span, now: datetime) -> Rows:
    """Closed cases of the span with their retention, what is due first."""
    wanted = set(connection.execute(select(request.c.id).where(span.requests())).scalars())
    kept = [one for one in kept_cases(connection, now) if one.request_id in wanted]
    return tuple(
        ArchiveFileRow(
            classification=one.classification,
            agenda=one.key,
            about=f"{one.sender}: {one.subject}",
            closed_on=one.closed_on,
            storage_location=one.storage_location,
            active_until=one.active_until,
            inactive_until=one.inactive_until,
            fate=one.code.fate.value if one.code else "",
            stage="dimusnahkan" if one.erased else one.stage.value,
            remark=_retention_remark(one),
        )
        for one in sorted(kept, key=lambda one: one.stage is not Stage.DUE or one.erased)
    )


def _retention_remark(one: KeptCase) -> str:
    listed = f"usul musnah {one.disposal_id}" if one.disposal_id is not None else ""
    doubt = "kode tidak dikenal" if one.code is None else "" if one.code.confirmed else UNCONFIRMED
    return joined([listed, doubt])


REGISTER_ROWS: dict[str, Callable[[Connection, Span, datetime], Rows]] = {
    "agenda-masuk": _incoming,
    "agenda-keluar": _outgoing,
    "ekspedisi": _delivery,
    "permohonan": _requests,
    "peserta": _participants,
    "jadwal": _sessions,
    "kehadiran": _attendance,
    "mutu-baku": _times,
    "daftar-berkas": _archive_files,
}
"""Every register of the contract."""
