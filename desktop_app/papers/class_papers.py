"""Papers of a class: schedule, attendance list, minutes, assignment of its trainers (SOP steps 5 and 8)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time
from re import fullmatch

from desktop_app.documents.common_data import Official
from desktop_app.documents.session_data import (
    AssignmentLetter,
    AttendanceList,
    MinutesReason,
    MinutesRecord,
    NamedDay,
    SchedulePaper,
    ScheduleRow,
)
from desktop_app.errors import UserError
from desktop_app.papers.making import Made, Making, listed, paragraphs, session_facts, the_case, the_session
from desktop_app.papers.office_of_day import official_on, signatures_of
from desktop_app.papers.teaching_papers import begun, came, stop_words
from desktop_app.queries.class_events import pauses_of, stand_ins_of
from desktop_app.queries.office import officers
from desktop_app.queries.schedule_read import day_marks, month
from desktop_app.queries.session_rows import SessionDetail
from desktop_app.sop.states import Role, SessionState


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
        signatures=signatures_of(making.connection, detail.row, making.today),
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
        begun(making, detail)
    days = detail.row.days or (making.today,)
    present = sum(came(one) for one in detail.people)
    walked = sum(one.walk_in for one in detail.people)
    data = MinutesRecord(
        office=making.office(days[-1]),
        session=session_facts(detail.row),
        dated=days[-1] if reason is MinutesReason.HELD else making.today,
        signatures=signatures_of(making.connection, detail.row, making.today, witness=True),
        reason=reason,
        invited=len(detail.people) - walked,
        present=present,
        absent=len(detail.people) - present,
        walk_ins=walked,
        reason_text=detail.row.state_reason,
        stops=tuple(stop_words(one) for one in pauses_of(making.connection, detail.row.id)),
        activities=detail.materials_done or detail.materials,
        problems=paragraphs(detail.report_note),
        token=making.token or detail.row.key,
    )
    return Made(data=data, session_id=detail.row.id)


def assignment(making: Making, key: str) -> Made:
    """Surat tugas of the trainers of a class; refused while nobody is named."""
    detail = the_session(making, key)
    if not detail.row.trainer_ids:
        raise UserError("Trainer kelas ini belum ditentukan. Pilih trainernya dahulu.", field="trainers")
    return Made(data=_letter(making, detail, detail.row.trainer_ids), session_id=detail.row.id)


def stand_in_assignment(making: Making, key: str) -> Made:
    """Surat tugas pengganti of the trainer who stands in at a class last."""
    detail = the_session(making, key)
    stand_ins = stand_ins_of(making.connection, detail.row.id)
    if not stand_ins:
        raise UserError("Tidak ada trainer pengganti di kelas ini. Ganti trainernya dahulu.", field="trainers")
    last = stand_ins[-1]
    return Made(data=_letter(making, detail, (last.substitute,), last.replaced_name), session_id=detail.row.id)


def _letter(making: Making, detail: SessionDetail, trainers: tuple[int, ...], replaces: str = "") -> AssignmentLetter:
    known = {one.id: one for one in officers(making.connection, making.today, only_active=False)}
    return AssignmentLetter(
        office=making.office(making.today),
        session=session_facts(detail.row),
        assigned=tuple(
            Official(
                name=known[one].full_name,
                title=known[one].title,
                nip=known[one].nip,
                rank_grade=known[one].rank_grade,
            )
            for one in trainers
        ),
        signer=official_on(making.connection, Role.DIVISION_HEAD, making.today),
        replaces=replaces,
        token=making.token or detail.row.key,
    )
