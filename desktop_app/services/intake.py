"""Steps 1 and 2: the letter or form reaches the Helpdesk, gets its number, is completed and forwarded (SOP 1, 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.tables_requests import request as request_table
from db.tables_requests import request_topic
from desktop_app.errors import UserError
from desktop_app.office_time import wall
from desktop_app.services import agenda, steps
from desktop_app.services.letter_fields import (
    PLACES,
    SECRECIES,
    URGENCIES,
    contact_of,
    dates_of,
    letter_date_of,
    one_of,
    subject_of,
    topics_of,
)
from desktop_app.services.people import (
    SENDER_KINDS,
    ParticipantEntry,
    check_count,
    clean_entry,
    fill_places,
    known_organization,
    save_person,
)
from desktop_app.services.text import LONG_LINE, block, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.numbering import agenda_year, case_key
from desktop_app.sop.states import RequestState


@dataclass(frozen=True, slots=True)
class RegisteredCase:
    """A case as it stands in the book: id, key (``147/2026``) and state."""

    request: int
    agenda: str
    state: str


@use_case("register_letter")
def register_letter(
    work: Work,
    *,
    sender: str,
    topics: tuple[str, ...],
    participant_count: int,
    letter_date: date,
    contact_name: str,
    contact_phone: str = "",
    sender_kind: str = "other",
    letter_number: str | None = None,
    without_number: bool = False,
    received_at: datetime | None = None,
    subject: str = "",
    signer_name: str = "",
    signer_position: str = "",
    addressee: str = "",
    contact_email: str = "",
    participants: tuple[ParticipantEntry, ...] = (),
    urgency: str = "NORMAL",
    secrecy: str = "NORMAL",
    preferred_dates: tuple[date, ...] = (),
    preferred_place: str = "office",
    attachment_count: str = "",
    carbon_copies: str = "",
    note: str = "",
    missing: tuple[str, ...] = (),
    external_number: str | None = None,
    forward: bool = False,
) -> RegisteredCase:
    """Register an institution's letter of request and give it its agenda number (SOP steps 1 and 2, DOMAIN 2.1).

    A letter without a telephone number is registered all the same. ``missing`` names what the letter lacks: it is
    registered as INCOMPLETE. ``forward`` hands it on to the Kabag in the same act. Raises :class:`UserError` at the
    field that is wrong.
    """
    number = line(letter_number or "", "letter_number", label="Nomor surat")
    if not number and not without_number:
        raise UserError("Nomor surat belum diisi. Salin dari surat, atau centang “tanpa nomor”.", field="letter_number")
    sender_name = line(sender, "sender", label="Pengirim", required=True)
    organization_id = known_organization(work, sender_name, one_of(sender_kind, SENDER_KINDS, "sender_kind"))
    return _register(
        work,
        kind="letter",
        received_at=received_at,
        topics=topics,
        participants=participants,
        participant_count=participant_count,
        organization_id=organization_id,
        applicant_id=None,
        missing=missing,
        external_number=external_number,
        forward=forward,
        columns={
            "sender_name": sender_name,
            "sender_kind": sender_kind,
            "letter_number": number or None,
            "letter_date": letter_date_of(work, letter_date, received_at),
            "subject": line(subject, "subject", label="Hal", limit=LONG_LINE),
            "signer_name": line(signer_name, "signer_name", label="Penandatangan"),
            "signer_position": line(signer_position, "signer_position", label="Jabatan penandatangan"),
            "addressee": line(addressee, "addressee", label="Tujuan surat"),
            **contact_of(contact_name, contact_phone, contact_email),
            "urgency": one_of(urgency, URGENCIES, "urgency"),
            "secrecy": one_of(secrecy, SECRECIES, "secrecy"),
            "preferred_dates": dates_of(preferred_dates),
            "preferred_place": one_of(preferred_place, PLACES, "preferred_place"),
            "attachment_count": line(attachment_count, "attachment_count", label="Lampiran"),
            "carbon_copies": line(carbon_copies, "carbon_copies", label="Tembusan", limit=LONG_LINE),
            "note": block(note, "note", label="Keterangan"),
        },
    )


@use_case("register_form")
def register_form(
    work: Work,
    *,
    applicant: ParticipantEntry,
    topics: tuple[str, ...],
    received_at: datetime | None = None,
    form_date: date | None = None,
    preferred_dates: tuple[date, ...] = (),
    note: str = "",
    missing: tuple[str, ...] = (),
    external_number: str | None = None,
    privacy_notice: bool = False,
    forward: bool = False,
) -> RegisteredCase:
    """Register an individual's form: one seat, placed into classes made for others (SOP step 2, DOMAIN 2.2 and 8.3).

    ``privacy_notice`` says the notice about personal data was given; without it the form is not registered.
    """
    name = line(applicant.full_name, "full_name", label="Nama lengkap", required=True)
    if not applicant.mobile.strip() and not applicant.email.strip():
        raise UserError("Isi nomor HP atau e-mail, supaya jadwal dapat disampaikan.", field="mobile")
    if not privacy_notice:
        raise UserError(
            "Pemberitahuan data pribadi belum disampaikan. Bacakan atau serahkan, lalu centang.",
            field="privacy_notice",
        )
    office = line(applicant.organization, "organization", label="Instansi")
    organization_id = known_organization(work, office, "other") if office else None
    person_id = save_person(work, clean_entry(applicant, 1), organization_id, noticed=True)
    return _register(
        work,
        kind="form",
        received_at=received_at,
        topics=topics,
        participants=(applicant,),
        participant_count=1,
        organization_id=organization_id,
        applicant_id=person_id,
        missing=missing,
        external_number=external_number,
        forward=forward,
        columns={
            "sender_name": name,
            "sender_kind": "individual",
            "letter_number": None,
            "letter_date": None if form_date is None else letter_date_of(work, form_date, received_at),
            "subject": "",
            **contact_of(name, applicant.mobile, applicant.email, required=False),
            "preferred_dates": dates_of(preferred_dates),
            "note": block(note, "note", label="Keterangan"),
        },
    )


def _register(
    work: Work,
    *,
    kind: str,
    received_at: datetime | None,
    topics: tuple[str, ...],
    participants: tuple[ParticipantEntry, ...],
    participant_count: int,
    organization_id: int | None,
    applicant_id: int | None,
    missing: tuple[str, ...],
    external_number: str | None,
    forward: bool,
    columns: dict[str, Any],
) -> RegisteredCase:
    received = received_at or work.occurred_at
    if received > work.recorded_at:
        raise UserError("Waktu terima belum terjadi. Periksa tanggal dan jamnya.", field="received_at")
    check_count(participant_count)
    found = topics_of(work, topics)
    lacks = tuple(line(one, "missing", label="Kekurangan") for one in missing)
    columns["subject"] = columns["subject"] or subject_of(found)
    number = agenda.take_incoming(
        work, agenda_year(wall(received).date()), line(external_number or "", "external_number") or None
    )
    state = RequestState.INCOMPLETE if lacks else RequestState.REGISTERED
    request_id = work.unit.insert(
        request_table,
        subject_key_id=work.unit.new_subject(),
        kind=kind,
        state=state.value,
        received_at=received,
        organization_id=organization_id,
        applicant_id=applicant_id,
        participant_count=participant_count,
        missing=list(lacks),
        **number,
        **columns,
    )
    work.entry_request_id = request_id
    for row in found:
        work.unit.insert(request_topic, request_id=request_id, topic_id=row.id)
    fill_places(
        work,
        request_id,
        participants,
        participant_count,
        organization_id,
        noticed=kind == "form",
        applicant_id=applicant_id,
    )
    steps.start(work, request_id, 1, received)
    steps.finish(work, request_id, 1, "DONE", done_at=received)
    steps.start(work, request_id, 2, received)
    if lacks:
        steps.pause(work, request_id, steps.WAITING_APPLICANT)
    if forward and state is RequestState.REGISTERED:
        state = _forward(work, request_id)
    return RegisteredCase(request_id, case_key(number["agenda_number"], number["agenda_year"]), state.value)


def _forward(work: Work, request_id: int) -> RequestState:
    moment = steps.finish(work, request_id, 2, "FORWARDED")
    steps.start(work, request_id, 3, moment)
    steps.move(work, request_id, RequestState.WITH_HEAD)
    return RequestState.WITH_HEAD


@use_case("forward_to_head")
def forward_to_head(work: Work, *, request: int) -> None:
    """Hand the letter with its disposition sheet to the Kabag (SOP step 2)."""
    _forward(work, request)
