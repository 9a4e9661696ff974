"""Steps 6 and 7: the schedule is conveyed, the letter archived, the answers recorded (SOP 6 and 7, DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.tables_requests import archive_file, person, step_visit
from db.tables_requests import participant as participant_table
from db.tables_requests import request as request_table
from db.tables_schedule import confirmation, contact_attempt, outgoing_letter
from db.tables_schedule import seat as seat_table
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import CLASSIFICATION, OUTGOING_TEMPLATE, OUTGOING_UNIT
from desktop_app.services import agenda, progress, seats, steps
from desktop_app.services.people import ParticipantEntry, clean_entry, new_code, save_person
from desktop_app.services.scheduling import end_when_nobody_is_left
from desktop_app.services.text import block, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.numbering import LetterNumberParts, format_letter_number
from desktop_app.sop.states import SEATED, RequestState

CHANNELS = {
    "telephone": "Telepon",
    "sms": "SMS",
    "whatsapp": "WhatsApp",
    "letter": "Surat",
    "email": "E-mail",
    "visit": "Datang langsung",
}
OUTCOMES = {
    "REACHED": "Tersampaikan",
    "SENT": "Terkirim",
    "NO_ANSWER": "Tidak diangkat",
    "WRONG_NUMBER": "Nomor salah",
    "BOUNCED": "E-mail kembali",
}
ANSWERS = {"PRESENT": "Hadir", "DECLINED": "Batal", "OTHER_DATE": "Minta tanggal lain", "NO_ANSWER": "Tidak menjawab"}


@dataclass(frozen=True, slots=True)
class CaseState:
    """A request and the state it has now."""

    request: int
    state: str


@use_case("record_contact")
def record_contact(
    work: Work,
    *,
    request: int,
    channel: str,
    outcome: str,
    participants: tuple[int, ...] = (),
    spoken_to: str = "",
    note: str = "",
) -> CaseState:
    """Record an attempt to tell the schedule: to the contact person, or to named participants (SOP step 6).

    Step 6 ends with the first success and the archived letter. A wrong number is flagged at the person.
    """
    if channel not in CHANNELS:
        raise UserError("Saluran tidak dikenal. Pilih dari daftar.", field="channel")
    if outcome not in OUTCOMES:
        raise UserError("Hasil tidak dikenal. Pilih dari daftar.", field="outcome")
    session_id = _fixed_session(work, request)
    for participant_id in participants or (None,):
        work.unit.insert(
            contact_attempt,
            request_id=request,
            session_id=session_id,
            participant_id=participant_id,
            subject_key_id=_subject(work, participant_id),
            round=work.the_request["round"],
            channel=channel,
            outcome=outcome,
            spoken_to=line(spoken_to, "spoken_to", label="Bicara dengan"),
            note=block(note, "note", label="Catatan"),
            attempted_at=work.occurred_at,
            recorded_by_id=work.actor.officer_id,
        )
        if participant_id is not None and outcome in ("WRONG_NUMBER", "BOUNCED"):
            _flag(work, participant_id, "mobile_unreachable" if outcome == "WRONG_NUMBER" else "email_unreachable")
    return CaseState(request, progress.refresh(work, request).value)


def _fixed_session(work: Work, request_id: int) -> int:
    """The session to tell about; raises :class:`RuleRefusal` while the schedule is only tentative."""
    held = progress.active_seats(work, request_id)
    fixed = [s for s in held if s["session_state"] in ("FIXED", "RUNNING", "DONE")]
    if not fixed:
        raise RuleRefusal("Jadwal masih tentatif. Tunggu Kasubbag menetapkan kelasnya, baru disampaikan.")
    work.entry_session_id = int(fixed[0]["of_session"])
    return int(fixed[0]["of_session"])


def _person_id(work: Work, participant_id: int) -> int | None:
    found = work.unit.get(participant_table, participant_id)["person_id"]
    return None if found is None else int(found)


def _subject(work: Work, participant_id: int | None) -> int:
    """The key that seals what is noted about this participant, or about the request's contact person."""
    person_id = None if participant_id is None else _person_id(work, participant_id)
    if person_id is None:
        return int(work.the_request["subject_key_id"])
    return int(work.unit.get(person, person_id)["subject_key_id"])


def _flag(work: Work, participant_id: int, column: str) -> None:
    person_id = _person_id(work, participant_id)
    if person_id is not None:
        work.unit.update(person, person_id, **{column: True})


@use_case("archive_letter")
def archive_letter(work: Work, *, request: int, storage_location: str, classification_code: str = "") -> CaseState:
    """Put the letter into the cabinet: shelf place and classification code (SOP step 6, DOMAIN section 5)."""
    place = line(storage_location, "storage_location", label="Lokasi simpan", required=True)
    code = line(classification_code, "classification_code") or str(
        setting(work.unit.connection, CLASSIFICATION, today(work.occurred_at))
    )
    found = work.unit.connection.execute(
        select(archive_file.c.id).where(archive_file.c.request_id == request, archive_file.c.voided_at.is_(None))
    ).scalar()
    if found is None:
        work.unit.insert(
            archive_file,
            request_id=request,
            classification_code=code,
            storage_location=place,
            archived_at=work.occurred_at,
        )
    else:
        work.unit.update(archive_file, found, classification_code=code, storage_location=place)
    state = RequestState(work.the_request["state"])
    if state in SEATED:
        state = progress.refresh(work, request)
    return CaseState(request, state.value)


@use_case("record_confirmation")
def record_confirmation(
    work: Work,
    *,
    request: int,
    answer: str,
    channel: str = "telephone",
    participants: tuple[int, ...] = (),
    answered_by: str = "",
    note: str = "",
) -> CaseState:
    """Record who answered what, how and when; without names the answer is for the whole group (SOP step 7)."""
    if answer not in ANSWERS:
        raise UserError("Jawaban tidak dikenal. Pilih dari daftar.", field="answer")
    if channel not in CHANNELS:
        raise UserError("Saluran tidak dikenal. Pilih dari daftar.", field="channel")
    session_id = _fixed_session(work, request)
    held = {s["participant_id"]: s for s in seats.held_seats(work, request_id=request)}
    for participant_id in participants or tuple(held):
        if participant_id not in held:
            raise RuleRefusal("Peserta itu tidak punya kursi lagi. Segarkan daftar.", field="participants")
        _answer(work, request, session_id, participant_id, answer, channel, answered_by, note)
        if answer == "PRESENT":
            work.unit.update(seat_table, held[participant_id]["id"], state="CONFIRMED")
        elif answer == "DECLINED":
            seats.release(work, [held[participant_id]["id"]], "menyatakan batal")
            work.unit.update(participant_table, participant_id, status="WITHDRAWN")
    _answer_arrived(work, request)
    end_when_nobody_is_left(work, request)
    state = RequestState(work.unit.get(request_table, request)["state"])
    if state in SEATED:
        state = progress.refresh(work, request)
    return CaseState(request, state.value)


def _answer(
    work: Work,
    request_id: int,
    session_id: int,
    participant_id: int,
    answer: str,
    channel: str,
    answered_by: str,
    note: str,
) -> None:
    for old in work.unit.connection.execute(
        select(confirmation.c.id).where(
            confirmation.c.request_id == request_id,
            confirmation.c.participant_id == participant_id,
            confirmation.c.round == work.the_request["round"],
            confirmation.c.voided_at.is_(None),
        )
    ).scalars():
        work.unit.update(confirmation, old, voided_at=work.recorded_at)
    work.unit.insert(
        confirmation,
        request_id=request_id,
        session_id=session_id,
        participant_id=participant_id,
        subject_key_id=_subject(work, participant_id),
        round=work.the_request["round"],
        answer=answer,
        channel=channel,
        answered_by=line(answered_by, "answered_by", label="Dijawab oleh"),
        note=block(note, "note", label="Catatan"),
        answered_at=work.occurred_at,
        recorded_by_id=work.actor.officer_id,
    )


def _answer_arrived(work: Work, request_id: int) -> None:
    """Step 7 is measured from the arrival of an answer, not from the waiting for it (DOMAIN 9.2)."""
    visit = steps.open_visit(work, request_id, 7)
    if visit is not None and work.occurred_at >= visit["received_at"]:
        work.unit.update(step_visit, visit["id"], started_at=work.occurred_at)


@use_case("close_confirmation")
def close_confirmation(work: Work, *, request: int) -> CaseState:
    """The reply deadline has passed: go on with those who answered; the rest keep their seats (DOMAIN 8.4)."""
    moment = steps.finish(work, request, 7, "DEADLINE")
    steps.start(work, request, 8, max(moment, progress.first_moment(work, request)), round_no=work.the_request["round"])
    steps.move(work, request, RequestState.CONFIRMED, reason=work.act.reason)
    return CaseState(request, RequestState.CONFIRMED.value)


@use_case("substitute_participant")
def substitute_participant(work: Work, *, request: int, participant: int, substitute: ParticipantEntry) -> CaseState:
    """Another person comes instead; the old name stays, "digantikan oleh" (DOMAIN 8.4)."""
    held = [s for s in seats.held_seats(work, request_id=request) if s["participant_id"] == participant]
    if not held:
        raise RuleRefusal("Peserta itu tidak punya kursi untuk diganti.", field="participant")
    old = work.unit.get(participant_table, participant)
    values = clean_entry(substitute, 1)
    if not values["full_name"]:
        raise UserError("Nama pengganti belum diisi.", field="full_name")
    made = work.unit.insert(
        participant_table,
        request_id=request,
        position_no=old["position_no"],
        person_id=save_person(work, values, work.the_request["organization_id"]),
        status="ACTIVE",
        receipt_code=new_code(),
    )
    _answer(work, request, held[0]["session_id"], participant, "SUBSTITUTED", "telephone", "", work.act.reason or "")
    work.unit.update(participant_table, participant, status="REPLACED", replaced_by_id=made)
    for one in held:
        seats.release(work, [one["id"]], f"digantikan ({work.act.reason})")
        work.unit.insert(
            seat_table, session_id=one["session_id"], request_id=request, participant_id=made, state="CONFIRMED"
        )
    _answer(work, request, held[0]["session_id"], made, "PRESENT", "telephone", "", "pengganti")
    _answer_arrived(work, request)
    return CaseState(request, progress.refresh(work, request).value)


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """The number an outgoing letter got."""

    letter: int
    number: str


@use_case("issue_letter")
def issue_letter(
    work: Work,
    *,
    request: int,
    kind: str,
    subject: str,
    addressee: str,
    letter_date: date | None = None,
    session: int | None = None,
) -> IssuedLetter:
    """Take the next number of the outgoing book for a letter that is being signed; never for drafts (DOMAIN 1.3)."""
    day = letter_date or today(work.occurred_at)
    number = agenda.take_outgoing(work, day.year)
    connection = work.unit.connection
    full = format_letter_number(
        str(setting(connection, OUTGOING_TEMPLATE, day)),
        LetterNumberParts(
            number=number,
            issued_on=day,
            classification=str(setting(connection, CLASSIFICATION, day)),
            unit=str(setting(connection, OUTGOING_UNIT, day)),
        ),
    )
    made = work.unit.insert(
        outgoing_letter,
        year=day.year,
        number=number,
        full_number=full,
        kind=line(kind, "kind", required=True),
        request_id=request,
        session_id=session,
        subject_key_id=work.the_request["subject_key_id"],
        addressee=line(addressee, "addressee", label="Kepada", required=True),
        subject=line(subject, "subject", label="Hal", required=True, limit=500),
        letter_date=day,
    )
    return IssuedLetter(made, full)


@use_case("close_case")
def close_case(work: Work, *, request: int) -> CaseState:
    """Close the file after the training: it must lie in the cabinet with its place (DOMAIN section 5)."""
    found = work.unit.connection.execute(
        select(archive_file.c.id).where(archive_file.c.request_id == request, archive_file.c.voided_at.is_(None))
    ).scalar()
    if found is None:
        raise RuleRefusal("Surat belum diarsipkan. Isi lokasi simpannya dahulu.", field="storage_location")
    work.unit.update(archive_file, found, closed_at=work.occurred_at)
    steps.move(work, request, RequestState.ARCHIVED)
    return CaseState(request, RequestState.ARCHIVED.value)
