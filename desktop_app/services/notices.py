"""Steps 6 and 7: the schedule is conveyed, the letter archived, the answers recorded (SOP 6 and 7, DOMAIN 8.4)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import RowMapping, select

from db.tables_requests import archive_file
from db.tables_requests import participant as participant_table
from db.tables_requests import request as request_table
from db.tables_schedule import seat as seat_table
from db.tables_schedule import session as session_table
from desktop_app.errors import RuleRefusal, UserError
from desktop_app.office_time import today
from desktop_app.queries.office import setting
from desktop_app.queries.setting_names import CLASSIFICATION
from desktop_app.services import contact_notes, progress, seats, steps
from desktop_app.services.people import ParticipantEntry, clean_entry, new_code, save_person
from desktop_app.services.scheduling import end_when_nobody_is_left
from desktop_app.services.text import line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.states import SEATED, RequestState


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
    contact_notes.check_channel(channel)
    contact_notes.check_outcome(outcome)
    held = _held(work, request)
    for participant_id in participants or (None,):
        contact_notes.note_attempt(
            work,
            work.the_request,
            _session_of(work, held, participant_id),
            participant_id,
            channel=channel,
            outcome=outcome,
            spoken_to=spoken_to,
            note=note,
        )
    return CaseState(request, progress.refresh(work, request).value)


def _held(work: Work, request_id: int) -> dict[int, RowMapping]:
    """Participant to his seat in a fixed class; raises :class:`RuleRefusal` while the schedule is only tentative."""
    fixed = [s for s in progress.active_seats(work, request_id) if s["session_state"] in ("FIXED", "RUNNING", "DONE")]
    if not fixed:
        raise RuleRefusal("Jadwal masih tentatif. Tunggu Kasubbag menetapkan kelasnya, baru disampaikan.")
    work.entry_session_id = int(fixed[0]["of_session"])
    return {int(s["participant_id"]): s for s in fixed}


def _session_of(work: Work, held: dict[int, RowMapping], participant_id: int | None) -> int:
    """The class of this participant: the people of one letter may sit in two; else the first class of the letter."""
    seat = None if participant_id is None else held.get(participant_id)
    return int(next(iter(held.values()))["of_session"] if seat is None else seat["of_session"])


@use_case("archive_letter")
def archive_letter(
    work: Work, *, request: int, storage_location: str, classification_code: str = "", dossier: str = ""
) -> CaseState:
    """Put the letter into the cabinet: shelf place, classification code and file (SOP step 6, DOMAIN section 5).

    ``dossier`` is the berkas it is filed in, by default the one of the letter itself.
    """
    place = line(storage_location, "storage_location", label="Lokasi simpan", required=True)
    code = line(classification_code, "classification_code") or str(
        setting(work.unit.connection, CLASSIFICATION, today(work.occurred_at))
    )
    case = work.the_request
    berkas = line(dossier, "dossier", label="Berkas") or f"{case['agenda_number']}/{case['agenda_year']}"
    found = work.unit.connection.execute(
        select(archive_file.c.id).where(archive_file.c.request_id == request, archive_file.c.voided_at.is_(None))
    ).scalar()
    if found is None:
        work.unit.insert(
            archive_file,
            request_id=request,
            classification_code=code,
            storage_location=place,
            dossier=berkas,
            archived_at=work.occurred_at,
        )
    else:
        work.unit.update(archive_file, found, classification_code=code, storage_location=place, dossier=berkas)
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
    contact_notes.check_answer(answer)
    contact_notes.check_channel(channel)
    held = _held(work, request)
    for participant_id in participants or tuple(held):
        if participant_id not in held:
            raise RuleRefusal("Peserta itu tidak punya kursi lagi. Segarkan daftar.", field="participants")
        contact_notes.note_answer(
            work,
            work.the_request,
            _session_of(work, held, participant_id),
            participant_id,
            answer=answer,
            channel=channel,
            answered_by=answered_by,
            note=note,
        )
        contact_notes.seat_follows_answer(work, held[participant_id], answer)
    contact_notes.answer_arrived(work, request, work.occurred_at)
    end_when_nobody_is_left(work, request)
    state = RequestState(work.unit.get(request_table, request)["state"])
    if state in SEATED:
        state = progress.refresh(work, request)
    return CaseState(request, state.value)


@use_case("close_confirmation")
def close_confirmation(work: Work, *, request: int) -> CaseState:
    """The reply deadline has passed: go on with those who answered; the rest keep their seats (DOMAIN 8.4).

    Who has not answered is written down as such, with the reason the seat is kept.
    """
    answered = progress.answered_in_round(work, request)
    for one in progress.active_seats(work, request):
        if one["participant_id"] not in answered:
            contact_notes.note_answer(
                work,
                work.the_request,
                one["of_session"],
                one["participant_id"],
                answer="NO_ANSWER",
                channel="telephone",
                note=work.act.reason or "",
            )
    moment = steps.finish(work, request, 7, "DEADLINE")
    steps.start(work, request, 8, max(moment, progress.first_moment(work, request)), round_no=work.the_request["round"])
    steps.move(work, request, RequestState.CONFIRMED, reason=work.act.reason)
    return CaseState(request, RequestState.CONFIRMED.value)


@use_case("substitute_participant")
def substitute_participant(
    work: Work,
    *,
    request: int,
    participant: int,
    substitute: ParticipantEntry,
    channel: str = "telephone",
    outcome: str = "",
) -> CaseState:
    """Another person comes instead; the old name stays, "digantikan oleh" (DOMAIN 8.4).

    ``outcome`` records the call in which the office said so in the same act ("" when nobody was called).
    """
    contact_notes.check_channel(channel)
    held = [s for s in seats.held_seats(work, request_id=request) if s["participant_id"] == participant]
    if not held:
        raise RuleRefusal("Peserta itu tidak punya kursi untuk diganti.", field="participant")
    if outcome:
        contact_notes.check_outcome(outcome)
        contact_notes.note_attempt(
            work, work.the_request, held[0]["session_id"], participant, channel=channel, outcome=outcome
        )
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
    contact_notes.note_answer(
        work,
        work.the_request,
        held[0]["session_id"],
        participant,
        answer="SUBSTITUTED",
        channel=channel,
        note=work.act.reason or "",
    )
    work.unit.update(participant_table, participant, status="REPLACED", replaced_by_id=made)
    for one in held:
        session = work.unit.get(session_table, one["session_id"])
        seats.not_here_already(work, one["session_id"], made, "Pilih orang lain.")
        seats.nobody_twice(work, session, request, (made,), instead="Pilih orang lain.")
        seats.release(work, [one["id"]], f"digantikan ({work.act.reason})")
        work.unit.insert(
            seat_table, session_id=one["session_id"], request_id=request, participant_id=made, state="CONFIRMED"
        )
    contact_notes.note_answer(
        work,
        work.the_request,
        held[0]["session_id"],
        made,
        answer="PRESENT",
        channel=channel,
        note="pengganti",
    )
    contact_notes.answer_arrived(work, request, work.occurred_at)
    work.entry_session_id = held[0]["session_id"]
    return CaseState(request, progress.refresh(work, request).value)


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
