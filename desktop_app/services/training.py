"""Step 8: attendance per day, scores, walk-ins, the report, and the end of a class (SOP step 8, DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, select

from db.tables_office import topic as topic_table
from db.tables_requests import participant as participant_table
from db.tables_requests import request as request_table
from db.tables_requests import request_topic
from db.tables_schedule import attendance, session_day, test_score, training_report
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today, wall
from desktop_app.services import agenda, progress, seats, steps
from desktop_app.services.class_pauses import open_pause
from desktop_app.services.people import ParticipantEntry, clean_entry, fill_places, save_person
from desktop_app.services.sessions import requests_in
from desktop_app.services.text import block, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.numbering import agenda_year, case_key
from desktop_app.sop.quota import fits
from desktop_app.sop.states import RequestState, SessionState

STATUSES = {
    "PRESENT": "Hadir",
    "EXCUSED": "Izin",
    "SICK": "Sakit",
    "ABSENT": "Tidak hadir",
    "NO_SHOW": "Tanpa keterangan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceEntry:
    """One participant on one day; ``arrived_at`` and ``left_at`` only for those who came.

    ``afternoon`` is a status of its own for the second half of the day; ``None`` leaves it like the first.
    """

    participant: int
    status: str = "PRESENT"
    afternoon: str | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreEntry:
    """Test scores of one participant, 0 to 100; what is not given stays."""

    participant: int
    pre_test: int | None = None
    post_test: int | None = None


@dataclass(frozen=True, slots=True)
class ClassState:
    """A session and the state it has now."""

    session: int
    state: str


@use_case("record_attendance")
def record_attendance(work: Work, *, session: int, day: date, entries: tuple[AttendanceEntry, ...]) -> ClassState:
    """Mark who came on a day of the class; the class is RUNNING from the first mark on."""
    if day not in _days(work, session):
        raise UserError("Tanggal itu bukan hari kelas ini. Pilih hari kelasnya.", field="day")
    if day > today(work.recorded_at):
        raise RuleRefusal("Hari kelas itu belum tiba. Kehadiran diisi pada harinya.", field="day")
    _each_once([entry.participant for entry in entries])
    seated = {s["participant_id"] for s in seats.held_seats(work, session_id=session)}
    for entry in entries:
        if entry.participant not in seated:
            raise RuleRefusal("Peserta itu tidak terdaftar di kelas ini. Catat sebagai peserta datang langsung.")
        if entry.status not in STATUSES or entry.afternoon not in (None, *STATUSES):
            raise UserError("Status kehadiran tidak dikenal. Pilih dari daftar.", field="status")
        _mark(work, session, day, entry)
    if work.the_session["state"] == SessionState.FIXED:
        work.unit.update(session_table, session, state=SessionState.RUNNING.value)
    return ClassState(session, SessionState.RUNNING.value)


def _each_once(participants: list[int]) -> None:
    """Of two lines about one person the second would win in silence."""
    if len(set(participants)) < len(participants):
        raise UserError("Satu peserta ada di dua baris. Hapus salah satunya.", field="participant")


def _mark(work: Work, session_id: int, day: date, entry: AttendanceEntry) -> None:
    found = _mark_of(work, session_id, entry.participant, day)
    afternoon = entry.afternoon if entry.afternoon != entry.status else None
    present = "PRESENT" in (entry.status, afternoon)
    if not present and (entry.arrived_at or entry.left_at):
        absent = "arrived_at" if entry.arrived_at else "left_at"
        raise UserError("Jam datang dan pulang hanya untuk yang hadir. Periksa statusnya.", field=absent)
    before = found if found is not None and found["voided_at"] is None and "PRESENT" in _halves(found) else None
    arrived = entry.arrived_at or (before["arrived_at"] if before is not None else None)
    if arrived is None and present and day == today(work.occurred_at):
        arrived = work.occurred_at
    left = entry.left_at or (before["left_at"] if before is not None else None)
    _hours_of_the_day(day, arrived if present else None, left if present else None)
    values = {
        "status": entry.status,
        "afternoon": afternoon,
        "arrived_at": arrived if present else None,
        "left_at": left if present else None,
        "note": line(entry.note, "note"),
        "voided_at": None,
    }
    if found is None:
        work.unit.insert(attendance, session_id=session_id, participant_id=entry.participant, day=day, **values)
    else:
        work.unit.update(attendance, found["id"], **values)


def _mark_of(work: Work, session_id: int, participant_id: int, day: date) -> RowMapping | None:
    """The row of a person on a day, voided or not: there is one place for it."""
    return (
        work.unit.connection.execute(
            select(attendance).where(
                attendance.c.session_id == session_id,
                attendance.c.participant_id == participant_id,
                attendance.c.day == day,
            )
        )
        .mappings()
        .first()
    )


def _halves(row: RowMapping) -> tuple[str, str]:
    return row["status"], row["afternoon"] or row["status"]


def _hours_of_the_day(day: date, arrived: datetime | None, left: datetime | None) -> None:
    if left is None:
        return
    if wall(left).date() != day:
        raise UserError("Jam pulang harus pada hari kelas itu. Periksa jamnya.", field="left_at")
    if arrived is not None and left <= arrived:
        raise UserError(
            f"Jam pulang {wall(left):%H.%M} tidak sesudah jam datang {wall(arrived):%H.%M}.", field="left_at"
        )


@use_case("void_attendance")
def void_attendance(work: Work, *, session: int, participant: int, day: date) -> ClassState:
    """Take a mark back, as if nobody had looked yet; the row stays with the reason in the journal."""
    row = _mark_of(work, session, participant, day)
    if row is None or row["voided_at"] is not None:
        raise RuleRefusal("Belum ada catatan hadir untuk peserta itu pada hari itu.", field="participant")
    work.unit.update(attendance, row["id"], voided_at=work.recorded_at)
    return ClassState(session, work.the_session["state"])


@use_case("record_scores")
def record_scores(work: Work, *, session: int, entries: tuple[ScoreEntry, ...]) -> ClassState:
    """Type the scores of the first and last test."""
    _each_once([entry.participant for entry in entries])
    for entry in entries:
        given = {name: getattr(entry, name) for name in ("pre_test", "post_test") if getattr(entry, name) is not None}
        if any(not 0 <= value <= 100 for value in given.values()):
            raise UserError("Nilai tes harus 0 sampai 100. Periksa angkanya.", field="score")
        found = work.unit.connection.execute(
            select(test_score.c.id).where(
                test_score.c.session_id == session, test_score.c.participant_id == entry.participant
            )
        ).scalar()
        if found is None:
            work.unit.insert(test_score, session_id=session, participant_id=entry.participant, **given)
        else:
            work.unit.update(test_score, found, **given)
    return ClassState(session, work.the_session["state"])


@dataclass(frozen=True, slots=True)
class WalkedIn:
    """The case and participant made for someone who came without registration."""

    request: int
    agenda: str
    participant: int


@use_case("add_walk_in")
def add_walk_in(work: Work, *, session: int, person: ParticipantEntry, privacy_notice: bool = False) -> WalkedIn:
    """Someone comes without registration: form filled on the spot, own agenda number, if seats allow (DOMAIN 8.4)."""
    verdict = fits(seats.seats_of(work, session), 1, individual=True)
    if not verdict.ok:
        raise RuleRefusal(verdict.reason)
    if not privacy_notice:
        raise UserError(
            "Pemberitahuan data pribadi belum disampaikan. Sampaikan, lalu centang.", field="privacy_notice"
        )
    values = clean_entry(person, 1)
    if not values["full_name"]:
        raise UserError("Nama peserta belum diisi.", field="full_name")
    number = agenda.take_incoming(work, agenda_year(wall(work.occurred_at).date()), None)
    person_id = save_person(work, values, None, noticed=True)
    topic = work.unit.get(topic_table, work.the_session["topic_id"])
    request_id = work.unit.insert(
        request_table,
        subject_key_id=work.unit.new_subject(),
        kind="form",
        state=RequestState.CONFIRMED.value,
        received_at=work.occurred_at,
        applicant_id=person_id,
        sender_name=values["full_name"],
        sender_kind="individual",
        subject=f"Permohonan training {topic['name']} (datang langsung)",
        contact_name=values["full_name"],
        contact_phone=values["mobile"],
        contact_email=values["email"],
        participant_count=1,
        preferred_dates=[],
        missing=[],
        **number,
    )
    work.entry_request_id = request_id
    work.unit.insert(request_topic, request_id=request_id, topic_id=topic["id"])
    fill_places(work, request_id, (person,), 1, None, noticed=True, applicant_id=person_id)
    place = work.unit.connection.execute(
        select(participant_table.c.id).where(participant_table.c.request_id == request_id)
    ).scalar_one()
    # Who has a seat of these hours, here or elsewhere, did not come without registration.
    seats.not_here_already(work, session, place, "Catat hadirnya di daftar.")
    move = "Pindahkan kursinya ke kelas ini."
    seats.nobody_twice(work, work.the_session, request_id, (place,), instead=move, only_refusals=True)
    work.unit.insert(
        seat_table, session_id=session, request_id=request_id, participant_id=place, state="CONFIRMED", walk_in=True
    )
    for number_of_step in (1, 8):
        steps.start(work, request_id, number_of_step, work.occurred_at)
    steps.finish(work, request_id, 1, "DONE")
    day = today(work.occurred_at)
    if day in _days(work, session):
        _mark(work, session, day, AttendanceEntry(participant=place))
    return WalkedIn(request_id, case_key(number["agenda_number"], number["agenda_year"]), place)


@use_case("save_report")
def save_report(
    work: Work, *, session: int, materials_done: tuple[str, ...] = (), note: str = "", send: bool = False
) -> ClassState:
    """Keep the trainer's report: what was taught, what went wrong; ``send`` closes it."""
    values = {
        "materials_done": [line(one, "materials_done") for one in materials_done],
        "note": block(note, "note", label="Catatan"),
        "sent_at": work.occurred_at if send else None,
    }
    found = work.unit.connection.execute(
        select(training_report.c.id).where(training_report.c.session_id == session)
    ).scalar()
    if found is None:
        work.unit.insert(training_report, session_id=session, **values)
    else:
        work.unit.update(training_report, found, **values)
    return ClassState(session, work.the_session["state"])


@use_case("finish_session")
def finish_session(work: Work, *, session: int) -> ClassState:
    """Close the attendance list: who was never marked is a no-show, the requests are TRAINED (SOP step 8)."""
    days = _days(work, session)
    if open_pause(work, session) is not None:
        raise RuleRefusal("Kelas ini sedang dihentikan sementara. Lanjutkan, atau jadwalkan lanjutannya dahulu.")
    if max(days) > today(work.recorded_at):
        raise RuleRefusal(f"Kelas ini berlangsung sampai {max(days):%d-%m-%Y}. Selesaikan sesudah hari terakhir.")
    seated = [s["participant_id"] for s in seats.held_seats(work, session_id=session)]
    marked = {
        (row.participant_id, row.day)
        for row in work.unit.connection.execute(
            select(attendance.c.participant_id, attendance.c.day).where(
                attendance.c.session_id == session, attendance.c.voided_at.is_(None)
            )
        )
    }
    for day in days:
        for participant_id in seated:
            if (participant_id, day) not in marked:
                _mark(work, session, day, AttendanceEntry(participant=participant_id, status="NO_SHOW"))
    for row in work.unit.connection.execute(
        select(session_day.c.id).where(session_day.c.session_id == session, session_day.c.voided_at.is_(None))
    ).all():
        work.unit.update(session_day, row.id, attendance_closed_at=work.occurred_at)
    work.unit.update(session_table, session, state=SessionState.DONE.value)
    for request_id in requests_in(work, session):
        progress.refresh(work, request_id)
    return ClassState(session, SessionState.DONE.value)


def _days(work: Work, session_id: int) -> list[date]:
    return list(
        work.unit.connection.execute(
            select(session_day.c.day)
            .where(session_day.c.session_id == session_id, session_day.c.voided_at.is_(None))
            .order_by(session_day.c.day)
        ).scalars()
    )
