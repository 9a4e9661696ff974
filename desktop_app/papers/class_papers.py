"""Papers of a class: schedule, attendance list, minutes, report, questionnaire, certificate, assignment (SOP 5, 8)."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, time
from re import fullmatch

from desktop_app.documents.common_data import Official, SignatureSlot
from desktop_app.documents.session_data import (
    AssignmentLetter,
    AttendanceList,
    Certificate,
    DayCount,
    MinutesReason,
    MinutesRecord,
    NamedDay,
    Questionnaire,
    SchedulePaper,
    ScheduleRow,
    SubjectHours,
    TrainingReport,
)
from desktop_app.errors import UserError
from desktop_app.papers.desk_papers import BLANK_KEYS, the_place
from desktop_app.papers.making import Made, Making, listed, person, session_facts, the_case, the_session
from desktop_app.papers.office_of_day import official_on
from desktop_app.queries.office import officers
from desktop_app.queries.schedule_read import day_marks, month
from desktop_app.queries.session_read import session
from desktop_app.queries.session_rows import SessionDetail, SessionPerson
from desktop_app.sop.dates_in_words import short_date
from desktop_app.sop.states import Role, SessionState

QUESTIONS = (
    "Materi sesuai dengan kebutuhan pekerjaan",
    "Trainer menjelaskan dengan mudah dipahami",
    "Waktu training cukup",
    "Ruang, komputer, dan jaringan memadai",
    "Pelayanan helpdesk sejak permohonan sampai training",
)
OPEN_QUESTIONS = ("Apa yang paling bermanfaat?", "Apa yang perlu diperbaiki?")
BEGUN = (SessionState.RUNNING, SessionState.DONE)


def schedule(making: Making, key: str) -> Made:
    """Jadwal Training of a month (``2026-12``), or of the months of a session or case."""
    days, session_id, request_id = _span(making, key)
    first, last = min(days).replace(day=1), max(days)
    last = last.replace(day=monthrange(last.year, last.month)[1])
    rows = month(making.connection, first, last)
    data = SchedulePaper(
        office=making.office(making.today),
        months=tuple(sorted({(day.year, day.month) for day in (first, last)})),
        sessions=tuple(
            ScheduleRow(
                topic=row.topic.name,
                days=row.days,
                start=time.fromisoformat(row.starts),
                end=time.fromisoformat(row.ends),
                user_group=row.topic.short_name,
                seats_taken=row.seats.taken,
                quota=row.seats.quota,
                venue=row.place,
                trainers=row.trainers,
                agenda_numbers=row.request_keys,
                status=row.state_label.lower(),
            )
            for row in rows
        ),
        holidays=tuple(
            NamedDay(day=mark.day, name=mark.name) for mark in day_marks(making.connection, first, last) if mark.closed
        ),
        issued_on=making.today,
        signer=official_on(making.connection, Role.SUBDIVISION_HEAD, making.today),
    )
    return Made(data=data, session_id=session_id, request_id=request_id)


def _span(making: Making, key: str) -> tuple[tuple[date, ...], int | None, int | None]:
    wanted = key.strip()
    named = fullmatch(r"(\d{4})-(\d{2})", wanted)
    if named is not None and 1 <= int(named[2]) <= 12 and int(named[1]) >= 2000:
        return (date(int(named[1]), int(named[2]), 1),), None, None
    if wanted.startswith("sesi:"):
        detail = the_session(making, wanted)
        return detail.row.days or (making.today,), detail.row.id, None
    found = the_case(making, wanted)
    days = tuple(day for one in found.sessions for day in one.days)
    if not days:
        raise UserError(f"Berkas {found.key} belum mempunyai jadwal. Jadwalkan dahulu, lalu cetak.")
    return days, None, found.request_id


def attendance_list(making: Making, key: str) -> Made:
    """Daftar hadir of a class: its people in the order of their letters, blank rows for walk-ins."""
    detail = the_session(making, key)
    if not detail.row.days:
        raise UserError("Kelas ini tidak mempunyai tanggal. Beri tanggal dahulu, lalu cetak daftar hadirnya.")
    data = AttendanceList(
        office=making.office(detail.row.days[0]),
        session=session_facts(detail.row),
        participants=tuple(listed(one) for one in detail.people),
        signatures=_signatures(making, detail),
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def minutes(making: Making, key: str) -> Made:
    """Berita acara of a class held, put off or cancelled; ``blank`` for the pen before it is over."""
    detail = the_session(making, key)
    reason = {
        SessionState.CANCELLED: MinutesReason.CANCELLED,
        SessionState.POSTPONED: MinutesReason.POSTPONED,
    }.get(detail.row.state, MinutesReason.HELD)
    if reason is MinutesReason.HELD:
        _begun(making, detail)
    days = detail.row.days or (making.today,)
    present = sum(_came(one) for one in detail.people)
    walked = sum(one.walk_in for one in detail.people)
    data = MinutesRecord(
        office=making.office(days[-1]),
        session=session_facts(detail.row),
        dated=days[-1] if reason is MinutesReason.HELD else making.today,
        signatures=(
            SignatureSlot(role="Wakil peserta,"),
            *_signatures(making, detail),
        ),
        reason=reason,
        invited=len(detail.people) - walked,
        present=present,
        absent=len(detail.people) - present,
        walk_ins=walked,
        reason_text=detail.row.state_reason,
        activities=detail.materials_done or detail.materials,
        problems=_paragraphs(detail.report_note),
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def report(making: Making, key: str) -> Made:
    """Laporan training of a class that has begun."""
    detail = the_session(making, key)
    _begun(making, detail)
    counts = {day: Counter(_status(one, day) for one in detail.people) for day in detail.row.days}
    data = TrainingReport(
        office=making.office(detail.row.days[-1]),
        session=session_facts(detail.row),
        signatures=_signatures(making, detail),
        dated=detail.report_sent_at.date() if detail.report_sent_at else making.today,
        requested_by=detail.row.senders,
        invited=len(detail.people),
        day_counts=tuple(
            DayCount(day=day, present=one["PRESENT"], absent=sum(one.values()) - one["PRESENT"])
            for day, one in counts.items()
        ),
        activities=detail.materials_done,
        problems=_paragraphs(detail.report_note),
        participants=tuple(listed(one) for one in detail.people),
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def questionnaire(making: Making, key: str) -> Made:
    """Kuesioner of a class, or without one for the counter (key "kosong"); no name is asked."""
    if key.strip().lower() in BLANK_KEYS:
        return Made(
            data=Questionnaire(
                office=making.office(making.today), session=None, questions=QUESTIONS, open_questions=OPEN_QUESTIONS
            )
        )
    detail = the_session(making, key)
    data = Questionnaire(
        office=making.office(making.today),
        session=session_facts(detail.row),
        questions=QUESTIONS,
        open_questions=OPEN_QUESTIONS,
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def certificate(making: Making, key: str) -> Made:
    """Sertifikat of a participant who came on every day of a finished class; refused for anybody else."""
    found, row = the_place(making, key)
    done = [one for one in found.sessions if SessionState(one.state) is SessionState.DONE]
    details = [session(making.connection, one.session_id, making.now) for one in done]
    seats = [(detail, one) for detail in details for one in detail.people if one.participant_id == row.id]
    if not seats:
        raise UserError(f"{row.full_name} belum menyelesaikan kelas. Sertifikat dibuat sesudah kelas selesai.")
    detail, seat = seats[-1]
    if not _came(seat):
        raise UserError(f"{row.full_name} tidak hadir pada semua hari kelas. Sertifikat tidak dapat dibuat.")
    facts = session_facts(detail.row)
    taught = detail.materials_done or detail.materials
    share = facts.hours_jp // len(taught) if taught else 0
    data = Certificate(
        office=making.office(detail.row.days[-1]),
        person=person(row),
        session=facts,
        signer=official_on(making.connection, Role.DIVISION_HEAD, making.today),
        token=making.token or row.receipt_code,
        dated=making.today,
        subjects=tuple(SubjectHours(subject=one, hours_jp=share) for one in taught),
    )
    return Made(data=data, request_id=found.request_id, session_id=detail.row.id)


def assignment(making: Making, key: str) -> Made:
    """Surat tugas of the trainers of a class; refused while nobody is named."""
    detail = the_session(making, key)
    if not detail.row.trainer_ids:
        raise UserError("Trainer kelas ini belum ditentukan. Pilih trainernya dahulu.", field="trainers")
    known = {one.id: one for one in officers(making.connection, making.today, only_active=False)}
    data = AssignmentLetter(
        office=making.office(making.today),
        session=session_facts(detail.row),
        assigned=tuple(
            Official(
                name=known[one].full_name,
                title=known[one].title,
                nip=known[one].nip,
                rank_grade=known[one].rank_grade,
            )
            for one in detail.row.trainer_ids
        ),
        signer=official_on(making.connection, Role.DIVISION_HEAD, making.today),
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def _begun(making: Making, detail: SessionDetail) -> None:
    if detail.row.state not in BEGUN and not making.blank:
        raise UserError(
            f"Kelas {short_date(detail.row.days[0]) if detail.row.days else ''} belum berlangsung. "
            "Isi kehadirannya dahulu, atau cetak bentuk kosong."
        )


def _signatures(making: Making, detail: SessionDetail) -> tuple[SignatureSlot, ...]:
    """The first trainer, and the Kasubbag who knows of it."""
    day = detail.row.days[-1] if detail.row.days else making.today
    known = {one.id: one for one in officers(making.connection, day, only_active=False)}
    first = next((known[one] for one in detail.row.trainer_ids if one in known), None)
    trainer = Official(name=first.full_name, title="", nip=first.nip) if first is not None else None
    return (
        SignatureSlot(role="Trainer,", official=trainer),
        SignatureSlot(role="Mengetahui,", official=official_on(making.connection, Role.SUBDIVISION_HEAD, day)),
    )


def _status(row: SessionPerson, day: date) -> str:
    return next((one.status for one in row.attendance if one.day == day), "")


def _came(row: SessionPerson) -> bool:
    """Whether the person was present on every day of the class."""
    return bool(row.attendance) and all(one.status == "PRESENT" for one in row.attendance)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
