"""Steps 1 and 2: the letter or form reaches the Helpdesk, gets its number, is completed and forwarded (SOP 1, 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.tables_office import topic as topic_table
from db.tables_requests import request as request_table
from db.tables_requests import request_topic
from desktop_app.errors import UserError
from desktop_app.office_time import today, wall
from desktop_app.services import agenda, steps
from desktop_app.services.people import (
    SENDER_KINDS,
    ParticipantEntry,
    clean_entry,
    fill_places,
    known_organization,
    save_person,
)
from desktop_app.services.text import LONG_LINE, block, line
from desktop_app.services.use_case import Work, use_case
from desktop_app.sop.identity_numbers import check_email, check_phone
from desktop_app.sop.numbering import agenda_year, case_key
from desktop_app.sop.states import RequestState

URGENCIES = ("NORMAL", "URGENT", "VERY_URGENT")
SECRECIES = ("NORMAL", "RESTRICTED", "CONFIDENTIAL", "TOP_SECRET")
PLACES = ("office", "applicant")


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
    contact_phone: str,
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

    ``missing`` names what the letter lacks: it is registered all the same, as INCOMPLETE. ``forward`` hands it on to
    the Kabag in the same act. Raises :class:`UserError` at the field that is wrong.
    """
    number = line(letter_number or "", "letter_number", label="Nomor surat")
    if not number and not without_number:
        raise UserError("Nomor surat belum diisi. Salin dari surat, atau centang “tanpa nomor”.", field="letter_number")
    sender_name = line(sender, "sender", label="Pengirim", required=True)
    organization_id = known_organization(work, sender_name, _one_of(sender_kind, SENDER_KINDS, "sender_kind"))
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
            "letter_date": _letter_date(work, letter_date, received_at),
            "subject": line(subject, "subject", label="Hal", limit=LONG_LINE),
            "signer_name": line(signer_name, "signer_name", label="Penandatangan"),
            "signer_position": line(signer_position, "signer_position", label="Jabatan penandatangan"),
            "addressee": line(addressee, "addressee", label="Tujuan surat"),
            **_contact(contact_name, contact_phone, contact_email),
            "urgency": _one_of(urgency, URGENCIES, "urgency"),
            "secrecy": _one_of(secrecy, SECRECIES, "secrecy"),
            "preferred_dates": _dates(preferred_dates),
            "preferred_place": _one_of(preferred_place, PLACES, "preferred_place"),
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
            "letter_date": None if form_date is None else _letter_date(work, form_date, received_at),
            "subject": "",
            **_contact(name, applicant.mobile, applicant.email, required=False),
            "preferred_dates": _dates(preferred_dates),
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
    found = _topics(work, topics)
    lacks = tuple(line(one, "missing", label="Kekurangan") for one in missing)
    columns["subject"] = columns["subject"] or _subject(found)
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
    fill_places(work, request_id, participants, participant_count, organization_id, noticed=kind == "form")
    steps.start(work, request_id, 1, received)
    steps.finish(work, request_id, 1, "DONE", done_at=received)
    steps.start(work, request_id, 2, received)
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


@use_case("mark_incomplete")
def mark_incomplete(work: Work, *, request: int, missing: tuple[str, ...]) -> None:
    """Note what the letter lacks; the office's clock waits for the applicant (DOMAIN 8.4)."""
    lacks = [line(one, "missing", label="Kekurangan", required=True) for one in missing]
    if not lacks:
        raise UserError("Sebutkan apa yang kurang, supaya pemohon tahu.", field="missing")
    work.unit.update(request_table, request, missing=lacks)
    steps.move(work, request, RequestState.INCOMPLETE)


@use_case("complete_request")
def complete_request(work: Work, *, request: int) -> None:
    """The applicant brought what was missing; the letter can be forwarded."""
    work.unit.update(request_table, request, missing=[])
    steps.move(work, request, RequestState.REGISTERED)


@use_case("hand_back")
def hand_back(work: Work, *, request: int) -> None:
    """Give a wrongly addressed letter back; its agenda number stays in the book (DOMAIN 8.4)."""
    steps.close_open_visits(work, request, "HANDED_BACK")
    steps.move(work, request, RequestState.HANDED_BACK, reason=work.act.reason)


@use_case("edit_request")
def edit_request(
    work: Work,
    *,
    request: int,
    sender: str | None = None,
    letter_number: str | None = None,
    letter_date: date | None = None,
    subject: str | None = None,
    topics: tuple[str, ...] | None = None,
    contact_name: str | None = None,
    contact_phone: str | None = None,
    contact_email: str | None = None,
    signer_name: str | None = None,
    signer_position: str | None = None,
    addressee: str | None = None,
    urgency: str | None = None,
    secrecy: str | None = None,
    preferred_dates: tuple[date, ...] | None = None,
    preferred_place: str | None = None,
    attachment_count: str | None = None,
    carbon_copies: str | None = None,
    note: str | None = None,
    missing: tuple[str, ...] | None = None,
) -> None:
    """Correct fields of a registered letter; what is not given stays. The journal keeps what stood there before."""
    lines = {
        "letter_number": letter_number,
        "subject": subject,
        "contact_name": contact_name,
        "contact_email": contact_email,
        "signer_name": signer_name,
        "signer_position": signer_position,
        "addressee": addressee,
        "attachment_count": attachment_count,
        "carbon_copies": carbon_copies,
    }
    values: dict[str, Any] = {
        name: line(value, name, limit=LONG_LINE) for name, value in lines.items() if value is not None
    }
    if sender is not None:
        values["sender_name"] = line(sender, "sender", label="Pengirim", required=True)
        if work.the_request["kind"] == "letter":
            values["organization_id"] = known_organization(work, values["sender_name"], work.the_request["sender_kind"])
    if contact_phone is not None:
        values["contact_phone"] = _phone(contact_phone)
    if letter_date is not None:
        values["letter_date"] = _letter_date(work, letter_date, work.the_request["received_at"])
    for name, value, choices in (
        ("urgency", urgency, URGENCIES),
        ("secrecy", secrecy, SECRECIES),
        ("preferred_place", preferred_place, PLACES),
    ):
        if value is not None:
            values[name] = _one_of(value, choices, name)
    if preferred_dates is not None:
        values["preferred_dates"] = _dates(preferred_dates)
    if note is not None:
        values["note"] = block(note, "note", label="Keterangan")
    if missing is not None:
        values["missing"] = [line(one, "missing") for one in missing]
    work.unit.update(request_table, request, **values)
    if topics is not None:
        _replace_topics(work, request, topics)


@use_case("set_participants")
def set_participants(
    work: Work, *, request: int, participants: tuple[ParticipantEntry, ...], participant_count: int | None = None
) -> None:
    """Fill in or correct the people of a request; fewer names than places are "nama menyusul".

    Raises :class:`UserError` when more people are named than the letter has places while seats are already given.
    """
    count = participant_count or max(work.the_request["participant_count"], len(participants))
    if work.the_request["state"] in ("SCHEDULED", "NOTIFIED", "CONFIRMED") and (
        count != work.the_request["participant_count"]
    ):
        raise UserError(
            "Kursi sudah dibagi, jumlah peserta tidak dapat diubah di sini. Keluarkan dari jadwal dahulu.",
            field="participant_count",
        )
    fill_places(work, request, participants, count, work.the_request["organization_id"])
    work.unit.update(request_table, request, participant_count=count)


def _topics(work: Work, codes: tuple[str, ...]) -> list[Any]:
    if not codes:
        raise UserError("Topik training belum dipilih. Pilih sekurangnya satu.", field="topics")
    known = {row.code: row for row in work.unit.connection.execute(select(topic_table))}
    for code in codes:
        if code not in known:
            raise UserError(f"Topik “{code}” tidak ada dalam daftar. Pilih dari daftar topik.", field="topics")
    return [known[code] for code in dict.fromkeys(codes)]


def _replace_topics(work: Work, request_id: int, codes: tuple[str, ...]) -> None:
    wanted = {row.id for row in _topics(work, codes)}
    present = work.unit.connection.execute(
        select(request_topic).where(request_topic.c.request_id == request_id, request_topic.c.voided_at.is_(None))
    ).all()
    for row in present:
        if row.topic_id not in wanted:
            work.unit.update(request_topic, row.id, voided_at=work.recorded_at)
    for topic_id in sorted(wanted - {row.topic_id for row in present}):
        work.unit.insert(request_topic, request_id=request_id, topic_id=topic_id)


def _subject(topics: list[Any]) -> str:
    return "Permohonan training " + " dan ".join(row.name for row in topics)


def _contact(name: str, phone: str, email: str, *, required: bool = True) -> dict[str, str]:
    checked = check_email(email) if email.strip() else None
    if checked is not None and checked.level == "error":
        raise UserError(checked.messages[0], field="contact_email")
    return {
        "contact_name": line(name, "contact_name", label="Narahubung", required=required),
        "contact_phone": _phone(phone, required=required),
        "contact_email": checked.value if checked else "",
    }


def _phone(text: str, *, required: bool = False) -> str:
    typed = line(text, "contact_phone", label="Telepon narahubung", required=required)
    if not typed:
        return ""
    checked = check_phone(typed)
    if checked.level == "error":
        raise UserError(checked.messages[0], field="contact_phone")
    return checked.value


def _letter_date(work: Work, day: date, received_at: datetime | None) -> date:
    last = today(received_at or work.occurred_at)
    if day > last:
        raise UserError(
            f"Tanggal surat {day:%d-%m-%Y} sesudah tanggal terima {last:%d-%m-%Y}. Periksa tanggalnya.",
            field="letter_date",
        )
    if day.year < 2000:
        raise UserError(f"Tahun {day.year} tidak wajar untuk surat. Periksa tanggalnya.", field="letter_date")
    return day


def _dates(days: tuple[date, ...]) -> list[str]:
    return [day.isoformat() for day in days]


def _one_of(value: str, choices: tuple[str, ...], field: str) -> str:
    if value not in choices:
        raise UserError(f"Pilihan “{value}” tidak dikenal. Pilih dari daftar.", field=field)
    return value
